package query

import (
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"lotse/internal/postgres/testdb"
	"lotse/schema"
)

// Rows enough that reading them all is never the plan: three types, each in German, a part in English.
const seedPlans = `
with o as (
    insert into organisations (id, slug, name, kind, created_at)
    select gen_random_uuid(), 'org-' || n, 'Org ' || n, 'initiative', now() from generate_series(1, 200) n
    returning id, substring(slug from 5)::int as number
), e as (
    insert into entries (id, type, organisation_id, source_locale, slug, source_live, created_at, updated_at, expires_at)
    select gen_random_uuid(), (array['offer', 'event', 'job'])[1 + n % 3], o.id, 'de', 'slug-' || n, true, now(), now(),
           case when n % 10 = 0 then now() + interval '1 year' end
    from generate_series(1, 15000) n join o on o.number = 1 + n % 200
    returning *
), s as (
    insert into slugs (type, slug, entry_id, created_at) select type, slug, id, now() from e
)
insert into publications (entry_id, locale, type, organisation_id, slug, revision_id, source_revision_id, render_version, item, hash,
                          filters, sorts, published_at, updated_at, latitude, longitude, opening, opening_dates, opening_special)
select e.id, l.locale, e.type, e.organisation_id, e.slug, e.id, e.id, 1, '{}', '\x00',
       jsonb_build_object('costs', case when n % 2 = 0 then 'free' else 'paid' end, 'offerType', 'type-' || n % 40,
                          'languages', jsonb_build_array('de', 'l' || n % 50), 'categories', jsonb_build_array('00000000-0000-7000-8000-' || lpad((n % 1500)::text, 12, '0'))),
       jsonb_build_object('title', 'Title ' || md5(n::text)) || case when n % 3 = 0 then jsonb_build_object('validUntil', '2027-01-' || lpad((1 + n % 28)::text, 2, '0')) else '{}' end,
       now() - n * interval '1 minute', now() - n * interval '1 minute',
       48 + (n % 1000) / 500.0, 9 + (n % 777) / 300.0,
       case when n % 5 = 0 then '{[480,720),[1920,2160)}'::int4multirange end, '{}', '{}'
from (select *, substring(slug from 6)::int as n from e) e
cross join (values ('de'), ('en')) l (locale)
where l.locale = 'de' or n % 3 = 0`

// Dates and words for them.
const seedPlannedRest = `
insert into occurrences (entry_id, starts_at, ends_at, status)
select e.id, '2026-11-01T09:00:00Z'::timestamptz + d * interval '1 week' + substring(e.slug from 6)::int * interval '1 minute',
       '2026-11-01T11:00:00Z'::timestamptz + d * interval '1 week' + substring(e.slug from 6)::int * interval '1 minute', 'scheduled'
from entries e cross join generate_series(1, 10) d
where e.type = 'event';
select lotse.store_search(p.entry_id, p.locale, lotse.search_vector('german', 'y:' || p.type || ' f:costs=' || case when n % 2 = 0 then 'free' else 'paid' end,
           'titel ' || md5(n::text), 'etwas wort' || n % 300, 'kurs ' || case when n % 2 = 0 then 'sprache ' else '' end || 'wort' || n % 7))
from (select *, substring(slug from 6)::int as n from publications) p;
insert into words (locale, word) select 'de', 'wort' || md5(n::text) from generate_series(1, 20000) n`

// planned is a database with many rows, its statistics and the declared indexes.
func planned(t *testing.T) (*Service, *pgxpool.Pool) {
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
	if _, err := pool.Exec(t.Context(), seedPlans); err != nil {
		t.Fatal(err)
	}
	if _, err := pool.Exec(t.Context(), seedPlannedRest); err != nil {
		t.Fatal(err)
	}
	if err := s.BuildIndexes(t.Context()); err != nil {
		t.Fatal(err)
	}
	// A sample as large as the tables: the plans are the same in every run.
	if _, err := pool.Exec(t.Context(), `begin; set local default_statistics_target = 250; analyze; commit`); err != nil {
		t.Fatal(err)
	}
	return s, pool
}

// node is a step of a plan as EXPLAIN (FORMAT JSON) tells it.
type node struct {
	Type     string `json:"Node Type"`
	Relation string `json:"Relation Name"`
	Index    string `json:"Index Name"`
	Plans    []node `json:"Plans"`
}

func (n node) each(fn func(node)) {
	fn(n)
	for _, below := range n.Plans {
		below.each(fn)
	}
}

