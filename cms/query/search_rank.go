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
)

// mostCandidates is how many of what a search finds are ranked. Beyond, nobody looks.
const mostCandidates = 5000

// key names an item in a locale, with its class: the lower, the more it is what somebody looks for.
type key struct {
	ID     uuid.UUID
	Locale string
	Class  int
}

// classes are the SQL of what a search finds in a locale, from the best to the least, each without the ones before:
// all words in the title; one of them there; one in the summary; all somewhere; and in the same way with words that
// are like them. Each is answered by the index alone, which is why a million items can be ranked.
func (b *sqlBuilder) classes(q Query, locale string) []string {
	w := q.search.words[locale]
	if w.exact == "" {
		return nil
	}
	mark := func(mark, question string) string { return "lotse.marked('" + mark + "', " + question + ")" }
	exact := b.asked(q, locale, w.exact)
	all, any := b.tsquery(locale, w.all), b.tsquery(locale, w.any)
	list := []string{
		exact + " && " + mark("t", all),
		exact + " && " + mark("t", any) + " && !! " + mark("t", all),
		exact + " && " + mark("h", any) + " && !! " + mark("t", any),
		exact + " && !! " + mark("h", any),
	}
	if w.wide != "" {
		wide, like := b.asked(q, locale, w.wide), b.tsquery(locale, w.like)
		list = append(list,
			wide+" && "+mark("t", like)+" && !! "+b.tsquery(locale, w.exact),
			wide+" && !! "+mark("t", like)+" && !! "+b.tsquery(locale, w.exact))
	}
	return list
}

// rankSQL is the statement of a page of what a search finds: the best candidates, the newest first within a class.
// Each branch is begun only when those before have not brought enough. The last row is how many there are.
func (s *Service) rankSQL(q Query, limit int) (string, []any) {
	b := &sqlBuilder{}
	q = q.steering()
	q.search.ranking = true // a copy
	var branches []string
	most := b.bind(mostCounted + 1)
	byLocale := make([][]string, len(q.chain))
	for i, locale := range q.chain {
		byLocale[i] = b.classes(q, locale)
	}
	for class := range 6 {
		for i, locale := range q.chain {
			if class < len(byLocale[i]) {
				branches = append(branches, "(select p.entry_id, p.locale, "+strconv.Itoa(class)+" as class\nfrom public_items p\nwhere "+
					s.conditions(b, q, locale)+"\n  and p.search @@ ("+byLocale[i][class]+")\nlimit "+most+")")
			}
		}
	}
	if len(branches) == 0 {
		return "", nil
	}
	after := ""
	if q.after != nil {
		class, id := b.bind(*q.after.Key)+"::text::int", b.bind(q.after.ID.String())+"::text::uuid"
		after = "\n    and (c.class > " + class + " or c.class = " + class + " and c.entry_id < " + id + ")"
	}
	return "with candidates as materialized (\nselect *, row_number() over () as n from (\n" + strings.Join(branches, "\nunion all\n") + "\n) found\nlimit " + most +
		"\n), page as (\n  select c.entry_id, c.locale, c.class\n  from candidates c\n  where c.n <= " + b.bind(mostCandidates) + after +
		"\n  order by c.class, c.entry_id desc\n  limit " + b.bind(limit) + "\n)\nselect page.entry_id, page.locale, page.class from page\n" +
		"union all\nselect null, null, count(*)::int from candidates", b.args
}

// ranked reads a page of what a search finds, and how much it finds.
func (s *Service) ranked(ctx context.Context, q Query, limit int) ([]Item, *Total, error) {
	sql, args := s.rankSQL(q, limit)
	if sql == "" {
		return nil, &Total{Exact: true}, nil
	}
	keys, err := s.steered(ctx, sql, args)
	if err != nil {
		return nil, nil, err
	}
	i := slices.IndexFunc(keys, func(k key) bool { return k.ID == uuid.Nil })
	total := counted(keys[i].Class)
	keys = slices.Delete(keys, i, i+1)
	slices.SortFunc(keys, func(a, b key) int {
		if a.Class != b.Class {
			return a.Class - b.Class
		}
		return -strings.Compare(a.ID.String(), b.ID.String())
	})
	items, err := s.byKeys(ctx, keys)
	return items, &total, err
}

// Settings for statements on the index of words. PostgreSQL cannot know how dear it is to look into the words of a
// row that another index found, and would do so for common words; here only their own index may be used. That leaves
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

// steered reads keys that way.
func (s *Service) steered(ctx context.Context, sql string, args []any) ([]key, error) {
	var keys []key
	err := s.steer(ctx, sql, args, func(rows pgx.Rows) error {
		var id *uuid.UUID
		var locale *string
		var class int
		_, err := pgx.ForEachRow(rows, []any{&id, &locale, &class}, func() error {
			k := key{Class: class}
			if id != nil {
				k.ID, k.Locale = *id, *locale
			}
			keys = append(keys, k)
			return nil
		})
		return err
	})
	return keys, err
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

// titleOf is the title of an item, "" where it has none for everybody.
func (s *Service) titleOf(item Item, o object) string {
	t, ok := s.types.Type(item.Type)
	if !ok || publicField(t, t.Title) == nil {
		return ""
	}
	var title string
	if err := json.Unmarshal(o.fields.get(t.Title), &title); err != nil {
		return ""
	}
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
	where := append([]string{indexed(locale)}, s.Conditions(s.scope, "p", b.bind)...)
	sql := "select p.entry_id, p.locale, 0\nfrom (select p.entry_id, p.locale from public_items p where " + strings.Join(where, " and ") +
		" and p.search @@ " + b.bind(strings.Join(words, " & ")) + "::text::tsquery limit " + b.bind(suggestionCandidates) +
		") p\norder by p.entry_id desc\nlimit " + b.bind(mostSuggestions)
	keys, err := s.steered(ctx, sql, b.args)
	if err != nil {
		return nil, nil, err
	}
	items, err := s.byKeys(ctx, keys)
	if err != nil {
		return nil, nil, err
	}
	list := []Suggestion{}
	for _, item := range items {
		o, err := readObject(item.Body)
		if err != nil {
			return nil, nil, err
		}
		if title := s.titleOf(item, o); title != "" {
			list = append(list, Suggestion{Text: title, Type: item.Type, ID: item.ID, Slug: item.Slug})
		}
	}
	return list, earliest(nil, items), nil
}
