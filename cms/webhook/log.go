package webhook

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"lotse/auth"
)

// LastAttempt is what came of the last call, of an endpoint or of a delivery; nothing of it is set before the first.
type LastAttempt struct {
	At         *time.Time `db:"last_at"`
	Status     *int       `db:"last_status"` // nil: no answer
	Error      *string    `db:"last_error"`
	DurationMS *int       `db:"last_duration_ms"`
}

const lastColumns = `l.at as last_at, l.status as last_status, l.error as last_error, l.duration_ms as last_duration_ms`

// Delivery is a message on its way to an endpoint, or what became of it.
type Delivery struct {
	ID        uuid.UUID  `db:"id"`
	MessageID uuid.UUID  `db:"message_id"`
	Event     string     `db:"event"`
	EntryID   *uuid.UUID `db:"entry_id"`
	Locale    *string    `db:"locale"`
	State     string     `db:"state"` // pending, delivered, failed, cancelled
	Replay    bool       `db:"replay"`
	Attempts  int        `db:"attempts"`
	DueAt     time.Time  `db:"due_at"` // of the next attempt, while it is pending
	CreatedAt time.Time  `db:"created_at"`
	EndedAt   *time.Time `db:"ended_at"`
	LastAttempt
}

// Attempt is one call.
type Attempt struct {
	ID         uuid.UUID `db:"id"`
	DeliveryID uuid.UUID `db:"delivery_id"`
	MessageID  uuid.UUID `db:"message_id"`
	Number     int       `db:"number"`
	At         time.Time `db:"at"`
	Status     *int      `db:"status"` // nil: no answer
	Error      string    `db:"error"`  // a class, see internal/outbound; empty where there was an answer
	DurationMS int       `db:"duration_ms"`
}

// LogFilter chooses a page of the log, the newest first.
type LogFilter struct {
	EndpointID uuid.UUID
	State      string    // of deliveries; empty: all
	MessageID  uuid.UUID // uuid.Nil: all
	Before     uuid.UUID // the last id of the page before
	Limit      int
}

func (f LogFilter) args() pgx.StrictNamedArgs {
	return pgx.StrictNamedArgs{"endpoint": f.EndpointID, "message": f.MessageID, "before": f.Before, "limit": f.Limit}
}

const sqlDeliveries = `
select d.id, d.message_id, m.type as event, m.entry_id, m.locale, d.state, d.replay, d.attempts, d.due_at, d.created_at, d.ended_at,
       ` + lastColumns + `
from webhook_deliveries d
join webhook_messages m on m.id = d.message_id
left join lateral (select * from webhook_attempts a where a.delivery_id = d.id order by a.id desc limit 1) l on true
where d.endpoint_id = @endpoint
  and (@state::text = '' or d.state = @state)
  and (@message::uuid is null or d.message_id = @message)
  and (@before::uuid is null or d.id < @before)
order by d.id desc
limit @limit`

// Deliveries lists what goes and went to an endpoint.
func (s *Service) Deliveries(ctx context.Context, a auth.Actor, f LogFilter) ([]Delivery, error) {
	if _, err := s.Endpoint(ctx, a, f.EndpointID); err != nil {
		return nil, err
	}
	args := f.args()
	args["state"] = f.State
	rows, err := s.db.Query(ctx, sqlDeliveries, args)
	if err != nil {
		return nil, fmt.Errorf("list deliveries: %w", err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByName[Delivery])
	if err != nil {
		return nil, fmt.Errorf("list deliveries: %w", err)
	}
	return list, nil
}

const sqlAttempts = `
select id, delivery_id, message_id, number, at, status, error, duration_ms
from webhook_attempts
where endpoint_id = @endpoint
  and (@message::uuid is null or message_id = @message)
  and (@before::uuid is null or id < @before)
order by id desc
limit @limit`

// Attempts lists every single call to an endpoint.
func (s *Service) Attempts(ctx context.Context, a auth.Actor, f LogFilter) ([]Attempt, error) {
	if _, err := s.Endpoint(ctx, a, f.EndpointID); err != nil {
		return nil, err
	}
	rows, err := s.db.Query(ctx, sqlAttempts, f.args())
	if err != nil {
		return nil, fmt.Errorf("list attempts: %w", err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByName[Attempt])
	if err != nil {
		return nil, fmt.Errorf("list attempts: %w", err)
	}
	return list, nil
}
