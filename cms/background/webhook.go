package background

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"

	"lotse/cms"
	"lotse/cms/upkeep"
	"lotse/cms/webhook"
	"lotse/internal/mail"
	"lotse/schema"
)

// callWorker makes one attempt to deliver a webhook.
type callWorker struct {
	river.WorkerDefaults[webhook.Call]
	webhooks *webhook.Service
}

// Work calls the receiver. A delivery whose time has not come lets its job sleep.
func (w *callWorker) Work(ctx context.Context, job *river.Job[webhook.Call]) error {
	sleep, err := w.webhooks.Deliver(ctx, job.Args)
	if err != nil {
		return err
	}
	if sleep > 0 {
		return river.JobSnooze(sleep)
	}
	return nil
}

// Arguments of the sweeps of webhooks.
type (
	dispatchWebhooks struct{}
	sweepWebhooks    struct{}
)

// Kinds are the jobs' names in the database.
func (dispatchWebhooks) Kind() string { return "dispatch_webhooks" }
func (sweepWebhooks) Kind() string    { return "sweep_webhooks" }

// How often the change feed is looked at for webhooks, and how often the dispatcher runs where no look found anything.
const (
	lookEvery     = 500 * time.Millisecond
	dispatchEvery = time.Minute
	overdueEvery  = time.Minute
)

// webhookSweeps are the sweeps of webhooks, none where there are no webhooks.
func webhookSweeps(w *webhook.Service) []periodic {
	if w == nil {
		return nil
	}
	return []periodic{
		{dispatchWebhooks{}, dispatchEvery, 1, true, sweepWorker[dispatchWebhooks](reported(w.Dispatch))},
		{sweepWebhooks{}, overdueEvery, 1, true, sweepWorker[sweepWebhooks](reported(w.Overdue))},
	}
}

// reported has the form of a sweep.
func reported(f func(context.Context) (webhook.Report, error)) func(context.Context) (upkeep.Report, error) {
	return func(ctx context.Context) (upkeep.Report, error) {
		r, err := f(ctx)
		return upkeep.Report{Done: r.Done, Left: r.Left}, err
	}
}

// look watches the change feed until ctx ends, and has the dispatcher run when there is something to announce. A look is
// one search in an index; a job that waits already is not enqueued again, whichever node looks.
func (b *Background) look(ctx context.Context, w *webhook.Service) {
	failing := false
	for {
		select {
		case <-ctx.Done():
			return
		case <-time.After(lookEvery):
		}
		pending, err := w.Pending(ctx)
		if err == nil && pending {
			_, err = b.client.Insert(ctx, dispatchWebhooks{}, &river.InsertOpts{MaxAttempts: 1, UniqueOpts: oneAtATime})
		}
		if err != nil && ctx.Err() == nil && !failing {
			b.log.LogAttrs(ctx, slog.LevelWarn, "cannot look for webhooks", slog.Any("error", err))
		}
		failing = err != nil
	}
}

// oneAtATime keeps a job from being enqueued while one of its kind is still to come or under way.
var oneAtATime = river.UniqueOpts{ByState: cms.Unfinished()}

const sqlMailWebhook = `
select e.url, e.disabled_reason
from webhook_endpoints e
where e.id = @id
  and e.disabled_reason in ('gone', 'failing')`

// disabledWebhook is an endpoint that a mail speaks of.
type disabledWebhook struct {
	URL            string `db:"url"`
	DisabledReason string `db:"disabled_reason"`
}

// disabledBecause says why a webhook was disabled that nobody disabled.
var disabledBecause = map[string]schema.Text{
	"gone": {
		"de": "Der Empfänger hat geantwortet, dass es ihn nicht mehr gibt (410).",
		"en": "The receiver answered that it is gone (410).",
	},
	"failing": {
		"de": "Der Empfänger hat seit Tagen keinen einzigen Aufruf angenommen.",
		"en": "The receiver has not accepted a single call for days.",
	},
}

// webhook tells that an endpoint was disabled, and why. Whoever has enabled it since is not written to.
func (w *writer) webhook(ctx context.Context, row outboxRow) (mail.Data, error) {
	rows, err := w.db.Query(ctx, sqlMailWebhook, pgx.StrictNamedArgs{"id": row.WebhookID})
	if err != nil {
		return mail.Data{}, fmt.Errorf("load webhook of mail: %w", err)
	}
	found, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[disabledWebhook])
	if errors.Is(err, pgx.ErrNoRows) {
		return mail.Data{}, overtaken
	}
	if err != nil {
		return mail.Data{}, fmt.Errorf("load webhook of mail: %w", err)
	}
	return mail.Data{
		Title: hostOf(found.URL), Link: w.webhookLink(row.WebhookID),
		Problems: []string{disabledBecause[found.DisabledReason].In(row.Locale)},
	}, nil
}

// hostOf is the part of an address that a mail may show: what follows it may be a key.
func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return u.Host
}

// webhookLink leads to the page of the endpoint at the desk, where it is enabled again.
func (w *writer) webhookLink(id uuid.UUID) string {
	return w.base.JoinPath("admin", "webhooks", id.String()).String()
}
