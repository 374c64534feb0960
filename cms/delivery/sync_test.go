package delivery_test

import (
	"bytes"
	"compress/gzip"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"

	"lotse/cms/delivery"
	"lotse/cms/query"
	"lotse/cms/web"
	"lotse/internal/postgres"
	"lotse/schema"
)

// change is a line of the feed.
type change struct {
	Op, ID, Type, Locale, Version, Reason string
	Item                                  json.RawMessage
}

type changes struct {
	Items []change
	Next  string
	More  bool
}

// mirror is a copy that is kept by the feed: item by id and locale.
type mirror struct {
	site   *site
	next   string
	filter string
	items  map[string]string // version
	told   []string          // what the last sync brought
}

func (s *site) mirror(filter string) *mirror {
	m := &mirror{site: s, filter: filter, items: map[string]string{}}
	m.sync("limit=2")
	return m
}

// sync reads everything that was changed and returns what it brought, in order.
func (m *mirror) sync(params string) []string {
	m.site.t.Helper()
	m.site.decided()
	return m.read(params)
}

// decided waits until the feed shows what this test did: transactions of other tests in the same cluster hold it
// back.
func (s *site) decided() {
	s.t.Helper()
	for deadline := time.Now().Add(30 * time.Second); ; time.Sleep(5 * time.Millisecond) {
		var waiting bool
		err := s.pool.QueryRow(s.t.Context(), `select exists (select from feed where xid >= pg_snapshot_xmin(pg_current_snapshot()))`).Scan(&waiting)
		if err != nil || time.Now().After(deadline) {
			s.t.Fatalf("the feed is held back: %v", err)
		}
		if !waiting {
			return
		}
	}
}

// read reads everything that can be had.
func (m *mirror) read(params string) []string {
	m.site.t.Helper()
	m.told = []string{}
	for {
		query := "initial=true&" + m.filter
		if m.next != "" {
			query = "cursor=" + m.next
		}
		page := read[changes](m.site.t, m.site.get("/sync?"+strings.Trim(query+"&"+params, "&")).Body.Bytes())
		for _, c := range page.Items {
			m.take(c)
		}
		m.next = page.Next
		if !page.More {
			return m.told
		}
	}
}

func (m *mirror) take(c change) {
	key := c.ID + " " + c.Locale
	short := c.ID[len(c.ID)-2:] + " " + c.Locale
	if c.Op == "delete" {
		delete(m.items, key)
		m.told = append(m.told, short+" "+c.Reason)
		return
	}
	if sum := sha256.Sum256(c.Item); hex.EncodeToString(sum[:8]) != c.Version {
		m.site.t.Errorf("%s: version %s of bytes with %x", key, c.Version, sum[:8])
	}
	m.items[key] = c.Version
	m.told = append(m.told, short)
}

