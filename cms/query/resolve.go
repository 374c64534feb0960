package query

import (
	"net/url"
	"slices"
	"sort"
	"strconv"
	"strings"

	"lotse/internal/command"
	"lotse/internal/language"
	"lotse/schema"
)

// Limits of what may be asked at once.
const (
	// MaxLimit is the largest page, DefaultLimit the usual one.
	MaxLimit     = 100
	DefaultLimit = 25

	maxQueryParameters = 40
	maxFilterValues    = 50
	maxIncludes        = 10
)

// parameters are the parameters of lists; the value says whether a single item takes it too.
// filter[…] is not in it, because its name holds the field.
var parameters = map[string]bool{
	"locale": true, "fallback": true, "include": true, "fields": true,
	"organisation": false, "category": false, "sort": false, "limit": false, "cursor": false,
	"q": false, "near": false, "radius": false, "bbox": false, "from": false, "to": false, "open": false, "facets": false, "total": false,
}

// Resolve reads and authorises the parameters of a list. Its errors are Malformed, each with one
// answer for every cause: unknown_parameter, unknown_field (also where the field exists, but not for this
// use or not for the public), invalid_parameter; an unknown type is not_found.
func (s *Service) Resolve(typeName string, params url.Values) (Query, error) {
	return s.resolve(typeName, params, true)
}

// ResolveItem is Resolve for the parameters of a single item.
func (s *Service) ResolveItem(typeName string, params url.Values) (Query, error) {
	return s.resolve(typeName, params, false)
}

func (s *Service) resolve(typeName string, params url.Values, list bool) (Query, error) {
	t, ok := s.types.Type(typeName)
	if !ok || !s.scope.HasType(typeName) {
		return Query{}, command.ErrNotFound()
	}
	q := Query{typ: t, scope: s.scope, limit: DefaultLimit, sort: order{column: "published_at", param: "publishedAt", descending: true, asked: true}}
	if err := checkParameters(params, list); err != nil {
		return Query{}, err
	}
	for _, step := range []func(*Service, *Query, url.Values) error{
		(*Service).resolveLocale, (*Service).resolveFilters, (*Service).resolveSearch, (*Service).resolveNear,
		(*Service).resolveBox, (*Service).resolveDates, (*Service).resolveOpen, (*Service).resolveSort,
		(*Service).resolveIncludes, (*Service).resolveFields, (*Service).resolveFacets, (*Service).resolvePage,
	} {
		if err := step(s, &q, params); err != nil {
			return Query{}, err
		}
	}
	return q, nil
}

// checkParameters refuses names that nobody declared and names that come twice. In the order of the
// names, so that the answer does not depend on the order of a map.
func checkParameters(params url.Values, list bool) error {
	if len(params) > maxQueryParameters {
		return invalidParameter("query")
	}
	for _, name := range sortedKeys(params) {
		forItems, known := parameters[name]
		if strings.HasPrefix(name, "filter[") {
			known = true
		}
		if !known || !list && !forItems {
			return unknownParameter()
		}
		if len(params[name]) != 1 {
			return invalidParameter("query") // twice
		}
	}
	return nil
}

// resolveLocale reads locale (German where it is missing) and fallback.
func (s *Service) resolveLocale(q *Query, params url.Values) error {
	locale := language.Source
	switch {
	case params.Has("locale"):
		locale = params.Get("locale")
	case !s.scope.HasLocale(locale):
		locale = s.scope.Locales[0]
	}
	if !language.Valid(locale) || !s.scope.HasLocale(locale) {
		return invalidParameter("locale")
	}
	q.chain = []string{locale}
	switch {
	case !params.Has("fallback") || params.Get("fallback") == "false":
	case params.Get("fallback") == "true":
		q.chain, q.fallback = s.scope.chain(language.Chain(locale)), true
	default:
		return invalidParameter("fallback")
	}
	return nil
}

// ResolveLocale reads locale alone, for questions that have no other language.
func (s *Service) ResolveLocale(params url.Values) (string, error) {
	var q Query
	only := url.Values{}
	if params.Has("locale") {
		only.Set("locale", params.Get("locale"))
	}
	if err := s.resolveLocale(&q, only); err != nil {
		return "", err
	}
	return q.chain[0], nil
}

// resolveFields reads which fields the items shall keep.
func (s *Service) resolveFields(q *Query, params url.Values) error {
	if !params.Has("fields") {
		return nil
	}
	for _, name := range strings.Split(params.Get("fields"), ",") {
		f := publicField(q.typ, name)
		if f == nil {
			return unknownField("fields")
		}
		if !slices.Contains(q.fields, name) {
			q.fields = append(q.fields, name)
		}
	}
	sort.Strings(q.fields)
	return nil
}

// resolvePage reads limit and keeps the cursor.
func (s *Service) resolvePage(q *Query, params url.Values) error {
	if params.Has("limit") {
		n, err := strconv.Atoi(params.Get("limit"))
		if err != nil || n < 1 || n > MaxLimit {
			return invalidParameter("limit")
		}
		q.limit = n
	}
	q.token = params.Get("cursor")
	if q.token == "" && params.Has("cursor") {
		return invalidParameter("cursor")
	}
	return nil
}

// publicField is the field of that name that the public may read; nil where there is none, or where it
// is not for the public.
func publicField(t *schema.Type, name string) *schema.Field {
	f, ok := t.Field(name)
	if !ok || !f.Public() {
		return nil
	}
	return f
}

// unknownField is the one answer for a field that is unknown, undeclared for this use, personal, or of
// a kind that has no such use. It names the parameter, never the field.
func unknownField(parameter string) error {
	e := command.E(command.Malformed, "unknown_field", "A parameter names a field that is unknown or cannot be used there.")
	e.Extra = map[string]any{"parameter": parameter}
	return e
}

// invalidParameter is the answer to a value that is not of the parameter's or the field's kind.
func invalidParameter(parameter string) error {
	e := command.E(command.Malformed, "invalid_parameter", "A parameter has a value that it cannot have.")
	e.Extra = map[string]any{"parameter": parameter}
	return e
}

// unknownParameter is the answer to a parameter that nobody declared.
func unknownParameter() error {
	return command.E(command.Malformed, "unknown_parameter", "A parameter is unknown here.")
}

func sortedKeys(v url.Values) []string {
	names := make([]string, 0, len(v))
	for name := range v {
		names = append(names, name)
	}
	sort.Strings(names)
	return names
}
