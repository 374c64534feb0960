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

// Behind a pooler nothing but the name and the time zone may be sent at connect, so the search path
// is the role's, and for a user named like our schema it is the wrong one.
func TestOpenBehindAPooler(t *testing.T) {
	t.Parallel()
	direct := testdb.New(t)
	dsn := direct.Config().ConnString()
	var user string
	if err := direct.QueryRow(t.Context(), `select current_user`).Scan(&user); err != nil {
		t.Fatal(err)
	}
	if _, err := direct.Exec(t.Context(), `create schema if not exists "`+user+`"`); err != nil {
		t.Fatal(err)
	}
	if _, err := postgres.Open(t.Context(), dsn, postgres.PoolOptions{Pooler: true}); err == nil || !strings.Contains(err.Error(), "alter role") {
		t.Errorf("the wrong search path: %v", err)
	}
	var statement string
	err := direct.QueryRow(t.Context(), `select format('alter role %I in database %I set search_path = public', current_user, current_database())`).Scan(&statement)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := direct.Exec(t.Context(), statement); err != nil {
		t.Fatal(err)
	}
	pool, err := postgres.Open(t.Context(), dsn, postgres.PoolOptions{Pooler: true})
	if err != nil {
		t.Fatal(err)
	}
	defer pool.Close()
	var timeout, zone string
	err = pool.QueryRow(t.Context(), `select current_setting('statement_timeout'), current_setting('timezone') where $1::int > 0`, 1).Scan(&timeout, &zone)
	if err != nil || timeout != "0" || zone != "UTC" {
		t.Errorf("statement_timeout %s, timezone %s, %v", timeout, zone, err)
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
