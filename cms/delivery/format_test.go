package delivery_test

import (
	"encoding/xml"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"lotse/cms"
	"lotse/cms/delivery"
	"lotse/cms/formats"
	"lotse/schema"
)

// testLinks are the addresses in the tests.
var testLinks = formats.Links{API: "https://cms.lotse.test", Portal: formats.PortalPattern("https://portal.lotse.test/")}

// What a format is asked for goes through the one resolver: what lists refuse, formats refuse.
func TestFormatsAreNoWayAround(t *testing.T) {
	t.Parallel()
	d := newDemo(t)
	for _, suffix := range []string{"atom", "csv", "geojson", "ics", "jsonfeed", "jsonld"} {
		typ := "/event."
		for _, query := range []string{
			"filter[contacts]=x", "filter[nothing]=x", "sort=summary", "sort=nothing", "include=place", "nothing=1", "locale=xx", "locale=de&locale=en", "organisation=%00",
		} {
			if w := d.ask(http.MethodGet, delivery.Prefix+typ+suffix+"?"+query); w.Code != http.StatusBadRequest {
				t.Errorf("%s?%s: %d", suffix, query, w.Code)
			}
		}
		hidden := problem(t, d.ask(http.MethodGet, delivery.Prefix+typ+suffix+"?filter[contacts]=x"))
		unknown := problem(t, d.ask(http.MethodGet, delivery.Prefix+typ+suffix+"?filter[nothing]=x"))
		delete(hidden, "instance")
		delete(unknown, "instance")
		if hidden["code"] != "unknown_field" || hidden["detail"] != unknown["detail"] {
			t.Errorf("%s: %v, %v", suffix, hidden, unknown)
		}
		for _, path := range []string{"/nothing." + suffix, "/event." + suffix + "x", "/event.x", "/event/nothing." + suffix, "/event/markt.xml", "/category.ics", "/category.geojson", "/category/recht.ics"} {
			if w := d.ask(http.MethodGet, delivery.Prefix+path); w.Code != http.StatusNotFound {
				t.Errorf("%s: %d %s", path, w.Code, w.Body)
			}
		}
	}
}

// Every format has its media type, entity tag and language, and says nothing of what is hidden.
func TestFormatsHaveTheirHeaders(t *testing.T) {
	t.Parallel()
	d := newDemo(t)
	for path, media := range map[string]string{
		"/offer.atom":              "application/atom+xml; charset=utf-8",
		"/offer.csv":               "text/csv; charset=utf-8; header=present",
		"/place.geojson":           "application/geo+json",
		"/event.ics":               "text/calendar; charset=utf-8",
		"/offer.jsonfeed":          "application/feed+json",
		"/offer.jsonld?locale=en":  "application/ld+json",
		"/offer/sprachcafe.jsonld": "application/ld+json",
		"/event/markt.ics":         "text/calendar; charset=utf-8",
		"/sitemap.xml":             "application/xml",
		"/sitemap-offer-1.xml":     "application/xml",
	} {
		w := d.get(path)
		h := w.Header()
		if h.Get("Content-Type") != media || h.Get("ETag") == "" || h.Get("Cache-Tag") == "" || h.Get("Access-Control-Allow-Origin") != "*" {
			t.Errorf("%s: %v", path, h)
		}
		if again := d.ask(http.MethodGet, delivery.Prefix+path, "If-None-Match", h.Get("ETag")); again.Code != http.StatusNotModified {
			t.Errorf("%s again: %d", path, again.Code)
		}
		if head := d.ask(http.MethodHead, delivery.Prefix+path); head.Code != http.StatusOK || head.Body.Len() != 0 || head.Header().Get("ETag") != h.Get("ETag") {
			t.Errorf("HEAD %s: %d", path, head.Code)
		}
		if attached := strings.HasPrefix(h.Get("Content-Disposition"), "attachment; filename="); attached != (strings.Contains(path, ".csv") || strings.Contains(path, ".ics")) {
			t.Errorf("%s: %s", path, h.Get("Content-Disposition"))
		}
		for _, secret := range []string{"Geheim", "geheim@example.org", "consentDate"} {
			if strings.Contains(w.Body.String(), secret) {
				t.Errorf("%s shows %s", path, secret)
			}
		}
		t.Logf("%s\n%s", path, w.Body)
	}
	if w := d.ask(http.MethodGet, delivery.Prefix+"/offer/cafe.jsonld"); w.Code != http.StatusMovedPermanently || w.Header().Get("Location") != "/content/v1/offer/sprachcafe.jsonld?locale=de" {
		t.Errorf("an old slug: %d %v", w.Code, w.Header())
	}
}

