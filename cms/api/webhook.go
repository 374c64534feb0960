package api

import (
	"context"
	"time"

	"github.com/google/uuid"

	"lotse/auth"
	"lotse/cms/web"
	"lotse/cms/webhook"
	"lotse/internal/command"
)

func (d *door) registerWebhooks(a *web.API) {
	const manage = auth.WebhookManage
	web.Route(a, get, "/webhooks", manage, "List webhooks", d.listWebhooks, web.Errors("bad_cursor"))
	web.Route(a, post, "/webhooks", manage, "Make a webhook", d.createWebhook, web.Status(201), web.Unrepeatable(), web.Errors("too_many_webhooks", "unknown_organisation"), web.Describe("The answer holds the secret that calls are signed with, by Standard Webhooks 1.0. It is shown this once."))
	web.Route(a, get, "/webhooks/{id}", manage, "Get a webhook", d.webhook)
	web.Route(a, put, "/webhooks/{id}", manage, "Change address, description and events of a webhook", d.changeWebhook, guarded())
	web.Route(a, remove, "/webhooks/{id}", manage, "Delete a webhook with its log", d.deleteWebhook)
	web.Route(a, post, "/webhooks/{id}/rotate-secret", manage, "Give a webhook a new secret; the old one holds for an overlap", d.rotateSecret, web.Unrepeatable(), web.Errors("too_many_secrets"), web.Describe("While both hold, every call carries a signature of each, so that no call fails while the receiver changes over."))
	web.Route(a, post, "/webhooks/{id}/enable", manage, "Call a disabled webhook again", d.enableWebhook)
	web.Route(a, post, "/webhooks/{id}/disable", manage, "Call a webhook no more", d.disableWebhook)
	web.Route(a, post, "/webhooks/{id}/test", manage, "Send the event webhook.test, once", d.testWebhook, web.Status(202), web.Errors("webhook_disabled"), web.Describe("What came of it stands in the attempts a moment later."))
	web.Route(a, post, "/webhooks/{id}/replay", manage, "Send messages again, with the same webhook-id", d.replayWebhook, web.Status(202), web.Errors("webhook_disabled"), web.Describe("One message, or those of a range of time; at most 1,000 at once, next tells where to go on. What is on its way is left out."))
	web.Route(a, get, "/webhooks/{id}/deliveries", manage, "List what goes and went to a webhook, the newest first", d.webhookDeliveries, web.Errors("bad_cursor"))
	web.Route(a, get, "/webhooks/{id}/attempts", manage, "List every single call to a webhook, the newest first", d.webhookAttempts, web.Errors("bad_cursor"))
}

// Webhook is an address that is told of changes.
type Webhook struct {
	ID             uuid.UUID           `json:"id" format:"uuid"`
	Organisation   *uuid.UUID          `json:"organisation" format:"uuid" doc:"It hears of this organisation's items; null: of everything, or of what its site may read."`
	Site           *uuid.UUID          `json:"site" format:"uuid" doc:"It hears of what this site may read."`
	URL            string              `json:"url"`
	Description    string              `json:"description"`
	Events         []string            `json:"events" nullable:"false"`
	State          string              `json:"state" enum:"active,disabled"`
	DisabledReason string              `json:"disabledReason,omitempty" enum:"manual,gone,failing" doc:"manual: somebody did it; gone: it answered 410; failing: for days."`
	DisabledAt     *time.Time          `json:"disabledAt"`
	FailingSince   *time.Time          `json:"failingSince" doc:"The first failure since the last success."`
	CreatedAt      time.Time           `json:"createdAt"`
	UpdatedAt      time.Time           `json:"updatedAt"`
	Version        int                 `json:"version"`
	LastAttempt    *WebhookLastAttempt `json:"lastAttempt" doc:"The last call, within the 30 days of the log."`
}

func newWebhook(e webhook.Endpoint) Webhook {
	return Webhook{
		ID: e.ID, Organisation: idOrNull(e.OrganisationID), Site: idOrNull(e.SiteID), URL: e.URL, Description: e.Description,
		Events: orNone(e.Events), State: e.State, DisabledReason: e.DisabledReason, DisabledAt: e.DisabledAt, FailingSince: e.FailingSince,
		CreatedAt: e.CreatedAt, UpdatedAt: e.UpdatedAt, Version: e.Version, LastAttempt: newLastAttempt(e.LastAttempt),
	}
}

