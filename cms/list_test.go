package cms_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"lotse/cms"
)

// seedMany makes n offers of the initiative by SQL, one in fifty of them in review.
func (f *fixture) seedMany(t *testing.T, n int) {
	t.Helper()
	f.exec(t, `
with made as (
    insert into entries (id, type, organisation_id, source_locale, created_by, created_at, updated_at)
    select gen_random_uuid(), 'offer', case when n % 10 = 0 then $2::uuid else $3::uuid end, 'de', $4, lotse.now(), lotse.now()
    from generate_series(1, $1) n
    returning id
)
insert into variants (id, entry_id, locale, editing, content, content_hash, type_version, title, search, saved_at, submitted_at, created_at, updated_at)
select gen_random_uuid(), id, 'de', case when row_number() over () % 50 = 0 then 'in_review' else 'draft' end, '{}', '', 1,
       'Angebot ' || (row_number() over () / 3), 'angebot nummer' || row_number() over (), lotse.now(),
       case when row_number() over () % 2 = 0 then lotse.now() end, lotse.now(), lotse.now() - make_interval(secs => row_number() over () / 5)
from made`, n, f.initiative, f.other, f.author.ID)
	f.exec(t, `analyze entries, variants, organisations`)
}

// TestListWalks walks the list in every order, forwards and backwards, with many equal keys and nulls:
// every line comes once.
func TestListWalks(t *testing.T) {
	t.Parallel()
	f := setup(t)
	f.seedMany(t, 300)
	for _, sort := range []string{"updatedAt", "-updatedAt", "submittedAt", "-submittedAt", "title", "-title", "expiresAt", "-expiresAt"} {
		seen := map[string]bool{}
		filter := cms.EntryFilter{Type: "offer", Sort: sort, Limit: 7}
		for {
			page := must(f.Entries(t.Context(), f.editor, filter))(t)
			for _, line := range page.Items {
				if seen[line.ID.String()] {
					t.Fatalf("%s: a line came twice", sort)
				}
				seen[line.ID.String()] = true
			}
			if page.Next == nil {
				break
			}
			filter.Cursor = page.Next
		}
		if len(seen) != 300 {
			t.Errorf("%s: %d lines", sort, len(seen))
		}
	}
	_, err := f.Entries(t.Context(), f.editor, cms.EntryFilter{Sort: "content"})
	wantCode(t, err, "invalid")
	_, err = f.Entries(t.Context(), f.editor, cms.EntryFilter{Sort: "title", Cursor: &cms.Cursor{Sort: "-title"}})
	wantCode(t, err, "bad_cursor")
}

// TestListSearch finds words wherever they stand, and takes the signs of `like` for what they are.
func TestListSearch(t *testing.T) {
	t.Parallel()
	f := setup(t)
	category := f.category(t, "Sprache")
	f.offer(t, "Bürgerbüro 100 % günstig", category)
	f.offer(t, "Sprachcafé", category)
	for q, want := range map[string]int{"burgerburo": 1, "Bürger": 1, "100 %": 1, "%": 1, "_": 0, "sprach": 1, "dienstag": 2, "gibtesnicht": 0} {
		page := must(f.Entries(t.Context(), f.editor, cms.EntryFilter{Type: "offer", Query: q}))(t)
		if len(page.Items) != want {
			t.Errorf("%q: %d lines, want %d", q, len(page.Items), want)
		}
	}
}

// explaining asks for the plan of every query that goes through it.
type explaining struct {
	cms.DB
	plans []string
}

func (e *explaining) Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error) {
	plan, err := e.explain(ctx, sql, args...)
	if err != nil {
		return nil, err
	}
	e.plans = append(e.plans, plan)
	return e.DB.Query(ctx, sql, args...)
}

// explain forbids walks over whole tables, as far as there is another way: what is left of them has no index.
func (e *explaining) explain(ctx context.Context, sql string, args ...any) (string, error) {
	tx, err := e.Begin(ctx)
	if err != nil {
		return "", err
	}
	defer tx.Rollback(ctx) //nolint:errcheck // nothing was changed
	if _, err := tx.Exec(ctx, `set local enable_seqscan = off`); err != nil {
		return "", err
	}
	rows, err := tx.Query(ctx, "explain "+sql, args...)
	if err != nil {
		return "", err
	}
	lines, err := pgx.CollectRows(rows, pgx.RowTo[string])
	return strings.Join(lines, "\n"), err
}

// Exec passes on; only what is asked has a plan worth a look.
func (e *explaining) Exec(ctx context.Context, sql string, args ...any) (pgconn.CommandTag, error) {
	return e.DB.Exec(ctx, sql, args...)
}

// TestGrowingQueriesUseIndexes explains what grows with the stock, on 20,000 entries.
func TestGrowingQueriesUseIndexes(t *testing.T) {
	t.Parallel()
	f := setup(t)
	f.seedMany(t, 20_000)
	e := &explaining{DB: f.pool}
	service := f.On(e)
	for name, ask := range map[string]func() error{
		"newest first": func() error { return list(service, f, cms.EntryFilter{}) },
		"oldest first": func() error { return list(service, f, cms.EntryFilter{Sort: "updatedAt"}) },
		"by title":     func() error { return list(service, f, cms.EntryFilter{Sort: "title"}) },
		"by title, a later page": func() error {
			key := "Angebot 5"
			return list(service, f, cms.EntryFilter{Sort: "title", Cursor: &cms.Cursor{Sort: "title", Key: &key, ID: f.agency, Locale: "de"}})
		},
		"the queue": func() error {
			return list(service, f, cms.EntryFilter{Editing: []string{"in_review"}, Sort: "submittedAt"})
		},
		"a search":    func() error { return list(service, f, cms.EntryFilter{Query: "nummer1234"}) },
		"what is due": func() error { _, err := service.DueExpiries(t.Context(), 100); return err },
		"releases":    func() error { _, err := service.DueReleases(t.Context(), 100); return err },
	} {
		e.plans = nil
		if err := ask(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if len(e.plans) == 0 {
			t.Errorf("%s: nothing was asked", name)
		}
		for _, plan := range e.plans {
			if strings.Contains(plan, "Seq Scan") {
				t.Errorf("%s walks the whole of a table:\n%s", name, plan)
			}
			if strings.HasPrefix(name, "newest") && strings.Contains(plan, "Sort ") {
				t.Errorf("%s sorts everything:\n%s", name, plan)
			}
		}
	}
}

func list(s *cms.Service, f *fixture, filter cms.EntryFilter) error {
	_, err := s.Entries(context.Background(), f.editor, filter)
	if err != nil {
		return fmt.Errorf("list: %w", err)
	}
	return nil
}
