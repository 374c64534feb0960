package background_test

import (
	"crypto/x509"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	standardwebhooks "github.com/standard-webhooks/standard-webhooks/libraries/go"

	"lotse/auth"
	"lotse/cms/webhook"
	"lotse/internal/mail"
	"lotse/internal/outbound"
)

// localCaller may call receivers of tests, whose certificates are all signed by the same.
func localCaller(t testing.TB) *outbound.Client {
	t.Helper()
	server := httptest.NewTLSServer(http.NotFoundHandler())
	defer server.Close()
	roots := x509.NewCertPool()
	roots.AddCert(server.Certificate())
	return outbound.New(outbound.Options{Allow: outbound.Loopback(), Roots: roots})
}

// receiver is a real server over TLS that counts how often each message came, and checks it with the stock library.
type receiver struct {
	*httptest.Server
	mu     sync.Mutex
	status int
	secret string
	seen   map[string]int
	bad    int
	last   time.Time
}

func newReceiver(t testing.TB) *receiver {
	t.Helper()
	r := &receiver{status: http.StatusOK, seen: map[string]int{}}
	r.Server = httptest.NewUnstartedServer(r)
	r.Config.ErrorLog = log.New(io.Discard, "", 0)
	r.StartTLS()
	t.Cleanup(r.Close)
	return r
}

// ServeHTTP notes the call.
func (r *receiver) ServeHTTP(w http.ResponseWriter, q *http.Request) {
	body, _ := io.ReadAll(q.Body)
	r.mu.Lock()
	defer r.mu.Unlock()
	wh, err := standardwebhooks.NewWebhook(r.secret)
	if err != nil || wh.Verify(body, q.Header) != nil {
		r.bad++
	}
	r.seen[q.Header.Get("webhook-id")]++
	r.last = time.Now()
	w.WriteHeader(r.status)
}

func (r *receiver) set(status int, secret string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.status, r.secret = status, secret
}

// count is how many messages came, how many calls in all, and how many did not verify.
func (r *receiver) count() (messages, calls, bad int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, n := range r.seen {
		calls += n
	}
	return len(r.seen), calls, r.bad
}

// listens makes an endpoint of the organisation that calls the receiver.
func (f *fixture) listens(t testing.TB, r *receiver) webhook.Endpoint {
	t.Helper()
	admin := f.account(t, "Ada Admin", "admin@lotse.test", "de", auth.Membership{Role: auth.Admin})
	e, secret, err := f.webhooks.CreateEndpoint(t.Context(), admin, webhook.NewEndpoint{
		OrganisationID: f.organisation, EndpointFields: webhook.EndpointFields{URL: r.URL, Events: []string{"offer.*"}},
	})
	if err != nil {
		t.Fatal(err)
	}
	r.set(http.StatusOK, secret)
	return e
}

// From the commit to the receiver, with nobody waking anybody.
func TestWebhookArrives(t *testing.T) {
	t.Parallel()
	f := setup(t)
	r := newReceiver(t)
	f.listens(t, r)
	f.work(t, seldom)
	f.idle(t, "%webhooks")
	f.imported(t, "offer", f.offerFields("Sprachcafé"))
	committed := time.Now()
	eventually(t, "the receiver was called", func() bool { n, _, _ := r.count(); return n == 1 })
	t.Logf("called %v after the commit", r.last.Sub(committed))
	eventually(t, "that is noted", func() bool {
		return query[int](t, f.node, `select count(*) from webhook_deliveries where state = 'delivered'`) == 1
	})
	if _, calls, bad := r.count(); calls != 1 || bad != 0 {
		t.Errorf("%d calls, %d do not verify", calls, bad)
	}
}

// A receiver that is down for six hours: River's jobs come by the moved clock, and everything arrives with its id.
func TestWebhookReceiverIsDown(t *testing.T) {
	t.Parallel()
	f := setup(t)
	r := newReceiver(t)
	f.listens(t, r)
	r.set(http.StatusBadGateway, r.secret)
	b, _ := f.work(t, seldom)
	const items = 5
	for i := range items {
		f.imported(t, "offer", f.offerFields(fmt.Sprintf("Angebot %d", i)))
	}
	attempts := func() int { return query[int](t, f.node, `select count(*) from webhook_attempts`) }
	eventually(t, "somebody was called", func() bool {
		return attempts() > 0 && query[int](t, f.node, `select count(*) from webhook_messages`) == items
	})
	for _, at := range []time.Duration{20 * time.Minute, 2 * time.Hour, 6 * time.Hour} {
		before := attempts()
		f.move(t, at)
		if err := b.Wake(t.Context()); err != nil {
			t.Fatal(err)
		}
		eventually(t, "it was tried again", func() bool { return attempts() > before })
	}
	r.set(http.StatusNoContent, r.secret)
	for at := 12 * time.Hour; at < 80*time.Hour; at += 12 * time.Hour {
		f.move(t, at)
		if err := b.Wake(t.Context()); err != nil {
			t.Fatal(err)
		}
		f.idle(t, "%webhooks")
		f.idle(t, "call_webhook")
	}
	delivered := query[int](t, f.node, `select count(*) from webhook_deliveries where state = 'delivered'`)
	messages, _, bad := r.count()
	if delivered != items || messages != items || bad != 0 {
		t.Errorf("%d delivered, %d ids came, %d calls do not verify", delivered, messages, bad)
	}
}

