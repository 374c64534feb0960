package webhook_test

import (
	"net/http"
	"testing"
	"time"

	"lotse/cms/webhook"
)

// The list and the log say what came of the last call, also to an address that does not answer.
func TestLastAttempt(t *testing.T) {
	t.Parallel()
	f := setup(t)
	r := newReceiver(t)
	e, _ := f.told(t, 1, r.URL)
	last := func() (ofEndpoint, ofDelivery webhook.LastAttempt) {
		t.Helper()
		all := must(f.Endpoints(t.Context(), f.manager, webhook.EndpointFilter{Limit: 10}))(t)
		log := must(f.Deliveries(t.Context(), f.manager, webhook.LogFilter{EndpointID: e.ID, Limit: 10}))(t)
		if len(all) != 1 || len(log) != 1 {
			t.Fatalf("%d webhooks, %d deliveries", len(all), len(log))
		}
		return all[0].LastAttempt, log[0].LastAttempt
	}
	if e, d := last(); e != (webhook.LastAttempt{}) || d != (webhook.LastAttempt{}) {
		t.Fatalf("before the first call: %+v, %+v", e, d)
	}
	r.answer(status(http.StatusServiceUnavailable))
	f.deliver(t)
	r.answer(nil)
	var at time.Duration
	for _, want := range []int{503, 200} {
		ofEndpoint, ofDelivery := last()
		for _, got := range []webhook.LastAttempt{ofEndpoint, ofDelivery} {
			if got.At == nil || got.Status == nil || *got.Status != want || got.Error == nil || *got.Error != "" || got.DurationMS == nil {
				t.Fatalf("%+v, not %d", got, want)
			}
		}
		f.wait(t, &at, 10*time.Second)
		f.deliver(t)
	}
	r.Close()
	f.exec(t, `update webhook_deliveries set state = 'pending', due_at = lotse.now(), ended_at = null`)
	f.deliver(t)
	if e, _ := last(); e.Status != nil || e.Error == nil || *e.Error != "connection_failed" {
		t.Fatalf("nobody there: %+v", e)
	}
}
