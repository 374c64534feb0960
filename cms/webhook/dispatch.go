package webhook

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"lotse/internal/audit"
	"lotse/internal/command"
)

// Bounds of one transaction of the dispatcher: lines of the feed, and deliveries made of them.
const (
	maxLines      = 500
	maxDeliveries = 2000
)

// margin is how long before the end of its time the dispatcher begins no further transaction.
const margin = 10 * time.Second

// system is who dispatches.
var system = audit.Actor{Kind: audit.System}

// Report tells what Dispatch or Overdue did.
type Report struct {
	Done int
	// Left says that there is more to do at once.
	Left bool
}

// A cursor of another history of the database (a dump that was restored, see cms.Service.AdoptFeed), or beyond what
// the cluster has seen, counts for nothing: the walk begins anew, and what is known to be announced is not announced
// again.
const (
	feedEpoch = `coalesce((select value from settings where key = 'feed_epoch'), '')`
	astray    = `(c.xid > pg_snapshot_xmax(pg_current_snapshot()) or c.epoch <> ` + feedEpoch + `)`
)

const sqlLockCursor = `
select c.xid::text::bigint, c.entry_id, c.locale, ` + astray + `
from webhook_cursor c
for update skip locked`

const sqlMoveCursor = `
update webhook_cursor
set xid = (@xid::bigint)::text::xid8,
    entry_id = coalesce(@entry_id::uuid, ` + noID + `),
    locale = @locale,
    epoch = ` + feedEpoch + `
where only_row`

// Pending tells whether Dispatch has something to do: a look that costs next to nothing.
func (s *Service) Pending(ctx context.Context) (bool, error) {
	var pending bool
	if err := s.db.QueryRow(ctx, sqlPending).Scan(&pending); err != nil {
		return false, fmt.Errorf("look at the change feed: %w", err)
	}
	return pending, nil
}

const sqlPending = `
select exists (
    select
    from feed f
    where (f.xid, f.entry_id, f.locale) > (c.xid, c.entry_id, c.locale)
      and f.xid < pg_snapshot_xmin(pg_current_snapshot()))
    or ` + astray + `
    or exists (select from webhook_endpoints e join sites s on ` + untold + `)
from webhook_cursor c`

// Dispatch announces what has become of the lines of the change feed behind the cursor, in transactions of bounded
// size. In each of them messages, deliveries, their jobs and the cursor are written together or not at all, so that a
// process that dies loses and doubles nothing. One dispatcher works at a time; others find nothing to do. Where the
// context ends too soon, Left asks to be called again.
func (s *Service) Dispatch(ctx context.Context) (Report, error) {
	var r Report
	for {
		if deadline, ok := ctx.Deadline(); ok && time.Until(deadline) < margin {
			r.Left = true
			return r, nil
		}
		lines, more, err := s.dispatchBatch(ctx)
		if err != nil {
			return r, fmt.Errorf("dispatch webhooks: %w", err)
		}
		r.Done += lines
		if !more {
			return r, nil
		}
	}
}

// position is a place in the feed.
type position struct {
	xid     int64
	entryID uuid.UUID
	locale  string
}

func (s *Service) dispatchBatch(ctx context.Context) (lines int, more bool, err error) {
	err = s.commands.Run(ctx, system, func(ctx context.Context, tx *command.Tx) error {
		tx.Unchanged() // nothing of what people made
		lines, more = 0, false
		var at position
		var lost bool
		err := tx.QueryRow(ctx, sqlLockCursor).Scan(&at.xid, &at.entryID, &at.locale, &lost)
		if errors.Is(err, pgx.ErrNoRows) {
			return nil // another one is at it
		}
		if err != nil {
			return fmt.Errorf("lock the cursor: %w", err)
		}
		if lost {
			at = position{}
		}
		if err := s.tellScopes(ctx, tx); err != nil {
			return err
		}
		listeners, err := loadListeners(ctx, tx)
		if err != nil {
			return err
		}
		limit := max(1, min(maxLines, maxDeliveries/max(1, len(listeners))))
		changes, err := loadChanges(ctx, tx, at, limit)
		if err != nil || len(changes) == 0 && !lost {
			return err
		}
		lines, more = len(changes), len(changes) == limit
		if err := s.announce(ctx, tx, changes, listeners); err != nil {
			return err
		}
		if lines > 0 {
			last := changes[lines-1]
			at = position{xid: last.XID, entryID: last.EntryID, locale: last.Locale}
		}
		return moveCursor(ctx, tx, at)
	})
	return lines, more, err
}

func moveCursor(ctx context.Context, tx *command.Tx, to position) error {
	_, err := tx.Exec(ctx, sqlMoveCursor, pgx.StrictNamedArgs{"xid": to.xid, "entry_id": to.entryID, "locale": to.locale})
	if err != nil {
		return fmt.Errorf("move the cursor: %w", err)
	}
	return nil
}

// change is a line of the feed with what is public of it now and what was announced last.
type change struct {
	XID            int64     `db:"xid"`
	EntryID        uuid.UUID `db:"entry_id"`
	Locale         string    `db:"locale"`
	Type           string    `db:"type"`
	OrganisationID uuid.UUID `db:"organisation_id"`
	Categories     []string  `db:"categories"`
	ChangedAt      time.Time `db:"changed_at"`
	Hash           []byte    `db:"hash"`       // of what is public; null: nothing
	Told           []byte    `db:"told"`       // of what was announced; null: nothing, or that it is gone
	ToldTo         uuid.UUID `db:"told_to"`    // whose it was then
	ToldUnder      []string  `db:"told_under"` // and its categories
	Missing        bool      `db:"missing"`    // the entry is deleted
	Over           bool      `db:"over"`       // its time is over
}

// Lines that nobody writes any more: every transaction below xmin has ended, so what is read here is final up to
// there, whatever order they committed in.
const sqlChanges = `
select f.xid::text::bigint as xid, f.entry_id, f.locale, f.type, coalesce(p.organisation_id, e.organisation_id, f.organisation_id) as organisation_id,
       f.changed_at, substring(p.hash from 1 for 8) as hash, a.hash as told, coalesce(a.organisation_id, ` + noID + `) as told_to,
       array(select jsonb_array_elements_text(case when jsonb_typeof(p.filters -> 'categories') = 'array' then p.filters -> 'categories' end)) as categories,
       coalesce(a.categories, '{}') as told_under, e.id is null as missing,
       coalesce(e.source_live and e.archived_at is null and e.expires_at <= lotse.now(), false) as over
from (
    select xid, entry_id, locale, type, organisation_id, changed_at
    from feed
    where (xid, entry_id, locale) > ((@xid::bigint)::text::xid8, coalesce(@entry_id::uuid, ` + noID + `), @locale::text)
      and xid < pg_snapshot_xmin(pg_current_snapshot())
    order by xid, entry_id, locale
    limit @limit
) f
left join public_items p on p.entry_id = f.entry_id and p.locale = f.locale
left join entries e on e.id = f.entry_id
left join webhook_announced a on a.entry_id = f.entry_id and a.locale = f.locale
order by f.xid, f.entry_id, f.locale`

func loadChanges(ctx context.Context, tx *command.Tx, at position, limit int) ([]change, error) {
	rows, err := tx.Query(ctx, sqlChanges, pgx.StrictNamedArgs{"xid": at.xid, "entry_id": at.entryID, "locale": at.locale, "limit": limit})
	if err != nil {
		return nil, fmt.Errorf("read the change feed: %w", err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByName[change])
	if err != nil {
		return nil, fmt.Errorf("read the change feed: %w", err)
	}
	return list, nil
}
