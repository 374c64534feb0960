package delivery_test

import (
	"net/http"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"

	"lotse/cms"
	"lotse/cms/formats"
	"lotse/schema"
)

// Where a postcode lies is known by the public places that have it.
func TestHSDSAroundAPostcode(t *testing.T) {
	t.Parallel()
	d := newDemo(t)
	point := func(lat, lng float64) map[string]any { return map[string]any{"lat": lat, "lng": lng} }
	d.add(entry{typ: "offer", slug: "mitte", fields: schema.Content{"title": "Mitte", "offerType": "counselling", "costs": "free", "geo": point(50.915, 11.59)}})
	gera := d.add(entry{typ: "place", slug: "gera", fields: schema.Content{
		"title": "Gera", "placeType": "other", "geo": point(50.88, 12.08), "address": map[string]any{"street": "Markt 1", "postcode": "07545", "city": "Gera", "country": "DE"},
	}})
	d.add(entry{typ: "offer", slug: "fern", fields: schema.Content{"title": "Fern", "offerType": "counselling", "costs": "free", "places": []any{gera.String(), d.closed.String()}}})
	for _, test := range []struct {
		query string
		want  []string
	}{
		{"de/service_at_locations?postcode=07743", []string{"Sprachcafé", "Sprachcafé", "Mitte", "Fern"}}, // the middle lies between two places, 1.8 km from each
		{"de/service_at_locations?postcode=07743&proximity=500", []string{"Mitte"}},
		{"de/service_at_locations?postcode=07743&proximity=2500", []string{"Sprachcafé", "Sprachcafé", "Mitte", "Fern"}},
		{"de/service_at_locations?postcode=07743&proximity=100000", []string{"Sprachcafé", "Sprachcafé", "Mitte", "Fern", "Fern"}},
		{"de/service_at_locations?postcode=07545", []string{"Fern"}},
		{"de/service_at_locations?postcode=07545&search=mitte", []string{}},
		{"de/service_at_locations?postcode=99999", []string{}},
		{"de/service_at_locations?postcode=99999&proximity=500000", []string{}},
		{"en/service_at_locations?postcode=07743", []string{"Language café", "Language café"}},
	} {
		if diff := cmp.Diff(test.want, d.names("/hsds/"+test.query)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.query, diff)
		}
	}
	d.withdraw(gera)
	for _, query := range []string{"postcode=07545", "postcode=07545&proximity=1000"} { // what is not public lies nowhere
		if got := d.names("/hsds/de/service_at_locations?" + query); len(got) != 0 {
			t.Errorf("%s: %v", query, got)
		}
	}
	if got := d.names("/hsds/de/service_at_locations?postcode=07743"); len(got) == 0 {
		t.Error("nothing is left to be hidden")
	}
	d.exec(`insert into type_hides (type, version, fields) values ('place', 99, '{address}')`) // nor what may not be shown any more
	d.door.Changed(cms.PublicChange{Everything: true})
	if got := d.names("/hsds/de/service_at_locations?postcode=07743"); len(got) != 0 {
		t.Errorf("found by an address that is hidden: %v", got)
	}
}

// Organisations, taxonomies and terms are found by their names; terms by what is above them.
func TestHSDSFindsByNames(t *testing.T) {
	t.Parallel()
	d := newDemo(t)
	d.add(entry{typ: "category", slug: "krippe", fields: schema.Content{"title": "Krippe", "summary": "Plätze in Jena", "parent": d.family.String()}})
	free := ""
	for _, one := range formats.HSDSOptionTerms(d.types, "de") {
		if one.Field == "costs" && one.Value == "free" {
			free = one.ID.String()
		}
	}
	both, jena, gera, none := []string{"Beratung Jena", "Werk Gera"}, []string{"Beratung Jena"}, []string{"Werk Gera"}, []string{}
	for _, test := range []struct {
		path string
		want []string
	}{
		{"/organizations", both}, {"/organizations?search=GERA", gera}, {"/organizations?search=jena+beratung", jena}, {"/organizations?search=jena+gera", none},
		{"/organizations?search=e&per_page=1", jena}, {"/organizations?search=e&per_page=1&page=2", gera}, {"/organizations?search=e&per_page=1&page=3", none},
		{"/organizations?taxonomy_term_id=" + free, jena}, {"/organizations?taxonomy_term_id=" + d.family.String(), jena}, {"/organizations?taxonomy_term_id=" + uuid.NewString(), none},
		{"/organizations?taxonomy_id=" + formats.CategoryTaxonomy().String(), both}, {"/organizations?search=gera&taxonomy_term_id=" + free, none},
		{"/taxonomies?search=themen", []string{"Themen"}}, {"/taxonomies?search=raumschiff", none},
		{"/taxonomy_terms?search=krippe", []string{"Krippe"}}, {"/taxonomy_terms?search=platze", []string{"Krippe"}}, {"/taxonomy_terms?parent_id=" + d.family.String(), []string{"Krippe"}},
		{"/taxonomy_terms?parent_id=" + uuid.NewString(), none}, {"/taxonomy_terms?parent_id=" + d.family.String() + "&top_only=true", none},
		{"/taxonomy_terms?top_only=true&taxonomy_id=" + formats.CategoryTaxonomy().String(), []string{"Recht", "Familie"}},
		{"/taxonomy_terms?per_page=1&page=2&top_only=true&taxonomy_id=" + formats.CategoryTaxonomy().String(), []string{"Familie"}},
	} {
		if diff := cmp.Diff(test.want, d.names("/hsds/de"+test.path)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.path, diff)
		}
	}
	if n := d.total("/hsds/de/organizations?search=e&per_page=1&page=3"); n != 2 {
		t.Errorf("%d beyond the end", n)
	}
	for _, path := range []string{
		"/organizations?search=", "/organizations?search=%21", "/taxonomies?taxonomy_id=" + uuid.NewString(), "/taxonomy_terms?top_only=1", "/taxonomy_terms?parent_id=x", "/organizations?organization_id=" + uuid.NewString(),
		"/services?postcode=07743", "/service_at_locations?proximity=100", "/service_at_locations?postcode=", "/service_at_locations?postcode=07743&proximity=0", "/service_at_locations?postcode=07743&proximity=500001",
		"/service_at_locations?postcode=07743&proximity=x", "/service_at_locations?postcode=%25", "/service_at_locations?postcode=07743&postcode=07743",
	} {
		if w := d.ask(http.MethodGet, "/hsds/de"+path); w.Code != http.StatusBadRequest {
			t.Errorf("%s: %d %s", path, w.Code, w.Body)
		}
	}
}
