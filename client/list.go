package client

import (
	"context"
	"iter"
	"net/url"
	"strconv"
	"strings"
)

// Query asks for a list of items of one type.
type Query struct {
	Type string
	View
	// Filter holds the conditions, by field: {"costs": "free"}, or with an operator after a space:
	// {"schedule gte": "2027-01-01"}. Several values are separated by commas.
	Filter       map[string]string
	Organisation string // id or slug
	Category     string // ids or slugs
	Sort         string // publishedAt, updatedAt or a declared field; - before it: descending
	Search       string // full text
	// Params are further parameters of the API as they are: near, radius, bbox, open, from, to, facets.
	Params url.Values
	Limit  int    // items a page, 1 to 100; zero: 25
	Cursor string // Next of the page before
}

func (q Query) params() url.Values {
	p := q.View.params()
	for name, values := range q.Params {
		p[name] = values
	}
	for field, value := range q.Filter {
		name, operator, found := strings.Cut(field, " ")
		key := "filter[" + name + "]"
		if found {
			key += "[" + operator + "]"
		}
		p.Set(key, value)
	}
	set(p, "organisation", q.Organisation)
	set(p, "category", q.Category)
	set(p, "sort", q.Sort)
	set(p, "q", q.Search)
	set(p, "cursor", q.Cursor)
	if q.Limit > 0 {
		p.Set("limit", strconv.Itoa(q.Limit))
	}
	return p
}

// Page is one page of a list.
type Page struct {
	Items    []Item             `json:"items"`
	Next     string             `json:"next"` // Cursor of the page behind; empty at the end
	Included []Item             `json:"included"`
	Facets   map[string][]Facet `json:"facets"`
	Total    *Total             `json:"total"`
}

// Facet counts the items that have a value.
type Facet struct {
	Value string `json:"value"`
	Count int    `json:"count"`
}

// Total counts the items of a list, up to a bound.
type Total struct {
	Value int  `json:"value"`
	Exact bool `json:"exact"` // false: there are at least Value
}

// Page reads one page.
func (c *Client) Page(ctx context.Context, q Query) (Page, error) {
	return read[Page](ctx, c, question{path: "/" + url.PathEscape(q.Type), params: q.params()})
}

// List walks through all pages of a list from q.Cursor on. It ends after an error. Items that change place
// meanwhile can come twice or not at all; a [Mirror] misses nothing.
func (c *Client) List(ctx context.Context, q Query) iter.Seq2[Item, error] {
	return walk(func(cursor string) (Page, error) {
		if cursor != "" {
			q.Cursor = cursor
		}
		return c.Page(ctx, q)
	})
}

// walk goes through pages, each read when the one before is used up.
func walk(page func(cursor string) (Page, error)) iter.Seq2[Item, error] {
	return func(yield func(Item, error) bool) {
		for cursor := ""; ; {
			p, err := page(cursor)
			if err != nil {
				yield(Item{}, err)
				return
			}
			for _, item := range p.Items {
				if !yield(item, nil) {
					return
				}
			}
			if p.Next == "" {
				return
			}
			cursor = p.Next
		}
	}
}

// SearchQuery asks for items of several types by words.
type SearchQuery struct {
	Text   string
	Types  []string // nil: all
	Locale string
	Limit  int
	Cursor string
}

// SearchPage reads one page of a search.
func (c *Client) SearchPage(ctx context.Context, q SearchQuery) (Page, error) {
	p := url.Values{"q": {q.Text}}
	set(p, "type", strings.Join(q.Types, ","))
	set(p, "locale", q.Locale)
	set(p, "cursor", q.Cursor)
	if q.Limit > 0 {
		p.Set("limit", strconv.Itoa(q.Limit))
	}
	return read[Page](ctx, c, question{path: "/search", params: p})
}

// Search walks through what a search finds, the best first.
func (c *Client) Search(ctx context.Context, q SearchQuery) iter.Seq2[Item, error] {
	return walk(func(cursor string) (Page, error) {
		if cursor != "" {
			q.Cursor = cursor
		}
		return c.SearchPage(ctx, q)
	})
}