// explain returns the names of the indexes and the kinds of steps that a statement is answered with.
func explain(t *testing.T, db pgx.Tx, sql string, args ...any) (indexes, steps []string) {
	t.Helper()
	var text []byte
	if err := db.QueryRow(t.Context(), `explain (format json) `+sql, args...).Scan(&text); err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
	var plans []struct{ Plan node }
	if err := json.Unmarshal(text, &plans); err != nil {
		t.Fatal(err)
	}
	plans[0].Plan.each(func(n node) {
		steps = append(steps, strings.TrimSpace(n.Type+" "+n.Relation))
		if n.Index != "" {
			indexes = append(indexes, n.Index)
		}
	})
	return indexes, steps
}

// The hot questions are answered by indexes: with a plan for the values at hand and with the one that PostgreSQL
// keeps for all values of a prepared statement.
func TestDeliveryUsesIndexes(t *testing.T) {
	t.Parallel()
	s, pool := planned(t)
	t.Run("items", func(t *testing.T) { checkItemPlans(t, pool) })
	t.Run("lists", func(t *testing.T) { checkListPlans(t, s, pool) })
	t.Run("like words", func(t *testing.T) {
		tx := begin(t, pool)
		if _, err := tx.Exec(t.Context(), sqlSteer); err != nil {
			t.Fatal(err)
		}
		args := pgx.NamedArgs{"words": []string{"wort12"}, "locale": "de", "limit": 20}
		sql, positional, err := args.RewriteQuery(t.Context(), tx.Conn(), sqlLikeWords, nil)
		if err != nil {
			t.Fatal(err)
		}
		if indexes, steps := explain(t, tx, sql, positional...); !slices.Contains(indexes, "words_similar") || slices.Contains(steps, "Seq Scan words") {
			t.Errorf("%v %v", indexes, steps)
		}
	})
	t.Run("searches", func(t *testing.T) { checkSearchPlans(t, s, pool) })
}

// checkSearchPlans looks at the questions beyond fields, each with the statement that a request makes.
func checkSearchPlans(t *testing.T, s *Service, pool *pgxpool.Pool) {
	t.Helper()
	start := "2026-12-01T09:00:00Z"
	chord := "0.001"
	for _, test := range []struct {
		typ, query string
		after      *Cursor
		statement  func(Query) (string, []any)
		want       []string // indexes that must be used
		only       bool     // no others of publications but those and the primary key
		nearest    bool     // the index brings the nearest first: nothing is sorted below the limit
	}{
		{typ: "offer", query: "near=49,10", want: []string{"publications_near"}, nearest: true},
		{typ: "offer", query: "near=49,10&radius=200", after: &Cursor{Sort: byDistance, Key: &chord, ID: uuid.New()}, want: []string{"publications_near"}, nearest: true},
		{typ: "offer", query: "near=49,10&locale=ar&fallback=true", want: []string{"publications_near"}},
		{typ: "offer", query: "bbox=9,48,9.2,48.2&sort=title", want: []string{"publications_near"}},
		{typ: "event", query: "from=2026-12-01&to=2026-12-31", want: []string{"occurrences_by_start", "occurrences_running"}},
		{typ: "event", query: "from=2026-12-01", after: &Cursor{Sort: byStart, Key: &start, ID: uuid.New()}, want: []string{"occurrences_by_start", "occurrences_running"}},
		{typ: "event", query: "from=2026-12-01&locale=ar&fallback=true", want: []string{"occurrences_by_start", "occurrences_running"}},
		{typ: "offer", query: "q=kurs", want: []string{"search_de"}, only: true},
		{typ: "offer", query: "q=kurs+-wort3&filter[costs]=free", want: []string{"search_de"}, only: true},
		{typ: "offer", query: "q=kurs&locale=en&fallback=true", want: []string{"search_en", "search_de"}, only: true},
		{typ: "", query: "q=sprache+wort5", want: []string{"search_de"}, only: true},
		{typ: "offer", query: "q=wort299&sort=title", want: []string{"search_de"}},
		{typ: "offer", query: "q=kurs", want: []string{"search_de"}, only: true,
			statement: func(q Query) (string, []any) { return s.facetsSQL(q, FacetFields(q.typ)[:3]) }},
	} {
		params, err := url.ParseQuery(test.query)
		if err != nil {
			t.Fatal(err)
		}
		q, err := s.ResolveSearch(params)
		if test.typ != "" {
			q, err = s.Resolve(test.typ, params)
		}
		if err != nil {
			t.Fatal(err)
		}
		q = q.After(test.after)
		if q, _, err = s.prepared(t.Context(), q); err != nil {
			t.Fatal(err)
		}
		sql, args := s.statementOf(q)
		if test.statement != nil {
			sql, args = test.statement(q)
		}
		for _, mode := range []string{"force_custom_plan", "force_generic_plan"} {
			tx := begin(t, pool)
			if _, err := tx.Exec(t.Context(), `set local plan_cache_mode = `+mode); err != nil {
				t.Fatal(err)
			}
			settings := q.listSettings()
			if test.only {
				settings = sqlSteer
			}
			if settings != "" {
				if _, err := tx.Exec(t.Context(), settings); err != nil {
					t.Fatal(err)
				}
				if _, err := tx.Exec(t.Context(), `set local plan_cache_mode = `+mode); err != nil {
					t.Fatal(err)
				}
			}
			indexes, steps := explain(t, tx, sql, args...)
			_ = tx.Rollback(t.Context())
			if below := belowLimit(steps); test.nearest && (!slices.Contains(below, "Index Scan publications") || slices.Contains(below, "Sort")) {
				t.Errorf("%s %s: %v", mode, test.query, steps)
			}
			for _, want := range test.want {
				if !slices.Contains(indexes, want) {
					t.Errorf("%s %s: %v without %s", mode, test.query, indexes, want)
				}
			}
			for _, index := range indexes {
				if test.only && (strings.HasPrefix(index, "publication") || strings.HasPrefix(index, "search_")) && !strings.HasSuffix(index, "_pkey") && !strings.HasPrefix(index, "search_entry_") && !slices.Contains(test.want, index) {
					t.Errorf("%s %s: %v", mode, test.query, indexes)
				}
			}
			for _, step := range steps {
				if strings.HasPrefix(step, "Seq Scan publication") || step == "Seq Scan occurrences" {
					t.Errorf("%s %s: %v", mode, test.query, steps)
				}
			}
		}
	}
}

