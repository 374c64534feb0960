package query

import (
	"context"
	"net/url"
	"time"

	"github.com/jackc/pgx/v5"
)

// dates asks for the dates of events, one line each, in a span of time.
type dates struct {
	from, to string // as asked for, in canonical form; empty: now, and as far as dates are known
	// begin and end are the span; end is not in it, zero where it is open.
	begin, end time.Time
}

func (d *dates) params(v url.Values) {
	if d != nil && d.from != "" {
		v.Set("from", d.from)
	}
	if d != nil && d.to != "" {
		v.Set("to", d.to)
	}
}

// Occurrence is one date of an event.
type Occurrence struct {
	Start  time.Time `json:"start"`
	End    time.Time `json:"end"`
	Status string    `json:"status"`
	// Originally is the start that a moved date had before, where that is known.
	Originally *time.Time `json:"originally,omitempty"`
}

// resolveDates reads from and to: days, which count whole in the time zone of the place, or instants.
func (s *Service) resolveDates(q *Query, params url.Values) error {
	if !params.Has("from") && !params.Has("to") {
		return nil
	}
	var d dates
	for _, bound := range []struct {
		name string
		text *string
	}{{"from", &d.from}, {"to", &d.to}} {
		if !params.Has(bound.name) {
			continue
		}
		f := q.typ.ScheduleField()
		if f == nil {
			return unknownField(bound.name)
		}
		text, ok := s.canonicalTime(f, params.Get(bound.name))
		if !ok {
			return invalidParameter(bound.name)
		}
		*bound.text = text
	}
	if d.from != "" {
		d.begin, _ = s.span(d.from)
	}
	if d.to != "" {
		d.end = s.lastInstant(d.to)
	}
	if d.from != "" && d.to != "" && !d.begin.Before(d.end) {
		return invalidParameter("to")
	}
	q.dates = &d
	return nil
}

// lastInstant is where a span ends that goes up to a value: with the day, or with the instant.
func (s *Service) lastInstant(v string) time.Time {
	if day, err := time.ParseInLocation(time.DateOnly, v, s.location); err == nil {
		return day.AddDate(0, 0, 1)
	}
	at, _ := s.span(v)
	return at
}

// at sets what depends on the present time, and reports whether anything does.
func (q Query) at(now time.Time) (Query, bool) {
	depends := false
	if q.open != nil && q.open.now {
		q.open = &openAt{now: true, at: now}
		depends = true
	}
	if q.dates != nil && q.dates.from == "" {
		d := *q.dates
		d.begin = now.Truncate(time.Minute)
		q.dates = &d
		depends = true
	}
	return q, depends
}

// depends reports whether the answer depends on the present time.
func (q Query) depends() bool {
	_, depends := q.at(time.Time{})
	return depends
}

// touching are the conditions on occurrences that touch the span, in two parts that follow each other in the order of
// their starts: what runs at its begin, by its own index, and what begins in it.
func (b *sqlBuilder) touching(d *dates) [2]string {
	begin := b.bind(d.begin) + "::timestamptz"
	parts := [2]string{
		"tstzrange(o.starts_at, o.ends_at) @> " + begin + " and o.starts_at < " + begin,
		"o.starts_at >= " + begin,
	}
	if !d.end.IsZero() {
		parts[1] += " and o.starts_at < " + b.bind(d.end) + "::timestamptz"
	}
	return parts
}

// datesSQL is the statement of a page of dates.
func (s *Service) datesSQL(q Query, limit int) (string, []any) {
	b := &sqlBuilder{}
	after := ""
	if q.after != nil {
		after = "\n  and (o.starts_at, o.entry_id) > (" + b.bind(*q.after.Key) + "::text::timestamptz, " + b.bind(q.after.ID.String()) + "::text::uuid)"
	}
	most := b.bind(limit)
	columns := itemColumns + `, to_json(o.starts_at) #>> '{}' as sort_key, ` + b.distance(q) + `, o.starts_at, o.ends_at, o.status, o.originally`
	join := s.datesJoin(b, q)
	sql := "select *\nfrom ("
	for i, part := range b.touching(q.dates) {
		if i > 0 {
			sql += "\nunion all\n"
		}
		sql += "(select " + columns + join + "\n  and " + part + after + "\norder by o.starts_at, o.entry_id\nlimit " + most + ")"
	}
	return sql + "\n) dates\norder by starts_at, entry_id\nlimit " + most, b.args
}

