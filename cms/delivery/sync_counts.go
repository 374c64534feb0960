package delivery

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"

	"lotse/cms/query"
	"lotse/cms/web"
	"lotse/internal/command"
)

// syncChange describes a line of the feed in the OpenAPI document.
type syncChange struct {
	Op      string         `json:"op" enum:"upsert,delete"`
	ID      string         `json:"id" format:"uuid"`
	Type    string         `json:"type"`
	Locale  string         `json:"locale"`
	Version string         `json:"version,omitempty" doc:"Of an upsert: the first 16 digits of the SHA-256 of the bytes of item."`
	Reason  string         `json:"reason,omitempty" enum:"withdrawn,expired,deleted,out_of_scope" doc:"Of a delete."`
	Item    map[string]any `json:"item,omitempty" doc:"Of an upsert: the item, as GET /{type}/{id} has it."`
}

// syncPageAnswer describes a page of the feed.
type syncPageAnswer struct {
	Items []syncChange `json:"items"`
	Next  string       `json:"next" doc:"The cursor to go on with, now or later. Keep it with the copy."`
	More  bool         `json:"more" doc:"There is more to be had at once. A page may be empty and still have more behind it."`
}

// syncCountsAnswer is what GET /sync/counts says.
type syncCountsAnswer struct {
	Count    int         `json:"count"`
	Checksum string      `json:"checksum" doc:"The versions of all items, as numbers of 64 bits, xor each other; 16 digits."`
	Items    []syncCount `json:"items"`
}

type syncCount struct {
	Type   string `json:"type"`
	Locale string `json:"locale"`
	Count  int    `json:"count"`
}

var syncFilterParams = []web.Param{
	{Name: "type", Description: "Content types, separated by commas.", Example: "offer,event"},
	{Name: "locale", Description: "Languages, separated by commas.", Example: "de,ar"},
	{Name: "organisation", Description: "Id or slug of one organisation."},
	{Name: "category", Description: "Id or slug of one category."},
	{Name: "area", Description: "A district: the first five digits of the municipality's key.", Example: "16053"},
}

var syncParams = append([]web.Param{
	{Name: "initial", Type: "boolean", Description: "true: from the beginning, with a filter. Without it a cursor is needed."},
	{Name: "cursor", Description: "`next` of the page before. The filter is inside: only limit and wait go with it."},
	{Name: "limit", Type: "integer", Description: "1 to 1000, 250 where it is missing."},
	{Name: "wait", Type: "integer", Description: "0 to 30 seconds: how long the answer may wait for something to tell."},
}, syncFilterParams...)

// register adds the routes of the feed.
func (s *syncDoor) register(handle func(web.Operation, web.HandlerFunc)) {
	handle(web.Operation{
		Path: "/sync", Summary: "What has changed: keep a copy of everything, or of a part", Params: syncParams,
		Description: "Begin with initial=true, go on with the cursor. Deletes come without the item and say why. See docs/sync.md.",
		Answer:      syncPageAnswer{}, NotModified: true, Errors: []string{"bad_cursor", "cursor_expired", "busy"},
	}, s.changes)
	handle(web.Operation{
		Path: "/sync/counts", Summary: "How many items there are, to compare a copy with", Params: syncFilterParams,
		Answer: syncCountsAnswer{}, Errors: []string{"busy"},
	}, s.counts)
}

// counts answers GET /sync/counts. It counts what is public at this moment: a walk through a table, once for
// all who ask the same meanwhile.
func (s *syncDoor) counts(w http.ResponseWriter, r *http.Request) error {
	s = s.within(r)
	params, err := parameters(r)
	if err != nil {
		return err
	}
	filter, err := s.query.ResolveSyncCounts(params)
	if err != nil {
		return err
	}
	key, err := json.Marshal(filter)
	if err != nil {
		return fmt.Errorf("name a filter: %w", err)
	}
	made, err, _ := s.reads.Do("counts "+s.query.Scope().Hash()+string(key), func() (any, error) {
		ctx, cancel := context.WithTimeout(context.WithoutCancel(r.Context()), longestSyncRead)
		defer cancel()
		return s.count(ctx, filter)
	})
	if err != nil {
		return err
	}
	body := made.([]byte)
	h := w.Header()
	h["Cache-Control"], h["Content-Type"], h["Content-Length"] = noStore, jsonContent, []string{strconv.Itoa(len(body))}
	if r.Method != http.MethodHead {
		_, _ = w.Write(body)
	}
	return nil
}

// count asks the database and writes the answer. Two at once: it is work, and anybody may ask.
func (s *syncDoor) count(ctx context.Context, filter query.SyncFilter) ([]byte, error) {
	select {
	case s.counting <- struct{}{}:
		defer func() { <-s.counting }()
	case <-ctx.Done():
		return nil, command.E(command.Unavailable, "busy", "Too much is being counted.")
	}
	list, err := s.query.SyncCounts(ctx, filter)
	if err != nil {
		return nil, err
	}
	a := syncCountsAnswer{Items: []syncCount{}}
	var sum uint64
	for _, c := range list {
		a.Count += c.Count
		sum ^= uint64(c.Checksum)
		a.Items = append(a.Items, syncCount{c.Type, c.Locale, c.Count})
	}
	a.Checksum = fmt.Sprintf("%016x", sum)
	return json.Marshal(a)
}

// describeChanges says in the document that the items of the feed are those of the types.
func describeChanges(document object, items []any) {
	components, _ := document["components"].(object)
	schemas, _ := components["schemas"].(object)
	change, _ := schemas["SyncChange"].(object)
	if properties, ok := change["properties"].(object); ok {
		properties["item"] = object{"anyOf": items, "description": "Of an upsert: the item, as GET /{type}/{id} has it."}
	}
}
