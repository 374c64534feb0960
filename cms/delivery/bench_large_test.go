package delivery_test

import (
	"cmp"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"os"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"lotse/cms/delivery"
	"lotse/cms/large"
)

// smallStore is what the large one is compared with.
const smallStore = 10_000

// BenchmarkLarge measures a large store beside a small one in the same PostgreSQL, in one run, limiter and access log on:
// `make bench-large`. The stores are made where they are missing.
func BenchmarkLarge(b *testing.B) {
	folder := os.Getenv("LOTSE_LARGE_DIR")
	if folder == "" {
		b.Skip("LOTSE_LARGE_DIR names no folder for the store")
	}
	variants, err := strconv.Atoi(cmp.Or(os.Getenv("LOTSE_LARGE_VARIANTS"), "1000000"))
	if err != nil {
		b.Fatal(err)
	}
	store, err := large.OpenStore(b.Context(), folder, func(line string) { fmt.Println(line) })
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = store.Close() })
	big, small := newSized(b, store, variants), newSized(b, store, smallStore)
	b.Run("cached", big.benchCached)
	b.Run("initial", big.benchInitial)
	b.Run("delta", small.benchDelta)
	for _, c := range sizedCases {
		b.Run(c.name, func(b *testing.B) { c.run(b, big, small) })
	}
	b.Run("memory", func(b *testing.B) {
		b.ReportMetric(float64(resident(b)>>20), "MiB")
		fmt.Printf("memory %d MiB resident, servers of both stores, clients and bare servers together\n", resident(b)>>20)
	})
}

// sized is a store of a size with two doors before it: one that keeps answers, one that asks the database each time.
type sized struct {
	*benchSite
	variants int
	uncached string // address of the door that keeps nothing
	samples  []sampled
}

// sampled is an item that is there.
type sampled struct{ Type, Slug, Locale, Title string }

const sampleItems = `
select type, slug, locale, coalesce(sorts ->> 'title', slug)
from publications tablesample bernoulli ($1)
where type <> 'category'`

func newSized(b *testing.B, store *large.Store, variants int) *sized {
	b.Helper()
	pool, err := store.Database(b.Context(), variants)
	if err != nil {
		b.Fatal(err)
	}
	w := &world{t: b, pool: pool, types: store.Types}
	limiter := benchLimit()
	s := &sized{benchSite: &benchSite{site: w.serveLimited(0, limiter)}, variants: variants}
	s.follow()
	s.lotse = listen(b, s.inProgram(b, s.door, limiter))
	s.uncached = listen(b, s.inProgram(b, w.serveLimited(0, limiter).door, limiter))
	rows, err := pool.Query(b.Context(), sampleItems, min(100, 400_000/float64(variants)))
	if err == nil {
		s.samples, err = pgx.CollectRows(rows, pgx.RowToStructByPos[sampled])
	}
	if err != nil || len(s.samples) == 0 {
		b.Fatalf("%d samples: %v", len(s.samples), err)
	}
	return s
}

// benchCached are the ratios of answers from memory, and of a list from the database.
func (s *sized) benchCached(b *testing.B) {
	one := s.samples[0]
	item := fmt.Sprintf("%s/%s/%s?locale=%s", delivery.Prefix, one.Type, one.Slug, one.Locale)
	list := delivery.Prefix + "/offer?locale=de&sort=-publishedAt"
	b.Run("item", func(b *testing.B) { s.againstBare(b, "cached item", 0.85, item) })
	b.Run("list", func(b *testing.B) { s.againstBare(b, "cached list of 25", 0.8, list) })
	b.Run("not_modified", func(b *testing.B) {
		_, h, _ := askOnce(b, s.lotse, item)
		s.againstBare(b, "304", 0.8, item, "If-None-Match", h.Get("ETag"))
	})
	b.Run("list_uncached", func(b *testing.B) {
		same := headersOf(b, s.uncached, list)
		bare := func() string { return listen(b, bareSQL(s.pool, same)) }
		contest{name: "uncached list", target: 0.8, path: list, requests: 200, connections: 1}.run(b, s.uncached, bare(), bare())
	})
}

// benchInitial walks through everything.
func (s *sized) benchInitial(b *testing.B) {
	for _, form := range []struct {
		name, encoding string
		target         float64
	}{{"plain", "identity", 20_000}, {"gzipped", "gzip", 8_000}} {
		b.Run(form.name, func(b *testing.B) {
			begun := time.Now()
			items, size := walk(b, "http://"+s.uncached, form.encoding)
			took := time.Since(begun).Seconds()
			rate := float64(items) / took
			if items != s.variants {
				b.Errorf("%d items, not %d", items, s.variants)
			}
			b.ReportMetric(rate, "items/s")
			fmt.Printf("initial sync %-8s %.0f items/s  target %.0f %s  (%d items, %.0f bytes each, %.1f s)\n",
				form.name, rate, form.target, verdict(rate >= form.target), items, float64(size)/float64(items), took)
		})
	}
}

