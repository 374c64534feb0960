package delivery_test

import (
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"

	"lotse/cms/formats"
	"lotse/schema"
)

// names lists what a list of HSDS holds, by the names of services.
func (d *demo) names(path string) []string {
	d.t.Helper()
	w := d.ask(http.MethodGet, path)
	if w.Code != http.StatusOK {
		d.t.Fatalf("%s: %d %s", path, w.Code, w.Body)
	}
	type named struct {
		Name    string
		Service *struct{ Name string }
	}
	list := []string{}
	for _, one := range read[struct{ Contents []named }](d.t, w.Body.Bytes()).Contents {
		if one.Service != nil {
			one.Name = one.Service.Name
		}
		list = append(list, one.Name)
	}
	return list
}

func TestHSDSFilters(t *testing.T) {
	t.Parallel()
	d := newDemo(t)
	term := func(field, value string) string {
		for _, one := range formats.HSDSOptionTerms(d.types, "de") {
			if one.Field == field && one.Value == value {
				return one.ID.String()
			}
		}
		t.Fatal(field, value)
		return ""
	}
	taxonomy := func(field string) string {
		for _, one := range formats.HSDSOptionTerms(d.types, "de") {
			if one.Field == field {
				return one.Taxonomy.String()
			}
		}
		return ""
	}
	both, cafe, advice, none := []string{"Sprachcafé", "Beratung im Ämterhaus"}, []string{"Sprachcafé"}, []string{"Beratung im Ämterhaus"}, []string{}
	for _, test := range []struct {
		query string
		want  []string
	}{
		{"", both},
		{"per_page=1", cafe},
		{"per_page=1&page=2", advice},
		{"page=3", none},
		{"taxonomy_term_id=" + d.law.String(), both},
		{"taxonomy_term_id=" + d.family.String(), cafe},
		{"taxonomy_term_id=" + term("costs", "free"), cafe},
		{"taxonomy_term_id=" + term("languages", "de"), both},
		{"taxonomy_term_id=" + term("placeType", "school"), none},
		{"taxonomy_term_id=" + uuid.NewString(), none},
		{"taxonomy_id=" + taxonomy("targetGroups"), cafe},
		{"taxonomy_id=" + formats.CategoryTaxonomy().String(), both},
		{"taxonomy_id=" + uuid.NewString(), none},
		{"organization_id=" + orgOther.String(), advice},
		{"organization_id=" + uuid.NewString(), none},
		{"modified_after=" + seeded.Add(5*time.Hour+time.Second).Format(time.RFC3339), advice},
		{"modified_after=2027-01-01", none},
		{"search=sprachcafe", cafe},
		{"search=AMTERHAUS", advice},
		{"search=-sprachcafe+beratung&organization_id=" + orgOther.String(), advice},
		{"search=sprachcafe&organization_id=" + orgOther.String(), none},
		{"search=raumschiff", none},
		{"full=true&taxonomy_term_id=" + term("costs", "free") + "&organization_id=" + orgOther.String(), none},
	} {
		if diff := cmp.Diff(test.want, d.names("/hsds/de/services?"+test.query)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.query, diff)
		}
	}
	if diff := cmp.Diff([]string{"Sprachcafé", "Sprachcafé", "Beratung im Ämterhaus"}, d.names("/hsds/de/service_at_locations")); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff([]string{"Sprachcafé", "Sprachcafé"}, d.names("/hsds/de/service_at_locations?search=sprachcafe")); diff != "" {
		t.Error(diff)
	}
	w := d.ask(http.MethodGet, "/hsds/de/services?search=%00")
	if p := problem(t, w); w.Code != http.StatusBadRequest || p["parameter"] != "search" {
		t.Errorf("%d %v", w.Code, p)
	}
	if diff := cmp.Diff([]string{"Language café"}, d.names("/hsds/en/services")); diff != "" {
		t.Error(diff)
	}
}

// Whatever the standard does not know here is refused, and what is not there answers like what never was.
func TestHSDSRefuses(t *testing.T) {
	t.Parallel()
	d := newDemo(t)
	for _, path := range []string{
		"/services?nothing=1", "/services?search=", "/services?search=x&search=y", "/services?search=" + strings.Repeat("x", 201), "/services?page=0", "/services?page=x", "/services?page=1&page=2", "/services?per_page=101", "/services?per_page=0",
		"/services?page=1000000&per_page=100", "/services?full=yes", "/services?full=true&minimal=true", "/services?format=xml", "/services?format=ndjson&page=2",
		"/services?organization_id=x", "/services?taxonomy_id=x", "/services?taxonomy_term_id=x", "/services?modified_after=x", "/services?locale=en",
		"/organizations?minimal=true", "/taxonomies?full=true", "/taxonomy_terms?taxonomy_term_id=" + d.law.String(), "/services/" + d.cafe.String() + "?full=true", "/?x=1", "/openapi.json?x=1",
	} {
		if w := d.ask(http.MethodGet, "/hsds/de"+path); w.Code != http.StatusBadRequest || w.Header().Get("Content-Type") != "application/problem+json" {
			t.Errorf("%s: %d %s", path, w.Code, w.Body)
		}
	}
	never := problem(t, d.ask(http.MethodGet, "/hsds/de/services/"+uuid.NewString()))
	for _, path := range []string{
		"/hsds/xx/services", "/hsds/de/services/x", "/hsds/de/services/" + d.house.String(), "/hsds/de/service_at_locations/" + d.cafe.String(),
		"/hsds/de/organizations/" + uuid.NewString(), "/hsds/de/taxonomies/" + d.law.String(), "/hsds/de/taxonomy_terms/" + d.cafe.String(), "/hsds/fr/services/" + d.cafe.String(),
	} {
		if w := d.ask(http.MethodGet, path); w.Code != http.StatusNotFound || !cmp.Equal(never, problem(t, w)) {
			t.Errorf("%s: %d %s", path, w.Code, w.Body)
		}
	}
}

