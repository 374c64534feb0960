package webhook

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"lotse/internal/command"
)

// late is how long after its time a delivery counts as forgotten: its job was lost, or the clock was moved on.
const late = 2 * time.Minute

// maxOverdue is how many forgotten deliveries one transaction brings back.
const maxOverdue = 500

// What is brought back is due now, so that it is not brought back again while its job waits for its turn.
const sqlOverdue = `
update webhook_deliveries
set due_at = lotse.now()
where id in (
    select id
    from webhook_deliveries
    where state = 'pending'
      and due_at < lotse.now() - @late::interval
      and (claimed_until is null or claimed_until < lotse.now())
    order by due_at
    limit @limit
    for update skip locked)
returning id, attempts`

// Overdue enqueues the attempts that should have been made already. The row of a delivery says when it is due; its job
// only comes at the right time.
func (s *Service) Overdue(ctx context.Context) (Report, error) {
	var r Report
	err := s.commands.Run(ctx, system, func(ctx context.Context, tx *command.Tx) error {
		tx.Unchanged()
		r = Report{}
		rows, err := tx.Query(ctx, sqlOverdue, pgx.StrictNamedArgs{"late": late, "limit": maxOverdue})
		if err != nil {
			return fmt.Errorf("look for overdue deliveries: %w", err)
		}
		var id uuid.UUID
		var attempts int
		_, err = pgx.ForEachRow(rows, []any{&id, &attempts}, func() error {
			tx.Enqueue(Call{DeliveryID: id, Attempt: attempts + 1}, nil)
			r.Done++
			return nil
		})
		if err != nil {
			return fmt.Errorf("look for overdue deliveries: %w", err)
		}
		r.Left = r.Done == maxOverdue
		return nil
	})
	return r, err
}
