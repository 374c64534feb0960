package translation_test

import (
	"strings"
	"testing"

	"github.com/google/uuid"

	"lotse/cms"
	"lotse/cms/translation"
	"lotse/internal/machine/machinetest"
	"lotse/internal/postgres/testdb"
	"lotse/schema"
)

func TestTwentyOffersByMachineThreeReviewed(t *testing.T) {
	t.Parallel()
	f := setup(t)
	ids := f.offers(t, 20)
	r := f.ask(t, ids, "ar")
	if r.Counts.Requested != 20 || r.Words == 0 {
		t.Fatalf("asked for %+v", r)
	}
	if wait := f.run(t, "ar"); wait >= 0 {
		t.Fatalf("it wants to go on in %s", wait)
	}
	r = must(f.RequestByID(t.Context(), f.editor, r.ID))(t)
	if r.Counts.NeedsReview != 20 {
		t.Fatalf("after the run: %+v", r.Counts)
	}
	if twice := f.sentTwice(); len(twice) > 0 {
		t.Errorf("sent twice: %v", twice)
	}
	for _, id := range ids[:3] {
		view := f.view(t, id, "ar")
		if view.Editing != "in_review" || view.Words.Machine != view.Words.Total {
			t.Fatalf("%+v", view.Words)
		}
		e := must(f.cms.Entry(t.Context(), f.arabist, id, "ar"))(t)
		e = f.act(t, f.arabist, e, "approve")
		f.act(t, f.editor, e, "publish")
	}
	r = must(f.RequestByID(t.Context(), f.editor, r.ID))(t)
	if r.Counts.Done != 3 || r.Counts.NeedsReview != 17 {
		t.Errorf("after three were published: %+v", r.Counts)
	}
	// A changed paragraph alone is sent.
	before := len(f.peer.Received())
	f.change(t, ids[0], func(c schema.Content) {
		c["description"] = "Wir sind umgezogen.\n\nKommen Sie vorbei, es kostet nichts."
	})
	f.ask(t, ids, "ar")
	f.run(t, "ar")
	if sent := len(f.peer.Received()) - before; sent != 1 {
		t.Errorf("%d texts were sent for one changed paragraph", sent)
	}
	// What a person approved is not written over: the answer is offered.
	view := f.view(t, ids[0], "ar")
	if view.Words.Outdated == 0 {
		t.Errorf("a machine wrote over an approved paragraph: %+v", view.Words)
	}
	for _, seg := range view.Segments {
		if seg.State != cms.SegmentOutdated {
			continue
		}
		s := must(f.Suggest(t.Context(), f.arabist, ids[0], "ar", seg.ID))(t)
		if len(s.Memory) == 0 || s.Memory[0].Score != 100 || s.Memory[0].Origin != "machine" {
			t.Errorf("offered is %+v", s.Memory)
		}
	}
}

func TestAServiceThatIsDownPausesAndNothingIsLost(t *testing.T) {
	t.Parallel()
	f := setup(t)
	r := f.ask(t, f.offers(t, 3), "ar")
	f.peer.Misbehave(machinetest.Broken)
	if wait := f.run(t, "ar"); wait <= 0 {
		t.Fatalf("the job does not sleep: %s", wait)
	}
	calls := f.peer.Calls()
	if wait := f.run(t, "ar"); wait <= 0 || f.peer.Calls() != calls {
		t.Fatalf("a paused service was asked again: %s", wait)
	}
	providers := must(f.Providers(t.Context(), f.editor))(t)
	if p := providers[0]; p.PausedUntil == nil || p.PauseReason != "down" || p.Waiting != 3 {
		t.Errorf("the desk shows %+v", p)
	}
	// The editor works on meanwhile, by hand.
	id := must(f.Items(t.Context(), f.editor, translation.ItemFilter{RequestID: r.ID}))(t)[0].EntryID
	view := f.view(t, id, "ar")
	hand := cms.SegmentText{ID: view.Segments[0].ID, Text: "بيد إنسان"}
	must(f.cms.SaveSegments(t.Context(), f.arabist, cms.SaveSegments{EntryID: id, Locale: "ar", Segments: []cms.SegmentText{hand}}))(t)

	// An hour later it is back.
	f.peer.Misbehave(machinetest.NoFault)
	f.later(t)
	if wait := f.run(t, "ar"); wait >= 0 {
		t.Fatalf("it waits on: %s", wait)
	}
	r = must(f.RequestByID(t.Context(), f.editor, r.ID))(t)
	if r.Counts.NeedsReview != 3 {
		t.Fatalf("after the outage: %+v", r.Counts)
	}
	// Somebody writes in it: it was completed, and neither written over nor handed on.
	if view := f.view(t, id, "ar"); view.Title != "بيد إنسان" || view.Editing != "draft" || view.Words.Missing > 0 {
		t.Errorf("what was written by hand is %s, %s, %+v", view.Title, view.Editing, view.Words)
	}
}

