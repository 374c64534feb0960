package client_test

import (
	"compress/gzip"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"lotse/client"
)

// fake speaks the change feed as a Lotse does, and can be made to fail in every way.
type fake struct {
	*httptest.Server
	mu      sync.Mutex
	rows    map[client.Key]*fakeRow
	last    int // sequence of the last change
	epoch   int
	now     func() time.Time
	changed chan struct{}
	asked   int // requests for /sync
	// fault may answer a request itself (true). It gets the number of the request.
	fault func(w http.ResponseWriter, r *http.Request, n int) bool
	// twist may change a page before it is sent.
	twist func(page *client.SyncPage)
}

type fakeRow struct {
	typ     string
	item    []byte // nil: it has gone
	reason  string
	expires time.Time
	at      int
}

// fakeCursor is what a cursor of the fake holds.
type fakeCursor struct {
	Epoch, At int
	Began     int // tombstones up to there are left out: the walk began behind them
	Types     string
	Locales   string
}

func newFake(t testing.TB) *fake {
	f := &fake{rows: map[client.Key]*fakeRow{}, now: time.Now, changed: make(chan struct{})}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /content/v1/sync", f.sync)
	mux.HandleFunc("GET /content/v1/sync/counts", f.counts)
	f.Server = httptest.NewServer(mux)
	t.Cleanup(f.Close)
	return f
}

func version(item []byte) string {
	sum := sha256.Sum256(item)
	return hex.EncodeToString(sum[:8])
}

func key(n int, locale string) client.Key {
	return client.Key{ID: fmt.Sprintf("00000000-0000-7000-8000-%012d", n), Locale: locale}
}

// failing makes requests fail; nil: none does.
func (f *fake) failing(fault func(w http.ResponseWriter, r *http.Request, n int) bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.fault = fault
}

// twisting changes pages before they are sent; nil: none.
func (f *fake) twisting(twist func(page *client.SyncPage)) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.twist = twist
}

// set publishes a text.
func (f *fake) set(k client.Key, typ, text string, expires time.Time) {
	item := map[string]any{"id": k.ID, "type": typ, "locale": k.Locale, "fields": map[string]any{"title": text}, "expiresAt": nil}
	if !expires.IsZero() {
		item["expiresAt"] = expires.UTC().Format(time.RFC3339)
	}
	raw, err := json.Marshal(item)
	if err != nil {
		panic(err)
	}
	f.change(k, &fakeRow{typ: typ, item: raw, expires: expires})
}

// gone takes a text off.
func (f *fake) gone(k client.Key, reason string) {
	f.mu.Lock()
	row := f.rows[k]
	f.mu.Unlock()
	if row != nil {
		f.change(k, &fakeRow{typ: row.typ, reason: reason})
	}
}

func (f *fake) change(k client.Key, row *fakeRow) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.last++
	row.at = f.last
	f.rows[k] = row
	close(f.changed)
	f.changed = make(chan struct{})
}

// lose forgets a row without a line in the feed: a copy can learn of it only by the counts.
func (f *fake) lose(k client.Key) {
	f.mu.Lock()
	defer f.mu.Unlock()
	delete(f.rows, k)
}

// restore begins another epoch: every cursor that was given out is too old.
func (f *fake) restore() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.epoch++
}

// public are the versions of what is public in a scope.
func (f *fake) public(types, locales string) map[client.Key]string {
	f.mu.Lock()
	defer f.mu.Unlock()
	list := map[client.Key]string{}
	for k, row := range f.rows {
		if row.item != nil && matches(types, row.typ) && matches(locales, k.Locale) && (row.expires.IsZero() || row.expires.After(f.now())) {
			list[k] = version(row.item)
		}
	}
	return list
}

func matches(list, value string) bool {
	return list == "" || slices.Contains(strings.Split(list, ","), value)
}

