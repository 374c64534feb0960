package delivery_test

import (
	"cmp"
	"net/http"
	"net/http/httptest"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/go-chi/chi/v5"
	"github.com/google/uuid"

	"lotse/cms/delivery"
	"lotse/cms/sites"
)

// TestScopes asks every route of the door with a narrow key and without one. A route without a row fails it: whatever is
// added to delivery must be asked within the scope, too.
func TestScopes(t *testing.T) {
	t.Parallel()
	d := newDemo(t)
	d.follow()
	offers := d.consumer(sites.SiteScope{Types: []string{"offer"}})
	arabic := d.consumer(sites.SiteScope{Locales: []string{"ar", "en"}})
	other := d.consumer(sites.SiteScope{Organisations: []uuid.UUID{orgOther}})
	family := d.consumer(sites.SiteScope{Categories: []uuid.UUID{d.family}})
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
		{"/search", "/search?q=beratung", none, "beratung"}, {"/search", "/search?q=beratung", offers, "beratung"}, {"/search", "/search?q=beratung", family, ""}, {"/search", "/search?q=haus", none, "altes-haus beratung haus"},
		{"/search", "/search?q=haus", family, "haus"}, {"/search", "/search?q=haus", offers, "beratung"}, {"/search", "/search?q=haus&type=place", offers, "400"}, {"/search", "/search?q=kulturen", other, ""},
		{"/suggest", "/suggest?q=Haus", none, "altes-haus haus"}, {"/suggest", "/suggest?q=Haus", family, "haus"}, {"/suggest", "/suggest?q=Haus", offers, ""}, {"/suggest", "/suggest?q=Ber", other, "beratung"},
		{"/sitemap.xml", "/sitemap.xml", none, "sitemap-category sitemap-event sitemap-offer sitemap-place"}, {"/sitemap.xml", "/sitemap.xml", offers, "sitemap-offer"},
		{"/sitemap-{part}.xml", "/sitemap-place-1.xml", none, "/altes-haus /haus"}, {"/sitemap-{part}.xml", "/sitemap-place-1.xml", family, "/haus"}, {"/sitemap-{part}.xml", "/sitemap-place-1.xml", offers, "404"},
		{"/{type}.atom", "/offer.atom", none, "/beratung /sprachcafe"}, {"/{type}.atom", "/offer.atom", other, "/beratung"}, {"/{type}.atom", "/place.atom", offers, "404"},
		{"/{type}.jsonfeed", "/offer.jsonfeed", none, "/beratung /sprachcafe"}, {"/{type}.jsonfeed", "/offer.jsonfeed", family, "/sprachcafe"}, {"/{type}.jsonfeed", "/place.jsonfeed", offers, "404"},
		{"/{type}.csv", "/offer.csv", none, "/beratung /sprachcafe"}, {"/{type}.csv", "/offer.csv", other, "/beratung"}, {"/{type}.csv", "/place.csv", offers, "404"},
		{"/{type}.geojson", "/place.geojson", none, "/altes-haus /haus"}, {"/{type}.geojson", "/place.geojson", family, "/haus"}, {"/{type}.geojson", "/place.geojson", offers, "404"},
		{"/{type}.jsonld", "/offer.jsonld", none, "/altes-haus /beratung /haus /sprachcafe"}, {"/{type}.jsonld", "/offer.jsonld", family, "/haus /sprachcafe"}, {"/{type}.jsonld", "/place.jsonld", offers, "404"},
		{"/{type}.ics", "/event.ics", none, "/markt"}, {"/{type}.ics", "/event.ics", other, ""}, {"/{type}.ics", "/event.ics", offers, "404"},
		{"/{type}/{idOrSlug}.ics", "/event/markt.ics", none, "/markt"}, {"/{type}/{idOrSlug}.ics", "/event/markt.ics", family, "404"},
		{"/{type}/{idOrSlug}.jsonld", "/offer/beratung.jsonld", offers, "/beratung"}, {"/{type}/{idOrSlug}.jsonld", "/offer/beratung.jsonld", family, "404"}, {"/{type}/{idOrSlug}.jsonld", "/place/haus.jsonld", offers, "404"},
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
	if strings.HasPrefix(want, "/") || strings.HasPrefix(want, "sitemap-") || w.Header().Get("Content-Type") != "application/json" {
		return named(w.Body.String())
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

// named lists the addresses of the demo's items, and the site maps, that stand in a text of another format. iCalendar
// breaks long lines.
func named(text string) string {
	text = strings.ReplaceAll(text, "\r\n ", "")
	names := []string{}
	for _, m := range regexp.MustCompile(`(?:/(?:offer|place|event)(/(?:sprachcafe|beratung|haus|altes-haus|markt)\b)|(sitemap-[a-z]+)-1\.xml)`).FindAllStringSubmatch(text, -1) {
		names = append(names, m[1]+m[2])
	}
	slices.Sort(names)
	return strings.Join(slices.Compact(names), " ")
}

// What an item says of the world is inside the scope, too: its locales and what it refers to.
func TestItemsAreTrimmed(t *testing.T) {
	t.Parallel()
	d := newDemo(t)
	family := d.consumer(sites.SiteScope{Categories: []uuid.UUID{d.family}, Locales: []string{"de", "ar"}})
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
	types := d.get("/types", d.consumer(sites.SiteScope{Types: []string{"offer"}}).with()...).Body.String()
	if contains(types, `"place"`) || contains(types, `"includes":["`) {
		t.Errorf("the types name what is outside: %s", types)
	}
}

// A cursor of one scope says nothing in another.
func TestCursorsBelongToTheirScope(t *testing.T) {
	t.Parallel()
	d := newDemo(t)
	offers := d.consumer(sites.SiteScope{Types: []string{"offer"}})
	again := d.consumer(sites.SiteScope{Types: []string{"offer"}})
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

// Who follows the feed within a scope learns when something leaves it, and begins anew when the scope is another one.
func TestFeedWithinAScope(t *testing.T) {
	t.Parallel()
	d := newDemo(t)
	family := d.consumer(sites.SiteScope{Categories: []uuid.UUID{d.family}, Types: []string{"offer"}})
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
	for _, headers := range [][]string{nil, d.consumer(sites.SiteScope{Types: []string{"offer"}}).with()} {
		w := d.ask(http.MethodGet, delivery.Prefix+"/sync?cursor="+first.Next, headers...)
		if w.Code != http.StatusGone || problem(t, w)["code"] != "cursor_expired" {
			t.Errorf("in another scope: %d %s", w.Code, w.Body)
		}
	}
}