func TestFailuresSayWhyAndCanBeTriedAgain(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		fault  machinetest.Fault
		reason string // of a pause
		code   string // of a failure
	}{
		{machinetest.TooMany, "busy", ""}, {machinetest.OutOfQuota, "quota", ""}, {machinetest.Forbidden, "refused", ""},
		{machinetest.NotJSON, "", "service_answer"}, {machinetest.WrongCount, "", "service_answer"},
	} {
		t.Run(c.reason+c.code, func(t *testing.T) {
			t.Parallel()
			f := setup(t)
			r := f.ask(t, f.offers(t, 1), "ar")
			f.peer.Misbehave(c.fault)
			wait := f.run(t, "ar")
			if c.reason != "" {
				if p := must(f.Providers(t.Context(), f.editor))(t)[0]; p.PauseReason != c.reason || wait <= 0 {
					t.Errorf("paused because %q for %s", p.PauseReason, wait)
				}
				f.peer.Misbehave(machinetest.NoFault)
				if err := f.Resume(t.Context(), f.publisher, "deepl"); err != nil {
					t.Fatal(err)
				}
			} else {
				item := must(f.Items(t.Context(), f.editor, translation.ItemFilter{RequestID: r.ID, States: []string{"failed"}}))(t)
				if len(item) != 1 || item[0].Error != c.code {
					t.Fatalf("failed are %+v", item)
				}
				f.peer.Misbehave(machinetest.NoFault)
				must(f.Retry(t.Context(), f.editor, r.ID))(t)
			}
			f.run(t, "ar")
			if r := must(f.RequestByID(t.Context(), f.editor, r.ID))(t); r.Counts.NeedsReview != 1 {
				t.Errorf("tried again: %+v", r.Counts)
			}
		})
	}
}

func TestBudgetOfTheYear(t *testing.T) {
	t.Parallel()
	f := setup(t)
	ids := f.offers(t, 2)
	budget := 30
	if err := f.SetBudget(t.Context(), f.publisher, "deepl", 1, &budget); err != nil {
		t.Fatal(err)
	}
	_, err := f.Request(t.Context(), f.editor, translation.NewRequest{Entries: ids, Locales: []string{"ar", "fa"}, Provider: "deepl"})
	wantCode(t, err, "budget_exceeded")
	f.ask(t, ids[:1], "ar")
	f.run(t, "ar")
	p := must(f.Providers(t.Context(), f.editor))(t)[0]
	if p.WordsYear == 0 || p.WordsYear > budget {
		t.Errorf("%d words were sent of %d", p.WordsYear, budget)
	}
	wantCode(t, f.SetBudget(t.Context(), f.publisher, "deepl", 1, nil), "stale")
}

