package delivery_test

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/uuid"

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

// Organisations and categories that the public does not see are like those that do not exist, until they are

// seen.

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
	mirrors := n.mirrors()
	e := n.create("offer", completeOffer("Sprachcafé", language))
	tell := func(step string, want map[string][]string) {
		t.Helper()
		n.told(mirrors, step, e.ID.String()[34:], want)
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

// mirrors follow different parts.

func (n *newsroom) mirrors() map[string]*mirror {
	mirrors := map[string]*mirror{}
	for name, filter := range map[string]string{
		"all": "", "offers": "type=offer&locale=de,en", "here": "organisation=beratung-jena", "there": "organisation=werk-gera", "language": "category=sprache",
	} {
		mirrors[name] = n.mirror(filter)
	}
	return mirrors
}

// told holds what each mirror is told of the one item that a step is about.

func (n *newsroom) told(mirrors map[string]*mirror, step, short string, want map[string][]string) {
	n.t.Helper()
	for _, name := range slices.Sorted(maps.Keys(mirrors)) {
		expected := []string{}
		for _, w := range want[name] {
			expected = append(expected, strings.TrimSpace(short+" de "+w))
		}
		if diff := cmp.Diff(expected, mirrors[name].sync("")); diff != "" {
			n.t.Errorf("%s, %s: %s", step, name, diff)
		}
	}
	n.equal(mirrors["all"])
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

// A door that meets a feed from another database has it adopted before it answers.

// checksum is the xor of versions.

// equal holds a mirror of everything against the counts.
