package query

import (
	"encoding/json"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"lotse/internal/postgres/testdb"
	"lotse/schema"
)

// A building with 5,000 places, and a town around it.
const seedCrowd = `
with o as (
    insert into organisations (id, slug, name, kind, created_at)
    values (gen_random_uuid(), 'org', 'Org', 'initiative', now())
    returning id
), e as (
    insert into entries (id, type, organisation_id, source_locale, slug, source_live, created_at, updated_at)
    select gen_random_uuid(), 'place', o.id, 'de', 'slug-' || n, true, now(), now()
    from generate_series(1, 12000) n cross join o
    returning *
)
insert into publications (entry_id, locale, type, organisation_id, slug, revision_id, source_revision_id, render_version, item, hash,
                          published_at, updated_at, latitude, longitude)
select e.id, l.locale, e.type, e.organisation_id, e.slug, e.id, e.id, 1, '{"fields":{"title":"' || repeat(md5(e.slug), 60) || '"}}', '\x00', now(), now(),
       50.9 + case when n > 5000 then n % 97 / 500.0 else 0 end, 11.5 + case when n > 5000 then n % 89 / 300.0 else 0 end
from (select *, substring(slug from 6)::int as n from e) e
cross join (values ('de'), ('en')) l (locale)
where l.locale = 'de' or n % 2 = 0`