func TestStandingRules(t *testing.T) {
	t.Parallel()
	f := setup(t)
	first := f.offer(t, "Erstes")
	rule := must(f.AddRule(t.Context(), f.publisher, translation.RuleInput{Type: "offer", Locales: []string{"ar", "fa"}, Provider: "deepl", Active: true}))(t)
	_, err := f.AddRule(t.Context(), f.publisher, translation.RuleInput{Type: "offer", Locales: []string{"fa"}, Provider: "manual", Active: true})
	wantCode(t, err, "rule_taken")
	if err := f.ApplyRules(t.Context(), cms.ApplyTranslationRules{RuleID: rule.ID}); err != nil {
		t.Fatal(err)
	}
	second := f.offer(t, "Zweites")
	if n := testdb.Value[int](t, f.pool, `select count(*) from river.river_job where kind = 'apply_translation_rules' and args ->> 'entryId' = $1`, second.String()); n != 1 {
		t.Fatalf("publishing made %d jobs", n)
	}
	for range 2 { // it may come twice
		if err := f.ApplyRules(t.Context(), cms.ApplyTranslationRules{EntryID: second}); err != nil {
			t.Fatal(err)
		}
	}
	f.run(t, "ar")
	f.run(t, "fa")
	for _, id := range []uuid.UUID{first, second} {
		for _, locale := range []string{"ar", "fa"} {
			if view := f.view(t, id, locale); view.Words.Machine != view.Words.Total {
				t.Errorf("%s: %+v", locale, view.Words)
			}
		}
	}
	if twice := f.sentTwice(); len(twice) > 0 {
		t.Errorf("sent twice: %v", twice)
	}
}

// Where English is up to date it can be translated instead of the German.
func TestThroughEnglish(t *testing.T) {
	t.Parallel()
	f := setup(t)
	id := f.offer(t, "Treffen")
	view := f.view(t, id, "en")
	save := cms.SaveSegments{EntryID: id, Locale: "en"}
	for _, seg := range view.Segments {
		save.Segments = append(save.Segments, cms.SegmentText{ID: seg.ID, Text: "English: " + seg.Source.Coded})
	}
	must(f.cms.SaveSegments(t.Context(), f.editor, save))(t)
	must(f.Request(t.Context(), f.editor, translation.NewRequest{Entries: []uuid.UUID{id}, Locales: []string{"fa"}, Provider: "deepl", Via: "en"}))(t)
	f.run(t, "fa")
	for text := range f.peer.Received() {
		if text.Source != "en" || !strings.HasPrefix(text.HTML, "English: ") {
			t.Errorf("sent was %s from %s", text.HTML, text.Source)
		}
	}
	if view := f.view(t, id, "fa"); view.Words.Machine != view.Words.Total {
		t.Errorf("%+v", view.Words)
	}
}

// A type may have machine text published at once: with a label, and only where nothing is wrong with it.
func TestMachineTextAtOnce(t *testing.T) {
	t.Parallel()
	f := setup(t)
	types, _ := f.cms.Types().Type("offer")
	types.PublishMachine = true // before anybody uses it
	good, bad := f.offer(t, "Gut"), f.offer(t, "Schlecht 12")
	f.ask(t, []uuid.UUID{good}, "ar")
	f.run(t, "ar")
	if view := f.view(t, good, "ar"); view.Visibility != "live" {
		t.Fatalf("it is %s and %s", view.Visibility, view.Editing)
	}
	told := testdb.Value[map[string]any](t, f.pool, `select item::jsonb -> 'translation' from public_items where entry_id = $1 and locale = 'ar'`, good)
	if told["origin"] != "machine" || told["reviewedAt"] != nil {
		t.Errorf("the public is told %v", told)
	}
	// What a person has begun is completed, and not published in their place.
	begun := f.offer(t, "Begonnen")
	view := f.view(t, begun, "ar")
	must(f.cms.SaveSegments(t.Context(), f.arabist, cms.SaveSegments{EntryID: begun, Locale: "ar", Segments: []cms.SegmentText{{ID: view.Segments[0].ID, Text: "بيد إنسان"}}}))(t)
	f.ask(t, []uuid.UUID{begun}, "ar")
	f.run(t, "ar")
	if view := f.view(t, begun, "ar"); view.Visibility != "none" || view.Editing != "draft" || view.Words.Missing > 0 {
		t.Errorf("what a person has begun is %s and %s", view.Visibility, view.Editing)
	}
	f.peer.Misbehave(machinetest.Untranslated)
	f.ask(t, []uuid.UUID{bad}, "ar")
	f.run(t, "ar")
	if view := f.view(t, bad, "ar"); view.Visibility != "none" || view.Editing != "in_review" {
		t.Errorf("what came back untranslated is %s and %s", view.Visibility, view.Editing)
	}
	checked := must(f.Check(t.Context(), f.arabist, bad, "ar", nil))(t)
	if len(checked) == 0 || checked[0].Issues[0].Code != "untranslated" {
		t.Errorf("the check finds %+v", checked)
	}
}