// belowLimit are the steps below the innermost limit.
func belowLimit(steps []string) []string {
	for i := len(steps) - 1; i >= 0; i-- {
		if steps[i] == "Limit" {
			return steps[i+1:]
		}
	}
	return nil
}

func checkListPlans(t *testing.T, s *Service, pool *pgxpool.Pool) {
	t.Helper()
	offer, _ := s.types.Type("offer")
	indexOf := func(field string) string {
		for _, index := range Indexes(offer) {
			if strings.Contains(index.Name, strings.ToLower(field)) {
				return index.Name
			}
		}
		t.Fatalf("no index for %s", field)
		return ""
	}
	var middle string
	if err := pool.QueryRow(t.Context(), `select sorts ->> 'title' from publications where type = 'offer' order by 1 offset 2000 limit 1`).Scan(&middle); err != nil {
		t.Fatal(err)
	}
	date := "2026-11-01T00:00:00Z"
	for _, test := range []struct {
		query  string
		after  *Cursor
		second bool   // the part without keys
		want   string // an index that must be used
		sorted bool   // nothing is sorted
	}{
		{query: "", want: "publications_by_published", sorted: true},
		{query: "sort=publishedAt&locale=en", want: "publications_by_published", sorted: true},
		{query: "", after: &Cursor{Sort: "-publishedAt", Key: &date, ID: uuid.New()}, want: "publications_by_published", sorted: true},
		{query: "sort=-updatedAt", want: "publications_by_updated", sorted: true},
		{query: "sort=title", want: indexOf("title"), sorted: true},
		{query: "sort=-title&locale=en", want: indexOf("title"), sorted: true},
		{query: "sort=title", after: &Cursor{Sort: "title", Key: &middle, ID: uuid.New()}, want: indexOf("title"), sorted: true},
		{query: "sort=-title", after: &Cursor{Sort: "-title", Key: &middle, ID: uuid.New()}, want: indexOf("title"), sorted: true},
		{query: "sort=-validUntil", want: indexOf("validUntil"), sorted: true},
		{query: "sort=-validUntil", second: true, want: indexOf("validUntil"), sorted: true},
		{query: "sort=-validUntil", second: true, after: &Cursor{Sort: "-validUntil", ID: uuid.New()}, want: indexOf("validUntil"), sorted: true},
		{query: "category=00000000-0000-7000-8000-000000000007", want: "publications_filters"},
		{query: "filter[languages][all]=ar,fa", want: "publications_filters"},
		{query: "organisation=org-7", want: "publications_by_organisation"},
		{query: "locale=ar&fallback=true", want: "publications_by_published"},
		{query: "locale=ar&fallback=true&sort=title", want: indexOf("title")},
	} {
		params, err := url.ParseQuery(test.query)
		if err != nil {
			t.Fatal(err)
		}
		q, err := s.Resolve("offer", params)
		if err != nil {
			t.Fatal(err)
		}
		sql, args := s.listSQL(q.After(test.after), test.second, 26)
		for _, mode := range []string{"force_custom_plan", "force_generic_plan"} {
			indexes, steps := plan(t, pool, mode, sql, args)
			name := fmt.Sprintf("%s %s after=%v second=%v", mode, test.query, test.after != nil, test.second)
			if !slices.Contains(indexes, test.want) {
				t.Errorf("%s: %v instead of %s", name, indexes, test.want)
			}
			if slices.Contains(steps, "Seq Scan publications") || slices.Contains(steps, "Seq Scan entries") || test.sorted && slices.Contains(steps, "Sort") {
				t.Errorf("%s: %v", name, steps)
			}
		}
	}
}

