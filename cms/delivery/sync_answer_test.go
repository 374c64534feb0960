package delivery_test

import (
	"bytes"
	"compress/gzip"
	"encoding/hex"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"lotse/cms/delivery"
	"lotse/schema"
)

func TestSyncWaitsForOpenTransactions(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	a := s.add(entry{typ: "offer", slug: "a", fields: schema.Content{"title": "A"}})
	b := s.add(entry{typ: "offer", slug: "b", fields: schema.Content{"title": "B"}})
	m := s.mirror("")
	early, err := s.pool.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := early.Exec(t.Context(), `select pg_current_xact_id()`); err != nil {
		t.Fatal(err)
	}
	s.withdraw(b)
	before := m.next
	if got := m.read(""); len(got) != 0 || m.next != before {
		t.Errorf("told %v while an older transaction is open", got)
	}
	if _, err := early.Exec(t.Context(), `update feed set xid = pg_current_xact_id() where entry_id = $1`, a); err != nil {
		t.Fatal(err)
	}
	if err := early.Commit(t.Context()); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"01 de", "02 de withdrawn"}, m.sync("")); diff != "" {
		t.Error(diff)
	}
}

func TestSyncCounts(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	law := s.add(entry{typ: "category", slug: "recht", fields: schema.Content{"title": "Recht"}})
	s.add(entry{typ: "offer", slug: "a", fields: schema.Content{"title": "A", "categories": []any{law.String()}}, texts: map[string]schema.Content{"en": {"title": "A"}, "ar": {"title": "أ"}}})
	s.add(entry{typ: "offer", slug: "b", org: orgOther, fields: schema.Content{"title": "B"}})
	s.withdraw(s.add(entry{typ: "offer", slug: "c", fields: schema.Content{"title": "C"}}))
	doc := s.described()
	for _, filter := range []string{"", "type=offer", "locale=de,ar", "type=offer&locale=en", "organisation=werk-gera", "category=recht", "category=" + law.String(), "type=job", "category=nichts"} {
		m := s.mirror(filter)
		body := s.get("/sync/counts?" + filter).Body.Bytes()
		check(t, doc.answer(t, "/sync/counts", "200", "application/json"), "/sync/counts", body)
		check(t, doc.answer(t, "/sync", "200", "application/json"), "/sync", s.get("/sync?initial=true&type=category").Body.Bytes())
		got := read[struct {
			Count    int
			Checksum string
		}](t, body)
		if got.Count != len(m.items) || got.Checksum != checksum(t, m.items) {
			t.Errorf("%s: %s, and the copy has %d", filter, body, len(m.items))
		}
	}
}

func checksum(t testing.TB, items map[string]string) string {
	t.Helper()
	var sum [8]byte
	for _, version := range items {
		b, err := hex.DecodeString(version)
		if err != nil || len(b) != 8 {
			t.Fatalf("version %q", version)
		}
		for i := range sum {
			sum[i] ^= b[i]
		}
	}
	return hex.EncodeToString(sum[:])
}

func (n *newsroom) equal(m *mirror) {
	n.t.Helper()
	got := read[struct{ Checksum string }](n.t, n.get("/sync/counts?"+m.filter).Body.Bytes())
	if got.Checksum != checksum(n.t, m.items) {
		n.t.Errorf("the copy is not what is public: %v", m.items)
	}
}

func TestSyncHeaders(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	for _, slug := range []string{"a", "b", "c", "d", "e", "f", "g", "h"} {
		s.add(entry{typ: "offer", slug: slug, fields: schema.Content{"title": strings.Repeat(slug, 130)}})
	}
	s.decided()
	plain := s.get("/sync?initial=true")
	packed := s.get("/sync?initial=true", "Accept-Encoding", "gzip")
	z, err := gzip.NewReader(packed.Body)
	if err != nil {
		t.Fatal(err)
	}
	body, err := io.ReadAll(z)
	if err != nil || !bytes.Equal(body, plain.Body.Bytes()) || packed.Header().Get("Content-Encoding") != "gzip" {
		t.Errorf("%v %v", err, packed.Header())
	}
	h := plain.Header()
	if h.Get("Cache-Control") != "no-store" || h.Get("Access-Control-Allow-Origin") != "*" || h.Get("Vary") != "Accept-Encoding, Authorization" {
		t.Errorf("headers %v", h)
	}
	next := read[changes](t, plain.Body.Bytes()).Next
	first := s.get("/sync?cursor=" + next)
	tag := first.Header().Get("ETag")
	if w := s.ask(http.MethodGet, delivery.Prefix+"/sync?cursor="+next, "If-None-Match", tag); w.Code != http.StatusNotModified || w.Body.Len() != 0 {
		t.Errorf("nothing new: %d %s", w.Code, w.Body)
	}
	if got := read[changes](t, first.Body.Bytes()); got.Next != next || len(got.Items) != 0 || got.More {
		t.Errorf("nothing new: %v", got)
	}
	s.add(entry{typ: "offer", slug: "i", fields: schema.Content{"title": "I"}})
	s.decided()
	if w := s.ask(http.MethodGet, delivery.Prefix+"/sync?cursor="+next, "If-None-Match", tag); w.Code != http.StatusOK {
		t.Errorf("something new: %d", w.Code)
	}
	if w := s.ask(http.MethodHead, delivery.Prefix+"/sync?initial=true"); w.Code != http.StatusOK || w.Body.Len() != 0 || w.Header().Get("Content-Length") == "0" {
		t.Errorf("HEAD: %d %v", w.Code, w.Header())
	}
}

func TestSyncWaits(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.add(entry{typ: "offer", slug: "a", fields: schema.Content{"title": "A"}})
	m := s.mirror("type=offer")
	ask := func(wait string) (<-chan changes, time.Time) {
		answer := make(chan changes, 1)
		path := "/sync?cursor=" + url.QueryEscape(m.next) + "&wait=" + wait
		go func() { answer <- read[changes](t, s.get(path).Body.Bytes()) }()
		return answer, time.Now()
	}
	answer, began := ask("1")
	if got := <-answer; len(got.Items) != 0 || time.Since(began) < time.Second {
		t.Errorf("%v after %s", got, time.Since(began))
	}
	answer, began = ask("30")
	time.Sleep(50 * time.Millisecond)
	s.add(entry{typ: "category", slug: "a", fields: schema.Content{"title": "A"}}) // not for it: it waits on
	time.Sleep(1100 * time.Millisecond)
	s.add(entry{typ: "offer", slug: "b", fields: schema.Content{"title": "B"}})
	if got := <-answer; len(got.Items) != 1 || got.More || time.Since(began) > 15*time.Second {
		t.Errorf("%v after %s", got, time.Since(began))
	}
	// When the process ends, nobody is held any longer.
	m.sync("")
	answer, began = ask("30")
	time.Sleep(50 * time.Millisecond)
	s.door.Drain()
	s.door.Drain()
	if got := <-answer; len(got.Items) != 0 || time.Since(began) > 15*time.Second {
		t.Errorf("%v after %s", got, time.Since(began))
	}
	answer, began = ask("30")
	if got := <-answer; len(got.Items) != 0 || time.Since(began) > 15*time.Second {
		t.Errorf("%v after %s", got, time.Since(began))
	}
}