// What a reviewer sends back stays with people: no run submits or publishes it again, and what waits for a service is not
// ended by a step on the same text.
func TestWhatPeopleDecideIsNotDecidedAgain(t *testing.T) {
	t.Parallel()
	f := setup(t)
	ids := f.offers(t, 2)
	r := f.ask(t, ids, "ar")
	f.run(t, "ar")
	e := must(f.cms.Entry(t.Context(), f.editor, ids[0], "ar"))(t)
	e = must(f.cms.Act(t.Context(), f.editor, cms.Act{EntryID: e.ID, Locale: "ar", Action: "request_changes", Version: e.Version, Reason: "Bitte prüfen."}))(t)
	second := must(f.cms.Entry(t.Context(), f.editor, ids[1], "ar"))(t)
	f.act(t, f.arabist, second, "reject", "Unbrauchbar.")
	f.later(t)
	if n := must(f.Wake(t.Context()))(t); n != 0 {
		t.Errorf("%d jobs were woken", n)
	}
	f.run(t, "ar")
	if got := must(f.cms.Entry(t.Context(), f.editor, ids[0], "ar"))(t); got.Editing != "changes_requested" || got.Version != e.Version {
		t.Errorf("what was sent back is %s", got.Editing)
	}
	r = must(f.RequestByID(t.Context(), f.editor, r.ID))(t)
	if r.Counts.NeedsReview != 1 || r.Counts.Refused != 1 {
		t.Errorf("counts: %+v", r.Counts)
	}

	// While a service is paused, a step on what is there does not end what waits for it.
	id := f.offer(t, "Drittes")
	f.ask(t, []uuid.UUID{id}, "ar")
	f.run(t, "ar")
	third := must(f.cms.Entry(t.Context(), f.editor, id, "ar"))(t)
	f.act(t, f.editor, f.act(t, f.editor, third, "approve"), "publish")
	f.change(t, id, func(c schema.Content) { c["summary"] = "Ganz neu." })
	f.peer.Misbehave(machinetest.Broken)
	waiting := f.ask(t, []uuid.UUID{id}, "ar")
	f.run(t, "ar")
	third = must(f.cms.Entry(t.Context(), f.editor, id, "ar"))(t)
	third = f.act(t, f.editor, third, "withdraw")
	f.act(t, f.editor, third, "publish")
	if waiting = must(f.RequestByID(t.Context(), f.editor, waiting.ID))(t); waiting.Counts.Requested != 1 {
		t.Errorf("what waits is %+v", waiting.Counts)
	}
}

// One text that is too long for its field does not lose the others.
func TestOneTextThatIsTooLong(t *testing.T) {
	t.Parallel()
	f := setup(t)
	id := f.offer(t, strings.Repeat("Wort ", 27)+"!")
	r := f.ask(t, []uuid.UUID{id}, "ar")
	f.peer.Misbehave(machinetest.TooLong)
	f.run(t, "ar")
	f.peer.Misbehave(machinetest.NoFault)
	item := must(f.Items(t.Context(), f.editor, translation.ItemFilter{RequestID: r.ID, States: []string{"failed", "needs_review"}}))(t)
	if len(item) != 1 || item[0].State != "failed" || item[0].Error != "too_long" && item[0].Error != "service_answer" {
		t.Fatalf("failed are %+v", item)
	}
}
