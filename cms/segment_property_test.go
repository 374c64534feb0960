package cms_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"

	"lotse/auth"
	"lotse/cms"
	"lotse/internal/postgres/testdb"
	"lotse/schema"
)

// proof says that the large matrices run whole.
var proof = os.Getenv("LOTSE_TEST_PROOF") != ""

// translationWorld is an entry with translations and what a reader of the rules would expect of them.
type translationWorld struct {
	*fixture
	t       *testing.T
	random  *rand.Rand
	id      uuid.UUID
	source  []string                     // the paragraphs of what is live
	human   map[string]map[string]string // by locale: the paragraph and what a person made of it last
	live    map[string]string            // by locale: the live text, as it must be delivered
	counter int
	log     []string
}

var worldLocales = []string{"en", "ar", "fa"}

// Random edits, requests, publishes and withdrawals never make a translation silently wrong: a change that touches
// no text changes no state; a changed paragraph is outdated in every language and nowhere else; no language's live
// text changes but by its own publish; no text of a person is lost.
func TestTranslationsAreNeverSilentlyWrong(t *testing.T) {
	t.Parallel()
	seeds, steps := 6, 40
	if proof {
		seeds, steps = 60, 80
	}
	f := setup(t)
	category := f.category(t, "Sprache")
	for seed := range seeds {
		w := &translationWorld{fixture: f, t: t, random: rand.New(rand.NewPCG(uint64(seed), 4)), human: map[string]map[string]string{}, live: map[string]string{}}
		for _, locale := range worldLocales {
			w.human[locale] = map[string]string{}
		}
		w.begin(category)
		for range steps {
			w.step()
			if t.Failed() {
				t.Fatalf("seed %d: %s", seed, strings.Join(w.log, "\n"))
			}
		}
	}
}

func (w *translationWorld) note(format string, args ...any) {
	w.log = append(w.log, fmt.Sprintf(format, args...))
}

func (w *translationWorld) word() string {
	w.counter++
	return fmt.Sprintf("Wort%d ist neu.", w.counter)
}

func (w *translationWorld) fields(category uuid.UUID) schema.Content {
	fields := offerFields("Titel", category)
	fields["description"] = paragraphs(w.source...)
	return fields
}

func (w *translationWorld) begin(category uuid.UUID) {
	w.source = []string{w.word(), w.word(), w.word()}
	e := must(w.CreateEntry(w.t.Context(), w.author, cms.CreateEntry{Type: "offer", OrganisationID: w.initiative, Locale: "de", Fields: w.fields(category)}))(w.t)
	w.id = w.publish(w.t, e, w.author, w.editor).ID
}

// paragraphStates are the states of the description's segments, by their source text.
func (w *translationWorld) paragraphStates(locale string) map[string]string {
	out := map[string]string{}
	for _, s := range must(w.Translation(w.t.Context(), w.editor, w.id, locale))(w.t).Segments {
		if s.Path == "description" {
			out[s.Source.Coded] = s.State
		}
	}
	return out
}

func (w *translationWorld) step() {
	before := map[string]map[string]string{}
	for _, locale := range worldLocales {
		before[locale] = w.paragraphStates(locale)
	}
	locale := worldLocales[w.random.IntN(len(worldLocales))]
	switch w.random.IntN(9) {
	case 0:
		w.note("shared field")
		w.change(w.t, w.id, func(c schema.Content) {
			c["costs"] = []any{"free", "paid"}[w.random.IntN(2)]
			c["phone"] = fmt.Sprintf("+4936411234%02d", w.random.IntN(100))
		})
		w.same(before)
	case 1, 2:
		w.editSource(before)
	case 3:
		w.note("machine %s", locale)
		w.translateAll(w.t, auth.System(), w.id, locale, byMachine)
	case 4, 5:
		w.byHand(locale)
	case 6:
		w.publishLocale(locale)
	case 7:
		w.withdrawOrBack(locale)
	case 8:
		w.note("source off and on")
		e := must(w.Entry(w.t.Context(), w.editor, w.id, "de"))(w.t)
		e = w.act(w.t, w.editor, e, "withdraw")
		w.act(w.t, w.editor, e, "publish")
		w.same(before)
	}
	w.check()
}

// same wants every state to be what it was.
func (w *translationWorld) same(before map[string]map[string]string) {
	for _, locale := range worldLocales {
		if after := w.paragraphStates(locale); !maps.Equal(before[locale], after) {
			w.t.Errorf("%s: %v became %v though no text changed", locale, before[locale], after)
		}
	}
}

// editSource changes one paragraph, moves one, adds one or takes one away.
func (w *translationWorld) editSource(before map[string]map[string]string) {
	kind, at := w.random.IntN(4), w.random.IntN(len(w.source))
	was := slices.Clone(w.source)
	switch {
	case kind == 0:
		w.source[at] += " " + w.word()
	case kind == 1 && len(w.source) > 1:
		moved := w.source[at]
		w.source = slices.Insert(slices.Delete(w.source, at, at+1), w.random.IntN(len(w.source)), moved)
	case kind == 2 && len(w.source) > 2:
		w.source = slices.Delete(w.source, at, at+1)
	case kind == 3:
		w.source = slices.Insert(w.source, at, w.word())
	}
	w.note("source %d at %d: %v → %v", kind, at, was, w.source)
	if slices.Equal(was, w.source) {
		return
	}
	w.change(w.t, w.id, func(c schema.Content) { c["description"] = paragraphs(w.source...) })
	for _, locale := range worldLocales {
		after := w.paragraphStates(locale)
		for _, p := range w.source {
			old, stood := before[locale][p]
			switch {
			case stood && after[p] != old:
				w.t.Errorf("%s: %q was %s and is %s though it did not change", locale, p, old, after[p])
			case !stood && after[p] != cms.SegmentOutdated && after[p] != cms.SegmentMissing:
				w.t.Errorf("%s: %q is new or changed, and %s", locale, p, after[p])
			}
		}
	}
}

