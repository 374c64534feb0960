package query

import (
	"context"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"lotse/internal/language"
	"lotse/schema"
)

// mostCandidates is how many of what a search finds are ranked. Beyond, nobody looks.
const mostCandidates = 5000

// key names an item in a locale, with its class: the lower, the more it is what somebody looks for.
type key struct {
	ID     uuid.UUID
	Locale string
	Class  int
}

// fewInText is up to how many of what is found outside titles the summary is told from the rest: with more, the words
// are so common that it says little, and asking takes longer than all else.
const fewInText = 3000

// ranker writes the statement of what a search finds, from the best to the least: all words in the title; one of them
// there; one in the summary; all somewhere; and with words that are like them, in the title or elsewhere. Each is
// answered by the index alone, which is why a million items can be ranked.
type ranker struct {
	*sqlBuilder
	s       *Service
	q       Query
	columns string // of facets, each after a comma
	most    string
}

// marked is the SQL of a question about words of one place: t the title, h title and summary.
func marked(mark, question string) string { return "lotse.marked('" + mark + "', " + question + ")" }

// branches ask for one class in every locale. words makes the question, "" where there is none; and are further conditions.
func (r *ranker) branches(class int, and string, words func(locale string, w questions) string) []string {
	var branches []string
	for _, locale := range r.q.chain {
		w := r.q.search.words[locale]
		if w.exact == "" {
			continue
		}
		if asked := words(locale, w); asked != "" {
			branches = append(branches, "(select p.entry_id, p.locale, "+strconv.Itoa(class)+" as class"+r.columns+"\nfrom public_search p\nwhere "+
				r.s.conditions(r.sqlBuilder, r.q, locale)+"\n  and p.search @@ ("+asked+")"+and+"\nlimit "+r.most+")")
		}
	}
	return branches
}

// titles are the branches of what has all words in the title, then of what has one of them there.
func (r *ranker) titles() []string {
	return append(r.branches(0, "", func(locale string, w questions) string {
		return r.asked(r.q, locale, w.exact) + " && " + marked("t", r.tsquery(locale, w.all))
	}), r.branches(1, "", func(locale string, w questions) string {
		if w.all == w.any {
			return ""
		}
		return r.asked(r.q, locale, w.exact) + " && " + marked("t", r.tsquery(locale, w.any)) + " && !! " + marked("t", r.tsquery(locale, w.all))
	})...)
}

// cte is a part of the statement: the rows of branches, each begun only when those before, and the parts before, have
// not brought enough.
func (r *ranker) cte(name string, branches []string, before ...string) string {
	most := r.most
	for _, part := range before {
		most += "::bigint - (select count(*) from " + part + ")"
	}
	return name + " as materialized (\nselect * from (\n" + strings.Join(branches, "\nunion all\n") + "\n) found\nlimit " + most + "\n)"
}

// without leaves out what parts before have: asking the index to do so takes longer.
func without(parts ...string) string {
	conditions := ""
	for _, part := range parts {
		conditions += "\n  and p.entry_id not in (select entry_id from " + part + ")"
	}
	return conditions
}

// found are the parts of the statement, the best first, and the SQL of all that is found in that order.
func (r *ranker) found() (ctes, all string) {
	exact := func(locale string, w questions) string { return r.asked(r.q, locale, w.exact) }
	parts := []string{"titled", "elsewhere"}
	sql := []string{
		r.cte("titled", r.titles()),
		r.cte("elsewhere", r.branches(3, without("titled"), exact), "titled"),
		r.cte("summarised", r.branches(2, "\n  and (select count(*) from elsewhere) between 1 and "+strconv.Itoa(fewInText), func(locale string, w questions) string {
			return r.asked(r.q, locale, w.exact) + " && " + marked("h", r.tsquery(locale, w.any))
		})),
	}
	for i, title := range []bool{true, false} {
		branches := r.branches(4+i, without(parts...), func(locale string, w questions) string {
			switch {
			case w.wide == "":
				return ""
			case title:
				return r.asked(r.q, locale, w.wide) + " && " + marked("t", r.tsquery(locale, w.like))
			}
			return r.asked(r.q, locale, w.wide)
		})
		if len(branches) > 0 {
			name := "alike" + strconv.Itoa(i)
			sql = append(sql, r.cte(name, branches, parts...))
			parts = append(parts, name)
		}
	}
	for i, part := range parts {
		parts[i] = "select * from " + part
	}
	return strings.Join(sql, ", "), "(" + strings.Join(parts, " union all ") + ")"
}

