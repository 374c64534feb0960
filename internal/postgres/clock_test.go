package postgres_test

import (
	"context"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"lotse/internal/postgres"
	"lotse/internal/postgres/testdb"
)

func TestMoveClockMovesEveryNode(t *testing.T) {
	t.Parallel()
	dsn := testdb.DSN(t)
	here, there := open(t, dsn), open(t, dsn)
	changes := make(chan string, 10)
	ctx, cancel := context.WithCancel(t.Context())
	stopped := make(chan struct{})
	go func() {
		postgres.WatchClock(ctx, there, 10*time.Millisecond, func(offset string) { changes <- offset })
		close(stopped)
	}()
	t.Cleanup(func() { cancel(); <-stopped })
	expectOffset(t, there, 0)

	if err := postgres.MoveClock(t.Context(), here, 48*time.Hour); err != nil {
		t.Fatal(err)
	}
	expectOffset(t, here, 48*time.Hour)
	if got := receive(t, changes); got != "48:00:00" {
		t.Errorf("told of %q", got)
	}
	expectOffset(t, there, 48*time.Hour)

	// A connection in use keeps its time until it is given back.
	held, err := here.Acquire(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := postgres.MoveClockBy(t.Context(), here, "-1 day"); err != nil {
		t.Fatal(err)
	}
	held.Release()
	receive(t, changes)
	for range 5 {
		expectOffset(t, here, -24*time.Hour)
		expectOffset(t, there, -24*time.Hour)
	}

	if err := postgres.MoveClock(t.Context(), here, 0); err != nil {
		t.Fatal(err)
	}
	if got := receive(t, changes); got != "" {
		t.Errorf("told of %q", got)
	}
	expectOffset(t, here, 0)
	expectOffset(t, there, 0)
}

func TestWatchClockTellsAtTheBeginning(t *testing.T) {
	t.Parallel()
	dsn := testdb.DSN(t)
	if err := postgres.MoveClock(t.Context(), open(t, dsn), time.Hour); err != nil {
		t.Fatal(err)
	}
	pool := open(t, dsn)
	changes := make(chan string, 10)
	ctx, cancel := context.WithCancel(t.Context())
	stopped := make(chan struct{})
	go func() {
		postgres.WatchClock(ctx, pool, time.Hour, func(offset string) { changes <- offset })
		close(stopped)
	}()
	if got := receive(t, changes); got != "01:00:00" {
		t.Errorf("told of %q", got)
	}
	cancel()
	<-stopped
}

func TestMoveClockRefusesNonsense(t *testing.T) {
	t.Parallel()
	pool := testdb.New(t)
	for _, interval := range []string{"tomorrow", "1 day'; drop table settings; --", ""} {
		if err := postgres.MoveClockBy(t.Context(), pool, interval); err == nil {
			t.Errorf("%q was taken", interval)
		}
	}
	expectOffset(t, pool, 0)
}

func open(t *testing.T, dsn string) *pgxpool.Pool {
	t.Helper()
	pool, err := postgres.Open(t.Context(), dsn, postgres.PoolOptions{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(pool.Close)
	return pool
}

func receive(t *testing.T, from <-chan string) string {
	t.Helper()
	select {
	case got := <-from:
		return got
	case <-time.After(10 * time.Second):
		t.Fatal("nothing came")
		return ""
	}
}

func expectOffset(t *testing.T, pool *pgxpool.Pool, want time.Duration) {
	t.Helper()
	var seconds float64
	if err := pool.QueryRow(t.Context(), `select extract(epoch from lotse.now() - now())::float8`).Scan(&seconds); err != nil {
		t.Fatal(err)
	}
	if got := time.Duration(seconds * float64(time.Second)); got != want {
		t.Errorf("the clock is off by %s, want %s", got, want)
	}
}