func TestSyncRefuses(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.add(entry{typ: "offer", slug: "a", fields: schema.Content{"title": "A"}})
	cursor := read[changes](t, s.get("/sync?initial=true&locale=de").Body.Bytes()).Next
	list := s.list("/offer?limit=1")
	s.add(entry{typ: "offer", slug: "b", fields: schema.Content{"title": "B"}})
	if next := s.list("/offer?limit=1").Next; next != nil {
		list.Next = next
	}
	changed := []byte(cursor)
	changed[len(changed)-3] ^= 1
	other := web.NewCursors([]byte("another secret"))
	foreign, err := other.Encode("sync", query.SyncPlace{})
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ query, code, parameter string }{
		{"", "invalid_parameter", "initial"},
		{"initial=false", "invalid_parameter", "initial"},
		{"initial=", "invalid_parameter", "initial"},
		{"type=offer", "invalid_parameter", "initial"},
		{"initial=true&nothing=1", "unknown_parameter", ""},
		{"initial=true&q=x", "unknown_parameter", ""},
		{"initial=true&filter[costs]=free", "unknown_parameter", ""},
		{"initial=true&type=nothing", "invalid_parameter", "type"},
		{"initial=true&type=offer,", "invalid_parameter", "type"},
		{"initial=true&type=", "invalid_parameter", "type"},
		{"initial=true&locale=xx", "invalid_parameter", "locale"},
		{"initial=true&locale=de&locale=en", "invalid_parameter", "query"},
		{"initial=true&organisation=a,b", "invalid_parameter", "organisation"},
		{"initial=true&organisation=", "invalid_parameter", "organisation"},
		{"initial=true&category=%00", "invalid_parameter", "category"},
		{"initial=true&category=A%27", "invalid_parameter", "category"},
		{"initial=true&area=1605", "invalid_parameter", "area"},
		{"initial=true&area=1605x", "invalid_parameter", "area"},
		{"initial=true&limit=0", "invalid_parameter", "limit"},
		{"initial=true&limit=1001", "invalid_parameter", "limit"},
		{"initial=true&limit=1e2", "invalid_parameter", "limit"},
		{"initial=true&limit=%2B5", "invalid_parameter", "limit"},
		{"initial=true&wait=31", "invalid_parameter", "wait"},
		{"initial=true&wait=-1", "invalid_parameter", "wait"},
		{"cursor=", "invalid_parameter", "cursor"},
		{"cursor=nonsense", "bad_cursor", ""},
		{"cursor=" + strings.Repeat("A", 5000), "bad_cursor", ""},
		{"cursor=" + string(changed), "bad_cursor", ""},
		{"cursor=" + foreign, "bad_cursor", ""},
		{"cursor=" + *list.Next, "bad_cursor", ""},
		{"cursor=" + cursor + "&initial=true", "unknown_parameter", ""},
		{"cursor=" + cursor + "&type=offer", "unknown_parameter", ""},
		{"cursor=" + cursor + "&locale=de", "unknown_parameter", ""},
		{"cursor=" + cursor + "&organisation=x", "unknown_parameter", ""},
		{"cursor=" + cursor + "&category=x", "unknown_parameter", ""},
		{"cursor=" + cursor + "&area=16053", "unknown_parameter", ""},
	} {
		w := s.ask(http.MethodGet, delivery.Prefix+"/sync?"+test.query)
		p := problem(t, w)
		parameter, _ := p["parameter"].(string)
		if w.Code != http.StatusBadRequest || p["code"] != test.code || parameter != test.parameter {
			t.Errorf("%.80s: %d %s, want %s %s", test.query, w.Code, w.Body, test.code, test.parameter)
		}
	}
	for _, query := range []string{"initial=true", "cursor=" + cursor, "limit=1", "wait=1", "x=1"} {
		if w := s.ask(http.MethodGet, delivery.Prefix+"/sync/counts?"+query); w.Code != http.StatusBadRequest || problem(t, w)["code"] != "unknown_parameter" {
			t.Errorf("counts?%.30s: %d %s", query, w.Code, w.Body)
		}
	}
	if w := s.ask(http.MethodGet, delivery.Prefix+"/offer?cursor="+cursor); w.Code != http.StatusBadRequest || problem(t, w)["code"] != "bad_cursor" {
		t.Errorf("a list with the feed's cursor: %d %s", w.Code, w.Body)
	}
}

// Organisations and categories that the public does not see are like those that do not exist, until they are
// seen.
func TestSyncOfWhatIsHidden(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	hidden := s.add(entry{typ: "category", slug: "geheim", fields: schema.Content{"title": "Geheim"}})
	s.withdraw(hidden)
	s.add(entry{typ: "offer", slug: "a", fields: schema.Content{"title": "A", "categories": []any{hidden.String()}}})
	mask := func(path string) string { // the cursor holds the name that was asked for, and nothing of what it means
		page := read[changes](t, s.get(path).Body.Bytes())
		if len(page.Items) > 0 {
			t.Errorf("%s brings %v", path, page.Items)
		}
		return page.Next
	}
	for _, pair := range [][2]string{
		{"organisation=werk-gera", "organisation=werk-gora"}, {"organisation=" + orgOther.String(), "organisation=" + numbered(0xa, 9).String()},
		{"category=geheim", "category=gehein"}, {"category=" + hidden.String(), "category=" + numbered(0xe, 99).String()},
	} {
		known, unknown := mask("/sync?initial=true&"+pair[0]), mask("/sync?initial=true&"+pair[1])
		if len(known) != len(unknown) {
			t.Errorf("%s has another cursor than %s", pair[0], pair[1])
		}
		if a, b := s.get("/sync/counts?"+pair[0]).Body.String(), s.get("/sync/counts?"+pair[1]).Body.String(); a != b {
			t.Errorf("%s counts otherwise than %s: %s %s", pair[0], pair[1], a, b)
		}
	}
	of, about := s.mirror("organisation=werk-gera"), s.mirror("category=geheim")
	s.add(entry{typ: "offer", slug: "b", org: orgOther, fields: schema.Content{"title": "B"}})
	s.exec(`update entries set source_live = true where id = $1`, hidden)
	s.exec(`update feed set xid = pg_current_xact_id() where locale = 'de' and type in ('category', 'offer')`) // as the job does
	if got := of.sync(""); len(got) != 1 {
		t.Errorf("the organisation brings %v", got)
	}
	if got := about.sync(""); len(got) != 1 {
		t.Errorf("the category brings %v", got)
	}
}

