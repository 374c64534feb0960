package query

import (
	"context"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"lotse/schema"
)

const (
	// mostCounted is up to where counts are exact, and how many items facets look at.
	mostCounted = 10_000

	maxFacets   = 10
	facetValues = 200
)

// Total is how many lines a list has.
type Total struct {
	Value int `json:"value"`
	// Exact is false where there are more than Value.
	Exact bool `json:"exact"`
}

// Facet is how often the values of a field occur among the items of a list.
type Facet struct {
	Field  string
	Values []FacetValue
}

// FacetValue is one value and how many items have it.
type FacetValue struct {
	Value string `json:"value"`
	Count int    `json:"count"`
}

// FacetFields lists the fields that facets takes.
func FacetFields(t *schema.Type) []*schema.Field {
	var fields []*schema.Field
	for _, f := range FilterFields(t) {
		switch f.Kind {
		case kindChoice, kindChoices, kindBoolean, kindReference, kindReferences:
			fields = append(fields, f)
		}
	}
	return fields
}

// resolveFacets reads facets and total.
func (s *Service) resolveFacets(q *Query, params url.Values) error {
	switch {
	case !params.Has("total") || params.Get("total") == "false":
	case params.Get("total") == "true":
		q.total = true
	default:
		return invalidParameter("total")
	}
	if !params.Has("facets") {
		return nil
	}
	possible := FacetFields(q.typ)
	for _, name := range strings.Split(params.Get("facets"), ",") {
		i := slices.IndexFunc(possible, func(f *schema.Field) bool { return f.Name == name })
		if i < 0 {
			return unknownField("facets")
		}
		if !slices.Contains(q.facets, possible[i]) {
			q.facets = append(q.facets, possible[i])
		}
	}
	if len(q.facets) > maxFacets {
		return invalidParameter("facets")
	}
	slices.SortFunc(q.facets, func(a, b *schema.Field) int { return strings.Compare(a.Name, b.Name) })
	return nil
}

// counted is a total of what was counted up to one more than mostCounted.
func counted(n int) Total { return Total{Value: min(n, mostCounted), Exact: n <= mostCounted} }

// counts are a total and the values of sharedFacets. The total is nil where both are still to be counted.
type counts struct {
	total  *Total
	values map[string][]FacetValue
}

// sharedFacets are those without a filter of their own. They look at the same items, which are read once.
func (q Query) sharedFacets() []*schema.Field {
	var shared []*schema.Field
	for _, f := range q.facets {
		if !slices.ContainsFunc(q.filters, func(c filter) bool { return c.field.Name == f.Name }) {
			shared = append(shared, f)
		}
	}
	return shared
}

// count adds the total and the facets to a page, where they were asked for. What has been counted on the way is in known.
func (s *Service) count(ctx context.Context, q Query, page *Page, known counts) error {
	page.Total = known.total
	if page.Total == nil && !q.total && q.search == nil && len(q.facets) == 0 {
		return nil
	}
	shared, values := q.sharedFacets(), known.values
	if values == nil {
		values = map[string][]FacetValue{}
	}
	if page.Total == nil {
		n, err := s.facets(ctx, q, shared, values)
		if err != nil {
			return err
		}
		if q.dates == nil {
			total := counted(n)
			page.Total = &total
		}
	}
	if page.Total == nil {
		n, err := s.countDates(ctx, q)
		if err != nil {
			return err
		}
		total := counted(n)
		page.Total = &total
	}
	for _, f := range q.facets {
		if !slices.Contains(shared, f) {
			own := q
			own.filters = slices.DeleteFunc(slices.Clone(q.filters), func(c filter) bool { return c.field.Name == f.Name })
			if _, err := s.facets(ctx, own, []*schema.Field{f}, values); err != nil {
				return err
			}
		}
		found, err := s.shownValues(ctx, q, f, values[f.Name])
		if err != nil {
			return err
		}
		page.Facets = append(page.Facets, Facet{Field: f.Name, Values: found})
	}
	return nil
}

