package query

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"lotse/internal/postgres/testdb"
)

func TestStatements(t *testing.T) { testdb.PrepareAll(t, ".") }

// Lines for the rows of the plans, a tenth of them left behind by items that are gone, and transactions of their own.
const seedFeed = `
insert into feed (entry_id, locale, type, xid, organisation_id, scopes, changed_at)
select p.entry_id, p.locale, p.type, (1 + row_number() over (order by p.entry_id) / 3)::text::xid8, p.organisation_id,
       jsonb_build_array('organisation:' || p.organisation_id) || jsonb_build_array('category:' || (p.filters -> 'categories' ->> 0)), now()
from publications p`

// A page of the feed walks its index as far as it needs to and looks every line up, whoever asks for what and
// however the statement was planned.
func TestSyncUsesIndexes(t *testing.T) {
	t.Parallel()
	_, pool := planned(t)
	for _, sql := range []string{seedFeed, `delete from publications where entry_id in (select entry_id from feed where xid::text::bigint % 10 = 0)`, `analyze`} {
		if _, err := pool.Exec(t.Context(), sql); err != nil {
			t.Fatal(err)
		}
	}
	org := uuid.NewString()
	for name, filter := range map[string]SyncFilter{
		"all":       {},
		"types":     {Types: []string{"job", "offer"}, Locales: []string{"de", "en"}},
		"selective": {Organisation: "org-7", Category: "00000000-0000-7000-8000-000000000007", Area: "16053"},
		"resolved":  {Organisation: org, OrganisationID: org, Category: org, CategoryID: org},
	} {
		for _, from := range []struct {
			place string
			xid   uint64
			until string
		}{{"initial", 0, "9223372036854775807"}, {"walk", 1500, "6000"}, {"delta", 6500, "0"}} {
			args := filter.args()
			args["xid"], args["id"], args["locale"], args["until"] = fmt.Sprint(from.xid), uuid.Nil, "", from.until
			args["scan"], args["limit"] = syncScan, MaxSyncLimit
			rewritten, positional, err := pgx.NamedArgs(args).RewriteQuery(t.Context(), nil, sqlSync, nil)
			if err != nil {
				t.Fatal(err)
			}
			for _, mode := range []string{"force_custom_plan", "force_generic_plan"} {
				indexes, steps := plan(t, pool, mode, rewritten, positional)
				if !slices.Contains(indexes, "feed_by_xid") || !slices.Contains(indexes, "publications_pkey") {
					t.Errorf("%s %s %s: %v %v", mode, name, from.place, indexes, steps)
				}
				// Only the rows of the page are sorted; sorting lines would mean to look at all that a scan may.
				if sorts := len(slices.DeleteFunc(slices.Clone(steps), func(s string) bool { return !strings.Contains(s, "Sort") })); sorts > 1 {
					t.Errorf("%s %s %s: sorts before it is done: %v", mode, name, from.place, steps)
				}
				for _, step := range steps {
					if strings.HasPrefix(step, "Seq Scan") && !slices.Contains([]string{"Seq Scan organisations", "Seq Scan settings", "Seq Scan pg_database", "Seq Scan feed_left"}, step) ||
						step == "Hash Join" || step == "Merge Join" {
						t.Errorf("%s %s %s: %v", mode, name, from.place, steps)
						break
					}
				}
			}
		}
	}
	checkFeedEnd(t, pool)
}

func checkFeedEnd(t *testing.T, pool *pgxpool.Pool) {
	t.Helper()
	if indexes, _ := plan(t, pool, "force_generic_plan", sqlFeedEnd, nil); !slices.Contains(indexes, "feed_by_xid") {
		t.Errorf("the end of the feed is found with %v", indexes)
	}
}

// Every page is bounded by what it looks at and by its size, and no line is lost between pages.
func TestSyncPagesAreBounded(t *testing.T) {
	t.Parallel()
	s, pool := planned(t)
	for _, sql := range []string{seedFeed, // one more type at the very end, which a walk finds behind everything else
		`update publications set type = 'article', item = '"' || repeat('x', 40000) || '"' where (entry_id, locale) in (select entry_id, locale from feed order by xid limit 300)`,
		`update publications set type = 'place' where (entry_id, locale) in (select entry_id, locale from feed order by xid desc limit 3)`,
		`update feed f set type = p.type from publications p where p.entry_id = f.entry_id and p.locale = f.locale`,
		// 20,000 more lines of what is gone
		`insert into feed (entry_id, locale, type, xid, organisation_id, changed_at) select gen_random_uuid(), 'de', 'job', '5', gen_random_uuid(), now() from generate_series(1, 20000)`,
	} {
		if _, err := pool.Exec(t.Context(), sql); err != nil {
			t.Fatal(err)
		}
	}
	for _, test := range []struct {
		filter     SyncFilter
		limit      int
		items      int
		pages      int // at least
		mostBytes  int
		emptyPages bool
	}{
		{SyncFilter{Types: []string{"place"}}, 1000, 3, 2, 1 << 20, true},
		{SyncFilter{Types: []string{"article"}}, 1000, 300, 6, syncBytes + 41000, false},
		{SyncFilter{}, 37, -1, 540, 2 << 20, false},
	} {
		var from *SyncPlace
		items, pages, empty := 0, 0, false
		began := time.Now()
		for {
			page, err := s.Sync(t.Context(), from, test.filter, test.limit)
			if err != nil {
				t.Fatal(err)
			}
			items += page.Count
			pages++
			empty = empty || page.Count == 0
			if page.Count > test.limit || len(page.Body) > test.mostBytes {
				t.Fatalf("%+v: a page of %d items, %d bytes", test.filter, page.Count, len(page.Body))
			}
			if from = &page.Next; !page.More {
				break
			}
		}
		want := test.items
		if want < 0 {
			if err := pool.QueryRow(t.Context(), `select count(*) from public_items where $1::text[] is null or type = any($1)`, test.filter.Types).Scan(&want); err != nil {
				t.Fatal(err)
			}
		}
		if items != want || pages < test.pages || empty != test.emptyPages {
			t.Errorf("%+v: %d of %d items in %d pages, empty ones: %v (%s)", test.filter, items, want, pages, empty, time.Since(began))
		}
	}
}
