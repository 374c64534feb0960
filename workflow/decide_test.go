package workflow

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"
)

var (
	author    = uuid.MustParse("00000000-0000-7000-8000-00000000000a")
	editor    = uuid.MustParse("00000000-0000-7000-8000-00000000000e")
	colleague = uuid.MustParse("00000000-0000-7000-8000-00000000000c")
	here      = uuid.MustParse("00000000-0000-7000-8000-000000000001")
	there     = uuid.MustParse("00000000-0000-7000-8000-000000000002")
	now       = time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
)

func load(t testing.TB) Set {
	t.Helper()
	set, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	return set
}

// given is what a submitter wrote and an editor looks at, with every parameter that an action may ask for.
func given(change func(*Facts)) Facts {
	f := Facts{
		Editing: InReview, Visibility: None, Person: editor, Writers: []uuid.UUID{author}, Submitter: author,
		EditorCorrections: true, MayCorrect: true, Reason: "Bitte Uhrzeit ergänzen", At: now.Add(time.Hour), Now: now,
		Revision: uuid.MustParse("00000000-0000-7000-8000-0000000000ff"), Owner: here, Organisation: there,
	}
	change(&f)
	return f
}

// TestRefusedActions lists what must not be possible, with every reason at once.
func TestRefusedActions(t *testing.T) {
	set := load(t)
	for _, c := range []struct {
		name    string
		action  string
		facts   Facts
		reasons []string
	}{
		{"who wrote it approves it", "approve", given(func(f *Facts) { f.Person = author }), []string{"own_text"}},
		{"one of two writers approves it", "approve", given(func(f *Facts) { f.Writers = []uuid.UUID{author, editor} }), []string{"own_text"}},
		{"an editor approves its correction where the type allows none", "approve", given(func(f *Facts) { f.Correctors, f.EditorCorrections = []uuid.UUID{editor}, false }), []string{"own_text"}},
		{"an editor approves its correction of what it submitted", "approve", given(func(f *Facts) { f.Correctors, f.Submitter = []uuid.UUID{editor}, editor }), []string{"own_text"}},
		{"a draft is approved", "approve", given(func(f *Facts) { f.Editing = Draft }), []string{"wrong_state"}},
		{"what the writer wrote is approved as a draft", "approve", given(func(f *Facts) { f.Editing, f.Person = Draft, author }), []string{"wrong_state", "own_text"}},
		{"the author saves in review", "save", given(func(f *Facts) { f.Person = author }), []string{"in_review"}},
		{"the submitter saves in review", "save", given(func(f *Facts) { f.Person, f.Writers = author, nil }), []string{"in_review"}},
		{"a correction by somebody who may not", "save", given(func(f *Facts) { f.MayCorrect = false }), []string{"in_review"}},
		{"a correction where the type allows none", "save", given(func(f *Facts) { f.EditorCorrections = false }), []string{"in_review"}},
		{"nobody known corrects", "save", given(func(f *Facts) { f.Person = uuid.Nil }), []string{"in_review"}},
		{"an approved text is saved", "save", given(func(f *Facts) { f.Editing = Approved }), []string{"wrong_state"}},
		{"a draft is published", "publish", given(func(f *Facts) { f.Editing = Draft }), []string{"not_approved"}},
		{"in review is published", "publish", given(func(f *Facts) {}), []string{"wrong_state", "not_approved"}},
		{"a change of a live text is published without approval", "publish", given(func(f *Facts) { f.Editing, f.Visibility, f.EverLive = Draft, Live, true }), []string{"not_approved"}},
		{"nothing is published", "publish", given(func(f *Facts) { f.Editing, f.Visibility, f.EverLive = Clean, Live, true }), []string{"nothing_to_publish"}},
		{"clean without ever being live", "publish", given(func(f *Facts) { f.Editing = Clean }), []string{"not_approved"}},
		{"forced without a reason", "force_publish", given(func(f *Facts) { f.Reason = " \n" }), []string{"reason_required"}},
		{"forced while scheduled", "force_publish", given(func(f *Facts) { f.Scheduled = true }), []string{"scheduled"}},
		{"approved and forced", "force_publish", given(func(f *Facts) { f.Editing = Approved }), []string{"wrong_state"}},
		{"ratified by who forced it", "ratify", given(func(f *Facts) { f.Unreviewed, f.ForcedBy = true, editor }), []string{"own_text"}},
		{"ratified by who wrote it", "ratify", given(func(f *Facts) { f.Unreviewed, f.ForcedBy, f.Person = true, colleague, author }), []string{"own_text"}},
		{"ratified by who corrected it", "ratify", given(func(f *Facts) { f.Unreviewed, f.ForcedBy, f.Correctors = true, colleague, []uuid.UUID{editor} }), []string{"own_text"}},
		{"ratified without need", "ratify", given(func(f *Facts) { f.ForcedBy = colleague }), []string{"not_unreviewed"}},
		{"changes without a reason", "request_changes", given(func(f *Facts) { f.Reason = "" }), []string{"reason_required"}},
		{"changes while scheduled", "request_changes", given(func(f *Facts) { f.Editing, f.Scheduled = Approved, true }), []string{"scheduled"}},
		{"rejected without a reason", "reject", given(func(f *Facts) { f.Reason = "" }), []string{"reason_required"}},
		{"submitted twice", "submit", given(func(f *Facts) {}), []string{"wrong_state"}},
		{"claimed by another", "claim", given(func(f *Facts) { f.ClaimedBy = colleague }), []string{"claimed_by_other"}},
		{"nothing claimed", "release_claim", given(func(f *Facts) {}), []string{"not_claimed"}},
		{"scheduled without a time", "schedule", given(func(f *Facts) { f.Editing, f.At = Approved, time.Time{} }), []string{"time_required"}},
		{"scheduled for the past", "schedule", given(func(f *Facts) { f.Editing, f.At = Approved, now }), []string{"not_in_future"}},
		{"scheduled twice", "schedule", given(func(f *Facts) { f.Editing, f.Scheduled = Approved, true }), []string{"scheduled"}},
		{"a draft is scheduled", "schedule", given(func(f *Facts) { f.Editing = Draft }), []string{"wrong_state"}},
		{"nothing scheduled", "unschedule", given(func(f *Facts) {}), []string{"not_scheduled"}},
		{"withdrawn twice", "withdraw", given(func(f *Facts) { f.Visibility = Withdrawn }), []string{"not_live"}},
		{"reverted in review", "revert", given(func(f *Facts) {}), []string{"wrong_state"}},
		{"reverted to nothing", "revert", given(func(f *Facts) { f.Editing, f.Revision = Draft, uuid.Nil }), []string{"revision_required"}},
		{"confirmed though not live", "confirm", given(func(f *Facts) {}), []string{"not_live"}},
		{"expired twice", "expire", given(func(f *Facts) { f.AnyLive, f.Expired = true, true }), []string{"expired"}},
		{"taken down without a reason", "take_down", given(func(f *Facts) { f.AnyLive, f.Reason = true, "" }), []string{"reason_required"}},
		{"archived twice", "archive", given(func(f *Facts) { f.Archived = true }), []string{"archived"}},
		{"restored though not archived", "restore", given(func(f *Facts) {}), []string{"not_archived"}},
		{"transferred to nobody", "transfer", given(func(f *Facts) { f.Organisation = uuid.Nil }), []string{"organisation_required"}},
		{"transferred to itself", "transfer", given(func(f *Facts) { f.Organisation = here }), []string{"same_organisation"}},
		{"deleted while live", "delete", given(func(f *Facts) { f.AnyLive = true }), []string{"still_live"}},
		{"archived and submitted", "submit", given(func(f *Facts) { f.Editing, f.Archived = Draft, true }), []string{"archived"}},
		{"archived and published", "publish", given(func(f *Facts) { f.Editing, f.Archived = Approved, true }), []string{"archived"}},
	} {
		for name, d := range set {
			_, err := d.Decide(c.action, c.facts)
			var refused *Refused
			if !errors.As(err, &refused) {
				t.Errorf("%s: %s: got %v", name, c.name, err)
				continue
			}
			if diff := cmp.Diff(c.reasons, refused.Reasons); diff != "" {
				t.Errorf("%s: %s: %s", name, c.name, diff)
			}
		}
	}
}

