package delivery_test

import (
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"lotse/auth"
	"lotse/cms"
	"lotse/cms/delivery"
	"lotse/cms/web"
	"lotse/internal/postgres/testdb"
	"lotse/schema"
)

// admin manages the sites of the tests.
func admin() auth.Actor { return auth.AccountActor(uuid.New(), auth.Membership{Role: auth.Admin}) }

// core is as much of the core as sites and their keys need.
func (w *world) core() *cms.Service {
	w.t.Helper()
	policy, err := auth.LoadPolicy()
	if err != nil {
		w.t.Fatal(err)
	}
	service, err := cms.New(cms.Deps{DB: w.pool, Types: w.types, Policy: policy})
	if err != nil {
		w.t.Fatal(err)
	}
	return service
}

// consumer is a site of the tests with a key.
type consumer struct {
	cms.Site
	key   string
	keyID uuid.UUID
}

func (s *site) consumer(scope cms.SiteScope, origins ...string) consumer {
	s.t.Helper()
	core := s.core()
	made, err := core.CreateSite(s.t.Context(), admin(), "", cms.SiteInput{Name: "Portal " + uuid.NewString(), Scope: scope, Origins: origins})
	if err != nil {
		s.t.Fatal(err)
	}
	secret, key, err := core.CreateSiteKey(s.t.Context(), admin(), made.ID, "Test", time.Time{})
	if err != nil {
		s.t.Fatal(err)
	}
	return consumer{Site: made, key: secret, keyID: key.ID}
}

// with are the headers of a request with the key.
func (c consumer) with(more ...string) []string {
	return append([]string{"Authorization", "Bearer " + c.key}, more...)
}

// A key that is not good is refused on every route, also where the answer without a key lies ready.
func TestBadKeysAreRefused(t *testing.T) {
	t.Parallel()
	d := newDemo(t)
	d.follow()
	good := d.consumer(cms.SiteScope{})
	revoked, expired, disabled := d.consumer(cms.SiteScope{}), d.consumer(cms.SiteScope{}), d.consumer(cms.SiteScope{})
	if err := d.core().RevokeSiteKey(t.Context(), admin(), revoked.ID, revoked.keyID); err != nil {
		t.Fatal(err)
	}
	d.exec(`update site_keys set expires_at = lotse.now() - interval '1 second' where id = $1`, expired.keyID)
	if _, err := d.core().DisableSite(t.Context(), admin(), disabled.ID, true); err != nil {
		t.Fatal(err)
	}
	changed := []byte(good.key)
	changed[len(changed)-1] ^= 1
	for name, header := range map[string]string{
		"empty": "", "nothing": "Bearer", "basic": "Basic cG9ydGFsOmdlaGVpbQ==", "wrong": "Bearer " + cms.SiteKeyPrefix + strings.Repeat("A", 43),
		"changed": "Bearer " + string(changed), "cut": "Bearer " + good.key[:len(good.key)-1], "longer": "Bearer " + good.key + "A",
		"a token of the desk": "Bearer lotse_" + strings.Repeat("A", 43), "without its prefix": "Bearer " + strings.TrimPrefix(good.key, cms.SiteKeyPrefix),
		"no scheme": good.key, "revoked": "Bearer " + revoked.key, "expired": "Bearer " + expired.key, "disabled": "Bearer " + disabled.key,
	} {
		for _, path := range []string{"/offer", "/offer/sprachcafe", "/types", "/locales", "/openapi.json", "/preview/x", "/offer/nothing"} {
			d.ask(http.MethodGet, delivery.Prefix+path)
			w := d.ask(http.MethodGet, delivery.Prefix+path, "Authorization", header)
			if w.Code != http.StatusUnauthorized || problem(t, w)["code"] != "bad_key" || w.Header().Get("Cache-Control") != "no-store" || w.Header().Get("WWW-Authenticate") == "" {
				t.Errorf("%s, %s: %d %s %v", name, path, w.Code, w.Body, w.Header())
			}
			if head := d.ask(http.MethodHead, delivery.Prefix+path, "Authorization", header); head.Code != http.StatusUnauthorized {
				t.Errorf("%s, HEAD %s: %d", name, path, head.Code)
			}
		}
	}
	if w := d.ask(http.MethodGet, delivery.Prefix+"/offer", good.with()...); w.Code != http.StatusOK {
		t.Fatalf("a good key: %d %s", w.Code, w.Body)
	}
	r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, delivery.Prefix+"/offer", nil)
	r.Header["Authorization"] = []string{"Bearer " + good.key, "Bearer " + good.key}
	w := httptest.NewRecorder()
	if d.handler.ServeHTTP(w, r); w.Code != http.StatusUnauthorized {
		t.Errorf("two keys: %d", w.Code)
	}
}

