package query

import (
	"net/url"
	"strconv"
	"strings"

	"github.com/google/uuid"

	"lotse/schema"
)

// Query is a question about what is public, authorised by [Service.Resolve] or
// [Service.ResolveItem]: every field in it is declared for that use, not personal and known,
// every value is of the field's kind. There is no other way to make one, so nothing that reads with it
// needs to ask again.
type Query struct {
	typ          *schema.Type // nil: a search across types
	types        []string     // of a search across types; nil: all
	scope        Scope        // what the asking site may read
	chain        []string     // locales that may be served, best first; one without fallback
	fallback     bool
	organisation string // id or slug; empty: all
	filters      []filter
	search       *search // nil: no words are asked for
	near         *near   // nil: anywhere
	bbox         *box    // nil: anywhere
	dates        *dates  // nil: items, not their dates
	open         *openAt // nil: open or not
	facets       []*schema.Field
	total        bool
	sort         order
	includes     [][]string // paths of one or two reference fields
	fields       []string   // what `fields` of the items keeps; nil: everything
	limit        int
	token        string  // the cursor as it came, still sealed
	after        *Cursor // the cursor, opened
}

// Cursor is the place in a list after which the next page begins: the sort key of its last item and its id.
// It goes out sealed.
type Cursor struct {
	Sort string    `json:"s"`
	Key  *string   `json:"k"` // nil: the item has none
	ID   uuid.UUID `json:"i"`
}

// Type is the content type that is asked for; nil in a search across types.
func (q Query) Type() *schema.Type { return q.typ }

// Locale is the locale that is asked for.
func (q Query) Locale() string { return q.chain[0] }

// CursorToken is the sealed cursor of the request, empty on the first page. The door opens it and
// hands the inside to After.
func (q Query) CursorToken() string { return q.token }

// After is the same question for what follows a cursor.
func (q Query) After(c *Cursor) Query {
	q.after = c
	return q
}

// Scope is what a cursor is bound to: everything that decides which items are in the list, and their
// order. A cursor of one scope says nothing in another.
func (q Query) Scope() string {
	return q.path() + "?" + q.selection().Encode() + q.scope.Hash()
}

// path is the name of the type, or of the search across types.
func (q Query) path() string {
	if q.typ == nil {
		return "search"
	}
	return q.typ.Name
}

// Params are the parameters of the question in canonical form, without the cursor: two requests that must
// be answered alike have the same.
func (q Query) Params() url.Values {
	v := q.shape()
	for name, values := range q.selection() {
		v[name] = values
	}
	v.Set("limit", strconv.Itoa(q.limit))
	if len(q.facets) > 0 {
		v.Set("facets", strings.Join(fieldNames(q.facets), ","))
	}
	if q.total {
		v.Set("total", "true")
	}
	return v
}

// ItemParams are Params of the question for a single item.
func (q Query) ItemParams() url.Values {
	v := q.shape()
	q.language(v)
	return v
}

// HasIncludes reports whether include was asked for.
func (q Query) HasIncludes() bool { return len(q.includes) > 0 }

// Uncounted is the same question without facets and total, for answers that have no place for them.
func (q Query) Uncounted() Query {
	q.facets, q.total = nil, false
	return q
}

// selection holds what decides which items there are, and their order.
func (q Query) selection() url.Values {
	v := url.Values{}
	q.language(v)
	if q.organisation != "" {
		v.Set("organisation", q.organisation)
	}
	for _, f := range q.filters {
		v.Set("filter["+f.field.Name+"]["+f.op+"]", strings.Join(f.values, ","))
	}
	if len(q.types) > 0 {
		v.Set("type", strings.Join(q.types, ","))
	}
	q.search.params(v)
	q.near.params(v)
	q.bbox.params(v)
	q.dates.params(v)
	q.open.params(v)
	if q.sort.asked {
		v.Set("sort", q.sort.name())
	}
	return v
}

func fieldNames(fields []*schema.Field) []string {
	names := make([]string, len(fields))
	for i, f := range fields {
		names[i] = f.Name
	}
	return names
}

func (q Query) language(v url.Values) {
	v.Set("locale", q.chain[0])
	if q.fallback {
		v.Set("fallback", "true")
	}
}

// shape holds what decides how items are shown.
func (q Query) shape() url.Values {
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
