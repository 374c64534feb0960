package webhook

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"lotse/auth"
	"lotse/internal/command"
)

// maxReplay is how many messages one call sends again.
const maxReplay = 1000

// Replay chooses the messages to send again, among those that once went to the endpoint.
type Replay struct {
	EndpointID uuid.UUID
	// MessageID names a single one, uuid.Nil for all of the range.
	MessageID    uuid.UUID
	Since, Until time.Time // from, and before
	// FailedOnly leaves out what has arrived.
	FailedOnly bool
	// After is where the replay before came to.
	After uuid.UUID
}

// Replayed tells what a replay did.
type Replayed struct {
	Deliveries int
	// Next is where to go on, uuid.Nil at the end.
	Next uuid.UUID
}

// Messages that are on their way are left out: they will come by themselves.
const sqlReplayable = `
select m.id
from webhook_messages m
where (@after::uuid is null or m.id > @after)
  and (@message::uuid is null or m.id = @message)
  and m.created_at >= @since
  and m.created_at < @until
  and exists (select from webhook_deliveries d where d.message_id = m.id and d.endpoint_id = @endpoint)
  and not exists (select from webhook_deliveries d where d.message_id = m.id and d.endpoint_id = @endpoint and d.state = 'pending')
  and not (@failed_only::boolean
           and exists (select from webhook_deliveries d where d.message_id = m.id and d.endpoint_id = @endpoint and d.state = 'delivered'))
order by m.id
limit @limit`

const sqlKnownMessage = `
select exists (select from webhook_deliveries where message_id = @message and endpoint_id = @endpoint)`

// Replay sends messages again, as new deliveries with the same webhook-id and the same body.
func (s *Service) Replay(ctx context.Context, a auth.Actor, in Replay) (out Replayed, err error) {
	err = s.commands.Run(ctx, a.Actor, func(ctx context.Context, tx *command.Tx) error {
		out = Replayed{}
		e, err := s.load(ctx, tx, sqlLockEndpoint, a, in.EndpointID)
		if err != nil {
			return err
		}
		if err := mayBeCalled(e); err != nil {
			return err
		}
		list, err := replayable(ctx, tx, in)
		if err != nil {
			return err
		}
		if len(list) == 0 {
			tx.Unchanged()
			return nil
		}
		batch := &pgx.Batch{}
		for _, id := range list {
			s.queueDelivery(batch, tx, delivery{endpoint: e.ID, message: id, replay: true})
		}
		if err := tx.SendBatch(ctx, batch).Close(); err != nil {
			return fmt.Errorf("write deliveries: %w", err)
		}
		out.Deliveries = len(list)
		if len(list) == maxReplay {
			out.Next = list[len(list)-1]
		}
		tx.Record(event("webhook.replayed", e.ID, e.OrganisationID, map[string]any{"deliveries": len(list)}))
		return nil
	})
	return out, err
}

// mayBeCalled refuses to send anything to an endpoint that is disabled.
func mayBeCalled(e Endpoint) error {
	if e.State == Disabled {
		return command.E(command.Refused, "webhook_disabled", "The webhook is disabled; enable it first.")
	}
	return nil
}

func replayable(ctx context.Context, tx *command.Tx, in Replay) ([]uuid.UUID, error) {
	if in.MessageID != uuid.Nil {
		var known bool
		err := tx.QueryRow(ctx, sqlKnownMessage, pgx.StrictNamedArgs{"message": in.MessageID, "endpoint": in.EndpointID}).Scan(&known)
		if err != nil {
			return nil, fmt.Errorf("look for the message: %w", err)
		}
		if !known {
			return nil, command.InvalidField("/message", "unknown_message")
		}
	}
	if in.Until.IsZero() {
		in.Until = tx.Now.Add(time.Second)
	}
	rows, err := tx.Query(ctx, sqlReplayable, pgx.StrictNamedArgs{
		"endpoint": in.EndpointID, "message": in.MessageID, "since": in.Since, "until": in.Until, "failed_only": in.FailedOnly,
		"after": in.After, "limit": maxReplay,
	})
	if err != nil {
		return nil, fmt.Errorf("choose messages: %w", err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowTo[uuid.UUID])
	if err != nil {
		return nil, fmt.Errorf("choose messages: %w", err)
	}
	return list, nil
}

// Test sends the event webhook.test to one endpoint, once, and returns the id of the message. What came of it stands in
// the log.
func (s *Service) Test(ctx context.Context, a auth.Actor, id uuid.UUID) (messageID uuid.UUID, err error) {
	err = s.commands.Run(ctx, a.Actor, func(ctx context.Context, tx *command.Tx) error {
		e, err := s.load(ctx, tx, sqlLockEndpoint, a, id)
		if err != nil {
			return err
		}
		if err := mayBeCalled(e); err != nil {
			return err
		}
		text, err := body(TestEvent, tx.Now, testData{Endpoint: id})
		if err != nil {
			return err
		}
		batch := &pgx.Batch{}
		messageID = queueMessage(batch, tx, message{event: TestEvent, body: text})
		s.queueDelivery(batch, tx, delivery{endpoint: id, message: messageID, once: true})
		if err := tx.SendBatch(ctx, batch).Close(); err != nil {
			return fmt.Errorf("write the test: %w", err)
		}
		tx.Record(event("webhook.tested", id, e.OrganisationID, nil))
		return nil
	})
	return messageID, err
}
