package delivery_test

import (
	"net/http"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"

	"lotse/cms/delivery"
	"lotse/internal/postgres"
	"lotse/schema"
)

// hidings are the ways in which an entry stops being public. Each gets the entry and does it.
func hidings(d *demo) map[string]func(uuid.UUID) {
	return map[string]func(uuid.UUID){
		"withdrawn": func(id uuid.UUID) { d.exec(`update entries set source_live = false where id = $1`, id) },
		"archived":  func(id uuid.UUID) { d.exec(`update entries set archived_at = now() where id = $1`, id) },
		"expired": func(id uuid.UUID) {
			d.exec(`update entries set expires_at = now() - interval '1 second' where id = $1`, id)
		},
		"suspended": func(id uuid.UUID) {
			d.exec(`insert into organisations (id, slug, name, kind, created_at, suspended_at) values ($1, $2, 'Gone', 'initiative', now(), now())`, id, id.String())
			d.exec(`update entries set organisation_id = $1 where id = $1`, id)
		},
		"deleted": func(id uuid.UUID) { d.exec(`delete from entries where id = $1`, id) },
	}
}

// What is not public is nowhere: not by id, slug or old slug, not in lists, filters, includes or fallbacks,
// and the answer is that of what never was.
func TestWhatIsNotPublicIsNowhere(t *testing.T) {
	t.Parallel()
	for _, way := range []string{"withdrawn", "archived", "expired", "suspended", "deleted"} {
		t.Run(way, func(t *testing.T) {
			t.Parallel()
			d := newDemo(t)
			never := problem(t, d.ask(http.MethodGet, delivery.Prefix+"/offer/never-was"))
			hide := hidings(d)[way]
			hide(d.house)
			included := read[item](t, d.get("/offer/sprachcafe?include=places.categories").Body.Bytes()).Included
			if diff := cmp.Diff([]string{"altes-haus"}, slugsOf(included)); diff != "" {
				t.Errorf("included (-want +got):\n%s", diff)
			}
			if got := d.list("/event?include=place").Included; len(got) != 0 {
				t.Errorf("included in the list: %v", slugsOf(got))
			}
			if got := d.slugs("/offer?filter[places]=haus"); len(got) != 0 {
				t.Errorf("its slug selects %v", got)
			}
			hide(d.cafe)
			for _, path := range []string{
				"sprachcafe", "cafe", "sprachcafe-jena", d.cafe.String(), "sprachcafe?locale=en", "sprachcafe?locale=ar&fallback=true", "sprachcafe?locale=fa&fallback=true",
			} {
				w := d.ask(http.MethodGet, delivery.Prefix+"/offer/"+path)
				if diff := cmp.Diff(never, problem(t, w)); diff != "" || w.Code != http.StatusNotFound {
					t.Errorf("%s: %d %s", path, w.Code, diff)
				}
			}
			for path, want := range map[string][]string{
				"/offer": {"beratung"}, "/offer?sort=title": {"beratung"}, "/offer?sort=-validUntil": {"beratung"}, "/offer?locale=en": {}, "/offer?category=familie": {},
				"/offer?locale=ar&fallback=true": {"beratung"}, "/offer?filter[costs]=free": {}, "/offer?organisation=beratung-jena": {},
			} {
				if diff := cmp.Diff(want, d.slugs(path)); diff != "" {
					t.Errorf("%s (-want +got):\n%s", path, diff)
				}
			}
		})
	}
}

func TestSuspendingTheOrganisationTakesEverythingOff(t *testing.T) {
	t.Parallel()
	d := newDemo(t)
	d.exec(`update organisations set suspended_at = now() where id = $1`, orgMain)
	if diff := cmp.Diff([]string{"beratung"}, d.slugs("/offer")); diff != "" {
		t.Error(diff)
	}
	if got := d.list("/offer?include=categories").Included; len(got) != 0 {
		t.Errorf("included %v", slugsOf(got))
	}
	d.exec(`update organisations set suspended_at = null where id = $1`, orgMain)
	if diff := cmp.Diff([]string{"beratung", "sprachcafe"}, d.slugs("/offer")); diff != "" {
		t.Error(diff)
	}
}

