package delivery_test

import (
	"bytes"
	"encoding/json"
	"log/slog"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/google/go-cmp/cmp"

	"lotse/cms/delivery"
	"lotse/cms/web"
)

// way is one of the two ways that a request can go, and what it left behind.
type way struct {
	handler  http.Handler
	log      bytes.Buffer
	measured []string
}

// observe notes what is measured.
func (w *way) observe(method, route string, status int, took time.Duration) {
	if took < 0 {
		route = "before it began"
	}
	w.measured = append(w.measured, method+" "+route+" "+http.StatusText(status))
}

// bothWays puts a door behind the router alone, and behind the shortcut and the router.
func (s *site) bothWays(limiter *web.Limiter) (long, short *way) {
	make := func(shortcut bool) *way {
		w := &way{}
		front := web.Front{Log: slog.New(slog.NewJSONHandler(&w.log, nil)), Observe: w.observe}
		root := chi.NewRouter()
		frame := web.Frame{Front: front, BaseURL: "http://lotse.test"}
		if err := frame.Use(root); err != nil {
			s.t.Fatal(err)
		}
		root.With(web.SecureData).Group(func(r chi.Router) { s.door.Routes(r) })
		if w.handler = root; shortcut {
			w.handler = web.NewShortcut(front, limiter, s.door.Ready, root)
		}
		return w
	}
	return make(false), make(true)
}

// ask sends a request and returns what came, what was logged (without what differs each time) and measured.
func (w *way) ask(method, path string, headers ...string) (*httptest.ResponseRecorder, map[string]any, []string) {
	w.log.Reset()
	w.measured = nil
	r := httptest.NewRequest(method, delivery.Prefix+path, nil)
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	out := httptest.NewRecorder()
	w.handler.ServeHTTP(out, r)
	var line map[string]any
	_ = json.Unmarshal(w.log.Bytes(), &line)
	if id, _ := line["request_id"].(string); id == "" || id != out.Header().Get("X-Request-Id") {
		line = map[string]any{"the id of the log": line["request_id"], "of the answer": out.Header().Get("X-Request-Id")}
	}
	for _, name := range []string{"time", "duration_ms", "request_id"} {
		delete(line, name)
	}
	for _, name := range []string{"X-Request-Id", "Ratelimit"} {
		out.Header()[name] = []string{"(present)"}
	}
	return out, line, w.measured
}

// The shortcut leaves nothing out that the long way does.
func TestShortcutAnswersLikeTheLongWay(t *testing.T) {
	t.Parallel()
	d := newDemo(t)
	limiter := web.NewLimiter(1000, true)
	s := d.serveLimited(0, limiter)
	s.follow()
	long, short := s.bothWays(limiter)
	tag := s.get("/offer/sprachcafe").Header().Get("ETag")
	for _, c := range []struct {
		method, path string
		headers      []string
		ready        bool
	}{
		{"GET", "/offer/sprachcafe", nil, true},
		{"GET", "/offer/sprachcafe", []string{"If-None-Match", tag}, true},
		{"GET", "/offer/sprachcafe", []string{"If-None-Match", `"other"`}, true},
		{"HEAD", "/offer/sprachcafe", nil, true},
		{"GET", "/offer?sort=title", nil, true},
		{"GET", "/offer?sort=title", []string{"Accept-Encoding", "gzip"}, true},
		{"GET", "/offer?sort=title", []string{"Origin", "https://portal.example", "Accept-Language", "de"}, true},
		{"GET", "/offer/cafe", nil, true}, // a redirect
		{"GET", "/offer/nichts", nil, false},
		{"GET", "/offer?sort=nothing", nil, false},
		{"GET", "/offer/sprachcafe", []string{"Authorization", "Bearer x"}, false},
		{"OPTIONS", "/offer", nil, false},
		{"POST", "/offer", nil, false},
	} {
		long.ask("GET", c.path) // now it is in memory
		before, logged, measured := long.ask(c.method, c.path, c.headers...)
		after, shortLogged, shortMeasured := short.ask(c.method, c.path, c.headers...)
		name := c.method + " " + c.path + " " + strings.Join(c.headers, " ")
		if before.Code != after.Code || before.Body.String() != after.Body.String() && before.Code != http.StatusNotFound && before.Code < 400 {
			t.Errorf("%s: %d %s, the long way %d %s", name, after.Code, after.Body, before.Code, before.Body)
		}
		if diff := cmp.Diff(before.Header(), after.Header()); diff != "" {
			t.Errorf("%s: headers (-long +short):\n%s", name, diff)
		}
		if diff := cmp.Diff(logged, shortLogged); diff != "" || len(logged) < 6 {
			t.Errorf("%s: access log (-long +short):\n%s %v", name, diff, logged)
		}
		if diff := cmp.Diff(measured, shortMeasured); diff != "" || len(measured) != 1 {
			t.Errorf("%s: measures (-long +short):\n%s", name, diff)
		}
		if a, _ := s.door.Ready(httptest.NewRequest(c.method, delivery.Prefix+c.path, nil), time.Now()); c.method == "GET" && c.headers == nil && (a != nil) != c.ready {
			t.Errorf("%s: ready %v", name, a != nil)
		}
	}
}

// Both ways take from one bucket, and say the same when it is empty.
func TestLimitOfDelivery(t *testing.T) {
	t.Parallel()
	d := newDemo(t)
	limiter := web.NewLimiter(4, true)
	s := d.serveLimited(0, limiter)
	s.follow()
	_, short := s.bothWays(limiter)
	var seen []int
	for _, path := range []string{"/offer/sprachcafe", "/offer/sprachcafe", "/types", "/offer/sprachcafe", "/offer/sprachcafe", "/offer", "/locales"} {
		w, logged, measured := short.ask("GET", path)
		seen = append(seen, w.Code)
		if w.Header().Get("RateLimit-Policy") != `"client";q=4;w=60` || w.Header().Get("Access-Control-Allow-Origin") != "*" ||
			!strings.Contains(w.Header().Get("Access-Control-Expose-Headers"), "RateLimit") || len(logged) < 6 || len(measured) != 1 {
			t.Errorf("%s: %v %v %v", path, w.Header(), logged, measured)
		}
		if w.Code == http.StatusTooManyRequests {
			p := read[map[string]any](t, w.Body.Bytes())
			if p["code"] != "too_many_requests" || p["retryAfter"] == nil || w.Header().Get("Retry-After") == "" || w.Header().Get("Content-Type") != web.ProblemType {
				t.Errorf("%s: %v %v", path, p, w.Header())
			}
		}
	}
	if diff := cmp.Diff([]int{200, 200, 200, 200, 429, 429, 429}, seen); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	for path, item := range d.described().doc["paths"].(map[string]any) {
		answers := item.(map[string]any)["get"].(map[string]any)["responses"].(map[string]any)
		if answers["429"] == nil {
			t.Errorf("%s does not describe 429: %v", path, slices.Collect(maps.Keys(answers)))
		}
	}
}
