package client_test

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"lotse/client"
)

// serve is a server with one handler, and a client of it.
func serve(t *testing.T, o client.Options, h http.HandlerFunc) *client.Client {
	t.Helper()
	server := httptest.NewServer(h)
	t.Cleanup(server.Close)
	c, err := client.New(server.URL+"/", o)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestAListIsWalked(t *testing.T) {
	t.Parallel()
	var asked []string
	c := serve(t, client.Options{}, func(w http.ResponseWriter, r *http.Request) {
		asked = append(asked, r.URL.Path+"?"+r.URL.Query().Encode())
		next := `"two"`
		if r.URL.Query().Get("cursor") == "two" {
			next = "null"
		}
		_, _ = fmt.Fprintf(w, `{"items":[{"id":"1","slug":"a%d","fields":{"title":"T","languages":["de","ar"]}}],"next":%s}`, len(asked), next)
	})
	var slugs []string
	for item, err := range c.List(t.Context(), client.Query{
		Type: "offer", View: client.View{Locale: "ar", Fallback: true, Include: []string{"places"}},
		Filter: map[string]string{"costs": "free", "schedule gte": "2027-01-01"}, Sort: "-publishedAt", Limit: 1,
	}) {
		if err != nil {
			t.Fatal(err)
		}
		slugs = append(slugs, item.Slug)
		var fields struct {
			Title     string
			Languages []string
		}
		if err := item.Fields.Decode(&fields); err != nil || fields.Title != "T" || len(fields.Languages) != 2 || item.Fields.Text("title") != "T" {
			t.Errorf("%v %+v", err, fields)
		}
	}
	if strings.Join(slugs, " ") != "a1 a2" {
		t.Errorf("%v", slugs)
	}
	const want = "/content/v1/offer?fallback=true&filter%5Bcosts%5D=free&filter%5Bschedule%5D%5Bgte%5D=2027-01-01&include=places&limit=1&locale=ar&sort=-publishedAt"
	if asked[0] != want || asked[1] != strings.Replace(want, "?", "?cursor=two&", 1) {
		t.Errorf("asked %v", asked)
	}
}

func TestWhatDidNotChangeIsNotSentAgain(t *testing.T) {
	t.Parallel()
	sent := 0
	c := serve(t, client.Options{}, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", `"a"`)
		if r.Header.Get("If-None-Match") == `"a"` {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		sent++
		_, _ = w.Write([]byte(`{"id":"1"}`))
	})
	for range 3 {
		if item, err := c.Item(t.Context(), "offer", "x", client.View{}); err != nil || item.ID != "1" {
			t.Fatal(item, err)
		}
	}
	if sent != 1 {
		t.Errorf("sent %d times", sent)
	}
}

func TestRefusalsAreTyped(t *testing.T) {
	t.Parallel()
	n := 0
	c := serve(t, client.Options{}, func(w http.ResponseWriter, _ *http.Request) {
		n++
		refuse(w, 400, "unknown_field", map[string]any{"parameter": "filter"})
	})
	_, err := c.Page(t.Context(), client.Query{Type: "offer"})
	var refused *client.Error
	if !errors.As(err, &refused) || refused.Status != 400 || refused.Code != client.CodeUnknownField || refused.Parameter != "filter" || refused.RequestID != "r1" {
		t.Errorf("%+v", err)
	}
	if !client.HasCode(err, client.CodeUnknownField) || client.HasCode(err, client.CodeNotFound) {
		t.Error("HasCode")
	}
	if n != 1 {
		t.Errorf("asked %d times for what stays refused", n)
	}
	c = serve(t, client.Options{Attempts: 1}, func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(http.StatusBadGateway)
		_, _ = w.Write([]byte("<html>"))
	})
	if _, err := c.Types(t.Context(), ""); !errors.As(err, &refused) || refused.Status != 502 || refused.Code != "" {
		t.Errorf("%+v", err)
	}
}

func TestWhatPassesIsAskedAgain(t *testing.T) {
	t.Parallel()
	var pauses []time.Duration
	n := 0
	c := serve(t, client.Options{Sleep: func(_ context.Context, d time.Duration) error { pauses = append(pauses, d); return nil }},
		func(w http.ResponseWriter, _ *http.Request) {
			n++
			switch n {
			case 1:
				w.Header().Set("Retry-After", "7")
				refuse(w, 429, "rate_limited", nil)
			case 2:
				w.Header().Set("Retry-After", time.Now().Add(20*time.Second).UTC().Format(http.TimeFormat))
				refuse(w, 503, "busy", nil)
			case 3:
				cut(w)
			default:
				_, _ = w.Write([]byte(`{"items":[{"tag":"ar","direction":"rtl","fallback":["en","de"]}]}`))
			}
		})
	locales, err := c.Locales(t.Context())
	if err != nil || len(locales) != 1 || locales[0].Direction != "rtl" {
		t.Fatal(locales, err)
	}
	if len(pauses) != 3 || pauses[0] < 7*time.Second || pauses[0] > 8*time.Second || pauses[1] < 18*time.Second || pauses[1] > 21*time.Second || pauses[2] > time.Second {
		t.Errorf("pauses %v", pauses)
	}
	// Nobody waits for what comes too late.
	n, pauses = 0, nil
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Second)
	defer cancel()
	if _, err := c.Locales(ctx); !client.HasCode(err, "rate_limited") || len(pauses) != 0 {
		t.Errorf("%v after %v", err, pauses)
	}
}