func idOrNull(id uuid.UUID) *uuid.UUID {
	if id == uuid.Nil {
		return nil
	}
	return &id
}

type webhookOut struct {
	ETag string `header:"ETag"`
	Body Webhook
}

func newWebhookOut(e webhook.Endpoint, err error) (*webhookOut, error) {
	if err != nil {
		return nil, err
	}
	return &webhookOut{ETag: etagOf(e.Version), Body: newWebhook(e)}, nil
}

// webhookWithSecret is a webhook at the only time when its secret is seen.
type webhookWithSecret struct {
	Webhook
	Secret string `json:"secret" doc:"Shown once: whsec_ and base64, as stock libraries take it."`
}

type webhookSecretOut struct {
	ETag string `header:"ETag"`
	Body webhookWithSecret
}

// WebhookFields are what can be said of a webhook. Exported, because an embedded struct must be. What is wrong with them
// the command says, all at once; limits in the form here would answer before it.
type WebhookFields struct {
	URL         string   `json:"url" maxLength:"2048" doc:"https, in the public internet, port 443 or 8443."`
	Description string   `json:"description,omitempty" doc:"At most 200 characters."`
	Events      []string `json:"events" nullable:"false" doc:"Patterns: offer.published, offer.*, *. At least one, at most 50." example:"[\"offer.*\"]"`
}

func (f WebhookFields) fields() webhook.EndpointFields {
	return webhook.EndpointFields{URL: f.URL, Description: f.Description, Events: f.Events}
}

type createWebhookIn struct {
	Body struct {
		WebhookFields
		Organisation *uuid.UUID `json:"organisation,omitempty" format:"uuid" doc:"Missing: a webhook of the agency, which hears of everything."`
		Site         *uuid.UUID `json:"site,omitempty" format:"uuid" doc:"The site that a webhook of the agency belongs to: it hears of what the site may read."`
	}
}

func (d *door) createWebhook(ctx context.Context, in *createWebhookIn) (*webhookSecretOut, error) {
	e, secret, err := d.webhooks.CreateEndpoint(ctx, web.Actor(ctx), webhook.NewEndpoint{
		OrganisationID: idOf(in.Body.Organisation), SiteID: idOf(in.Body.Site), EndpointFields: in.Body.fields(),
	})
	if err != nil {
		return nil, err
	}
	return &webhookSecretOut{ETag: etagOf(e.Version), Body: webhookWithSecret{Webhook: newWebhook(e), Secret: secret}}, nil
}

type listWebhooksIn struct {
	PageParams
	Organisation string `query:"organisation" format:"uuid"`
	State        string `query:"state" enum:"active,disabled"`
}

func (d *door) listWebhooks(ctx context.Context, in *listWebhooksIn) (*listOut[Webhook], error) {
	query := queryOf(ctx, "webhooks", "organisation", in.Organisation, "state", in.State)
	f := webhook.EndpointFilter{State: in.State, Limit: in.Limit}
	if in.Organisation != "" {
		f.OrganisationID, _ = uuid.Parse(in.Organisation) // its form is checked
	}
	if _, err := d.after(query, in.Cursor, &f.After); err != nil {
		return nil, err
	}
	all, err := d.webhooks.Endpoints(ctx, web.Actor(ctx), f)
	if err != nil {
		return nil, err
	}
	out := items[Webhook](nil)
	for _, e := range all {
		out.Body.Items = append(out.Body.Items, newWebhook(e))
	}
	if n := len(all); n == in.Limit {
		out.Body.Next, err = d.next(query, all[n-1].ID)
	}
	return out, err
}

func (d *door) webhook(ctx context.Context, in *IDParam) (*webhookOut, error) {
	return newWebhookOut(d.webhooks.Endpoint(ctx, web.Actor(ctx), in.ID))
}

type changeWebhookIn struct {
	ChangeParams
	Body WebhookFields
}

