package api

import (
	"github.com/google/uuid"
)

// webhookRows are the routes of webhooks: of one's own organisation, and of the agency.
func webhookRows(f *fixture) []row {
	own := func(f *fixture, _ *person) uuid.UUID { return f.webhook("willkommen") }
	agency := func(f *fixture, _ *person) uuid.UUID { return f.webhook("") }
	fields := object{"url": "https://portal.example.org/hook", "events": []string{"offer.*"}}
	with := func(more object) object {
		out := object{}
		for _, part := range []object{fields, more} {
			for k, v := range part {
				out[k] = v
			}
		}
		return out
	}
	create := func(label string, body object) row {
		return row{"POST /api/v1/webhooks", label, func(f *fixture, _ *person) call {
			f.exec(`delete from webhook_endpoints`)
			return call{target: prefix + "/webhooks", body: asJSON(f.t, body)}
		}}
	}
	change := forObject("PUT /api/v1/webhooks/{id}", with(object{"description": "anders"}), own)
	unguarded := change.call
	change.call = func(f *fixture, who *person) call {
		c := unguarded(f, who)
		c.headers = []string{"If-Match", `"1"`}
		return c
	}
	labelled := func(label string, r row) row {
		r.label = label
		return r
	}
	return []row{
		plain("GET /api/v1/webhooks", nil),
		create("inside", with(object{"organisation": f.org["willkommen"]})),
		create("elsewhere", with(object{"organisation": uuid.New()})),
		create("of the agency", fields),
		forObject("GET /api/v1/webhooks/{id}", nil, own),
		labelled("of the agency", forObject("GET /api/v1/webhooks/{id}", nil, agency)),
		change,
		forObject("DELETE /api/v1/webhooks/{id}", nil, own),
		forObject("POST /api/v1/webhooks/{id}/rotate-secret", object{"overlapHours": 1}, own),
		labelled("of the agency", forObject("POST /api/v1/webhooks/{id}/rotate-secret", object{}, agency)),
		forObject("POST /api/v1/webhooks/{id}/enable", nil, own),
		forObject("POST /api/v1/webhooks/{id}/disable", nil, own),
		forObject("POST /api/v1/webhooks/{id}/test", nil, own),
		forObject("POST /api/v1/webhooks/{id}/replay", object{"failedOnly": true}, own),
		forObject("GET /api/v1/webhooks/{id}/deliveries", nil, own),
		forObject("GET /api/v1/webhooks/{id}/attempts", nil, own),
	}
}

// webhook makes a webhook of an organisation, of the agency where the slug is empty.
func (f *fixture) webhook(slug string) uuid.UUID {
	f.t.Helper()
	f.exec(`delete from webhook_endpoints`) // there may only be so many
	body := object{"url": "https://portal.example.org/hook", "events": []string{"*"}}
	if slug != "" {
		body["organisation"] = f.org[slug]
	}
	w := f.try(f.people["root"], post, prefix+"/webhooks", asJSON(f.t, body))
	if w.Code != 201 {
		f.t.Fatal(w.Body)
	}
	return decode[Webhook](f.t, w).ID
}