func TestAnswersAreBounded(t *testing.T) {
	t.Parallel()
	var bomb bytes.Buffer
	z := gzip.NewWriter(&bomb)
	for range 100 {
		_, _ = z.Write(make([]byte, 1<<20))
	}
	_ = z.Close()
	c := serve(t, client.Options{MaxBody: 1 << 20}, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Encoding", "gzip")
		_, _ = w.Write(bomb.Bytes())
	})
	if _, err := c.Types(t.Context(), "en"); !errors.Is(err, client.ErrTooLarge) {
		t.Error(err)
	}
}

func TestAttemptsAndContextsEnd(t *testing.T) {
	t.Parallel()
	release := make(chan struct{})
	var n atomic.Int32
	c := serve(t, client.Options{Timeout: 50 * time.Millisecond, Attempts: 2, Sleep: noSleep}, func(_ http.ResponseWriter, r *http.Request) {
		n.Add(1)
		select {
		case <-release:
		case <-r.Context().Done():
		}
	})
	defer close(release)
	if _, err := c.Types(t.Context(), "en"); !errors.Is(err, context.DeadlineExceeded) || n.Load() != 2 {
		t.Errorf("%v after %d", err, n.Load())
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := c.Types(ctx, "en"); !errors.Is(err, context.Canceled) || n.Load() != 2 {
		t.Errorf("%v after %d", err, n.Load())
	}
}

// The key of a site goes to the server that was asked, and nowhere else.
func TestTheKeyStaysWithItsServer(t *testing.T) {
	t.Parallel()
	stolen := false
	thief := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { stolen = true }))
	t.Cleanup(thief.Close)
	c := serve(t, client.Options{Key: "lotse_site_x", Attempts: 1}, func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("Authorization") != "Bearer lotse_site_x" {
			t.Error("no key")
		}
		if r.URL.Path == "/content/v1/offer/former" {
			http.Redirect(w, r, "/content/v1/offer/present", http.StatusMovedPermanently)
			return
		}
		if r.URL.Path == "/content/v1/offer/present" {
			_ = json.NewEncoder(w).Encode(map[string]string{"slug": "present"})
			return
		}
		http.Redirect(w, r, thief.URL, http.StatusFound)
	})
	if item, err := c.Item(t.Context(), "offer", "former", client.View{}); err != nil || item.Slug != "present" {
		t.Error(item, err)
	}
	if _, err := c.Types(t.Context(), "en"); err == nil || stolen {
		t.Errorf("followed to another host: %v", err)
	}
}

func TestAddressesOfServers(t *testing.T) {
	t.Parallel()
	for _, bad := range []string{"", "lotse.example", "ftp://x", "https://", "https://x/?y=1", "http://x#y", "http://[::1"} {
		if _, err := client.New(bad, client.Options{}); err == nil {
			t.Errorf("%q was taken", bad)
		}
	}
}

// The example of the specification of Standard Webhooks, and what must not pass.
func TestWebhooksAreVerified(t *testing.T) {
	t.Parallel()
	const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
	header := http.Header{}
	header.Set("webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek")
	header.Set("webhook-timestamp", "1614265330")
	header.Set("webhook-signature", "v1a,x v1,AAAA v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")
	body := []byte(`{"test": 2432232314}`)
	at := time.Unix(1614265330, 0)
	id, err := client.VerifyWebhook(header, body, at, "whsec_AAAA", secret)
	if err != nil || id != "msg_p5jXN8AQM9LWM0D4loKWxJek" {
		t.Error(id, err)
	}
	for name, call := range map[string]func() (string, error){
		"another body":   func() (string, error) { return client.VerifyWebhook(header, []byte(`{"test": 1}`), at, secret) },
		"too old":        func() (string, error) { return client.VerifyWebhook(header, body, at.Add(6*time.Minute), secret) },
		"from tomorrow":  func() (string, error) { return client.VerifyWebhook(header, body, at.Add(-6*time.Minute), secret) },
		"another secret": func() (string, error) { return client.VerifyWebhook(header, body, at, "whsec_AAAA") },
		"nothing":        func() (string, error) { return client.VerifyWebhook(http.Header{}, body, at, secret) },
		"no secret":      func() (string, error) { return client.VerifyWebhook(header, body, at) },
	} {
		if _, err := call(); !errors.Is(err, client.ErrSignature) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := client.VerifyWebhook(header, body, at, "no secret"); err == nil || errors.Is(err, client.ErrSignature) {
		t.Errorf("a wrong setting looks like a wrong signature: %v", err)
	}
}