// What is remembered of a key is forgotten in time: a revocation, the end of a key, a disabled site, another scope.
func TestWhatAKeyMeansIsReadAgain(t *testing.T) {
	t.Parallel()
	d := newDemo(t)
	d.follow()
	revoked, ended, disabled := d.consumer(cms.SiteScope{}), d.consumer(cms.SiteScope{}), d.consumer(cms.SiteScope{})
	narrowed := d.consumer(cms.SiteScope{})
	all := []consumer{revoked, ended, disabled, narrowed}
	for _, c := range all {
		d.get("/offer/sprachcafe", c.with()...)
	}
	d.exec(`update site_keys set expires_at = lotse.now() + interval '400 milliseconds' where id = $1`, ended.keyID)
	if err := d.core().RevokeSiteKey(t.Context(), admin(), revoked.ID, revoked.keyID); err != nil {
		t.Fatal(err)
	}
	if _, err := d.core().DisableSite(t.Context(), admin(), disabled.ID, true); err != nil {
		t.Fatal(err)
	}
	if _, err := d.core().ChangeSite(t.Context(), admin(), narrowed.ID, 1, cms.SiteInput{Name: "Eng", Scope: cms.SiteScope{Types: []string{"event"}}}); err != nil {
		t.Fatal(err)
	}
	time.Sleep(cms.KeyMemory + 100*time.Millisecond)
	for i, want := range []int{401, 401, 401, 404} {
		if w := d.ask(http.MethodGet, delivery.Prefix+"/offer/sprachcafe", all[i].with()...); w.Code != want {
			t.Errorf("%d: %d, want %d", i, w.Code, want)
		}
	}
	if cms.KeyMemory > 5*time.Second {
		t.Error("keys are remembered longer than promised")
	}
}

// Pages of other origins get neither an answer nor a header by which their browser would show it to them.
func TestOrigins(t *testing.T) {
	t.Parallel()
	d := newDemo(t)
	closed, open := d.consumer(cms.SiteScope{}), d.consumer(cms.SiteScope{}, "https://portal.example", "http://localhost:5173")
	for _, test := range []struct {
		c      consumer
		origin string
		status int
	}{
		{closed, "https://portal.example", 403}, {closed, "null", 403}, {open, "https://evil.example", 403}, {open, "null", 403},
		{open, "https://portal.example.evil.example", 403}, {open, "http://portal.example", 403}, {open, "https://portal.example:8443", 403},
		{open, "https://portal.example", 200}, {open, "http://localhost:5173", 200}, {open, "", 200}, {closed, "", 200},
	} {
		for _, path := range []string{"/offer", "/offer/sprachcafe", "/types", "/openapi.json"} {
			headers := test.c.with()
			if test.origin != "" {
				headers = test.c.with("Origin", test.origin)
			}
			w := d.ask(http.MethodGet, delivery.Prefix+path, headers...)
			allowed := w.Header().Get("Access-Control-Allow-Origin")
			if w.Code != test.status || test.status == 403 && (allowed != "" || problem(t, w)["code"] != "origin_not_allowed") || test.status == 200 && allowed != test.origin {
				t.Errorf("%q %s: %d, allowed %q, %s", test.origin, path, w.Code, allowed, w.Body)
			}
			if !contains(strings.Join(w.Header().Values("Vary"), ", "), "Origin") {
				t.Errorf("%q %s: Vary is %v", test.origin, path, w.Header()["Vary"])
			}
		}
	}
	preflight := d.ask(http.MethodOptions, delivery.Prefix+"/offer", "Origin", "https://portal.example", "Access-Control-Request-Method", "GET", "Access-Control-Request-Headers", "authorization")
	if preflight.Code != http.StatusNoContent || !contains(preflight.Header().Get("Access-Control-Allow-Headers"), "Authorization") {
		t.Errorf("preflight: %d %v", preflight.Code, preflight.Header())
	}
}

// A site is counted for itself, by its own limit or the usual one; who tries out keys is counted for the address.
func TestSitesHaveTheirOwnLimit(t *testing.T) {
	t.Parallel()
	w := newWorld(t, testdb.New(t), schema.Embedded())
	w.add(entry{typ: "offer", slug: "sprachcafe", fields: schema.Content{"title": "Sprachcafé"}})
	w.serve(0) // the first to serve these types reads their document, which is not to be counted
	s := w.serveLimited(0, web.NewLimiter(4, true))
	own, usual, other := s.consumer(cms.SiteScope{}), s.consumer(cms.SiteScope{}), s.consumer(cms.SiteScope{})
	s.exec(`update sites set rate_limit = 2 where id = $1`, own.ID)
	ask := func(key string, times int) (codes []int) {
		for range times {
			headers := []string{}
			if key != "" {
				headers = []string{"Authorization", "Bearer " + key}
			}
			codes = append(codes, s.ask(http.MethodGet, delivery.Prefix+"/offer/sprachcafe", headers...).Code)
		}
		return codes
	}
	for _, step := range []struct {
		key  string
		want []int
	}{
		{own.key, []int{200, 200, 429}}, {usual.key, []int{200, 200, 200, 200, 429}}, {own.key, []int{429}}, {other.key, []int{200}},
		{cms.SiteKeyPrefix + strings.Repeat("A", 43), []int{401, 429}}, {other.key, []int{200}}, // three good keys were looked up before
	} {
		if got := ask(step.key, len(step.want)); !slices.Equal(got, step.want) {
			t.Errorf("%.20s: %v, want %v", step.key, got, step.want)
		}
	}
	// Of the four that the address may ask, the description of the answers took one, or another test asked for it before.
	if got := ask("", 5); got[0] != 200 || got[2] != 200 || got[4] != 429 {
		t.Errorf("without a key: %v", got)
	}
	if got := ask(other.key, 1); got[0] != 200 {
		t.Errorf("a site, after the address is refused: %v", got)
	}
	refused := s.ask(http.MethodGet, delivery.Prefix+"/offer/sprachcafe", own.with()...)
	if refused.Header().Get("RateLimit-Policy") != `"client";q=2;w=60` || refused.Header().Get("Retry-After") == "" {
		t.Errorf("refused: %v", refused.Header())
	}
}
