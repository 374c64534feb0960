package delivery_test

import (
	"bytes"
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"lotse/cms/delivery"
	"lotse/cms/formats"
	"lotse/schema"
)

// described is the OpenAPI document as the door serves it.
type described struct {
	compiler *jsonschema.Compiler
	doc      map[string]any
}

func (s *site) described() described {
	s.t.Helper()
	body := encode(s.t, closed(read[any](s.t, s.get("/openapi.json").Body.Bytes())))
	resource, err := jsonschema.UnmarshalJSON(bytes.NewReader(body))
	if err != nil {
		s.t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource("https://lotse.test/openapi.json", resource); err != nil {
		s.t.Fatal(err)
	}
	return described{c, read[map[string]any](s.t, body)}
}

// closed refuses members that the document does not name. The document itself does not: what a type gets later must
// not break those who check. These tests want to know of it.
func closed(value any) any {
	switch v := value.(type) {
	case map[string]any:
		for _, inner := range v {
			closed(inner)
		}
		if _, fields := v["properties"].(map[string]any); fields && v["type"] == "object" && v["required"] != nil && v["additionalProperties"] == nil {
			v["additionalProperties"] = false
		}
	case []any:
		for _, inner := range v {
			closed(inner)
		}
	}
	return value
}

// answer compiles the schema of the answer of a path.
func (d described) answer(t *testing.T, path, status, media string) *jsonschema.Schema {
	t.Helper()
	escape := strings.NewReplacer("~", "~0", "/", "~1", "{", "%7B", "}", "%7D").Replace
	at := "https://lotse.test/openapi.json#/paths/" + escape(delivery.Prefix+path) + "/get/responses/" + status + "/content/" + escape(media) + "/schema"
	compiled, err := d.compiler.Compile(at)
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return compiled
}

func check(t *testing.T, s *jsonschema.Schema, path string, body []byte) {
	t.Helper()
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Validate(value); err != nil {
		t.Errorf("%s: %v\n%s", path, err, body)
	}
}

// What the document says of answers is true of answers.
func TestAnswersAreAsDescribed(t *testing.T) {
	t.Parallel()
	d := newDemo(t)
	// A seeded offer and event are complete here, as published ones are.
	d.add(entry{typ: "event", slug: "komplett", fields: schema.Content{
		"title": "Komplett", "summary": "Alles", "description": "Alles", "categories": []any{d.law.String()},
		"schedule":  map[string]any{"start": "2026-12-01", "allDay": true, "rule": "FREQ=WEEKLY;COUNT=3"},
		"contacts":  []any{map[string]any{"name": "A B", "role": "x", "email": "a@example.org", "consent": true, "consentDate": "2026-01-01"}},
		"languages": []any{"de"}, "onlineUrl": "https://example.org/x", "organiser": "Stadt",
	}})
	doc := d.described()
	for path, kind := range map[string]string{
		"/offer": "/offer", "/offer?locale=ar&fallback=true&include=places.categories,categories": "/offer", "/offer?limit=1": "/offer",
		"/offer/sprachcafe": "/offer/{idOrSlug}", "/offer/sprachcafe?locale=en&fallback=true&include=places": "/offer/{idOrSlug}",
		"/category": "/category", "/category/recht?locale=ar": "/category/{idOrSlug}", "/event/komplett": "/event/{idOrSlug}",
		"/types?locale=en": "/types", "/locales": "/locales", "/openapi.json": "/openapi.json",
	} {
		if path == "/offer" || strings.HasPrefix(path, "/offer?") || strings.HasPrefix(path, "/offer/") {
			d.complete(t)
		}
		check(t, doc.answer(t, kind, "200", "application/json"), path, d.get(path).Body.Bytes())
	}
	for path, kind := range map[string]string{"/offer?nothing=1": "/offer", "/offer?filter[title]=x": "/offer", "/offer?cursor=x": "/offer", "/offer/nothing": "/offer/{idOrSlug}", "/locales?x=1": "/locales"} {
		w := d.ask(http.MethodGet, delivery.Prefix+path)
		status := map[int]string{400: "400", 404: "404"}[w.Code]
		check(t, doc.answer(t, kind, status, "application/problem+json"), path, w.Body.Bytes())
	}
}

// complete gives the seeded offers what the gate would have asked for.
func (d *demo) complete(t *testing.T) {
	t.Helper()
	for _, text := range []string{"summary", "description", "title"} {
		d.exec(`update publications set item = jsonb_set(item::jsonb, array['fields', $1], '"x"')::text where type = 'offer' and not item::jsonb -> 'fields' ? $1`, text)
	}
}

// Every schema of the document can be compiled, and every route that it names is one.
func TestTheDocumentIsSound(t *testing.T) {
	t.Parallel()
	d := newDemo(t)
	doc := d.described()
	if doc.doc["openapi"] != "3.1.0" {
		t.Errorf("version %v", doc.doc["openapi"])
	}
	for name := range doc.doc["components"].(map[string]any)["schemas"].(map[string]any) {
		if _, err := doc.compiler.Compile("https://lotse.test/openapi.json#/components/schemas/" + name); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	ids := map[string]bool{}
	for path, methods := range doc.doc["paths"].(map[string]any) {
		get := methods.(map[string]any)["get"].(map[string]any)
		id := get["operationId"].(string)
		if ids[id] {
			t.Errorf("two operations %s", id)
		}
		ids[id] = true
		if strings.Contains(path, "{type}") {
			t.Errorf("%s was not expanded", path)
		}
		parameters, _ := get["parameters"].([]any)
		for _, p := range parameters {
			name, in := p.(map[string]any)["name"].(string), p.(map[string]any)["in"]
			if in != "query" {
				continue
			}
			// Whatever is wrong with the value, the parameter is known.
			w := d.ask(http.MethodGet, strings.ReplaceAll(path, "{idOrSlug}", "sprachcafe")+"?"+name+"=%00")
			if w.Code != http.StatusBadRequest || problem(t, w)["code"] == "unknown_parameter" {
				t.Errorf("%s %s: %d %s", path, name, w.Code, w.Body)
			}
		}
	}
	want := 10 // types, locales, the document, previews, two of sitemaps, two of changes, search, suggestions
	for _, typ := range d.types.Types() {
		want += 7 // list and item; Atom, JSON Feed, table; JSON-LD of both
		if formats.HasPoint(typ) {
			want++
		}
		if formats.HasCalendar(typ) {
			want += 2
		}
	}
	if len(ids) != want {
		t.Errorf("%d operations, not %d", len(ids), want)
	}
}

// What a type holds and the public must not see is not in its description either.
func TestTheDescriptionHidesWhatIsHidden(t *testing.T) {
	t.Parallel()
	d := newDemo(t)
	item := d.described().doc["components"].(map[string]any)["schemas"].(map[string]any)["GuardedItem"].(map[string]any)
	fields := item["properties"].(map[string]any)["fields"].(map[string]any)["properties"].(map[string]any)
	if got := slices.Sorted(maps.Keys(fields)); !slices.Equal(got, []string{"at", "code", "count", "day", "title"}) {
		t.Errorf("the item has %v", got)
	}
	type view struct {
		Name   string
		Fields []struct{ Name string }
	}
	for _, typ := range read[struct{ Items []view }](t, d.get("/types").Body.Bytes()).Items {
		if typ.Name == "guarded" && len(typ.Fields) != 5 {
			t.Errorf("the type has %v", typ.Fields)
		}
	}
}
