package delivery_test

import (
	"fmt"
	"net/http"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"lotse/cms/delivery"
	"lotse/schema"
)

func TestBodies(t *testing.T) {
	t.Parallel()
	d := newDemo(t)
	for name, path := range map[string]string{
		"offer_list":              "/offer?limit=1",
		"offer_list_include":      "/offer?include=places.categories,categories&organisation=beratung-jena",
		"offer_item":              "/offer/sprachcafe",
		"offer_item_ar":           "/offer/sprachcafe?locale=ar",
		"offer_item_ar_fallback":  "/offer/sprachcafe?locale=ar&fallback=true",
		"offer_item_fields":       "/offer/sprachcafe?fields=title,places&include=places&locale=en",
		"category_list_sorted":    "/category?sort=order",
		"category_list_none":      "/category?locale=fa",
		"event_item":              "/event/markt",
		"place_list_en_fallback":  "/place?locale=en&fallback=true&fields=title,transport",
		"types_en":                "/types?locale=en",
		"locales":                 "/locales",
		"category_item_translate": "/category/recht?locale=en",
	} {
		golden(t, name, d.get(path).Body.Bytes())
	}
}

func TestItemsAreTheStoredBytes(t *testing.T) {
	t.Parallel()
	d := newDemo(t)
	var stored string
	var hash []byte
	err := d.pool.QueryRow(t.Context(), `select item, hash from publications where entry_id = $1 and locale = 'de'`, d.cafe).Scan(&stored, &hash)
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"/offer/sprachcafe", "/offer/" + d.cafe.String(), "/offer/sprachcafe?fallback=true"} {
		if got := d.get(path).Body.String(); got != stored {
			t.Errorf("%s: %s", path, cmp.Diff(stored, got))
		}
	}
	if got := d.get("/offer?category=familie").Body.String(); got != `{"items":[`+stored+`],"next":null}` {
		t.Error(got)
	}
}

func TestFilters(t *testing.T) {
	t.Parallel()
	d := newDemo(t)
	day := func(n int) string { return fmt.Sprintf("2026-11-%02d", n) }
	for i, count := range []float64{10, 9, -1, 2.5} {
		d.add(entry{typ: "guarded", slug: fmt.Sprintf("g%d", i), fields: schema.Content{
			"title": fmt.Sprint(i), "count": count, "day": day(i + 1), "at": day(i+1) + "T12:00:00Z", "code": fmt.Sprintf("c-%d", i%2),
		}})
	}
	d.add(entry{typ: "guarded", slug: "empty", fields: schema.Content{"title": "nothing"}})
	for _, test := range []struct {
		path string
		want []string
	}{
		{"/offer", []string{"beratung", "sprachcafe"}},
		{"/offer?filter[costs]=free", []string{"sprachcafe"}},
		{"/offer?filter[costs][any]=free,partly", []string{"beratung", "sprachcafe"}},
		{"/offer?filter[costs]=unknown", []string{}},
		{"/offer?filter[online]=true", []string{"beratung"}},
		{"/offer?filter[online]=true,false", []string{"beratung", "sprachcafe"}},
		{"/offer?filter[languages]=ar,fa", []string{"sprachcafe"}},
		{"/offer?filter[languages][all]=ar,de", []string{"sprachcafe"}},
		{"/offer?filter[languages][all]=ar,fa", []string{}},
		{"/offer?filter[languages]=de&filter[costs]=partly", []string{"beratung"}},
		{"/offer?filter[categories]=" + d.family.String(), []string{"sprachcafe"}},
		{"/offer?filter[categories]=recht", []string{"beratung", "sprachcafe"}},
		{"/offer?filter[categories][all]=recht,familie", []string{"sprachcafe"}},
		{"/offer?filter[categories][all]=recht,nothing", []string{}},
		{"/offer?filter[categories]=nothing", []string{}},
		{"/offer?filter[categories]=nothing,familie", []string{"sprachcafe"}},
		{"/offer?filter[categories]=haus", []string{}}, // a slug of another type
		{"/offer?category=familie", []string{"sprachcafe"}},
		{"/offer?organisation=werk-gera", []string{"beratung"}},
		{"/offer?organisation=" + orgMain.String(), []string{"sprachcafe"}},
		{"/offer?organisation=nobody", []string{}},
		{"/guarded?filter[count]=9&sort=title", []string{"g1"}},
		{"/guarded?filter[count]=9.0,2.50&sort=title", []string{"g1", "g3"}},
		{"/guarded?filter[count][gte]=9&sort=count", []string{"g1", "g0"}},
		{"/guarded?filter[count][gt]=9&sort=count", []string{"g0"}},
		{"/guarded?filter[count][lt]=2.5&sort=count", []string{"g2"}},
		{"/guarded?filter[count][gte]=-1&filter[count][lte]=2.5&sort=count", []string{"g2", "g3"}},
		{"/guarded?filter[day][gte]=2026-11-02&filter[day][lt]=2026-11-04&sort=title", []string{"g1", "g2"}},
		{"/guarded?filter[day]=2026-11-04", []string{"g3"}},
		{"/guarded?filter[at][gt]=2026-11-03T13:00:00%2B01:00&sort=title", []string{"g3"}},
		{"/guarded?filter[at]=2026-11-03T13:00:00%2B01:00&sort=title", []string{"g2"}},
		{"/guarded?filter[code]=c-1&sort=title", []string{"g1", "g3"}},
		{"/event?filter[schedule][gte]=2026-11-28&filter[schedule][lte]=2026-11-28", []string{"markt"}},
		{"/event?filter[schedule][gte]=2026-11-28T14:00:00%2B01:00", []string{"markt"}}, // it runs by then
		{"/event?filter[schedule][gt]=2026-11-28", []string{}},                          // the later date is cancelled
		{"/event?filter[schedule][lt]=2026-11-28", []string{}},
		{"/event?filter[schedule][gte]=2026-12-01&filter[schedule][lte]=2026-12-31", []string{}},
	} {
		if diff := cmp.Diff(test.want, d.slugs(test.path)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", test.path, diff)
		}
	}
}

