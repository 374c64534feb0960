package apipage_test

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"lotse/internal/apipage"
)

// elements reads a page: ids, links to anchors, and text.
func elements(t *testing.T, page []byte) (ids, anchors map[string]int, text string) {
	t.Helper()
	root, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	ids, anchors = map[string]int{}, map[string]int{}
	var b strings.Builder
	for n := range root.Descendants() {
		if n.Type == html.TextNode {
			b.WriteString(n.Data)
		}
		for _, a := range n.Attr {
			switch {
			case a.Key == "id":
				ids[a.Val]++
			case a.Key == "href" && strings.HasPrefix(a.Val, "#"):
				anchors[a.Val[1:]]++
			case strings.HasPrefix(a.Key, "on"), a.Key == "style", a.Key == "src":
				t.Errorf("<%s %s=%q> needs more than the policy gives", n.Data, a.Key, a.Val)
			case a.Key == "href" && !strings.HasPrefix(a.Val, "/"):
				t.Errorf("leads to another host: %s", a.Val)
			}
		}
	}
	return ids, anchors, b.String()
}

// Both documents, as they are: everything in them stands on the page, and every link leads somewhere.
func TestTheDocumentsAreShown(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"delivery", "management"} {
		raw, err := os.ReadFile("../../docs/openapi-" + name + ".json")
		if err != nil {
			t.Fatal(err)
		}
		page, err := apipage.Render(raw, "/x/openapi.json")
		if err != nil {
			t.Fatal(err)
		}
		ids, anchors, text := elements(t, page)
		for id, n := range ids {
			if n > 1 {
				t.Errorf("%s: the id %s stands %d times", name, id, n)
			}
		}
		for id := range anchors {
			if ids[id] == 0 {
				t.Errorf("%s: a link leads to #%s, which is not there", name, id)
			}
		}
		var d struct {
			Paths      map[string]map[string]struct{ OperationID, Summary string }
			Components struct{ Schemas map[string]any }
		}
		if err := json.Unmarshal(raw, &d); err != nil {
			t.Fatal(err)
		}
		for path, operations := range d.Paths {
			for _, o := range operations {
				if ids[o.OperationID] != 1 || !strings.Contains(text, path) || !strings.Contains(text, o.Summary) {
					t.Errorf("%s: %s %s is not shown", name, path, o.OperationID)
				}
			}
		}
		for schema := range d.Components.Schemas {
			if ids["schema-"+schema] != 1 {
				t.Errorf("%s: the schema %s is not shown", name, schema)
			}
		}
		t.Logf("%s: %d bytes for %d", name, len(page), len(raw))
	}
}

const small = `{"info":{"title":"Small","version":"1","description":"One.\n\nTwo <script>."},
 "paths":{"/things/{id}":{"post":{"operationId":"change","summary":"Change it","tags":["things"],"security":[{"bearer":[]}],
   "parameters":[{"name":"filter[a]","in":"query","example":"x,y","schema":{"type":"string"}},{"name":"id","in":"path","required":true,"schema":{"type":"string","format":"uuid"}},{"name":"If-Match","in":"header","required":true}],
   "requestBody":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/Thing"}}}},
   "responses":{"200":{"description":"OK","content":{"application/json":{"schema":{"type":"array","items":{"$ref":"#/components/schemas/Thing"}}}}}}}}},
 "components":{"schemas":{"Thing":{"type":"object","required":["name","kind"],"properties":{
   "name":{"type":"string","maxLength":20,"description":"It's \u0060own\u0060 name"},"kind":{"enum":["a","b"]},"count":{"type":["integer","null"],"minimum":1},
   "parts":{"type":"array","items":{"type":"object","properties":{"of":{"type":"string"}}}},"any":true,"either":{"anyOf":[{"type":"string"},{"$ref":"#/components/schemas/Thing"}]}}}}}}`

func TestWhatStandsThere(t *testing.T) {
	t.Parallel()
	page, err := apipage.Render([]byte(small), "/x")
	if err != nil {
		t.Fatal(err)
	}
	_, _, text := elements(t, page)
	text = regexp.MustCompile(`\s+`).ReplaceAllString(text, " ")
	for _, want := range []string{
		"Two <script>.", "POST/things/{id}", "one of a, b", "at most 20 characters", "integer or null", "from 1", "It's own name", "name always", "One of:",
		`curl -g -X POST -H "If-Match: IF-MATCH" -H "Authorization: Bearer $TOKEN" -H "Content-Type: application/json" -d '{"kind":"a","name":"…"}' "$LOTSE/things/ID?filter[a]=x,y"`,
	} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing in %s", want, text)
		}
	}
	if _, err := apipage.Render([]byte("{"), "/x"); err == nil {
		t.Error("no document, and no error")
	}
}

