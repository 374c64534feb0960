package delivery_test

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"lotse/cms/delivery"
	"lotse/cms/query"
	"lotse/schema"
)

func TestRefusedRequests(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.add(entry{typ: "offer", slug: "sprachcafe", fields: schema.Content{"title": "Sprachcafé"}})
	for _, test := range []struct {
		path   string
		status int
		code   string
	}{
		{"/nothing", 404, "not_found"},
		{"/offers", 404, "not_found"},
		{"/offer/nothing", 404, "not_found"},
		{"/offer/" + numbered(0xe, 99).String(), 404, "not_found"},
		{"/place/sprachcafe", 404, "not_found"},
		{"/place/" + numbered(0xe, 1).String(), 404, "not_found"},
		{"/offer/sprachcafe?locale=en", 404, "not_found"},
		{"/offer/Sprachcafe", 404, "not_found"},
		{"/offer/%2e%2e", 404, "not_found"},
		{"/offer/%00", 404, "not_found"},
		{"/offer?nothing=1", 400, "unknown_parameter"},
		{"/offer/sprachcafe?q=beratung", 400, "unknown_parameter"},
		{"/offer/sprachcafe?near=50,11", 400, "unknown_parameter"},
		{"/offer?q=", 400, "invalid_parameter"},
		{"/offer?q=%20", 400, "invalid_parameter"},
		{"/offer?q=%00", 400, "invalid_parameter"},
		{"/offer?q=" + strings.Repeat("a", 201), 400, "invalid_parameter"},
		{"/offer?near=50", 400, "invalid_parameter"},
		{"/offer?near=91,11", 400, "invalid_parameter"},
		{"/offer?near=50,181", 400, "invalid_parameter"},
		{"/offer?near=NaN,11", 400, "invalid_parameter"},
		{"/offer?near=50,11&radius=0", 400, "invalid_parameter"},
		{"/offer?near=50,11&radius=501", 400, "invalid_parameter"},
		{"/offer?near=50,11&radius=1e2", 400, "invalid_parameter"},
		{"/offer?radius=10", 400, "invalid_parameter"},
		{"/offer?bbox=1,2,3", 400, "invalid_parameter"},
		{"/offer?bbox=10,52,11,51", 400, "invalid_parameter"},
		{"/offer?bbox=10,-91,11,51", 400, "invalid_parameter"},
		{"/event?from=tomorrow", 400, "invalid_parameter"},
		{"/event?from=2026-02-30", 400, "invalid_parameter"},
		{"/event?from=2026-12-02&to=2026-12-01", 400, "invalid_parameter"},
		{"/event?from=2026-12-02&sort=title", 400, "invalid_parameter"},
		{"/offer?open=yes", 400, "invalid_parameter"},
		{"/offer?open=2026-12-01", 400, "invalid_parameter"},
		{"/offer?total=1", 400, "invalid_parameter"},
		{"/offer?sort=relevance", 400, "unknown_field"},
		{"/search", 400, "invalid_parameter"},
		{"/search?q=a&sort=title", 400, "unknown_parameter"},
		{"/search?q=a&fallback=true", 400, "unknown_parameter"},
		{"/search?q=a&type=nothing", 400, "invalid_parameter"},
		{"/search?q=a&type=offer,", 400, "invalid_parameter"},
		{"/search?q=a&q=b", 400, "invalid_parameter"},
		{"/search?q=a&cursor=x", 400, "bad_cursor"},
		{"/suggest", 400, "invalid_parameter"},
		{"/suggest?q=a&locale=xx", 400, "invalid_parameter"},
		{"/suggest?q=a&type=offer", 400, "unknown_parameter"},
		{"/offer?filter=free", 400, "unknown_parameter"},
		{"/offer?filter[costs=free", 400, "unknown_parameter"},
		{"/offer?filter[costs][any][x]=free", 400, "unknown_parameter"},
		{"/offer?filter[costs]x=free", 400, "unknown_parameter"},
		{"/offer/sprachcafe?sort=title", 400, "unknown_parameter"},
		{"/offer/sprachcafe?limit=1", 400, "unknown_parameter"},
		{"/offer/sprachcafe?filter[costs]=free", 400, "unknown_parameter"},
		{"/locales?locale=de", 400, "unknown_parameter"},
		{"/types?limit=1", 400, "unknown_parameter"},
		{"/openapi.json?x=1", 400, "unknown_parameter"},
		{"/offer?locale=xx", 400, "invalid_parameter"},
		{"/offer?locale=", 400, "invalid_parameter"},
		{"/offer?locale=DE", 400, "invalid_parameter"},
		{"/offer?locale=de&locale=en", 400, "invalid_parameter"},
		{"/offer?fallback=1", 400, "invalid_parameter"},
		{"/offer?limit=0", 400, "invalid_parameter"},
		{"/offer?limit=101", 400, "invalid_parameter"},
		{"/offer?limit=-1", 400, "invalid_parameter"},
		{"/offer?limit=1e1", 400, "invalid_parameter"},
		{"/offer?limit=", 400, "invalid_parameter"},
		{"/offer?cursor=", 400, "invalid_parameter"},
		{"/offer?organisation=", 400, "invalid_parameter"},
		{"/offer?organisation=a,b", 400, "invalid_parameter"},
		{"/offer?category=", 400, "invalid_parameter"},
		{"/offer?filter[costs]=", 400, "invalid_parameter"},
		{"/offer?filter[costs]=free,", 400, "invalid_parameter"},
		{"/offer?filter[costs]=cheap", 400, "invalid_parameter"},
		{"/offer?filter[costs][all]=free", 400, "invalid_parameter"},
		{"/offer?filter[costs][gte]=free", 400, "invalid_parameter"},
		{"/offer?filter[costs][nothing]=free", 400, "invalid_parameter"},
		{"/offer?filter[costs]=free&filter[costs][any]=paid", 400, "invalid_parameter"},
		{"/offer?filter[categories]=a&category=b", 400, "invalid_parameter"},
		{"/offer?filter[online]=yes", 400, "invalid_parameter"},
		{"/offer?filter[languages]=" + strings.Repeat("ar,", 60) + "en", 400, "invalid_parameter"},
		{"/offer?filter[places]=%00", 400, "invalid_parameter"},
		{"/guarded?filter[count]=NaN", 400, "invalid_parameter"},
		{"/guarded?filter[count]=Inf", 400, "invalid_parameter"},
		{"/guarded?filter[count]=0x10", 400, "invalid_parameter"},
		{"/guarded?filter[count]=1e400", 400, "invalid_parameter"},
		{"/guarded?filter[count][gte]=1,2", 400, "invalid_parameter"},
		{"/guarded?filter[day]=2026-02-30", 400, "invalid_parameter"},
		{"/guarded?filter[at][gte]=2026-11-23", 400, "invalid_parameter"},
		{"/guarded?filter[code]=" + strings.Repeat("x", 201), 400, "invalid_parameter"},
		{"/event?filter[schedule]=2026-11-23", 400, "invalid_parameter"},
		{"/event?filter[schedule][gte]=tomorrow", 400, "invalid_parameter"},
		{"/offer?cursor=nonsense", 400, "bad_cursor"},
		{"/offer?cursor=" + strings.Repeat("A", 5000), 400, "bad_cursor"},
		{"/offer?a=%zz", 400, "invalid_parameter"},
		{"/offer?" + strings.Repeat("a", 9000), 400, "invalid_parameter"},
		{"/offer?limit=1;sort=title", 400, "invalid_parameter"},
	} {
		w := s.ask(http.MethodGet, delivery.Prefix+test.path)
		if w.Code != test.status || problem(t, w)["code"] != test.code {
			t.Errorf("%.80s: %d %s, want %d %s", test.path, w.Code, w.Body, test.status, test.code)
		}
		if w.Header().Get("Access-Control-Allow-Origin") != "*" || w.Header().Get("Cache-Control") != "no-store" {
			t.Errorf("%.80s: headers %v", test.path, w.Header())
		}
	}
	for _, method := range []string{http.MethodPost, http.MethodPut, http.MethodDelete, http.MethodPatch} {
		if w := s.ask(method, delivery.Prefix+"/offer"); w.Code != http.StatusMethodNotAllowed {
			t.Errorf("%s: %d", method, w.Code)
		}
	}
}

