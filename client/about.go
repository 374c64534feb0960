package client

import (
	"context"
	"net/url"
)

// Type describes a content type: what its items hold and what may be asked.
type Type struct {
	Name     string   `json:"name"`
	Label    string   `json:"label"`
	Plural   string   `json:"plural"`
	Help     string   `json:"help"`
	Title    string   `json:"title"` // the field that names an item
	Fields   []Field  `json:"fields"`
	Filters  []Filter `json:"filters"`
	Sorts    []string `json:"sorts"`
	Includes []string `json:"includes"`
}

// Field describes a field of items.
type Field struct {
	Name      string   `json:"name"`
	Kind      string   `json:"kind"`
	Label     string   `json:"label"`
	Help      string   `json:"help"`
	Required  bool     `json:"required"`
	Localised bool     `json:"localised"`
	Options   []Option `json:"options"` // of a choice
	To        []string `json:"to"`      // types that a reference leads to
	Fields    []Field  `json:"fields"`  // of the groups of a list
}

// Option is one value of a choice.
type Option struct {
	Value string `json:"value"`
	Label string `json:"label"`
}

// Filter is what filter[field] takes.
type Filter struct {
	Field     string   `json:"field"`
	Operators []string `json:"operators"`
}

// Locale is a language of the server.
type Locale struct {
	Tag       string   `json:"tag"`
	Name      string   `json:"name"`
	Direction string   `json:"direction"` // ltr or rtl
	Fallback  []string `json:"fallback"`
}

// Types lists the content types; labels are German or English.
func (c *Client) Types(ctx context.Context, locale string) ([]Type, error) {
	p := url.Values{}
	set(p, "locale", locale)
	answer, err := read[struct {
		Items []Type `json:"items"`
	}](ctx, c, question{path: "/types", params: p})
	return answer.Items, err
}

// Locales lists the languages.
func (c *Client) Locales(ctx context.Context) ([]Locale, error) {
	answer, err := read[struct {
		Items []Locale `json:"items"`
	}](ctx, c, question{path: "/locales"})
	return answer.Items, err
}
