package query

import (
	"context"
	"net/url"
	"slices"
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

// counted adds the total and the facets to a page, where they were asked for.
func (s *Service) counted(ctx context.Context, q Query, page *Page) error {
	if page.Total == nil && (q.total || q.search != nil || len(q.facets) > 0) {
		total, err := s.totalOf(ctx, q)
		if err != nil {
			return err
		}
		page.Total = &total
	}
	for _, f := range q.facets {
		values, err := s.facet(ctx, q, f)
		if err != nil {
			return err
		}
		page.Facets = append(page.Facets, Facet{Field: f.Name, Values: values})
	}
	return nil
}

// totalOf counts the lines of a list, up to mostCounted.
func (s *Service) totalOf(ctx context.Context, q Query) (Total, error) {
	var sql string
	var args []any
	if q.dates != nil {
		sql, args = s.countDates(q, mostCounted+1)
	} else {
		b := &sqlBuilder{}
		sql = "select count(*)\nfrom (" + s.matched(b, q, "", mostCounted+1) + ") counted"
		args = b.args
	}
	var n int
	read := func(rows pgx.Rows) (err error) {
		n, err = s.count(rows, nil)
		return err
	}
	if err := s.ask(ctx, q, sql, args, read); err != nil {
		return Total{}, err
	}
	return Total{Value: min(n, mostCounted), Exact: n <= mostCounted}, nil
}

// ask sends a statement, with the settings for the index of words where the question is about words.
func (s *Service) ask(ctx context.Context, q Query, sql string, args []any, read func(pgx.Rows) error) error {
	if q.search != nil && q.dates == nil {
		return s.steer(ctx, sql, args, read)
	}
	rows, err := s.db.Query(ctx, sql, args...)
	if err != nil {
		return err
	}
	return read(rows)
}

// matched is the SQL of the items of a list, in no order and up to a limit, each once and in the best locale. Where
// dates are asked for: of the items that have one.
func (s *Service) matched(b *sqlBuilder, q Query, columns string, limit int) string {
	if q.dates == nil {
		q = q.steering()
	}
	most := b.bind(limit)
	branches := make([]string, len(q.chain))
	for i, locale := range q.chain {
		where := s.conditions(b, q, locale)
		if q.dates != nil {
			where += "\n  and " + b.meets(q.dates)
		}
		branches[i] = "select " + columns + "\nfrom public_items p\nwhere " + where + "\nlimit " + most
	}
	if len(branches) == 1 {
		return branches[0]
	}
	return "select * from ((" + strings.Join(branches, ")\nunion all\n(") + ")) matched\nlimit " + most
}

// facetSQL counts the values of a field among the items of a list, with all its filters but those on the field itself: what
// would be there if another value were chosen.
func (s *Service) facetSQL(q Query, f *schema.Field) (string, []any) {
	q.filters = slices.DeleteFunc(slices.Clone(q.filters), func(c filter) bool { return c.field.Name == f.Name })
	b := &sqlBuilder{}
	name := fieldLiteral(f)
	sql := "select v.value, count(*)::int\nfrom (" + s.matched(b, q, "p.filters -> "+name+" as held", mostCounted) + ") m\n" +
		"cross join lateral jsonb_array_elements_text(case jsonb_typeof(m.held) when 'array' then m.held else jsonb_build_array(m.held) end) as v (value)\n" +
		"where m.held is not null\ngroup by v.value\norder by 2 desc, 1\nlimit " + b.bind(facetValues)
	return sql, b.args
}

// facet reads the counts of a field. Values that refer to what is not public, or outside the scope, are left out:
// nobody may learn that it is there.
func (s *Service) facet(ctx context.Context, q Query, f *schema.Field) ([]FacetValue, error) {
	sql, args := s.facetSQL(q, f)
	values := []FacetValue{}
	err := s.ask(ctx, q, sql, args, func(rows pgx.Rows) error {
		var v FacetValue
		_, err := pgx.ForEachRow(rows, []any{&v.Value, &v.Count}, func() error { values = append(values, v); return nil })
		return err
	})
	if err != nil || !isReferenceField(f) || len(values) == 0 {
		return values, err
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