// rankSQL is the statement of a page of what a search finds: the best candidates, the newest first within a class; then
// how many there are, and the values of fields among them.
func (s *Service) rankSQL(q Query, limit int, fields []*schema.Field) (string, []any) {
	q = q.steering()
	q.search.ranking = true // a copy
	if !slices.ContainsFunc(q.chain, func(locale string) bool { return q.search.words[locale].exact != "" }) {
		return "", nil
	}
	r := &ranker{sqlBuilder: &sqlBuilder{}, s: s, q: q}
	r.most = r.bind(mostCounted + 1)
	for _, column := range facetColumns(fields) {
		r.columns += ", " + column
	}
	after := ""
	if q.after != nil {
		class, id := r.bind(*q.after.Key)+"::text::int", r.bind(q.after.ID.String())+"::text::uuid"
		after = "\nwhere c.class > " + class + " or c.class = " + class + " and c.entry_id < " + id
	}
	ctes, all := r.found()
	sql := "with " + ctes + ", page as (\nselect c.*\nfrom (\n  select f.entry_id, f.locale,\n" +
		"         case when f.class = 3 and f.entry_id in (select entry_id from summarised) then 2 else f.class end as class\n" +
		"  from (select * from " + all + " found limit " + r.bind(mostCandidates) + ") f\n) c" + after + "\norder by c.class, c.entry_id desc\nlimit " + r.bind(limit) + "\n)\n" +
		"select page.entry_id, page.locale, page.class, null::text as field, null::text as value from page\n" +
		"union all\nselect null, null, count(*)::int, null, null from " + all + " found"
	for i, f := range fields {
		sql += "\nunion all\nselect null, null, v.n, v.field, v.value from " + facetValuesSQL(i, f, all+" found") + " v (field, value, n)"
	}
	return sql, r.args
}

// ranked reads a page of what a search finds, how much it finds, and the values of fields among that.
func (s *Service) ranked(ctx context.Context, q Query, limit int) ([]Item, counts, error) {
	fields := q.sharedFacets()
	c := counts{values: map[string][]FacetValue{}}
	sql, args := s.rankSQL(q, limit, fields)
	if sql == "" {
		c.total = &Total{Exact: true}
		return nil, c, nil
	}
	var keys []key
	err := s.steer(ctx, sql, args, func(rows pgx.Rows) error {
		var id *uuid.UUID
		var locale, field, value *string
		var n int
		_, err := pgx.ForEachRow(rows, []any{&id, &locale, &n, &field, &value}, func() error {
			switch {
			case id != nil:
				keys = append(keys, key{ID: *id, Locale: *locale, Class: n})
			case field != nil:
				c.values[*field] = append(c.values[*field], FacetValue{Value: *value, Count: n})
			default:
				total := counted(n)
				c.total = &total
			}
			return nil
		})
		return err
	})
	if err != nil {
		return nil, c, err
	}
	slices.SortFunc(keys, func(a, b key) int {
		if a.Class != b.Class {
			return a.Class - b.Class
		}
		return -strings.Compare(a.ID.String(), b.ID.String())
	})
	items, err := s.byKeys(ctx, keys)
	return items, c, err
}

// Settings for statements on the index of words. PostgreSQL cannot know how dear it is to look into the words of a
// row that it found otherwise, and would do so for common words; here only their index may be used. That leaves
// one plan whatever the words are, so it is kept.
const sqlSteer = `
select set_config('enable_seqscan', 'off', true), set_config('enable_indexscan', 'off', true), set_config('enable_indexonlyscan', 'off', true),
       set_config('max_parallel_workers_per_gather', '0', true), set_config('work_mem', '32MB', true), set_config('jit', 'off', true),
       set_config('plan_cache_mode', 'force_generic_plan', true)`

// steer asks a statement with the settings of sqlSteer.
func (s *Service) steer(ctx context.Context, sql string, args []any, read func(pgx.Rows) error) error {
	return s.with(ctx, sqlSteer, sql, args, read)
}

// with asks a statement in one transaction with settings, in one round trip.
func (s *Service) with(ctx context.Context, settings, sql string, args []any, read func(pgx.Rows) error) error {
	batch := &pgx.Batch{}
	batch.Queue(settings)
	batch.Queue(sql, args...).Query(read)
	return s.db.SendBatch(ctx, batch).Close()
}

