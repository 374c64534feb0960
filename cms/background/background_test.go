package background_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/riverqueue/river"

	"lotse/auth"
	"lotse/cms"
	"lotse/cms/background"
	"lotse/internal/postgres/testdb"
	"lotse/schema"
)

func TestStatements(t *testing.T) { testdb.PrepareAll(t, ".") }

func TestNewNeedsItsParts(t *testing.T) {
	t.Parallel()
	f := setup(t)
	whole := background.Deps{Pool: f.pool, CMS: f.cms, LinkToken: f.auth.LinkToken, Mail: f.sender, BaseURL: "https://lotse.test"}
	for name, spoil := range map[string]func(*background.Deps){
		"pool":     func(d *background.Deps) { d.Pool = nil },
		"core":     func(d *background.Deps) { d.CMS = nil },
		"links":    func(d *background.Deps) { d.LinkToken = nil },
		"mail":     func(d *background.Deps) { d.Mail = nil },
		"base URL": func(d *background.Deps) { d.BaseURL = "/admin" },
	} {
		d := whole
		spoil(&d)
		if _, err := background.New(d); err == nil {
			t.Errorf("without %s: no error", name)
		}
	}
	if _, err := background.New(whole); err != nil {
		t.Error(err)
	}
}

// A node begins every sweep at its start; of several nodes one does.
func TestSweepsRunOnceAPeriod(t *testing.T) {
	t.Parallel()
	f := setup(t)
	for range 3 {
		newNode(t, anotherPool(t, f.pool), f.sender).work(t, seldom)
	}
	count := func() map[string]int {
		got := map[string]int{}
		for _, kind := range query[[]string](t, f.node, `select coalesce(array_agg(kind), '{}') from river.river_job where state = 'completed'`) {
			got[kind]++
		}
		got["dispatch_webhooks"] = min(got["dispatch_webhooks"], 1) // it also runs whenever the feed has moved
		return got
	}
	eventually(t, "all ten are done", func() bool { return len(count()) == 10 })
	time.Sleep(500 * time.Millisecond)
	want := map[string]int{"sweep_releases": 1, "sweep_expiries": 1, "send_reminders": 1, "extend_occurrences": 1, "apply_retention": 1,
		"dispatch_webhooks": 1, "sweep_webhooks": 1, "collect_words": 1, "drop_words": 1, "render_outdated": 1}
	if diff := cmp.Diff(want, count()); diff != "" {
		t.Error(diff)
	}
	kinds := query[[]string](t, f.node, `select array_agg(kind || ' ' || queue) from river.river_job where args <> '{}'`)
	if len(kinds) > 0 {
		t.Errorf("sweeps with arguments: %v", kinds)
	}
}

// A job whose item is broken is reported by kind and id, and nothing else waits for it.
func TestABrokenEntryIsLoggedAndPassedOver(t *testing.T) {
	t.Parallel()
	f := setup(t)
	broken := f.imported(t, "offer", f.offerFields("Kaputt"))
	fine := f.imported(t, "offer", f.offerFields("Heil"))
	f.exec(t, `update entries set expires_at = lotse.now() - interval '1 hour' where id = any($1)`, []any{broken, fine})
	f.exec(t, `update entries set type = 'unknown' where id = $1`, broken)
	f.work(t, seldom)
	eventually(t, "the other one is expired", func() bool {
		return query[bool](t, f.node, `select expired_at is not null from entries where id = $1`, fine)
	})
	eventually(t, "the sweep has failed", func() bool {
		return query[int](t, f.node, `select count(*) from river.river_job where kind = 'sweep_expiries' and state = 'discarded'`) == 1
	})
	log := f.log.String()
	for _, part := range []string{`msg="item of a sweep failed" sweep=expiries item_id=` + broken.String(), `msg="job failed" job_kind=sweep_expiries job_id=`, "1 items failed, 1 done"} {
		if !strings.Contains(log, part) {
			t.Errorf("the log lacks %q:\n%s", part, log)
		}
	}
}

