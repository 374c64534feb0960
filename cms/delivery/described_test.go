package delivery_test

import (
	"bytes"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"sync"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"lotse/cms/delivery"
)

// relaxed is the OpenAPI document with which every answer of every test is checked. Of the fields of an item none is
// required in it: seeded entries are drafts, and `fields` leaves out what nobody asked for. TestAnswersAreAsDescribed
// checks complete items against the document as it is.
type relaxed struct {
	sync.Mutex
	compiler *jsonschema.Compiler
	paths    map[string]any
}

// checkAnswer holds an answer against the document, where the document has its path.
func (s *site) checkAnswer(path string, w *httptest.ResponseRecorder) {
	s.t.Helper()
	doc := s.document()
	address, _, _ := strings.Cut(path, "?")
	at, ok := doc.path(address)
	media := w.Header().Get("Content-Type")
	if !ok || media != "application/json" && media != "application/problem+json" || w.Header().Get("Content-Encoding") != "" || w.Body.Len() == 0 {
		return
	}
	doc.Lock()
	defer doc.Unlock()
	escape := func(text string) string {
		return url.PathEscape(strings.NewReplacer("~", "~0", "/", "~1").Replace(text))
	}
	compiled, err := doc.compiler.Compile("https://lotse.test/relaxed.json#/paths/" + escape(at) + "/get/responses/" + strconv.Itoa(w.Code) + "/content/" + escape(media) + "/schema")
	if err != nil {
		s.t.Errorf("%s: %d %s is not described: %v", path, w.Code, media, err)
		return
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(w.Body.Bytes()))
	if err != nil {
		s.t.Errorf("%s: %v", path, err)
		return
	}
	if err := compiled.Validate(value); err != nil {
		s.t.Errorf("%s is not as described: %v\n%.2000s", path, err, w.Body)
	}
}

// documents are those of all tests, by the types that they describe: making one takes longer than most tests.
var documents sync.Map

func (s *site) document() *relaxed {
	s.t.Helper()
	var types strings.Builder
	for _, t := range s.types.Types() {
		types.WriteString(t.Hash())
	}
	made, _ := documents.LoadOrStore(types.String(), sync.OnceValue(s.relaxed))
	return made.(func() *relaxed)()
}

// path is the path of the document that an address belongs to.
func (d *relaxed) path(address string) (string, bool) {
	if _, ok := d.paths[address]; ok {
		return address, true
	}
	parts := strings.Split(strings.TrimPrefix(address, delivery.Prefix+"/"), "/")
	at := delivery.Prefix + "/" + parts[0] + "/{idOrSlug}"
	_, ok := d.paths[at]
	return at, ok && len(parts) == 2
}

func (s *site) relaxed() *relaxed {
	s.t.Helper()
	r := httptest.NewRequestWithContext(s.t.Context(), http.MethodGet, delivery.Prefix+"/openapi.json", nil)
	w := httptest.NewRecorder()
	routerOf(s.door).ServeHTTP(w, r) // past the limits that a test may have put before the door
	document := read[map[string]any](s.t, w.Body.Bytes())
	for name, schema := range document["components"].(map[string]any)["schemas"].(map[string]any) {
		if strings.HasSuffix(name, "Item") {
			delete(schema.(map[string]any)["properties"].(map[string]any)["fields"].(map[string]any), "required")
		}
	}
	raw, err := json.Marshal(document)
	if err != nil {
		s.t.Fatal(err)
	}
	resource, err := jsonschema.UnmarshalJSON(bytes.NewReader(raw))
	if err != nil {
		s.t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource("https://lotse.test/relaxed.json", resource); err != nil {
		s.t.Fatal(err)
	}
	return &relaxed{compiler: c, paths: document["paths"].(map[string]any)}
}
