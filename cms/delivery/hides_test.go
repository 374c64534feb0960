package delivery_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"lotse/cms/delivery"
	"lotse/schema"
)

// What a change of a type hides is in no answer from the moment in which it was noted, also of a node that has not heard
// of the change, and before any item was written again.
func TestWhatATypeHidesIsNowhere(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.add(entry{typ: "guarded", slug: "eins", fields: schema.Content{"title": "Sichtbar", "code": "Plankton", "count": 3}})
	s.add(entry{typ: "offer", slug: "angebot", fields: schema.Content{"title": "Angebot", "summary": "Plankton"}})
	s.decided()
	showing := []string{"/guarded", "/guarded/eins", "/guarded?sort=-count", "/guarded?q=sichtbar", "/search?q=sichtbar", "/sync?initial=true&type=guarded"}
	for _, path := range showing {
		if !strings.Contains(s.get(path).Body.String(), "Plankton") {
			t.Errorf("%s does not show it at first", path)
		}
	}
	if got := s.slugs("/search?q=plankton"); !slices.Equal(got, []string{"eins", "angebot"}) && !slices.Equal(got, []string{"angebot", "eins"}) {
		t.Errorf("found at first: %v", got)
	}
	s.exec(`insert into type_hides (type, version, fields) values ('guarded', 1, '{code}')`)
	for _, path := range []string{"/guarded", "/guarded/eins", "/guarded?sort=-count", "/sync?initial=true&type=guarded"} {
		if got := s.get(path).Body.String(); strings.Contains(got, "Plankton") || !strings.Contains(got, "Sichtbar") {
			t.Errorf("%s answers %s", path, got)
		}
	}
	for _, path := range []string{"/search?q=plankton", "/search?q=plankten", "/guarded?q=plankton", "/guarded?q=sichtbar"} {
		if got := s.slugs(path); slices.Contains(got, "eins") {
			t.Errorf("%s finds it by words that may be hidden: %v", path, got)
		}
	}
	if got := s.slugs("/search?q=plankton"); !slices.Equal(got, []string{"angebot"}) {
		t.Errorf("another type: %v", got)
	}
	s.exec(`update publications set type_version = 1`) // written again
	if got := s.slugs("/guarded?q=sichtbar"); !slices.Equal(got, []string{"eins"}) {
		t.Errorf("written again it is found as %v", got)
	}
	s.exec(`insert into type_hides (type, version, everything) values ('guarded', 2, true)`)
	for _, path := range []string{"/guarded", "/guarded?q=sichtbar", "/search?q=sichtbar", "/suggest?q=sicht", "/sync?initial=true&type=guarded"} {
		if got := s.get(path).Body.String(); strings.Contains(got, "eins") {
			t.Errorf("%s shows what is of a removed type: %s", path, got)
		}
	}
	if w := s.ask(http.MethodGet, delivery.Prefix+"/guarded/eins"); w.Code != http.StatusNotFound {
		t.Errorf("its item: %d", w.Code)
	}
	if got := s.get("/sync/counts").Body.String(); strings.Contains(got, "guarded") || !strings.Contains(got, "offer") {
		t.Errorf("counts: %s", got)
	}
	s.exec(`delete from type_hides`)
	if got := s.slugs("/guarded"); !slices.Equal(got, []string{"eins"}) {
		t.Errorf("nothing is hidden any more: %v", got)
	}
}
