package webhook_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"lotse/auth"
	"lotse/cms"
	"lotse/cms/webhook"
)

// wantOnce checks that each item was announced once to each endpoint, and each delivery has its one job.
func (f *fixture) wantOnce(t testing.TB, items, endpoints int) {
	t.Helper()
	for what, n := range map[string]int{
		`select count(*) from webhook_messages`:                                                         items,
		`select count(distinct (entry_id, locale, type)) from webhook_messages`:                         items,
		`select count(*) from webhook_deliveries`:                                                       items * endpoints,
		`select count(distinct (message_id, endpoint_id)) from webhook_deliveries`:                      items * endpoints,
		`select count(*) from river.river_job where kind = 'call_webhook'`:                              items * endpoints,
		`select count(distinct args ->> 'deliveryId') from river.river_job where kind = 'call_webhook'`: items * endpoints,
	} {
		if got := query[int](t, f, what); got != n {
			t.Errorf("%s: %d, want %d", what, got, n)
		}
	}
}

// Two dispatchers and writers at once: every item is announced, none twice.
func TestTwoDispatchersAtOnce(t *testing.T) {
	t.Parallel()
	f := setup(t)
	f.endpoint(t, uuid.Nil, "https://127.0.0.1/a")
	f.endpoint(t, f.organisation, "https://127.0.0.1/b")
	other := f.service(t)
	const writers, each = 4, 15
	var writing, dispatching sync.WaitGroup
	done := make(chan struct{})
	for _, s := range []*webhook.Service{f.Service, other} {
		dispatching.Go(func() {
			for {
				if _, err := s.Dispatch(t.Context()); err != nil {
					t.Error(err)
				}
				select {
				case <-done:
					return
				default:
				}
			}
		})
	}
	for w := range writers {
		writing.Go(func() {
			for i := range each {
				actor := auth.Import(f.author.AccountID)
				e, err := f.cms.CreateEntry(t.Context(), actor, cms.CreateEntry{Type: "offer", OrganisationID: f.organisation, Locale: "de", Fields: f.offerFields(fmt.Sprintf("%d von %d", i, w))})
				if err != nil {
					t.Error(err)
					return
				}
				if _, err := f.cms.Act(t.Context(), actor, cms.Act{EntryID: e.ID, Locale: "de", Action: "publish", Version: e.Version}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	writing.Wait()
	close(done)
	dispatching.Wait()
	f.dispatch(t)
	f.wantOnce(t, writers*each, 2)
}

// A transaction that began first and commits last: its lines carry an id below those that were announced already, and are
// announced all the same.
func TestALateCommitIsNotLost(t *testing.T) {
	t.Parallel()
	f := setup(t)
	f.endpoint(t, uuid.Nil, "https://127.0.0.1/a")
	slow, err := f.pool.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	actor := auth.Import(f.author.AccountID)
	e := must(f.cms.On(slow.(cms.DB)).CreateEntry(t.Context(), actor, cms.CreateEntry{Type: "offer", OrganisationID: f.organisation, Locale: "de", Fields: f.offerFields("Langsam")}))(t)
	must(f.cms.On(slow.(cms.DB)).Act(t.Context(), actor, cms.Act{EntryID: e.ID, Locale: "de", Action: "publish", Version: e.Version}))(t)
	f.offer(t, "Schnell")
	for range 3 {
		must(f.Dispatch(t.Context()))(t)
	}
	if n := query[int](t, f, `select count(*) from webhook_messages`); n != 0 {
		t.Errorf("%d messages while an older transaction is open", n)
	}
	if err := slow.Commit(t.Context()); err != nil {
		t.Fatal(err)
	}
	f.dispatch(t)
	f.wantOnce(t, 2, 1)
}

// breaking is a database whose transactions die at their end, every second time.
type breaking struct {
	webhook.DB
	mu sync.Mutex
	n  int
}

type breakingTx struct{ pgx.Tx }

var errDied = errors.New("the process died")

// Begin begins a transaction that will not commit, every second time.
func (b *breaking) Begin(ctx context.Context) (pgx.Tx, error) {
	tx, err := b.DB.Begin(ctx)
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.n++; b.n%2 == 1 && err == nil {
		return breakingTx{tx}, nil
	}
	return tx, err
}

// Commit does not come to pass.
func (b breakingTx) Commit(ctx context.Context) error { return errors.Join(errDied, b.Rollback(ctx)) }

// A dispatcher that dies before its commit has done nothing; the next one does it, once.
func TestADispatcherDies(t *testing.T) {
	t.Parallel()
	f := setup(t)
	for i := range 5 {
		f.endpoint(t, uuid.Nil, fmt.Sprintf("https://127.0.0.1/%d", i))
	}
	const items = 20
	for i := range items {
		f.offer(t, fmt.Sprintf("Angebot %d", i))
	}
	dying := f.service(t, func(d *webhook.Deps) { d.DB = &breaking{DB: f.pool} })
	died := 0
	for range 10 {
		if _, err := dying.Dispatch(t.Context()); errors.Is(err, errDied) {
			died++
		}
	}
	if died == 0 {
		t.Fatal("nothing died")
	}
	f.dispatch(t)
	f.wantOnce(t, items, 5)
}

// A burst goes out in transactions of bounded size, however many listen.
func TestBurst(t *testing.T) {
	t.Parallel()
	f := setup(t)
	const items, endpoints = 120, 60
	for i := range endpoints {
		f.endpoint(t, uuid.Nil, fmt.Sprintf("https://127.0.0.1/%d", i))
	}
	actor := auth.Import(f.author.AccountID)
	err := pgx.BeginFunc(t.Context(), f.pool, func(tx pgx.Tx) error { // as an import or a release does: one xid
		on := f.cms.On(tx.(cms.DB))
		for i := range items {
			e, err := on.CreateEntry(t.Context(), actor, cms.CreateEntry{Type: "offer", OrganisationID: f.organisation, Locale: "de", Fields: f.offerFields(fmt.Sprintf("Angebot %d", i))})
			if err != nil {
				return err
			}
			if _, err := on.Act(t.Context(), actor, cms.Act{EntryID: e.ID, Locale: "de", Action: "publish", Version: e.Version}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	short, cancel := context.WithTimeout(t.Context(), 5*time.Second) // less than a transaction needs to spare
	defer cancel()
	if r := must(f.Dispatch(short))(t); r.Done != 0 || !r.Left {
		t.Errorf("%+v", r)
	}
	f.dispatch(t)
	f.wantOnce(t, items, endpoints)
	largest := query[int](t, f, `select max(n) from (select count(*) as n from webhook_deliveries group by xmin) t`)
	if largest > 2000 {
		t.Errorf("%d deliveries in one transaction", largest)
	}
}

// A database that was restored in a cluster with other transaction ids: nothing is announced twice, and what is new is announced.
func TestRestoredElsewhere(t *testing.T) {
	t.Parallel()
	f := setup(t)
	f.endpoint(t, uuid.Nil, "https://127.0.0.1/a")
	f.offer(t, "Vorher")
	f.dispatch(t)
	f.exec(t, `update webhook_cursor set xid = '9000000000000000000'`)
	f.offer(t, "Nachher")
	f.findsBack(t, 2)
	f.exec(t, `insert into settings (key, value) values ('feed_epoch', 'anders') on conflict (key) do update set value = excluded.value`)
	f.findsBack(t, 2)
	// The very line at which a migrated database begins is read as well.
	f.exec(t, `update webhook_cursor set entry_id = '00000000-0000-0000-0000-000000000000', locale = '', xid = (select max(xid) from feed)`)
	f.exec(t, `delete from webhook_announced where entry_id = (select entry_id from feed order by xid desc limit 1)`)
	f.dispatch(t)
	if n := query[int](t, f, `select count(*) from webhook_messages`); n != 3 {
		t.Errorf("%d messages", n)
	}
}

// findsBack looks whether a cursor that counts for nothing is seen, and the walk from the beginning announces nothing twice.
func (f *fixture) findsBack(t testing.TB, items int) {
	t.Helper()
	if !must(f.Pending(t.Context()))(t) {
		t.Error("nothing to do is seen")
	}
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end) && must(f.Pending(t.Context()))(t); {
		must(f.Dispatch(t.Context()))(t)
	}
	f.dispatch(t)
	f.wantOnce(t, items, 1)
}

// Looking costs nothing where nothing happens, and sees what has happened.
func TestPending(t *testing.T) {
	t.Parallel()
	f := setup(t)
	if must(f.Pending(t.Context()))(t) {
		t.Error("something is seen where nothing is")
	}
	f.offer(t, "Angebot")
	for end := time.Now().Add(20 * time.Second); !must(f.Pending(t.Context()))(t); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			t.Fatal("nothing is seen")
		}
	}
	f.dispatch(t)
	if must(f.Pending(t.Context()))(t) {
		t.Error("it is still seen after it was announced")
	}
	if n := query[int](t, f, `select count(*) from webhook_messages`); n != 0 {
		t.Errorf("%d messages for nobody", n)
	}
}
