package delivery_test

import (
	"cmp"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/go-chi/chi/v5"
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

// TestScopes asks every route of the door with a narrow key and without one. A route without a row fails it: whatever is
// added to delivery must be asked within the scope, too.
func TestScopes(t *testing.T) {
	t.Parallel()
	d := newDemo(t)
	d.follow()
	offers := d.consumer(cms.SiteScope{Types: []string{"offer"}})
	arabic := d.consumer(cms.SiteScope{Locales: []string{"ar", "en"}})
	other := d.consumer(cms.SiteScope{Organisations: []uuid.UUID{orgOther}})
	family := d.consumer(cms.SiteScope{Categories: []uuid.UUID{d.family}})
	none := consumer{}
	rows := []struct {
		route string
		path  string
		c     consumer
		want  string // slugs of the items, or the status
	}{
		{"/{type}", "/offer", none, "beratung sprachcafe"}, {"/{type}", "/offer", offers, "beratung sprachcafe"},
		{"/{type}", "/offer", other, "beratung"}, {"/{type}", "/offer", family, "sprachcafe"}, {"/{type}", "/offer?locale=ar", arabic, "sprachcafe"},
		{"/{type}", "/offer", arabic, "sprachcafe"}, // its first language where none is asked for
		{"/{type}", "/offer?locale=de", arabic, "400"}, {"/{type}", "/offer?locale=xx", arabic, "400"},
		{"/{type}", "/offer?locale=ar&fallback=true", none, "beratung sprachcafe"}, {"/{type}", "/offer?locale=ar&fallback=true", arabic, "sprachcafe"},
		{"/{type}", "/category", none, "familie recht"}, {"/{type}", "/category", offers, "404"}, {"/{type}", "/category", family, "familie"}, {"/{type}", "/category", other, ""},
		{"/{type}", "/place", family, "haus"}, {"/{type}", "/place", none, "altes-haus haus"}, {"/{type}", "/event", family, ""}, {"/{type}", "/event", none, "markt"},
		{"/{type}", "/offer?category=familie", offers, ""}, {"/{type}", "/offer?category=" + d.family.String(), offers, ""}, {"/{type}", "/offer?category=familie", none, "sprachcafe"},
		{"/{type}", "/offer?category=recht", family, ""}, {"/{type}", "/offer?category=" + d.law.String(), family, ""}, {"/{type}", "/offer?category=nothing", family, ""},
		{"/{type}", "/offer?organisation=beratung-jena", other, ""}, {"/{type}", "/offer?organisation=" + orgMain.String(), other, ""}, {"/{type}", "/offer?organisation=werk-gera", other, "beratung"},
		{"/{type}", "/offer?include=places", offers, "400"}, {"/{type}", "/offer?include=places.categories", offers, "400"}, {"/{type}", "/offer?include=places", none, "beratung sprachcafe + altes-haus haus"},
		{"/{type}", "/offer?include=places,categories", family, "sprachcafe + familie haus"}, {"/{type}", "/offer?include=categories", other, "beratung"},
		{"/{type}/{idOrSlug}", "/offer/sprachcafe", none, "sprachcafe"}, {"/{type}/{idOrSlug}", "/offer/sprachcafe", offers, "sprachcafe"},
		{"/{type}/{idOrSlug}", "/offer/sprachcafe", other, "404"}, {"/{type}/{idOrSlug}", "/offer/" + d.cafe.String(), other, "404"}, {"/{type}/{idOrSlug}", "/offer/cafe", other, "404"},
		{"/{type}/{idOrSlug}", "/offer/cafe", family, "301"}, {"/{type}/{idOrSlug}", "/offer/beratung", family, "404"}, {"/{type}/{idOrSlug}", "/offer/" + d.advice.String(), family, "404"},
		{"/{type}/{idOrSlug}", "/category/familie", offers, "404"}, {"/{type}/{idOrSlug}", "/category/recht", family, "404"}, {"/{type}/{idOrSlug}", "/offer/beratung", arabic, "404"},
		{"/{type}/{idOrSlug}", "/offer/sprachcafe?include=places,categories", family, "sprachcafe + familie haus"},
		{"/types", "/types", none, "article category event guarded job offer organisation place"}, {"/types", "/types", offers, "offer"},
		{"/locales", "/locales", none, "ar de de-simple en es fa fr ru uk"}, {"/locales", "/locales", arabic, "ar en"},
		{"/openapi.json", "/openapi.json", offers, "200"}, // what there is to ask, not what there is
		{"/preview/{token}", "/preview/nothing", offers, "404"},
		{"/sync", "/sync?initial=true&type=offer&locale=de", none, "beratung sprachcafe"}, {"/sync", "/sync?initial=true&locale=de", offers, "beratung sprachcafe"},
		{"/sync", "/sync?initial=true", other, "beratung"}, {"/sync", "/sync?initial=true&locale=de", family, "familie haus sprachcafe"}, {"/sync", "/sync?initial=true&type=offer", arabic, "sprachcafe sprachcafe"},
		{"/sync", "/sync?initial=true&type=category", offers, "400"}, {"/sync", "/sync?initial=true&locale=de", arabic, "400"}, {"/sync", "/sync?initial=true&category=recht", family, ""},
		{"/sync", "/sync?initial=true&category=" + d.law.String(), family, ""}, {"/sync", "/sync?initial=true&organisation=beratung-jena", other, ""}, {"/sync", "/sync?initial=true&category=familie", offers, ""},
		{"/sync/counts", "/sync/counts?locale=de", none, "category event offer place"}, {"/sync/counts", "/sync/counts?locale=de", offers, "offer"}, {"/sync/counts", "/sync/counts", other, "offer"},
		{"/sync/counts", "/sync/counts?locale=de", family, "category offer place"}, {"/sync/counts", "/sync/counts?category=recht", family, ""}, {"/sync/counts", "/sync/counts?type=category", offers, "400"},
	}
	d.caughtUp()
	asked := map[string]bool{}
	for round := range 2 { // the second from memory
		for _, row := range rows {
			asked[delivery.Prefix+row.route] = true
			var headers []string
			if row.c.key != "" {
				headers = row.c.with()
			}
			w := d.ask(http.MethodGet, delivery.Prefix+row.path, headers...)
			if got := shownBy(t, w, row.want); got != row.want {
				t.Errorf("round %d: %s with %v: %q, want %q", round, row.path, row.c.Scope, got, row.want)
			}
			if row.c.key != "" && w.Code < 400 && (!strings.HasPrefix(w.Header().Get("Cache-Control"), "private, max-age=") && w.Header().Get("Cache-Control") != "no-store" || !contains(w.Header().Get("Vary"), "Authorization")) {
				t.Errorf("%s: kept as %s, %s", row.path, w.Header().Get("Cache-Control"), w.Header().Get("Vary"))
			}
			if row.c.key == "" && w.Code == 200 && !strings.HasPrefix(w.Header().Get("Cache-Control"), "public") && w.Header().Get("Cache-Control") != "no-store" {
				t.Errorf("%s without a key: kept as %s", row.path, w.Header().Get("Cache-Control"))
			}
		}
	}
	for _, r := range d.door.Routes(chi.NewRouter()).Routes() {
		if !asked[r.Path] {
			t.Errorf("%s is not in the table", r.Path)
		}
	}
}

// caughtUp waits until the feed tells of everything: other tests' transactions on the same server hold it back.
func (s *site) caughtUp() {
	s.t.Helper()
	s.wait("the feed tells of everything", func() bool {
		var told bool
		if err := s.pool.QueryRow(s.t.Context(), `select not exists (select from feed where xid >= pg_snapshot_xmin(pg_current_snapshot()))`).Scan(&told); err != nil {
			s.t.Fatal(err)
		}
		return told
	})
}

// shownBy is what an answer shows, in the form of the table.
func shownBy(t *testing.T, w *httptest.ResponseRecorder, want string) string {
	t.Helper()
	if w.Code != http.StatusOK || want == "200" {
		return map[int]string{200: "200", 301: "301", 400: "400", 404: "404"}[w.Code]
	}
	p := read[struct {
		item
		Items []struct { // of items, types, locales, lines of the feed, counts
			Slug, Name, Tag, Type string
			Item                  struct{ Slug string }
		}
	}](t, w.Body.Bytes())
	names := []string{}
	for _, i := range p.Items {
		names = append(names, cmp.Or(i.Slug, i.Tag, i.Name, i.Item.Slug, i.Type))
	}
	if p.Slug != "" {
		names = append(names, p.Slug)
	}
	slices.Sort(names)
	out := strings.Join(names, " ")
	if included := slugsOf(p.Included); len(included) > 0 {
		slices.Sort(included)
		out += " + " + strings.Join(included, " ")
	}
	return out
}

// What an item says of the world is inside the scope, too: its locales and what it refers to.
func TestItemsAreTrimmed(t *testing.T) {
	t.Parallel()
	d := newDemo(t)
	family := d.consumer(cms.SiteScope{Categories: []uuid.UUID{d.family}, Locales: []string{"de", "ar"}})
	for _, path := range []string{"/offer/sprachcafe", "/offer"} {
		body := d.get(path, family.with()...).Body.String()
		for _, hidden := range []string{d.law.String(), d.closed.String()} {
			if contains(body, hidden) {
				t.Errorf("%s shows %s: %s", path, hidden, body)
			}
		}
		for _, shown := range []string{`"locales":["ar","de"]`, d.family.String(), d.house.String()} {
			if !contains(body, shown) {
				t.Errorf("%s lacks %s: %s", path, shown, body)
			}
		}
		if public := d.get(path).Body.String(); !contains(public, d.law.String()) || !contains(public, `"locales":["ar","de","en"]`) {
			t.Errorf("%s without a key: %s", path, public)
		}
	}
	types := d.get("/types", d.consumer(cms.SiteScope{Types: []string{"offer"}}).with()...).Body.String()
	if contains(types, `"place"`) || contains(types, `"includes":["`) {
		t.Errorf("the types name what is outside: %s", types)
	}
}

// A cursor of one scope says nothing in another.
func TestCursorsBelongToTheirScope(t *testing.T) {
	t.Parallel()
	d := newDemo(t)
	offers := d.consumer(cms.SiteScope{Types: []string{"offer"}})
	again := d.consumer(cms.SiteScope{Types: []string{"offer"}})
	for _, headers := range [][]string{nil, offers.with()} {
		next := *read[page](t, d.get("/offer?limit=1", headers...).Body.Bytes()).Next
		for i, other := range [][]string{nil, offers.with(), again.with()} {
			want := http.StatusBadRequest
			if (headers == nil) == (i == 0) {
				want = http.StatusOK
			}
			if w := d.ask(http.MethodGet, delivery.Prefix+"/offer?limit=1&cursor="+next, other...); w.Code != want {
				t.Errorf("%v asked with %v: %d, want %d", headers, other, w.Code, want)
			}
		}
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
		{own.key, []int{200, 200, 429}}, {"", []int{200, 200, 200, 200, 429}}, {usual.key, []int{200, 200, 200, 200, 429}}, {own.key, []int{429}}, {other.key, []int{200}},
		{cms.SiteKeyPrefix + strings.Repeat("A", 43), []int{401, 429}}, {other.key, []int{200}}, // three good keys were looked up before
	} {
		if got := ask(step.key, len(step.want)); !slices.Equal(got, step.want) {
			t.Errorf("%.20s: %v, want %v", step.key, got, step.want)
		}
	}
	refused := s.ask(http.MethodGet, delivery.Prefix+"/offer/sprachcafe", own.with()...)
	if refused.Header().Get("RateLimit-Policy") != `"client";q=2;w=60` || refused.Header().Get("Retry-After") == "" {
		t.Errorf("refused: %v", refused.Header())
	}
}

// Who follows the feed within a scope learns when something leaves it, and begins anew when the scope is another one.
func TestFeedWithinAScope(t *testing.T) {
	t.Parallel()
	d := newDemo(t)
	family := d.consumer(cms.SiteScope{Categories: []uuid.UUID{d.family}, Types: []string{"offer"}})
	type feedPage struct {
		Items []struct{ Op, ID, Locale, Reason string }
		Next  string
		Code  string
	}
	d.caughtUp()
	first := read[feedPage](t, d.get("/sync?initial=true&locale=de", family.with()...).Body.Bytes())
	if len(first.Items) != 1 || first.Items[0].ID != d.cafe.String() {
		t.Fatalf("first: %v", first)
	}
	// Out of the category, as render writes it; and something that never was in it goes.
	d.exec(`update publications set filters = filters || '{"categories": []}' where entry_id = $1`, d.cafe)
	d.exec(`update feed set xid = pg_current_xact_id(), scopes = scopes || jsonb_build_array('category:' || $2::text) where entry_id = $1`, d.cafe, d.family)
	d.withdraw(d.advice)
	d.caughtUp()
	next := read[feedPage](t, d.get("/sync?cursor="+first.Next, family.with()...).Body.Bytes())
	if len(next.Items) != 1 || next.Items[0].ID != d.cafe.String() || next.Items[0].Op != "delete" || next.Items[0].Reason != "out_of_scope" {
		t.Errorf("next: %v", next)
	}
	for _, headers := range [][]string{nil, d.consumer(cms.SiteScope{Types: []string{"offer"}}).with()} {
		w := d.ask(http.MethodGet, delivery.Prefix+"/sync?cursor="+first.Next, headers...)
		if w.Code != http.StatusGone || problem(t, w)["code"] != "cursor_expired" {
			t.Errorf("in another scope: %d %s", w.Code, w.Body)
		}
	}
}
