package postgres_test

import (
	"strconv"
	"testing"
	"testing/fstest"

	"github.com/jackc/pgx/v5/pgxpool"

	"lotse/internal/postgres"
	"lotse/internal/postgres/testdb"
	"lotse/migrations"
)

// until are the migrations up to a version.
func until(t *testing.T, version int) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	entries, err := migrations.FS.ReadDir(".")
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		if n, err := strconv.Atoi(entry.Name()[:5]); err != nil || n > version {
			continue
		}
		content, err := migrations.FS.ReadFile(entry.Name())
		if err != nil {
			t.Fatal(err)
		}
		files[entry.Name()] = &fstest.MapFile{Data: content}
	}
	return files
}

// What an installation of the first release holds: two entries that are public, one that is archived, one withdrawn and
// one that was deleted; one that has left a category. Ids end with their number.
const seedFirst = `
insert into organisations (id, slug, name, kind, created_at) values ('00000000-0000-7000-8000-000000000100', 'verein', 'Verein', 'initiative', now());
insert into entries (id, type, organisation_id, source_locale, slug, source_live, archived_at, expires_at, created_at, updated_at)
select ('00000000-0000-7000-8000-' || lpad(n::text, 12, '0'))::uuid, 'offer', '00000000-0000-7000-8000-000000000100', 'de', 'offer-' || n,
       n <> 4, case when n = 3 then now() end, case when n = 2 then now() + interval '1 year' end, now(), now()
from generate_series(1, 4) n;
insert into publications (entry_id, locale, type, organisation_id, slug, revision_id, source_revision_id, render_version, item, hash, filters, sorts, published_at, updated_at)
select e.id, l.locale, e.type, e.organisation_id, e.slug, e.id, e.id, 1,
       '{"fields":{"title":"Titel","address":{"municipality":"16053000"}}}', sha256(convert_to(e.slug || l.locale, 'UTF8')),
       '{"categories":["00000000-0000-7000-8000-000000000201"]}', '{"title":"titel"}', now(), now()
from entries e, (values ('de'), ('ar')) l (locale);
insert into feed (entry_id, locale, type, xid, organisation_id, scopes, changed_at)
select entry_id, locale, type, pg_current_xact_id(), organisation_id,
       '["type:offer", "organisation:00000000-0000-7000-8000-000000000100", "category:00000000-0000-7000-8000-000000000201", "category:00000000-0000-7000-8000-000000000202"]', now()
from publications;
insert into feed (entry_id, locale, type, xid, organisation_id, scopes, changed_at)
values ('00000000-0000-7000-8000-000000000005', 'de', 'offer', pg_current_xact_id(), '00000000-0000-7000-8000-000000000100', '["type:offer", "category:00000000-0000-7000-8000-000000000202"]', now())`

// What version 8 holds beside: a site, and webhooks of it, of a site that is not there and of nobody.
const seedEighth = `
insert into sites (id, slug, name, created_at) values ('00000000-0000-7000-8000-000000000300', 'portal', 'Portal', now());
insert into webhook_endpoints (id, site_id, url, events, created_at, updated_at)
values ('00000000-0000-7000-8000-000000000401', '00000000-0000-7000-8000-000000000300', 'https://a.example.org/', '{*}', now(), now()),
       ('00000000-0000-7000-8000-000000000402', '00000000-0000-7000-8000-000000000399', 'https://b.example.org/', '{offer.*}', now(), now()),
       ('00000000-0000-7000-8000-000000000403', null, 'https://c.example.org/', '{*}', now(), now());
insert into webhook_announced (entry_id, locale, organisation_id, hash)
values ('00000000-0000-7000-8000-000000000005', 'de', '00000000-0000-7000-8000-000000000100', '\x0102030405060708');
update publications set filters = '{"categories": "not a list"}' where entry_id::text like '%2' and locale = 'ar'`

// A database with rows comes through every migration, and its rows with it.
func TestMigrateKeepsRows(t *testing.T) {
	t.Parallel()
	pool := testdb.Empty(t)
	step := func(version int, seed string) {
		t.Helper()
		if err := postgres.Migrate(t.Context(), pool, until(t, version)); err != nil {
			t.Fatalf("to version %d: %v", version, err)
		}
		if _, err := pool.Exec(t.Context(), seed); err != nil {
			t.Fatalf("rows of version %d: %v", version, err)
		}
	}
	expect := func(what, want, sql string) {
		t.Helper()
		if got := text(t, pool, sql); got != want {
			t.Errorf("%s: %s, want %s", what, got, want)
		}
	}
	step(1, seedFirst)
	step(8, seedEighth)
	expect("what is public", "1ar 1de 2ar 2de", `select string_agg(right(entry_id::text, 1) || locale, ' ' order by entry_id, locale) from public_items`)
	expect("copied from the entries", "1tf 2tt 3ff 4ff", `
		select string_agg(distinct right(entry_id::text, 1) || left(exposed::text, 1) || left((expires_at is not null)::text, 1), ' ') from publications where source_locale = 'de'`)
	expect("scopes of a line", "area:16053 category:201 organisation:100", `
		select string_agg(replace(s, '00000000-0000-7000-8000-000000000', ''), ' ' order by s) from feed f, jsonb_array_elements_text(f.scopes) s where f.entry_id::text like '%1' and f.locale = 'de'`)
	expect("scopes that were left", "1 2 3 4 category:202", `
		select string_agg(distinct right(entry_id::text, 1), ' ') || ' ' || string_agg(distinct replace(scope, '00000000-0000-7000-8000-000000000', ''), ' ') from feed_left`)
	expect("scopes of what is deleted", "2", `select jsonb_array_length(scopes)::text from feed where entry_id::text like '%5'`)

	step(99999, "")
	expectPending(t, pool, false)
	expect("sites of webhooks", "401:300 402: 403:", `
		select string_agg(right(id::text, 3) || ':' || coalesce(right(site_id::text, 3), ''), ' ' order by id) from webhook_endpoints`)
	expect("categories that were told", "1ar:201 1de:201 2ar: 2de:201 5de:", `
		select string_agg(right(entry_id::text, 1) || locale || ':' || coalesce(right(categories[1], 3), ''), ' ' order by entry_id, locale) from webhook_announced`)
	expect("what can be searched", "1ar 1de 2ar 2de", `
		select string_agg(right(entry_id::text, 1) || locale, ' ' order by entry_id, locale) from public_search where settled and type_version = 0`)
	expect("what is public in the end", "1ar 1de 2ar 2de", `
		select string_agg(right(entry_id::text, 1) || locale, ' ' order by entry_id, locale) from public_items where type_version = 0
		   and hash = sha256(convert_to(slug || locale, 'UTF8')) and item like '{"fields":%'`)
	if _, err := pool.Exec(t.Context(), `delete from sites`); err != nil {
		t.Fatal(err)
	}
	expect("webhooks of a site go with it", "402 403", `select string_agg(right(id::text, 3), ' ' order by id) from webhook_endpoints`)
}

func text(t *testing.T, pool *pgxpool.Pool, sql string) (s string) {
	t.Helper()
	if err := pool.QueryRow(t.Context(), sql).Scan(&s); err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
	return s
}
