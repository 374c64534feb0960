package query

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"lotse/internal/language"
)

// Numbered says which part of a list with page numbers is asked for. The order is that of the ids: the same for
// every page, and changed by nothing that happens to an item.
type Numbered struct {
	Offset, Limit int
	// After goes on behind a row instead of counting off those before it, and does not count the whole: a walk of that kind
	// takes no longer at its end, and loses nothing when something before it goes. Nil: by Offset.
	After *Walked
	// Since leaves out what changed before; nil: nothing.
	Since *time.Time
	// At are the only locations that services at locations are asked for; nil: all.
	At []uuid.UUID
}

// Walked is the row that a walk came to. The zero value stands before the first.
type Walked struct{ Item, Place uuid.UUID }

// NumberedPage is a part of a list with page numbers.
type NumberedPage struct {
	Items []Item
	Total int
	// EndsIn is how long all of it holds; nil: no time ends any of it.
	EndsIn *time.Duration
}

// NumberedItems reads a part of a list and counts the whole.
func (s *Service) NumberedItems(ctx context.Context, q Query, n Numbered) (NumberedPage, error) {
	q, ends, err := s.prepared(ctx, q)
	if err != nil {
		return NumberedPage{}, err
	}
	b := &sqlBuilder{}
	from := s.numberedFrom(b, q, n)
	if n.After != nil {
		from += "\n  and p.entry_id > " + b.bind(n.After.Item.String()) + "::text::uuid"
	}
	page, err := s.numbered(ctx, b, q.scope, from, "''", "p.entry_id", n)
	page.EndsIn = earliest(ends, page.Items)
	return page, err
}

// numbered counts what a statement gives and reads a part of it.
func (s *Service) numbered(ctx context.Context, b *sqlBuilder, scope Scope, from, key, order string, n Numbered) (NumberedPage, error) {
	var page NumberedPage
	if n.After == nil {
		rows, err := s.db.Query(ctx, "select count(*) "+from, b.args...)
		if err != nil {
			return NumberedPage{}, err
		}
		if page.Total, err = pgx.CollectExactlyOneRow(rows, pgx.RowTo[int]); err != nil {
			return NumberedPage{}, err
		}
	}
	statement := "select " + itemColumns + ", " + key + "::text as sort_key " + from + "\norder by " + order +
		"\nlimit " + b.bind(n.Limit) + " offset " + b.bind(n.Offset)
	rows, err := s.db.Query(ctx, statement, b.args...)
	if err != nil {
		return NumberedPage{}, err
	}
	if page.Items, err = collect(rows); err != nil {
		return NumberedPage{}, err
	}
	return page, s.Trim(ctx, scope, page.Items)
}

// numberedFrom is the statement behind its columns.
func (s *Service) numberedFrom(b *sqlBuilder, q Query, n Numbered) string {
	from := "from public_items p\nwhere " + s.conditions(b, q, q.chain[0])
	if n.Since != nil {
		from += "\n  and p.updated_at >= " + b.bind(*n.Since)
	}
	return from
}

// joinPlaces joins every item with where it is: the public targets of its places, itself where there are none. INSIDE
// stands for what a target must be.
const joinPlaces = `
join lateral (
    select r.target_id
    from entry_references r
    where r.entry_id = p.entry_id and r.field = 'places' and exists (select from public_items t where t.entry_id = r.target_id and INSIDE)
    union all
    select p.entry_id
    where not exists (
        select from entry_references r
        join public_items t on t.entry_id = r.target_id and INSIDE
        where r.entry_id = p.entry_id and r.field = 'places')
) x on true
`

// NumberedPlaces is NumberedItems for services at locations: an item comes once for every place that it refers to,
// which stands in its SortKey; once with its own id where it has none.
func (s *Service) NumberedPlaces(ctx context.Context, q Query, n Numbered) (NumberedPage, error) {
	q, ends, err := s.prepared(ctx, q)
	if err != nil {
		return NumberedPage{}, err
	}
	b := &sqlBuilder{}
	inside := "t.type = 'place'"
	for _, condition := range s.Conditions(q.scope, "t", b.bind) {
		inside += " and " + condition
	}
	from := strings.Replace(s.numberedFrom(b, q, n), "\nwhere ", strings.ReplaceAll(joinPlaces, "INSIDE", inside)+"where ", 1)
	if n.After != nil {
		from += "\n  and (p.entry_id, x.target_id) > (" + b.bind(n.After.Item.String()) + "::text::uuid, " + b.bind(n.After.Place.String()) + "::text::uuid)"
	}
	if n.At != nil {
		at := b.bind(idTexts(n.At)) + "::text[]::uuid[]"
		these := "(select unnest(" + at + "))" // hashed, whoever plans it
		from += "\n  and x.target_id in " + these + "\n  and (p.entry_id in " + these +
			" or p.entry_id in (select r.entry_id from entry_references r where r.field = 'places' and r.target_id in " + these + "))"
	}
	page, err := s.numbered(ctx, b, q.scope, from, "x.target_id", "p.entry_id, x.target_id", n)
	page.EndsIn = earliest(ends, page.Items)
	return page, err
}