// A sitemap lists every page in every language; hreflang links are reciprocal, and Leichte Sprache has none.
func TestSitemaps(t *testing.T) {
	t.Parallel()
	d := newDemo(t)
	d.add(entry{typ: "offer", slug: "leicht", fields: schema.Content{"title": "Leicht"}, texts: map[string]schema.Content{"de-simple": {"title": "Leicht"}, "en": {"title": "Easy"}}})
	pages := sitemapPages(t, d.get("/sitemap-offer-1.xml").Body.Bytes())
	if len(pages) != 7 {
		t.Errorf("%d pages", len(pages))
	}
	for address, links := range pages {
		if strings.Contains(address, "/de-simple/") && len(links) != 0 || strings.HasSuffix(address, "/beratung") && len(links) != 0 {
			t.Errorf("%s leads to %v", address, links)
		}
		for lang, other := range links {
			if lang == "de-simple" || pages[other] == nil || pages[other][lang] != other || lang != "x-default" && pages[other]["x-default"] != links["x-default"] {
				t.Errorf("%s: %s leads to %s, which leads to %v", address, lang, other, pages[other])
			}
		}
	}
	if got := pages["https://portal.lotse.test/en/offer/sprachcafe"]; got["x-default"] != "https://portal.lotse.test/de/offer/sprachcafe" || len(got) != 4 {
		t.Errorf("%v", got)
	}
	d.withdraw(d.cafe)
	if got := sitemapPages(t, d.get("/sitemap-offer-1.xml").Body.Bytes()); len(got) != 4 {
		t.Errorf("what was withdrawn is still listed: %v", got)
	}
	for _, path := range []string{"/sitemap-offer-2.xml", "/sitemap-offer-0.xml", "/sitemap-offer-01.xml", "/sitemap-nothing-1.xml", "/sitemap-.xml"} {
		if w := d.ask(http.MethodGet, delivery.Prefix+path); w.Code != http.StatusNotFound {
			t.Errorf("%s: %d", path, w.Code)
		}
	}
}

// sitemapPages reads a sitemap: address → language → address.
func sitemapPages(t *testing.T, body []byte) map[string]map[string]string {
	t.Helper()
	var set struct {
		XMLName xml.Name `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 urlset"`
		URLs    []struct {
			Loc     string    `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 loc"`
			Lastmod time.Time `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 lastmod"`
			Links   []struct {
				Rel  string `xml:"rel,attr"`
				Lang string `xml:"hreflang,attr"`
				Href string `xml:"href,attr"`
			} `xml:"http://www.w3.org/1999/xhtml link"`
		} `xml:"http://www.sitemaps.org/schemas/sitemap/0.9 url"`
	}
	if err := xml.Unmarshal(body, &set); err != nil {
		t.Fatal(err)
	}
	pages := map[string]map[string]string{}
	for _, u := range set.URLs {
		if pages[u.Loc] != nil || u.Lastmod.IsZero() {
			t.Errorf("%s twice, or without a time", u.Loc)
		}
		pages[u.Loc] = map[string]string{}
		for _, l := range u.Links {
			pages[u.Loc][l.Lang] = l.Href
		}
	}
	return pages
}