// Whatever happens to items, each mirror is told, with the reason that it can see.
func TestSyncTellsWhy(t *testing.T) {
	t.Parallel()
	n := newNewsroom(t)
	second := n.account("second", publisher())
	n.editor = second
	category := func(title string) uuid.UUID {
		e, err := n.cms.CreateEntry(t.Context(), second, createCategory(n.org, title))
		if err != nil {
			t.Fatal(err)
		}
		third := n.account("third"+title, publisher())
		return n.act(third, n.act(second, e, "submit"), "approve", "publish").ID
	}
	language, law := category("Sprache"), category("Recht")
	mirrors := map[string]*mirror{}
	for name, filter := range map[string]string{
		"all": "", "offers": "type=offer&locale=de,en", "here": "organisation=beratung-jena", "there": "organisation=werk-gera", "language": "category=sprache",
	} {
		mirrors[name] = n.mirror(filter)
	}
	e := n.create("offer", completeOffer("Sprachcafé", language))
	tell := func(step string, want map[string][]string) {
		t.Helper()
		for _, name := range slices.Sorted(maps.Keys(mirrors)) {
			got := mirrors[name].sync("")
			short := e.ID.String()[34:]
			expected := []string{}
			for _, w := range want[name] {
				expected = append(expected, strings.TrimSpace(short+" de "+w))
			}
			if diff := cmp.Diff(expected, got); diff != "" {
				t.Errorf("%s, %s: %s", step, name, diff)
			}
		}
		n.equal(mirrors["all"])
	}
	all := func(reason string) map[string][]string {
		return map[string][]string{"all": {reason}, "offers": {reason}, "here": {reason}, "language": {reason}}
	}
	e = n.publish(e)
	tell("published", all(""))
	tell("nothing", nil)
	e = n.act(second, e, "withdraw")
	tell("withdrawn", all("withdrawn"))
	e = n.act(second, e, "publish")
	tell("again", all(""))
	e = n.act(second, e, "archive")
	tell("archived", all("withdrawn"))
	e = n.act(second, e, "restore")
	tell("restored", all(""))
	fields := e.Fields
	fields["categories"] = []any{law.String()}
	e = n.save(e, fields)
	tell("saved", nil)
	e = n.publish(e)
	tell("another category", map[string][]string{"all": {""}, "offers": {""}, "here": {""}, "language": {"out_of_scope"}})
	e = n.transfer(e, orgOther)
	tell("transferred", map[string][]string{"all": {""}, "offers": {""}, "here": {"out_of_scope"}, "there": {""}, "language": {"out_of_scope"}})
	if err := postgres.MoveClock(t.Context(), n.pool, 800*24*time.Hour); err != nil {
		t.Fatal(err)
	}
	if err := n.cms.ExpireEntry(t.Context(), e.ID); err != nil {
		t.Fatal(err)
	}
	gone := func(reason string) map[string][]string { // whoever ever had it is told
		return map[string][]string{"all": {reason}, "offers": {reason}, "here": {reason}, "there": {reason}, "language": {reason}}
	}
	tell("expired", gone("expired"))
	if e, err := n.cms.Entry(t.Context(), second, e.ID, "de"); err != nil {
		t.Fatal(err)
	} else {
		n.act(second, e, "withdraw")
	}
	tell("withdrawn as well", gone("expired"))
	n.remove(e)
	tell("deleted", gone("deleted"))
}

// A walk that is on its way is told of what goes meanwhile; what had gone before was never sent.
func TestInitialSyncWhileThingsGo(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	var ids []uuid.UUID
	for _, slug := range []string{"a", "b", "c", "d", "e"} {
		ids = append(ids, s.add(entry{typ: "offer", slug: slug, fields: schema.Content{"title": slug}}))
	}
	s.withdraw(ids[4])
	m := &mirror{site: s, items: map[string]string{}}
	s.decided()
	page := read[changes](t, s.get("/sync?initial=true&limit=2").Body.Bytes())
	for _, c := range page.Items {
		m.take(c)
	}
	if len(m.items) != 2 || !page.More {
		t.Fatalf("the first page: %v %v", m.told, page.More)
	}
	s.withdraw(ids[0]) // was sent
	s.withdraw(ids[3]) // was not
	m.next = page.Next
	got := m.sync("limit=1")
	slices.Sort(got)
	if diff := cmp.Diff([]string{"01 de withdrawn", "03 de", "04 de withdrawn"}, got); diff != "" {
		t.Error(diff)
	}
	if len(m.items) != 2 {
		t.Errorf("the copy holds %v", m.items)
	}
}

