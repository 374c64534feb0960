package delivery_test

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"

	"lotse/cms"
	"lotse/cms/delivery"
	"lotse/cms/query"
	"lotse/internal/postgres"
	"lotse/schema"
)

// What an answer depends on drops it, and nothing else does.
func TestAnswersAreDroppedByWhatTheyDependOn(t *testing.T) {
	t.Parallel()
	d := newDemo(t)
	nobody := uuid.MustParse("01920000-0000-7000-8000-00000000fffe")
	d.follow()
	line := func(id uuid.UUID, typ string, locales ...string) cms.PublicChange {
		return cms.PublicChange{EntryID: id, Type: typ, Locales: locales}
	}
	for _, c := range []struct {
		path             string
		others, concerns []cms.PublicChange
	}{
		{"/offer/" + d.cafe.String(), []cms.PublicChange{line(d.advice, "offer", "de"), line(d.house, "place", "de")}, []cms.PublicChange{line(d.cafe, "offer", "de"), line(d.cafe, "offer", "en")}},
		{"/offer/sprachcafe?locale=en", []cms.PublicChange{line(d.advice, "offer", "en"), line(d.law, "category", "en")}, []cms.PublicChange{line(d.cafe, "offer", "ar")}},
		{"/offer/cafe", []cms.PublicChange{line(d.advice, "offer", "de")}, []cms.PublicChange{line(d.cafe, "offer", "de")}},
		{"/offer/sprachcafe?include=places", []cms.PublicChange{line(d.advice, "offer", "de"), line(d.house, "place", "en"), line(d.law, "category", "de")},
			[]cms.PublicChange{line(d.house, "place", "de"), line(nobody, "place", "de")}},
		{"/offer/noch-keins", []cms.PublicChange{line(d.advice, "offer", "en"), line(d.market, "event", "de")}, []cms.PublicChange{line(nobody, "offer", "de")}},
		{"/offer/" + nobody.String() + "?locale=en", []cms.PublicChange{line(d.advice, "offer", "en")}, []cms.PublicChange{line(nobody, "offer", "en")}},
		{"/offer", []cms.PublicChange{line(d.cafe, "offer", "en", "ar"), line(d.market, "event", "de"), line(d.house, "place", "de")}, []cms.PublicChange{line(d.advice, "offer", "de"), line(nobody, "offer", "de")}},
		{"/offer?locale=ar&fallback=true", []cms.PublicChange{line(d.market, "event", "de"), line(d.cafe, "offer", "fr")}, []cms.PublicChange{line(d.advice, "offer", "de"), line(d.cafe, "offer", "en")}},
		{"/offer?category=recht", []cms.PublicChange{line(d.house, "place", "de")}, []cms.PublicChange{line(d.law, "category", "en"), line(d.law, "category", "de")}},
		{"/offer?include=places.categories", []cms.PublicChange{line(d.market, "event", "de"), line(d.law, "category", "en")}, []cms.PublicChange{line(d.law, "category", "de"), line(d.house, "place", "de")}},
	} {
		remember := func() {
			d.ask(http.MethodGet, delivery.Prefix+c.path)
			if !delivery.InMemory(d.door, c.path) {
				t.Fatalf("%s is not kept", c.path)
			}
		}
		remember()
		for _, change := range c.others {
			if d.door.Changed(change); !delivery.InMemory(d.door, c.path) {
				t.Errorf("%s was dropped by %v", c.path, change)
				remember()
			}
		}
		for _, change := range append(c.concerns, cms.PublicChange{Everything: true}) {
			if d.door.Changed(change); delivery.InMemory(d.door, c.path) {
				t.Errorf("%s was kept in spite of %v", c.path, change)
			}
			remember()
		}
	}
}

