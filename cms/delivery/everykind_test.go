package delivery_test

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"lotse/internal/postgres/testdb"
	"lotse/schema"
)

// everyKind is what an entry of the type in testdata/types holds: a value for each kind of field.
var everyKind = schema.Content{
	"title": "Alles", "address": map[string]any{"street": "Markt 1", "postcode": "07743", "city": "Jena", "country": "DE"}, "boolean": true, "choice": "a",
	"choices": []any{"a", "b"}, "date": "2026-12-01", "dateTime": "2026-12-01T10:00:00Z", "email": "a@example.org",
	"geo": map[string]any{"lat": 50.9, "lng": 11.6}, "list": []any{map[string]any{"name": "x", "count": 2.0}},
	"money": map[string]any{"min": 10.5, "currency": "EUR", "per": "hour"}, "number": 3.0, "openingHours": map[string]any{"weekly": []any{map[string]any{"day": "mo", "from": "09:00", "to": "12:00"}}},
	"phone": "+493641123456", "recurrence": map[string]any{"start": "2026-12-01", "allDay": true, "rule": "FREQ=WEEKLY;COUNT=3"},
	"richText": "Ein Absatz.", "url": "https://example.org/x",
}

// A type from a folder of the installation, with a field of every kind, stands in both documents, and what is
// answered of it is as described.
func TestATypeOfAFolderWithEveryKind(t *testing.T) {
	t.Parallel()
	folder := filepath.Join("testdata", "types") // as LOTSE_TYPES_DIR names one
	w := newWorld(t, testdb.New(t), schema.Embedded(), os.DirFS(folder))
	typ, ok := w.types.Type("every-kind")
	if !ok {
		t.Fatal("the type was not read")
	}
	kinds := map[string]bool{}
	for _, f := range typ.Fields {
		kinds[f.Kind] = true
	}
	if got := slices.Sorted(maps.Keys(kinds)); !slices.Equal(got, schema.Kinds()) {
		t.Fatalf("the type has the kinds %v of %v", got, schema.Kinds())
	}
	s := w.serve(0)
	topic := s.add(entry{typ: "category", slug: "recht", fields: schema.Content{"title": "Recht"}})
	content := maps.Clone(everyKind)
	content["reference"], content["references"] = topic.String(), []any{topic.String()}
	if problems := typ.Validate(typ.Normalise(content, schema.Source), schema.Published, schema.Source); len(problems) > 0 {
		t.Fatal(problems)
	}
	s.add(entry{typ: "every-kind", slug: "alles", fields: content})
	doc := s.described()
	for path, kind := range map[string]string{
		"/every-kind": "/every-kind", "/every-kind?include=reference&sort=-number&filter[choices][all]=a,b&filter[number][gte]=2&filter[dateTime][lt]=2027-01-01T00:00:00Z": "/every-kind",
		"/every-kind/alles": "/every-kind/{idOrSlug}", "/types": "/types",
	} {
		check(t, doc.answer(t, kind, "200", "application/json"), path, s.get(path).Body.Bytes())
	}
	if got := s.list("/every-kind?filter[number][gte]=2&filter[date][lte]=2026-12-31").Items; len(got) != 1 || len(got[0].Fields) != len(content) {
		t.Errorf("the list has %v", got)
	}
	for _, view := range read[struct{ Items []typeView }](t, s.get("/types?locale=en").Body.Bytes()).Items {
		if view.Name == "every-kind" && len(view.Fields) == len(typ.Fields) {
			return
		}
	}
	t.Error("the type does not stand in /types with all its fields")
}

// typeView is what the test reads of /types.
type typeView struct {
	Name   string
	Fields []struct{ Name string }
}
