package query

import (
	"slices"
	"testing"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
)

// A postcode is found by an index. The division into sitemaps walks an index and looks at no row. All parts together
// have everything once, in parts of the size that was asked for.
func TestFormatsUseIndexes(t *testing.T) {
	t.Parallel()
	s, tx := crowd(t)
	steps := func(sql string, args pgx.NamedArgs) (indexes, steps []string) {
		rewritten, positional, err := args.RewriteQuery(t.Context(), tx.Conn(), sql, nil)
		if err != nil {
			t.Fatal(err)
		}
		// A store as small as this is read as a whole; what is looked at here is whether the index can answer alone.
		if _, err := tx.Exec(t.Context(), `select set_config('plan_cache_mode', 'force_custom_plan', true), set_config('enable_seqscan', 'off', true)`); err != nil {
			t.Fatal(err)
		}
		return explain(t, tx, rewritten, positional...)
	}
	args := pgx.NamedArgs(s.withScope(Scope{}, pgx.NamedArgs{"step": SitemapStep}))
	if indexes, got := steps(sqlSitemapParts, args); !slices.Contains(indexes, "publications_by_entry") || !slices.Contains(got, "Index Only Scan publications") {
		t.Errorf("%v %v", indexes, got)
	} else if window := slices.Index(got, "WindowAgg"); window < 0 || slices.Contains(got[window:], "Sort") {
		t.Errorf("sorts all there is: %v", got)
	}
	parts, err := s.SitemapParts(t.Context())
	if err != nil || len(parts) != 2 {
		t.Fatalf("%v %v", parts, err)
	}
	seen := map[string]bool{}
	for at, part := range parts {
		var before uuid.UUID
		if at+1 < len(parts) {
			before = parts[at+1].From
		}
		if part.Number != at+1 || part.Updated.IsZero() {
			t.Errorf("%+v", part)
		}
		rows, err := s.SitemapRows(t.Context(), part, before)
		if err != nil || len(rows) > SitemapStep+9 {
			t.Fatalf("%d rows, %v", len(rows), err)
		}
		for _, row := range rows {
			key := row.ID.String() + row.Locale
			if seen[key] {
				t.Fatalf("%s twice", key)
			}
			seen[key] = true
		}
	}
	if len(seen) != 18_000 {
		t.Errorf("%d addresses", len(seen))
	}
	args = pgx.NamedArgs(s.withScope(Scope{}, pgx.NamedArgs{"postcode": "99084"}))
	for range 2 { // also while the view shows less of places than is stored
		if indexes, got := steps(sqlPostcodePoints, args); !slices.Contains(indexes, "publications_by_postcode") {
			t.Errorf("%v %v", indexes, got)
		}
		if _, err := tx.Exec(t.Context(), `insert into type_hides (type, version, fields) values ('place', 99, '{summary}') on conflict do nothing`); err != nil {
			t.Fatal(err)
		}
	}
}
