package main

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// proofFilter is the part that a reader follows, in the words of the feed.
type proofFilter struct{ types, locales, organisation, category string }

func (f proofFilter) params() url.Values {
	v := url.Values{}
	for name, value := range map[string]string{"type": f.types, "locale": f.locales, "organisation": f.organisation, "category": f.category} {
		if value != "" {
			v.Set(name, value)
		}
	}
	return v
}

// proofReader keeps a copy by following the feed over HTTP.
type proofReader struct {
	p        *proof
	name     string
	filter   proofFilter
	limit    int
	wait     int           // seconds
	late     time.Duration // when it begins
	restarts bool          // now and then it goes on from an older cursor with the copy of that time, or with the present one
	random   *rand.Rand

	cursor string
	items  map[string]string   // the copy: version by id and locale
	seen   map[string][]string // every version that was seen, in order

	keptCursor string // an older state
	keptItems  map[string]string
}

func (p *proof) readers() []*proofReader {
	w := p.world
	readers := []*proofReader{
		{name: "all", limit: 1000},
		{name: "all in small pages", limit: 3},
		{name: "offers in German", filter: proofFilter{types: "offer", locales: "de"}, limit: 50, restarts: true},
		{name: "Arabic", filter: proofFilter{locales: "ar"}, limit: 7},
		{name: "category", filter: proofFilter{category: w.categories[0].String()}, limit: 20},
		{name: "organisation", filter: proofFilter{organisation: w.slugs[1]}, limit: 20, restarts: true},
		{name: "begun in the middle", filter: proofFilter{types: "offer,event"}, limit: 5, late: proofShortest / 2},
		{name: "waiting", filter: proofFilter{organisation: w.slugs[2]}, limit: 100, wait: 1},
	}
	for i, r := range readers {
		r.p, r.random = p, p.random(200+i)
		r.items, r.seen = map[string]string{}, map[string][]string{}
	}
	return readers
}

// follow keeps the copy up to date until the work has been over for a whole round in which there was nothing
// new.
func (r *proofReader) follow(ctx context.Context, over <-chan struct{}) {
	if pause(ctx, r.late) != nil {
		return
	}
	deadline := time.Now().Add(proofPatience)
	for ctx.Err() == nil {
		finished := false
		select {
		case <-over: // before the question: what is asked now sees everything
			finished = true
		default:
		}
		page, err := r.ask(ctx)
		if err != nil {
			if time.Now().After(deadline) {
				r.p.t.Errorf("seed %d: reader %s gets no answer: %v", r.p.seed, r.name, err)
				return
			}
			_ = pause(ctx, 20*time.Millisecond)
			continue
		}
		if !r.take(page) || finished && !page.More && len(page.Items) == 0 {
			return
		}
		if r.restarts && !finished {
			r.keepOrGoBack()
		}
		if !finished && !page.More && r.wait == 0 {
			_ = pause(ctx, time.Duration(r.random.IntN(15))*time.Millisecond)
		}
	}
}

// proofPage is a page of the feed.
type proofPage struct {
	Items []struct {
		Op, ID, Type, Locale, Version, Reason string
		Item                                  json.RawMessage
	}
	Next string
	More bool
}

// ask reads the next page from any node.
func (r *proofReader) ask(ctx context.Context) (proofPage, error) {
	params := url.Values{"cursor": {r.cursor}}
	if r.cursor == "" {
		params = r.filter.params()
		params.Set("initial", "true")
	}
	params.Set("limit", fmt.Sprint(r.limit))
	params.Set("wait", fmt.Sprint(r.wait))
	body, err := r.get(ctx, "/content/v1/sync?"+params.Encode())
	if err != nil {
		return proofPage{}, err
	}
	var page proofPage
	return page, json.Unmarshal(body, &page)
}

func (r *proofReader) get(ctx context.Context, path string) ([]byte, error) {
	node := r.p.nodes[r.random.IntN(len(r.p.nodes))].Load()
	if process := r.p.process.Load(); process != nil && r.random.IntN(2) == 0 {
		node = process
	}
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, node.url+path, nil)
	if err != nil {
		return nil, err
	}
	response, err := http.DefaultClient.Do(request) // asks for gzip and unpacks it
	if err != nil {
		return nil, err
	}
	defer response.Body.Close() //nolint:errcheck // read to the end
	body, err := io.ReadAll(response.Body)
	if err == nil && response.StatusCode != http.StatusOK {
		err = fmt.Errorf("%d %s", response.StatusCode, body)
		if response.StatusCode < http.StatusInternalServerError && !strings.Contains(string(body), "client_gone") {
			r.p.t.Errorf("seed %d: reader %s: %v", r.p.seed, r.name, err)
		}
	}
	return body, err
}

// take brings a page into the copy.
func (r *proofReader) take(page proofPage) bool {
	for _, c := range page.Items {
		key := c.ID + " " + c.Locale
		if c.Op == "delete" {
			delete(r.items, key)
			continue
		}
		if sum := sha256.Sum256(c.Item); hex.EncodeToString(sum[:8]) != c.Version {
			r.p.t.Errorf("seed %d: reader %s: the version of %s is not that of its bytes", r.p.seed, r.name, key)
			return false
		}
		r.items[key] = c.Version
		r.seen[key] = append(r.seen[key], c.Version)
	}
	r.cursor = page.Next
	return true
}

// keepOrGoBack keeps the present state now and then, and now and then goes on from what was kept: with the
// copy of that time, as a mirror that was restored from a backup, or with the present one, as a mirror that died before
// it wrote down how far it was.
func (r *proofReader) keepOrGoBack() {
	switch n := r.random.IntN(20); {
	case n < 2:
		r.keptCursor, r.keptItems = r.cursor, maps.Clone(r.items)
	case n == 2 && r.keptCursor != "":
		r.cursor, r.items = r.keptCursor, maps.Clone(r.keptItems)
	case n == 3 && r.keptCursor != "":
		r.cursor = r.keptCursor
	}
}

// counts holds the counts that the door tells against what there is.
func (r *proofReader) counts(want map[string]string) {
	body, err := r.get(r.p.t.Context(), "/content/v1/sync/counts?"+r.filter.params().Encode())
	if err != nil {
		r.p.t.Errorf("seed %d: counts: %v", r.p.seed, err)
		return
	}
	var got struct {
		Count    int
		Checksum string
	}
	if err := json.Unmarshal(body, &got); err != nil {
		r.p.t.Error(err)
	}
	var sum uint64
	for _, version := range want {
		n, err := strconv.ParseUint(version, 16, 64)
		if err != nil {
			r.p.t.Error(err)
		}
		sum ^= n
	}
	if got.Count != len(want) || got.Checksum != fmt.Sprintf("%016x", sum) {
		r.p.t.Errorf("seed %d: counts of %s: %s instead of %d %016x", r.p.seed, r.name, body, len(want), sum)
	}
}