// changeSome changes one item in a hundred, as a publication does.
const changeSome = `
with changed as (
    update publications
    set item = replace(item, '"title":"', '"title":"' || $1), hash = sha256(convert_to(replace(item, '"title":"', '"title":"' || $1), 'UTF8'))
    where hashtext(entry_id::text || locale) % 100 = 0
    returning entry_id, locale, length(convert_to(item, 'UTF8')) as size
), told as (
    update feed f
    set xid = pg_current_xact_id()
    from changed c
    where f.entry_id = c.entry_id and f.locale = c.locale
)
select count(*), sum(size) from changed`

// benchDelta is how many bytes a change of one in a hundred takes, of those of the items that changed.
func (s *sized) benchDelta(b *testing.B) {
	places, _ := s.pages(b, "initial=true&limit=1000", 1<<30)
	var items, bytes int
	if err := s.pool.QueryRow(b.Context(), changeSome, strconv.Itoa(rand.IntN(10))).Scan(&items, &bytes); err != nil {
		b.Fatal(err)
	}
	body := s.ask(b, s.uncached, delivery.Prefix+"/sync?limit=1000&cursor="+places[len(places)-1])
	n, _, _ := pageEnd(b, body)
	ratio := float64(len(body)) / float64(bytes)
	if n != items {
		b.Errorf("%d items in the delta, not %d", n, items)
	}
	b.ReportMetric(ratio, "ratio")
	fmt.Printf("delta of 1 %%: %.2f of the bytes of the %d changed items  target 1.20 %s\n", ratio, items, verdict(ratio <= 1.2))
}

// pages walks through the feed, at most so many pages, and returns the cursors behind each.
func (s *sized) pages(b *testing.B, first string, most int) (cursors []string, items int) {
	b.Helper()
	for question := first; len(cursors) < most; {
		n, next, more := pageEnd(b, s.ask(b, s.uncached, delivery.Prefix+"/sync?"+question))
		items += n
		cursors = append(cursors, next)
		if !more {
			break
		}
		question = "limit=1000&cursor=" + next
	}
	return cursors, items
}

// ask reads one answer, which must be 200.
func (s *sized) ask(b *testing.B, address, path string) []byte {
	b.Helper()
	status, body := s.try(b, address, path)
	if status != http.StatusOK {
		b.Fatalf("%s: %d %.300s", path, status, body)
	}
	return body
}

// try reads one answer.
func (s *sized) try(b *testing.B, address, path string) (int, []byte) {
	b.Helper()
	response, err := http.Get("http://" + address + path) //nolint:noctx // the benchmark ends it
	if err != nil {
		b.Fatal(err)
	}
	defer func() { _ = response.Body.Close() }()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		b.Fatal(err)
	}
	return response.StatusCode, body
}

func verdict(met bool) string {
	if met {
		return "met"
	}
	return "MISSED"
}

// sizedCase is a kind of question that is asked of both stores.
type sizedCase struct {
	name string
	// paths are questions, drawn for a store.
	paths func(b *testing.B, s *sized) []string
	// limit is the longest p99 of the large store; zero: it is compared with the small store, at most 1.5 times.
	limit time.Duration
	told  bool // only told: nothing is asked of it
}

const sizedRequests = 2000

// run asks both in turns, one client, and prints how long they took.
func (c sizedCase) run(b *testing.B, big, small *sized) {
	stores := []*sized{big, small}
	var asked [2][]string
	for i, s := range stores {
		asked[i] = c.paths(b, s)
		if status, body := s.try(b, s.uncached, asked[i][0]); status != http.StatusOK {
			b.Fatalf("%s: %d %.300s", asked[i][0], status, body)
		}
	}
	var took [2][]time.Duration
	connections := [2]*connection{dial(b, big.uncached), dial(b, small.uncached)}
	for n := range sizedRequests + 100 {
		for i := range stores {
			question := request(asked[i][n%len(asked[i])])
			begun := time.Now()
			connections[i].ask(b, question, 1)
			if n >= 100 { // the first ones warm up
				took[i] = append(took[i], time.Since(begun))
			}
		}
	}
	for i := range took {
		slices.Sort(took[i])
	}
	at := func(i int, share float64) time.Duration { return took[i][int(share*float64(len(took[i])-1))] }
	ratio := float64(at(0, 0.99)) / float64(at(1, 0.99))
	target := fmt.Sprintf("p99 at most 1.5 times: %.2f %s", ratio, verdict(ratio <= 1.5))
	if c.limit > 0 {
		target = fmt.Sprintf("p99 at most %v: %s", c.limit, verdict(at(0, 0.99) <= c.limit))
	}
	if c.told {
		target = "no target"
	}
	b.ReportMetric(float64(at(0, 0.99).Microseconds()), "p99-µs")
	fmt.Printf("%-22s p50 %v p99 %v; %d variants: p50 %v p99 %v; %s\n", c.name,
		at(0, 0.5).Round(time.Microsecond), at(0, 0.99).Round(time.Microsecond), small.variants, at(1, 0.5).Round(time.Microsecond), at(1, 0.99).Round(time.Microsecond), target)
}
