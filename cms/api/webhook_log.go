package api

import (
	"context"
	"time"

	"github.com/google/uuid"

	"lotse/cms/web"
	"lotse/cms/webhook"
	"lotse/internal/command"
)

// WebhookDelivery is a message on its way to a webhook, or what became of it.
type WebhookDelivery struct {
	ID        uuid.UUID  `json:"id" format:"uuid"`
	Message   string     `json:"message" doc:"The webhook-id of every attempt."`
	Event     string     `json:"event" example:"offer.published"`
	Entry     *uuid.UUID `json:"entry" format:"uuid"`
	Locale    *string    `json:"locale"`
	State     string     `json:"state" enum:"pending,delivered,failed,cancelled"`
	Replay    bool       `json:"replay" doc:"Somebody had it sent again."`
	Attempts  int        `json:"attempts"`
	NextAt    *time.Time `json:"nextAttemptAt" doc:"While it is pending."`
	CreatedAt time.Time  `json:"createdAt"`
	EndedAt   *time.Time `json:"endedAt"`

	LastAttempt *WebhookLastAttempt `json:"lastAttempt" doc:"The last call; null before the first."`
}

// WebhookLastAttempt is what came of the last call.
type WebhookLastAttempt struct {
	At         time.Time `json:"at"`
	Status     *int      `json:"status" doc:"Of the answer; null: there was none."`
	Error      string    `json:"error,omitempty" enum:"forbidden_address,name_not_found,connection_failed,tls_failed,timeout,connection_broken,bad_answer,secret_unreadable" doc:"Why there was no answer."`
	DurationMS int       `json:"durationMs"`
}

func newLastAttempt(last webhook.LastAttempt) *WebhookLastAttempt {
	if last.At == nil {
		return nil
	}
	return &WebhookLastAttempt{At: *last.At, Status: last.Status, Error: *last.Error, DurationMS: *last.DurationMS}
}

// WebhookAttempt is one call.
type WebhookAttempt struct {
	ID         uuid.UUID `json:"id" format:"uuid"`
	Delivery   uuid.UUID `json:"delivery" format:"uuid"`
	Message    string    `json:"message"`
	Number     int       `json:"number" doc:"Of the delivery, counted from 1."`
	At         time.Time `json:"at"`
	Status     *int      `json:"status" doc:"Of the answer; null: there was none."`
	Error      string    `json:"error,omitempty" enum:"forbidden_address,name_not_found,connection_failed,tls_failed,timeout,connection_broken,bad_answer,secret_unreadable" doc:"Why there was no answer."`
	DurationMS int       `json:"durationMs"`
}

// WebhookLogParams choose a part of a webhook's log.
type WebhookLogParams struct {
	IDParam
	PageParams
	Message string `query:"message" maxLength:"40" doc:"A webhook-id."`
}

// logFilter reads the parameters; the cursor is the last id of the part before.
func (d *door) logFilter(ctx context.Context, name string, in WebhookLogParams, state string) (query string, f webhook.LogFilter, err error) {
	f = webhook.LogFilter{EndpointID: in.ID, State: state, Limit: in.Limit}
	if in.Message != "" {
		var ok bool
		if f.MessageID, ok = webhook.ParseMessageName(in.Message); !ok {
			return "", f, badQuery(command.InvalidField("message", "bad_format"))
		}
	}
	query = queryOf(ctx, name, "id", in.ID.String(), "message", in.Message, "state", state)
	_, err = d.after(query, in.Cursor, &f.Before)
	return query, f, err
}

type webhookDeliveriesIn struct {
	WebhookLogParams
	State string `query:"state" enum:"pending,delivered,failed,cancelled"`
}

func (d *door) webhookDeliveries(ctx context.Context, in *webhookDeliveriesIn) (*listOut[WebhookDelivery], error) {
	query, f, err := d.logFilter(ctx, "deliveries", in.WebhookLogParams, in.State)
	if err != nil {
		return nil, err
	}
	all, err := d.webhooks.Deliveries(ctx, web.Actor(ctx), f)
	if err != nil {
		return nil, err
	}
	out := items[WebhookDelivery](nil)
	for _, one := range all {
		line := WebhookDelivery{
			ID: one.ID, Message: webhook.MessageName(one.MessageID), Event: one.Event, Entry: one.EntryID, Locale: one.Locale, State: one.State,
			Replay: one.Replay, Attempts: one.Attempts, CreatedAt: one.CreatedAt, EndedAt: one.EndedAt,
			LastAttempt: newLastAttempt(one.LastAttempt),
		}
		if one.State == "pending" {
			line.NextAt = &one.DueAt
		}
		out.Body.Items = append(out.Body.Items, line)
	}
	if n := len(all); n == in.Limit {
		out.Body.Next, err = d.next(query, all[n-1].ID)
	}
	return out, err
}

type webhookAttemptsIn struct{ WebhookLogParams }

func (d *door) webhookAttempts(ctx context.Context, in *webhookAttemptsIn) (*listOut[WebhookAttempt], error) {
	query, f, err := d.logFilter(ctx, "attempts", in.WebhookLogParams, "")
	if err != nil {
		return nil, err
	}
	all, err := d.webhooks.Attempts(ctx, web.Actor(ctx), f)
	if err != nil {
		return nil, err
	}
	out := items[WebhookAttempt](nil)
	for _, one := range all {
		out.Body.Items = append(out.Body.Items, WebhookAttempt{
			ID: one.ID, Delivery: one.DeliveryID, Message: webhook.MessageName(one.MessageID), Number: one.Number, At: one.At,
			Status: one.Status, Error: one.Error, DurationMS: one.DurationMS,
		})
	}
	if n := len(all); n == in.Limit {
		out.Body.Next, err = d.next(query, all[n-1].ID)
	}
	return out, err
}