// Who stops a node waits for what is under way: the letter is sent and noted, and none is lost.
func TestStopWaitsForWhatIsUnderWay(t *testing.T) {
	t.Parallel()
	p := &peer{pause: 700 * time.Millisecond}
	f := setupWith(t, serve(t, p))
	for range 12 {
		f.act(t, f.author, f.offer(t, f.author, "Viele"), "submit")
	}
	_, stop := f.work(t, seldom)
	eventually(t, "letters are under way", func() bool {
		return query[int](t, f.node, `select count(*) from river.river_job where kind = 'send_mail' and state = 'running'`) > 0
	})
	began := time.Now()
	stop()
	if took := time.Since(began); took > 5*time.Second {
		t.Errorf("stopping took %s", took)
	}
	states := query[[]string](t, f.node, `select array_agg(distinct state::text order by state::text) from river.river_job where kind = 'send_mail'`)
	sent := query[int](t, f.node, `select count(*) from outbox where sent_at is not null`)
	if slices.Contains(states, "running") || sent != len(p.letters()) || sent == 0 || sent == 12 {
		t.Errorf("states %v, %d noted as sent, %d sent", states, sent, len(p.letters()))
	}
	f.work(t, seldom)
	f.idle(t, "send_mail")
	if n := len(p.letters()); n != 12 {
		t.Errorf("%d letters in all, want 12", n)
	}
}

// Jobs land in the queues that a Background works, whoever enqueues them.
func TestQueues(t *testing.T) {
	t.Parallel()
	f := setup(t)
	for _, args := range []river.JobArgs{auth.SendMail{OutboxID: newID()}, cms.FireRelease{ReleaseID: newID()}, cms.RenderDependents{EntryID: newID()}, cms.RenderOrganisation{OrganisationID: newID()}, cms.SettleFeed{OrganisationID: newID(), Touched: "7"}} {
		if _, err := f.jobs.Insert(t.Context(), args, nil); err != nil {
			t.Fatal(err)
		}
	}
	got := query[[]string](t, f.node, `select array_agg(kind || ' ' || queue order by kind) from river.river_job`)
	want := []string{"fire_release default", "render_dependents default", "render_organisation default", "send_mail mail", "settle_feed default"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	f.work(t, seldom) // what they speak of does not exist: they end
	f.idle(t, "%")
	if n := query[int](t, f.node, `select count(*) from river.river_job where state not in ('completed', 'scheduled')`); n != 0 {
		t.Errorf("%d jobs did not end well", n)
	}
}

// An event takes its point from its place: when the place moves, the event's publication follows.
func TestDependentsAreRenderedAgain(t *testing.T) {
	t.Parallel()
	f := setup(t)
	place := f.imported(t, "place", placeFields(50.93, 11.59))
	event := f.imported(t, "event", schema.Content{
		"title": "Fest", "summary": "Alle sind da.", "description": "Mit Musik.", "categories": []any{f.category.String()}, "place": place.String(),
		"schedule": map[string]any{"start": time.Now().AddDate(0, 1, 0).Format(time.DateOnly) + "T18:00", "end": time.Now().AddDate(0, 1, 0).Format(time.DateOnly) + "T20:00", "timezone": "Europe/Berlin"},
	})
	f.work(t, seldom)
	f.idle(t, "%")
	latitude := func() float64 {
		return query[float64](t, f.node, `select latitude from publications where entry_id = $1`, event)
	}
	if latitude() != 50.93 {
		t.Fatalf("the event lies at %v", latitude())
	}
	importer := auth.Import(f.author.AccountID)
	e := must(f.cms.Entry(t.Context(), importer, place, "de"))(t)
	fields := e.Fields
	fields["geo"] = map[string]any{"lat": 50.98, "lng": 11.03}
	e = must(f.cms.Save(t.Context(), importer, cms.Save{EntryID: place, Locale: "de", Version: e.Version, Fields: fields}))(t)
	must(f.cms.Act(t.Context(), importer, cms.Act{EntryID: place, Locale: "de", Action: "publish", Version: e.Version, NoMail: true}))(t)
	eventually(t, "the event follows", func() bool { return latitude() == 50.98 })
	// When the place goes, nothing leads to it any more; so too when it expires, which nobody does by hand.
	shown := func() bool {
		return query[bool](t, f.node, `select item::jsonb #> '{fields,place}' is not null from publications where entry_id = $1`, event)
	}
	if !shown() {
		t.Fatal("the event does not show its place")
	}
	f.exec(t, `update entries set expires_at = lotse.now() - interval '1 second' where id = $1`, place)
	if err := f.cms.ExpireEntry(context.WithoutCancel(t.Context()), place); err != nil {
		t.Fatal(err)
	}
	eventually(t, "the event leads nowhere any more", func() bool { return !shown() })
}

func placeFields(lat, lng float64) schema.Content {
	return schema.Content{
		"title": "Treff", "placeType": "meeting_place", "summary": "Ein Ort.",
		"address": map[string]any{"street": "Markt 1", "postcode": "07743", "city": "Jena", "country": "DE"},
		"geo":     map[string]any{"lat": lat, "lng": lng},
	}
}