// Kill -9 in the middle of dispatching and calling: no message is lost, none is written twice, and what was called and not
// noted comes again with its id.
func TestWebhooksOfAKilledProcess(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	f := setupWith(t, must(mail.OpenFolder(folder, "redaktion@lotse.test"))(t))
	r := newReceiver(t)
	f.listens(t, r)
	const items = 300
	for i := range items {
		f.imported(t, "offer", f.offerFields(fmt.Sprintf("Angebot %d", i)))
	}
	process := f.startWorker(t, folder)
	eventually(t, "some were called", func() bool { n, _, _ := r.count(); return n >= 20 })
	if err := process.Process.Signal(syscall.SIGKILL); err != nil {
		t.Fatal(err)
	}
	_ = process.Wait() // killed
	eventually(t, "the server has let go of the dead", func() bool {
		return query[int](t, f.node, `select count(*) from pg_stat_activity where datname = current_database() and application_name = 'lotse'`) == 0
	})
	before, _, _ := r.count()
	if before == items {
		t.Error("the process was faster than the kill: nothing is shown")
	}
	// What River does two minutes later: jobs of the dead are taken up again.
	f.exec(t, `update river.river_job set state = 'available' where state = 'running'`)
	f.move(t, 2*time.Minute)
	f.work(t, seldom)
	eventually(t, "the rest arrived", func() bool {
		return query[int](t, f.node, `select count(*) from webhook_deliveries where state = 'delivered'`) == items
	})
	messages, calls, bad := r.count()
	t.Logf("killed after %d of %d messages; %d calls in all", before, items, calls)
	if messages != items || bad != 0 || calls-items > 8 { // at most what the dead had under way
		t.Errorf("%d messages, %d calls, %d do not verify", messages, calls, bad)
	}
	if n := query[int](t, f.node, `select count(*) from webhook_messages`); n != items {
		t.Errorf("%d messages were written", n)
	}
}

// The owner reads in their language that the webhook was disabled and why, and nothing of its address but the host.
func TestMailAboutADisabledWebhook(t *testing.T) {
	t.Parallel()
	p := &peer{}
	f := setupWith(t, serve(t, p))
	for name, locale := range map[string]string{"martha": "de", "mary-ann": "en"} {
		a := f.account(t, "Person "+name, name+"@lotse.test", locale)
		f.exec(t, `insert into memberships (id, account_id, organisation_id, role, created_at) values ($1, $2, $3, 'manager', lotse.now())`, newID(), a.AccountID, f.organisation)
	}
	r := newReceiver(t)
	e := f.listens(t, r)
	f.exec(t, `update webhook_endpoints set url = url || '/hook?key=sehr-geheim'`)
	r.set(http.StatusGone, r.secret)
	f.work(t, seldom)
	f.imported(t, "offer", f.offerFields("Sprachcafé"))
	eventually(t, "both mails are sent", func() bool {
		return query[int](t, f.node, `select count(*) from outbox where template = 'webhook_disabled' and sent_at is not null`) == 2
	})
	host := strings.TrimPrefix(r.URL, "https://")
	for _, m := range p.letters() {
		want := []string{"Webhook switched off: " + host, "it is gone (410)"}
		if m.language == "de" {
			want = []string{"Webhook abgeschaltet: " + host, "nicht mehr gibt (410)"}
		}
		if m.subject != want[0] || !strings.Contains(m.text, want[1]) || !strings.Contains(m.text, "https://lotse.test/admin/webhooks/"+e.ID.String()) ||
			strings.Contains(m.text, "sehr-geheim") {
			t.Errorf("%s\n%s", m.subject, m.text)
		}
	}
	if got := len(p.letters()); got != 2 {
		t.Errorf("%d letters", got)
	}
	if strings.Contains(f.log.String(), "sehr-geheim") {
		t.Error("the log holds the address")
	}
}
