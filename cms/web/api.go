package web

import (
	"encoding/json"
	"net/http"
	"reflect"
	"slices"
	"strings"
	"sync"

	"github.com/danielgtaylor/huma/v2"
	"github.com/danielgtaylor/huma/v2/adapters/humachi"
	"github.com/go-chi/chi/v5"

	"lotse/auth"
)

// Document describes an API to those who read its OpenAPI document.
type Document struct {
	Title       string
	Version     string
	Description string
	// Prefix stands before every path: /api/v1.
	Prefix string
	// Secure tells the name of the session cookie (https); see Cookies.
	Secure bool
}

// API is a set of routes with one OpenAPI 3.1 document. Register routes with Route and Handle.
type API struct {
	document Document
	router   chi.Router
	policy   *auth.Policy
	huma     huma.API
	shared   *routes
	tag      string
}

// routes is what the tagged views of one API have in common.
type routes struct {
	list    []RouteInfo
	schemas map[string]map[string]any
}

// RouteInfo is one route as it was registered.
type RouteInfo struct {
	Method     string
	Path       string // with the prefix
	Permission string
	Summary    string
	Tag        string
	Errors     []string // codes, sorted
}

var replaceErrors sync.Once

// NewAPI makes an API whose routes are registered on router. policy is asked whether an actor may at all;
// it may be nil where every route is Public.
func NewAPI(router chi.Router, policy *auth.Policy, d Document) *API {
	// huma makes its errors through package variables; this is the only place that sets them.
	replaceErrors.Do(func() {
		huma.NewError = func(status int, message string, errs ...error) huma.StatusError {
			return shapeProblem(nil, status, message, errs...)
		}
		huma.NewErrorWithContext = shapeProblem
	})
	config := huma.DefaultConfig(d.Title, d.Version)
	config.Info.Description = d.Description
	config.OpenAPIPath, config.DocsPath, config.SchemasPath = "", "", ""
	config.CreateHooks = nil // no $schema members and links in answers
	config.RejectUnknownQueryParameters = true
	config.Formats = map[string]huma.Format{"application/json": huma.DefaultJSONFormat, "json": huma.DefaultJSONFormat}
	config.Components.Schemas = huma.NewMapRegistry("#/components/schemas/", schemaName)
	config.Components.SecuritySchemes = map[string]*huma.SecurityScheme{
		"session": {Type: "apiKey", In: "cookie", Name: Cookies{d.Secure}.Name(), Description: "Cookie of POST /session."},
		"bearer":  {Type: "http", Scheme: "bearer", Description: "API token of POST /tokens."},
	}
	a := &API{
		document: d, router: router, policy: policy, huma: humachi.New(router, config),
		shared: &routes{schemas: map[string]map[string]any{}},
	}
	a.huma.OpenAPI().Components.Schemas.Schema(reflect.TypeFor[Problem](), true, "Problem")
	return a
}

// schemaName names a type in the document: its own name, without the words that only tell Go's types apart.
// The name Problem is that of error answers; other packages' problems are those of content.
func schemaName(t reflect.Type, hint string) string {
	name := huma.DefaultSchemaNamer(t, hint)
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if name == "Problem" && t != reflect.TypeFor[Problem]() {
		return "ContentProblem"
	}
	if short, ok := strings.CutSuffix(name, "InBody"); ok {
		return short + "Body"
	}
	if short, ok := strings.CutSuffix(name, "OutBody"); ok {
		return short + "Answer"
	}
	return name
}

// Tagged is the same API; routes registered through it stand under the tag.
func (a *API) Tagged(tag string) *API {
	view := *a
	view.tag = tag
	return &view
}

// Routes lists every route by path and method.
func (a *API) Routes() []RouteInfo {
	list := slices.Clone(a.shared.list)
	slices.SortFunc(list, func(x, y RouteInfo) int {
		if c := strings.Compare(x.Path, y.Path); c != 0 {
			return c
		}
		return strings.Compare(x.Method, y.Method)
	})
	return list
}

// SetSchemas puts schemas under components, for content types that are known only at run time, in the place of those of
// the call before. Their form is JSON Schema 2020-12. Not at the same time as OpenAPI.
func (a *API) SetSchemas(schemas map[string]map[string]any) { a.shared.schemas = schemas }

// OpenAPI is the document, indented JSON.
func (a *API) OpenAPI() ([]byte, error) {
	raw, err := a.huma.OpenAPI().MarshalJSON()
	if err != nil {
		return nil, err
	}
	var d map[string]any
	if err := json.Unmarshal(raw, &d); err != nil {
		return nil, err
	}
	finishDocument(d, a.huma.OpenAPI().Components.Schemas, a.shared.schemas)
	out, err := json.MarshalIndent(d, "", "  ")
	return append(out, '\n'), err
}

// remade makes the document, and makes it anew when the version has moved.
func (a *API) remade(version func() uint64, refresh func()) func() ([]byte, error) {
	var mu sync.Mutex
	var made []byte
	var of uint64
	return func() ([]byte, error) {
		mu.Lock()
		defer mu.Unlock()
		present := version()
		if made != nil && of == present {
			return made, nil
		}
		refresh()
		body, err := a.OpenAPI()
		if err == nil {
			made, of = body, present
		}
		return body, err
	}
}

// ServeOpenAPI registers the route that answers with the document, made at the first request, and returns what gives the
// document to others. refresh brings what changes at run time up to date; it is called when what version answers has
// moved.
func (a *API) ServeOpenAPI(version func() uint64, refresh func()) (document func() ([]byte, error)) {
	document = a.remade(version, refresh)
	Handle(a.Tagged("about"), Operation{
		Method: http.MethodGet, Path: "/openapi.json", Permission: Public,
		Summary: "This document", Answer: map[string]any{},
	}, func(w http.ResponseWriter, _ *http.Request) error {
		body, err := document()
		if err != nil {
			return err
		}
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Cache-Control", "no-cache")
		_, err = w.Write(body)
		return err
	})
	return document
}
