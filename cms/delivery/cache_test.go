package delivery_test

import (
	"compress/gzip"
	"context"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"lotse/cms"
	"lotse/cms/delivery"
	"lotse/internal/postgres"
	"lotse/schema"
)

func contains(body, part string) bool { return strings.Contains(body, part) }

func TestHeaders(t *testing.T) {
	t.Parallel()
	d := newDemo(t)
	for path, want := range map[string]map[string]string{
		"/offer/sprachcafe": {
			"Content-Type": "application/json", "Content-Language": "de", "Cache-Tag": "offer," + d.cafe.String(), "Vary": "Accept-Encoding, Authorization",
			"Cache-Control": "public, max-age=60, s-maxage=60, stale-while-revalidate=30", "Access-Control-Allow-Origin": "*",
		},
		"/offer?include=places.categories": {"Cache-Tag": "offer,category,place", "Content-Language": "de"},
		"/offer?locale=en":                 {"Content-Language": "en"},
		"/offer?locale=fa":                 {"Content-Language": "fa"},
		"/types?locale=ar":                 {"Content-Language": "en"},
		"/locales":                         {"Cache-Tag": "types"},
		"/openapi.json":                    {"Content-Type": "application/json"},
	} {
		h := d.get(path).Header()
		for name, value := range want {
			if got := strings.Join(h.Values(name), "|"); got != value {
				t.Errorf("%s: %s is %q, want %q", path, name, got, value)
			}
		}
	}
	w := d.ask(http.MethodOptions, delivery.Prefix+"/offer", "Origin", "https://portal.example", "Access-Control-Request-Method", "GET", "Access-Control-Request-Headers", "if-none-match")
	if w.Code != http.StatusNoContent || w.Header().Get("Access-Control-Allow-Origin") != "*" || !contains(w.Header().Get("Access-Control-Allow-Headers"), "If-None-Match") {
		t.Errorf("preflight: %d %v", w.Code, w.Header())
	}
}

func TestConditionalRequests(t *testing.T) {
	t.Parallel()
	d := newDemo(t)
	for _, path := range []string{"/offer/sprachcafe", "/offer?include=places", "/offer/sprachcafe?locale=ar&fallback=true", "/types", "/locales", "/openapi.json"} {
		plain := d.get(path)
		tag := plain.Header().Get("ETag")
		if len(tag) < 20 || tag[0] != '"' {
			t.Fatalf("%s: entity tag %s", path, tag)
		}
		packed := d.get(path, "Accept-Encoding", "br, gzip;q=0.8")
		if packedTag := packed.Header().Get("ETag"); packed.Header().Get("Content-Encoding") == "gzip" && packedTag == tag {
			t.Errorf("%s: two representations with one strong tag", path)
		}
		for _, sent := range []string{tag, `W/` + tag, `"other", ` + tag, "*", packed.Header().Get("ETag")} {
			w := d.ask(http.MethodGet, delivery.Prefix+path, "If-None-Match", sent)
			if w.Code != http.StatusNotModified || w.Body.Len() > 0 || w.Header().Get("ETag") != tag || w.Header().Get("Cache-Control") == "" || w.Header().Get("Content-Type") != "" {
				t.Errorf("%s with %s: %d %v", path, sent, w.Code, w.Header())
			}
		}
		if w := d.get(path, "If-None-Match", `"other"`); w.Body.Len() != plain.Body.Len() {
			t.Errorf("%s: another tag gets %d bytes", path, w.Body.Len())
		}
		head := d.ask(http.MethodHead, delivery.Prefix+path)
		if head.Code != http.StatusOK || head.Body.Len() != 0 || head.Header().Get("ETag") != tag || head.Header().Get("Content-Length") != plain.Header().Get("Content-Length") {
			t.Errorf("HEAD %s: %d %v", path, head.Code, head.Header())
		}
	}
	if w := d.ask(http.MethodHead, delivery.Prefix+"/offer/nothing"); w.Code != http.StatusNotFound {
		t.Errorf("HEAD of nothing: %d", w.Code)
	}
	before := d.get("/offer").Header().Get("ETag")
	d.withdraw(d.advice)
	if after := d.get("/offer").Header().Get("ETag"); after == before {
		t.Error("another list with the same tag")
	}
}