// The same across nodes, by the lines of the feed; and what was nothing becomes something.
func TestOtherNodesDropWhatTheFeedNames(t *testing.T) {
	t.Parallel()
	d := newDemo(t)
	d.follow()
	for _, path := range []string{"/event", "/event/markt", "/offer", "/offer/sprachcafe", "/offer/neu"} {
		d.ask(http.MethodGet, delivery.Prefix+path)
	}
	d.add(entry{typ: "offer", slug: "neu", fields: schema.Content{"title": "Neu"}})
	d.wait("the new one is shown", func() bool { return d.ask(http.MethodGet, delivery.Prefix+"/offer/neu").Code == http.StatusOK })
	for path, kept := range map[string]bool{"/event": true, "/event/markt": true, "/offer/sprachcafe": true, "/offer": false} {
		if delivery.InMemory(d.door, path) != kept {
			t.Errorf("%s is kept: %v", path, !kept)
		}
	}
	if len(d.slugs("/offer")) != 3 {
		t.Error("the list does not show it")
	}
}

// A poke reaches another node, and what comes after the connection broke is found as well.
func TestNodesHearOfChanges(t *testing.T) {
	t.Parallel()
	d := newDemo(t)
	d.follow()
	ctx, cancel := context.WithCancel(t.Context())
	var running sync.WaitGroup
	defer running.Wait()
	defer cancel()
	var heard, lost atomic.Int32
	running.Go(func() {
		_ = postgres.Listen(ctx, postgres.ListenConfig{
			DSN: d.pool.Config().ConnString(), Channels: []string{postgres.FeedChannel},
			OnNotify: func(postgres.Notification) { d.door.Heard(); heard.Add(1) }, OnLost: func() { d.door.Deaf(); lost.Add(1) },
		})
	})
	d.wait("it listens", func() bool { return heard.Load() > 0 })
	poker := postgres.NewPoker(d.pool, postgres.FeedChannel, slog.New(slog.DiscardHandler))
	running.Go(func() { poker.Run(ctx) })

	gone := func() bool { return d.code("/offer/sprachcafe") == http.StatusNotFound }
	d.get("/offer/sprachcafe")
	before := heard.Load()
	d.withdraw(d.cafe)
	poker.Poke()
	d.wait("the poke is heard", func() bool { return heard.Load() > before })
	d.wait("the withdrawal is seen", gone)

	d.exec(`update entries set source_live = true where id = $1`, d.cafe)
	d.exec(`update feed set xid = pg_current_xact_id() where entry_id = $1`, d.cafe)
	d.wait("it is back", func() bool { return !gone() })
	d.exec(`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'lotse-listen' and datname = current_database()`)
	d.wait("the connection is lost", func() bool { return lost.Load() > 0 })
	d.withdraw(d.cafe) // nobody pokes
	begun := time.Now()
	d.wait("the withdrawal is seen", gone)
	if took := time.Since(begun); took > delivery.TrustedHearing {
		t.Errorf("it took %v", took)
	}
}

// Whoever does not hear looks often; whoever hears looks when told.
func TestLooksAreMadeWhenNeeded(t *testing.T) {
	t.Parallel()
	s := newDemo(t).serve(0)
	var looks atomic.Int32
	s.followFake(func(context.Context, query.FeedMark) (query.FeedLook, error) {
		looks.Add(1)
		return query.FeedLook{Now: time.Now()}, nil
	})
	count := func(d time.Duration) int32 {
		before := looks.Load()
		time.Sleep(d)
		return looks.Load() - before
	}
	if n := count(4 * delivery.LookEvery); n < 2 || n > 5 {
		t.Errorf("%d looks without hearing", n)
	}
	s.door.Heard()
	time.Sleep(50 * time.Millisecond)
	if n := count(2 * delivery.LookEvery); n > 1 {
		t.Errorf("%d looks while hearing nothing", n)
	}
	before := looks.Load()
	for range 5 {
		s.door.Heard()
		now := looks.Load()
		s.wait("a look at once", func() bool { return looks.Load() > now })
	}
	if n := looks.Load() - before; n < 5 {
		t.Errorf("%d looks for five pokes", n)
	}
	s.door.Deaf()
	if n := count(4 * delivery.LookEvery); n < 2 {
		t.Errorf("%d looks after it went deaf", n)
	}
}