// byHand writes one paragraph, or says that the present one is right.
func (w *translationWorld) byHand(locale string) {
	view := must(w.Translation(w.t.Context(), w.editor, w.id, locale))(w.t)
	if !view.Writable && view.Exists {
		return
	}
	in := cms.SaveSegments{EntryID: w.id, Locale: locale, Version: view.Version}
	for _, s := range view.Segments {
		if s.Path != "description" || w.random.IntN(2) == 0 {
			continue
		}
		if s.Target != nil && w.random.IntN(3) == 0 {
			in.Segments = append(in.Segments, cms.SegmentText{ID: s.ID, Confirm: true})
			continue
		}
		text := locale + " " + w.word()
		if s.Target != nil { // a person takes the place of what stands there
			maps.DeleteFunc(w.human[locale], func(_, text string) bool { return text == s.Target.Coded })
		}
		w.human[locale][s.Source.Coded] = text
		in.Segments = append(in.Segments, cms.SegmentText{ID: s.ID, Text: text})
	}
	w.note("by hand %s: %v", locale, in.Segments)
	saved := must(w.SaveSegments(w.t.Context(), w.editor, in))(w.t)
	for _, sent := range in.Segments {
		i := slices.IndexFunc(saved.Segments, func(s cms.SegmentView) bool { return s.ID == sent.ID })
		if s := saved.Segments[i]; s.State == cms.SegmentOutdated || s.State == cms.SegmentMissing {
			w.t.Errorf("%s: %s was written and is %s", locale, sent.ID, s.State)
		}
	}
}

func (w *translationWorld) publishLocale(locale string) {
	e, err := w.Entry(w.t.Context(), w.editor, w.id, locale)
	if err != nil || e.Editing != "draft" || e.Fields["title"] == nil || e.Fields["description"] == nil || e.Fields["summary"] == nil {
		return
	}
	w.note("publish %s", locale)
	w.publish(w.t, e, w.editor, w.second)
	w.live[locale] = schema.RichTextHTML(e.Fields["description"])
}

func (w *translationWorld) withdrawOrBack(locale string) {
	e, err := w.Entry(w.t.Context(), w.editor, w.id, locale)
	switch {
	case err == nil && e.Visibility == "live":
		w.note("withdraw %s", locale)
		w.act(w.t, w.editor, e, "withdraw")
		delete(w.live, locale)
	case err == nil && e.Visibility == "withdrawn" && e.Editing == "clean":
		w.note("back %s", locale)
		w.act(w.t, w.editor, e, "publish")
		w.live[locale] = schema.RichTextHTML(e.Fields["description"])
	}
}

// check holds what is delivered against what must be, and looks for every text that a person wrote.
func (w *translationWorld) check() {
	for _, locale := range worldLocales {
		got := testdb.Value[string](w.t, w.pool, `select coalesce((select item::jsonb #>> '{fields,description}' from public_items where entry_id = $1 and locale = $2), '')`, w.id, locale)
		if got != w.live[locale] {
			w.t.Errorf("%s: live is\n%s\nwant\n%s", locale, got, w.live[locale])
		}
		for source, text := range w.human[locale] {
			kept := testdb.Value[bool](w.t, w.pool, `
				select exists (select from variants where entry_id = $1 and locale = $2 and content::text like '%' || $3 || '%')
				    or exists (select from revisions r join variants v on v.id = r.variant_id where v.entry_id = $1 and v.locale = $2 and r.content::text like '%' || $3 || '%')`, w.id, locale, text)
			if !kept {
				w.t.Errorf("%s: %q, made of %q, is lost", locale, text, source)
			}
		}
		w.checkOutdated(locale)
	}
}

// checkOutdated works out by itself whether the live text matches its source.
func (w *translationWorld) checkOutdated(locale string) {
	if w.live[locale] == "" {
		return
	}
	told := testdb.Value[bool](w.t, w.pool, `select (item::jsonb #>> '{translation,outdated}')::boolean from public_items where entry_id = $1 and locale = $2`, w.id, locale)
	noted := testdb.Value[bool](w.t, w.pool, `select outdated_since is not null from translation_coverage where entry_id = $1 and locale = $2`, w.id, locale)
	if told != noted {
		w.t.Errorf("%s: the public is told outdated %v, the coverage says %v", locale, told, noted)
	}
	e := must(w.Entry(w.t.Context(), w.editor, w.id, locale))(w.t)
	if e.Editing != "clean" {
		return
	}
	view := must(w.Translation(w.t.Context(), w.editor, w.id, locale))(w.t)
	want := len(view.Left) > 0
	for _, s := range view.Segments {
		want = want || s.State == cms.SegmentOutdated || s.State == cms.SegmentMissing
	}
	if told != want {
		w.t.Errorf("%s: the public is told outdated %v, the desk sees %v", locale, told, want)
	}
}