// A site reads in every format what it may read in lists, and what lies ready for others is not given to it.
func TestFormatsStayWithinTheScopeOfASite(t *testing.T) {
	t.Parallel()
	d := newDemo(t)
	d.follow()
	other := d.consumer(cms.SiteScope{Organisations: []uuid.UUID{orgOther}, Types: []string{"offer"}})
	family := d.consumer(cms.SiteScope{Categories: []uuid.UUID{d.family}, Locales: []string{"de"}})
	for _, path := range []string{
		"/content/v1/offer.jsonld", "/content/v1/offer.atom", "/content/v1/offer.jsonfeed", "/content/v1/offer.csv", "/content/v1/offer.geojson", "/content/v1/offer.ics",
		"/hsds/de/services", "/hsds/de/services?full=true", "/hsds/de/service_at_locations?full=true", "/hsds/de/organizations", "/hsds/de/services?format=ndjson", "/hsds/de/taxonomy_terms?per_page=100",
		"/content/v1/sitemap.xml", "/content/v1/sitemap-offer-1.xml",
	} {
		if w := d.ask(http.MethodGet, path); w.Code != http.StatusOK {
			t.Errorf("%s without a key: %d", path, w.Code)
		}
		w := d.ask(http.MethodGet, path, other.with()...)
		for _, hidden := range []string{"sprachcafe", "Sprachcaf", "Beratung Jena", "Begegnung\"", d.law.String() + "\",\"language", "sitemap-place"} {
			if w.Code != http.StatusOK || strings.Contains(w.Body.String(), hidden) && !strings.Contains(path, "taxonomy") {
				t.Errorf("%s of the other: %d, shows %s", path, w.Code, hidden)
			}
		}
		if strings.Contains(path, "taxonomy") && strings.Contains(w.Body.String(), `"recht"`) {
			t.Errorf("%s shows categories", path)
		}
		w = d.ask(http.MethodGet, path, family.with()...)
		for _, hidden := range []string{"Ämterhaus", "Werk Gera", `"Recht"`, "/en/", "/ar/", "Altes Haus"} {
			if w.Code != http.StatusOK || strings.Contains(w.Body.String(), hidden) {
				t.Errorf("%s of the family: %d, shows %s: %s", path, w.Code, hidden, w.Body)
			}
		}
	}
	for _, path := range []string{
		"/content/v1/offer/sprachcafe.jsonld", "/content/v1/event.ics", "/content/v1/event/markt.ics", "/hsds/de/services/" + d.cafe.String(), "/hsds/de/taxonomy_terms/" + d.law.String(),
		"/hsds/de/service_at_locations/" + formats.PairID(d.cafe, d.house).String(), "/hsds/de/organizations/" + orgMain.String(), "/content/v1/sitemap-place-1.xml",
	} {
		if w := d.ask(http.MethodGet, path); w.Code != http.StatusOK {
			t.Errorf("%s without a key: %d", path, w.Code)
		}
		if w := d.ask(http.MethodGet, path, other.with()...); w.Code != http.StatusNotFound {
			t.Errorf("%s of the other: %d", path, w.Code)
		}
	}
}

// A site that told where its pages are finds their addresses in every format, and nobody else does.
func TestASiteHasItsOwnPages(t *testing.T) {
	t.Parallel()
	d := newDemo(t)
	d.follow()
	plain, own, another := d.consumer(cms.SiteScope{}), d.consumer(cms.SiteScope{}), d.consumer(cms.SiteScope{})
	for address, c := range map[string]consumer{"https://eigen.test/{type}?id={id}&l={locale}": own, "https://anders.test/{slug}": another} {
		if _, err := d.core().ChangeSite(t.Context(), admin(), c.ID, c.Version, cms.SiteInput{Name: c.Name, Address: address}); err != nil {
			t.Fatal(err)
		}
	}
	const usual = "https://portal.lotse.test/de/offer/sprachcafe"
	for who, c := range map[string]struct {
		headers []string
		want    string
	}{
		"nobody": {nil, usual}, "without pages": {plain.with(), usual},
		"own pages": {own.with(), "https://eigen.test/offer?id=" + d.cafe.String() + "&l=de"}, "other pages": {another.with(), "https://anders.test/sprachcafe"},
	} {
		for _, path := range []string{
			"/content/v1/offer.jsonld", "/content/v1/offer.atom", "/content/v1/offer.jsonfeed", "/content/v1/offer.csv", "/content/v1/offer/sprachcafe.jsonld",
			"/hsds/de/services?full=true", "/hsds/de/services/" + d.cafe.String(), "/content/v1/sitemap-offer-1.xml",
		} {
			for range 2 { // from the database, and from memory
				body := strings.NewReplacer(`\u0026`, "&", "&amp;", "&").Replace(d.ask(http.MethodGet, path, c.headers...).Body.String())
				if !strings.Contains(body, c.want) || c.want != usual && strings.Contains(body, "portal.lotse.test") {
					t.Errorf("%s, %s lacks %s", who, path, c.want)
				}
			}
		}
	}
}
