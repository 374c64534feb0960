package cms

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
	// PublishedLimit is the largest page, PublishedDefaultLimit the usual one.
	PublishedLimit        = 100
	PublishedDefaultLimit = 25

	maxQueryParameters = 40
	maxFilterValues    = 50
	maxIncludes        = 10
)

// PublishedQuery is a question about what is public, authorised by [Service.ResolvePublished] or
// [Service.ResolvePublishedItem]: every field in it is declared for that use, not personal and known,
// every value is of the field's kind. There is no other way to make one, so nothing that reads with it
// needs to ask again.
type PublishedQuery struct {
	typ          *schema.Type
	chain        []string // locales that may be served, best first; one without fallback
	fallback     bool
	organisation string // id or slug; empty: all
	filters      []publishedFilter
	sort         publishedSort
	includes     [][]string // paths of one or two reference fields
	fields       []string   // what `fields` of the items keeps; nil: everything
	limit        int
	token        string  // the cursor as it came, still sealed
	after        *Cursor // the cursor, opened
}

// Type is the content type that is asked for.
func (q PublishedQuery) Type() *schema.Type { return q.typ }

// Locale is the locale that is asked for.
func (q PublishedQuery) Locale() string { return q.chain[0] }

// CursorToken is the sealed cursor of the request, empty on the first page. The door opens it and
// hands the inside to After.
func (q PublishedQuery) CursorToken() string { return q.token }

// After is the same question for what follows a cursor.
func (q PublishedQuery) After(c *Cursor) PublishedQuery {
	q.after = c
	return q
}

// Scope is what a cursor is bound to: everything that decides which items are in the list, and their
// order. A cursor of one scope says nothing in another.
func (q PublishedQuery) Scope() string {
	return q.typ.Name + "?" + q.selection().Encode()
}

// Params are the parameters of the question in canonical form, without the cursor: two requests that must
// be answered alike have the same.
func (q PublishedQuery) Params() url.Values {
	v := q.shape()
	for name, values := range q.selection() {
		v[name] = values
	}
	v.Set("limit", strconv.Itoa(q.limit))
	return v
}

// ItemParams are Params of the question for a single item.
func (q PublishedQuery) ItemParams() url.Values {
	v := q.shape()
	q.language(v)
	return v
}

// HasIncludes reports whether include was asked for.
func (q PublishedQuery) HasIncludes() bool { return len(q.includes) > 0 }

// selection holds what decides which items there are, and their order.
func (q PublishedQuery) selection() url.Values {
	v := url.Values{}
	q.language(v)
	if q.organisation != "" {
		v.Set("organisation", q.organisation)
	}
	for _, f := range q.filters {
		v.Set("filter["+f.field.Name+"]["+f.op+"]", strings.Join(f.values, ","))
	}
	v.Set("sort", q.sort.name())
	return v
}

func (q PublishedQuery) language(v url.Values) {
	v.Set("locale", q.chain[0])
	if q.fallback {
		v.Set("fallback", "true")
	}
}

// shape holds what decides how items are shown.
func (q PublishedQuery) shape() url.Values {
	v := url.Values{}
	if len(q.includes) > 0 {
		paths := make([]string, len(q.includes))
		for i, path := range q.includes {
			paths[i] = strings.Join(path, ".")
		}
		v.Set("include", strings.Join(paths, ","))
	}
	if q.fields != nil {
		v.Set("fields", strings.Join(q.fields, ","))
	}
	return v
}

// publishedParameters are the parameters of lists; the value says whether a single item takes it too.
// filter[…] is not in it, because its name holds the field.
var publishedParameters = map[string]bool{
	"locale": true, "fallback": true, "include": true, "fields": true,
	"organisation": false, "category": false, "sort": false, "limit": false, "cursor": false,
}

// ResolvePublished reads and authorises the parameters of a list. Its errors are Malformed, each with one
// answer for every cause: unknown_parameter, unknown_field (also where the field exists, but not for this
// use or not for the public), invalid_parameter; an unknown type is not_found.
func (s *Service) ResolvePublished(typeName string, params url.Values) (PublishedQuery, error) {
	return s.resolvePublished(typeName, params, true)
}

// ResolvePublishedItem is ResolvePublished for the parameters of a single item.
func (s *Service) ResolvePublishedItem(typeName string, params url.Values) (PublishedQuery, error) {
	return s.resolvePublished(typeName, params, false)
}

func (s *Service) resolvePublished(typeName string, params url.Values, list bool) (PublishedQuery, error) {
	t, ok := s.types.Type(typeName)
	if !ok {
		return PublishedQuery{}, command.ErrNotFound()
	}
	q := PublishedQuery{typ: t, limit: PublishedDefaultLimit, sort: publishedSort{column: "published_at", param: "publishedAt", descending: true}}
	if err := checkParameters(params, list); err != nil {
		return PublishedQuery{}, err
	}
	for _, step := range []func(*Service, *PublishedQuery, url.Values) error{
		(*Service).resolveLocale, (*Service).resolveFilters, (*Service).resolveSort,
		(*Service).resolveIncludes, (*Service).resolveFields, (*Service).resolvePage,
	} {
		if err := step(s, &q, params); err != nil {
			return PublishedQuery{}, err
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
		forItems, known := publishedParameters[name]
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
func (s *Service) resolveLocale(q *PublishedQuery, params url.Values) error {
	locale := language.Source
	if params.Has("locale") {
		locale = params.Get("locale")
	}
	if !language.Valid(locale) {
		return invalidParameter("locale")
	}
	q.chain = []string{locale}
	switch {
	case !params.Has("fallback") || params.Get("fallback") == "false":
	case params.Get("fallback") == "true":
		q.chain, q.fallback = language.Chain(locale), true
	default:
		return invalidParameter("fallback")
	}
	return nil
}

// resolveFields reads which fields the items shall keep.
func (s *Service) resolveFields(q *PublishedQuery, params url.Values) error {
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
func (s *Service) resolvePage(q *PublishedQuery, params url.Values) error {
	if params.Has("limit") {
		n, err := strconv.Atoi(params.Get("limit"))
		if err != nil || n < 1 || n > PublishedLimit {
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
	if !ok || !isPublic(f) {
		return nil
	}
	return f
}

// isPublic reports whether the public may read the field as such. What concerns a person is shown only
// with consent, so it can never be asked for.
func isPublic(f *schema.Field) bool { return !f.Personal && !f.Internal }

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