const sqlItemsByKeys = `
select ` + itemColumns + `, k.class::text as sort_key
from unnest(@ids::uuid[], @locales::text[], @classes::int[]) with ordinality as k (entry_id, locale, class, position)
join public_items p on p.entry_id = k.entry_id and p.locale = k.locale
order by k.position`

// byKeys reads items in the order of their keys. One that went away meanwhile is left out.
func (s *Service) byKeys(ctx context.Context, keys []key) ([]Item, error) {
	if len(keys) == 0 {
		return nil, nil
	}
	ids, locales, classes := make([]uuid.UUID, len(keys)), make([]string, len(keys)), make([]int32, len(keys))
	for i, k := range keys {
		ids[i], locales[i], classes[i] = k.ID, k.Locale, int32(k.Class) //nolint:gosec // below ten
	}
	rows, err := s.db.Query(ctx, sqlItemsByKeys, pgx.StrictNamedArgs{"ids": ids, "locales": locales, "classes": classes})
	if err != nil {
		return nil, err
	}
	return collect(rows)
}

// deliveredFields are the fields of an item.
func (i Item) deliveredFields() (map[string]any, error) {
	var body struct {
		Fields map[string]any `json:"fields"`
	}
	if err := json.Unmarshal(i.Body, &body); err != nil {
		return nil, errItem
	}
	return body.Fields, nil
}

// titleOf is the title among the fields of an item, "" where it has none for everybody.
func titleOf(t *schema.Type, fields map[string]any) string {
	if publicField(t, t.Title) == nil {
		return ""
	}
	title, _ := fields[t.Title].(string)
	return title
}

// Suggestion completes what somebody began to type.
type Suggestion struct {
	Text string    `json:"text" doc:"The title of an item."`
	Type string    `json:"type"`
	ID   uuid.UUID `json:"id"`
	Slug string    `json:"slug"`
}

const (
	// mostSuggestions is how many are made, from how many candidates at most.
	mostSuggestions      = 10
	suggestionCandidates = 500
)

// Suggest completes a text by the titles of what is public in a locale: items whose titles have words that begin with
// those of the text, the newest first. It returns how long they stay right; nil: no time ends it.
func (s *Service) Suggest(ctx context.Context, locale, text string) ([]Suggestion, *time.Duration, error) {
	words := language.SearchWords(locale, text)
	if len(words) == 0 || len(words) > mostTerms || len([]rune(words[len(words)-1])) < 2 {
		return []Suggestion{}, nil, nil
	}
	for i, w := range words {
		var spellings []string
		for _, spelling := range language.SpellingsOf(locale, w) {
			spellings = append(spellings, "'p:"+spelling+"':*")
		}
		words[i] = "(" + strings.Join(spellings, " | ") + ")"
	}
	b := &sqlBuilder{}
	where := append([]string{"p.locale = " + nameLiteral(locale), "p.settled"}, s.Conditions(s.scope, "p", b.bind)...)
	sql := "select p.entry_id, p.locale\nfrom (select p.entry_id, p.locale from public_search p where " + strings.Join(where, " and ") +
		" and p.search @@ " + b.bind(strings.Join(words, " & ")) + "::text::tsquery limit " + b.bind(suggestionCandidates) +
		") p\norder by p.entry_id desc\nlimit " + b.bind(mostSuggestions)
	var keys []key
	err := s.steer(ctx, sql, b.args, func(rows pgx.Rows) (err error) {
		keys, err = pgx.CollectRows(rows, func(row pgx.CollectableRow) (k key, err error) { return k, row.Scan(&k.ID, &k.Locale) })
		return err
	})
	if err != nil {
		return nil, nil, err
	}
	items, err := s.byKeys(ctx, keys)
	if err != nil {
		return nil, nil, err
	}
	list := []Suggestion{}
	for _, item := range items {
		t, ok := s.types.Type(item.Type)
		if !ok {
			continue
		}
		fields, err := item.deliveredFields()
		if err != nil {
			return nil, nil, err
		}
		if title := titleOf(t, fields); title != "" {
			list = append(list, Suggestion{Text: title, Type: item.Type, ID: item.ID, Slug: item.Slug})
		}
	}
	return list, earliest(nil, items), nil
}