// What is not public is in no format.
func TestWhatIsNotPublicIsInNoFormat(t *testing.T) {
	t.Parallel()
	for _, way := range []string{"withdrawn", "archived", "expired", "suspended", "deleted"} {
		t.Run(way, func(t *testing.T) {
			t.Parallel()
			d := newDemo(t)
			d.exec(`update publications set latitude = 50.9, longitude = 11.5 where type = 'place'`)
			atHouse := "/hsds/de/service_at_locations/" + formats.PairID(d.cafe, d.house).String()
			if w := d.ask(http.MethodGet, atHouse); w.Code != http.StatusOK || !strings.Contains(w.Body.String(), "Haus der Begegnung") {
				t.Fatalf("%d %s", w.Code, w.Body)
			}
			hide := hidings(d)[way]
			hide(d.house)
			hide(d.family)
			for _, path := range []string{
				"/content/v1/offer.jsonld", "/content/v1/event.ics", "/content/v1/event/markt.jsonld", "/content/v1/event/markt.ics", "/content/v1/place.geojson", "/content/v1/place.csv",
				"/content/v1/offer.atom", "/content/v1/category.jsonfeed", "/hsds/de/services?full=true", "/hsds/de/service_at_locations?full=true", "/hsds/de/taxonomy_terms?per_page=100", "/content/v1/sitemap-place-1.xml",
			} {
				w := d.ask(http.MethodGet, path)
				for _, secret := range []string{"Haus der Begegnung", "Familie<", `"Familie"`, "/haus", "Geheim"} {
					if w.Code != http.StatusOK || strings.Contains(w.Body.String(), secret) {
						t.Errorf("%s shows %s: %d", path, secret, w.Code)
					}
				}
			}
			if w := d.ask(http.MethodGet, atHouse); w.Code != http.StatusNotFound {
				t.Errorf("%d %s", w.Code, w.Body)
			}
			if diff := cmp.Diff([]string{"Sprachcafé", "Beratung im Ämterhaus"}, d.names("/hsds/de/service_at_locations")); diff != "" {
				t.Error(diff)
			}
			hide(d.cafe)
			for _, path := range []string{
				"/content/v1/offer/sprachcafe.jsonld", "/content/v1/offer/cafe.jsonld", "/content/v1/offer/sprachcafe.ics", "/hsds/de/services/" + d.cafe.String(),
				"/hsds/de/service_at_locations/" + formats.PairID(d.cafe, d.closed).String(),
			} {
				if w := d.ask(http.MethodGet, path); w.Code != http.StatusNotFound {
					t.Errorf("%s: %d %s", path, w.Code, w.Body)
				}
			}
			if got := d.names("/hsds/de/services"); !slices.Equal(got, []string{"Beratung im Ämterhaus"}) {
				t.Errorf("services %v", got)
			}
		})
	}
}

// The id of a pair is the same in Go and in the database.
func TestPairIDsAgree(t *testing.T) {
	t.Parallel()
	d := newDemo(t)
	for range 50 {
		a, b := uuid.New(), uuid.New()
		var theirs uuid.UUID
		if err := d.pool.QueryRow(t.Context(), `select lotse.pair_id($1, $2)`, a, b).Scan(&theirs); err != nil {
			t.Fatal(err)
		}
		if ours := formats.PairID(a, b); ours != theirs || ours.Version() != 8 || ours.Variant() != uuid.RFC4122 {
			t.Errorf("%s and %s", ours, theirs)
		}
	}
}

