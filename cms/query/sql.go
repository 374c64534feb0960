package query

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"time"

	"lotse/schema"
)

// sqlBuilder puts a list's statement together. Its text holds only constants of this package and names
// of the schema; whatever came with a request is bound.
type sqlBuilder struct {
	where []string
	args  []any
}

// bind adds a value and returns its placeholder.
func (b *sqlBuilder) bind(value any) string {
	b.args = append(b.args, value)
	return "$" + strconv.Itoa(len(b.args))
}

// and adds a condition.
func (b *sqlBuilder) and(condition string) { b.where = append(b.where, condition) }

// itemColumns is what is read of every row; the sort key follows.
const itemColumns = `p.entry_id, p.type, p.locale, p.slug, p.item, p.hash,
       extract(epoch from p.expires_at - lotse.now())::float8 as seconds_left`

// listSQL is the statement of a part of a list: the rows with a sort key, or those without. With
// fallback every locale of the chain is walked along its own index as far as the page needs.
func (s *Service) listSQL(q Query, withoutKey bool, limit int) (string, []any) {
	b := &sqlBuilder{}
	most := b.bind(limit)
	if len(q.chain) == 1 && q.sort.param != byDistance {
		return s.branch(b, q, q.chain[0], withoutKey, most), b.args
	}
	branches := make([]string, len(q.chain))
	for i, locale := range q.chain {
		branches[i] = "(" + s.branch(b, q, locale, withoutKey, most) + ")"
	}
	direction, key := q.sort.direction(), "sort_key, distance"
	if q.sort.param == byDistance {
		key = "position::text as sort_key, position as distance" // measured once a row
	}
	return "select entry_id, type, locale, slug, item, hash, seconds_left, " + key + "\nfrom (\n" + strings.Join(branches, "\nunion all\n") +
		"\n) chain\norder by position " + direction + ", entry_id " + direction + "\nlimit " + most, b.args
}

// branch is the statement for one locale.
func (s *Service) branch(b *sqlBuilder, q Query, locale string, withoutKey bool, limit string) string {
	if q.sort.param == byDistance {
		q.sort.origin = b.origin(q, locale)
	}
	key := q.sort.key()
	from := "\nfrom public_items p\nwhere " + s.conditions(b, q, locale) + b.position(q, withoutKey)
	if q.sort.param == byDistance {
		return "select " + itemColumns + ", " + key + " as position" + from + q.ordered(limit)
	}
	columns := itemColumns + ", " + q.sort.text() + " as sort_key, " + b.distanceFrom(q, locale)
	if len(q.chain) > 1 {
		columns += ", " + key + " as position"
	}
	return "select " + columns + from + q.ordered(limit)
}

// ordered is the end of a statement that reads lines in the order of the list, up to a limit.
func (q Query) ordered(limit string) string {
	key, direction := q.sort.key(), q.sort.direction()
	if q.sort.param == byDistance {
		// The index knows the order by distance alone; those that are equally far are put in order outside. They
		// are few: see lotse.lift.
		return "\norder by " + key + "\nfetch first (" + limit + ") rows with ties"
	}
	return "\norder by " + key + " " + direction + ", p.entry_id " + direction + "\nlimit " + limit
}

// distanceFrom is the column of the distance, null where nobody asks how far something is.
func (b *sqlBuilder) distanceFrom(q Query, locale string) string {
	if q.near == nil {
		return "null::double precision as distance"
	}
	return "(" + spot + " <-> " + b.origin(q, locale) + ") as distance"
}

// distance is distanceFrom where the locale is that of the row.
func (b *sqlBuilder) distance(q Query) string {
	if q.near == nil {
		return "null::double precision as distance"
	}
	return "(" + spot + " <-> " + b.originOf(q, "p.type", "p.locale") + ") as distance"
}

// conditions selects the items of one locale. Types and locales are literals, because indexes are those of a type or
// a locale.
func (s *Service) conditions(b *sqlBuilder, q Query, locale string) string {
	outer := b.where
	defer func() { b.where = outer }()
	b.where = nil
	b.and("p.locale = " + nameLiteral(locale))
	for _, better := range q.chain[:max(0, slices.Index(q.chain, locale))] {
		b.and("not exists (select from " + q.source() + " better where better.entry_id = p.entry_id and better.locale = " + nameLiteral(better) + ")")
	}
	switch {
	case q.search != nil && q.search.steered: // the type stands among the words
	case q.typ != nil:
		b.and("p.type = " + nameLiteral(q.typ.Name))
	case len(q.types) > 0:
		b.and("p.type = any(" + b.bind(q.types) + "::text[])")
	}
	for _, condition := range s.Conditions(q.scope.besides(), "p", b.bind) {
		b.and(condition)
	}
	if q.organisation != "" {
		b.organisation(q.organisation)
	}
	for _, f := range q.filters {
		if q.search == nil || !q.search.steered || !f.marked() {
			s.condition(b, f)
		}
	}
	s.occurrence(b, q.filters)
	b.within(q, locale)
	if q.open != nil {
		s.opened(b, *q.open, q, locale)
	}
	switch {
	case q.search == nil:
	case q.search.ranking:
		b.and("p.settled")
	case q.search.wordless:
		b.and("p.search @@ " + b.matching(q, locale))
	case q.search.steered:
		b.and("p.settled")
		b.and("p.search @@ " + b.matching(q, locale))
	default:
		b.and(b.found(q, locale))
	}
	return strings.Join(b.where, "\n  and ")
}

