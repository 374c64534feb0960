package delivery_test

import (
	"net/http"
	"strings"
	"testing"

	"lotse/cms/delivery"
	"lotse/cms/query"
	"lotse/cms/web"
	"lotse/schema"
)

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
	foreign, err := web.NewCursors([]byte("another secret")).Encode("sync", query.SyncPlace{})
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

func TestSyncOfWhatIsHidden(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	hidden := s.add(entry{typ: "category", slug: "geheim", fields: schema.Content{"title": "Geheim"}})
	s.withdraw(hidden)
	s.add(entry{typ: "offer", slug: "a", fields: schema.Content{"title": "A", "categories": []any{hidden.String()}}})
	s.decided()
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
