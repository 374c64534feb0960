package upkeep_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"

	"lotse/auth"
	"lotse/cms"
	"lotse/cms/upkeep"
	"lotse/schema"
)

func TestExpiriesAreRecordedOnce(t *testing.T) {
	t.Parallel()
	f := setup(t)
	gone := []uuid.UUID{f.offer(t, "Eins", 1), f.offer(t, "Zwei", 2)}
	stays := f.offer(t, "Drei", 30)
	f.move(t, 4)
	if n := query[int](t, f, `select count(*) from public_items where type = 'offer'`); n != 1 {
		t.Errorf("%d offers are public before the sweep, want 1", n)
	}
	if got := must(f.Expiries(t.Context()))(t); got != (upkeep.Report{Done: 2}) {
		t.Errorf("first sweep: %+v", got)
	}
	if got := must(f.Expiries(t.Context()))(t); got != (upkeep.Report{}) {
		t.Errorf("second sweep: %+v", got)
	}
	for _, id := range gone {
		if n := query[int](t, f, `select count(*) from activity where action = 'expired' and entry_id = $1`, id); n != 1 || f.mails(t, "expired", id) != 1 {
			t.Errorf("%d activities, %d mails", n, f.mails(t, "expired", id))
		}
	}
	if f.mails(t, "expired", stays) != 0 {
		t.Error("an entry that goes on was said to be expired")
	}
}

// One entry whose command fails must not keep the others from expiring.
func TestOneThatFailsDoesNotBlockTheOthers(t *testing.T) {
	t.Parallel()
	f := setup(t)
	broken, fine := f.offer(t, "Kaputt", 1), f.offer(t, "Heil", 2)
	f.exec(t, `update entries set type = 'unknown' where id = $1`, broken)
	f.move(t, 4)
	got, err := f.Expiries(t.Context())
	if err == nil || got != (upkeep.Report{Done: 1, Failed: 1}) {
		t.Errorf("%+v, %v", got, err)
	}
	if f.mails(t, "expired", fine) != 1 {
		t.Error("the other entry was not expired")
	}
}

// The ladder, climbed day by day with several sweeps a day: each rung once, from the nearer one on the
// farther is silent, and a new end begins anew.
func TestReminderLadder(t *testing.T) {
	t.Parallel()
	f := setup(t)
	long, short, far := f.offer(t, "Lang", 20), f.offer(t, "Kurz", 2), f.offer(t, "Fern", 60)
	for day := range 22 {
		f.move(t, float64(day))
		for range 2 {
			must(f.Reminders(t.Context()))(t)
		}
	}
	for id, want := range map[uuid.UUID][2]int{long: {1, 1}, short: {0, 1}, far: {0, 0}} {
		if got := [2]int{f.mails(t, "reminder_14", id), f.mails(t, "reminder_3", id)}; got != want {
			t.Errorf("%s: reminders %v, want %v", query[string](t, f, `select title from variants where entry_id = $1`, id), got, want)
		}
	}
	// Whole days that were left at each rung: looked at once a day, a rung comes within its last day.
	days := query[[]string](t, f, `
		select array_agg(floor(extract(epoch from e.expires_at - a.at) / 86400) || ' ' || (a.changes ->> 'days') order by a.at)
		from activity a join entries e on e.id = a.entry_id where a.action = 'remind' and a.entry_id = $1`, long)
	if diff := cmp.Diff([]string{"13 14", "2 3"}, days); diff != "" {
		t.Error(diff)
	}
}

// Sweeps that did not run for weeks send the nearest rung only.
func TestReminderAfterAPause(t *testing.T) {
	t.Parallel()
	f := setup(t)
	id := f.offer(t, "Pause", 20)
	f.move(t, 18.5)
	must(f.Reminders(t.Context()))(t)
	if a, b := f.mails(t, "reminder_14", id), f.mails(t, "reminder_3", id); a != 0 || b != 1 {
		t.Errorf("%d at 14 days, %d at 3 days; want 0 and 1", a, b)
	}
}

