package cms_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"

	"lotse/auth"
	"lotse/cms"
	"lotse/internal/postgres/testdb"
	"lotse/schema"
)

// states tells the segments of a translation as "field state".
func (f *fixture) states(t testing.TB, id uuid.UUID, locale string) []string {
	t.Helper()
	view := must(f.Translation(t.Context(), f.editor, id, locale))(t)
	var out []string
	for _, s := range view.Segments {
		out = append(out, s.Field+" "+s.State)
	}
	for _, l := range view.Left {
		out = append(out, "left "+l.Target.Coded)
	}
	return out
}

// translateAll writes every segment of an entry that has no text or an outdated one.
func (f *fixture) translateAll(t testing.TB, actor auth.Actor, id uuid.UUID, locale string, change ...func(*cms.SaveSegments)) cms.SavedSegments {
	t.Helper()
	view := must(f.Translation(t.Context(), actor, id, locale))(t)
	in := cms.SaveSegments{EntryID: id, Locale: locale, Version: view.Version}
	for _, s := range view.Segments {
		if s.State == cms.SegmentMissing || s.State == cms.SegmentOutdated {
			in.Segments = append(in.Segments, cms.SegmentText{ID: s.ID, Text: locale + ": " + s.Source.Coded})
		}
	}
	for _, c := range change {
		c(&in)
	}
	return must(f.SaveSegments(t.Context(), actor, in))(t)
}

func byMachine(in *cms.SaveSegments) { in.Origin, in.Provider = cms.SegmentMachine, "deepl" }

// publishText takes a translation through review.
func (f *fixture) publishText(t testing.TB, submitter auth.Actor, id uuid.UUID, locale string) cms.Entry {
	t.Helper()
	return f.publish(t, must(f.Entry(t.Context(), f.editor, id, locale))(t), submitter, f.second)
}

// change saves the source with other fields and publishes it.
func (f *fixture) change(t testing.TB, id uuid.UUID, change func(schema.Content)) cms.Entry {
	t.Helper()
	e := must(f.Entry(t.Context(), f.author, id, "de"))(t)
	change(e.Fields)
	e = must(f.Save(t.Context(), f.author, cms.Save{EntryID: id, Locale: "de", Version: e.Version, Fields: e.Fields}))(t)
	return f.publish(t, e, f.author, f.editor)
}

// delivered is what the public is told of a translation.
func (f *fixture) delivered(t testing.TB, id uuid.UUID, locale string) map[string]any {
	t.Helper()
	return testdb.Value[map[string]any](t, f.pool, `select item::jsonb -> 'translation' from public_items where entry_id = $1 and locale = $2`, id, locale)
}

func paragraphs(html ...string) any {
	return schema.RichTextFromHTML("<p>" + strings.Join(html, "</p><p>") + "</p>")
}

func TestSegmentsFromMissingToReviewed(t *testing.T) {
	t.Parallel()
	f := setup(t)
	e := f.publish(t, f.offer(t, "Sprachcafé", f.category(t, "Sprache")), f.author, f.editor)
	want := func(locale string, states ...string) {
		t.Helper()
		if diff := cmp.Diff(states, f.states(t, e.ID, locale)); diff != "" {
			t.Fatalf("%s: %s", locale, diff)
		}
	}
	want("ar", "title missing", "summary missing", "description missing", "description missing")
	f.translateAll(t, auth.System(), e.ID, "ar", byMachine)
	want("ar", "title machine", "summary machine", "description machine", "description machine")

	// A person writes one of them by hand; a machine does not take it back.
	view := must(f.Translation(t.Context(), f.arabist, e.ID, "ar"))(t)
	title := cms.SegmentText{ID: view.Segments[0].ID, Text: "مقهى اللغة"}
	must(f.SaveSegments(t.Context(), f.arabist, cms.SaveSegments{EntryID: e.ID, Locale: "ar", Version: view.Version, Segments: []cms.SegmentText{title}}))(t)
	want("ar", "title human", "summary machine", "description machine", "description machine")
	machine := cms.SaveSegments{EntryID: e.ID, Locale: "ar", Segments: []cms.SegmentText{{ID: title.ID, Text: "machine"}}}
	byMachine(&machine)
	saved := must(f.SaveSegments(t.Context(), auth.System(), machine))(t)
	if !slices.Equal(saved.Kept, []string{title.ID}) || saved.Title != "مقهى اللغة" {
		t.Fatalf("a machine wrote over a person's text: %v, %s", saved.Kept, saved.Title)
	}

	f.publishText(t, f.arabist, e.ID, "ar")
	want("ar", "title reviewed", "summary reviewed", "description reviewed", "description reviewed")
	got := f.delivered(t, e.ID, "ar")
	if got["origin"] != "machine" || got["outdated"] != false || got["sourceLocale"] != "de" || got["reviewedAt"] == nil {
		t.Fatalf("the public is told %v", got)
	}
}

