package query

import (
	"context"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"lotse/internal/language"
)

// This file and format_*.go answer what the open formats need beyond lists: what items refer to, pages with
// numbers, organisations, sitemaps. Everything starts from a resolved Query or from public_items alone.

// targeted is the same question, with every reference included in the best language there is: an address in
// another language is better than none.
func targeted(q Query) Query {
	q.includes = nil
	for _, f := range IncludeFields(q.typ) {
		q.includes = append(q.includes, []string{f.Name})
	}
	q.chain = q.scope.chain(language.Chain(q.chain[0]))
	return q
}

// Targets reads the public targets of every reference of the items, each once, in the best language there is.
// The duration is how long all of them stay public; nil: no time ends any of it.
func (s *Service) Targets(ctx context.Context, q Query, items []Item) ([]Item, *time.Duration, error) {
	found, err := s.included(ctx, targeted(q), items)
	return found, earliest(nil, found), err
}

// TargetKinds are the kinds that Targets could show something of.
func (s *Service) TargetKinds(q Query) []Kind { return s.IncludedKinds(targeted(q)) }

const sqlNow = `select lotse.now()`

// Now is the time of the database.
func (s *Service) Now(ctx context.Context) (time.Time, error) {
	rows, err := s.db.Query(ctx, sqlNow)
	if err != nil {
		return time.Time{}, err
	}
	return pgx.CollectExactlyOneRow(rows, pgx.RowTo[time.Time])
}

// Location is the time zone that days are meant in.
func (s *Service) Location() *time.Location { return s.location }

// SitemapStep is how many addresses one sitemap holds when what is public is divided. With links to every language it stays far
// below the limits of the protocol (50,000 addresses, 50 MB), also when more come before the next division.
const SitemapStep = 10_000

// SitemapPart is one sitemap: the entries of a type from an id on, up to the next part's.
type SitemapPart struct {
	Type    string    `db:"type"`
	Number  int       `db:"number"` // from 1
	From    uuid.UUID `db:"first"`
	Updated time.Time `db:"updated"`
}

// Without a scope this walks publications_by_entry in its order, and looks at no row. It divides and shows nothing: what has
// expired since counts, and is left out where the rows are read.
const sqlSitemapParts = `
select type, number::int, (max(entry_id::text) filter (where begins))::uuid as first, max(updated_at) as updated
from (
    select p.type, p.entry_id, p.updated_at, 1 + (row_number() over w - 1) / @step::int as number, (row_number() over w - 1) % @step::int = 0 as begins
    from publications p
    where p.exposed
      and p.type = any(@types::text[])
      and p.organisation_id not in (select o.id from organisations o where o.suspended_at is not null)` + scopeCondition + `
    window w as (partition by p.type order by p.entry_id)
) numbered
group by type, number
order by type, number`

// SitemapParts divides what is public in the scope of the service into sitemaps. It walks all of it: keep the answer.
func (s *Service) SitemapParts(ctx context.Context) ([]SitemapPart, error) {
	rows, err := s.db.Query(ctx, sqlSitemapParts, s.withScope(s.scope, pgx.NamedArgs{"step": SitemapStep, "types": typeNames(s.types.Types())}))
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByName[SitemapPart])
}

// SitemapRow is one address: an entry in one language.
type SitemapRow struct {
	ID          uuid.UUID `db:"entry_id"`
	Slug        string    `db:"slug"`
	Locale      string    `db:"locale"`
	Source      string    `db:"source_locale"`
	Updated     time.Time `db:"updated_at"`
	SecondsLeft *float64  `db:"seconds_left"`
}

const sqlSitemapRows = `
select p.entry_id, p.slug, p.locale, p.source_locale, p.updated_at, extract(epoch from p.expires_at - lotse.now())::float8 as seconds_left
from public_items p
where p.type = @type
  and (@from::uuid is null or p.entry_id >= @from::uuid)
  and (@before::uuid is null or p.entry_id < @before::uuid)` + scopeCondition + `
order by entry_id, locale
limit @most`

// mostAddresses is what a sitemap may grow to before the next division: half of what the protocol lets be, because with links
// to nine languages its bytes come first.
const mostAddresses = 25_000

// SitemapRows lists the addresses of a part. The first part of a type also has what came before its
// beginning since; before is where the next part begins, uuid.Nil for the last.
func (s *Service) SitemapRows(ctx context.Context, part SitemapPart, before uuid.UUID) ([]SitemapRow, error) {
	if part.Number == 1 {
		part.From = uuid.Nil
	}
	rows, err := s.db.Query(ctx, sqlSitemapRows, s.withScope(s.scope, pgx.NamedArgs{
		"type": part.Type, "from": part.From, "before": before, "most": mostAddresses,
	}))
	if err != nil {
		return nil, err
	}
	return pgx.CollectRows(rows, pgx.RowToStructByName[SitemapRow])
}

// Fields are the fields that the question keeps; nil: all.
func (q Query) Fields() []string { return q.fields }
