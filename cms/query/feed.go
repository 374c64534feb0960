package query

import (
	"context"
	"math"
	"time"

	"github.com/jackc/pgx/v5"
)

// FeedMark is how far somebody has looked at the change feed. The zero value has seen nothing.
type FeedMark struct {
	horizon uint64          // every transaction below was finished at the last look
	seen    map[uint64]bool // transactions from the horizon on whose rows the last look saw
}

// FeedLook is what a look at the change feed found.
type FeedLook struct {
	Mark FeedMark
	// Moved says that what is public may have changed since the last look.
	Moved bool
	// Now is the database's time, moved by lotse.clock_offset, at the beginning of the look.
	Now time.Time
}

// maxFeedLook bounds how many transactions one look counts; beyond, everything counts as moved.
const maxFeedLook = 5000

// One statement, so that horizon and rows come from one snapshot.
const sqlFeedLook = `
select lotse.now(),
       pg_snapshot_xmin(pg_current_snapshot())::text::bigint,
       array(select distinct f.xid::text::bigint from feed f where f.xid >= (@horizon::bigint)::text::xid8 limit @limit)`

// LookAtFeed tells whether the change feed has moved since the last look. Rows carry their transaction, and
// transactions do not commit in the order of their ids: what has become visible since the last look
// was not finished then, so it has an id at or above the horizon of that time.
func (s *Service) LookAtFeed(ctx context.Context, last FeedMark) (FeedLook, error) {
	since := int64(last.horizon)
	if last.seen == nil {
		since = math.MaxInt64 // the first look only learns the horizon
	}
	rows, err := s.db.Query(ctx, sqlFeedLook, pgx.StrictNamedArgs{"horizon": since, "limit": maxFeedLook})
	if err != nil {
		return FeedLook{}, err
	}
	var look FeedLook
	var horizon int64
	var xids []int64
	_, err = pgx.ForEachRow(rows, []any{&look.Now, &horizon, &xids}, func() error { return nil })
	if err != nil {
		return FeedLook{}, err
	}
	look.Mark = FeedMark{horizon: uint64(horizon), seen: map[uint64]bool{}}
	// The first look, more than can be counted, or a database that was put back to an older state.
	look.Moved = last.seen == nil || len(xids) == maxFeedLook || look.Mark.horizon < last.horizon
	for _, x := range xids {
		look.Moved = look.Moved || !last.seen[uint64(x)]
		if uint64(x) >= look.Mark.horizon {
			look.Mark.seen[uint64(x)] = true
		}
	}
	return look, nil
}