// Walks in pages of every size meet every item once, in one order, with equal keys and without keys.
func TestWalks(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	const n = 23
	for i := range n {
		fields := schema.Content{"title": []string{"Äpfel", "Zebra", "apfel", "Öl", "ال"}[i%5]}
		if i%3 != 0 {
			fields["count"] = float64(i % 4 * 5)
		}
		if i%4 != 0 {
			fields["at"] = fmt.Sprintf("2026-11-%02dT12:00:00Z", i%5+1)
		}
		s.add(entry{typ: "guarded", slug: fmt.Sprintf("s-%02d", i), fields: fields, published: seeded.Add(time.Duration(i%6) * time.Microsecond)})
	}
	for _, order := range []string{"title", "count", "at", "publishedAt", "updatedAt"} {
		var up []string
		for _, sort := range []string{order, "-" + order} {
			whole := s.slugs("/guarded?limit=100&sort=" + sort)
			if len(whole) != n {
				t.Fatalf("%s: %d items", sort, len(whole))
			}
			for _, limit := range []int{1, 2, 3, 7, n - 1, n} {
				if diff := cmp.Diff(whole, s.walk(fmt.Sprintf("/guarded?sort=%s&limit=%d", sort, limit))); diff != "" {
					t.Errorf("%s in pages of %d (-whole +walk):\n%s", sort, limit, diff)
				}
			}
			if up == nil {
				up = whole
			} else if order == "publishedAt" || order == "title" {
				slices.Reverse(up)
				if diff := cmp.Diff(up, whole); diff != "" {
					t.Errorf("%s is not the reverse:\n%s", sort, diff)
				}
			}
		}
	}
	for _, sort := range []string{"count", "-count"} {
		items := s.list("/guarded?limit=100&sort=" + sort).Items
		first := slices.IndexFunc(items, func(i item) bool { return i.Fields["count"] == nil })
		for _, i := range items[first:] {
			if i.Fields["count"] != nil {
				t.Errorf("%s: a value follows after none", sort)
			}
		}
	}
	titles := []string{}
	for _, i := range s.list("/guarded?limit=100&sort=title").Items {
		titles = append(titles, i.Fields["title"].(string))
	}
	if diff := cmp.Diff([]string{"apfel", "Äpfel", "Öl", "Zebra", "ال"}, slices.Compact(titles)); diff != "" {
		t.Errorf("titles are not in the order of people:\n%s", diff)
	}
}

// walk follows next to the end.
func (s *site) walk(path string) []string {
	s.t.Helper()
	var all []string
	at := path
	for range 100 {
		p := s.list(at)
		all = append(all, slugsOf(p.Items)...)
		if p.Next == nil {
			return all
		}
		at = path + "&cursor=" + *p.Next
	}
	s.t.Fatalf("%s never ends", path)
	return nil
}

func TestCursorsBelongToTheirQuestion(t *testing.T) {
	t.Parallel()
	d := newDemo(t)
	next := *d.list("/offer?limit=1").Next
	for path, status := range map[string]int{
		"/offer?limit=2&cursor=" + next:                                 200, // another size is the same list
		"/offer?limit=1&fields=title&include=categories&cursor=" + next: 200, // and so is another look
		"/offer?limit=1&sort=title&cursor=" + next:                      400,
		"/offer?limit=1&locale=en&cursor=" + next:                       400,
		"/offer?limit=1&fallback=true&cursor=" + next:                   400,
		"/offer?limit=1&filter[costs]=free&cursor=" + next:              400,
		"/offer?limit=1&organisation=werk-gera&cursor=" + next:          400,
		"/place?limit=1&cursor=" + next:                                 400,
		"/offer?limit=1&cursor=A" + next[1:]:                            400,
		"/offer?limit=1&cursor=" + next + "A":                           400,
	} {
		if w := d.ask(http.MethodGet, delivery.Prefix+path); w.Code != status {
			t.Errorf("%s: %d %s", path, w.Code, w.Body)
		}
	}
	w := d.get("/offer?limit=1")
	link := w.Header().Get("Link")
	var address string
	if _, err := fmt.Sscanf(link, "<%s", &address); err != nil {
		t.Fatal(link)
	}
	address = address[:len(address)-len(">;")]
	followed := d.ask(http.MethodGet, address)
	if got := slugsOf(read[page](t, followed.Body.Bytes()).Items); !slices.Equal(got, []string{"sprachcafe"}) {
		t.Errorf("Link %s leads to %v", link, got)
	}
	if got := followed.Header().Get("Link"); got != "" {
		t.Errorf("the last page leads to %s", got)
	}
}
