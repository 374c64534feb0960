package delivery_test

import (
	"bytes"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/go-chi/chi/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"lotse/cms/api"
	"lotse/cms/delivery"
	"lotse/cms/query"
	"lotse/cms/web"
	"lotse/internal/postgres/testdb"
	"lotse/schema"
)

// The benchmarks ask servers on the loopback over a few connections, in turns: the median of the rounds is what
// counts, and the ratio of two servers in one run says more than either alone. `ratio 0.90` means: Lotse answers
// nine requests in the time in which the bare server answers ten. The bare server also runs against itself: what
// differs there is noise, and a target within it counts as met.

// benchVariants is how many offers are live.
const benchVariants = 10_000

// BenchmarkDelivery is what portals ask most, with the limiter and the access log on, as the program has them.
func BenchmarkDelivery(b *testing.B) {
	site := newBenchSite(b)
	item := delivery.Prefix + "/offer/angebot-7?locale=de"
	list := delivery.Prefix + "/offer?locale=de&sort=-publishedAt"
	b.Run("item", func(b *testing.B) { site.againstBare(b, "cached item", 0.85, item) })
	b.Run("list", func(b *testing.B) { site.againstBare(b, "cached list of 25", 0.8, list) })
	b.Run("list_gzip", func(b *testing.B) {
		site.againstBare(b, "cached list, gzip", 0.8, list, "Accept-Encoding", "gzip")
	})
	b.Run("not_modified", func(b *testing.B) {
		tag := site.get(strings.TrimPrefix(item, delivery.Prefix)).Header().Get("ETag")
		site.againstBare(b, "304", 0.8, item, "If-None-Match", tag)
	})
	b.Run("list_uncached", func(b *testing.B) {
		limiter := benchLimit()
		unfollowed := site.world.serveLimited(0, limiter) // nobody follows the feed, so nothing comes from memory
		lotse := listen(b, site.inProgram(b, unfollowed.door, limiter))
		sameHeaders := headersOf(b, lotse, list)
		// One connection: equal questions at one time would share one read, and win without being faster.
		bare := func() string { return listen(b, bareSQL(site.pool, sameHeaders)) }
		contest{name: "uncached list", target: 0.8, path: list, requests: 200, connections: 1}.run(b, lotse, bare(), bare())
	})
	b.Run("memory", site.benchMemory)
}

// benchSite is a door that many read from, behind what it is behind in the program.
type benchSite struct {
	*site
	lotse string // its address
}

func newBenchSite(b *testing.B) *benchSite {
	b.Helper()
	w := newWorld(b, testdb.New(b), schema.Embedded())
	law := w.add(entry{typ: "category", slug: "recht", fields: schema.Content{"title": "Recht"}})
	w.add(entry{typ: "offer", slug: "angebot-0", fields: schema.Content{
		"title": "Angebot Nummer 0 für alle", "summary": "Eine Beratung zu allen Fragen des Aufenthalts, kostenlos und vertraulich.",
		"description": "Wir helfen bei Anträgen, lesen Briefe und begleiten zu Ämtern.\n\nKommen Sie vorbei, eine Anmeldung ist nicht nötig. Bitte bringen Sie mit, was Sie bekommen haben.\n\nDas Gespräch ist in mehreren Sprachen möglich.",
		"offerType":   "counselling", "categories": []any{law.String()}, "languages": []any{"de", "en", "ar", "fa"}, "targetGroups": []any{"refugees", "migrants"},
		"costs": "free", "registration": "none", "address": map[string]any{"street": "Markt 1", "postcode": "07743", "city": "Jena", "country": "DE"},
		"phone": "+49 3641 123456", "email": "info@example.org", "url": "https://example.org/angebot", "validUntil": "2027-06-30",
	}})
	w.multiply("angebot-0", benchVariants-1)
	w.buildIndexes()
	limiter := benchLimit()
	s := &benchSite{site: w.serveLimited(0, limiter)}
	s.follow()
	s.lotse = listen(b, s.inProgram(b, s.door, limiter))
	return s
}

// buildIndexes makes the indexes of declared sorts, as the program does when it starts.
func (w *world) buildIndexes() {
	w.t.Helper()
	questions, err := query.New(query.Deps{DB: w.pool, Types: w.types})
	if err == nil {
		err = questions.BuildIndexes(w.t.Context())
	}
	if err != nil {
		w.t.Fatal(err)
	}
}

// benchLimit counts every request and never refuses one.
func benchLimit() *web.Limiter { return web.NewLimiter(50_000_000, true) }

