package postgres

import (
	"cmp"
	"context"
	"fmt"
	"strconv"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// PoolOptions are the limits of a pool. Zero values take the defaults; a negative timeout is none.
type PoolOptions struct {
	// AppName stands in pg_stat_activity; "lotse" by default.
	AppName string
	// MaxConns is the largest number of connections; pgx's default (4 or the number of processors) at 0.
	MaxConns int32
	// ConnectTimeout is 5 s by default.
	ConnectTimeout time.Duration
	// StatementTimeout ends one statement; 30 s by default.
	StatementTimeout time.Duration
	// LockTimeout ends the wait for one lock; 10 s by default.
	LockTimeout time.Duration
	// IdleInTransactionTimeout ends a session that does nothing in an open transaction; 30 s by
	// default. Such a session would hold back the change feed of everybody.
	IdleInTransactionTimeout time.Duration
	// Pooler says that dsn leads to a pooler in transaction mode (PgBouncer): no prepared statements
	// are kept and no search path and timeouts are sent at connect; set them on the database's role
	// instead (`alter role … set search_path = public`).
	Pooler bool
}

// Open returns a pool whose every connection has timeouts, speaks UTC, finds tables in public only and knows uuid.UUID (see
// RegisterTypes), and checks that the server answers. dsn is a URL or a key/value string.
func Open(ctx context.Context, dsn string, opts PoolOptions) (*pgxpool.Pool, error) {
	cfg, err := poolConfig(dsn, opts)
	if err != nil {
		return nil, err
	}
	pool, err := pgxpool.NewWithConfig(ctx, cfg)
	if err != nil {
		return nil, fmt.Errorf("open database: %w", err)
	}
	if err := checkSearchPath(ctx, pool); err != nil {
		pool.Close()
		return nil, fmt.Errorf("connect to database: %w", err)
	}
	return pool, nil
}

// checkSearchPath asks the server for a first answer. Behind a pooler it is the role that must say
// where our tables are.
func checkSearchPath(ctx context.Context, pool *pgxpool.Pool) error {
	var schema string
	if err := pool.QueryRow(ctx, `select coalesce(current_schema(), '')`).Scan(&schema); err != nil {
		return err
	}
	if schema != "public" {
		return fmt.Errorf("tables would be looked for in schema %q: say `alter role %s set search_path = public` on the server",
			schema, pgx.Identifier{pool.Config().ConnConfig.User}.Sanitize())
	}
	return nil
}

func poolConfig(dsn string, opts PoolOptions) (*pgxpool.Config, error) {
	cfg, err := pgxpool.ParseConfig(dsn)
	if err != nil {
		return nil, fmt.Errorf("read the database address: %w", err) // pgx leaves the password out
	}
	if opts.MaxConns > 0 {
		cfg.MaxConns = opts.MaxConns
	}
	cfg.ConnConfig.ConnectTimeout = cmp.Or(max(opts.ConnectTimeout, 0), 5*time.Second)
	params := cfg.ConnConfig.RuntimeParams
	params["application_name"] = cmp.Or(opts.AppName, "lotse")
	params["timezone"] = "UTC"
	if opts.Pooler {
		cfg.ConnConfig.DefaultQueryExecMode = pgx.QueryExecModeCacheDescribe
	} else {
		// Not "$user", public: for a user named lotse that would be our schema lotse, which holds
		// functions only.
		params["search_path"] = "public"
		params["statement_timeout"] = milliseconds(opts.StatementTimeout, 30*time.Second)
		params["lock_timeout"] = milliseconds(opts.LockTimeout, 10*time.Second)
		params["idle_in_transaction_session_timeout"] = milliseconds(opts.IdleInTransactionTimeout, 30*time.Second)
	}
	cfg.AfterConnect = func(_ context.Context, conn *pgx.Conn) error {
		RegisterTypes(conn.TypeMap())
		return nil
	}
	return cfg, nil
}

// milliseconds writes a timeout for PostgreSQL, where 0 means none.
func milliseconds(d, byDefault time.Duration) string {
	d = max(cmp.Or(d, byDefault), 0)
	return strconv.FormatInt(d.Milliseconds(), 10)
}
