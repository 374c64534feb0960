package postgres

import (
	"context"
	"fmt"
	"strconv"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

// sqlClockOffset reads the setting of the database itself, which our own session may not have yet.
const sqlClockOffset = `
select coalesce((
    select substring(setting from '=(.*)$')
    from pg_db_role_setting, unnest(setconfig) as setting
    where setdatabase = (select oid from pg_database where datname = current_database())
      and setrole = 0 and setting like 'lotse.clock\_offset=%'), '')`

// sqlSetClock writes the statement that moves the clock; ALTER DATABASE takes no parameters.
const sqlSetClock = `select format('alter database %I set lotse.clock_offset = %L', current_database(), ($1::text)::interval)`

// sqlResetClock writes the statement that puts the clock back.
const sqlResetClock = `select format('alter database %I reset lotse.clock_offset', current_database())`

// ClockOffset is the offset of lotse.now() that new connections of this database get: text of a
// PostgreSQL interval, empty when the clock was not moved.
func ClockOffset(ctx context.Context, pool *pgxpool.Pool) (string, error) {
	var offset string
	if err := pool.QueryRow(ctx, sqlClockOffset).Scan(&offset); err != nil {
		return "", fmt.Errorf("read the clock's offset: %w", err)
	}
	return offset, nil
}

// MoveClock sets the offset of lotse.now() for every node: afterwards it is now() + offset, whatever
// it was before. This pool's connections follow at once, those of other processes when their
// WatchClock sees it. Zero puts the clock back. For tests and demos: it needs the rights of the
// private server's user, a superuser.
func MoveClock(ctx context.Context, pool *pgxpool.Pool, offset time.Duration) error {
	if offset == 0 {
		return changeClock(ctx, pool, sqlResetClock)
	}
	return MoveClockBy(ctx, pool, strconv.FormatInt(offset.Microseconds(), 10)+" microseconds")
}

// MoveClockBy is MoveClock with the text of a PostgreSQL interval, e.g. "6 months 1 day".
func MoveClockBy(ctx context.Context, pool *pgxpool.Pool, interval string) error {
	return changeClock(ctx, pool, sqlSetClock, interval)
}

// changeClock runs the statement that query writes. The pool is emptied, because a session keeps the
// setting that it began with.
func changeClock(ctx context.Context, pool *pgxpool.Pool, query string, args ...any) error {
	err := pgx.BeginFunc(ctx, pool, func(tx pgx.Tx) error {
		var statement string
		if err := tx.QueryRow(ctx, query, args...).Scan(&statement); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, statement)
		return err
	})
	if err != nil {
		return fmt.Errorf("move the clock: %w", err)
	}
	pool.Reset()
	return nil
}

// WatchClock looks at the offset at the beginning and then each every, until ctx ends. When it has
// changed, it empties the pool, whose connections were made with the old one, and calls onChange
// (which may be nil) with the new offset; at the beginning only when the clock has been moved. A look
// that fails is tried again at the next.
func WatchClock(ctx context.Context, pool *pgxpool.Pool, every time.Duration, onChange func(offset string)) {
	known, looked := "", false
	for {
		offset, err := ClockOffset(ctx, pool)
		if err == nil && (!looked || offset != known) {
			pool.Reset() // the first time too: it may have been moved since the pool connected
			if onChange != nil && offset != known {
				onChange(offset)
			}
			known, looked = offset, true
		}
		if pause(ctx, every) != nil {
			return
		}
	}
}
