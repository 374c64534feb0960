package upkeep

import (
	"context"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// ladder is when owners are reminded: days before the end, the nearest first.
var ladder = []int{3, 14}

// Entries between this rung and the next nearer one, whose owner was not yet told at this rung for this
// end (the core forgets the rungs when the end moves). Whoever is nearer hears only from the nearer rung.
// Nothing is said of entries that the public does not see.
const sqlDueReminders = `
select e.id
from entries e
join organisations o on o.id = e.organisation_id
where e.expires_at > lotse.now() + make_interval(days => @nearer)
  and e.expires_at <= lotse.now() + make_interval(days => @days)
  and e.expired_at is null
  and e.source_live
  and e.archived_at is null
  and o.suspended_at is null
  and not e.reminders ? @rung::text
order by e.expires_at
limit @limit`

// Reminders writes to the owners of entries that end soon, at most once a rung and end. After a pause of
// the sweeps only the nearest rung is heard of: two letters at once would help nobody.
func (u *Upkeep) Reminders(ctx context.Context) (Report, error) {
	var all Report
	nearer := 0
	for _, days := range ladder {
		r, err := u.remind(ctx, days, nearer)
		all.Done, all.Failed, all.Left = all.Done+r.Done, all.Failed+r.Failed, all.Left || r.Left
		if err != nil && r.Failed == 0 {
			return all, err
		}
		nearer = days
	}
	return all, all.err("reminders")
}

func (u *Upkeep) remind(ctx context.Context, days, nearer int) (Report, error) {
	return u.sweep(ctx, sweep{
		name: "reminders",
		due: func(ctx context.Context, _ uuid.UUID, limit int) ([]uuid.UUID, error) {
			rows, err := u.db.Query(ctx, sqlDueReminders, pgx.StrictNamedArgs{
				"days": days, "nearer": nearer, "rung": fmt.Sprint(days), "limit": limit,
			})
			if err != nil {
				return nil, fmt.Errorf("list reminders: %w", err)
			}
			return pgx.CollectRows(rows, pgx.RowTo[uuid.UUID])
		},
		do: func(ctx context.Context, id uuid.UUID) error { return u.cms.Remind(ctx, id, days) },
	})
}
