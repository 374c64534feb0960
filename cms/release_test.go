package cms_test

import (
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"lotse/auth"
	"lotse/cms"
	"lotse/internal/postgres"
	"lotse/schema"
)

// approved makes an offer that waits to be published.
func (f *fixture) approved(t *testing.T, title string, category uuid.UUID) cms.Entry {
	t.Helper()
	return f.act(t, f.editor, f.act(t, f.author, f.offer(t, title, category), "submit"), "approve")
}

// TestScheduledPublishFiresOnce: three workers come at the due time, one of them carries it out.
func TestScheduledPublishFiresOnce(t *testing.T) {
	t.Parallel()
	f := setup(t)
	e := f.approved(t, "Sprachcafé", f.category(t, "Sprache"))
	_, err := f.try(t.Context(), f.editor, e, "schedule", at(f.now(t).Add(-time.Minute)))
	wantCode(t, err, "invalid")
	e = f.act(t, f.editor, e, "schedule", at(f.now(t).Add(time.Hour)))
	if e.Scheduled == nil || e.Scheduled.Revision != *e.PendingRevision {
		t.Fatalf("%+v", e.Scheduled)
	}
	if fired := must(f.FireRelease(t.Context(), e.Scheduled.ReleaseID))(t); fired {
		t.Fatal("fired before it was due")
	}
	if err := postgres.MoveClock(t.Context(), f.pool, 2*time.Hour); err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	fired := make([]bool, 3)
	for i := range fired {
		wg.Go(func() {
			var err error
			if fired[i], err = f.FireRelease(t.Context(), e.Scheduled.ReleaseID); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if n := slices.Index(fired, true); n < 0 || slices.Contains(fired[n+1:], true) {
		t.Errorf("fired %v", fired)
	}
	if n := query[int](t, f, `select count(*) from activity where action = 'publish' and entry_id = $1`, e.ID); n != 1 {
		t.Errorf("published %d times", n)
	}
	if f.public(t, e.ID, "de") != "Sprachcafé" {
		t.Error("not public")
	}
	after := must(f.Entry(t.Context(), f.editor, e.ID, "de"))(t)
	if after.Editing != "clean" || after.Scheduled != nil {
		t.Errorf("%s, %+v", after.Editing, after.Scheduled)
	}
}

// TestPinnedRevisionGoesOut: whoever writes on after the planning does not change what goes out.
func TestPinnedRevisionGoesOut(t *testing.T) {
	t.Parallel()
	f := setup(t)
	e := f.act(t, f.editor, f.approved(t, "Geplant", f.category(t, "Sprache")), "schedule", at(f.now(t).Add(time.Hour)))
	e = f.act(t, f.author, e, "recall")
	fields := e.Fields
	fields["title"] = "Weitergeschrieben"
	e = must(f.Save(t.Context(), f.author, cms.Save{EntryID: e.ID, Locale: "de", Version: e.Version, Fields: fields}))(t)
	if e.Scheduled == nil {
		t.Fatal("the plan is gone")
	}
	if err := postgres.MoveClock(t.Context(), f.pool, 2*time.Hour); err != nil {
		t.Fatal(err)
	}
	must(f.FireRelease(t.Context(), e.Scheduled.ReleaseID))(t)
	if got := f.public(t, e.ID, "de"); got != "Geplant" {
		t.Errorf("public %q", got)
	}
	after := must(f.Entry(t.Context(), f.author, e.ID, "de"))(t)
	if after.Editing != "draft" || after.Title != "Weitergeschrieben" {
		t.Errorf("%s %q", after.Editing, after.Title)
	}
}

// TestReleaseOfSeveral: a category and the offer that refers to it go live together, in whatever order they
// were named; one that does not pass keeps all back, and says why.
func TestReleaseOfSeveral(t *testing.T) {
	t.Parallel()
	f := setup(t)
	category := must(f.CreateEntry(t.Context(), f.publisher, cms.CreateEntry{Type: "category", OrganisationID: f.agency, Locale: "de",
		Fields: schema.Content{"title": "Neu", "icon": "home", "order": 1.0}}))(t)
	category = f.act(t, f.editor, f.act(t, f.publisher, category, "submit"), "approve")
	offer := f.approved(t, "Sprachcafé", category.ID)
	draft := f.offer(t, "Noch nicht fertig", category.ID)

	_, err := f.CreateRelease(t.Context(), f.publisher, cms.CreateRelease{Direction: "live", Members: []cms.ReleaseItem{{offer.ID, "de"}, {draft.ID, "de"}}})
	wantCode(t, err, "publish_gate")
	got := reasons(err)
	for _, want := range []string{"/members/" + draft.ID.String() + " not_approved", "/members/" + offer.ID.String() + "/categories reference_not_public"} {
		if !slices.Contains(got, want) {
			t.Errorf("%q is missing in %v", want, got)
		}
	}
	r := must(f.CreateRelease(t.Context(), f.publisher, cms.CreateRelease{Title: "Start", Direction: "live", Members: []cms.ReleaseItem{{offer.ID, "de"}, {category.ID, "de"}}}))(t)
	if r.State != "done" || f.public(t, offer.ID, "de") == "" || f.public(t, category.ID, "de") == "" {
		t.Errorf("%+v", r)
	}
	off := must(f.CreateRelease(t.Context(), f.publisher, cms.CreateRelease{Direction: "off", Members: []cms.ReleaseItem{{offer.ID, "de"}, {category.ID, "de"}}}))(t)
	if off.State != "done" || f.public(t, offer.ID, "de") != "" || f.public(t, category.ID, "de") != "" {
		t.Errorf("%+v", off)
	}
}

// TestReleaseThatFails tells its creator every problem and changes nothing.
func TestReleaseThatFails(t *testing.T) {
	t.Parallel()
	f := setup(t)
	category := f.category(t, "Sprache")
	first, second := f.approved(t, "Eins", category), f.approved(t, "Zwei", category)
	due := f.now(t).Add(time.Hour)
	r := must(f.CreateRelease(t.Context(), f.publisher, cms.CreateRelease{Direction: "live", At: due, Members: []cms.ReleaseItem{{first.ID, "de"}, {second.ID, "de"}}}))(t)
	if err := f.SuspendOrganisation(t.Context(), f.admin, f.initiative, true); err != nil {
		t.Fatal(err)
	}
	if err := postgres.MoveClock(t.Context(), f.pool, 2*time.Hour); err != nil {
		t.Fatal(err)
	}
	if due := must(f.DueReleases(t.Context(), 10))(t); len(due) != 1 {
		t.Fatalf("due: %v", due)
	}
	if fired := must(f.FireRelease(t.Context(), r.ID))(t); fired {
		t.Error("it fired")
	}
	r = must(f.Release(t.Context(), f.publisher, r.ID))(t)
	if r.State != "failed" || len(r.Problems) != 2 {
		t.Errorf("%s, %v", r.State, r.Problems)
	}
	if n := query[int](t, f, `select count(*) from outbox where template = 'release_failed' and release_id = $1`, r.ID); n != 1 {
		t.Errorf("%d letters", n)
	}
	if e := must(f.Entry(t.Context(), f.editor, first.ID, "de"))(t); e.Editing != "approved" || e.Scheduled != nil {
		t.Errorf("%s, %+v", e.Editing, e.Scheduled)
	}
}

func TestCancelAndUnschedule(t *testing.T) {
	t.Parallel()
	f := setup(t)
	category := f.category(t, "Sprache")
	e := f.act(t, f.editor, f.approved(t, "Eins", category), "schedule", at(f.now(t).Add(time.Hour)))
	release := e.Scheduled.ReleaseID
	_, err := f.try(t.Context(), f.editor, e, "schedule", at(f.now(t).Add(time.Hour)))
	wantCode(t, err, "not_allowed")
	e = f.act(t, f.editor, e, "unschedule")
	if e.Scheduled != nil || must(f.Release(t.Context(), f.editor, release))(t).State != "cancelled" {
		t.Error("the release goes on")
	}
	e = f.act(t, f.editor, e, "schedule", at(f.now(t).Add(time.Hour)))
	r := must(f.Release(t.Context(), f.editor, e.Scheduled.ReleaseID))(t)
	r = must(f.CancelRelease(t.Context(), f.editor, r.ID, r.Version))(t)
	if r.State != "cancelled" {
		t.Error(r.State)
	}
	f.act(t, f.editor, must(f.Entry(t.Context(), f.editor, e.ID, "de"))(t), "publish")
}

// TestReleaseOffIsBlocked: what public entries cannot do without stays, unless they go with it.
func TestReleaseOffIsBlocked(t *testing.T) {
	t.Parallel()
	f := setup(t)
	category := f.category(t, "Sprache")
	offer := f.publish(t, f.offer(t, "Sprachcafé", category), f.author, f.editor)
	_, err := f.CreateRelease(t.Context(), f.publisher, cms.CreateRelease{Direction: "off", Members: []cms.ReleaseItem{{category, "de"}}})
	wantCode(t, err, "publish_gate")
	if got := reasons(err); !slices.Contains(got, "/members/"+category.String()+" referenced") {
		t.Errorf("reasons %v", got)
	}
	off := must(f.CreateRelease(t.Context(), f.publisher, cms.CreateRelease{Direction: "off", Members: []cms.ReleaseItem{{category, "de"}, {offer.ID, "de"}}}))(t)
	if off.State != "done" {
		t.Errorf("%+v", off)
	}
}

// TestArchiveCancelsWhatWasPlanned: nothing that was put away comes up later and fails.
func TestArchiveCancelsWhatWasPlanned(t *testing.T) {
	t.Parallel()
	f := setup(t)
	e := f.act(t, f.editor, f.approved(t, "Eins", f.category(t, "Sprache")), "schedule", at(f.now(t).Add(time.Hour)))
	release := e.Scheduled.ReleaseID
	f.act(t, f.editor, e, "archive")
	if r := must(f.Release(t.Context(), f.editor, release))(t); r.State != "cancelled" {
		t.Error(r.State)
	}
}

// TestPlanOfUnchangedText: a review that was withdrawn without a change leaves nothing pending once its revision is out.
func TestPlanOfUnchangedText(t *testing.T) {
	t.Parallel()
	f := setup(t)
	e := f.act(t, f.editor, f.approved(t, "Geplant", f.category(t, "Sprache")), "schedule", at(f.now(t).Add(time.Hour)))
	e = f.act(t, f.author, e, "recall")
	if err := postgres.MoveClock(t.Context(), f.pool, 2*time.Hour); err != nil {
		t.Fatal(err)
	}
	must(f.FireRelease(t.Context(), e.Scheduled.ReleaseID))(t)
	if after := must(f.Entry(t.Context(), f.author, e.ID, "de"))(t); !after.Published {
		t.Errorf("%s, %s", after.Editing, after.Visibility)
	}
}

// TestDeletedWhilePlanned: what is deleted leaves no release behind that waits for nothing.
func TestDeletedWhilePlanned(t *testing.T) {
	t.Parallel()
	f := setup(t)
	e := f.act(t, f.editor, f.approved(t, "Geplant", f.category(t, "Sprache")), "schedule", at(f.now(t).Add(time.Hour)))
	f.act(t, f.publisher, e, "delete")
	if state := query[string](t, f, `select state from releases where id = $1`, e.Scheduled.ReleaseID); state != "cancelled" {
		t.Errorf("the release is %s", state)
	}
}

// TestReleaseOfForeignEntries: what one may not see looks like what does not exist, whatever else is wrong.
func TestReleaseOfForeignEntries(t *testing.T) {
	t.Parallel()
	f := setup(t)
	e := f.approved(t, "Sprachcafé", f.category(t, "Sprache"))
	elsewhere := f.account(t, "elsewhere", auth.Membership{OrganisationID: f.other, Role: "publisher"})
	for _, due := range []time.Time{{}, f.now(t).Add(-time.Hour)} {
		ask := func(id uuid.UUID) error {
			_, err := f.CreateRelease(t.Context(), elsewhere, cms.CreateRelease{Direction: "live", At: due, Members: []cms.ReleaseItem{{id, "de"}, {id, "de"}}})
			return err
		}
		foreign, unknown := ask(e.ID), ask(uuid.Must(uuid.NewV7()))
		if foreign == nil || unknown == nil || foreign.Error() != unknown.Error() {
			t.Errorf("foreign %v, unknown %v", foreign, unknown)
		}
	}
	_, err := f.CreateRelease(t.Context(), f.publisher, cms.CreateRelease{Direction: "live", Members: []cms.ReleaseItem{{e.ID, "de"}, {e.ID, ""}}})
	wantCode(t, err, "invalid")
}
