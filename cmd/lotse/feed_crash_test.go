package main

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"lotse/cms"
	"lotse/internal/postgres"
)

// A server that fails forgets the numbers of transactions that left nothing behind, and gives them again. A cursor that
// had counted them as passed would miss who gets them then.
func TestFeedOutlivesNumbersThatAreGivenAgain(t *testing.T) {
	for range 5 { // now and then the server writes its log by itself in that moment
		if numbersGivenAgain(t) {
			return
		}
	}
	t.Fatal("no number was given twice: nothing was proved")
}

// numbersGivenAgain crashes a server whose last numbers are in no log; false where they were.
func numbersGivenAgain(t *testing.T) bool {
	t.Helper()
	server := newProofServer(t)
	p := &proof{t: t, server: server, world: server.world, dsn: server.clone(t, "proof_crash")}
	p.pool = database(t, p.dsn)
	node := p.startNode()
	defer func() { node.cut() }()
	page := func(params url.Values) proofPage {
		t.Helper()
		w := httptest.NewRecorder()
		node.server.Handler.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/content/v1/sync?limit=1000&"+params.Encode(), nil))
		var got proofPage
		if err := json.Unmarshal(w.Body.Bytes(), &got); err != nil || w.Code != http.StatusOK {
			t.Fatalf("%d %s", w.Code, w.Body)
		}
		return got
	}
	// Nothing of this reaches the log of the server before it fails.
	if _, err := p.pool.Exec(t.Context(), `checkpoint`); err != nil {
		t.Fatal(err)
	}
	for range 100 {
		tx, err := p.pool.Begin(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if _, err := tx.Exec(t.Context(), `select pg_current_xact_id()`); err != nil {
			t.Fatal(err)
		}
		if err := tx.Rollback(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	horizon := transaction(t, p.pool, `select pg_snapshot_xmin(pg_current_snapshot())::text::bigint`)
	first := page(url.Values{"initial": {"true"}})
	var before time.Time
	if err := p.pool.QueryRow(t.Context(), `select pg_postmaster_start_time()`).Scan(&before); err != nil {
		t.Fatal(err)
	}
	server.crash(t)
	again := restarted(t, p.dsn, before)
	defer again.Close()
	service, err := newProofService(t.Context(), again, again, nil)
	if err != nil {
		t.Fatal(err)
	}
	id := server.entries[0]
	e, err := service.Entry(t.Context(), p.world.publisher(), id, "de")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := service.Act(t.Context(), p.world.publisher(), cms.Act{EntryID: id, Locale: "de", Action: "withdraw", Version: e.Version, NoMail: true}); err != nil {
		t.Fatal(err)
	}
	if xid := transaction(t, again, `select max(xid::text::bigint) from feed`); xid >= horizon {
		t.Logf("the number %d was not given twice: the horizon was %d", xid, horizon)
		return false
	}
	node.cut()
	node = p.startNode()
	got := page(url.Values{"cursor": {first.Next}})
	if len(got.Items) == 0 || got.Items[0].ID != id.String() || got.Items[0].Op != "delete" {
		t.Errorf("the withdrawal was missed: %+v", got)
	}
	return true
}

// transaction asks for the number of one.
func transaction(t *testing.T, pool *pgxpool.Pool, sql string) (xid int64) {
	t.Helper()
	if err := pool.QueryRow(t.Context(), sql).Scan(&xid); err != nil {
		t.Fatal(err)
	}
	return xid
}

// restarted opens a database of a server that is starting again, and not of the one that is just ending.
func restarted(t *testing.T, dsn string, before time.Time) *pgxpool.Pool {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), proofPatience)
	defer cancel()
	for pause(ctx, 50*time.Millisecond) == nil {
		pool, err := postgres.Open(ctx, dsn, postgres.PoolOptions{MaxConns: 4})
		if err != nil {
			continue
		}
		var since time.Time
		if err := pool.QueryRow(ctx, `select pg_postmaster_start_time()`).Scan(&since); err == nil && since.After(before) {
			return pool
		}
		pool.Close()
	}
	t.Fatal("the server does not come back")
	return nil
}