// datesJoin joins occurrences with the items that they belong to, in the best locale of the chain, and selects
// the items. The condition on the occurrences follows.
func (s *Service) datesJoin(b *sqlBuilder, q Query) string {
	from := "\nfrom occurrences o\njoin public_items p on p.entry_id = o.entry_id"
	if len(q.chain) > 1 {
		chain := b.bind(q.chain) + "::text[]"
		from = "\nfrom occurrences o\ncross join lateral (\n  select i.* from public_items i\n  where i.entry_id = o.entry_id and i.locale = any(" + chain +
			")\n  order by array_position(" + chain + ", i.locale)\n  limit 1) p"
	}
	where := make([]string, 0, len(q.chain))
	for _, locale := range q.chain {
		where = append(where, "("+s.conditions(b, q, locale)+")")
	}
	return from + "\nwhere (" + joinOr(where) + ")"
}

// datesPage reads a page of dates.
func (s *Service) datesPage(ctx context.Context, q Query, limit int) ([]Item, error) {
	sql, args := s.datesSQL(q, limit)
	var items []Item
	err := s.with(ctx, q.settings(), sql, args, func(rows pgx.Rows) error {
		for rows.Next() {
			var i Item
			var o Occurrence
			err := rows.Scan(append(i.columns(), &i.chord, &o.Start, &o.End, &o.Status, &o.Originally)...)
			if err != nil {
				return err
			}
			i.Occurrence = &o
			items = append(items, i)
		}
		return rows.Err()
	})
	return items, err
}

// sqlPlanEach has a statement planned for the values at hand: for any span of time and any number of rows PostgreSQL would
// read all there are. Compiling takes longer than counting.
const sqlPlanEach = `
select set_config('plan_cache_mode', 'force_custom_plan', true), set_config('max_parallel_workers_per_gather', '0', true), set_config('jit', 'off', true)`

// sqlPlanWords are the settings where words are one condition among others. PostgreSQL cannot know how dear it is to
// look into the words of a row, and would look into those of all.
const sqlPlanWords = sqlPlanEach + `, set_config('enable_seqscan', 'off', true)`

// settings are those of a statement that is planned for the values at hand.
func (q Query) settings() string {
	if q.search != nil {
		return sqlPlanWords
	}
	return sqlPlanEach
}

// meets is the SQL of: an entry has a date in the span. Facets count entries, not dates.
func (b *sqlBuilder) meets(d *dates) string {
	parts := b.touching(d)
	return "exists (select from occurrences o where o.entry_id = p.entry_id and (" + parts[0] + " or " + parts[1] + "))"
}

// countSQL is the statement that counts dates, up to a limit.
func (s *Service) countSQL(q Query, limit int) (string, []any) {
	b := &sqlBuilder{}
	join := s.datesJoin(b, q)
	sql := "select count(*)\nfrom ("
	for i, part := range b.touching(q.dates) {
		if i > 0 {
			sql += "\nunion all\n"
		}
		sql += "(select" + join + "\n  and " + part + ")"
	}
	return sql + "\nlimit " + b.bind(limit) + ") counted", b.args
}

// countDates counts dates, up to one more than mostCounted.
func (s *Service) countDates(ctx context.Context, q Query) (int, error) {
	sql, args := s.countSQL(q, mostCounted+1)
	n := 0
	err := s.with(ctx, q.settings(), sql, args, func(rows pgx.Rows) (err error) {
		n, err = pgx.CollectExactlyOneRow(rows, pgx.RowTo[int])
		return err
	})
	return n, err
}
