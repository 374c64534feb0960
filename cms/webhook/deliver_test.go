package webhook_test

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"

	"lotse/cms/webhook"
	"lotse/internal/outbound"
)

// told makes an endpoint of the organisation and n events for it.
func (f *fixture) told(t testing.TB, n int, url string) (webhook.Endpoint, string) {
	t.Helper()
	e, secret := f.endpoint(t, f.organisation, url)
	for i := range n {
		f.offer(t, fmt.Sprintf("Angebot %d", i))
	}
	f.dispatch(t)
	return e, secret
}

// wait moves the clock on and brings back what is due then, as the sweep does.
func (f *fixture) wait(t testing.TB, at *time.Duration, by time.Duration) {
	t.Helper()
	*at += by
	f.move(t, *at)
	if _, err := f.Overdue(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// deliveries counts by state.
func (f *fixture) states(t testing.TB) map[string]int {
	t.Helper()
	return query[map[string]int](t, f, `select coalesce(jsonb_object_agg(state, n), '{}') from (select state, count(*) as n from webhook_deliveries group by state) s`)
}

// A receiver that is down for six hours gets everything once it is up again, each message with one id.
func TestDownForSixHours(t *testing.T) {
	t.Parallel()
	f := setup(t)
	r := newReceiver(t)
	r.answer(status(http.StatusServiceUnavailable))
	_, secret := f.told(t, 12, r.URL)
	var at time.Duration
	ids := map[string]bool{}
	attempts := map[string]int{}
	for at < 6*time.Hour {
		f.deliver(t)
		f.wait(t, &at, 5*time.Minute)
		for _, c := range r.take() {
			ids[c.id] = true
			attempts[c.id]++
		}
	}
	if len(ids) != 12 || f.states(t)["pending"] != 12 {
		t.Fatalf("%d messages came, %v", len(ids), f.states(t))
	}
	for id, n := range attempts {
		// Now, 5 s, 5 min, 35 min, 2 h 35; less often where many wait for a receiver that does not answer.
		if n < 2 || n > 5 {
			t.Errorf("%s came %d times in six hours", id, n)
		}
	}
	r.answer(nil)
	arrived := map[string]int{}
	for at < 12*time.Hour && f.states(t)["pending"] > 0 {
		f.deliver(t)
		f.wait(t, &at, 15*time.Minute)
	}
	for _, c := range r.take() {
		arrived[c.id]++
		if !ids[c.id] || !verified(t, secret, c) {
			t.Errorf("%s is another message, or does not verify", c.id)
		}
	}
	for id := range ids {
		if arrived[id] != 1 {
			t.Errorf("%s arrived %d times", id, arrived[id])
		}
	}
	if diff := cmp.Diff(map[string]int{"delivered": 12}, f.states(t)); diff != "" {
		t.Error(diff)
	}
	if since := query[*time.Time](t, f, `select failing_since from webhook_endpoints`); since != nil {
		t.Error("the endpoint still counts as failing")
	}
}

// After the whole schedule without one success a message is given up, the endpoint disabled and its owners written to.
func TestFailingForDays(t *testing.T) {
	t.Parallel()
	f := setup(t)
	r := newReceiver(t)
	r.answer(status(http.StatusInternalServerError))
	e, _ := f.told(t, 1, r.URL)
	var at time.Duration
	var when []time.Duration
	for f.states(t)["pending"] > 0 && len(when) < 20 {
		if f.deliver(t) > 0 {
			when = append(when, at)
		}
		next := query[float64](t, f, `select coalesce(extract(epoch from min(due_at) - lotse.now()), 0)::float8 from webhook_deliveries where state = 'pending'`)
		at += time.Duration(max(next, 0)*float64(time.Second)) + time.Second
		f.move(t, at)
	}
	if calls := r.take(); len(calls) != 10 || len(when) != 10 {
		t.Fatalf("%d attempts at %v", len(calls), when)
	}
	// The specification's times since the start, with up to a tenth of chance.
	since := []float64{0, 0, 0.085, 0.585, 2.585, 7.585, 17.585, 31.585, 51.585, 75.585}
	for i, h := range since {
		if got := when[i].Hours(); got < h-0.01 || got > h*1.1+0.05 {
			t.Errorf("attempt %d after %.2f h, want %.2f", i+1, got, h)
		}
	}
	got := must(f.Endpoint(t.Context(), f.manager, e.ID))(t)
	if got.State != webhook.Disabled || got.DisabledReason != "failing" || got.Version != 2 {
		t.Errorf("%+v", got)
	}
	f.wantDisabled(t, e.ID, "failing", f.manager.AccountID)
	// Nothing more is sent.
	f.offer(t, "Später")
	f.dispatch(t)
	f.wait(t, &at, 48*time.Hour)
	f.deliver(t)
	if calls := r.take(); len(calls) != 0 {
		t.Errorf("%d calls to a disabled endpoint", len(calls))
	}
}

// wantDisabled checks that a line in the trail and a mail to each owner, with its job, tell of a disabled endpoint.
func (f *fixture) wantDisabled(t testing.TB, id uuid.UUID, reason string, owners ...uuid.UUID) {
	t.Helper()
	if n := query[int](t, f, `select count(*) from activity where action = 'webhook.disabled' and actor_kind = 'system' and changes = jsonb_build_object('webhook', $1::text, 'reason', $2::text)`,
		id.String(), reason); n != 1 {
		t.Errorf("%d lines in the trail", n)
	}
	mailed := query[[]uuid.UUID](t, f, `select coalesce(array_agg(o.account_id order by o.account_id), '{}') from outbox o
		join river.river_job j on j.kind = 'send_mail' and j.args ->> 'outboxId' = o.id::text
		where o.template = 'webhook_disabled' and o.webhook_id = $1`, id)
	if diff := cmp.Diff(owners, mailed); diff != "" {
		t.Errorf("mails: %s", diff)
	}
}

// 410 ends it at once: for what is on its way as well.
func TestGone(t *testing.T) {
	t.Parallel()
	f := setup(t)
	r := newReceiver(t)
	r.answer(status(http.StatusGone))
	e, _ := f.told(t, 3, r.URL)
	agency, _ := f.endpoint(t, uuid.Nil, r.URL)
	if made := f.deliver(t); made != 1 {
		t.Errorf("%d attempts", made)
	}
	if diff := cmp.Diff(map[string]int{"failed": 1, "cancelled": 2}, f.states(t)); diff != "" {
		t.Error(diff)
	}
	f.wantDisabled(t, e.ID, "gone", f.manager.AccountID)
	if got := must(f.Endpoint(t.Context(), f.manager, e.ID))(t); got.State != webhook.Disabled || got.DisabledReason != "gone" || got.DisabledAt == nil {
		t.Errorf("%+v", got)
	}
	// The agency's endpoint is the admins'.
	f.offer(t, "Noch eines")
	f.dispatch(t)
	f.deliver(t)
	f.wantDisabled(t, agency.ID, "gone", f.admin.AccountID)
	// Enabled again it hears of what is new; what it missed can be replayed.
	r.answer(nil)
	r.take()
	if _, err := f.EnableEndpoint(t.Context(), f.manager, e.ID); err != nil {
		t.Fatal(err)
	}
	f.offer(t, "Neu")
	f.dispatch(t)
	f.deliver(t)
	if calls := r.take(); len(calls) != 1 {
		t.Errorf("%d calls after it was enabled", len(calls))
	}
	done := must(f.Replay(t.Context(), f.manager, webhook.Replay{EndpointID: e.ID, FailedOnly: true}))(t)
	f.deliver(t)
	if calls := r.take(); len(calls) != 3 || done.Deliveries != 3 {
		t.Errorf("%d calls, %+v", len(calls), done)
	}
}

// Every answer but 2xx is a failure; a redirect is one that leads nowhere.
func TestAnswers(t *testing.T) {
	t.Parallel()
	target := newReceiver(t)
	for code, want := range map[int]string{
		200: "delivered", 201: "delivered", 202: "delivered", 204: "delivered", 299: "delivered",
		300: "pending", 301: "pending", 302: "pending", 303: "pending", 304: "pending", 307: "pending", 308: "pending",
		400: "pending", 401: "pending", 404: "pending", 409: "pending", 422: "pending", 429: "pending", 500: "pending", 502: "pending", 503: "pending", 504: "pending",
	} {
		t.Run(fmt.Sprint(code), func(t *testing.T) {
			t.Parallel()
			f := setup(t)
			r := newReceiver(t)
			r.answer(status(code, "Location", target.URL))
			f.told(t, 1, r.URL)
			f.deliver(t)
			if diff := cmp.Diff(map[string]int{want: 1}, f.states(t)); diff != "" {
				t.Error(diff)
			}
			if got := query[int](t, f, `select status from webhook_attempts`); got != code || len(r.take()) != 1 {
				t.Errorf("%d stands in the log", got)
			}
			if calls := target.take(); len(calls) != 0 {
				t.Error("the redirect was followed")
			}
		})
	}
}

// What does not answer at all, by the class that the owner reads.
func TestNoAnswer(t *testing.T) {
	t.Parallel()
	closed := newReceiver(t)
	address := closed.URL
	closed.Close()
	for class, answer := range map[string]http.HandlerFunc{
		outbound.Timeout: func(_ http.ResponseWriter, q *http.Request) { <-q.Context().Done() },
		outbound.Broken: func(w http.ResponseWriter, _ *http.Request) {
			if conn, _, err := http.NewResponseController(w).Hijack(); err == nil {
				_ = conn.Close()
			}
		},
		outbound.Connect: nil,
	} {
		t.Run(class, func(t *testing.T) {
			t.Parallel()
			f := setup(t, func(d *webhook.Deps) { d.Caller = local(t, time.Second) })
			r := newReceiver(t)
			r.answer(answer)
			url := r.URL
			if answer == nil {
				url = address
			}
			e, _ := f.told(t, 1, url)
			f.deliver(t)
			log := must(f.Attempts(t.Context(), f.manager, webhook.LogFilter{EndpointID: e.ID, Limit: 10}))(t)
			if len(log) != 1 || log[0].Error != class || log[0].Status != nil || log[0].Number != 1 {
				t.Errorf("%+v", log)
			}
			if f.states(t)["pending"] != 1 {
				t.Errorf("%v", f.states(t))
			}
		})
	}
}

// A huge answer is a success by its status, and is not read to its end.
func TestHugeAnswer(t *testing.T) {
	t.Parallel()
	f := setup(t)
	r := newReceiver(t)
	r.answer(func(w http.ResponseWriter, _ *http.Request) {
		for range 1 << 14 {
			if _, err := io.WriteString(w, strings.Repeat("x", 1<<14)); err != nil {
				return
			}
		}
	})
	f.told(t, 1, r.URL)
	f.deliver(t)
	if f.states(t)["delivered"] != 1 {
		t.Errorf("%v", f.states(t))
	}
}

// An address that leads inside is not called, even where it got into the table: nothing leaves the machine.
func TestForbiddenAddress(t *testing.T) {
	t.Parallel()
	f := setup(t, func(d *webhook.Deps) { d.Caller = outbound.New(outbound.Options{}) })
	r := newReceiver(t)
	for _, url := range []string{r.URL, "https://169.254.169.254/latest", "https://localhost/", "http://example.org/", "https://[::ffff:127.0.0.1]/"} {
		_, _, err := f.CreateEndpoint(t.Context(), f.manager, webhook.NewEndpoint{
			OrganisationID: f.organisation, EndpointFields: webhook.EndpointFields{URL: url, Events: []string{"*"}},
		})
		if err == nil {
			t.Errorf("%s was taken", url)
		}
	}
	e, _ := f.endpoint(t, f.organisation, "https://portal.example.org/hook")
	f.exec(t, `update webhook_endpoints set url = $1`, strings.Replace(r.URL, "https:", "http:", 1))
	f.offer(t, "Angebot")
	f.dispatch(t)
	f.deliver(t)
	log := must(f.Attempts(t.Context(), f.manager, webhook.LogFilter{EndpointID: e.ID, Limit: 10}))(t)
	if len(log) != 1 || log[0].Error != outbound.Forbidden || len(r.take()) != 0 {
		t.Errorf("%+v", log)
	}
}

// Retry-After counts for the message, and nothing else is sent meanwhile.
func TestRetryAfter(t *testing.T) {
	t.Parallel()
	f := setup(t)
	r := newReceiver(t)
	r.answer(status(http.StatusTooManyRequests, "Retry-After", "1800"))
	f.told(t, 3, r.URL)
	if made := f.deliver(t); made != 1 {
		t.Errorf("%d calls before the throttle", made)
	}
	r.answer(nil)
	var at time.Duration
	f.wait(t, &at, 25*time.Minute)
	if made := f.deliver(t); made != 0 {
		t.Errorf("%d calls during the pause", made)
	}
	f.wait(t, &at, 10*time.Minute)
	f.deliver(t)
	if diff := cmp.Diff(map[string]int{"delivered": 3}, f.states(t)); diff != "" {
		t.Error(diff)
	}
}

func TestPause(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		failures, status int
		retryAfter, want time.Duration
	}{
		{1, 500, 0, 0}, {3, 500, 0, 0}, {4, 500, 0, time.Second}, {6, 500, 0, 4 * time.Second}, {30, 500, 0, 30 * time.Second}, {1, 0, 0, 0},
		{1, 429, 0, 15 * time.Second}, {2, 502, 0, 30 * time.Second}, {1, 504, 0, 15 * time.Second}, {40, 429, 0, time.Hour},
		{1, 429, time.Minute, time.Minute}, {9, 503, 2 * time.Second, 2 * time.Second}, {1, 503, 1000 * time.Hour, time.Hour},
	} {
		if got := webhook.Pause(c.failures, c.status, c.retryAfter); got != c.want {
			t.Errorf("%+v: %v", c, got)
		}
	}
	total := time.Duration(0)
	for _, d := range webhook.Schedule() {
		total += d
	}
	if want := 75*time.Hour + 35*time.Minute + 5*time.Second; total != want || len(webhook.Schedule()) != 10 {
		t.Errorf("the schedule takes %v, want %v", total, want)
	}
}
