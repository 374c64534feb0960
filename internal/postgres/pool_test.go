package postgres_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"

	"lotse/internal/postgres"
	"lotse/internal/postgres/testdb"
)

func TestOpenSetsLimits(t *testing.T) {
	t.Parallel()
	dsn := testdb.DSN(t)
	for name, test := range map[string]struct {
		opts postgres.PoolOptions
		want map[string]string
	}{
		"defaults": {postgres.PoolOptions{}, map[string]string{
			"statement_timeout": "30s", "lock_timeout": "10s", "idle_in_transaction_session_timeout": "30s",
			"application_name": "lotse", "timezone": "UTC"}},
		"given": {postgres.PoolOptions{AppName: "worker", StatementTimeout: time.Minute, LockTimeout: 1500 * time.Millisecond,
			IdleInTransactionTimeout: -1}, map[string]string{
			"statement_timeout": "1min", "lock_timeout": "1500ms", "idle_in_transaction_session_timeout": "0",
			"application_name": "worker", "timezone": "UTC"}},
		"pooler": {postgres.PoolOptions{Pooler: true}, map[string]string{"statement_timeout": "0", "timezone": "UTC"}},
	} {
		t.Run(name, func(t *testing.T) {
			pool, err := postgres.Open(t.Context(), dsn, test.opts)
			if err != nil {
				t.Fatal(err)
			}
			defer pool.Close()
			for setting, want := range test.want {
				var got string
				if err := pool.QueryRow(t.Context(), `show `+setting).Scan(&got); err != nil || got != want {
					t.Errorf("%s = %q, %v, want %q", setting, got, err, want)
				}
			}
		})
	}
}

func TestALongStatementIsEnded(t *testing.T) {
	t.Parallel()
	pool, err := postgres.Open(t.Context(), testdb.DSN(t), postgres.PoolOptions{StatementTimeout: 50 * time.Millisecond})
	if err != nil {
		t.Fatal(err)
	}
	defer pool.Close()
	_, err = pool.Exec(t.Context(), `select pg_sleep(20)`)
	var refused *pgconn.PgError
	if !errors.As(err, &refused) || refused.Code != "57014" {
		t.Errorf("got %v", err)
	}
}

func TestOpenTellsWithoutThePassword(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	for _, dsn := range []string{
		"postgres://me:secret@127.0.0.1:1/x",
		"postgres://me:secret@/x?host=/nowhere&sslmode=wrong",
		"host=/nowhere password=secret port=x",
	} {
		_, err := postgres.Open(ctx, dsn, postgres.PoolOptions{})
		if err == nil || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: %v", dsn, err)
		}
	}
}