// Every field of every type in every use: declared, or the one answer that a field gets that is not there.
func TestFieldsThatAreNotForThisUseLookUnknown(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	uses := []struct {
		parameter string
		allowed   func(*schema.Type, *schema.Field) bool
		query     func(name string) string
	}{
		{"filter", func(_ *schema.Type, f *schema.Field) bool { return len(query.FilterOperators(f)) > 0 },
			func(name string) string { return "filter[" + url.QueryEscape(name) + "]=x" }},
		{"filter", func(_ *schema.Type, f *schema.Field) bool { return len(query.FilterOperators(f)) > 0 },
			func(name string) string { return "filter[" + url.QueryEscape(name) + "][gte]=x" }},
		{"sort", func(_ *schema.Type, f *schema.Field) bool { return f.Sort && !f.Personal && !f.Internal },
			func(name string) string { return "sort=" + url.QueryEscape(name) }},
		{"sort", func(_ *schema.Type, f *schema.Field) bool { return f.Sort && !f.Personal && !f.Internal },
			func(name string) string { return "sort=-" + url.QueryEscape(name) }},
		{"include", func(_ *schema.Type, f *schema.Field) bool { return f.Kind == "reference" || f.Kind == "references" },
			func(name string) string { return "include=" + url.QueryEscape(name) }},
		{"facets", func(t *schema.Type, f *schema.Field) bool { return slices.Contains(query.FacetFields(t), f) },
			func(name string) string { return "facets=" + url.QueryEscape(name) }},
		{"fields", func(_ *schema.Type, f *schema.Field) bool { return !f.Personal && !f.Internal },
			func(name string) string { return "fields=" + url.QueryEscape(name) }},
	}
	// Parameters without a field in them depend on one of the type: where there is none, the answer is the same.
	ofType := []struct {
		parameter, query string
		field            func(*schema.Type) *schema.Field
	}{
		{"near", "near=50.9,11.6", (*schema.Type).PlaceField},
		{"radius", "radius=10", (*schema.Type).PlaceField},
		{"bbox", "bbox=11,50,12,51", (*schema.Type).PlaceField},
		{"from", "from=2026-12-01", (*schema.Type).ScheduleField},
		{"to", "to=2026-12-01", (*schema.Type).ScheduleField},
		{"open", "open=now", (*schema.Type).OpeningField},
	}
	strange := []string{
		"", "nothing", "id", "item", "hash", "revision_id", "organisation_id", "p.item", "title,", "--title", "title.x", "contacts.email", "contacts.0.email",
		"Title", "title ", "t1.title", "lookup", "filters", "'", "\"", "title'--", "*",
	}
	for _, typ := range s.types.Types() {
		for _, use := range ofType {
			w := s.ask(http.MethodGet, delivery.Prefix+"/"+typ.Name+"?"+use.query)
			if use.field(typ) != nil {
				if p := read[map[string]any](t, w.Body.Bytes()); p["code"] == "unknown_field" {
					t.Errorf("%s refuses %s", typ.Name, use.parameter)
				}
				continue
			}
			if p := problem(t, w); p["code"] != "unknown_field" || p["parameter"] != use.parameter || p["title"] != "Bad Request" {
				t.Errorf("%s %s: %v", typ.Name, use.query, p)
			}
		}
		for _, use := range uses {
			want := problem(t, s.ask(http.MethodGet, delivery.Prefix+"/"+typ.Name+"?"+use.query("nothing")))
			if want["code"] != "unknown_field" || want["parameter"] != use.parameter {
				t.Fatalf("%s: %v", use.parameter, want)
			}
			check := func(name string) {
				w := s.ask(http.MethodGet, delivery.Prefix+"/"+typ.Name+"?"+use.query(name))
				if diff := cmp.Diff(want, problem(t, w)); w.Code != http.StatusBadRequest || diff != "" {
					t.Errorf("%s %s=%q: %d %s", typ.Name, use.parameter, name, w.Code, diff)
				}
			}
			for _, name := range strange {
				check(name)
			}
			for _, f := range typ.Fields {
				if !use.allowed(typ, f) {
					check(f.Name)
				}
				for _, sub := range f.Fields {
					check(f.Name + "." + sub.Name)
				}
			}
		}
	}
}