// Hours go into rows and lose nothing: every day, every exception, and the notes.
func TestHSDSSchedules(t *testing.T) {
	t.Parallel()
	d := newDemo(t)
	id := d.add(entry{typ: "offer", slug: "zeiten", fields: schema.Content{
		"title": "Zeiten", "summary": "x", "address": map[string]any{"street": "Markt 2", "city": "Jena", "postcode": "07743", "country": "DE", "municipality": "160530000000"},
		"openingHours": map[string]any{
			"holidays": "closed",
			"weekly":   []any{map[string]any{"day": "mo", "from": "09:00", "to": "12:00"}, map[string]any{"day": "mo", "from": "13:00", "to": "24:00"}},
			"exceptions": []any{
				map[string]any{"from": "2026-12-24", "to": "2026-12-26", "closed": true, "note": "Weihnachten"},
				map[string]any{"from": "2026-07-01", "to": "2026-07-01", "hours": []any{map[string]any{"from": "10:00", "to": "11:00"}}},
			},
		},
		"schedule": map[string]any{"start": "2026-12-01T18:00", "end": "2026-12-01T19:00", "rule": "FREQ=WEEKLY;COUNT=3", "exclude": []any{"2026-12-08T18:00"}},
	}})
	type schedule struct {
		Freq, Byday, Opens, Closes, Notes, Description string
		OpensAt                                        string `json:"opens_at"`
		ClosesAt                                       string `json:"closes_at"`
		From                                           string `json:"valid_from"`
		To                                             string `json:"valid_to"`
		Count                                          int
		Tzid                                           string
	}
	type service struct {
		Schedules []schedule
		At        []struct {
			ID       string
			Location struct {
				ID        string
				Addresses []struct {
					State string `json:"state_province"`
				}
			}
		} `json:"service_at_locations"`
	}
	got := read[service](t, d.ask(http.MethodGet, "/hsds/de/services/"+id.String()).Body.Bytes())
	var lines []string
	for _, s := range got.Schedules {
		lines = append(lines, strings.Join([]string{s.Freq, s.Byday, s.OpensAt, s.ClosesAt, s.From, s.To, s.Description, s.Notes}, "|"))
		if s.Tzid != "Europe/Berlin" {
			t.Errorf("zone %s", s.Tzid)
		}
	}
	want := []string{
		"WEEKLY|MO|09:00+01:00|12:00+01:00||||PublicHolidays: closed", "WEEKLY|MO|13:00+01:00|23:59+01:00||||PublicHolidays: closed",
		"|||" + "|2026-12-24|2026-12-26|closed|Weihnachten", "||10:00+02:00|11:00+02:00|2026-07-01|2026-07-01||", "WEEKLY||18:00+01:00|19:00+01:00||2026-12-15||not: 2026-12-08",
	}
	if diff := cmp.Diff(want, lines); diff != "" {
		t.Error(diff)
	}
	if len(got.At) != 1 || got.At[0].ID != id.String() || got.At[0].Location.Addresses[0].State != "Thüringen" {
		t.Errorf("%+v", got.At)
	}
}

// The document of HSDS describes every path that there is.
func TestHSDSDocument(t *testing.T) {
	t.Parallel()
	d := newDemo(t)
	w := d.ask(http.MethodGet, "/hsds/de/openapi.json")
	paths := read[struct{ Paths map[string]any }](t, w.Body.Bytes()).Paths
	if len(paths) != 12 {
		t.Errorf("%d paths", len(paths))
	}
	about := read[map[string]string](t, d.ask(http.MethodGet, "/hsds/de/").Body.Bytes())
	if about["version"] != "3.1" || about["profile"] == "" || about["openapi_url"] != "https://cms.lotse.test/hsds/de/openapi.json" {
		t.Errorf("%v", about)
	}
}

// atFirst is an answer at whose first bytes something happens.
type atFirst struct {
	*httptest.ResponseRecorder
	once func()
}

func (w *atFirst) Write(b []byte) (int, error) {
	w.once()
	return w.ResponseRecorder.Write(b)
}

// What goes while the lines are written takes no other with it: places in the list are not counted.
func TestLinesLoseNothing(t *testing.T) {
	t.Parallel()
	d := newDemo(t)
	ids := []uuid.UUID{d.cafe, d.advice}
	for n := range 110 { // more than one part
		ids = append(ids, d.add(entry{typ: "offer", slug: "angebot-" + strconv.Itoa(n), fields: schema.Content{
			"title": "Angebot", "offerType": "counselling", "costs": "free", "online": true,
		}}))
	}
	slices.SortFunc(ids, func(a, b uuid.UUID) int { return strings.Compare(a.String(), b.String()) })
	gone := ids[0]
	w := &atFirst{httptest.NewRecorder(), sync.OnceFunc(func() { d.withdraw(gone) })}
	d.handler.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/hsds/de/services?format=ndjson&full=true", nil))
	written := w.Body.String()
	for _, id := range ids {
		if id != gone && strings.Count(written, `"id":"`+id.String()+`"`) < 1 {
			t.Errorf("%s is missing", id)
		}
	}
	if lines := strings.Count(written, "\n"); lines != len(ids) {
		t.Errorf("%d lines of %d", lines, len(ids))
	}
	w = &atFirst{httptest.NewRecorder(), func() {}}
	d.handler.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/hsds/de/service_at_locations?format=ndjson", nil))
	if got, want := strings.Count(w.Body.String(), "\n"), d.total("/hsds/de/service_at_locations"); got != want || got < 100 {
		t.Errorf("services at locations: %d lines of %d", got, want)
	}
}

// total is how many objects a list of HSDS says that it has.
func (d *demo) total(path string) int {
	d.t.Helper()
	return read[struct {
		Total int `json:"total_items"`
	}](d.t, d.ask(http.MethodGet, path).Body.Bytes()).Total
}
