package query

import (
	"context"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// FeedMark is how far somebody has looked at the change feed. The zero value has seen nothing.
type FeedMark struct {
	snapshot string // of the last look, as PostgreSQL writes it; "" before the first
	next     uint64 // the transaction id that was to be given out next
}

// FeedChange is a line of the change feed: what of an entry may look different to the public.
type FeedChange struct {
	EntryID      uuid.UUID
	Type, Locale string
}

// FeedLook is what a look at the change feed found.
type FeedLook struct {
	Mark FeedMark
	// Everything says that what has changed cannot be told: this is the first look, the changes are too many to
	// be counted, or the database is not the one of the last look.
	Everything bool
	// Changes are the lines that have become visible since the last look; none with Everything.
	Changes []FeedChange
	// Now is the database's time, moved by lotse.clock_offset, at the beginning of the look.
	Now time.Time
	// Newest is the highest transaction of Changes, 0 without any; Horizon the oldest that is still open. Who reads
	// the feed up to the horizon alone sees a change only once the horizon is above it.
	Newest, Horizon uint64
}

// maxFeedLook bounds how many lines one look tells; beyond, everything counts as changed.
const maxFeedLook = 5000

// One statement, so that the snapshot and the lines are of one moment. Lines carry their transaction, and
// transactions do not commit in the order of their ids: new is what the last look's snapshot could not see,
// wherever its id stands. That is exact also while an old transaction holds the horizon back.
const sqlFeedLook = `
select lotse.now(), s.snapshot::text,
       pg_snapshot_xmin(s.snapshot)::text::bigint, pg_snapshot_xmax(s.snapshot)::text::bigint,
       f.entry_id, f.type, f.locale, f.xid::text::bigint
from (select pg_current_snapshot() as snapshot) s
left join lateral (
    select l.entry_id, l.type, l.locale, l.xid
    from feed l
    where l.xid >= pg_snapshot_xmin(@last::text::pg_snapshot)
      and not pg_visible_in_snapshot(l.xid, @last::text::pg_snapshot)
    limit @limit
) f on true`

// nothingNew is a snapshot that could see everything: the first look only learns where the feed stands.
const nothingNew = "9223372036854775807:9223372036854775807:"

// LookAtFeed tells what of the change feed has become visible since the last look.
func (s *Service) LookAtFeed(ctx context.Context, last FeedMark) (FeedLook, error) {
	first := last.snapshot == ""
	since := last.snapshot
	if first {
		since = nothingNew
	}
	rows, err := s.db.Query(ctx, sqlFeedLook, pgx.StrictNamedArgs{"last": since, "limit": maxFeedLook + 1})
	if err != nil {
		return FeedLook{}, err
	}
	var look FeedLook
	var horizon, next int64
	var id *uuid.UUID
	var typ, locale *string
	var xid *int64
	_, err = pgx.ForEachRow(rows, []any{&look.Now, &look.Mark.snapshot, &horizon, &next, &id, &typ, &locale, &xid}, func() error {
		if id != nil {
			look.Changes = append(look.Changes, FeedChange{EntryID: *id, Type: *typ, Locale: *locale})
			look.Newest = max(look.Newest, uint64(*xid))
		}
		return nil
	})
	if err != nil {
		return FeedLook{}, err
	}
	look.Mark.next, look.Horizon = uint64(next), uint64(horizon)
	// Ids only grow: where they do not, the database was put back to an older state.
	if first || len(look.Changes) > maxFeedLook || look.Mark.next < last.next {
		look.Everything, look.Changes = true, nil
	}
	return look, nil
}
