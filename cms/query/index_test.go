package query

import (
	"net/url"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"lotse/internal/postgres/testdb"
	"lotse/schema"
)

// span is a type with filters that take a range.
const span = `
name: span
label: {de: Spanne, en: Span}
plural: {de: Spannen, en: Spans}
title: title
slug: title
fields:
  - {name: title, kind: text, label: {de: Titel, en: Title}, localised: true, required: true}
  - {name: count, kind: number, label: {de: Zahl, en: Number}, filter: true}
  - {name: day, kind: date, label: {de: Tag, en: Day}, filter: true}
  - {name: at, kind: dateTime, label: {de: Zeit, en: Time}, filter: true}
  - {name: schedule, kind: recurrence, label: {de: Termine, en: Dates}, filter: true}
`

const seedSpans = `
with o as (
    insert into organisations (id, slug, name, kind, created_at) values (gen_random_uuid(), 'span', 'Span', 'initiative', now()) returning id
), e as (
    insert into entries (id, type, organisation_id, source_locale, slug, source_live, created_at, updated_at)
    select gen_random_uuid(), 'span', o.id, 'de', 'span-' || n, true, now(), now() from generate_series(1, 20000) n, o
    returning id, organisation_id, slug, substring(slug from 6)::int as n
)
insert into publications (entry_id, locale, type, organisation_id, slug, revision_id, source_revision_id, render_version, item, hash, filters, published_at, updated_at)
select id, 'de', 'span', organisation_id, slug, id, id, 1, '{}', '\x00',
       jsonb_build_object('count', n, 'day', to_char(date '2026-01-01' + n, 'YYYY-MM-DD'), 'at', to_char(date '2026-01-01' + n, 'YYYY-MM-DD"T12:00:00Z"'))
       || case when n % 100 = 0 then '{"count": "from before it was a number"}'::jsonb else '{}' end,
       now() - n * interval '1 minute', now()
from e`

// Filters by number and time are answered by indexes of their own, not by reading the whole type.
func TestRangesUseIndexes(t *testing.T) {
	t.Parallel()
	pool := testdb.New(t)
	types, err := schema.Load(schema.Embedded(), fstest.MapFS{"span.yaml": {Data: []byte(span)}})
	if err != nil {
		t.Fatal(err)
	}
	s, err := New(Deps{DB: pool, Types: types})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := pool.Exec(t.Context(), seedSpans); err != nil {
		t.Fatal(err)
	}
	if err := s.BuildIndexes(t.Context()); err != nil {
		t.Fatal(err)
	}
	if _, err := pool.Exec(t.Context(), `analyze`); err != nil {
		t.Fatal(err)
	}
	typ, _ := types.Type("span")
	if n := len(Indexes(typ)); n != 3 { // dates of events are a table
		t.Errorf("%d indexes", n)
	}
	for _, test := range []struct {
		query, index string
		found        int
	}{
		{"filter[count][gte]=19990", "publications_range_span_count_", 10},
		{"filter[count][gt]=100&filter[count][lt]=110", "publications_range_span_count_", 9},
		{"filter[day][lte]=2026-01-04", "publications_range_span_day_", 3},
		{"filter[at][gte]=2026-02-01T00:00:00Z&filter[at][lt]=2026-02-05T00:00:00Z", "publications_range_span_at_", 4},
	} {
		params, err := url.ParseQuery(test.query)
		if err != nil {
			t.Fatal(err)
		}
		q, err := s.Resolve("span", params)
		if err != nil {
			t.Fatal(err)
		}
		sql, args := s.listSQL(q, false, 26)
		indexes, steps := plan(t, pool, "force_custom_plan", sql, args)
		if !slices.ContainsFunc(indexes, func(name string) bool { return strings.HasPrefix(name, test.index) }) || slices.Contains(steps, "Seq Scan publications") {
			t.Errorf("%s: %v %v", test.query, indexes, steps)
		}
		page, err := s.Items(t.Context(), q)
		if err != nil || len(page.Items) != test.found {
			t.Errorf("%s: %d items, %v", test.query, len(page.Items), err)
		}
	}
}

// What was broken off half-way is built again, and what is no longer declared is dropped.
func TestIndexesArePlanned(t *testing.T) {
	t.Parallel()
	pool := testdb.New(t)
	types, err := schema.Load(fstest.MapFS{"span.yaml": {Data: []byte(span)}})
	if err != nil {
		t.Fatal(err)
	}
	s, err := New(Deps{DB: pool, Types: types})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := pool.Exec(t.Context(), `create index publications_range_gone on publications (slug)`); err != nil {
		t.Fatal(err)
	}
	planned := func() IndexPlan {
		t.Helper()
		plan, err := s.PlanIndexes(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		return plan
	}
	if plan := planned(); len(plan.Build) != 3 || len(plan.Broken) != 0 || !slices.Equal(plan.Drop, []string{"publications_range_gone"}) {
		t.Fatalf("the plan is %+v", plan)
	}
	if err := s.BuildIndexes(t.Context()); err != nil {
		t.Fatal(err)
	}
	if plan := planned(); len(plan.Build)+len(plan.Broken)+len(plan.Drop) != 0 {
		t.Fatalf("afterwards the plan is %+v", plan)
	}
	if _, err := pool.Exec(t.Context(), `update pg_index set indisvalid = false where indexrelid = (select oid from pg_class where relname like 'publications\_range\_span\_day%')`); err != nil {
		t.Skipf("the catalogue may not be written: %v", err)
	}
	if plan := planned(); len(plan.Build) != 1 || len(plan.Broken) != 1 || plan.Build[0].Name != plan.Broken[0] {
		t.Fatalf("of a broken index the plan is %+v", plan)
	}
	if done, total, err := s.IndexProgress(t.Context()); err != nil || done != 0 || total != 0 {
		t.Errorf("progress of nothing: %d of %d, %v", done, total, err)
	}
}
