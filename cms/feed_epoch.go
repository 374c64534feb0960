package cms

import (
	"context"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"lotse/internal/audit"
	"lotse/internal/command"
)

// Numbers of transactions mean something only in the history in which they were given. settings.feed_identity
// names the database whose numbers the feed's lines have, settings.feed_epoch the history; cursors carry
// both, hashed. Who restores a dump, or promotes a standby, gets another identity.
const sqlFeedIdentity = `
select (select system_identifier from pg_control_system()) || '/' || left(pg_walfile_name(pg_current_wal_lsn()), 8) || '/' ||
       (select oid from pg_database where datname = current_database()),
       coalesce((select value from settings where key = 'feed_identity'), '')`

// feedLock is the key of the advisory lock under which an epoch begins ("feed" in ASCII).
const feedLock = 0x66656564

const sqlLockFeedEpoch = `select pg_advisory_xact_lock(@key)`

// Lines from a history that was further ahead would lie beyond every horizon for a long time.
const sqlStampFeed = `
update feed
set xid = pg_current_xact_id()
where ctid = any(array(
    select ctid
    from feed
    where xid > pg_current_xact_id()
    limit @limit))`

// stampBatch is how many lines one transaction stamps anew.
const stampBatch = 20_000

// AdoptFeed makes the feed's lines those of this database. Where they came from another one (a dump was
// restored, a standby promoted), a new epoch begins: every cursor that was given out is answered with the
// address of a fresh start. Call it when a process begins; on a database that knows itself it does nothing.
func (s *Service) AdoptFeed(ctx context.Context) error {
	identity, known, err := s.feedIdentity(ctx, s.db)
	if err != nil || identity == known {
		return err
	}
	return s.beginFeedEpoch(ctx, false)
}

// NewFeedEpoch makes every cursor that was given out invalid. An operator calls for it after restoring an
// older state of the same database (a snapshot of the file system), which the database cannot notice.
func (s *Service) NewFeedEpoch(ctx context.Context) error { return s.beginFeedEpoch(ctx, true) }

func (s *Service) feedIdentity(ctx context.Context, db querier) (present, known string, err error) {
	rows, err := db.Query(ctx, sqlFeedIdentity)
	if err != nil {
		return "", "", fmt.Errorf("ask for the feed's identity: %w", err)
	}
	if _, err := pgx.ForEachRow(rows, []any{&present, &known}, func() error { return nil }); err != nil {
		return "", "", fmt.Errorf("ask for the feed's identity: %w", err)
	}
	return present, known, nil
}

// beginFeedEpoch stamps lines anew and then begins the epoch, so that it can be interrupted anywhere.
func (s *Service) beginFeedEpoch(ctx context.Context, always bool) error {
	for {
		stamped, err := s.stampFeed(ctx)
		if err != nil {
			return err
		}
		if stamped < stampBatch {
			return s.noteFeedEpoch(ctx, always)
		}
	}
}

func (s *Service) stampFeed(ctx context.Context) (stamped int64, err error) {
	err = s.commands.Run(ctx, audit.Actor{Kind: audit.System}, func(ctx context.Context, tx *command.Tx) error {
		tx.Unchanged()
		tag, err := tx.Exec(ctx, sqlStampFeed, pgx.StrictNamedArgs{"limit": stampBatch})
		stamped = tag.RowsAffected()
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("stamp feed anew: %w", err)
	}
	return stamped, nil
}

// The first identity of an installation begins no epoch: nobody has a cursor yet, or those who have one
// got it in this history.
const sqlNoteFeedEpoch = `
with before as (
    select value from settings where key = 'feed_identity'
), forgotten as (
    delete from settings
    where key = 'feed_horizon'
      and (@always::boolean or exists (select from before) or value::xid8 > pg_current_xact_id())
), left_behind as (
    delete from feed_left
    where @always::boolean or exists (select from before)
), epoch as (
    insert into settings (key, value)
    select 'feed_epoch', @epoch
    where @always::boolean or exists (select from before)
    on conflict (key) do update set value = excluded.value
)
insert into settings (key, value)
values ('feed_identity', @identity)
on conflict (key) do update set value = excluded.value`

// noteFeedEpoch begins the epoch. What was known of the past (which scopes were left, which lines were
// dropped) is in numbers of the history before, and of use only for cursors that count no more.
func (s *Service) noteFeedEpoch(ctx context.Context, always bool) error {
	return s.commands.Run(ctx, audit.Actor{Kind: audit.System}, func(ctx context.Context, tx *command.Tx) error {
		tx.Unchanged() // it changes no content
		s.tellPublic(tx, PublicChange{Everything: true})
		if _, err := tx.Exec(ctx, sqlLockFeedEpoch, pgx.StrictNamedArgs{"key": feedLock}); err != nil {
			return fmt.Errorf("lock the feed's epoch: %w", err)
		}
		identity, known, err := s.feedIdentity(ctx, tx)
		if err != nil {
			return err
		}
		if identity == known && !always {
			return nil // another process was quicker
		}
		args := pgx.StrictNamedArgs{"always": always, "epoch": uuid.NewString(), "identity": identity}
		if _, err := tx.Exec(ctx, sqlNoteFeedEpoch, args); err != nil {
			return fmt.Errorf("begin the feed's epoch: %w", err)
		}
		return nil
	})
}
