package api

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"lotse/schema"
)

// A node that cannot read what a newer program has applied says so: it writes no entries of that type, and it is not
// ready, so that others are asked instead. It goes on reading.
func TestAnOutdatedNodeIsNotReady(t *testing.T) {
	f := setup(t)
	e := f.entry("contributor", "offer", "willkommen", schema.Content{"title": "Sprachcafé"})
	if got := f.try(f.people["anonymous"], "GET", "/readyz", ""); got.Code != 200 || !strings.Contains(got.Body.String(), `"types":"ok"`) {
		t.Fatalf("%d %s", got.Code, got.Body)
	}
	f.exec(`insert into content_types (name, version, hash, definition, applied_at)
	        select name, version + 1, 'of the future', jsonb_set(definition, '{fields,1,kind}', '"hologram"'), now() from content_types where name = 'offer'`)
	path := "/api/v1/entries/" + e.ID.String()
	wantProblem(t, 503, "types_outdated", f.try(f.people["contributor"], "PUT", path+"?locale=de", `{"fields":{"title":"Neu"}}`, "If-Match", `"1.1"`))
	if got := f.try(f.people["anonymous"], "GET", "/readyz", ""); got.Code != 503 || !strings.Contains(got.Body.String(), `"types":"outdated: offer"`) {
		t.Errorf("%d %s", got.Code, got.Body)
	}
	if got := f.try(f.people["contributor"], "GET", path, ""); got.Code != 200 {
		t.Errorf("it cannot be read: %d %s", got.Code, got.Body)
	}
}

// What is applied elsewhere while this node runs is followed, in its documents too.
func TestANodeFollowsTypes(t *testing.T) {
	f := setup(t)
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	moved := make(chan struct{}, 10)
	go f.cms.WatchTypes(ctx, 5*time.Millisecond, func() { moved <- struct{}{} }, func(err error) { t.Error(err) })
	names := func() []string {
		var d struct {
			Components struct{ Schemas map[string]json.RawMessage }
		}
		if err := json.Unmarshal(f.try(f.people["anonymous"], "GET", "/api/v1/openapi.json", "").Body.Bytes(), &d); err != nil {
			t.Fatal(err)
		}
		var list []string
		for name := range d.Components.Schemas {
			list = append(list, name)
		}
		return list
	}
	if slices.Contains(names(), "PamphletContent") {
		t.Fatal("there is a pamphlet already")
	}
	pamphlet := must(schema.ParseDefinition([]byte(pamphlet)))(t)
	f.exec(`insert into content_types (name, version, hash, definition, applied_at) values ('pamphlet', 1, $1, $2, now())`, pamphlet.Hash(), must(json.Marshal(pamphlet))(t))
	select {
	case <-moved:
	case <-time.After(10 * time.Second):
		t.Fatal("nothing was noticed")
	}
	if got := f.try(f.people["contributor"], "GET", "/api/v1/types/pamphlet", ""); got.Code != 200 {
		t.Errorf("%d %s", got.Code, got.Body)
	}
	if !slices.Contains(names(), "PamphletContent") {
		t.Error("the document does not know it")
	}
	f.entry("contributor", "pamphlet", "willkommen", schema.Content{"title": "Aufruf"})
}

// pamphlet is a type that nobody's files hold.
const pamphlet = `{"name":"pamphlet","label":{"de":"Flugblatt","en":"Pamphlet"},"plural":{"de":"Flugblätter","en":"Pamphlets"},"title":"title","slug":"title",
	"workflow":"editorial","sections":null,"fields":[{"name":"title","kind":"text","label":{"de":"Titel","en":"Title"},"localised":true,"required":true}]}`