func TestTheHandler(t *testing.T) {
	t.Parallel()
	document, fault := small, error(nil)
	handler := apipage.Handler(func() ([]byte, error) { return []byte(document), fault }, "/x",
		func(w http.ResponseWriter, _ *http.Request, _ error) { w.WriteHeader(http.StatusTeapot) })
	ask := func(tag string) *httptest.ResponseRecorder {
		w := httptest.NewRecorder()
		r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/docs", nil)
		r.Header.Set("If-None-Match", tag)
		handler(w, r)
		return w
	}
	first := ask("")
	policy := first.Header().Get("Content-Security-Policy")
	if first.Code != 200 || !strings.HasPrefix(policy, "default-src 'none'; style-src 'sha256-") || strings.Contains(policy, "unsafe") {
		t.Errorf("%d %s", first.Code, policy)
	}
	tag := first.Header().Get("ETag")
	if again := ask(tag); again.Code != http.StatusNotModified || again.Body.Len() > 0 {
		t.Errorf("%d", again.Code)
	}
	document = strings.Replace(small, "Change it", "Do it", 1)
	if changed := ask(tag); changed.Code != 200 || !strings.Contains(changed.Body.String(), "Do it") {
		t.Errorf("%d: the page did not follow its document", changed.Code)
	}
	fault = errors.New("no")
	if broken := ask(""); broken.Code != http.StatusTeapot {
		t.Errorf("%d", broken.Code)
	}
}

// Half a megabyte of text goes out compressed, made once, and each form has its own tag.
func TestThePageIsCompressed(t *testing.T) {
	t.Parallel()
	raw, err := os.ReadFile("../../docs/openapi-delivery.json")
	if err != nil {
		t.Fatal(err)
	}
	handler := apipage.Handler(func() ([]byte, error) { return raw, nil }, "/x", func(http.ResponseWriter, *http.Request, error) { t.Error("failed") })
	ask := func(method, encoding, tag string) *httptest.ResponseRecorder {
		w := httptest.NewRecorder()
		r := httptest.NewRequestWithContext(t.Context(), method, "/docs", nil)
		r.Header.Set("Accept-Encoding", encoding)
		r.Header.Set("If-None-Match", tag)
		handler(w, r)
		return w
	}
	plain := ask(http.MethodGet, "br, gzip;q=0", "")
	for _, encoding := range []string{"gzip", "br, gzip", "GZIP;q=0.5, br"} {
		w := ask(http.MethodGet, encoding, "")
		h := w.Header()
		if h.Get("Content-Encoding") != "gzip" || h.Get("Vary") != "Accept-Encoding" || h.Get("Cache-Control") != "no-cache" || h.Get("ETag") == plain.Header().Get("ETag") {
			t.Errorf("%s: %v", encoding, h)
		}
		if w.Body.Len()*5 > plain.Body.Len() || h.Get("Content-Length") != strconv.Itoa(w.Body.Len()) {
			t.Errorf("%s: %d bytes of %d", encoding, w.Body.Len(), plain.Body.Len())
		}
		z, err := gzip.NewReader(w.Body)
		if err != nil {
			t.Fatal(err)
		}
		if body, err := io.ReadAll(z); err != nil || !bytes.Equal(body, plain.Body.Bytes()) {
			t.Errorf("%s: another page: %v", encoding, err)
		}
		if again := ask(http.MethodGet, encoding, h.Get("ETag")); again.Code != http.StatusNotModified || again.Header().Get("ETag") != h.Get("ETag") {
			t.Errorf("%s: %d %v", encoding, again.Code, again.Header())
		}
	}
	for _, encoding := range []string{"", "br", "gzip;q=0", "gzip; q=0.0", "gzipped"} {
		if w := ask(http.MethodHead, encoding, ""); w.Header().Get("Content-Encoding") != "" || w.Header().Get("ETag") != plain.Header().Get("ETag") || w.Body.Len() != 0 {
			t.Errorf("%q: %v", encoding, w.Header())
		}
	}
}
