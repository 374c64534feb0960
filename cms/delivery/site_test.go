package delivery_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/google/go-cmp/cmp"

	"lotse/cms/delivery"
	"lotse/cms/query"
	"lotse/cms/web"
	"lotse/internal/postgres/testdb"
	"lotse/schema"
)

var update = flag.Bool("update", false, "write the golden files")

// site is the door as the program serves it, over a database of its own.
type site struct {
	*world
	door    *delivery.Door
	handler http.Handler
}

// guarded is a type with fields that are not for the public, beside the embedded ones.
const guarded = `
name: guarded
label: {de: Geschützt, en: Guarded}
plural: {de: Geschützte, en: Guarded}
title: title
slug: title
sections:
  - {name: all, label: {de: Alles, en: Everything}}
fields:
  - {name: title, kind: text, section: all, label: {de: Titel, en: Title}, localised: true, required: true, sort: true}
  - {name: note, kind: text, section: all, label: {de: Vermerk, en: Note}, internal: true}
  - {name: owner, kind: text, section: all, label: {de: Name, en: Name}, personal: true}
  - {name: count, kind: number, section: all, label: {de: Zahl, en: Number}, filter: true, sort: true}
  - {name: at, kind: dateTime, section: all, label: {de: Zeit, en: Time}, filter: true, sort: true}
  - {name: day, kind: date, section: all, label: {de: Tag, en: Day}, filter: true}
  - {name: hiddenGeo, kind: geo, section: all, label: {de: Ort, en: Place}, internal: true}
  - {name: hiddenHours, kind: openingHours, section: all, label: {de: Zeiten, en: Hours}, internal: true}
  - {name: hiddenDates, kind: recurrence, section: all, label: {de: Termine, en: Dates}, internal: true}
  - {name: hiddenFlag, kind: boolean, section: all, label: {de: Marke, en: Flag}, internal: true}
  - {name: code, kind: text, section: all, label: {de: Code, en: Code}, filter: true}
`

func newSite(t testing.TB) *site {
	t.Helper()
	w := newWorld(t, testdb.New(t), schema.Embedded(), fstest.MapFS{"guarded.yaml": {Data: []byte(guarded)}})
	return w.serve(0)
}

// serve puts a door before the world.
func (w *world) serve(cacheBytes int) *site { return w.serveLimited(cacheBytes, nil) }

// serveLimited puts a door before the world that limits its clients.
func (w *world) serveLimited(cacheBytes int, limiter *web.Limiter) *site {
	w.t.Helper()
	questions, err := query.New(query.Deps{DB: w.pool, Types: w.types})
	if err != nil {
		w.t.Fatal(err)
	}
	s := &site{world: w}
	s.door = delivery.New(delivery.Config{
		Query: questions, Sites: w.sites(), Previews: w.core(), Cursors: web.NewCursors([]byte("a secret of the tests")), CacheBytes: cacheBytes, Limiter: limiter, Version: "test", Links: testLinks,
	})
	s.handler = routerOf(s.door)
	s.document() // before anything that looks at the clock
	return s
}

// routerOf puts a door behind what every request passes.
func routerOf(d *delivery.Door) http.Handler {
	router := chi.NewRouter()
	router.Use(web.Front{Log: slog.New(slog.DiscardHandler)}.Wrap, web.SecureData)
	d.Routes(router)
	return router
}

// ask sends a request; headers are names and values in turn.
func (s *site) ask(method, path string, headers ...string) *httptest.ResponseRecorder {
	s.t.Helper()
	r := httptest.NewRequestWithContext(s.t.Context(), method, path, nil)
	r.RequestURI = path
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	w := httptest.NewRecorder()
	s.handler.ServeHTTP(w, r)
	if method == http.MethodGet {
		s.checkAnswer(path, w)
	}
	return w
}

// get asks for a path below the prefix and expects 200.
func (s *site) get(path string, headers ...string) *httptest.ResponseRecorder {
	s.t.Helper()
	w := s.ask(http.MethodGet, delivery.Prefix+path, headers...)
	if w.Code != http.StatusOK {
		s.t.Fatalf("GET %s: %d %s", path, w.Code, w.Body)
	}
	return w
}

// item is what the tests read of items.
type item struct {
	ID             string            `json:"id"`
	Type           string            `json:"type"`
	Slug           string            `json:"slug"`
	Locale         string            `json:"locale"`
	Fields         map[string]any    `json:"fields"`
	FallbackFields map[string]string `json:"fallbackFields"`
	Included       []item            `json:"included"`
	Distance       *float64          `json:"distance"`
	Snippet        string            `json:"snippet"`
	Occurrence     *struct {
		Start, End time.Time
		Status     string
		Originally *time.Time
	} `json:"occurrence"`
}

type page struct {
	Items    []item  `json:"items"`
	Next     *string `json:"next"`
	Included []item  `json:"included"`
	Facets   map[string][]struct {
		Value string
		Count int
	} `json:"facets"`
	Total *struct {
		Value int
		Exact bool
	} `json:"total"`
}

func (s *site) list(path string) page {
	s.t.Helper()
	return read[page](s.t, s.get(path).Body.Bytes())
}

// slugs lists the slugs of a list, in its order.
func (s *site) slugs(path string) []string {
	s.t.Helper()
	return slugsOf(s.list(path).Items)
}

func slugsOf(items []item) []string {
	list := []string{}
	for _, i := range items {
		list = append(list, i.Slug)
	}
	return list
}

func read[T any](t testing.TB, body []byte) T {
	t.Helper()
	var v T
	if err := json.Unmarshal(body, &v); err != nil {
		t.Fatalf("%v in %s", err, body)
	}
	return v
}

// problem is an error answer without what differs from request to request.
func problem(t testing.TB, w *httptest.ResponseRecorder) map[string]any {
	t.Helper()
	p := read[map[string]any](t, w.Body.Bytes())
	delete(p, "requestId")
	return p
}

// golden compares a body with a file of testdata, indented to be read.
func golden(t *testing.T, name string, body []byte) {
	t.Helper()
	var b bytes.Buffer
	if err := json.Indent(&b, body, "", "  "); err != nil {
		t.Fatalf("%v in %s", err, body)
	}
	b.WriteByte('\n')
	path := filepath.Join("testdata", name+".json")
	if *update {
		if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), b.String()); diff != "" {
		t.Errorf("%s (-want +got):\n%s", name, diff)
	}
}