func (d *door) changeWebhook(ctx context.Context, in *changeWebhookIn) (*webhookOut, error) {
	match, err := web.IfMatch(in.IfMatch)
	if err != nil {
		return nil, err
	}
	return newWebhookOut(d.webhooks.ChangeEndpoint(ctx, web.Actor(ctx), webhook.ChangeEndpoint{
		ID: in.ID, Version: match.Entry, EndpointFields: in.Body.fields(),
	}))
}

func (d *door) deleteWebhook(ctx context.Context, in *IDParam) (*struct{}, error) {
	return nil, d.webhooks.DeleteEndpoint(ctx, web.Actor(ctx), in.ID)
}

func (d *door) enableWebhook(ctx context.Context, in *IDParam) (*webhookOut, error) {
	return newWebhookOut(d.webhooks.EnableEndpoint(ctx, web.Actor(ctx), in.ID))
}

func (d *door) disableWebhook(ctx context.Context, in *IDParam) (*webhookOut, error) {
	return newWebhookOut(d.webhooks.DisableEndpoint(ctx, web.Actor(ctx), in.ID))
}

type rotateSecretIn struct {
	IDParam
	Body *struct {
		OverlapHours *int `json:"overlapHours,omitempty" minimum:"0" maximum:"168" doc:"How long the old secret holds beside the new one; 24 where missing, 0 ends it at once."`
	}
}

func (d *door) rotateSecret(ctx context.Context, in *rotateSecretIn) (*webhookSecretOut, error) {
	overlap := webhook.DefaultOverlap
	if in.Body != nil && in.Body.OverlapHours != nil {
		overlap = time.Duration(*in.Body.OverlapHours) * time.Hour
	}
	secret, e, err := d.webhooks.RotateSecret(ctx, web.Actor(ctx), in.ID, overlap)
	if err != nil {
		return nil, err
	}
	return &webhookSecretOut{ETag: etagOf(e.Version), Body: webhookWithSecret{Webhook: newWebhook(e), Secret: secret}}, nil
}

type testWebhookOut struct {
	Body struct {
		Message string `json:"message" doc:"The webhook-id of the test."`
	}
}

func (d *door) testWebhook(ctx context.Context, in *IDParam) (*testWebhookOut, error) {
	id, err := d.webhooks.Test(ctx, web.Actor(ctx), in.ID)
	if err != nil {
		return nil, err
	}
	out := &testWebhookOut{}
	out.Body.Message = webhook.MessageName(id)
	return out, nil
}

type replayWebhookIn struct {
	IDParam
	Body struct {
		Message    string     `json:"message,omitempty" maxLength:"40" doc:"A webhook-id; missing: every message of the range."`
		Since      *time.Time `json:"since,omitempty" doc:"From this moment on."`
		Until      *time.Time `json:"until,omitempty" doc:"Before this moment."`
		FailedOnly bool       `json:"failedOnly,omitempty" doc:"Leave out what has arrived."`
		After      string     `json:"after,omitempty" maxLength:"40" doc:"The value of next of the part before."`
	}
}

type replayWebhookOut struct {
	Body struct {
		Deliveries int     `json:"deliveries" doc:"How many messages are on their way again."`
		Next       *string `json:"next" doc:"Where to go on (after); null at the end."`
	}
}

func (d *door) replayWebhook(ctx context.Context, in *replayWebhookIn) (*replayWebhookOut, error) {
	wanted := webhook.Replay{EndpointID: in.ID, Since: timeOf(in.Body.Since), Until: timeOf(in.Body.Until), FailedOnly: in.Body.FailedOnly}
	var ok bool
	if in.Body.Message != "" {
		if wanted.MessageID, ok = webhook.ParseMessageName(in.Body.Message); !ok {
			return nil, command.InvalidField("/message", "unknown_message")
		}
	}
	if in.Body.After != "" {
		if wanted.After, ok = webhook.ParseMessageName(in.Body.After); !ok {
			return nil, command.InvalidField("/after", "unknown_message")
		}
	}
	done, err := d.webhooks.Replay(ctx, web.Actor(ctx), wanted)
	if err != nil {
		return nil, err
	}
	out := &replayWebhookOut{}
	out.Body.Deliveries = done.Deliveries
	if done.Next != uuid.Nil {
		next := webhook.MessageName(done.Next)
		out.Body.Next = &next
	}
	return out, nil
}
