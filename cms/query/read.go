package query

import (
	"context"
	"errors"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"lotse/internal/command"
)

// Item is one item as the public gets it.
type Item struct {
	ID     uuid.UUID `db:"entry_id"`
	Type   string    `db:"type"`
	Locale string    `db:"locale"` // of the text that is served
	Slug   string    `db:"slug"`
	// Body is the JSON of the item: the stored bytes, unless fields or fallback asked for others.
	Body []byte `db:"item"`
	// Hash is the SHA-256 of the stored bytes; it says nothing about a changed Body.
	Hash []byte `db:"hash"`
	// SecondsLeft is how long the item stays public, from the time of the read; nil: no time ends it.
	SecondsLeft *float64 `db:"seconds_left"`
	// SortKey is where it stands in its list.
	SortKey *string `db:"sort_key"`
	// Distance is how far it is from the point of near, in kilometres; nil where nobody asked.
	Distance *float64 `db:"-"`
	// Occurrence is the date that the line is about, where dates were asked for.
	Occurrence *Occurrence `db:"-"`
	// Snippet is a piece of its text around the words that were searched: HTML of text and <mark>.
	Snippet string `db:"-"`

	chord *float64 // the distance as the database measures it
}

// columns are where the columns of a row go, in the order of itemColumns and the sort key.
func (i *Item) columns() []any {
	return []any{&i.ID, &i.Type, &i.Locale, &i.Slug, &i.Body, &i.Hash, &i.SecondsLeft, &i.SortKey}
}

// Page is a part of a list.
type Page struct {
	Items    []Item
	Included []Item
	// Next is where the list goes on; nil at its end.
	Next *Cursor
	// EndsIn is how long everything that the page was made of stays right; nil: no time ends any of it.
	EndsIn *time.Duration
	// Total is how many lines the list has; nil where nobody asked.
	Total *Total
	// Facets are the counts that were asked for, in the order of their names.
	Facets []Facet
}

// Answer is a single item.
type Answer struct {
	Item     Item
	Included []Item
	// EndsIn is how long all of it stays public; nil: no time ends any of it.
	EndsIn *time.Duration
	// Moved says that it was asked for by a slug that it no longer has. Item.Slug is the present one.
	Moved bool
	// Stored says that Item.Body are the stored bytes, which Item.Hash is the hash of.
	Stored bool
}

// Items reads a page of what is public.
func (s *Service) Items(ctx context.Context, q Query) (Page, error) {
	if q.after != nil && (q.after.Sort != q.sort.name() || q.after.Key == nil && !q.sort.nullable() ||
		q.after.Key != nil && !q.sort.validKey(*q.after.Key)) {
		return Page{}, invalidParameter("cursor")
	}
	q, ends, err := s.prepared(ctx, q)
	if err != nil {
		return Page{}, err
	}
	items, known, err := s.lines(ctx, q)
	if err != nil {
		return Page{}, err
	}
	page := Page{EndsIn: earliest(ends, items)}
	if len(items) > q.limit {
		items = items[:q.limit]
		last := items[q.limit-1]
		page.Next = &Cursor{Sort: q.sort.name(), Key: last.SortKey, ID: last.ID}
	}
	if err := s.fillFromChain(ctx, q.chain, items); err != nil {
		return Page{}, err
	}
	page.Items = items
	if page.Included, err = s.included(ctx, q, items); err != nil {
		return Page{}, err
	}
	page.EndsIn = earliest(page.EndsIn, page.Included)
	if err := s.Trim(ctx, q.scope, page.Items); err != nil {
		return Page{}, err
	}
	if err := s.count(ctx, q, &page, known); err != nil {
		return Page{}, err
	}
	if err := s.snippets(q, page.Items); err != nil {
		return Page{}, err
	}
	if err := selectFields(q, page.Items); err != nil {
		return Page{}, err
	}
	annotate(page.Items)
	return page, nil
}

// prepared asks what has to be known before: what slugs mean, what time it is, which words are like those that are
// searched. It returns how long an answer that depends on the time holds.
func (s *Service) prepared(ctx context.Context, q Query) (Query, *time.Duration, error) {
	q, err := s.resolveSlugs(ctx, q)
	if err != nil {
		return q, nil, err
	}
	var ends *time.Duration
	if q.depends() {
		now, err := s.Now(ctx)
		if err != nil {
			return q, nil, err
		}
		q, _ = q.at(now)
		left := nextMinute(now)
		ends = &left
	}
	if q.search != nil && (ends == nil || *ends > searchHolds) {
		left := searchHolds
		ends = &left
	}
	q, err = s.widened(ctx, q)
	return q, ends, err
}

