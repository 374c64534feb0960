package api

import (
	"context"

	"lotse/auth"
	"lotse/cms"
	"lotse/cms/web"
)

func (d *door) registerTranslations(a *web.API) {
	web.Route(a, get, "/entries/{id}/translations/{locale}", auth.Read, "Get a text beside its source, segment by segment", d.translation, web.Errors("source_locale"), web.Describe("Also before there is any text in the language, to those who may write the first."))
	web.Route(a, put, "/entries/{id}/translations/{locale}", "save", "Write segments of a translation; the others stay", d.saveTranslation, guarded("not_allowed", "source_locale", "free_locale", "archived"), web.Describe("The text takes the form of the source. If-Match holds the version of the translation, 0 where there is none yet: it is made."))
	web.Route(a, post, "/entries/{id}/translations/{locale}/match", "save", "Say that a text in a free language says what its source says now", d.matchSource, guarded("not_free_locale"))
	web.Route(a, post, "/entries/{id}/translations/{locale}/checked", "save", "Say that readers of its target group have checked a text in Leichte Sprache, or take it back", d.markChecked, guarded("not_free_locale"))
}

// TranslationPath names an entry in a locale. Exported, because an embedded struct must be.
type TranslationPath struct {
	IDParam
	Locale string `path:"locale" maxLength:"35" example:"ar"`
}

// translationOut is a translation with its entity tag.
type translationOut struct {
	ETag string `header:"ETag" doc:"Both versions: \"variant.entry\"; 0 for a text that is not there yet."`
	Body cms.Translation
}

func newTranslationOut(t cms.Translation, err error) (*translationOut, error) {
	if err != nil {
		return nil, err
	}
	return &translationOut{ETag: web.Versions{Variant: t.Version, Entry: t.EntryVersion}.ETag(), Body: t}, nil
}

func (d *door) translation(ctx context.Context, in *TranslationPath) (*translationOut, error) {
	return newTranslationOut(d.cms.Translation(ctx, web.Actor(ctx), in.ID, in.Locale))
}

// SegmentText is what is sent of a segment.
type SegmentText struct {
	ID      string `json:"id" maxLength:"400" doc:"The id of a segment as the translation shows it."`
	Text    string `json:"text,omitempty" maxLength:"200000" doc:"Coded text: <g id=\"1\">…</g> around words, <x id=\"2\"/> for what stands alone; &, < and > escaped. Empty: no text."`
	Confirm bool   `json:"confirm,omitempty" doc:"The present text is right for the source as it is; text does not count."`
}

type saveTranslationIn struct {
	TranslationPath
	MatchParam
	Body struct {
		Segments []SegmentText `json:"segments" nullable:"false" maxItems:"2000"`
		Remove   []string      `json:"remove,omitempty" maxItems:"2000" doc:"Ids of texts whose source is no more."`
	}
}

func (d *door) saveTranslation(ctx context.Context, in *saveTranslationIn) (*translationOut, error) {
	match, err := web.IfMatch(in.IfMatch)
	if err != nil {
		return nil, err
	}
	save := cms.SaveSegments{EntryID: in.ID, Locale: in.Locale, Version: match.Variant, Remove: in.Body.Remove}
	for _, s := range in.Body.Segments {
		save.Segments = append(save.Segments, cms.SegmentText{ID: s.ID, Text: s.Text, Confirm: s.Confirm})
	}
	saved, err := d.cms.SaveSegments(ctx, web.Actor(ctx), save)
	return newTranslationOut(saved.Translation, err)
}

type matchSourceIn struct {
	TranslationPath
	MatchParam
}

func (d *door) matchSource(ctx context.Context, in *matchSourceIn) (*translationOut, error) {
	match, err := web.IfMatch(in.IfMatch)
	if err != nil {
		return nil, err
	}
	return newTranslationOut(d.cms.MatchSource(ctx, web.Actor(ctx), in.ID, in.Locale, match.Variant))
}

type markCheckedIn struct {
	TranslationPath
	MatchParam
	Body struct {
		Checked bool `json:"checked"`
	}
}

func (d *door) markChecked(ctx context.Context, in *markCheckedIn) (*translationOut, error) {
	match, err := web.IfMatch(in.IfMatch)
	if err != nil {
		return nil, err
	}
	return newTranslationOut(d.cms.MarkChecked(ctx, web.Actor(ctx), in.ID, in.Locale, match.Variant, in.Body.Checked))
}