func TestCompression(t *testing.T) {
	t.Parallel()
	d := newDemo(t)
	plain := d.get("/offer").Body.String()
	for header, packed := range map[string]bool{
		"gzip": true, "GZIP": true, "br, gzip": true, "gzip;q=1.0": true, "gzip; q=0.5": true, "": false, "identity": false, "gzip;q=0": false, "br": false, "gzip;q=x": false, "xgzip": false,
	} {
		w := d.get("/offer", "Accept-Encoding", header)
		if got := w.Header().Get("Content-Encoding") == "gzip"; got != packed {
			t.Errorf("%q: compressed %v", header, got)
			continue
		}
		if !packed {
			continue
		}
		z, err := gzip.NewReader(w.Body)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(z)
		if err != nil || string(body) != plain {
			t.Errorf("%q: %v %s", header, err, body)
		}
	}
}

// follow runs the door until the test ends and waits until it keeps answers.
func (s *site) follow() {
	s.t.Helper()
	ctx, cancel := context.WithCancel(s.t.Context())
	var running sync.WaitGroup
	running.Go(func() { s.door.Run(ctx) })
	s.t.Cleanup(func() { cancel(); running.Wait() })
	s.wait("the door follows the feed", func() bool { return delivery.Trusted(s.door) })
}

func (s *site) wait(what string, done func() bool) {
	s.t.Helper()
	for deadline := time.Now().Add(10 * time.Second); time.Now().Before(deadline); time.Sleep(2 * time.Millisecond) {
		if done() {
			return
		}
	}
	s.t.Fatalf("never: %s", what)
}

// Without the feed nothing comes from memory; with it answers do, until the feed moves.
func TestAnswersFromMemory(t *testing.T) {
	t.Parallel()
	d := newDemo(t)
	const path = "/offer?category=recht&sort=title"
	d.get(path)
	d.exec(`update publications set item = replace(item, 'Sprachcafé', 'Changed') where entry_id = $1`, d.cafe) // behind the feed's back
	if !contains(d.get(path).Body.String(), "Changed") {
		t.Fatal("an answer came from memory although nobody follows the feed")
	}
	d.follow()
	d.get(path)
	d.exec(`update publications set item = replace(item, 'Changed', 'Sprachcafé') where entry_id = $1`, d.cafe)
	for _, spelling := range []string{path, "/offer?sort=title&category=recht", "/offer?sort=title&filter[categories]=recht&locale=de&limit=25"} {
		if !contains(d.get(spelling).Body.String(), "Changed") {
			t.Errorf("%s was read again", spelling)
		}
	}
	d.exec(`update feed set xid = pg_current_xact_id() where entry_id = $1 and locale = 'de'`, d.cafe)
	begun := time.Now()
	d.wait("the change is seen", func() bool { return contains(d.get(path).Body.String(), "Sprachcafé") })
	if took := time.Since(begun); took > time.Second {
		t.Errorf("it took %v", took)
	}
}

// changed tells the door of a change of an entry, as the core does after it committed one.
func (d *demo) changed(id uuid.UUID) {
	d.door.Changed(cms.PublicChange{EntryID: id, Type: "offer", Locales: []string{"de", "en", "ar"}})
}

func TestOwnChangesActAtOnce(t *testing.T) {
	t.Parallel()
	d := newDemo(t)
	d.follow()
	for range 50 {
		d.get("/offer/sprachcafe")
		d.exec(`update entries set source_live = false where id = $1`, d.cafe)
		d.changed(d.cafe)
		if w := d.ask(http.MethodGet, delivery.Prefix+"/offer/sprachcafe"); w.Code != http.StatusNotFound {
			t.Fatal("a withdrawn item is served")
		}
		d.exec(`update entries set source_live = true where id = $1`, d.cafe)
		d.changed(d.cafe)
		d.get("/offer/sprachcafe")
	}
}

// A second process sees the withdrawal within a second.
func TestAnotherProcessSeesAWithdrawal(t *testing.T) {
	t.Parallel()
	d := newDemo(t)
	other := d.serve(0)
	d.follow()
	other.follow()
	other.get("/offer/sprachcafe?locale=en")
	d.withdraw(d.cafe)
	begun := time.Now()
	d.wait("the item is gone", func() bool {
		return other.ask(http.MethodGet, delivery.Prefix+"/offer/sprachcafe?locale=en").Code == http.StatusNotFound
	})
	if took := time.Since(begun); took > time.Second {
		t.Errorf("it took %v", took)
	}
}