// The same function of the two ids as cms/formats.PairID.
const sqlPair = `
select r.entry_id, r.target_id
from entry_references r
where lotse.pair_id(r.entry_id, r.target_id) = @id
  and r.field = 'places'`

// Pair finds the two entries that the id of a service at a location is made of. Whether they are public is not
// asked here. Without a pair both are the id itself.
func (s *Service) Pair(ctx context.Context, id uuid.UUID) (service, location uuid.UUID, err error) {
	rows, err := s.db.Query(ctx, sqlPair, pgx.StrictNamedArgs{"id": id})
	if err != nil {
		return id, id, err
	}
	service, location = id, id
	_, err = pgx.ForEachRow(rows, []any{&service, &location}, func() error { return nil })
	return service, location, err
}

// Owner is an organisation that has something public, with its public face where it has one.
type Owner struct {
	ID   uuid.UUID
	Slug string
	Name string
	Face *Item
}

// EndsIn is how long its face stays public; nil: no time ends it.
func (o Owner) EndsIn() *time.Duration {
	if o.Face == nil {
		return nil
	}
	return earliest(nil, []Item{*o.Face})
}

// The entry that is named like the organisation comes before others that it has written.
const sqlFaces = `
select distinct on (p.organisation_id) ` + itemColumns + `, p.organisation_id::text as sort_key
from public_items p
join organisations o on o.id = p.organisation_id
where p.type = 'organisation'
  and p.organisation_id = any(@owners)
  and p.locale = any(@chain)` + scopeCondition + `
order by p.organisation_id, p.sorts ->> 'title' = o.name desc nulls last, p.published_at, p.entry_id, array_position(@chain, p.locale)`

// OwnersAsked says which organisations are asked for.
type OwnersAsked struct {
	Numbered
	// ID asks for one alone; uuid.Nil: for all.
	ID uuid.UUID
	// Named judges their names; nil: all will do.
	Named func(name string) bool
}

// mostNamed bounds how many organisations are read to judge their names.
const mostNamed = 100_000

// Owners lists the organisations that have public items of what q asks for, by their ids. The total is zero beyond the end.
func (s *Service) Owners(ctx context.Context, q Query, asked OwnersAsked) ([]Owner, int, error) {
	q, _, err := s.prepared(ctx, q)
	if err != nil {
		return nil, 0, err
	}
	read := asked.Numbered
	if asked.Named != nil {
		read = Numbered{Limit: mostNamed}
	}
	sql, args := s.ownersSQL(q, asked.ID, read)
	rows, err := s.db.Query(ctx, sql, args...)
	if err != nil {
		return nil, 0, err
	}
	var list []Owner
	var o Owner
	var total int
	if _, err := pgx.ForEachRow(rows, []any{&o.ID, &o.Slug, &o.Name, &total}, func() error { list = append(list, o); return nil }); err != nil {
		return nil, 0, err
	}
	if asked.Named != nil {
		list = slices.DeleteFunc(list, func(o Owner) bool { return !asked.Named(o.Name) })
		total = len(list)
		list = list[min(asked.Offset, total):min(asked.Offset+asked.Limit, total)]
	}
	return list, total, s.faces(ctx, q, list)
}

// ownersSQL is the statement of Owners.
func (s *Service) ownersSQL(q Query, id uuid.UUID, n Numbered) (string, []any) {
	b := &sqlBuilder{}
	sql := "select o.id, o.slug, o.name, count(*) over ()\nfrom organisations o\nwhere o.suspended_at is null"
	if id != uuid.Nil {
		sql += "\n  and o.id = " + b.bind(id.String()) + "::text::uuid"
	}
	sql += "\n  and exists (select from public_items p where p.organisation_id = o.id and " + s.conditions(b, q, q.chain[0]) + ")"
	return sql + "\norder by o.id\nlimit " + b.bind(n.Limit) + " offset " + b.bind(n.Offset), b.args
}

// faces adds the public faces.
func (s *Service) faces(ctx context.Context, q Query, list []Owner) error {
	ids := make([]uuid.UUID, len(list))
	for i, o := range list {
		ids[i] = o.ID
	}
	rows, err := s.db.Query(ctx, sqlFaces, s.withScope(q.scope, pgx.NamedArgs{"owners": ids, "chain": q.scope.chain(language.Chain(q.chain[0]))}))
	if err != nil {
		return err
	}
	items, err := collect(rows)
	if err != nil {
		return err
	}
	if err := s.Trim(ctx, q.scope, items); err != nil {
		return err
	}
	for _, item := range items {
		for at := range list {
			if item.SortKey != nil && *item.SortKey == list[at].ID.String() {
				list[at].Face = &item
			}
		}
	}
	return nil
}
