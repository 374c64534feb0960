package webhook

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"

	"lotse/internal/command"
)

// health is what is known of an endpoint's answers.
type health struct {
	ID             uuid.UUID  `db:"id"`
	OrganisationID uuid.UUID  `db:"organisation_id"`
	State          string     `db:"state"`
	Failures       int        `db:"failures"`
	FailingSince   *time.Time `db:"failing_since"`
	MaxAttempts    int        `db:"max_attempts"`
}

const sqlLockHealth = `
select e.id, coalesce(e.organisation_id, ` + noID + `) as organisation_id, e.state, e.failures, e.failing_since, d.max_attempts
from webhook_endpoints e
join webhook_deliveries d on d.endpoint_id = e.id
where d.id = @delivery
for update of e`

// note stores an attempt and decides how it goes on, in one transaction.
func (s *Service) note(ctx context.Context, d due, o outcome) error {
	return s.commands.Run(ctx, system, func(ctx context.Context, tx *command.Tx) error {
		tx.Unchanged() // attempts have a log of their own
		rows, err := tx.Query(ctx, sqlLockHealth, pgx.StrictNamedArgs{"delivery": d.ID})
		if err != nil {
			return fmt.Errorf("lock webhook: %w", err)
		}
		h, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[health])
		if errors.Is(err, pgx.ErrNoRows) {
			return nil // deleted meanwhile
		}
		if err != nil {
			return fmt.Errorf("lock webhook: %w", err)
		}
		if err := noteAttempt(ctx, tx, d, o); err != nil {
			return err
		}
		if o.ok() {
			return noteSuccess(ctx, tx, d, h)
		}
		return s.noteFailure(ctx, tx, d, h, o)
	})
}

const sqlInsertAttempt = `
insert into webhook_attempts (id, delivery_id, endpoint_id, message_id, number, at, status, error, duration_ms)
values (@id, @delivery, @endpoint, @message, @number, @now, @status, @error, @duration)`

func noteAttempt(ctx context.Context, tx *command.Tx, d due, o outcome) error {
	var status *int
	if o.status != 0 {
		status = &o.status
	}
	_, err := tx.Exec(ctx, sqlInsertAttempt, pgx.StrictNamedArgs{
		"id": command.NewID(), "delivery": d.ID, "endpoint": d.EndpointID, "message": d.MessageID, "number": d.Attempts + 1,
		"now": tx.Now, "status": status, "error": o.class, "duration": o.took.Milliseconds(),
	})
	if err != nil {
		return fmt.Errorf("store attempt: %w", err)
	}
	return nil
}

// A delivery that was cancelled while the call was under way stays so, unless the call arrived.
const sqlNoteDelivery = `
update webhook_deliveries
set attempts = @made,
    claimed_until = null,
    state = case when state = 'cancelled' and @state::text <> 'delivered' then state else @state end,
    due_at = @due,
    ended_at = case when @state <> 'pending' then coalesce(ended_at, @now) else ended_at end
where id = @id`

func noteDelivery(ctx context.Context, tx *command.Tx, d due, state string, next time.Time) error {
	_, err := tx.Exec(ctx, sqlNoteDelivery, pgx.StrictNamedArgs{"id": d.ID, "made": d.Attempts + 1, "state": state, "due": next, "now": tx.Now})
	if err != nil {
		return fmt.Errorf("note delivery: %w", err)
	}
	return nil
}

const sqlNoteWell = `
update webhook_endpoints
set failures = 0, failing_since = null, paused_until = null
where id = @id
  and failing_since is not null`

func noteSuccess(ctx context.Context, tx *command.Tx, d due, h health) error {
	if err := noteDelivery(ctx, tx, d, "delivered", tx.Now); err != nil {
		return err
	}
	if h.FailingSince == nil {
		return nil
	}
	if _, err := tx.Exec(ctx, sqlNoteWell, pgx.StrictNamedArgs{"id": h.ID}); err != nil {
		return fmt.Errorf("note that a webhook is well: %w", err)
	}
	return nil
}

const sqlNoteIll = `
update webhook_endpoints
set failures = failures + 1,
    failing_since = coalesce(failing_since, @now),
    paused_until = greatest(paused_until, @now + @pause::interval)
where id = @id`

// noteFailure plans the next attempt, or ends the delivery after the last one; an endpoint that says that it is gone, or
// has failed for days, is disabled.
func (s *Service) noteFailure(ctx context.Context, tx *command.Tx, d due, h health, o outcome) error {
	_, err := tx.Exec(ctx, sqlNoteIll, pgx.StrictNamedArgs{"id": h.ID, "now": tx.Now, "pause": pause(h.Failures+1, o.status, o.retryAfter)})
	if err != nil {
		return fmt.Errorf("note that a webhook is ill: %w", err)
	}
	made := d.Attempts + 1
	if o.status != gone && made < h.MaxAttempts {
		wait := s.wait(made, o.retryAfter)
		if h.State == Active { // else it is cancelled already
			tx.Enqueue(Call{DeliveryID: d.ID, Attempt: made + 1}, &river.InsertOpts{ScheduledAt: time.Now().Add(wait)})
		}
		return noteDelivery(ctx, tx, d, "pending", tx.Now.Add(wait))
	}
	if err := noteDelivery(ctx, tx, d, "failed", tx.Now); err != nil {
		return err
	}
	failing := h.FailingSince != nil && !h.FailingSince.After(tx.Now.Add(-s.disableAfter))
	switch {
	case h.State == Disabled:
		return nil
	case o.status == gone:
		return s.disable(ctx, tx, h.ID, h.OrganisationID, reasonGone)
	case failing:
		return s.disable(ctx, tx, h.ID, h.OrganisationID, reasonFailing)
	}
	return nil
}