// A change whose transaction has a lower id than one that was seen already, and commits later, is seen.
func TestLateCommitsAreSeen(t *testing.T) {
	t.Parallel()
	d := newDemo(t)
	late, err := d.pool.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := late.Exec(t.Context(), `update feed set xid = pg_current_xact_id() where entry_id = $1`, d.cafe); err != nil {
		t.Fatal(err)
	}
	if _, err := late.Exec(t.Context(), `update entries set source_live = false where id = $1`, d.cafe); err != nil {
		t.Fatal(err)
	}
	d.follow()
	for range 3 { // later transactions, committed before
		d.exec(`update feed set xid = pg_current_xact_id() where entry_id = $1`, d.advice)
		time.Sleep(300 * time.Millisecond)
	}
	d.get("/offer/sprachcafe")
	if err := late.Commit(t.Context()); err != nil {
		t.Fatal(err)
	}
	begun := time.Now()
	d.wait("the item is gone", func() bool {
		return d.ask(http.MethodGet, delivery.Prefix+"/offer/sprachcafe").Code == http.StatusNotFound
	})
	if took := time.Since(begun); took > time.Second {
		t.Errorf("it took %v", took)
	}
}

// Nothing is served from memory beyond its end, whatever the feed says.
func TestMemoryEndsWithTheItem(t *testing.T) {
	t.Parallel()
	d := newDemo(t)
	ends := time.Now().Add(700 * time.Millisecond)
	d.add(entry{typ: "offer", slug: "kurz", fields: schema.Content{"title": "Kurz"}, expires: &ends})
	d.follow()
	served := 0
	for time.Now().Before(ends.Add(200 * time.Millisecond)) {
		at := time.Now()
		one := d.ask(http.MethodGet, delivery.Prefix+"/offer/kurz").Code == http.StatusOK
		list := contains(d.get("/offer?sort=title").Body.String(), `"kurz"`)
		if (one || list) && at.After(ends) {
			t.Fatalf("served %v after its end", at.Sub(ends))
		}
		if one {
			served++
		}
	}
	if served < 10 {
		t.Errorf("it was served %d times before", served)
	}
}

// Somebody moves the clock: what has expired by it goes.
func TestMovedClockEmptiesTheMemory(t *testing.T) {
	t.Parallel()
	d := newDemo(t)
	ends := time.Now().Add(time.Hour)
	d.add(entry{typ: "offer", slug: "kurz", fields: schema.Content{"title": "Kurz"}, expires: &ends})
	d.follow()
	d.get("/offer/kurz")
	if err := postgres.MoveClock(t.Context(), d.pool, 2*time.Hour); err != nil {
		t.Fatal(err)
	}
	begun := time.Now()
	d.wait("the item is gone", func() bool {
		return d.ask(http.MethodGet, delivery.Prefix+"/offer/kurz").Code == http.StatusNotFound
	})
	if took := time.Since(begun); took > time.Second {
		t.Errorf("it took %v", took)
	}
}

// While changes are made all the time, no request that begins after a change gets what was before.
func TestNoStaleAnswerUnderLoad(t *testing.T) {
	t.Parallel()
	d := newDemo(t)
	d.follow()
	var readers sync.WaitGroup
	stop := make(chan struct{})
	for range 4 {
		readers.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
					d.ask(http.MethodGet, delivery.Prefix+"/offer/sprachcafe")
				}
			}
		})
	}
	for i := range 60 {
		live := i%2 == 1
		d.exec(`update entries set source_live = $2 where id = $1`, d.cafe, live)
		d.changed(d.cafe)
		if got := d.ask(http.MethodGet, delivery.Prefix+"/offer/sprachcafe").Code == http.StatusOK; got != live {
			t.Errorf("change %d: served %v", i, got)
		}
	}
	close(stop)
	readers.Wait()
}

func TestBudget(t *testing.T) {
	t.Parallel()
	d := newDemo(t)
	small := d.serve(200_000)
	small.follow()
	for i := range 100 {
		for _, fields := range []string{"title", "title,summary", "title,costs", "summary", "costs"} {
			small.get("/offer?limit=" + string(rune('1'+i%9)) + "&fields=" + fields)
		}
		small.get("/offer/sprachcafe?locale=de&fields=title&include=" + strings.Repeat("places,", i) + "places")
	}
	small.get("/offer")
	delivery.Settle(small.door)
	if held := delivery.Held(small.door); held == 0 || held > 200_000 {
		t.Errorf("%d bytes are held", held)
	}
}
