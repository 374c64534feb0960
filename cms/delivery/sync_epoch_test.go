package delivery_test

import (
	"net/http"
	"testing"

	"lotse/cms/delivery"
	"lotse/cms/query"
	"lotse/cms/web"
	"lotse/schema"
)

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
