package webhook_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"lotse/auth"
	"lotse/cms/webhook"
	"lotse/internal/command"
	"lotse/internal/outbound"
)

// Whoever does not manage an endpoint is answered as if there were none, whatever is asked.
func TestNobodyElsesEndpoints(t *testing.T) {
	t.Parallel()
	f := setup(t)
	own, _ := f.endpoint(t, f.organisation, "https://127.0.0.1/own")
	agency, _ := f.endpoint(t, uuid.Nil, "https://127.0.0.1/agency")
	ctx := t.Context()
	for name, who := range map[string]auth.Actor{"foreign manager": f.foreign, "contributor": f.author, "publisher": f.editor, "nobody": auth.Anonymous()} {
		for _, id := range []uuid.UUID{own.ID, agency.ID, newID()} {
			for what, ask := range map[string]func() error{
				"get": func() error { _, err := f.Endpoint(ctx, who, id); return err },
				"change": func() error {
					_, err := f.ChangeEndpoint(ctx, who, webhook.ChangeEndpoint{ID: id, Version: 1})
					return err
				},
				"delete":  func() error { return f.DeleteEndpoint(ctx, who, id) },
				"rotate":  func() error { _, _, err := f.RotateSecret(ctx, who, id, 0); return err },
				"enable":  func() error { _, err := f.EnableEndpoint(ctx, who, id); return err },
				"disable": func() error { _, err := f.DisableEndpoint(ctx, who, id); return err },
				"test":    func() error { _, err := f.Test(ctx, who, id); return err },
				"replay":  func() error { _, err := f.Replay(ctx, who, webhook.Replay{EndpointID: id}); return err },
				"deliveries": func() error {
					_, err := f.Deliveries(ctx, who, webhook.LogFilter{EndpointID: id, Limit: 1})
					return err
				},
				"attempts": func() error { _, err := f.Attempts(ctx, who, webhook.LogFilter{EndpointID: id, Limit: 1}); return err },
			} {
				if err := ask(); command.KindOf(err) != command.NotFound {
					t.Errorf("%s, %s: %v", name, what, err)
				}
			}
		}
		for _, organisation := range []uuid.UUID{f.organisation, uuid.Nil, newID()} {
			_, _, err := f.CreateEndpoint(ctx, who, webhook.NewEndpoint{OrganisationID: organisation})
			if command.KindOf(err) != command.Forbidden {
				t.Errorf("%s, create: %v", name, err)
			}
		}
		if list := must(f.Endpoints(ctx, who, webhook.EndpointFilter{Limit: 100}))(t); len(list) != 0 {
			t.Errorf("%s sees %d endpoints", name, len(list))
		}
	}
	if _, err := f.Endpoint(ctx, f.manager, agency.ID); command.KindOf(err) != command.NotFound {
		t.Errorf("a manager and the agency's endpoint: %v", err)
	}
	narrow := f.manager
	narrow.Kind, narrow.Scope = "token", &auth.Scope{Actions: []string{"read"}, Types: []string{"*"}}
	if _, err := f.Endpoint(ctx, narrow, own.ID); command.KindOf(err) != command.NotFound {
		t.Errorf("a token without the scope: %v", err)
	}
	narrow.Scope = &auth.Scope{Actions: []string{auth.WebhookManage}, Types: []string{"*"}}
	if _, err := f.Endpoint(ctx, narrow, own.ID); err != nil {
		t.Errorf("a token with the scope: %v", err)
	}
}

// A webhook belongs to a site that there is.
func TestEndpointsOfSites(t *testing.T) {
	t.Parallel()
	f := setup(t)
	known, disabled := newID(), newID()
	f.exec(t, `insert into sites (id, slug, name, created_at, disabled_at) values ($1, 'an', 'An', lotse.now(), null), ($2, 'aus', 'Aus', lotse.now(), lotse.now())`, known, disabled)
	in := webhook.NewEndpoint{EndpointFields: webhook.EndpointFields{URL: "https://127.0.0.1/site", Events: []string{"*"}}}
	for _, site := range []uuid.UUID{disabled, newID()} {
		in.SiteID = site
		if _, _, err := f.CreateEndpoint(t.Context(), f.admin, in); command.KindOf(err) != command.Invalid {
			t.Errorf("%s: %v", site, err)
		}
	}
	in.SiteID = known
	if e, _, err := f.CreateEndpoint(t.Context(), f.admin, in); err != nil || e.SiteID != known {
		t.Errorf("of a site: %v, %v", e.SiteID, err)
	}
}

