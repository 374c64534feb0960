package query

import (
	"context"

	"github.com/jackc/pgx/v5"
)

// SyncCount is how many items of a type there are in a locale, and the xor of the first eight bytes of
// their hashes, which are their versions.
type SyncCount struct {
	Type     string `db:"type"`
	Locale   string `db:"locale"`
	Count    int    `db:"count"`
	Checksum int64  `db:"checksum"`
}

// sqlSyncCounts counts what an initial sync with the filter would bring.
const sqlSyncCounts = `
select p.type, p.locale, count(*) as count,
       bit_xor(('x' || encode(substring(p.hash from 1 for 8), 'hex'))::bit(64)::bigint) as checksum
from public_items p
where (@types::text[] is null or p.type = any(@types::text[]))
  and (@locales::text[] is null or p.locale = any(@locales::text[]))
  and (@organisation_name::text is null or p.organisation_id = coalesce(@organisation::text::uuid, (
      select o.id
      from organisations o
      where o.slug = @organisation_name::text or o.id = @organisation_id::uuid)))
  and (@category_name::text is null or p.filters @> jsonb_build_object('categories', jsonb_build_array(coalesce(@category::text, (
      select p.entry_id::text
      from public_items p
      where p.type = 'category'
        and p.entry_id = any(array(
            select n.entry_id from slugs n where n.type = 'category' and n.slug = @category_name::text
            union all
            select e.id from entries e where e.id = @category_id::uuid))` + scopeCondition + `
      limit 1), ''))))
  and (@area::text is null or exists (
      select from feed f where f.entry_id = p.entry_id and f.locale = p.locale and f.scopes ? ('area:' || @area::text)))` + scopeCondition + `
group by p.type, p.locale
order by p.type, p.locale`

// SyncCounts counts what is public now, by type and locale, so that mirrors can be compared with it.
func (s *Service) SyncCounts(ctx context.Context, f SyncFilter) ([]SyncCount, error) {
	rows, err := s.db.Query(ctx, sqlSyncCounts, s.withScope(s.scope, pgx.NamedArgs(f.args())))
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByName[SyncCount])
}

// sqlFeedEnd is the last transaction of the feed that readers may see.
const sqlFeedEnd = `
select coalesce((
    select f.xid::text
    from feed f
    where f.xid < pg_snapshot_xmin(pg_current_snapshot())
    order by f.xid desc
    limit 1), '0')`

// FeedEnd is the last transaction that Sync can tell of. It grows whenever, and only when, there is something new
// to tell: what becomes visible was not finished before, so it stands behind everything that was.
func (s *Service) FeedEnd(ctx context.Context) (uint64, error) {
	rows, err := s.db.Query(ctx, sqlFeedEnd)
	if err != nil {
		return 0, err
	}
	text, err := pgx.CollectExactlyOneRow(rows, pgx.RowTo[string])
	return parseXid(text), err
}