func TestAllowedActions(t *testing.T) {
	set := load(t)
	for _, c := range []struct {
		name   string
		action string
		facts  Facts
		to     string
	}{
		{"a draft is saved", "save", given(func(f *Facts) { f.Editing, f.Person = Draft, author }), Draft},
		{"a live text is edited", "save", given(func(f *Facts) { f.Editing, f.Visibility, f.Person = Clean, Live, author }), Draft},
		{"asked changes are made", "save", given(func(f *Facts) { f.Editing, f.Person = ChangesRequested, author }), ChangesRequested},
		{"an editor corrects", "save", given(func(f *Facts) {}), InReview},
		{"an editor approves its correction", "approve", given(func(f *Facts) { f.Correctors = []uuid.UUID{editor} }), Approved},
		{"another editor approves a correction where the type allows none", "approve", given(func(f *Facts) { f.Correctors, f.EditorCorrections = []uuid.UUID{colleague}, false }), Approved},
		{"the review is withdrawn", "recall", given(func(f *Facts) { f.Person = author }), Draft},
		{"approved is published", "publish", given(func(f *Facts) { f.Editing = Approved }), Clean},
		{"a trusted organisation publishes a draft", "publish", given(func(f *Facts) { f.Editing, f.Trusted, f.Person = Draft, true, author }), Clean},
		{"withdrawn comes back", "publish", given(func(f *Facts) { f.Editing, f.Visibility, f.EverLive = Clean, Withdrawn, true }), Clean},
		{"forced", "force_publish", given(func(f *Facts) { f.Editing, f.Person = Draft, author }), Clean},
		{"ratified by another", "ratify", given(func(f *Facts) { f.Unreviewed, f.ForcedBy, f.Editing = true, colleague, Clean }), Clean},
		{"a rejected one is submitted again", "submit", given(func(f *Facts) { f.Editing = Rejected }), ""},
		{"scheduled", "schedule", given(func(f *Facts) { f.Editing = Approved }), Approved},
		{"withdrawn", "withdraw", given(func(f *Facts) { f.Visibility, f.Editing = Live, Clean }), Clean},
		{"withdrawing leaves a draft alone", "withdraw", given(func(f *Facts) { f.Visibility, f.Editing = Live, Draft }), Draft},
		{"deleted though archived", "delete", given(func(f *Facts) { f.Archived = true }), InReview},
		{"restored", "restore", given(func(f *Facts) { f.Archived = true }), InReview},
		{"transferred", "transfer", given(func(f *Facts) {}), InReview},
	} {
		for name, d := range set {
			want := c.to
			if want == "" {
				want = map[string]string{Editorial: InReview, Signoff: InSignoff}[name]
			}
			got, err := d.Decide(c.action, c.facts)
			if err != nil || got.To != want {
				t.Errorf("%s: %s: leads to %q, %v, want %q", name, c.name, got.To, err, want)
			}
		}
	}
}