func refuse(w http.ResponseWriter, status int, code string, extra map[string]any) {
	p := map[string]any{"type": "/errors#" + code, "title": http.StatusText(status), "status": status, "code": code, "detail": "So nicht.", "requestId": "r1"}
	for name, value := range extra {
		p[name] = value
	}
	w.Header().Set("Content-Type", "application/problem+json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(p)
}

func (f *fake) sync(w http.ResponseWriter, r *http.Request) {
	f.mu.Lock()
	f.asked++
	n, fault, twist := f.asked, f.fault, f.twist
	f.mu.Unlock()
	if fault != nil && fault(w, r, n) {
		return
	}
	q := r.URL.Query()
	var c fakeCursor
	if token := q.Get("cursor"); token != "" {
		raw, err := base64.RawURLEncoding.DecodeString(token)
		if err != nil || json.Unmarshal(raw, &c) != nil || len(q["type"])+len(q["locale"])+len(q["initial"]) > 0 {
			refuse(w, 400, "bad_cursor", nil)
			return
		}
	} else if q.Get("initial") == "true" {
		f.mu.Lock()
		c = fakeCursor{Epoch: f.epoch, Began: f.last, Types: q.Get("type"), Locales: q.Get("locale")}
		f.mu.Unlock()
	} else {
		refuse(w, 400, "invalid_parameter", map[string]any{"parameter": "cursor"})
		return
	}
	limit, _ := strconv.Atoi(q.Get("limit"))
	if limit == 0 {
		limit = 500
	}
	wait, _ := strconv.Atoi(q.Get("wait"))
	page, ok := f.page(&c, limit)
	if !ok {
		refuse(w, http.StatusGone, "cursor_expired", map[string]any{"restart": "/content/v1/sync?initial=true&type=" + c.Types + "&locale=" + c.Locales})
		return
	}
	if len(page.Items) == 0 && wait > 0 {
		f.mu.Lock()
		changed := f.changed
		f.mu.Unlock()
		select {
		case <-changed:
		case <-time.After(time.Duration(wait) * time.Second / 20): // time runs faster here
		case <-r.Context().Done():
			return
		}
		page, _ = f.page(&c, limit)
	}
	raw, _ := json.Marshal(c)
	page.Next = base64.RawURLEncoding.EncodeToString(raw)
	if twist != nil {
		twist(&page)
	}
	write(w, r, page)
}

// page reads from a cursor on and moves it.
func (f *fake) page(c *fakeCursor, limit int) (client.SyncPage, bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	page := client.SyncPage{Items: []client.SyncItem{}}
	if c.Epoch != f.epoch {
		return page, false
	}
	var keys []client.Key
	for k, row := range f.rows {
		if row.at > c.At {
			keys = append(keys, k)
		}
	}
	slices.SortFunc(keys, func(a, b client.Key) int { return f.rows[a].at - f.rows[b].at })
	for _, k := range keys {
		if len(page.Items) == limit {
			page.More = true
			break
		}
		row := f.rows[k]
		c.At = row.at
		public := row.item != nil && (row.expires.IsZero() || row.expires.After(f.now()))
		switch {
		case !matches(c.Types, row.typ) || !matches(c.Locales, k.Locale):
		case public:
			page.Items = append(page.Items, client.SyncItem{Op: client.Upsert, ID: k.ID, Type: row.typ, Locale: k.Locale, Version: version(row.item), Item: row.item})
		case row.at > c.Began:
			page.Items = append(page.Items, client.SyncItem{Op: client.Delete, ID: k.ID, Type: row.typ, Locale: k.Locale, Reason: row.reason})
		}
	}
	return page, true
}

func (f *fake) counts(w http.ResponseWriter, r *http.Request) {
	q := r.URL.Query()
	var sum uint64
	list := f.public(q.Get("type"), q.Get("locale"))
	for _, v := range list {
		n, _ := strconv.ParseUint(v, 16, 64)
		sum ^= n
	}
	write(w, r, map[string]any{"count": len(list), "checksum": fmt.Sprintf("%016x", sum), "items": []any{}})
}

func write(w http.ResponseWriter, r *http.Request, v any) {
	body, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	w.Header().Set("Content-Type", "application/json")
	if strings.Contains(r.Header.Get("Accept-Encoding"), "gzip") {
		w.Header().Set("Content-Encoding", "gzip")
		z := gzip.NewWriter(w)
		_, _ = z.Write(body)
		_ = z.Close()
		return
	}
	_, _ = w.Write(body)
}

// cut sends part of an answer and breaks the connection.
func cut(w http.ResponseWriter) {
	w.Header().Set("Content-Length", "1000")
	_, _ = w.Write([]byte(`{"items":[{"op":"upsert","id":"x"`))
	_ = http.NewResponseController(w).Flush()
	panic(http.ErrAbortHandler)
}