func TestOneChangedParagraphIsOutdatedAlone(t *testing.T) {
	t.Parallel()
	f := setup(t)
	e := f.publish(t, f.offer(t, "Sprachcafé", f.category(t, "Sprache")), f.author, f.editor)
	f.translateAll(t, f.editor, e.ID, "ar")
	f.translateAll(t, f.editor, e.ID, "en")
	f.publishText(t, f.editor, e.ID, "ar")
	f.publishText(t, f.editor, e.ID, "en")

	f.change(t, e.ID, func(c schema.Content) { c["costs"] = "paid" })
	for _, locale := range []string{"ar", "en"} {
		if diff := cmp.Diff([]string{"title reviewed", "summary reviewed", "description reviewed", "description reviewed"}, f.states(t, e.ID, locale)); diff != "" {
			t.Fatalf("a price made %s: %s", locale, diff)
		}
	}
	f.change(t, e.ID, func(c schema.Content) { c["description"] = paragraphs("Jeden Mittwoch.", "Kommen Sie vorbei.") })
	for _, locale := range []string{"ar", "en"} {
		if diff := cmp.Diff([]string{"title reviewed", "summary reviewed", "description outdated", "description reviewed"}, f.states(t, e.ID, locale)); diff != "" {
			t.Fatalf("%s: %s", locale, diff)
		}
		if got := f.delivered(t, e.ID, locale); got["outdated"] != true {
			t.Fatalf("%s: the public is told %v", locale, got)
		}
		if n := query[int](t, f, `select count(*) from translation_coverage where entry_id = $1 and locale = $2 and live and outdated = 2 and outdated_since is not null`, e.ID, locale); n != 1 {
			t.Fatalf("%s: the coverage does not say so", locale)
		}
	}
	view := must(f.Translation(t.Context(), f.editor, e.ID, "ar"))(t)
	changed := view.Segments[2]
	if changed.Was == nil || changed.Was.Coded != "Jeden Dienstag." || len(changed.Changes) == 0 {
		t.Fatalf("what has changed is not told: %+v", changed)
	}
	// The old text is right all the same: said, it is right at once, also for the public, without a publish.
	must(f.SaveSegments(t.Context(), f.editor, cms.SaveSegments{EntryID: e.ID, Locale: "ar", Version: view.Version,
		Segments: []cms.SegmentText{{ID: changed.ID, Confirm: true}}}))(t)
	if got := f.delivered(t, e.ID, "ar"); got["outdated"] != false {
		t.Fatalf("confirmed, the public is told %v", got)
	}
	if got := f.delivered(t, e.ID, "en"); got["outdated"] != true {
		t.Fatalf("confirmed in Arabic, English is told to be %v", got)
	}
}

func TestTextsWithoutASourceStayUntilRemoved(t *testing.T) {
	t.Parallel()
	f := setup(t)
	e := f.publish(t, f.offer(t, "Sprachcafé", f.category(t, "Sprache")), f.author, f.editor)
	f.translateAll(t, f.editor, e.ID, "en")
	f.change(t, e.ID, func(c schema.Content) { c["description"] = paragraphs("Kommen Sie vorbei.") })
	want := []string{"title human", "summary human", "description human", "left en: Jeden Dienstag."}
	if diff := cmp.Diff(want, f.states(t, e.ID, "en")); diff != "" {
		t.Fatal(diff)
	}
	// Writing something else leaves it where it stood; a machine does not remove it either.
	view := must(f.Translation(t.Context(), f.editor, e.ID, "en"))(t)
	in := cms.SaveSegments{EntryID: e.ID, Locale: "en", Version: view.Version, Segments: []cms.SegmentText{{ID: view.Segments[0].ID, Text: "Café"}}}
	view = must(f.SaveSegments(t.Context(), f.editor, in))(t).Translation
	if diff := cmp.Diff(want, f.states(t, e.ID, "en")); diff != "" {
		t.Fatal(diff)
	}
	got := must(f.Entry(t.Context(), f.editor, e.ID, "en"))(t)
	if html := schema.RichTextHTML(got.Fields["description"]); html != "<p>en: Jeden Dienstag.</p><p>en: Kommen Sie vorbei.</p>" && html != "<p>en: Kommen Sie vorbei.</p><p>en: Jeden Dienstag.</p>" {
		t.Fatalf("the text is %s", html)
	}
	must(f.SaveSegments(t.Context(), f.editor, cms.SaveSegments{EntryID: e.ID, Locale: "en", Version: view.Version, Remove: []string{view.Left[0].ID}}))(t)
	if diff := cmp.Diff(want[:3], f.states(t, e.ID, "en")); diff != "" {
		t.Fatal(diff)
	}
}