func TestFallback(t *testing.T) {
	t.Parallel()
	d := newDemo(t)
	one := func(path string) item { return read[item](t, d.get(path).Body.Bytes()) }

	i := one("/offer/sprachcafe?locale=fa&fallback=true") // fa, en, de
	if i.Locale != "en" || i.Fields["title"] != "Language café" || i.FallbackFields["title"] != "en" || i.FallbackFields["description"] != "de" {
		t.Errorf("%+v", i)
	}
	if i.FallbackFields["costs"] != "" || i.FallbackFields["contacts.role"] != "en" {
		t.Errorf("shared fields have no language: %v", i.FallbackFields)
	}
	if i := one("/offer/beratung?locale=ar&fallback=true"); i.Locale != "de" || i.FallbackFields["title"] != "de" || i.FallbackFields["costsNote"] != "" {
		t.Errorf("%+v", i)
	}
	if w := d.get("/offer/sprachcafe?locale=fa&fallback=true"); w.Header().Get("Content-Language") != "en" {
		t.Errorf("Content-Language %s", w.Header().Get("Content-Language"))
	}
	if w := d.get("/offer?locale=ar&fallback=true"); w.Header().Get("Content-Language") != "ar, de" {
		t.Errorf("Content-Language %s", w.Header().Get("Content-Language"))
	}
	if got := d.slugs("/category?locale=ar&fallback=true&sort=title"); len(got) != 2 {
		t.Errorf("each entry once: %v", got)
	}
	for _, i := range d.list("/offer?locale=ar&fallback=true&include=categories").Included {
		if want := map[string]string{"recht": "ar", "familie": "de"}[i.Slug]; i.Locale != want {
			t.Errorf("%s is included in %s", i.Slug, i.Locale)
		}
	}
	if got := slugsOf(d.list("/offer?locale=ar&include=categories").Included); !cmp.Equal(got, []string{"recht"}) {
		t.Errorf("without fallback only what has the language: %v", got)
	}
	if i := one("/offer/sprachcafe?locale=ar&fallback=true&fields=title,summary"); len(i.Fields) != 2 || len(i.FallbackFields) != 1 {
		t.Errorf("%+v", i)
	}
}

// A text that is not public is not used, wherever it stands in the chain.
func TestFallbackShowsOnlyWhatIsPublic(t *testing.T) {
	t.Parallel()
	d := newDemo(t)
	d.exec(`delete from publications where entry_id = $1 and locale = 'en'`, d.cafe) // what withdrawing the English text does
	i := read[item](t, d.get("/offer/sprachcafe?locale=ar&fallback=true").Body.Bytes())
	if i.Fields["summary"] != "Deutsch üben bei Kaffee <und> Kuchen & mehr" || i.FallbackFields["summary"] != "de" {
		t.Errorf("%+v", i)
	}
	if i := read[item](t, d.get("/offer/sprachcafe?locale=fa&fallback=true").Body.Bytes()); i.Locale != "de" {
		t.Errorf("served in %s", i.Locale)
	}
	for _, body := range []string{d.get("/offer?locale=ar&fallback=true&include=places").Body.String(), d.get("/offer/sprachcafe?fallback=true").Body.String()} {
		for _, secret := range []string{"Geheim", "geheim@example.org", "Practise"} {
			if contains(body, secret) {
				t.Errorf("%s is shown in %s", secret, body)
			}
		}
	}
}

func TestOldSlugsLeadToTheCanonicalOne(t *testing.T) {
	t.Parallel()
	d := newDemo(t)
	for path, want := range map[string]string{
		"/offer/cafe": "/content/v1/offer/sprachcafe?locale=de",
		"/offer/sprachcafe-jena?fallback=true&locale=en": "/content/v1/offer/sprachcafe?fallback=true&locale=en",
		"/offer/cafe?include=places&fields=title":        "/content/v1/offer/sprachcafe?fields=title&include=places&locale=de",
	} {
		for range 2 { // the second time from memory
			w := d.ask(http.MethodGet, delivery.Prefix+path)
			if w.Code != http.StatusMovedPermanently || w.Header().Get("Location") != want || w.Body.Len() != 0 {
				t.Errorf("%s: %d %v", path, w.Code, w.Header())
			}
		}
	}
	if w := d.ask(http.MethodGet, delivery.Prefix+"/offer/cafe?locale=fa"); w.Code != http.StatusNotFound {
		t.Errorf("what is not public in the language redirects: %d", w.Code)
	}
}

// An item is gone with its last moment, although no worker has done anything.
func TestExpiryByTheClockAlone(t *testing.T) {
	t.Parallel()
	d := newDemo(t)
	ends := time.Now().Add(30 * time.Minute)
	d.add(entry{typ: "offer", slug: "kurz", fields: schema.Content{"title": "Kurz", "summary": "Bald vorbei", "categories": []any{d.law.String()}}, expires: &ends})
	if got := d.slugs("/offer?sort=title"); len(got) != 3 {
		t.Fatal(got)
	}
	if got := d.get("/offer/kurz").Header().Get("Cache-Control"); got != "public, max-age=60, s-maxage=60, stale-while-revalidate=30" {
		t.Error(got)
	}
	if err := postgres.MoveClock(t.Context(), d.pool, 29*time.Minute+15*time.Second); err != nil {
		t.Fatal(err)
	}
	got := d.get("/offer?sort=title").Header().Get("Cache-Control")
	if got != "public, max-age=44, s-maxage=44, must-revalidate" && got != "public, max-age=43, s-maxage=43, must-revalidate" {
		t.Error(got)
	}
	if err := postgres.MoveClock(t.Context(), d.pool, 31*time.Minute); err != nil {
		t.Fatal(err)
	}
	if got := d.slugs("/offer?sort=title"); len(got) != 2 {
		t.Error(got)
	}
	if w := d.ask(http.MethodGet, delivery.Prefix+"/offer/kurz"); w.Code != http.StatusNotFound {
		t.Error(w.Code)
	}
}