// followFake has the door follow a feed of the test's own, and waits for the first look.
func (s *site) followFake(look func(context.Context, query.FeedMark) (query.FeedLook, error)) {
	s.t.Helper()
	ctx, cancel := context.WithCancel(s.t.Context())
	var running sync.WaitGroup
	running.Go(func() { delivery.FollowFeed(ctx, s.door, look) })
	s.t.Cleanup(func() { cancel(); running.Wait() })
	s.wait("the door follows the feed", func() bool { return delivery.Trusted(s.door) })
}

// When the database is away, nothing is served from memory beyond the bound.
func TestNothingFromMemoryWithoutTheDatabase(t *testing.T) {
	t.Parallel()
	for name, hearing := range map[string]bool{"hearing": true, "not hearing": false} {
		s := newDemo(t).serve(0)
		bound := delivery.TrustedFor
		if hearing {
			s.door.Heard()
			bound = delivery.TrustedHearing
		}
		var last atomic.Int64 // when the last good look was asked for
		away := atomic.Bool{}
		s.followFake(func(context.Context, query.FeedMark) (query.FeedLook, error) {
			if away.Load() {
				return query.FeedLook{}, errors.New("away")
			}
			last.Store(time.Now().UnixNano())
			return query.FeedLook{Now: time.Now()}, nil
		})
		s.get("/offer")
		if !delivery.InMemory(s.door, "/offer") {
			t.Fatalf("%s: not kept", name)
		}
		away.Store(true)
		for delivery.InMemory(s.door, "/offer") {
			if at := time.Since(time.Unix(0, last.Load())); at > bound+20*time.Millisecond {
				t.Fatalf("%s: served %v after the last look", name, at)
			}
			time.Sleep(time.Millisecond)
		}
		away.Store(false)
		s.wait("memory is used again", func() bool { return delivery.InMemory(s.door, "/offer") })
	}
}

// Who waits for the feed is woken when it has moved, and when what it had has come below the horizon.
func TestMovedIsTold(t *testing.T) {
	t.Parallel()
	s := newDemo(t).serve(0)
	asked, next := make(chan struct{}), make(chan query.FeedLook)
	ctx, cancel := context.WithCancel(t.Context())
	var running sync.WaitGroup
	running.Go(func() {
		delivery.FollowFeed(ctx, s.door, func(ctx context.Context, _ query.FeedMark) (query.FeedLook, error) {
			for step := asked; ; {
				select {
				case step <- struct{}{}:
					step = nil
				case look := <-next:
					look.Now = time.Now()
					return look, nil
				case <-ctx.Done():
					return query.FeedLook{}, ctx.Err()
				}
			}
		})
	})
	defer running.Wait()
	defer cancel()
	<-asked
	next <- query.FeedLook{Everything: true}
	<-asked // asking again means that the look before has been taken in
	change := []query.FeedChange{{EntryID: uuid.New(), Type: "offer", Locale: "de"}}
	for _, c := range []struct {
		name  string
		look  query.FeedLook
		moved bool
	}{
		{"nothing", query.FeedLook{Horizon: 10}, false},
		{"a change above the horizon", query.FeedLook{Changes: change, Newest: 12, Horizon: 11}, true},
		{"still above", query.FeedLook{Horizon: 12}, false},
		{"it has come below", query.FeedLook{Horizon: 13}, true},
		{"nothing more", query.FeedLook{Horizon: 20}, false},
		{"a change below", query.FeedLook{Changes: change, Newest: 21, Horizon: 22}, true},
		{"nothing after it", query.FeedLook{Horizon: 30}, false},
	} {
		moved := s.door.Moved()
		next <- c.look
		<-asked
		select {
		case <-moved:
			if !c.moved {
				t.Errorf("%s: told", c.name)
			}
		default:
			if c.moved {
				t.Errorf("%s: not told", c.name)
			}
		}
	}
}