// A text that was written as a whole belongs to its source too, also where it has other paragraphs.
func TestTextsWrittenAsAWhole(t *testing.T) {
	t.Parallel()
	f := setup(t)
	e := f.publish(t, f.offer(t, "Sprachcafé", f.category(t, "Sprache")), f.author, f.editor)
	fields := schema.Content{"title": "Café", "summary": "Speak.", "description": paragraphs("Every Tuesday. Just come.")}
	en := must(f.CreateVariant(t.Context(), f.editor, cms.CreateVariant{EntryID: e.ID, Locale: "en", Fields: fields}))(t)
	if diff := cmp.Diff([]string{"title human", "summary human", "description human", "description human"}, f.states(t, e.ID, "en")); diff != "" {
		t.Fatalf("one paragraph for two: %s", diff)
	}
	fields["description"] = paragraphs("Every Tuesday.", "Just come.", "We look forward to you.")
	en = must(f.Save(t.Context(), f.editor, cms.Save{EntryID: e.ID, Locale: "en", Version: en.Version, Fields: fields}))(t)
	if diff := cmp.Diff([]string{"title human", "summary human", "description human", "description human"}, f.states(t, e.ID, "en")); diff != "" {
		t.Fatalf("three paragraphs for two: %s", diff)
	}
	// Who changes one text says nothing of the others.
	f.change(t, e.ID, func(c schema.Content) { c["title"], c["summary"] = "Sprachtreff", "Wir sprechen." })
	fields["title"] = "Meetup"
	must(f.Save(t.Context(), f.editor, cms.Save{EntryID: e.ID, Locale: "en", Version: en.Version, Fields: fields}))(t)
	if diff := cmp.Diff([]string{"title human", "summary outdated", "description human", "description human"}, f.states(t, e.ID, "en")); diff != "" {
		t.Fatalf("one text was written again: %s", diff)
	}
}

func TestSavingSegmentsTellsEveryProblem(t *testing.T) {
	t.Parallel()
	f := setup(t)
	draft := must(f.CreateEntry(t.Context(), f.author, cms.CreateEntry{Type: "offer", OrganisationID: f.initiative, Locale: "de",
		Fields: schema.Content{"title": "Titel", "description": paragraphs("Ein <b>Wort</b> zum <a href=\"https://a.example/\">Lesen</a>.")}}))(t)
	view := must(f.Translation(t.Context(), f.editor, draft.ID, "en"))(t)
	save := func(actor auth.Actor, texts ...cms.SegmentText) error {
		_, err := f.SaveSegments(t.Context(), actor, cms.SaveSegments{EntryID: draft.ID, Locale: "en", Segments: texts})
		return err
	}
	title, text := view.Segments[0].ID, view.Segments[1].ID
	err := save(f.editor, cms.SegmentText{ID: "title#0000", Text: "x"}, cms.SegmentText{ID: text, Text: "<b>"}, cms.SegmentText{ID: text, Text: `<g id="7">x</g>`})
	if got, want := problemsOf(err), "/segments/0/id unknown_segment, /segments/1/text bad_codes, /segments/2/text unknown_code"; got != want {
		t.Errorf("problems: %s", got)
	}
	if got := problemsOf(save(f.editor, cms.SegmentText{ID: title, Text: strings.Repeat("x", 200)})); !strings.Contains(got, "/title too_long") {
		t.Errorf("problems: %s", got)
	}
	wantCode(t, save(f.foreign, cms.SegmentText{ID: title, Text: "x"}), "not_found")
	wantCode(t, save(f.arabist, cms.SegmentText{ID: title, Text: "x"}), "not_found")
	if err := save(f.editor, cms.SegmentText{ID: title, Text: "Title"}, cms.SegmentText{ID: text, Text: `To <g id="2">read</g>: a <g id="1">word</g>`}); err != nil {
		t.Fatal(err)
	}
	e := must(f.Entry(t.Context(), f.editor, draft.ID, "en"))(t)
	if got, want := schema.RichTextHTML(e.Fields["description"]), `<p>To <a href="https://a.example/" rel="noopener">read</a>: a <strong>word</strong></p>`; got != want {
		t.Errorf("the text is %s", got)
	}
	wantCode(t, save(f.editor, cms.SegmentText{ID: title, Text: "Other"}), "stale")
	if _, err := f.SaveSegments(t.Context(), f.editor, cms.SaveSegments{EntryID: draft.ID, Locale: "de"}); err == nil {
		t.Error("the source was written as a translation")
	}
	if _, err := f.SaveSegments(t.Context(), f.editor, cms.SaveSegments{EntryID: draft.ID, Locale: "de-simple"}); err == nil {
		t.Error("Leichte Sprache was written by segments")
	}
}