// source is what a question is asked of: what is public, or the copies of it that searches read.
func (q Query) source() string {
	if q.search != nil && q.search.steered {
		return "public_search"
	}
	return "public_items"
}

func joinOr(conditions []string) string { return strings.Join(conditions, "\n  or ") }

// organisation selects by id or slug.
func (b *sqlBuilder) organisation(v string) {
	if isID(v) {
		b.and("p.organisation_id = " + b.bind(v) + "::text::uuid")
		return
	}
	b.and("p.organisation_id = (select o.id from organisations o where o.slug = " + b.bind(v) + ")")
}

// position is the condition on the part of the list, and on what comes after the cursor.
func (b *sqlBuilder) position(q Query, withoutKey bool) string {
	key, sql := q.sort.key(), ""
	if q.sort.nullable() {
		sql = "\n  and " + key + " is not null"
		if withoutKey {
			sql = "\n  and " + key + " is null"
		}
	}
	if q.after == nil || withoutKey && q.after.Key != nil {
		return sql // from the beginning of this part
	}
	id := b.bind(q.after.ID.String()) + "::text::uuid"
	if withoutKey {
		return sql + "\n  and p.entry_id " + q.sort.comparison() + " " + id
	}
	return sql + "\n  and (" + key + ", p.entry_id) " + q.sort.comparison() + " (" + q.sort.bound(b.bind(*q.after.Key)) + ", " + id + ")"
}

// condition adds one filter.
func (s *Service) condition(b *sqlBuilder, f filter) {
	switch {
	case f.field.Kind == kindRecurrence:
		// All bounds of a schedule must hold for one occurrence: see occurrence.
	case f.op == opAny:
		b.and("p.filters @> any(" + b.bind(contained(f)) + "::text[]::jsonb[])")
	case f.op == opAll:
		b.and("p.filters @> " + b.bind(containsAll(f)) + "::text::jsonb")
	default:
		b.and(rangeOf(b, f))
	}
}

// operators are the SQL of the comparing operators.
var operators = map[string]string{opGTE: ">=", opLTE: "<=", opGT: ">", opLT: "<"}

// rangeOf compares a number or a time.
func rangeOf(b *sqlBuilder, f filter) string {
	value := b.bind(f.values[0]) + "::text"
	if f.field.Kind == kindNumber {
		value += "::numeric"
	}
	return rangeKey("p.", f.field) + " " + operators[f.op] + " " + value
}

// rangeKey is the SQL of what a range compares, the same text that the declared index has. A value of another kind,
// from before the field changed, matches nothing.
func rangeKey(prefix string, f *schema.Field) string {
	name := fieldLiteral(f)
	text := "(" + prefix + "filters ->> " + name + ")"
	if f.Kind == kindNumber {
		return "(case when jsonb_typeof(" + prefix + "filters -> " + name + ") = 'number' then " + text + "::numeric end)"
	}
	// Days and instants are stored in forms that compare as text, and values have the same form.
	return text + ` collate "C"`
}

// contained lists the documents of which one must be contained in the filters of a row.
func contained(f filter) []string {
	documents := make([]string, len(f.values))
	for i, v := range f.values {
		documents[i] = filterDocument(f.field, v)
	}
	return documents
}

// containsAll is the document that holds every value.
func containsAll(f filter) string { return filterDocument(f.field, f.values...) }

// filterDocument is what a row with these values contains, in the form in which schema.Filters writes it.
func filterDocument(f *schema.Field, values ...string) string {
	var held any
	switch f.Kind {
	case kindChoices, kindReferences:
		held = values
	case kindBoolean:
		held = values[0] == "true"
	case kindNumber:
		held = json.Number(values[0])
	default:
		held = values[0]
	}
	text, err := json.Marshal(map[string]any{f.Name: held})
	if err != nil {
		panic("query: a checked filter value cannot be written as JSON: " + err.Error())
	}
	return string(text)
}

// occurrence adds the condition on the dates of a schedule: one occurrence, not cancelled, that meets
// every bound. gte asks for what is not over by then, so that what runs already is found too.
func (s *Service) occurrence(b *sqlBuilder, filters []filter) {
	conditions := []string{"o.entry_id = p.entry_id", "o.status <> 'cancelled'"}
	for _, f := range filters {
		if f.field.Kind != kindRecurrence {
			continue
		}
		from, next := s.span(f.values[0])
		switch f.op {
		case opGTE:
			at := b.bind(from) + "::timestamptz"
			conditions = append(conditions, "(o.starts_at >= "+at+" or o.ends_at > "+at+")")
		case opGT:
			conditions = append(conditions, "o.starts_at >= "+b.bind(next)+"::timestamptz")
		case opLTE:
			conditions = append(conditions, "o.starts_at < "+b.bind(next)+"::timestamptz")
		case opLT:
			conditions = append(conditions, "o.starts_at < "+b.bind(from)+"::timestamptz")
		}
	}
	if len(conditions) > 2 {
		b.and("exists (select from occurrences o where " + strings.Join(conditions, " and ") + ")")
	}
}

// span is the time that a value means: the whole day, in the time zone of the place, or the instant.
func (s *Service) span(v string) (from, next time.Time) {
	if day, err := time.ParseInLocation(time.DateOnly, v, s.location); err == nil {
		return day, day.AddDate(0, 0, 1)
	}
	at, err := time.Parse(time.RFC3339, v)
	if err != nil {
		panic("query: a checked time cannot be read: " + err.Error())
	}
	return at, at.Add(time.Microsecond)
}