func TestReminderLadderBeginsAnewAfterConfirmation(t *testing.T) {
	t.Parallel()
	f := setup(t)
	id := f.publish(t, "offer", schema.Content{ // no last day: it must be confirmed every six months
		"title": "Beratung", "summary": "Rat und Hilfe.", "description": "Nach Termin.", "offerType": "counselling", "categories": []any{f.category.String()},
	})
	end := query[time.Time](t, f, `select expires_at from entries where id = $1`, id)
	days := time.Until(end).Hours() / 24
	f.move(t, days-10)
	must(f.Reminders(t.Context()))(t)
	f.confirm(t, id)
	must(f.Reminders(t.Context()))(t)
	if a, b := f.mails(t, "reminder_14", id), f.mails(t, "reminder_3", id); a != 1 || b != 0 {
		t.Fatalf("after the confirmation: %d and %d letters", a, b)
	}
	end = query[time.Time](t, f, `select expires_at from entries where id = $1`, id)
	days = time.Until(end).Hours() / 24
	for _, before := range []float64{13, 2} {
		f.move(t, days-before)
		must(f.Reminders(t.Context()))(t)
	}
	if a, b := f.mails(t, "reminder_14", id), f.mails(t, "reminder_3", id); a != 2 || b != 1 {
		t.Errorf("for the second end: %d and %d letters in all, want 2 and 1", a, b)
	}
}

// Nobody is reminded of what the public does not see.
func TestNoReminderForWhatIsNotPublic(t *testing.T) {
	t.Parallel()
	f := setup(t)
	id := f.offer(t, "Gesperrt", 10)
	f.exec(t, `update organisations set suspended_at = lotse.now()`)
	must(f.Reminders(t.Context()))(t)
	if f.mails(t, "reminder_14", id) != 0 {
		t.Error("reminded while the organisation was suspended")
	}
	f.exec(t, `update organisations set suspended_at = null`)
	must(f.Reminders(t.Context()))(t)
	if f.mails(t, "reminder_14", id) != 1 {
		t.Error("not reminded after the organisation came back")
	}
}

func TestOccurrencesReachFurtherAsTimeGoesBy(t *testing.T) {
	t.Parallel()
	f := setup(t)
	event := func(title, rule string) uuid.UUID {
		return f.publish(t, "event", schema.Content{
			"title": title, "summary": "Kommt vorbei.", "description": "Für alle.", "categories": []any{f.category.String()},
			"schedule": map[string]any{"start": time.Now().AddDate(0, 0, 3).Format("2006-01-02") + "T18:00", "end": time.Now().AddDate(0, 0, 3).Format("2006-01-02") + "T20:00",
				"timezone": "Europe/Berlin", "rule": rule},
		})
	}
	weekly, thrice := event("Jede Woche", "FREQ=WEEKLY"), event("Dreimal", "FREQ=WEEKLY;COUNT=3")
	last := func(id uuid.UUID) time.Time {
		return query[time.Time](t, f, `select max(starts_at) from occurrences where entry_id = $1`, id)
	}
	first, ended := last(weekly), last(thrice)
	if got := must(f.Occurrences(t.Context()))(t); got.Done != 0 {
		t.Errorf("on the day of the publication: %+v", got)
	}
	f.move(t, 90)
	if got := must(f.Occurrences(t.Context()))(t); got.Done != 1 {
		t.Errorf("after three months: %+v", got)
	}
	if grown := last(weekly).Sub(first).Hours() / 24; grown < 80 || grown > 100 {
		t.Errorf("the dates reach %.0f days further", grown)
	}
	if !last(thrice).Equal(ended) {
		t.Error("an event that ends got more dates")
	}
	if got := must(f.Occurrences(t.Context()))(t); got.Done != 0 {
		t.Errorf("again on the same day: %+v", got)
	}
}

// confirm says that an entry is still true.
func (f *fixture) confirm(t *testing.T, id uuid.UUID) {
	t.Helper()
	e := must(f.cms.Entry(t.Context(), f.author, id, "de"))(t)
	must(f.cms.Act(t.Context(), auth.Import(f.author.AccountID), cms.Act{EntryID: id, Action: "confirm", Version: e.EntryVersion}))(t)
}
