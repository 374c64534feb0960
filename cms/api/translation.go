package api

import (
	"context"
	"strings"

	"github.com/google/uuid"

	"lotse/auth"
	"lotse/cms"
	"lotse/cms/translation"
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

func (d *door) registerTranslationHelp(a *web.API) {
	web.Route(a, get, "/entries/{id}/translations/{locale}/suggestions", auth.Read, "What may help with a segment: the memory, the glossary, the English text", d.suggestions, web.Errors("source_locale"))
	web.Route(a, post, "/entries/{id}/translations/{locale}/check", auth.Read, "What somebody should look at in a translation: codes, links, numbers, terms", d.checkTranslation, web.Errors("source_locale"))
	web.Route(a, get, "/entries/{id}/translations/{locale}/questions", auth.Read, "List what translators asked about an entry", d.questions)
	web.Route(a, post, "/entries/{id}/translations/{locale}/questions", "save", "Ask the author", d.askQuestion, web.Status(201))
	web.Route(a, post, "/translation-questions/{id}/answer", "confirm", "Answer a translator", d.answerQuestion, web.Errors("question_answered"))
	web.Route(a, get, "/entries/{id}/translations/{locale}/xliff", auth.Read, "Get a translation as XLIFF, for the tools of agencies", d.exportOne, web.Errors("source_locale", "nothing_to_translate"))
	web.Route(a, post, "/translation-files/export", auth.Read, "Get several entries in a language as XLIFF", d.exportSeveral, web.Unrepeatable(), web.Errors("source_locale", "nothing_to_translate", "not_found"))
	web.Route(a, post, "/translation-files/import", "save", "Write the texts of an XLIFF file", d.importFile, web.Errors("bad_xliff", "hostile_xliff", "xliff_too_large"), web.Describe("Segments that the source does not have, or that say something else now, are reported and skipped; the rest is imported."))
	web.Route(a, get, "/glossary", auth.TranslationRead, "List the glossary", d.glossary, web.Errors("bad_cursor"))
	web.Route(a, post, "/glossary", auth.GlossaryManage, "Add a term to the glossary of a language", d.addTerm, web.Status(201), web.Errors("term_taken"))
	web.Route(a, put, "/glossary/{id}", auth.GlossaryManage, "Change a term", d.changeTerm, guarded("term_taken"))
	web.Route(a, remove, "/glossary/{id}", auth.GlossaryManage, "Take a term out of the glossary", d.removeTerm)
}

type suggestionsIn struct {
	TranslationPath
	Segment string `query:"segment" required:"true" maxLength:"400"`
}

type suggestionsOut struct{ Body translation.Suggestions }

func (d *door) suggestions(ctx context.Context, in *suggestionsIn) (*suggestionsOut, error) {
	out, err := d.translations.Suggest(ctx, web.Actor(ctx), in.ID, in.Locale, in.Segment)
	if err != nil {
		return nil, badQuery(err)
	}
	return &suggestionsOut{Body: out}, nil
}

type checkTranslationIn struct {
	TranslationPath
	Body struct {
		Segments []SegmentText `json:"segments" nullable:"false" maxItems:"2000" doc:"Texts to check; none: those that are there."`
	}
}

func (d *door) checkTranslation(ctx context.Context, in *checkTranslationIn) (*listOut[translation.CheckedSegment], error) {
	texts := map[string]string{}
	for _, s := range in.Body.Segments {
		texts[s.ID] = s.Text
	}
	checked, err := d.translations.Check(ctx, web.Actor(ctx), in.ID, in.Locale, texts)
	if err != nil {
		return nil, err
	}
	return items(checked), nil
}

func (d *door) questions(ctx context.Context, in *TranslationPath) (*listOut[translation.Question], error) {
	all, err := d.translations.Questions(ctx, web.Actor(ctx), in.ID, in.Locale)
	if err != nil {
		return nil, err
	}
	return items(all), nil
}

type askQuestionIn struct {
	TranslationPath
	Body struct {
		Segment  string `json:"segment,omitempty" maxLength:"400" doc:"The id of a segment; missing: about the whole."`
		Question string `json:"question" doc:"At most 2,000 characters."`
	}
}

func (d *door) askQuestion(ctx context.Context, in *askQuestionIn) (*listOut[translation.Question], error) {
	all, err := d.translations.Ask(ctx, web.Actor(ctx), in.ID, in.Locale, in.Body.Segment, in.Body.Question)
	if err != nil {
		return nil, err
	}
	return items(all), nil
}

type answerQuestionIn struct {
	IDParam
	Body struct {
		Answer string `json:"answer" doc:"At most 2,000 characters."`
	}
}

func (d *door) answerQuestion(ctx context.Context, in *answerQuestionIn) (*struct{}, error) {
	return nil, d.translations.Answer(ctx, web.Actor(ctx), in.ID, in.Body.Answer)
}

// fileOut is a file to keep.
type fileOut struct {
	ContentType string `header:"Content-Type"`
	Disposition string `header:"Content-Disposition"`
	Body        []byte
}

func newFileOut(file []byte, name string, err error) (*fileOut, error) {
	if err != nil {
		return nil, err
	}
	return &fileOut{ContentType: "application/xliff+xml; charset=utf-8", Disposition: `attachment; filename="` + name + `.xlf"`, Body: file}, nil
}

type exportOneIn struct {
	TranslationPath
	Version string `query:"version" enum:"1.2,2.1" default:"2.1"`
	Open    bool   `query:"open" doc:"Only what is missing or outdated."`
}

func (d *door) exportOne(ctx context.Context, in *exportOneIn) (*fileOut, error) {
	file, err := d.translations.ExportXLIFF(ctx, web.Actor(ctx), translation.Export{Entries: []uuid.UUID{in.ID}, Locale: in.Locale, Version: in.Version, OpenOnly: in.Open})
	return newFileOut(file, in.ID.String()+"-"+in.Locale, err)
}

type exportSeveralIn struct {
	Body struct {
		Entries []uuid.UUID `json:"entries" nullable:"false" doc:"At least one, at most 200."`
		Locale  string      `json:"locale" maxLength:"35"`
		Version string      `json:"version,omitempty" enum:"1.2,2.1" default:"2.1"`
		Open    bool        `json:"open,omitempty" doc:"Only what is missing or outdated."`
	}
}

func (d *door) exportSeveral(ctx context.Context, in *exportSeveralIn) (*fileOut, error) {
	file, err := d.translations.ExportXLIFF(ctx, web.Actor(ctx), translation.Export{
		Entries: in.Body.Entries, Locale: in.Body.Locale, Version: in.Body.Version, OpenOnly: in.Body.Open,
	})
	return newFileOut(file, "lotse-"+in.Body.Locale, err)
}

type importFileIn struct {
	Body struct {
		File string `json:"file" doc:"The file as text, XLIFF 1.2 or 2.x in UTF-8."`
	}
}

type importFileOut struct{ Body translation.Imported }

func (d *door) importFile(ctx context.Context, in *importFileIn) (*importFileOut, error) {
	out, err := d.translations.ImportXLIFF(ctx, web.Actor(ctx), strings.NewReader(in.Body.File))
	if err != nil {
		return nil, err
	}
	return &importFileOut{Body: out}, nil
}

type glossaryIn struct {
	PageParams
	Locale string `query:"locale" maxLength:"35"`
	Q      string `query:"q" maxLength:"200"`
}

func (d *door) glossary(ctx context.Context, in *glossaryIn) (*listOut[translation.Term], error) {
	query := queryOf(ctx, "glossary", "locale", in.Locale, "q", in.Q)
	var after *translation.TermCursor
	var place translation.TermCursor
	if ok, err := d.after(query, in.Cursor, &place); err != nil {
		return nil, err
	} else if ok {
		after = &place
	}
	all, err := d.translations.Terms(ctx, web.Actor(ctx), in.Locale, in.Q, in.Limit, after)
	if err != nil {
		return nil, err
	}
	out := items(all)
	if n := len(all); n == in.Limit {
		out.Body.Next, err = d.next(query, translation.TermCursor{Source: strings.ToLower(all[n-1].Source), ID: all[n-1].ID})
	}
	return out, err
}

// TermFields are what can be said of a term. Exported, because an embedded struct must be.
type TermFields struct {
	Source string `json:"source" doc:"The German word; at most 200 characters." example:"Jobcenter"`
	Target string `json:"target,omitempty" doc:"Its translation; empty: it stays as it is."`
	Note   string `json:"note,omitempty"`
}

type termOut struct {
	ETag string `header:"ETag"`
	Body translation.Term
}

func newTermOut(t translation.Term, err error) (*termOut, error) {
	if err != nil {
		return nil, err
	}
	return &termOut{ETag: etagOf(t.Version), Body: t}, nil
}

type addTermIn struct {
	Body struct {
		TermFields
		Locale string `json:"locale" maxLength:"35" example:"ar"`
	}
}

func (d *door) addTerm(ctx context.Context, in *addTermIn) (*termOut, error) {
	return newTermOut(d.translations.AddTerm(ctx, web.Actor(ctx), in.Body.Locale, translation.TermInput(in.Body.TermFields)))
}

type changeTermIn struct {
	ChangeParams
	Body TermFields
}

func (d *door) changeTerm(ctx context.Context, in *changeTermIn) (*termOut, error) {
	match, err := web.IfMatch(in.IfMatch)
	if err != nil {
		return nil, err
	}
	return newTermOut(d.translations.ChangeTerm(ctx, web.Actor(ctx), in.ID, match.Entry, translation.TermInput(in.Body)))
}

func (d *door) removeTerm(ctx context.Context, in *IDParam) (*struct{}, error) {
	return nil, d.translations.RemoveTerm(ctx, web.Actor(ctx), in.ID)
}
