package delivery_test

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"

	"lotse/cms/delivery"
	"lotse/internal/postgres/testdb"
	"lotse/schema"
)

// seedSync copies one item twenty thousand times, with texts that differ, and notes each in a transaction of
// its own number.
const seedSync = `
with o as (
    select id from organisations limit 1
), e as (
    insert into entries (id, type, organisation_id, source_locale, slug, source_live, created_at, updated_at)
    select gen_random_uuid(), 'offer', o.id, 'de', 'slug-' || n, true, now(), now() from generate_series(1, 20000) n, o
    returning *
), p as (
    insert into publications (entry_id, locale, type, organisation_id, slug, revision_id, source_revision_id, render_version, item, hash, published_at, updated_at)
    select e.id, 'de', 'offer', e.organisation_id, e.slug, e.id, e.id, 1, t.item, sha256(t.item::bytea), now(), now()
    from e, lateral (select replace($1, 'WORDS', (select string_agg(md5(e.id::text || w), ' ') from generate_series(1, 25) w)) as item) t
    returning entry_id, organisation_id
)
insert into feed (entry_id, locale, type, xid, organisation_id, changed_at)
select entry_id, 'de', 'offer', (3 + row_number() over () % 500)::text::xid8, organisation_id, now() from p`

// BenchmarkSync is an initial sync of everything by one client over HTTP, in items a second.
func BenchmarkSync(b *testing.B) {
	w := newWorld(b, testdb.New(b), schema.Embedded())
	w.add(entry{typ: "offer", slug: "a", fields: schema.Content{"title": "A", "summary": "Deutsch lernen", "description": "WORDS", "costs": "free"}})
	var sample string
	if err := w.pool.QueryRow(b.Context(), `select item from publications`).Scan(&sample); err != nil {
		b.Fatal(err)
	}
	w.exec(seedSync, sample)
	w.exec(`vacuum analyze`)
	server := httptest.NewServer(w.serve(0).handler)
	defer server.Close()
	for name, encoding := range map[string]string{"plain": "identity", "gzip": "gzip"} {
		b.Run(name, func(b *testing.B) {
			items, sent := 0, 0
			for b.Loop() {
				n, size := walk(b, server.URL, encoding)
				items, sent = items+n, sent+size
			}
			b.ReportMetric(float64(items)/b.Elapsed().Seconds(), "items/s")
			b.ReportMetric(float64(sent)/float64(items), "bytes/item")
		})
	}
}

// walk reads an initial sync and counts what came. The end of a page is enough to go on.
func walk(b *testing.B, url, encoding string) (items, size int) {
	b.Helper()
	client := &http.Client{Transport: &http.Transport{DisableCompression: true}}
	query := "initial=true"
	for {
		r, err := http.NewRequestWithContext(b.Context(), http.MethodGet, url+delivery.Prefix+"/sync?limit=1000&"+query, nil)
		if err != nil {
			b.Fatal(err)
		}
		r.Header.Set("Accept-Encoding", encoding)
		response, err := client.Do(r)
		if err != nil {
			b.Fatal(err)
		}
		body, err := io.ReadAll(response.Body)
		_ = response.Body.Close()
		if err != nil || response.StatusCode != http.StatusOK {
			b.Fatalf("%d %v", response.StatusCode, err)
		}
		size += len(body)
		if response.Header.Get("Content-Encoding") == "gzip" {
			body = unpack(b, body)
		}
		n, next, more := pageEnd(b, body)
		if items += n; !more {
			return items, size
		}
		query = "cursor=" + next
	}
}

// pageEnd reads the last members of a page without decoding its items.
func pageEnd(b *testing.B, body []byte) (items int, next string, more bool) {
	b.Helper()
	at := bytes.LastIndex(body, []byte(`],"next":`))
	var end struct {
		Next string
		More bool
	}
	if err := json.Unmarshal(append([]byte("{"), body[at+2:]...), &end); err != nil {
		b.Fatal(err)
	}
	return bytes.Count(body, []byte(`{"op":"`)), end.Next, end.More
}

func unpack(b *testing.B, body []byte) []byte {
	b.Helper()
	z, err := gzip.NewReader(bytes.NewReader(body))
	if err != nil {
		b.Fatal(err)
	}
	plain, err := io.ReadAll(z)
	if err != nil {
		b.Fatal(err)
	}
	return plain
}
