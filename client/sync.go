package client

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// Scope says which part of what is public is followed. The zero value is everything.
type Scope struct {
	Types        []string
	Locales      []string
	Organisation string // id or slug
	Category     string // id or slug
	Area         string // a district: the first five digits of the municipality's key
}

func (s Scope) params() url.Values {
	p := url.Values{}
	set(p, "type", strings.Join(s.Types, ","))
	set(p, "locale", strings.Join(s.Locales, ","))
	set(p, "organisation", s.Organisation)
	set(p, "category", s.Category)
	set(p, "area", s.Area)
	return p
}

// SyncQuery asks the change feed. Without a cursor it starts from the beginning.
type SyncQuery struct {
	Scope         // of a fresh start; a cursor has its own
	Cursor string // Next of the page before
	Limit  int    // 1 to 1000; zero: the server's default
	// Wait lets the server hold an empty answer back, at most 30 s, until there is something.
	Wait time.Duration
}

// SyncPage is one page of the change feed.
type SyncPage struct {
	Items []SyncItem `json:"items"`
	Next  string     `json:"next"` // the cursor to go on with, now or later
	More  bool       `json:"more"` // there is more already
}

// What a SyncItem asks for.
const (
	Upsert = "upsert"
	Delete = "delete"
)

// SyncItem says what to do with one item of a copy.
type SyncItem struct {
	Op      string          `json:"op"`
	ID      string          `json:"id"`
	Type    string          `json:"type"`
	Locale  string          `json:"locale"`
	Version string          `json:"version"` // names the bytes of the item
	Reason  string          `json:"reason"`  // of a delete: withdrawn, expired, deleted, out_of_scope
	Item    json.RawMessage `json:"item"`
}

// Sync reads one page of the change feed. [Mirror] does everything that follows from it.
func (c *Client) Sync(ctx context.Context, q SyncQuery) (SyncPage, error) {
	var p url.Values
	if q.Cursor != "" {
		p = url.Values{"cursor": {q.Cursor}} // the scope is in it; saying it again is refused
	} else {
		p = q.params()
		p.Set("initial", "true")
	}
	if q.Limit > 0 {
		p.Set("limit", strconv.Itoa(q.Limit))
	}
	if q.Wait >= time.Second {
		p.Set("wait", strconv.Itoa(int(q.Wait/time.Second)))
	}
	page, err := read[SyncPage](ctx, c, question{path: "/sync", params: p, wait: q.Wait, fresh: true})
	if err == nil && page.Next == "" {
		err = fmt.Errorf("read /sync: a page without a cursor")
	}
	return page, err
}

// Counts is what a complete copy holds.
type Counts struct {
	Count    int    `json:"count"`
	Checksum string `json:"checksum"` // all versions, as numbers, joined by exclusive or; 16 hex digits
	Items    []struct {
		Type   string `json:"type"`
		Locale string `json:"locale"`
		Count  int    `json:"count"`
	} `json:"items"`
}

// Counts reads what a copy of the scope should hold.
func (c *Client) Counts(ctx context.Context, scope Scope) (Counts, error) {
	return read[Counts](ctx, c, question{path: "/sync/counts", params: scope.params(), fresh: true})
}