// crowd is a database with seedCrowd.
func crowd(t *testing.T) (*Service, pgx.Tx) {
	t.Helper()
	pool := testdb.New(t)
	types, err := schema.Load(schema.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	s, err := New(Deps{DB: pool, Types: types})
	if err != nil {
		t.Fatal(err)
	}
	for _, sql := range []string{seedCrowd, `vacuum analyze publications`} {
		if _, err := pool.Exec(t.Context(), sql); err != nil {
			t.Fatal(err)
		}
	}
	return s, begin(t, pool)
}

// statementOf is the statement of a page.
func (s *Service) statementOf(q Query) (string, []any) {
	switch q.sort.param {
	case byStart:
		return s.datesSQL(q, 26)
	case byRelevance:
		return s.rankSQL(q, 26, q.sharedFacets())
	}
	return s.listSQL(q, false, 26)
}

// looked is how many rows of publications a statement looks at to answer.
func looked(t *testing.T, tx pgx.Tx, sql string, args []any) int {
	t.Helper()
	type step struct {
		Relation string  `json:"Relation Name"`
		Rows     float64 `json:"Actual Rows"`
		Loops    float64 `json:"Actual Loops"`
		Removed  float64 `json:"Rows Removed by Filter"`
		Rechecks float64 `json:"Rows Removed by Index Recheck"`
		Plans    []step
	}
	var text []byte
	if err := tx.QueryRow(t.Context(), `explain (analyze, timing off, format json) `+sql, args...).Scan(&text); err != nil {
		t.Fatal(err)
	}
	var plans []struct{ Plan step }
	if err := json.Unmarshal(text, &plans); err != nil {
		t.Fatal(err)
	}
	var count func(step) float64
	count = func(s step) float64 {
		var sum float64
		if s.Relation == "publications" {
			sum = (s.Rows + s.Removed + s.Rechecks) * s.Loops
		}
		for _, below := range s.Plans {
			sum += count(below)
		}
		return sum
	}
	return int(count(plans[0].Plan))
}

// However many lie at one point, a page looks at what it shows and at what came before it, not at all of them.
func TestManyAtOnePoint(t *testing.T) {
	t.Parallel()
	s, tx := crowd(t)
	if _, err := tx.Exec(t.Context(), sqlSteerNear); err != nil {
		t.Fatal(err)
	}
	for _, from := range []string{"50.9,11.5", "50.95,11.6", "54,13"} { // there, near, at the end of the reach
		for _, rest := range []string{"&locale=de", "&locale=en&fallback=true"} {
			q, err := s.Resolve("place", url.Values{"near": {from}, "radius": {"500"}, "locale": {strings.Split(rest[8:], "&")[0]}, "fallback": {strconv.FormatBool(strings.Contains(rest, "fallback"))}})
			if err != nil {
				t.Fatal(err)
			}
			pages := 0
			for pages < 3 {
				sql, args := s.listSQL(q, false, 26)
				pages++
				// Each language of a chain is walked by itself, and half of what it finds is there in a better one.
				if got, most := looked(t, tx, sql, args), pages*30*len(q.chain)*2; got > most {
					t.Errorf("%s%s: page %d looks at %d rows, more than %d", from, rest, pages, got, most)
				}
				page, err := s.Items(t.Context(), q)
				if err != nil {
					t.Fatal(err)
				}
				q = q.After(page.Next)
			}
		}
	}
}

// A walk through equal points loses nothing and tells nothing twice.
func TestWalkThroughOnePoint(t *testing.T) {
	t.Parallel()
	s, _ := crowd(t)
	q, err := s.Resolve("place", url.Values{"near": {"50.9,11.5"}, "radius": {"0.001"}, "limit": {"100"}})
	if err != nil {
		t.Fatal(err)
	}
	seen := map[uuid.UUID]bool{}
	var last float64
	for {
		page, err := s.Items(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		for _, item := range page.Items {
			if seen[item.ID] || *item.chord < last {
				t.Fatalf("%s again, or too late: %v after %v", item.ID, *item.chord, last)
			}
			seen[item.ID], last = true, *item.chord
		}
		if page.Next == nil {
			break
		}
		q = q.After(page.Next)
	}
	if len(seen) < 5000 || len(seen) > 5100 {
		t.Errorf("%d of those at the point", len(seen))
	}
}

// What is open is found along the list by day, and by the index of hours by night.
func TestOpenUsesIndexes(t *testing.T) {
	t.Parallel()
	s, pool := planned(t)
	for _, query := range []string{"open=2026-11-23T09:00:00Z", "open=2026-11-23T02:00:00Z", "open=now"} {
		for _, test := range []struct{ rest, want string }{
			{"", "publications_open"}, {"&locale=en", "publications_open"}, {"&near=49,10&radius=10", "publications_near"}, {"&sort=title", "publications_"},
		} {
			params, err := url.ParseQuery(query + test.rest)
			if err != nil {
				t.Fatal(err)
			}
			q, err := s.Resolve("offer", params)
			if err != nil {
				t.Fatal(err)
			}
			if q, _, err = s.prepared(t.Context(), q); err != nil {
				t.Fatal(err)
			}
			few := q
			few.open = &openAt{at: q.open.at, few: true}
			for _, mode := range []string{"force_custom_plan", "force_generic_plan"} {
				name := mode + " " + query + test.rest
				sql, args := s.openSQL(q, false, 26)
				indexes, steps := plan(t, pool, mode, sql, args)
				used := func(name string) bool { return strings.HasPrefix(name, test.want) }
				if !slices.ContainsFunc(indexes, used) || slices.Contains(steps, "Seq Scan publications") {
					t.Errorf("%s: %v %v without %s", name, steps, indexes, test.want)
				}
				// A store as small as this is sorted as soon as walked. A large one is walked, and nothing is sorted on the way.
				indexes, steps = plan(t, pool, mode, sql, args, `set local enable_bitmapscan = off`, `set local enable_seqscan = off`)
				if test.rest == "" && (!slices.Contains(steps, "Index Scan publications") || slices.Contains(steps, "Sort")) {
					t.Errorf("%s: %v %v", name, steps, indexes)
				}
				sql, args = s.listSQL(few, false, 26)
				indexes, steps = plan(t, pool, mode, sql, args)
				if !slices.Contains(indexes, "publications_open_hours") || !slices.Contains(indexes, "publications_by_type") && !slices.Contains(indexes, "publications_pkey") || slices.Contains(steps, "Seq Scan publications") {
					t.Errorf("%s, where little is open: %v %v", name, steps, indexes)
				}
			}
		}
	}
}

// Both ways find the same, whatever the order and wherever the page begins.
func TestOpenFindsTheSameBothWays(t *testing.T) {
	t.Parallel()
	s, pool := planned(t)
	// One offer in fifty is open by night as well, from the evening before; one by an exception.
	for _, sql := range []string{
		`update publications set opening = '{[480,720),[11520,11700)}' where type = 'offer' and ('x' || substring(md5(slug) for 4))::bit(16)::int % 50 = 0`,
		`update publications set opening = '{}', opening_special = '{[29665560,29665680)}' where type = 'offer' and slug = 'slug-300'`,
	} {
		if _, err := pool.Exec(t.Context(), sql); err != nil {
			t.Fatal(err)
		}
	}
	for _, at := range []string{"2026-11-24T01:30:00Z", "2026-05-28T01:30:00Z", "2026-11-23T09:00:00Z", "2026-11-23T23:59:00Z"} {
		for _, rest := range []string{"", "&sort=title", "&sort=-validUntil", "&near=49,10&radius=100", "&filter[costs]=free", "&locale=en&sort=publishedAt"} {
			params, err := url.ParseQuery("open=" + at + "&limit=100" + rest)
			if err != nil {
				t.Fatal(err)
			}
			q, err := s.Resolve("offer", params)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for from := q; ; {
				page, err := s.Items(t.Context(), from)
				if err != nil {
					t.Fatal(err)
				}
				for _, item := range page.Items {
					got = append(got, item.ID.String())
				}
				if page.Next == nil {
					break
				}
				from = from.After(page.Next)
			}
			sql, args := s.listSQL(q, false, 10_000)
			want := ids(t, pool, sql, args)
			if q.sort.nullable() {
				sql, args = s.listSQL(q, true, 10_000)
				want = append(want, ids(t, pool, sql, args)...)
			}
			if !slices.Equal(got, want) || len(want) == 0 && rest == "" && !strings.Contains(at, "23:59") {
				t.Errorf("%s%s: %d lines of %d", at, rest, len(got), len(want))
			}
		}
	}
}

// ids are those of the rows of a statement.
func ids(t *testing.T, pool *pgxpool.Pool, sql string, args []any) []string {
	t.Helper()
	rows, err := pool.Query(t.Context(), sql, args...)
	if err != nil {
		t.Fatal(err)
	}
	items, err := collectLines(rows)
	if err != nil {
		t.Fatal(err)
	}
	list := make([]string, len(items))
	for i, item := range items {
		list[i] = item.ID.String()
	}
	return list
}
