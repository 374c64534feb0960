package webhook_test

import (
	"encoding/base64"
	"encoding/hex"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"lotse/cms/webhook"
)

// The secret changes while messages go out and the receiver changes over when it likes: not one call fails.
func TestRotationWithoutAGap(t *testing.T) {
	t.Parallel()
	f := setup(t)
	r := newReceiver(t)
	e, old := f.told(t, 4, r.URL)
	f.deliver(t)
	send := func() []received {
		f.offer(t, "Angebot "+newID().String())
		f.dispatch(t)
		f.deliver(t)
		return r.take()
	}
	for _, c := range r.take() {
		if !verified(t, old, c) {
			t.Error("a call before the rotation does not verify with the only secret")
		}
	}
	fresh, changed, err := f.RotateSecret(t.Context(), f.manager, e.ID, time.Hour)
	if err != nil || fresh == old || changed.Version != 2 {
		t.Fatalf("%v %+v", err, changed)
	}
	for _, c := range send() {
		if !verified(t, old, c) || !verified(t, fresh, c) || strings.Count(c.header.Get("webhook-signature"), "v1,") != 2 {
			t.Errorf("during the overlap: %s", c.header.Get("webhook-signature"))
		}
	}
	third, _, err := f.RotateSecret(t.Context(), f.manager, e.ID, 24*time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range send() {
		if !verified(t, old, c) || !verified(t, fresh, c) || !verified(t, third, c) {
			t.Error("a second rotation shortened the first overlap")
		}
	}
	f.move(t, 2*time.Hour)
	for _, c := range send() {
		if verified(t, old, c) || !verified(t, fresh, c) || !verified(t, third, c) {
			t.Error("after the first overlap the first secret does not hold any more, the second does")
		}
	}
	last, _, err := f.RotateSecret(t.Context(), f.manager, e.ID, 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range send() {
		if verified(t, fresh, c) || verified(t, third, c) || !verified(t, last, c) {
			t.Error("without an overlap the old ones end at once")
		}
	}
	for i := range 6 {
		_, _, err = f.RotateSecret(t.Context(), f.manager, e.ID, time.Hour)
		if (err != nil) != (i > 3) {
			t.Errorf("rotation %d: %v", i, err)
		}
	}
}

// Everything that was ever sent under many rotations at the same time verifies with one of the secrets that were given out.
func TestRotationAtFullSpeed(t *testing.T) {
	t.Parallel()
	f := setup(t)
	r := newReceiver(t)
	e, first := f.told(t, 60, r.URL)
	secrets := []string{first}
	var rotating sync.WaitGroup
	rotating.Go(func() {
		for range 4 {
			secret, _, err := f.RotateSecret(t.Context(), f.manager, e.ID, time.Hour)
			if err != nil {
				t.Error(err)
				return
			}
			secrets = append(secrets, secret)
			time.Sleep(20 * time.Millisecond)
		}
	})
	f.deliver(t)
	rotating.Wait()
	f.deliver(t)
	calls := r.take()
	if len(calls) != 60 || len(secrets) != 5 {
		t.Fatalf("%d calls, %d secrets", len(calls), len(secrets))
	}
	for _, c := range calls {
		if !verified(t, first, c) { // a receiver that has not changed over yet
			t.Error("a call does not verify with the secret that still holds")
		}
	}
}

// Neither a dump of the database nor a log shows a secret.
func TestSecretsAreNowhere(t *testing.T) {
	t.Parallel()
	f := setup(t)
	r := newReceiver(t)
	r.answer(status(http.StatusInternalServerError))
	e, secret := f.told(t, 2, r.URL)
	rotated, _, err := f.RotateSecret(t.Context(), f.manager, e.ID, time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	f.deliver(t)
	var dump strings.Builder
	for _, table := range query[[]string](t, f, `select array_agg(format('%I.%I', schemaname, tablename)) from pg_tables where schemaname in ('public', 'river')`) {
		dump.WriteString(query[string](t, f, `select coalesce(string_agg(x::text, E'\n'), '') from `+table+` x`))
	}
	if !strings.Contains(dump.String(), e.ID.String()) {
		t.Fatal("the dump does not show the endpoint, so it would prove nothing")
	}
	for _, s := range []string{secret, rotated} {
		for form, text := range forms(t, s) {
			if strings.Contains(dump.String(), text) {
				t.Errorf("the dump holds a secret as %s", form)
			}
			if strings.Contains(f.log.String(), text) {
				t.Errorf("the log holds a secret as %s", form)
			}
		}
	}
	// Another LOTSE_SECRET opens nothing: the attempt is in the log, and a rotation heals it.
	other := f.service(t, func(d *webhook.Deps) { d.Secret = []byte(strings.Repeat("y", 32)) })
	f.Service = other
	r.take()
	var at time.Duration
	f.wait(t, &at, time.Hour)
	f.deliver(t)
	if calls := r.take(); len(calls) != 0 {
		t.Errorf("%d calls without a valid signature", len(calls))
	}
	if n := query[int](t, f, `select count(*) from webhook_attempts where error = 'secret_unreadable'`); n == 0 {
		t.Error("nothing in the log")
	}
	healed, _, err := f.RotateSecret(t.Context(), f.manager, e.ID, time.Hour)
	if err != nil {
		t.Fatal(err)
	}
	r.answer(nil)
	for range 3 {
		f.wait(t, &at, 3*time.Hour)
		f.deliver(t)
	}
	calls := r.take()
	if len(calls) == 0 {
		t.Fatal("nothing was sent after the rotation")
	}
	for _, c := range calls {
		if !verified(t, healed, c) {
			t.Error("a call does not verify")
		}
	}
}

// forms are the ways in which a secret could stand somewhere.
func forms(t testing.TB, secret string) map[string]string {
	t.Helper()
	text := strings.TrimPrefix(secret, "whsec_")
	raw := must(base64.StdEncoding.DecodeString(text))(t)
	if len(raw) != 32 || text == secret {
		t.Fatalf("%q is no secret of the specification", secret)
	}
	return map[string]string{
		"base64": text, "base64 for addresses": base64.RawURLEncoding.EncodeToString(raw), "hexadecimal": hex.EncodeToString(raw), "bytes": string(raw),
	}
}