// searchHolds is how long what a search found is right: words are collected a little after their text was published, and
// no line of the feed tells of that.
const searchHolds = 30 * time.Second

// lines reads the lines of a page and one more, in the order of the question. Those that are ranked are counted on the way.
func (s *Service) lines(ctx context.Context, q Query) (items []Item, known counts, err error) {
	switch q.sort.param {
	case byStart:
		items, err = s.datesPage(ctx, q, q.limit+1)
	case byRelevance:
		items, known, err = s.ranked(ctx, q, q.limit+1)
	default:
		items, err = s.rows(ctx, q, q.limit+1)
	}
	return items, known, err
}

// rows reads up to limit rows: those with a sort key, then those without.
func (s *Service) rows(ctx context.Context, q Query, limit int) ([]Item, error) {
	var items []Item
	if q.after == nil || q.after.Key != nil {
		var err error
		if items, err = s.part(ctx, q, false, limit); err != nil {
			return nil, err
		}
	}
	if len(items) == limit || !q.sort.nullable() {
		return items, nil
	}
	rest, err := s.part(ctx, q, true, limit-len(items))
	return append(items, rest...), err
}

func (s *Service) part(ctx context.Context, q Query, withoutKey bool, limit int) ([]Item, error) {
	if q.open != nil && q.search == nil && len(q.chain) == 1 {
		sql, args := s.openSQL(q, withoutKey, limit)
		items, err := s.lineRows(ctx, q, sql, args)
		if err != nil || len(items) == limit {
			return items, err
		}
		sql, args = s.openBeyondSQL(q, withoutKey)
		beyond := false
		err = s.askList(ctx, q, sql, args, func(rows pgx.Rows) (err error) {
			beyond, err = pgx.CollectExactlyOneRow(rows, pgx.RowTo[bool])
			return err
		})
		if err != nil || !beyond {
			return items, err
		}
		q.open = &openAt{at: q.open.at, few: true}
	}
	sql, args := s.listSQL(q, withoutKey, limit)
	return s.lineRows(ctx, q, sql, args)
}

// lineRows asks a statement of listSQL or openSQL.
func (s *Service) lineRows(ctx context.Context, q Query, sql string, args []any) ([]Item, error) {
	var items []Item
	err := s.askList(ctx, q, sql, args, func(rows pgx.Rows) (err error) {
		items, err = collectLines(rows)
		return err
	})
	return items, err
}

// askList asks a statement about a list, with the settings that it needs.
func (s *Service) askList(ctx context.Context, q Query, sql string, args []any, read func(pgx.Rows) error) error {
	if settings := q.listSettings(); settings != "" {
		return s.with(ctx, settings, sql, args, read)
	}
	rows, err := s.db.Query(ctx, sql, args...)
	if err != nil {
		return err
	}
	return read(rows)
}

// collectLines reads rows of listSQL.
func collectLines(rows pgx.Rows) ([]Item, error) {
	defer rows.Close()
	var items []Item
	for rows.Next() {
		var i Item
		if err := rows.Scan(append(i.columns(), &i.chord)...); err != nil {
			return nil, err
		}
		items = append(items, i)
	}
	return items, rows.Err()
}

// collect reads rows of the columns of sqlTargets. By hand, because this is the
// hottest loop of delivery.
func collect(rows pgx.Rows) ([]Item, error) {
	defer rows.Close()
	var items []Item
	for rows.Next() {
		var i Item
		if err := rows.Scan(i.columns()...); err != nil {
			return nil, err
		}
		items = append(items, i)
	}
	return items, rows.Err()
}

// sqlItemByID reads an entry by its id, in the best locale of the chain.
const sqlItemByID = `
select ` + itemColumns + `, ''::text as sort_key
from public_items p
where p.entry_id = @id and p.type = @type and p.locale = any(@chain)` + scopeCondition + `
order by array_position(@chain, p.locale)
limit 1`

// sqlItemBySlug reads an entry by any slug that it has or had.
const sqlItemBySlug = `
select ` + itemColumns + `, ''::text as sort_key
from slugs s
join public_items p on p.entry_id = s.entry_id and p.type = s.type
where s.type = @type and s.slug = @slug and p.locale = any(@chain)` + scopeCondition + `
order by array_position(@chain, p.locale)
limit 1`