// A row is shown only when everything before it has been decided.
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

func TestSyncBegins(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	service := newService(t, s.pool, s.types, nil)
	a := s.add(entry{typ: "offer", slug: "a", fields: schema.Content{"title": "A"}})
	s.add(entry{typ: "offer", slug: "b", fields: schema.Content{"title": "B"}})
	if err := service.AdoptFeed(t.Context()); err != nil {
		t.Fatal(err)
	}
	gone := func(m *mirror, why string) {
		t.Helper()
		w := s.ask(http.MethodGet, delivery.Prefix+"/sync?cursor="+m.next)
		p := problem(t, w)
		want := delivery.Prefix + "/sync?initial=true&locale=de&organisation=" + orgMain.String() + "&type=offer"
		if w.Code != http.StatusGone || p["code"] != "cursor_expired" || p["restart"] != want {
			t.Fatalf("%s: %d %s", why, w.Code, w.Body)
		}
		check(t, s.described().answer(t, "/sync", "410", "application/problem+json"), "/sync", w.Body.Bytes())
		if w := s.ask(http.MethodGet, p["restart"].(string)); w.Code != http.StatusOK {
			t.Errorf("%s: the fresh start: %d %s", why, w.Code, w.Body)
		}
	}
	const filter = "type=offer&locale=de&organisation=beratung-jena"
	m := s.mirror(filter)
	if err := service.AdoptFeed(t.Context()); err != nil {
		t.Fatal(err)
	}
	m.sync("") // adopting a known database changes nothing
	if err := service.NewFeedEpoch(t.Context()); err != nil {
		t.Fatal(err)
	}
	gone(m, "another epoch")

	// What was dropped since: a cursor before it has missed something; a fresh one, and one behind it, have not.
	m = s.mirror(filter)
	s.withdraw(a)
	fresh := s.mirror(filter)
	s.exec(`with gone as (delete from feed where entry_id = $1 returning xid) insert into settings (key, value) select 'feed_horizon', xid::text from gone`, a)
	gone(m, "missed a deletion")
	fresh.sync("")
	s.mirror(filter).sync("")

	// A dump that was restored in another cluster: numbers from the future, the identity of another.
	m = s.mirror(filter)
	s.exec(`update feed set xid = '999999999'`)
	s.exec(`update settings set value = 'elsewhere' where key = 'feed_identity'`)
	s.exec(`update settings set value = '999999998' where key = 'feed_horizon'`)
	if err := service.AdoptFeed(t.Context()); err != nil {
		t.Fatal(err)
	}
	gone(m, "restored elsewhere")
	if got := s.mirror("").items; len(got) != 1 {
		t.Errorf("after a restore: %v", got)
	}
	m = s.mirror(filter)
	place := query.SyncPlace{}
	cursors := web.NewCursors([]byte("a secret of the tests"))
	if err := cursors.Decode("sync", m.next, &place); err != nil {
		t.Fatal(err)
	}
	place.Xid += 1 << 40
	var err error
	if m.next, err = cursors.Encode("sync", place); err != nil {
		t.Fatal(err)
	}
	gone(m, "from the future")
}

// A door that meets a feed from another database has it adopted before it answers.
func TestDoorAdoptsTheFeed(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.add(entry{typ: "offer", slug: "a", fields: schema.Content{"title": "A"}})
	service := newService(t, s.pool, s.types, nil)
	questions, err := query.New(query.Deps{DB: s.pool, Types: s.types})
	if err != nil {
		t.Fatal(err)
	}
	s.door = delivery.New(delivery.Config{Query: questions, Cursors: web.NewCursors([]byte("x")), Version: "test", AdoptFeed: service.AdoptFeed})
	s.handler = routerOf(s.door)
	s.exec(`insert into settings (key, value) values ('feed_identity', 'elsewhere')`)
	s.exec(`update feed set xid = '999999999'`)
	m := &mirror{site: s, items: map[string]string{}}
	m.read("")
	m.sync("")
	if len(m.items) != 1 {
		t.Errorf("the copy holds %v", m.items)
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

// checksum is the xor of versions.
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

// equal holds a mirror of everything against the counts.
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
	if h.Get("Cache-Control") != "no-store" || h.Get("Access-Control-Allow-Origin") != "*" || h.Get("Vary") != "Accept-Encoding" {
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
