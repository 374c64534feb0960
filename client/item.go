package client

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"strings"
	"time"
)

// Item is one entry in one language, as it is published.
type Item struct {
	ID           string       `json:"id"`
	Type         string       `json:"type"`
	Slug         string       `json:"slug"`
	Locale       string       `json:"locale"`
	Locales      []string     `json:"locales"` // in which the entry is public
	Organisation Organisation `json:"organisation"`
	PublishedAt  time.Time    `json:"publishedAt"` // when this text first went live
	UpdatedAt    time.Time    `json:"updatedAt"`   // when this text or its source last changed
	VerifiedAt   *time.Time   `json:"verifiedAt"`  // when the owner last said that it is true
	ExpiresAt    *time.Time   `json:"expiresAt"`   // from then on it must not be shown; nil: no end
	Translation  *Translation `json:"translation"` // nil in the source language
	Fields       Fields       `json:"fields"`
	// FallbackFields names fields that are not in the language asked for, with the language that they are in.
	FallbackFields map[string]string `json:"fallbackFields,omitempty"`
	// Included are the targets of Include, on a single item.
	Included []Item `json:"included,omitempty"`
	// Occurrence is the date that this line of a list of events stands for.
	Occurrence *Occurrence `json:"occurrence,omitempty"`
	// Snippet is the part of the text that matched a search, with <mark> around the words; HTML.
	Snippet string `json:"snippet,omitempty"`
}

// Organisation owns items.
type Organisation struct {
	ID   string `json:"id"`
	Slug string `json:"slug"`
	Name string `json:"name"`
}

// Translation says where a text that is not the source comes from.
type Translation struct {
	Origin       string `json:"origin"` // human, machine, import
	SourceLocale string `json:"sourceLocale"`
}

// Occurrence is one date of an event.
type Occurrence struct {
	Start  time.Time `json:"start"`
	End    time.Time `json:"end"`
	Status string    `json:"status"`
}

// Fields are the fields of an item by name. What is empty is missing.
type Fields map[string]json.RawMessage

// Text is a field that is a string: text, a choice, a link, HTML of formatted text. Empty where it is missing
// or something else.
func (f Fields) Text(name string) string {
	var s string
	if json.Unmarshal(f[name], &s) != nil {
		return ""
	}
	return s
}

// Texts is a field that is a list of strings: choices, ids of references.
func (f Fields) Texts(name string) []string {
	var list []string
	if json.Unmarshal(f[name], &list) != nil {
		return nil
	}
	return list
}

// Decode reads all fields into v, a pointer to a struct with json tags: what a program needs of a type.
func (f Fields) Decode(v any) error {
	raw, err := json.Marshal(map[string]json.RawMessage(f))
	if err != nil {
		return fmt.Errorf("decode fields: %w", err)
	}
	if err := json.Unmarshal(raw, v); err != nil {
		return fmt.Errorf("decode fields: %w", err)
	}
	return nil
}

// View says in which language and form items are wanted. The zero value is German, everything.
type View struct {
	Locale   string   // BCP 47: de, en, ar, …; empty: de
	Fallback bool     // what is missing in the language comes from the next of its chain
	Include  []string // reference fields whose targets come along: "places", "places.categories"
	Fields   []string // only these fields; nil: all
}

func (v View) params() url.Values {
	p := url.Values{}
	set(p, "locale", v.Locale)
	if v.Fallback {
		p.Set("fallback", "true")
	}
	set(p, "include", strings.Join(v.Include, ","))
	set(p, "fields", strings.Join(v.Fields, ","))
	return p
}

func set(p url.Values, name, value string) {
	if value != "" {
		p.Set(name, value)
	}
}

// Item reads one item by id or slug. A former slug leads to the present item.
func (c *Client) Item(ctx context.Context, typ, idOrSlug string, view View) (Item, error) {
	return read[Item](ctx, c, question{path: "/" + url.PathEscape(typ) + "/" + url.PathEscape(idOrSlug), params: view.params()})
}
