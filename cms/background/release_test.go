package background_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/uuid"

	"lotse/cms"
	"lotse/cms/background"
)

func (f *fixture) fired(t *testing.T, release uuid.UUID) int {
	t.Helper()
	return query[int](t, f.node, `select count(*) from activity where action = 'release_fire' and release_id = $1`, release)
}

func (f *fixture) public(t *testing.T, entry uuid.UUID) bool {
	t.Helper()
	return query[bool](t, f.node, `select exists (select from public_items where entry_id = $1)`, entry)
}

// Three processes, whose jobs and sweeps all come for the same releases at the same time.
func TestReleaseFiresOnceWithThreeNodes(t *testing.T) {
	t.Parallel()
	f := setup(t)
	frequent := background.Intervals{Releases: time.Second, Expiries: time.Second, Reminders: time.Hour}
	for range 3 {
		newNode(t, anotherPool(t, f.pool), f.sender).work(t, frequent)
	}
	releases := map[uuid.UUID]uuid.UUID{}
	for i := range 4 {
		e := f.approved(t, f.author, fmt.Sprintf("Sprachcafé %d", i))
		releases[f.schedule(t, e, 2*time.Second)] = e.ID
	}
	for release := range releases {
		for range 10 { // as if River had lost count
			if _, err := f.jobs.Insert(t.Context(), cms.FireRelease{ReleaseID: release}, nil); err != nil {
				t.Fatal(err)
			}
		}
	}
	eventually(t, "all releases went out", func() bool {
		return query[int](t, f.node, `select count(*) from releases where state = 'done'`) == len(releases)
	})
	f.idle(t, "fire_release")
	f.idle(t, "send_mail")
	for release, entry := range releases {
		published := query[int](t, f.node, `select count(*) from outbox where template = 'published' and entry_id = $1 and sent_at is not null`, entry)
		if n := f.fired(t, release); n != 1 || published != 1 || !f.public(t, entry) {
			t.Errorf("fired %d times, %d mails, public %v", n, published, f.public(t, entry))
		}
	}
	late := query[float64](t, f.node, `select max((changes ->> 'late')::float8) from activity where action = 'release_fire'`)
	if late > 10 {
		t.Errorf("the latest release was %v s late", late)
	}
}

// Nobody works at the due time; whoever comes later does it, once.
func TestReleaseAfterAllWorkersWereDead(t *testing.T) {
	t.Parallel()
	f := setup(t)
	e := f.approved(t, f.author, "Verspätet")
	release := f.schedule(t, e, time.Second)
	time.Sleep(2200 * time.Millisecond)
	if f.fired(t, release) != 0 || f.public(t, e.ID) {
		t.Fatal("it went out with nobody at work")
	}
	f.work(t, seldom)
	eventually(t, "it went out", func() bool { return f.public(t, e.ID) })
	f.idle(t, "%")
	if n := f.fired(t, release); n != 1 {
		t.Errorf("fired %d times", n)
	}
	if late := query[float64](t, f.node, `select (changes ->> 'late')::float8 from activity where action = 'release_fire'`); late < 1 {
		t.Errorf("the trail says it was %v s late", late)
	}
}

// River counts in real time, releases in lotse.now(): a job that comes too early sleeps on, and one that
// would come too late is overtaken by the sweep.
func TestReleaseFollowsTheMovedClock(t *testing.T) {
	t.Parallel()
	f := setup(t)
	f.move(t, 10*day)
	e := f.approved(t, f.author, "Mit der Zeit")
	release := f.schedule(t, e, time.Hour)
	b, _ := f.work(t, seldom)
	if _, err := f.jobs.Insert(t.Context(), cms.FireRelease{ReleaseID: release}, nil); err != nil {
		t.Fatal(err)
	}
	eventually(t, "the early job sleeps", func() bool {
		return query[int](t, f.node, `select count(*) from river.river_job where kind = 'fire_release' and state = 'scheduled'
			and metadata ? 'snoozes' and scheduled_at between now() + interval '50 minutes' and now() + interval '61 minutes'`) == 1
	})
	if f.fired(t, release) != 0 || f.public(t, e.ID) {
		t.Fatal("it went out before its time")
	}
	f.move(t, 10*day+2*time.Hour)
	if err := b.Wake(t.Context()); err != nil {
		t.Fatal(err)
	}
	eventually(t, "the sweep found it", func() bool { return f.public(t, e.ID) })
	if n := f.fired(t, release); n != 1 {
		t.Errorf("fired %d times", n)
	}
}

// With nobody at work what has expired is invisible at once; the record follows with the first worker.
func TestExpiryNeedsNoWorker(t *testing.T) {
	t.Parallel()
	f := setup(t)
	e := f.act(t, f.editor, f.approved(t, f.author, "Bis übermorgen", f.until(t, 2)), "publish")
	if !f.public(t, e.ID) {
		t.Fatal("not public")
	}
	f.move(t, 4*day)
	if f.public(t, e.ID) {
		t.Error("still public after its last day")
	}
	recorded := func() int {
		return query[int](t, f.node, `select count(*) from activity where action = 'expired' and entry_id = $1`, e.ID)
	}
	if recorded() != 0 {
		t.Error("recorded with nobody at work")
	}
	xid := query[string](t, f.node, `select xid::text from feed where entry_id = $1`, e.ID)
	b, _ := f.work(t, seldom)
	eventually(t, "the expiry is recorded", func() bool { return recorded() == 1 })
	if err := b.Wake(t.Context()); err != nil {
		t.Fatal(err)
	}
	f.idle(t, "%")
	mails := query[int](t, f.node, `select count(*) from outbox where template = 'expired' and sent_at is not null`)
	if recorded() != 1 || mails != 1 || query[string](t, f.node, `select xid::text from feed where entry_id = $1`, e.ID) == xid {
		t.Errorf("recorded %d times, %d mails", recorded(), mails)
	}
}
