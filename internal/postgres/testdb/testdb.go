package testdb

import (
	"context"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"lotse/internal/postgres"
)

// New returns a pool on a database of the test's own, freshly cloned, with every migration applied.
// The database is dropped when the test ends; a connection that is still in use then is an error of
// the test.
func New(t testing.TB) *pgxpool.Pool {
	t.Helper()
	return open(t, DSN(t))
}

// Empty is New without any schema, for tests of the migrations themselves.
func Empty(t testing.TB) *pgxpool.Pool {
	t.Helper()
	return open(t, ownDatabase(t, func(*server) string { return "template0" }))
}

func open(t testing.TB, dsn string) *pgxpool.Pool {
	t.Helper()
	pool, err := postgres.Open(t.Context(), dsn, postgres.PoolOptions{AppName: "lotse-test", MaxConns: 20})
	if err != nil {
		t.Fatalf("testdb: %v", err)
	}
	t.Cleanup(func() { closePool(t, pool) })
	return pool
}

// DSN returns the address of a database of the test's own, for a test that starts a process or opens
// its own pool. The database is dropped when the test ends, whoever is still connected.
func DSN(t testing.TB) string {
	t.Helper()
	return ownDatabase(t, func(s *server) string { return s.template })
}

// ownDatabase clones a template and drops the clone when the test ends.
func ownDatabase(t testing.TB, template func(*server) string) string {
	t.Helper()
	server, err := shared()
	if err != nil {
		t.Fatalf("testdb: no database: %v", err)
	}
	name, err := server.clone(t.Context(), template(server))
	if err != nil {
		t.Fatalf("testdb: no database: %v", err)
	}
	t.Cleanup(func() {
		if err := server.drop(context.WithoutCancel(t.Context()), name); err != nil {
			t.Errorf("testdb: %v", err)
		}
	})
	return server.dsn(name)
}

// Tx begins a transaction in a database that all tests of this process share, and rolls it back when
// the test ends. Nothing that a test does in it is seen by another, but unique keys collide while
// both run: make slugs and addresses with something random in them.
func Tx(t testing.TB) pgx.Tx {
	t.Helper()
	pool, err := sharedPool()
	if err != nil {
		t.Fatalf("testdb: no database: %v", err)
	}
	tx, err := pool.Begin(t.Context())
	if err != nil {
		t.Fatalf("testdb: begin: %v", err)
	}
	t.Cleanup(func() {
		if err := tx.Rollback(context.WithoutCancel(t.Context())); err != nil && err != pgx.ErrTxClosed {
			t.Errorf("testdb: roll back: %v", err)
		}
	})
	return tx
}

// closePool closes a pool and tells when the test has kept a connection, instead of hanging.
func closePool(t testing.TB, pool *pgxpool.Pool) {
	closed := make(chan struct{})
	go func() {
		pool.Close()
		close(closed)
	}()
	select {
	case <-closed:
	case <-time.After(10 * time.Second):
		t.Errorf("testdb: %d connections were never released", pool.Stat().AcquiredConns())
	}
}
