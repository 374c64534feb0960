package delivery_test

import (
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"lotse/cms/delivery"
	"lotse/cms/web"
	"lotse/internal/postgres/testdb"
	"lotse/schema"
)

// The benchmarks ask servers on the loopback, in turns: the median of the rounds is what counts, and the
// ratio of two servers in one run says more than either alone. `ratio x 0.90` means: Lotse answers nine
// requests in the time in which the bare server answers ten.

const (
	benchRounds   = 15
	benchRequests = 400 // a round
)

// listen serves a handler on the loopback and returns its address.
func listen(b *testing.B, handler http.Handler) string {
	b.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		b.Fatal(err)
	}
	server := &http.Server{Handler: handler, ReadHeaderTimeout: 10 * time.Second}
	go func() { _ = server.Serve(listener) }()
	b.Cleanup(func() { _ = server.Close() })
	return "http://" + listener.Addr().String()
}

// benchSite is a door with a few hundred offers, behind the frame that it has in the program.
func benchSite(b *testing.B) (*site, http.Handler) {
	b.Helper()
	w := newWorld(b, testdb.New(b), schema.Embedded())
	law := w.add(entry{typ: "category", slug: "recht", fields: schema.Content{"title": "Recht"}})
	for i := range 300 {
		w.add(entry{typ: "offer", slug: fmt.Sprintf("angebot-%d", i), fields: schema.Content{
			"title": fmt.Sprintf("Angebot Nummer %d für alle", i), "summary": "Eine Beratung zu allen Fragen des Aufenthalts, kostenlos und vertraulich.",
			"description": "Wir helfen bei Anträgen, lesen Briefe und begleiten zu Ämtern.\n\nKommen Sie vorbei, eine Anmeldung ist nicht nötig. Bitte bringen Sie mit, was Sie bekommen haben.\n\nDas Gespräch ist in mehreren Sprachen möglich.",
			"offerType":   "counselling", "categories": []any{law.String()}, "languages": []any{"de", "en", "ar", "fa"}, "targetGroups": []any{"refugees", "migrants"},
			"costs": "free", "registration": "none", "address": map[string]any{"street": "Markt 1", "postcode": "07743", "city": "Jena", "country": "DE"},
			"phone": "+49 3641 123456", "email": "info@example.org", "url": "https://example.org/angebot", "validUntil": "2027-06-30",
		}})
	}
	if _, err := w.pool.Exec(b.Context(), `analyze`); err != nil {
		b.Fatal(err)
	}
	s := w.serve(0)
	router := chi.NewRouter()
	frame := web.Frame{Front: web.Front{
		Log: slog.New(slog.NewJSONHandler(io.Discard, nil)), Quiet: func(*http.Request) bool { return true },
	}, BaseURL: "http://127.0.0.1:8080"}
	if err := frame.Use(router); err != nil {
		b.Fatal(err)
	}
	s.door.Routes(router)
	return s, router
}

// bare answers every request with the same bytes: what net/http costs by itself.
func bare(body []byte) http.Handler {
	length := strconv.Itoa(len(body))
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Content-Length", length)
		_, _ = w.Write(body)
	})
}

// round asks an address n times over one connection and returns the time that it took.
func round(b *testing.B, client *http.Client, address string, n int) time.Duration {
	b.Helper()
	begun := time.Now()
	for range n {
		response, err := client.Get(address)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := io.Copy(io.Discard, response.Body); err != nil || response.StatusCode != http.StatusOK {
			b.Fatalf("%s: %d %v", address, response.StatusCode, err)
		}
		_ = response.Body.Close()
	}
	return time.Since(begun)
}

// compare asks both addresses in turns and prints how the first does against the second.
func compare(b *testing.B, name, lotse, plain string, n int) {
	b.Helper()
	client := &http.Client{Transport: &http.Transport{DisableCompression: true}}
	defer client.CloseIdleConnections()
	round(b, client, lotse, n)
	round(b, client, plain, n)
	var ours, theirs, ratios []float64
	for b.Loop() {
		ours, theirs, ratios = nil, nil, nil
		for range benchRounds {
			o, p := round(b, client, lotse, n), round(b, client, plain, n)
			ours, theirs = append(ours, float64(o)/float64(n)), append(theirs, float64(p)/float64(n))
			ratios = append(ratios, float64(p)/float64(o))
		}
	}
	slices.Sort(ratios)
	b.ReportMetric(median(ratios), "ratio")
	b.ReportMetric(median(ours)/1000, "µs/request")
	b.ReportMetric(0, "ns/op")
	fmt.Printf("ratio %s %.2f (rounds %.2f to %.2f; %.0f µs against %.0f µs a request)\n",
		name, median(ratios), ratios[0], ratios[len(ratios)-1], median(ours)/1000, median(theirs)/1000)
}

func median(list []float64) float64 {
	slices.Sort(list)
	return list[len(list)/2]
}

// BenchmarkDeliveryItem is a single item from memory against net/http writing the same bytes.
func BenchmarkDeliveryItem(b *testing.B) {
	s, handler := benchSite(b)
	s.follow()
	const path = "/offer/angebot-7?locale=de"
	compare(b, "item", listen(b, handler)+delivery.Prefix+path, listen(b, bare(s.get(path).Body.Bytes())), benchRequests)
}

// BenchmarkDeliveryList is a list of 25 from memory against net/http writing the same bytes.
func BenchmarkDeliveryList(b *testing.B) {
	s, handler := benchSite(b)
	s.follow()
	const path = "/offer?locale=de&sort=-publishedAt"
	compare(b, "list", listen(b, handler)+delivery.Prefix+path, listen(b, bare(s.get(path).Body.Bytes())), benchRequests)
}

// BenchmarkDeliveryListUncached is the same list from the database against net/http with pgx and the same SQL.
func BenchmarkDeliveryListUncached(b *testing.B) {
	s, handler := benchSite(b) // nobody follows the feed, so nothing comes from memory
	const path = "/offer?locale=de&sort=-publishedAt"
	compare(b, "list_uncached", listen(b, handler)+delivery.Prefix+path, listen(b, bareSQL(s.pool)), benchRequests/2)
}

// bareList is the statement that cms puts together for the list.
const bareList = `
select p.entry_id, p.type, p.locale, p.slug, p.item, p.hash, extract(epoch from p.expires_at - lotse.now())::float8, to_json(p.published_at) #>> '{}'
from public_items p
where p.locale = $2 and p.type = 'offer'
order by p.published_at desc, p.entry_id desc
limit $1`

// bareSQL asks the database and writes what it says.
func bareSQL(pool *pgxpool.Pool) http.Handler {
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
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Content-Length", strconv.Itoa(len(body)))
		_, _ = w.Write(body)
	})
}
