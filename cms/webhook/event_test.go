package webhook_test

import (
	"encoding/base64"
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"
	standardwebhooks "github.com/standard-webhooks/standard-webhooks/libraries/go"

	"lotse/auth"
	"lotse/cms"
	"lotse/cms/webhook"
	"lotse/schema"
)

// The vector that the libraries of Standard Webhooks share, and several secrets at once.
func TestSignature(t *testing.T) {
	t.Parallel()
	key := must(base64.StdEncoding.DecodeString("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"))(t)
	const id, body = "msg_p5jXN8AQM9LWM0D4loKWxJek", `{"test": 2432232314}`
	const want = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
	at := time.Unix(1614265330, 0)
	if got := webhook.Signature([][]byte{key}, id, at, []byte(body)); got != want {
		t.Errorf("%s, want %s", got, want)
	}
	other := []byte("abcdefghijklmnopqrstuvwxyz012345")
	both := webhook.Signature([][]byte{other, key}, id, at, []byte(body))
	if parts := strings.Split(both, " "); len(parts) != 2 || parts[1] != want {
		t.Errorf("%s", both)
	}
	for _, raw := range [][]byte{key, other} {
		wh := must(standardwebhooks.NewWebhookRaw(raw))(t)
		header := http.Header{}
		header.Set("webhook-id", id)
		header.Set("webhook-timestamp", "1614265330")
		header.Set("webhook-signature", both)
		if err := wh.VerifyIgnoringTimestamp([]byte(body), header); err != nil {
			t.Error(err)
		}
	}
}

func TestPatterns(t *testing.T) {
	t.Parallel()
	types := must(schema.Load(schema.Embedded()))(t)
	for pattern, want := range map[string]string{
		"*": "", "offer.*": "", "offer.published": "", "event.updated": "", "job.withdrawn": "", "place.expired": "", "article.deleted": "",
		"": "bad_format", "offer": "bad_format", "offer.": "bad_format", ".published": "bad_format", "Offer.published": "bad_format",
		"offer.published.de": "bad_format", "*.published": "bad_format", "offer.*.": "bad_format", "offer-x.*": "bad_format", "**": "bad_format",
		"offer.sold": "unknown_event", "ship.*": "unknown_event", "ship.published": "unknown_event", "webhook.test": "unknown_event",
	} {
		if got := webhook.PatternProblem(pattern, types); got != want {
			t.Errorf("%q: %q, want %q", pattern, got, want)
		}
	}
	for _, c := range []struct {
		patterns string
		event    string
		want     bool
	}{
		{"*", "offer.published", true}, {"offer.*", "offer.deleted", true}, {"offer.published", "offer.published", true},
		{"offer.published", "offer.updated", false}, {"offer.*", "offers.updated", false}, {"event.* offer.updated", "offer.updated", true}, {"", "offer.updated", false},
	} {
		if got := webhook.Matches(strings.Fields(c.patterns), c.event); got != c.want {
			t.Errorf("%s for %s: %v", c.patterns, c.event, got)
		}
	}
}