func TestDeclaredFieldsAreAccepted(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	for _, typ := range s.types.Types() {
		for _, f := range query.SortFields(typ) {
			s.get("/" + typ.Name + "?sort=" + f.Name)
			s.get("/" + typ.Name + "?sort=-" + f.Name)
		}
		for _, f := range query.IncludeFields(typ) {
			s.get("/" + typ.Name + "?include=" + f.Name)
		}
		for _, f := range query.FacetFields(typ) {
			s.get("/" + typ.Name + "?facets=" + f.Name)
		}
		for _, f := range query.FilterFields(typ) {
			for _, op := range query.FilterOperators(f) {
				value := map[string]string{
					"boolean": "true", "number": "1.5", "date": "2026-11-23", "dateTime": "2026-11-23T10:00:00%2B01:00",
					"recurrence": "2026-11-23", "reference": "some-slug", "references": numbered(1, 1).String() + ",some-slug",
				}[f.Kind]
				if len(f.Options) > 0 {
					value = f.Options[0].Value
				}
				if value == "" {
					value = "text"
				}
				s.get("/" + typ.Name + "?filter[" + f.Name + "][" + op + "]=" + value)
			}
		}
	}
}

// Every parameter gets what has broken others: it is refused or finds nothing, it is never part of a statement.
func TestNoParameterReachesTheStatement(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	s.add(entry{typ: "guarded", slug: "one", fields: schema.Content{"title": "One", "code": "a", "count": 1.0}})
	s.add(entry{typ: "offer", slug: "two", fields: schema.Content{"title": "Two", "costs": "free"}})
	attacks := []string{
		`'`, `"`, `\`, `' or 1=1--`, `') or true--`, `"}' or '1'='1`, `$1`, `$$`, `{}`, `}`, `a"}]}`, `%`, `_`, `?`, `@?`, `@name`,
		`';select pg_sleep(5)--`, `1;drop table publications`, `'||(select version())||'`, `(select 1)`, `null`, `\u0000`, "\x00", "\xff",
		`{"code":"a"}`, `a' collate "C`, `publishedAt desc`, `title);--`, `../../`, `x,b,'`, strings.Repeat(`'`, 150),
	}
	for _, typ := range []string{"guarded", "offer"} {
		for _, attack := range attacks {
			v := url.QueryEscape(attack)
			for _, query := range []string{
				"locale=" + v, "fallback=" + v, "sort=" + v, "sort=-" + v, "include=" + v, "fields=" + v, "limit=" + v, "cursor=" + v,
				"organisation=" + v, "category=" + v, "q=xyzzy+" + v, "near=" + v, "near=50,11&radius=" + v, "bbox=" + v, "open=" + v, "facets=" + v, "total=" + v,
				"from=" + v, "to=" + v, "filter[code]=" + v, "filter[count]=" + v, "filter[count][gte]=" + v, "filter[day][lt]=" + v,
				"filter[at][gt]=" + v, "filter[costs]=" + v, "filter[languages][all]=" + v, "filter[places]=" + v, "filter[online]=" + v,
				"filter[" + v + "]=a", "filter[code][" + v + "]=a", v + "=a",
			} {
				w := s.ask(http.MethodGet, delivery.Prefix+"/"+typ+"?"+query)
				if w.Code == http.StatusOK {
					if found := read[page](t, w.Body.Bytes()); len(found.Items) > 0 {
						t.Errorf("%s found %d items", query, len(found.Items))
					}
				} else if w.Code != http.StatusBadRequest {
					t.Errorf("%s: %d %s", query, w.Code, w.Body)
				}
			}
			if w := s.ask(http.MethodGet, delivery.Prefix+"/"+typ+"/"+url.PathEscape(attack)); w.Code != http.StatusNotFound {
				t.Errorf("path %q: %d %s", attack, w.Code, w.Body)
			}
		}
	}
	if found := s.slugs("/guarded"); len(found) != 1 {
		t.Errorf("the table holds %v", found)
	}
}
