package delivery_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"slices"
	"testing"
)

// hsdsPage is a page of HSDS.
type hsdsPage struct {
	Total    int               `json:"total_items"`
	Pages    int               `json:"total_pages"`
	Number   int               `json:"page_number"`
	Size     int               `json:"size"`
	First    bool              `json:"first_page"`
	Last     bool              `json:"last_page"`
	Empty    *bool             `json:"empty"`
	Contents []json.RawMessage `json:"contents"`
}

// hsds walks a list of HSDS and judges every object; it gives their ids.
func (s *site) hsds(t *testing.T, j *judges, path, schemaName string) []string {
	t.Helper()
	var ids []string
	for number := 1; ; number++ {
		at := fmt.Sprintf("%s&page=%d&per_page=7", path, number)
		w := s.ask(http.MethodGet, at)
		if w.Code != http.StatusOK || w.Header().Get("Content-Type") != "application/json" {
			t.Fatalf("%s: %d %s", at, w.Code, w.Body)
		}
		p := read[hsdsPage](t, w.Body.Bytes())
		if p.Number != number || p.Size != len(p.Contents) || p.First != (number == 1) || p.Last != (number >= p.Pages) || p.Empty == nil || *p.Empty != (p.Size == 0) {
			t.Errorf("%s: %+v", at, p)
		}
		for _, one := range p.Contents {
			j.schema(schemaName, at, one)
			ids = append(ids, read[struct{ ID string }](t, one).ID)
		}
		if p.Last {
			if len(ids) != p.Total {
				t.Errorf("%s: %d of %d", path, len(ids), p.Total)
			}
			if sorted := slices.Compact(slices.Sorted(slices.Values(ids))); len(sorted) != len(ids) {
				t.Errorf("%s: %d ids twice", path, len(ids)-len(sorted))
			}
			return ids
		}
	}
}

func (s *site) walkHSDS(t *testing.T, j *judges, locale string, offers, categories int) {
	t.Helper()
	base := "/hsds/" + locale
	services := s.hsds(t, j, base+"/services?full=false", "service_list")
	if len(services) != offers {
		t.Errorf("%s: %d services of %d", locale, len(services), offers)
	}
	if full := s.hsds(t, j, base+"/services?full=true", "service"); !slices.Equal(full, services) {
		t.Errorf("%s: full services are others", locale)
	}
	for _, id := range services {
		body := s.ask(http.MethodGet, base+"/services/"+id).Body.Bytes()
		j.schema("service", base+"/services/"+id, body)
		j.schema("oruk_service", base+"/services/"+id, body)
	}
	lists := map[string][]string{
		"/service_at_locations": {"service_at_location_list", "service_at_location"}, "/organizations": {"organization_list", "organization"},
		"/taxonomy_terms": {"taxonomy_term", "taxonomy_term"}, "/taxonomies": {"taxonomy", "taxonomy"},
	}
	for path, names := range lists {
		ids := s.hsds(t, j, base+path+"?format=json", names[0])
		for _, id := range ids {
			w := s.ask(http.MethodGet, base+path+"/"+id)
			if w.Code != http.StatusOK {
				t.Errorf("%s/%s: %d", path, id, w.Code)
			}
			j.schema(names[1], path, w.Body.Bytes())
		}
		if path == "/service_at_locations" && len(ids) < len(services) {
			t.Errorf("%s: %d services at locations of %d services", locale, len(ids), len(services))
		}
		w := s.ask(http.MethodGet, base+path+"?format=ndjson")
		if lines := bytes.Count(w.Body.Bytes(), []byte("\n")); lines != len(ids) || w.Header().Get("Content-Type") != "application/x-ndjson" {
			t.Errorf("%s as lines: %d of %d", path, lines, len(ids))
		}
	}
}