// The life of an entry as the agency, its own organisation and another one hear of it.
func TestEventsOfALife(t *testing.T) {
	t.Parallel()
	f := setup(t)
	agency, own, foreign, narrow := newReceiver(t), newReceiver(t), newReceiver(t), newReceiver(t)
	f.endpoint(t, uuid.Nil, agency.URL)
	f.endpoint(t, f.organisation, own.URL, "offer.*")
	f.endpoint(t, f.other, foreign.URL)
	f.endpoint(t, f.organisation, narrow.URL, "offer.withdrawn", "event.published")
	imports := auth.Import(f.author.AccountID)
	expect := func(step string, all, mine, theirs, few []string) {
		t.Helper()
		f.dispatch(t)
		f.deliver(t)
		for name, c := range map[string]struct {
			r    *receiver
			want []string
		}{"agency": {agency, all}, "own": {own, mine}, "foreign": {foreign, theirs}, "narrow": {narrow, few}} {
			if c.want == nil {
				c.want = []string{}
			}
			if diff := cmp.Diff(c.want, c.r.events()); diff != "" {
				t.Errorf("%s, %s: %s", step, name, diff)
			}
		}
	}
	one := func(event string) []string { return []string{event} }

	id := f.offer(t, "Sprachcafé")
	expect("publish", one("offer.published"), one("offer.published"), nil, nil)
	expect("nothing", nil, nil, nil, nil)
	f.move(t, time.Hour)
	f.act(t, f.admin, id, "confirm")
	expect("confirm, which changes what the public reads", one("offer.updated"), one("offer.updated"), nil, nil)
	f.retitle(t, id, "Sprachcafé am Dienstag")
	expect("change", one("offer.updated"), one("offer.updated"), nil, nil)
	f.act(t, imports, id, "withdraw")
	expect("withdraw", one("offer.withdrawn"), one("offer.withdrawn"), nil, one("offer.withdrawn"))
	f.act(t, imports, id, "publish")
	expect("publish again", one("offer.published"), one("offer.published"), nil, nil)
	f.act(t, f.admin, id, "archive")
	expect("archive", one("offer.withdrawn"), one("offer.withdrawn"), nil, one("offer.withdrawn"))
	f.act(t, f.admin, id, "restore")
	expect("restore", one("offer.published"), one("offer.published"), nil, nil)
	f.act(t, f.admin, id, "transfer", func(a *cms.Act) { a.Organisation = f.other })
	expect("transfer", one("offer.updated"), one("offer.withdrawn"), one("offer.published"), one("offer.withdrawn"))
	if err := f.cms.SuspendOrganisation(t.Context(), f.admin, f.other, true); err != nil {
		t.Fatal(err)
	}
	expect("suspend", one("offer.withdrawn"), nil, one("offer.withdrawn"), nil)
	if err := f.cms.SuspendOrganisation(t.Context(), f.admin, f.other, false); err != nil {
		t.Fatal(err)
	}
	expect("resume", one("offer.published"), nil, one("offer.published"), nil)
	f.act(t, f.admin, id, "expire")
	if err := f.cms.ExpireEntry(t.Context(), id); err != nil {
		t.Fatal(err)
	}
	expect("expire", one("offer.expired"), nil, one("offer.expired"), nil)
	f.act(t, f.admin, id, "withdraw")
	expect("withdraw what has expired", nil, nil, nil, nil)
	f.act(t, f.admin, id, "delete")
	expect("delete what was gone already", nil, nil, nil, nil)

	id = f.offer(t, "Noch eines")
	f.act(t, f.admin, id, "withdraw")
	expect("published and withdrawn between two looks", nil, nil, nil, nil)
	f.act(t, imports, id, "publish")
	f.retitle(t, id, "Noch eines, anders")
	expect("published and changed between two looks", one("offer.published"), one("offer.published"), nil, nil)
	f.act(t, f.admin, id, "withdraw")
	f.act(t, f.admin, id, "delete")
	expect("withdrawn and deleted between two looks", one("offer.deleted"), one("offer.deleted"), nil, nil)
}

// What is public before somebody listens is no news, and is told right when it changes.
func TestALateListener(t *testing.T) {
	t.Parallel()
	f := setup(t)
	changed, withdrawn := f.offer(t, "Ändert sich"), f.offer(t, "Verschwindet")
	f.offer(t, "Bleibt")
	f.dispatch(t)
	r := newReceiver(t)
	f.endpoint(t, uuid.Nil, r.URL)
	f.retitle(t, changed, "Hat sich geändert")
	f.act(t, f.admin, withdrawn, "withdraw")
	f.dispatch(t)
	f.deliver(t)
	if diff := cmp.Diff([]string{"offer.updated", "offer.withdrawn"}, r.events()); diff != "" {
		t.Error(diff)
	}
	if n := query[int](t, f, `select count(*) from webhook_messages`); n != 2 {
		t.Errorf("%d messages", n)
	}
}

// A body is small, names the item and says nothing of it, nor of anybody.
func TestBody(t *testing.T) {
	t.Parallel()
	f := setup(t)
	r := newReceiver(t)
	_, secret := f.endpoint(t, uuid.Nil, r.URL+"/hook?key=1")
	fields := f.offerFields("Sprachcafé bei Frau Qwalmbeck")
	fields["contacts"] = []any{map[string]any{"name": "Anna Qwalmbeck", "email": "qwalmbeck@verein.example", "consent": true}}
	id := f.publish(t, "offer", fields)
	f.dispatch(t)
	f.act(t, f.admin, id, "withdraw")
	f.dispatch(t)
	f.deliver(t)
	calls := r.take()
	if len(calls) != 2 {
		t.Fatalf("%d calls", len(calls))
	}
	for i, c := range calls {
		if !verified(t, secret, c) {
			t.Errorf("%s does not verify", c.event)
		}
		if c.header.Get("Content-Type") != "application/json" || !strings.HasPrefix(c.id, "msg_") || strings.Contains(c.id, ".") || len(c.body) > 20_000 {
			t.Errorf("%v %s", c.header, c.body)
		}
		var p struct {
			Type      string
			Timestamp time.Time
			Data      map[string]string
		}
		if err := json.Unmarshal(c.body, &p); err != nil {
			t.Fatal(err)
		}
		want := map[string]string{"id": id.String(), "type": "offer", "locale": "de", "url": "https://lotse.test/content/v1/offer/" + id.String() + "?locale=de"}
		if i == 1 {
			want["reason"] = "withdrawn"
		}
		if diff := cmp.Diff(want, p.Data); diff != "" || time.Since(p.Timestamp) > time.Minute {
			t.Errorf("%s%v", diff, p.Timestamp)
		}
		if strings.Contains(strings.ToLower(string(c.body)), "qwalmbeck") {
			t.Errorf("it names a person: %s", c.body)
		}
	}
}
