package postgres

import (
	"context"
	"fmt"
	"io/fs"
	"log/slog"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
	"github.com/riverqueue/river/riverdriver/riverpgxv5"
	"github.com/riverqueue/river/rivermigrate"
)

// RiverSchema is the schema of the background library's tables.
const RiverSchema = "river"

// migrationLock is the key of the advisory lock around all migrations ("lotse" in ASCII).
const migrationLock = 0x6c6f747365

// Migrate brings the database to the newest schema: first the SQL files in the root of migrations
// (goose's format), then River's own in the schema river. It is safe to call from several processes
// at once: one migrates, the others wait and find nothing to do. It keeps no connection open.
func Migrate(ctx context.Context, pool *pgxpool.Pool, migrations fs.FS) error {
	own, err := migrationPool(ctx, pool)
	if err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	defer own.Close()
	lock, err := own.Acquire(ctx)
	if err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	defer lock.Release()
	if _, err := lock.Exec(ctx, `select pg_advisory_lock($1)`, int64(migrationLock)); err != nil {
		return fmt.Errorf("migrate: wait for another migration: %w", err)
	}
	defer func() {
		// The session ends with the pool and the lock with it; this is for a connection that is kept.
		_, _ = lock.Exec(context.WithoutCancel(ctx), `select pg_advisory_unlock($1)`, int64(migrationLock))
	}()
	if err := migrateOwn(ctx, own, migrations); err != nil {
		return fmt.Errorf("migrate: %w", err)
	}
	if err := migrateRiver(ctx, own); err != nil {
		return fmt.Errorf("migrate river: %w", err)
	}
	return nil
}

// Pending tells whether Migrate would have something to do. It changes nothing.
func Pending(ctx context.Context, pool *pgxpool.Pool, migrations fs.FS) (bool, error) {
	var begun bool
	err := pool.QueryRow(ctx, `select to_regclass('goose_db_version') is not null and to_regnamespace($1) is not null`,
		RiverSchema).Scan(&begun)
	if err != nil || !begun {
		return err == nil, err
	}
	db := stdlib.OpenDBFromPool(pool)
	defer db.Close()
	provider, err := goose.NewProvider(goose.DialectPostgres, db, migrations)
	if err != nil {
		return false, fmt.Errorf("read migrations: %w", err)
	}
	if pending, err := provider.HasPending(ctx); err != nil || pending {
		return pending, err
	}
	river, err := riverMigrator(pool)
	if err != nil {
		return false, err
	}
	result, err := river.Validate(ctx, nil)
	if err != nil {
		return false, fmt.Errorf("look at river's migrations: %w", err)
	}
	return !result.OK, nil
}

// migrationPool is a pool like the given one, but without a limit on how long a statement or the
// wait for another migration may take.
func migrationPool(ctx context.Context, pool *pgxpool.Pool) (*pgxpool.Pool, error) {
	cfg := pool.Config()
	cfg.MinConns, cfg.MinIdleConns, cfg.MaxConns = 0, 0, 4
	params := cfg.ConnConfig.RuntimeParams
	params["application_name"] = "lotse-migrate"
	for _, name := range []string{"statement_timeout", "lock_timeout", "idle_in_transaction_session_timeout"} {
		if _, set := params[name]; set {
			params[name] = "0"
		}
	}
	return pgxpool.NewWithConfig(ctx, cfg)
}

func migrateOwn(ctx context.Context, pool *pgxpool.Pool, migrations fs.FS) error {
	db := stdlib.OpenDBFromPool(pool)
	defer db.Close()
	provider, err := goose.NewProvider(goose.DialectPostgres, db, migrations)
	if err != nil {
		return fmt.Errorf("read migrations: %w", err)
	}
	_, err = provider.Up(ctx)
	return err
}

func migrateRiver(ctx context.Context, pool *pgxpool.Pool) error {
	if _, err := pool.Exec(ctx, `create schema if not exists `+RiverSchema); err != nil {
		return err
	}
	river, err := riverMigrator(pool)
	if err != nil {
		return err
	}
	_, err = river.Migrate(ctx, rivermigrate.DirectionUp, nil)
	return err
}

func riverMigrator(pool *pgxpool.Pool) (*rivermigrate.Migrator[pgx.Tx], error) {
	return rivermigrate.New(riverpgxv5.New(pool), &rivermigrate.Config{
		Schema: RiverSchema,
		Logger: slog.New(slog.DiscardHandler), // what matters comes back as an error
	})
}
