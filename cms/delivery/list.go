package delivery

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/go-chi/chi/v5"

	"lotse/cms"
	"lotse/cms/query"
)

// list answers GET /{type}.
func (d *Door) list(w http.ResponseWriter, r *http.Request) error {
	return d.serve(w, r, d.wanted(r), func(params url.Values) (question, error) {
		q, err := d.questions(r).Resolve(chi.URLParam(r, "type"), params)
		if err != nil {
			return question{}, err
		}
		return d.listQuestion(q, "/"+q.Type().Name)
	})
}

// listQuestion asks for a list at a path below the prefix.
func (d *Door) listQuestion(q query.Query, path string) (question, error) {
	q, err := d.openCursor(q)
	address := Prefix + path + "?" + q.Params().Encode()
	return question{
		key:  address + "&cursor=" + q.CursorToken(),
		read: func(ctx context.Context) (*answer, error) { return d.readList(ctx, q, address) },
	}, err
}

// openCursor reads the cursor of a request.
func (d *Door) openCursor(q query.Query) (query.Query, error) {
	if q.CursorToken() == "" {
		return q, nil
	}
	var place query.Cursor
	if err := d.cursors.Decode(q.Scope(), q.CursorToken(), &place); err != nil {
		return q, err
	}
	return q.After(&place), nil
}

// readList asks the database and makes the answer.
func (d *Door) readList(ctx context.Context, q query.Query, address string) (*answer, error) {
	begun := time.Now()
	page, err := d.query.Items(ctx, q)
	if err != nil {
		return nil, err
	}
	var next string
	if page.Next != nil {
		if next, err = d.cursors.Encode(q.Scope(), page.Next); err != nil {
			return nil, err
		}
	}
	a := newAnswer(listBody(q, page, next), nil)
	a.depends.kinds = d.query.Kinds(q)
	a.endsIn(begun, page.EndsIn)
	a.language = []string{languages(q, page.Items)}
	a.tags = cacheTags(d.query.TypesOf(q), page.Included)
	if next != "" {
		a.link = []string{"<" + address + "&cursor=" + next + `>; rel="next"`}
	}
	return a, nil
}

// listBody writes the body: the items' own bytes between a few of ours.
func listBody(q query.Query, page query.Page, next string) []byte {
	size := 64 + len(next)
	for _, i := range page.Items {
		size += len(i.Body) + 1
	}
	for _, i := range page.Included {
		size += len(i.Body) + 1
	}
	b := append(make([]byte, 0, size), `{"items":`...)
	b = appendItems(b, page.Items)
	b = append(b, `,"next":`...)
	if next == "" {
		b = append(b, "null"...)
	} else {
		b = append(append(append(b, '"'), next...), '"') // base64url: nothing to escape
	}
	if q.HasIncludes() {
		b = appendItems(append(b, `,"included":`...), page.Included)
	}
	if page.Facets != nil {
		b = append(append(b, `,"facets":`...), facetsBody(page.Facets)...)
	}
	if page.Total != nil {
		b = fmt.Appendf(b, `,"total":{"value":%d,"exact":%t}`, page.Total.Value, page.Total.Exact)
	}
	return append(b, '}')
}

// facetsBody writes counts by field.
func facetsBody(facets []query.Facet) []byte {
	byField := make(map[string][]query.FacetValue, len(facets))
	for _, f := range facets {
		byField[f.Field] = f.Values
	}
	body, err := json.Marshal(byField)
	if err != nil {
		panic(fmt.Sprintf("delivery: encode names and numbers: %v", err))
	}
	return body
}

func appendItems(b []byte, items []query.Item) []byte {
	b = append(b, '[')
	for n, i := range items {
		if n > 0 {
			b = append(b, ',')
		}
		b = append(b, i.Body...)
	}
	return append(b, ']')
}

// endsIn sets when the answer stops being right by itself. begun is a time before the database was asked.
func (a *answer) endsIn(begun time.Time, in *time.Duration) {
	if in != nil {
		a.ends = begun.Add(*in)
	}
}

// languages lists the locales of the texts, the one that was asked for where there are none.
func languages(q query.Query, items []query.Item) string {
	var list []string
	for _, i := range items {
		if !slices.Contains(list, i.Locale) {
			list = append(list, i.Locale)
		}
	}
	if len(list) == 0 {
		return q.Locale()
	}
	slices.Sort(list)
	return strings.Join(list, ", ")
}

// cacheTags names what an answer depends on, for caches that can drop by name: types, and entries beyond.
func cacheTags(tags []string, included []query.Item) []string {
	for _, i := range included {
		if !slices.Contains(tags, i.Type) {
			tags = append(tags, i.Type)
		}
	}
	return []string{strings.Join(tags, ",")}
}

// parameters reads the parameters of a request. What cannot be read is refused, never left out.
func parameters(r *http.Request) (url.Values, error) {
	if len(r.URL.RawQuery) > longestQuery {
		return nil, errParameter("query")
	}
	params, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return nil, errParameter("query")
	}
	return params, nil
}

// listAnswer describes a list in the OpenAPI document.
type listAnswer struct {
	Items    []cms.Item `json:"items"`
	Next     *string    `json:"next" doc:"The cursor of what follows; null at the end."`
	Included []cms.Item `json:"included,omitempty" doc:"What include asked for, each entry once."`

	Facets map[string][]query.FacetValue `json:"facets,omitempty" doc:"What facets asked for: values by field, the most frequent first."`
	Total  *query.Total                  `json:"total,omitempty" doc:"How many lines the list has, with q, facets or total=true."`
}