func checkItemPlans(t *testing.T, pool *pgxpool.Pool) {
	t.Helper()
	chain := []string{"ar", "en", "de"}
	for sql, args := range map[string]pgx.NamedArgs{
		sqlItemByID:    {"id": uuid.New(), "type": "offer", "chain": chain},
		sqlItemBySlug:  {"slug": "slug-300", "type": "offer", "chain": chain},
		sqlTargets:     {"entries": []uuid.UUID{uuid.New()}, "fields": []string{"places"}, "chain": chain},
		sqlChain:       {"entries": []uuid.UUID{uuid.New()}, "chain": chain},
		sqlIDs:         {"types": []string{"category"}, "slugs": []string{"recht"}},
		sqlItemsByKeys: {"ids": []uuid.UUID{uuid.New()}, "locales": []string{"de"}, "classes": []int32{1}},
		sqlFeedLook:    {"horizon": int64(1 << 40), "limit": 100},
	} {
		tx := begin(t, pool)
		rewritten, positional, err := args.RewriteQuery(t.Context(), tx.Conn(), sql, nil)
		if err != nil {
			t.Fatal(err)
		}
		_, steps := explain(t, tx, rewritten, positional...)
		for _, step := range steps {
			if strings.HasPrefix(step, "Seq Scan") && step != "Seq Scan organisations" && step != "Seq Scan entry_references" && step != "Seq Scan feed" {
				t.Errorf("%s\n%v", sql, steps)
				break
			}
		}
	}
}

// plan explains a statement in a transaction of its own, in one way of planning.
func plan(t *testing.T, pool *pgxpool.Pool, mode, sql string, args []any, settings ...string) (indexes, steps []string) {
	t.Helper()
	tx := begin(t, pool)
	defer func() { _ = tx.Rollback(t.Context()) }()
	for _, setting := range append(settings, `set local plan_cache_mode = `+mode) {
		if _, err := tx.Exec(t.Context(), setting); err != nil {
			t.Fatal(err)
		}
	}
	return explain(t, tx, sql, args...)
}

func begin(t *testing.T, pool *pgxpool.Pool) pgx.Tx {
	t.Helper()
	tx, err := pool.Begin(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = tx.Rollback(t.Context()) })
	return tx
}

func TestIndexesFollowTheTypes(t *testing.T) {
	t.Parallel()
	pool := testdb.New(t)
	types, err := schema.Load(schema.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	s, err := New(Deps{DB: pool, Types: types})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := pool.Exec(t.Context(), `create index publications_sort_old on publications (slug)`); err != nil {
		t.Fatal(err)
	}
	names := func() []string {
		rows, _ := pool.Query(t.Context(), `select indexname from pg_indexes where indexname like 'publications\_sort\_%' order by 1`)
		list, err := pgx.CollectRows(rows, pgx.RowTo[string])
		if err != nil {
			t.Fatal(err)
		}
		return list
	}
	var want []string
	for _, typ := range types.Types() {
		for _, index := range Indexes(typ) {
			want = append(want, index.Name)
		}
	}
	slices.Sort(want)
	for range 2 {
		if err := s.BuildIndexes(t.Context()); err != nil {
			t.Fatal(err)
		}
		if got := names(); !slices.Equal(got, want) {
			t.Errorf("%v, want %v", got, want)
		}
	}
}