// Item reads a single item by id or slug. What is not public (never was, is no more, or not in
// the locales asked for) is not_found, always the same: why something has gone is told by the change
// feed, to those who had it.
func (s *Service) Item(ctx context.Context, q Query, idOrSlug string) (Answer, error) {
	if !isReference(idOrSlug) {
		return Answer{}, command.ErrNotFound()
	}
	sql, args := sqlItemBySlug, pgx.NamedArgs{"type": q.typ.Name, "chain": q.chain, "slug": idOrSlug}
	byID := isID(idOrSlug)
	if byID {
		sql, args = sqlItemByID, pgx.NamedArgs{"type": q.typ.Name, "chain": q.chain, "id": uuid.MustParse(idOrSlug)}
	}
	rows, err := s.db.Query(ctx, sql, s.withScope(q.scope, args))
	if err != nil {
		return Answer{}, err
	}
	items, err := collect(rows)
	if err != nil {
		return Answer{}, err
	}
	if len(items) == 0 {
		return Answer{}, command.ErrNotFound()
	}
	a := Answer{EndsIn: earliest(nil, items), Moved: !byID && items[0].Slug != idOrSlug}
	if err := s.fillFromChain(ctx, q.chain, items); err != nil {
		return Answer{}, err
	}
	if a.Included, err = s.included(ctx, q, items); err != nil {
		return Answer{}, err
	}
	a.EndsIn = earliest(a.EndsIn, a.Included)
	a.Stored = q.fields == nil && len(q.chain) == 1 && !q.scope.Limits()
	if err := s.Trim(ctx, q.scope, items); err != nil {
		return Answer{}, err
	}
	err = selectFields(q, items)
	a.Item = items[0]
	return a, err
}

// earliest is the shortest time after which something ends.
func earliest(first *time.Duration, items []Item) *time.Duration {
	for _, i := range items {
		if i.SecondsLeft == nil {
			continue
		}
		// Beyond a century it is no different from never, and durations end at 292 years.
		left := time.Duration(min(*i.SecondsLeft, 3e9) * float64(time.Second))
		if first == nil || left < *first {
			first = &left
		}
	}
	return first
}

// sqlIDs finds what public slugs of a type mean.
const sqlIDs = `
select s.slug, s.entry_id
from slugs s
where s.type = any(@types) and s.slug = any(@slugs)
  and exists (select from public_items p where p.entry_id = s.entry_id` + scopeCondition + `)`

// resolveSlugs turns the slugs among the values of reference filters into ids. A slug of nothing public
// matches nothing, like the id of nothing.
func (s *Service) resolveSlugs(ctx context.Context, q Query) (Query, error) {
	resolved := make([]filter, len(q.filters))
	for i, f := range q.filters {
		if isReferenceField(f.field) {
			values, err := s.referenceIDs(ctx, q.scope, f)
			if err != nil {
				return q, err
			}
			f.values = values
		}
		resolved[i] = f
	}
	q.filters = resolved
	return q, nil
}

func (s *Service) referenceIDs(ctx context.Context, c Scope, f filter) ([]string, error) {
	var ids, slugs []string
	for _, v := range f.values {
		if isID(v) {
			ids = append(ids, v)
		} else {
			slugs = append(slugs, v)
		}
	}
	ids, err := s.idsInside(ctx, c, ids)
	if err != nil || len(slugs) == 0 {
		return ids, err
	}
	rows, err := s.db.Query(ctx, sqlIDs, s.withScope(c, pgx.NamedArgs{"types": f.field.To, "slugs": slugs}))
	if err != nil {
		return nil, err
	}
	found := map[string]uuid.UUID{}
	var slug string
	var id uuid.UUID
	if _, err := pgx.ForEachRow(rows, []any{&slug, &id}, func() error { found[slug] = id; return nil }); err != nil {
		return nil, err
	}
	for _, slug := range slugs {
		if id, ok := found[slug]; ok {
			ids = append(ids, id.String())
		} else {
			ids = append(ids, noID)
		}
	}
	return ids, nil
}

// noID stands for what does not exist: with `all` the condition must not become weaker by its absence.
const noID = "-"

// idsInside puts noID in the place of ids of what is not public, or outside the scope: they answer like ids of nothing.
// Items are noted under all that their texts refer to, also under what is not shown.
func (s *Service) idsInside(ctx context.Context, c Scope, ids []string) ([]string, error) {
	if len(ids) == 0 {
		return ids, nil
	}
	wanted := make([]uuid.UUID, len(ids))
	for i, id := range ids {
		wanted[i] = uuid.MustParse(id)
	}
	inside, err := s.inside(ctx, c, wanted)
	if err != nil {
		return nil, err
	}
	kept := make([]string, len(ids))
	for i, id := range wanted {
		if kept[i] = noID; inside[id.String()] {
			kept[i] = ids[i]
		}
	}
	return kept, nil
}

// errItem means that a stored item is not the JSON object that it must be.
var errItem = errors.New("a publication is not a JSON object")
