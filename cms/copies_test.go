package cms_test

import (
	"context"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

const copiedColumns = `entry_id, locale, type, organisation_id, exposed, expires_at, filters, latitude, longitude,
	opening, opening_dates, opening_special, opening_holidays, type_version`

const sqlApart = `
(select 'publication ' || p::text from (select ` + copiedColumns + ` from publications except select ` + copiedColumns + ` from publication_search) p)
union all
(select 'copy ' || p::text from (select ` + copiedColumns + ` from publication_search except select ` + copiedColumns + ` from publications) p)
union all
(select 'no words ' || entry_id || ' ' || locale from publication_search where search is null)
union all
(select 'public ' || k::text from (
    (select entry_id, locale from public_items except select entry_id, locale from public_search)
    union all
    (select entry_id, locale from public_search except select entry_id, locale from public_items)) k)`

// checkCopies compares what searches read with the publications that it is copied from, at the end of every test of this
// package, whatever the test did.
func checkCopies(t testing.TB, pool *pgxpool.Pool) {
	t.Helper()
	rows, _ := pool.Query(context.WithoutCancel(t.Context()), sqlApart)
	apart, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil || len(apart) > 0 {
		t.Errorf("copies for searches: %v\n%s", err, strings.Join(apart, "\n"))
	}
}