// matched is the SQL of the items of a list, in no order and up to a limit, each once and in the best locale. Where
// dates are asked for: of the items that have one.
func (s *Service) matched(b *sqlBuilder, q Query, columns string, limit int) string {
	if q.byMarks() {
		q = q.steering()
	}
	most := b.bind(limit)
	branches := make([]string, len(q.chain))
	for i, locale := range q.chain {
		where := s.conditions(b, q, locale)
		if q.dates != nil {
			where += "\n  and " + b.meets(q.dates)
		}
		branches[i] = "select " + columns + "\nfrom " + q.source() + " p\nwhere " + where + "\nlimit " + most
	}
	if len(branches) == 1 {
		return branches[0]
	}
	return "select * from ((" + strings.Join(branches, ")\nunion all\n(") + ")) matched\nlimit " + most
}

// byMarks reports a question that the index of words answers best: about words, or about nothing but the type and filters
// that stand among them.
func (q Query) byMarks() bool {
	if q.dates != nil || q.search != nil {
		return q.dates == nil
	}
	return q.typ != nil && q.near == nil && q.bbox == nil && q.open == nil && q.organisation == "" && !q.scope.Limits() &&
		!slices.ContainsFunc(q.filters, func(f filter) bool { return !f.marked() })
}

// facetsSQL counts the items of a list, and the values of fields among mostCounted of them. The question has no filters on
// the fields themselves: a facet says what would be there if another value were chosen.
func (s *Service) facetsSQL(q Query, fields []*schema.Field) (string, []any) {
	b := &sqlBuilder{}
	columns := facetColumns(fields)
	sql := "with m as materialized (" + s.matched(b, q, strings.Join(columns, ", "), mostCounted+1) + ")\n" +
		"select ''::text, ''::text, count(*)::int from m"
	for i, f := range fields {
		sql += "\nunion all\n" + facetValuesSQL(i, f, "m")
	}
	return sql, b.args
}

// facetColumns are the columns with the values of fields.
func facetColumns(fields []*schema.Field) []string {
	columns := make([]string, len(fields))
	for i, f := range fields {
		columns[i] = "p.filters -> " + fieldLiteral(f) + " as f" + strconv.Itoa(i)
	}
	return columns
}

// facetValuesSQL is the SQL of the name of a field, its values and how often each occurs in rows with facetColumns: the most
// frequent first. Equal lists are taken apart once.
func facetValuesSQL(i int, f *schema.Field, rows string) string {
	held := "f" + strconv.Itoa(i)
	return "(select " + fieldLiteral(f) + ", v.value, sum(g.n)::int\nfrom (select " + held + " as held, count(*) as n from (select " + held +
		" from " + rows + " limit " + strconv.Itoa(mostCounted) + ") r where " + held + " is not null group by " + held + ") g\n" +
		"cross join lateral jsonb_array_elements_text(case jsonb_typeof(g.held) when 'array' then g.held else jsonb_build_array(g.held) end) as v (value)\n" +
		"group by v.value\norder by 3 desc, 2\nlimit " + strconv.Itoa(facetValues) + ")"
}

// facets adds the counts of fields to values and returns how many items there are, up to one more than mostCounted.
func (s *Service) facets(ctx context.Context, q Query, fields []*schema.Field, values map[string][]FacetValue) (int, error) {
	sql, args := s.facetsSQL(q, fields)
	items := 0
	settings := q.settings()
	if q.byMarks() {
		settings = sqlSteer
	}
	err := s.with(ctx, settings, sql, args, func(rows pgx.Rows) error {
		var field string
		var v FacetValue
		_, err := pgx.ForEachRow(rows, []any{&field, &v.Value, &v.Count}, func() error {
			if field == "" {
				items = v.Count
			} else {
				values[field] = append(values[field], v)
			}
			return nil
		})
		return err
	})
	return items, err
}

// shownValues leaves out values that refer to what is not public, or outside the scope: nobody may learn that it is there.
func (s *Service) shownValues(ctx context.Context, q Query, f *schema.Field, values []FacetValue) ([]FacetValue, error) {
	if values == nil {
		values = []FacetValue{}
	}
	if !isReferenceField(f) || len(values) == 0 {
		return values, nil
	}
	var ids []uuid.UUID
	for _, v := range values {
		if isID(v.Value) {
			ids = append(ids, uuid.MustParse(v.Value))
		}
	}
	inside, err := s.inside(ctx, q.scope, ids)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(values, func(v FacetValue) bool { return !inside[v.Value] }), nil
}

func sortedNames(names []string) []string {
	slices.Sort(names)
	return slices.Compact(names)
}