// multiply copies an offer n times: entry, addresses, references, publication and line of the feed.
func (w *world) multiply(slug string, n int) {
	w.t.Helper()
	w.exec(`insert into entries (id, type, organisation_id, source_locale, slug, source_live, expires_at, created_at, updated_at)
		select gen_random_uuid(), e.type, e.organisation_id, e.source_locale, 'angebot-' || i, true, e.expires_at, e.created_at, e.updated_at
		from entries e, generate_series(1, $2) i where e.slug = $1`, slug, n)
	w.exec(`insert into slugs (type, slug, entry_id, created_at)
		select e.type, e.slug, e.id, e.created_at from entries e where e.type = 'offer' and e.slug <> $1`, slug)
	w.exec(`insert into entry_references (entry_id, field, target_id, on_gone)
		select e.id, r.field, r.target_id, r.on_gone from entries e, entry_references r join entries o on o.id = r.entry_id
		where o.slug = $1 and e.type = 'offer' and e.slug <> $1`, slug)
	w.exec(`insert into publications (entry_id, locale, type, organisation_id, slug, revision_id, source_revision_id, render_version, item, hash, filters, sorts, published_at, updated_at)
		select id, locale, type, organisation_id, slug, gen_random_uuid(), gen_random_uuid(), 1, item, sha256(convert_to(item, 'UTF8')), filters, sorts, published_at, published_at
		from (
			select e.id, p.locale, p.type, p.organisation_id, e.slug, p.filters, p.sorts,
			       p.published_at + substring(e.slug from '[0-9]+$')::int * interval '1 second' as published_at,
			       replace(replace(replace(p.item, o.id::text, e.id::text), o.slug, e.slug), 'Nummer 0', 'Nummer ' || substring(e.slug from '[0-9]+$')) as item
			from entries e, publications p join entries o on o.id = p.entry_id
			where o.slug = $1 and e.type = 'offer' and e.slug <> $1
		) copied`, slug)
	w.exec(`insert into feed (entry_id, locale, type, xid, organisation_id, changed_at)
		select p.entry_id, p.locale, p.type, pg_current_xact_id(), p.organisation_id, now() from publications p where p.type = 'offer' and p.slug <> $1`, slug)
	w.exec(`analyze`)
}

// inProgram puts a door behind what every request passes in the program, everything switched on: the access log
// goes to a file and has public reads, the limiter counts the loopback, requests are measured.
func (s *benchSite) inProgram(b *testing.B, door *delivery.Door, limiter *web.Limiter) http.Handler {
	b.Helper()
	file, err := os.Create(filepath.Join(b.TempDir(), "access.log"))
	if err != nil {
		b.Fatal(err)
	}
	log := web.NewLog(file, "json:info")
	b.Cleanup(func() { _ = log.Close(); _ = file.Close() })
	front := web.Front{Log: log.Logger, Observe: api.NewMetrics(s.pool, log.Logger).Observe}
	root := chi.NewRouter()
	frame := web.Frame{Front: front, BaseURL: "http://127.0.0.1:8080"}
	if err := frame.Use(root); err != nil {
		b.Fatal(err)
	}
	root.With(web.SecureData).Group(func(r chi.Router) { door.Routes(r) })
	return web.NewShortcut(front, limiter, door.Ready, root)
}

// againstBare compares an answer from memory with net/http writing the same bytes with the same headers.
func (s *benchSite) againstBare(b *testing.B, name string, target float64, path string, headers ...string) {
	b.Helper()
	status, h, body := askOnce(b, s.lotse, path, headers...)
	bare := func() string { return listen(b, bareHandler(status, h, body)) }
	contest{name: name, target: target, path: path, headers: headers, requests: 1000}.run(b, s.lotse, bare(), bare())
}

// bareHandler answers every request with the same bytes: what net/http costs by itself.
func bareHandler(status int, headers http.Header, body []byte) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		h := w.Header()
		for name, values := range headers {
			h[name] = values
		}
		w.WriteHeader(status)
		if len(body) > 0 {
			_, _ = w.Write(body)
		}
	})
}

func headersOf(b *testing.B, address, path string) http.Header {
	b.Helper()
	_, h, _ := askOnce(b, address, path)
	return h
}

// bareList is the statement that cms/query puts together for the list.
const bareList = `
select p.entry_id, p.type, p.locale, p.slug, p.item, p.hash, extract(epoch from p.expires_at - lotse.now())::float8, to_json(p.published_at) #>> '{}'
from public_items p
where p.locale = $2 and p.type = 'offer'
order by p.published_at desc, p.entry_id desc
limit $1`

// bareSQL asks the database and writes what it says.
func bareSQL(pool *pgxpool.Pool, headers http.Header) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		rows, err := pool.Query(r.Context(), bareList, 26, "de")
		if err != nil {
			http.Error(w, "", http.StatusInternalServerError)
			return
		}
		defer rows.Close()
		body := []byte(`{"items":[`)
		for n := 0; rows.Next() && n < 25; n++ {
			if n > 0 {
				body = append(body, ',')
			}
			body = append(body, rows.RawValues()[4]...)
		}
		body = append(body, `],"next":null}`...)
		h := w.Header()
		for name, values := range headers {
			h[name] = values
		}
		h["Content-Length"] = []string{strconv.Itoa(len(body))}
		_, _ = w.Write(body)
	})
}

// benchMemory fills the cache and tells what the process takes.
func (s *benchSite) benchMemory(b *testing.B) {
	c := dial(b, s.lotse)
	for b.Loop() {
		for i := range benchVariants {
			c.ask(b, request(delivery.Prefix+"/offer/angebot-"+strconv.Itoa(i)), 1)
			if i%100 == 0 {
				c.ask(b, request(fmt.Sprintf("%s/offer?limit=%d&locale=de", delivery.Prefix, 1+i/100)), 1)
			}
		}
	}
	delivery.Settle(s.door)
	b.ReportMetric(0, "ns/op")
	fmt.Printf("memory %d MiB resident after the run, %d MiB of it answers in memory; at most %d + %d MiB\n",
		resident(b)>>20, delivery.Held(s.door)>>20, 256, 64)
}

// resident is the memory of this process, of which servers, clients and the bare servers are part.
func resident(b *testing.B) int {
	b.Helper()
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		b.Skip("only Linux tells the memory of a process")
	}
	_, rest, _ := bytes.Cut(status, []byte("VmRSS:"))
	kilobytes, err := strconv.Atoi(strings.Fields(string(rest))[0])
	if err != nil {
		b.Fatal(err)
	}
	return kilobytes << 10
}