// TestSignOff: where an organisation signs off inside, nothing reaches the agency without a second pair of eyes.
func TestSignOff(t *testing.T) {
	d := load(t)[Signoff]
	inside := given(func(f *Facts) { f.Editing, f.Person = InSignoff, colleague })
	if got, err := d.Decide("sign_off", inside); err != nil || got.To != InReview {
		t.Errorf("a colleague signs off: %v, %v", got.To, err)
	}
	inside.Person = author
	if _, err := d.Decide("sign_off", inside); err == nil {
		t.Error("the author signs off")
	}
	for _, action := range []string{"approve", "publish", "schedule", "claim", "save"} {
		inside.Person = editor
		if _, err := d.Decide(action, inside); err == nil {
			t.Errorf("%s before the sign-off", action)
		}
	}
	if load(t)[Editorial].Action("sign_off") != nil || load(t)[Editorial].State(InSignoff) != nil {
		t.Error("the editorial workflow knows of a sign-off")
	}
}

func TestUnknownAction(t *testing.T) {
	for _, d := range load(t) {
		for _, name := range []string{"", "fly", "Publish", "save "} {
			var unknown ErrUnknownAction
			if _, err := d.Decide(name, Facts{}); !errors.As(err, &unknown) {
				t.Errorf("%q: %v", name, err)
			}
		}
	}
}

// TestParseTellsEveryMistake of a definition at once.
func TestParseTellsEveryMistake(t *testing.T) {
	_, err := Parse([]byte(`
name: bad
initial: nowhere
states: [{name: draft}]
actions:
  - {name: save, scope: page, from: {draft: gone}, guards: [luck], checks: [spelling], reason: perhaps}
  - {name: save, scope: entry}
`))
	if err == nil {
		t.Fatal("accepted")
	}
	for _, word := range []string{"nowhere", "page", "gone", "luck", "spelling", "perhaps", "twice"} {
		if !strings.Contains(err.Error(), word) {
			t.Errorf("%q is not told: %v", word, err)
		}
	}
	if _, err := Parse([]byte("name: bad\ncolour: red\n")); err == nil {
		t.Error("an unknown key is accepted")
	}
}

// TestBothWorkflowsOfferTheSame: the second adds the sign-off and changes nothing else that an editor knows.
func TestBothWorkflowsOfferTheSame(t *testing.T) {
	set := load(t)
	names := func(d *Definition) []string {
		var out []string
		for _, a := range d.Actions {
			if a.Name != "sign_off" {
				out = append(out, a.Name)
			}
		}
		slices.Sort(out)
		return out
	}
	if diff := cmp.Diff(names(set[Editorial]), names(set[Signoff])); diff != "" {
		t.Error(diff)
	}
}
