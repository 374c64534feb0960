package api

import (
	"context"
	"crypto/rand"
	"log/slog"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"lotse/internal/postgres/testdb"
)

// The feed waits for the lowest number that may still write, wherever in the cluster, not for the transaction that
// began first: that one may have taken its number late.
func TestFeedLagIsThatOfTheOldestNumber(t *testing.T) {
	f := setup(t)
	other := testdb.New(t) // another database of the same cluster
	begin := func(pool *pgxpool.Pool) pgx.Tx {
		tx, err := pool.Begin(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = tx.Rollback(context.WithoutCancel(t.Context())) })
		return tx
	}
	long, early := begin(f.pool), begin(other)
	time.Sleep(30 * time.Millisecond)
	take := func(tx pgx.Tx, sql string) {
		if _, err := tx.Exec(t.Context(), sql); err != nil {
			t.Fatal(err)
		}
	}
	take(early, `select pg_current_xact_id()`)
	take(long, `select pg_current_xact_id()`)
	name := func(tx pgx.Tx) string {
		var pid int
		if err := tx.QueryRow(t.Context(), `select pg_backend_pid()`).Scan(&pid); err != nil {
			t.Fatal(err)
		}
		return "process " + strconv.Itoa(pid) + " "
	}
	// Other tests share the cluster: transactions of theirs that have older numbers end, and no new one gets one.
	lag, holder, err := lagOfFeed(t.Context(), f.pool)
	for deadline := time.Now().Add(30 * time.Second); err == nil && !strings.HasPrefix(holder, name(early)) && time.Now().Before(deadline); {
		time.Sleep(10 * time.Millisecond)
		lag, holder, err = lagOfFeed(t.Context(), f.pool)
	}
	if err != nil || lag < 25*time.Millisecond || !strings.HasPrefix(holder, name(early)) {
		t.Errorf("%s by %q, %v", lag, holder, err)
	}
	w := record(NewMetrics(f.pool, slog.New(slog.DiscardHandler)).Handler(), "GET", "/metrics")
	found := regexp.MustCompile(`(?m)^lotse_feed_lag_seconds (\S+)$`).FindStringSubmatch(w.Body.String())
	if len(found) != 2 {
		t.Fatalf("no lag in %s", w.Body)
	}
	if seconds, err := strconv.ParseFloat(found[1], 64); err != nil || seconds < 0.025 {
		t.Errorf("lag %s, %v", found[1], err)
	}
}

// An account without the right to see other people's sessions still sees that lines wait.
func TestFeedLagOfWhatCannotBeSeen(t *testing.T) {
	f := setup(t)
	role := "lotse_blind_" + strings.ToLower(rand.Text()[:8])
	for _, sql := range []string{`create role ` + role, `grant usage on schema public, lotse to ` + role, `grant select on feed to ` + role} {
		f.exec(sql)
	}
	t.Cleanup(func() {
		for _, sql := range []string{`drop owned by ` + role, `drop role ` + role} {
			if _, err := f.pool.Exec(context.WithoutCancel(t.Context()), sql); err != nil {
				t.Error(err)
			}
		}
	})
	open, err := f.pool.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = open.Rollback(context.WithoutCancel(t.Context())) }()
	if _, err := open.Exec(t.Context(), `select pg_current_xact_id()`); err != nil {
		t.Fatal(err)
	}
	f.exec(`insert into feed (entry_id, locale, type, xid, organisation_id, changed_at)
		values (gen_random_uuid(), 'de', 'offer', pg_current_xact_id(), gen_random_uuid(), now() - interval '1 minute')`)
	blind, err := f.pool.Acquire(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer blind.Release()
	if _, err := blind.Exec(t.Context(), `set role `+role); err != nil {
		t.Fatal(err)
	}
	var holder string
	var seconds float64
	if err := blind.QueryRow(t.Context(), sqlFeedHolder).Scan(&holder, &seconds); err != nil || !strings.Contains(holder, "may not see") || seconds < 59 {
		t.Errorf("%q for %f s, %v", holder, seconds, err)
	}
	if _, err := blind.Exec(t.Context(), `reset role`); err != nil {
		t.Error(err)
	}
}