func TestEndpointFields(t *testing.T) {
	t.Parallel()
	f := setup(t)
	f.Service = f.service(t, func(d *webhook.Deps) { d.Caller = outbound.New(outbound.Options{}) })
	create := func(fields webhook.EndpointFields) (webhook.Endpoint, string, error) {
		return f.CreateEndpoint(t.Context(), f.manager, webhook.NewEndpoint{OrganisationID: f.organisation, EndpointFields: fields})
	}
	for name, c := range map[string]struct {
		in   webhook.EndpointFields
		want []string
	}{
		"nothing":   {webhook.EndpointFields{}, []string{"/url not_an_address", "/events required"}},
		"plain":     {webhook.EndpointFields{URL: "http://example.org/", Events: []string{"*"}}, []string{"/url not_https"}},
		"inside":    {webhook.EndpointFields{URL: "https://10.0.0.1/", Events: []string{"*"}}, []string{"/url forbidden_address"}},
		"port":      {webhook.EndpointFields{URL: "https://example.org:22/", Events: []string{"*"}}, []string{"/url port_not_allowed"}},
		"events":    {webhook.EndpointFields{URL: "https://example.org/", Events: []string{"offer.*", "ship.*", "OFFER"}}, []string{"/events/1 unknown_event", "/events/2 bad_format"}},
		"many":      {webhook.EndpointFields{URL: "https://example.org/", Events: slices.Repeat([]string{"*"}, 51)}, []string{"/events too_many"}},
		"long":      {webhook.EndpointFields{URL: "https://example.org/", Events: []string{"*"}, Description: strings.Repeat("ä", 201)}, []string{"/description too_long"}},
		"invisible": {webhook.EndpointFields{URL: "https://example.org/", Events: []string{"*"}, Description: "a\u202eb"}, []string{"/description bidi_override"}},
	} {
		_, _, err := create(c.in)
		e, _ := err.(*command.Error)
		if e == nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		var got []string
		for _, p := range e.Fields {
			got = append(got, p.Pointer+" "+p.Code)
		}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
	e, secret, err := create(webhook.EndpointFields{URL: " https://Portal.Example.ORG:443/hook?k=1 ", Description: " Portal ", Events: []string{"offer.*", "event.*", "offer.*"}})
	if err != nil || e.URL != "https://portal.example.org/hook?k=1" || e.Description != "Portal" || !slices.Equal(e.Events, []string{"event.*", "offer.*"}) ||
		e.State != webhook.Active || e.Version != 1 || e.OrganisationID != f.organisation || !strings.HasPrefix(secret, "whsec_") {
		t.Errorf("%+v %s %v", e, secret, err)
	}
	_, err = f.ChangeEndpoint(t.Context(), f.manager, webhook.ChangeEndpoint{ID: e.ID, Version: 7, EndpointFields: webhook.EndpointFields{URL: e.URL, Events: e.Events}})
	if command.Code(err) != "stale" {
		t.Errorf("%v", err)
	}
	changed, err := f.ChangeEndpoint(t.Context(), f.manager, webhook.ChangeEndpoint{ID: e.ID, Version: 1, EndpointFields: webhook.EndpointFields{URL: "https://anders.example.org/", Events: []string{"*"}}})
	if err != nil || changed.Version != 2 || changed.URL != "https://anders.example.org/" {
		t.Errorf("%+v %v", changed, err)
	}
	for range 9 {
		if _, _, err := create(webhook.EndpointFields{URL: "https://example.org/", Events: []string{"*"}}); err != nil {
			t.Fatal(err)
		}
	}
	if _, _, err := create(webhook.EndpointFields{URL: "https://example.org/", Events: []string{"*"}}); command.Code(err) != "too_many_webhooks" {
		t.Errorf("an eleventh: %v", err)
	}
	if err := f.DeleteEndpoint(t.Context(), f.manager, e.ID); err != nil {
		t.Fatal(err)
	}
	if n := query[int](t, f, `select count(*) from webhook_secrets where endpoint_id = $1`, e.ID); n != 0 {
		t.Error("its secret is still there")
	}
	_, _, err = f.CreateEndpoint(t.Context(), f.admin, webhook.NewEndpoint{OrganisationID: newID(), EndpointFields: webhook.EndpointFields{URL: "https://example.org/", Events: []string{"*"}}})
	if e, _ := err.(*command.Error); e == nil || len(e.Fields) != 1 || e.Fields[0].Code != "unknown_organisation" {
		t.Errorf("an organisation that is not there: %v", err)
	}
	trail := query[[]string](t, f, `select array_agg(action order by id) from activity where action like 'webhook.%' and changes ->> 'webhook' = $1`, e.ID.String())
	if !slices.Equal(trail, []string{"webhook.created", "webhook.changed", "webhook.deleted"}) {
		t.Errorf("%v", trail)
	}
}

func TestEndpointsInParts(t *testing.T) {
	t.Parallel()
	f := setup(t)
	var want []uuid.UUID
	for range 5 {
		e, _ := f.endpoint(t, f.organisation, "https://127.0.0.1/a")
		want = append(want, e.ID)
	}
	f.endpoint(t, f.other, "https://127.0.0.1/b")
	f.endpoint(t, uuid.Nil, "https://127.0.0.1/c")
	var got []uuid.UUID
	filter := webhook.EndpointFilter{Limit: 2}
	for {
		page := must(f.Endpoints(t.Context(), f.manager, filter))(t)
		for _, e := range page {
			got = append(got, e.ID)
		}
		if len(page) < 2 {
			break
		}
		filter.After = page[1].ID
	}
	if !slices.Equal(want, got) {
		t.Errorf("%v, want %v", got, want)
	}
	if all := must(f.Endpoints(t.Context(), f.admin, webhook.EndpointFilter{Limit: 100}))(t); len(all) != 7 {
		t.Errorf("the admin sees %d", len(all))
	}
	if some := must(f.Endpoints(t.Context(), f.admin, webhook.EndpointFilter{OrganisationID: f.other, Limit: 100}))(t); len(some) != 1 {
		t.Errorf("%d of the other organisation", len(some))
	}
	if none := must(f.Endpoints(t.Context(), f.admin, webhook.EndpointFilter{State: webhook.Disabled, Limit: 100}))(t); len(none) != 0 {
		t.Errorf("%d are disabled", len(none))
	}
}

// One message, a range, and only what has failed; what is on its way is left out, and nothing gets a new id.
func TestReplay(t *testing.T) {
	t.Parallel()
	f := setup(t)
	r := newReceiver(t)
	e, secret := f.endpoint(t, f.organisation, r.URL)
	ids := map[string]bool{}
	round := func(answer http.HandlerFunc, n int) {
		r.answer(answer)
		for range n {
			f.offer(t, "Angebot "+newID().String())
		}
		f.dispatch(t)
		f.deliver(t)
		for _, c := range r.take() {
			ids[c.id] = true
		}
	}
	replay := func(in webhook.Replay) (int, []received) {
		t.Helper()
		in.EndpointID = e.ID
		done := must(f.Replay(t.Context(), f.manager, in))(t)
		f.deliver(t)
		calls := r.take()
		for _, c := range calls {
			if !ids[c.id] || !verified(t, secret, c) {
				t.Errorf("%s is new, or does not verify", c.id)
			}
		}
		return done.Deliveries, calls
	}
	round(nil, 3)
	f.move(t, time.Hour)
	start := query[time.Time](t, f, `select lotse.now()`)
	round(nil, 2)
	round(status(http.StatusInternalServerError), 2)
	if len(ids) != 7 {
		t.Fatalf("%d messages", len(ids))
	}
	// The two are still tried; a replay does not double them.
	r.answer(nil)
	if n, calls := replay(webhook.Replay{Since: start}); n != 2 || len(calls) != 2 {
		t.Errorf("%d, %d calls", n, len(calls))
	}
	f.exec(t, `update webhook_deliveries set state = 'failed', ended_at = lotse.now() where state = 'pending'`)
	if n, calls := replay(webhook.Replay{Since: start, FailedOnly: true}); n != 2 || len(calls) != 2 {
		t.Errorf("failed only: %d, %d calls", n, len(calls))
	}
	if n, _ := replay(webhook.Replay{FailedOnly: true}); n != 0 {
		t.Errorf("failed only, again: %d", n)
	}
	if n, calls := replay(webhook.Replay{Until: start}); n != 3 || len(calls) != 3 {
		t.Errorf("until: %d, %d calls", n, len(calls))
	}
	if n, calls := replay(webhook.Replay{}); n != 7 || len(calls) != 7 {
		t.Errorf("all: %d, %d calls", n, len(calls))
	}
	var one string
	for id := range ids {
		one = id
	}
	id, ok := webhook.ParseMessageName(one)
	if !ok || webhook.MessageName(id) != one {
		t.Fatalf("%s cannot be read back", one)
	}
	if n, calls := replay(webhook.Replay{MessageID: id}); n != 1 || len(calls) != 1 || calls[0].id != one {
		t.Errorf("one: %d, %v", n, calls)
	}
	// Another endpoint's message is none of this one's.
	foreign, _ := f.endpoint(t, f.other, r.URL)
	_, err := f.Replay(t.Context(), f.foreign, webhook.Replay{EndpointID: foreign.ID, MessageID: id})
	if e, _ := err.(*command.Error); e == nil || e.Fields[0].Code != "unknown_message" {
		t.Errorf("%v", err)
	}
	log := must(f.Deliveries(t.Context(), f.manager, webhook.LogFilter{EndpointID: e.ID, MessageID: id, Limit: 100}))(t)
	if len(log) < 3 || !log[0].Replay || log[len(log)-1].Replay {
		t.Errorf("%+v", log)
	}
	f.exec(t, `update webhook_endpoints set state = 'disabled', disabled_at = lotse.now(), disabled_reason = 'manual' where id = $1`, e.ID)
	if _, err := f.Replay(t.Context(), f.manager, webhook.Replay{EndpointID: e.ID}); command.Code(err) != "webhook_disabled" {
		t.Errorf("to a disabled endpoint: %v", err)
	}
	if _, err := f.Test(t.Context(), f.manager, e.ID); command.Code(err) != "webhook_disabled" {
		t.Errorf("a test of a disabled endpoint: %v", err)
	}
}

// A test goes to this endpoint alone, whatever it listens to, and is tried once.
func TestTest(t *testing.T) {
	t.Parallel()
	f := setup(t)
	r, other := newReceiver(t), newReceiver(t)
	e, secret := f.endpoint(t, f.organisation, r.URL, "event.deleted")
	f.endpoint(t, f.organisation, other.URL)
	r.answer(status(http.StatusNotFound))
	id := must(f.Test(t.Context(), f.manager, e.ID))(t)
	f.deliver(t)
	calls := r.take()
	if len(calls) != 1 || calls[0].event != webhook.TestEvent || calls[0].id != webhook.MessageName(id) || !verified(t, secret, calls[0]) || len(other.take()) != 0 {
		t.Errorf("%+v", calls)
	}
	if diff := f.states(t); diff["failed"] != 1 || len(diff) != 1 {
		t.Errorf("%v", diff)
	}
}

// The log in parts, the newest first.
func TestLogInParts(t *testing.T) {
	t.Parallel()
	f := setup(t)
	r := newReceiver(t)
	e, _ := f.told(t, 5, r.URL)
	f.deliver(t)
	var deliveries, attempts []uuid.UUID
	for filter := (webhook.LogFilter{EndpointID: e.ID, Limit: 2}); ; {
		page := must(f.Deliveries(t.Context(), f.manager, filter))(t)
		for _, d := range page {
			deliveries = append(deliveries, d.ID)
			if d.State != "delivered" || d.Attempts != 1 || d.Event != "offer.published" || d.EntryID == nil || *d.Locale != "de" || d.EndedAt == nil {
				t.Errorf("%+v", d)
			}
		}
		if len(page) < 2 {
			break
		}
		filter.Before = page[1].ID
	}
	for filter := (webhook.LogFilter{EndpointID: e.ID, Limit: 2}); ; {
		page := must(f.Attempts(t.Context(), f.manager, filter))(t)
		for _, a := range page {
			attempts = append(attempts, a.ID)
			if a.Number != 1 || a.Status == nil || *a.Status != 200 || a.Error != "" {
				t.Errorf("%+v", a)
			}
		}
		if len(page) < 2 {
			break
		}
		filter.Before = page[1].ID
	}
	for _, list := range [][]uuid.UUID{deliveries, attempts} {
		if len(list) != 5 || !slices.IsSortedFunc(list, func(a, b uuid.UUID) int { return -strings.Compare(a.String(), b.String()) }) {
			t.Errorf("%v", list)
		}
	}
	if none := must(f.Deliveries(t.Context(), f.manager, webhook.LogFilter{EndpointID: e.ID, State: "failed", Limit: 2}))(t); len(none) != 0 {
		t.Errorf("%v", none)
	}
}