// Leichte Sprache is outdated as a whole, with what has changed in the source listed, until somebody says that it matches;
// that readers have checked it holds for the very text.
func TestLeichteSpracheAsAWhole(t *testing.T) {
	t.Parallel()
	f := setup(t)
	e := f.publish(t, f.offer(t, "Sprachcafé", f.category(t, "Sprache")), f.author, f.editor)
	fields := schema.Content{"title": "Deutsch sprechen", "summary": "Wir sprechen Deutsch.", "description": paragraphs("Jeden Dienstag.", "Es kostet nichts.", "Kommen Sie!")}
	must(f.CreateVariant(t.Context(), f.editor, cms.CreateVariant{EntryID: e.ID, Locale: "de-simple", Fields: fields}))(t)
	f.publishText(t, f.editor, e.ID, "de-simple")
	if got := f.delivered(t, e.ID, "de-simple"); got["outdated"] != false || got["checkedAt"] != nil {
		t.Fatalf("the public is told %v", got)
	}
	view := must(f.Translation(t.Context(), f.editor, e.ID, "de-simple"))(t)
	checked := must(f.MarkChecked(t.Context(), f.editor, e.ID, "de-simple", view.Version, true))(t)
	if got := f.delivered(t, e.ID, "de-simple"); got["checkedAt"] == nil || checked.CheckedAt == nil {
		t.Fatalf("checked, the public is told %v", got)
	}
	f.change(t, e.ID, func(c schema.Content) { c["description"] = paragraphs("Jeden Mittwoch.") })
	if got := f.delivered(t, e.ID, "de-simple"); got["outdated"] != true || got["checkedAt"] == nil {
		t.Fatalf("after the source has changed the public is told %v", got)
	}
	view = must(f.Translation(t.Context(), f.editor, e.ID, "de-simple"))(t)
	if diff := cmp.Diff([]string{"title human", "summary human", "description outdated"}, f.states(t, e.ID, "de-simple")); diff != "" {
		t.Error(diff)
	}
	if len(view.Removed) != 2 || !view.Free {
		t.Errorf("removed is %v", view.Removed)
	}
	// A corrected typing error does not say that the text matches, and takes the mark away.
	simple := must(f.Entry(t.Context(), f.editor, e.ID, "de-simple"))(t)
	simple.Fields["title"] = "Deutsch reden"
	must(f.Save(t.Context(), f.editor, cms.Save{EntryID: e.ID, Locale: "de-simple", Version: simple.Version, Fields: simple.Fields}))(t)
	f.publishText(t, f.editor, e.ID, "de-simple")
	if got := f.delivered(t, e.ID, "de-simple"); got["outdated"] != true || got["checkedAt"] != nil {
		t.Fatalf("changed, the public is told %v", got)
	}
	view = must(f.Translation(t.Context(), f.editor, e.ID, "de-simple"))(t)
	must(f.MatchSource(t.Context(), f.editor, e.ID, "de-simple", view.Version))(t)
	if got := f.delivered(t, e.ID, "de-simple"); got["outdated"] != false {
		t.Fatalf("said to match, the public is told %v", got)
	}
	en := f.translateAll(t, f.editor, e.ID, "en")
	_, err := f.MatchSource(t.Context(), f.editor, e.ID, "en", en.Version)
	wantCode(t, err, "not_free_locale")
}

// Nobody approves their own text; a second translator of the language may, one of another language does not even see it.
func TestTranslatorsReviewEachOther(t *testing.T) {
	t.Parallel()
	f := setup(t)
	second := f.account(t, "second-arabist", auth.Membership{Role: "translator", Locales: []string{"ar"}})
	persian := f.account(t, "persian", auth.Membership{Role: "translator", Locales: []string{"fa"}})
	e := f.publish(t, f.offer(t, "Sprachcafé", f.category(t, "Sprache")), f.author, f.editor)
	f.translateAll(t, f.arabist, e.ID, "ar")
	ar := f.act(t, f.arabist, must(f.Entry(t.Context(), f.arabist, e.ID, "ar"))(t), "submit")
	_, err := f.try(t.Context(), f.arabist, ar, "approve")
	wantCode(t, err, "not_allowed")
	_, err = f.try(t.Context(), persian, ar, "approve")
	wantCode(t, err, "not_found")
	_, err = f.Translation(t.Context(), persian, e.ID, "ar")
	wantCode(t, err, "not_found")
	ar = f.act(t, second, ar, "approve")
	_, err = f.try(t.Context(), second, ar, "publish")
	wantCode(t, err, "forbidden")
	f.act(t, f.editor, ar, "publish")
	if got := f.delivered(t, e.ID, "ar"); got["reviewedAt"] == nil {
		t.Errorf("the public is told %v", got)
	}
}
