package query

import (
	"context"
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/jackc/pgx/v5"

	"lotse/internal/language"
	"lotse/schema"
)

const (
	// longestSearch bounds what somebody may look for, in characters; mostTerms how many words of it count.
	longestSearch = 200
	mostTerms     = 10
)

// search is what somebody looks for, in words. It is read forgivingly: whatever is typed means something.
type search struct {
	text    string // as asked for, with single spaces
	terms   []term
	ranking bool // the words are a matter of the ranking, not one condition among others
	// steered says that public_search is read, and only by its index of words: see sqlSteer.
	steered  bool
	wordless bool // nobody looks for words, only for marks
	// words are those of each locale of the chain, made before the question is asked.
	words map[string]questions
}

// term is a word, or words that follow each other, that must be there or must not.
type term struct {
	text     string
	phrase   bool
	negative bool
}

func (s *search) params(v url.Values) {
	if s != nil {
		v.Set("q", s.text)
	}
}

// resolveSearch reads q.
func (s *Service) resolveSearch(q *Query, params url.Values) error {
	if !params.Has("q") {
		return nil
	}
	text := strings.Join(strings.Fields(params.Get("q")), " ")
	if text == "" || utf8.RuneCountInString(text) > longestSearch || language.Control(text, false) != "" {
		return invalidParameter("q")
	}
	q.search = &search{text: text, terms: readTerms(text)}
	return nil
}

// steering is the question for a statement with the settings of sqlSteer.
func (q Query) steering() Query {
	made := search{wordless: q.search == nil}
	if q.search != nil {
		made = *q.search
	}
	made.steered = true
	q.search = &made
	return q
}

// readTerms cuts a question into terms: words, "words that follow each other", -what must not be there.
func readTerms(text string) []term {
	var terms []term
	rest := strings.NewReplacer("„", `"`, "“", `"`, "”", `"`, "«", `"`, "»", `"`, "−", "-", "–", "-").Replace(text)
	for rest = strings.TrimLeftFunc(rest, unicode.IsSpace); rest != "" && len(terms) < mostTerms; rest = strings.TrimLeftFunc(rest, unicode.IsSpace) {
		var t term
		t.negative = strings.HasPrefix(rest, "-")
		rest = strings.TrimLeft(rest, "-")
		if quoted, ok := strings.CutPrefix(rest, `"`); ok {
			t.phrase = true
			t.text, rest, _ = strings.Cut(quoted, `"`)
		} else {
			end := strings.IndexFunc(rest, func(r rune) bool { return unicode.IsSpace(r) || r == '"' })
			if end < 0 {
				end = len(rest)
			}
			t.text, rest = rest[:end], rest[end:]
		}
		if t.text != "" {
			terms = append(terms, t)
		}
	}
	return terms
}

// questions are the forms of one search in one locale, as texts for to_tsquery. They hold letters, digits and
// operators of ours only, so PostgreSQL can read every one. Empty: nothing is looked for, nothing is found.
type questions struct {
	exact string // every term
	wide  string // every term, or words that are like it
	all   string // every word, wherever it stands; of what is looked for
	any   string // one of the words
	like  string // one of the words, or of those that are like one
	// plain are the words themselves, likes those that are like them, to mark them in a text.
	plain, likes []string
}

// wordsOf lists the words of the terms that must be there, each once, to look up what is like them.
func (s *search) wordsOf(locale string) []string {
	var list []string
	seen := map[string]bool{}
	for _, t := range s.kept(locale) {
		if t.negative {
			continue
		}
		for _, w := range language.SearchWords(locale, t.text) {
			for _, spelling := range language.SpellingsOf(locale, w) {
				if !seen[spelling] {
					seen[spelling] = true
					list = append(list, spelling)
				}
			}
		}
	}
	return list
}

// kept are the terms without filler words, unless there is nothing else.
func (s *search) kept(locale string) []term {
	var kept []term
	found := false
	for _, t := range s.terms {
		words := language.SearchWords(locale, t.text)
		if len(words) == 0 || !t.phrase && len(words) == 1 && language.FillerWord(locale, words[0]) {
			continue
		}
		found = found || !t.negative
		kept = append(kept, t)
	}
	if !found {
		return s.terms
	}
	return kept
}

// questions makes the forms of the search in a locale. likes are the words that are like each word.
func (s *search) questions(locale string, likes map[string][]string) questions {
	var exact, wide, all []string
	q := questions{}
	positive := false
	for _, t := range s.kept(locale) {
		words := language.SearchWords(locale, t.text)
		if len(words) == 0 {
			continue
		}
		if t.phrase || t.negative {
			sql := "(" + strings.Join(words, map[bool]string{true: " <-> ", false: " & "}[t.phrase]) + ")"
			if t.negative {
				sql = "!" + sql
			}
			exact, wide = append(exact, sql), append(wide, sql)
		}
		if t.negative {
			continue
		}
		positive = true
		for _, w := range words {
			spellings := language.SpellingsOf(locale, w)
			q.plain = append(q.plain, spellings...)
			one := "(" + strings.Join(spellings, " | ") + ")"
			all = append(all, one)
			if t.phrase {
				continue
			}
			var other []string
			for _, spelling := range spellings {
				other = append(other, likes[spelling]...)
			}
			q.likes = append(q.likes, other...)
			exact, wide = append(exact, one), append(wide, "("+strings.Join(append(spellings, other...), " | ")+")")
		}
	}
	if !positive {
		return questions{}
	}
	q.exact, q.all, q.any = strings.Join(exact, " & "), strings.Join(all, " & "), strings.Join(all, " | ")
	q.like = strings.Join(append(append([]string{}, q.plain...), q.likes...), " | ")
	if len(q.likes) > 0 {
		q.wide = strings.Join(wide, " & ")
	}
	return q
}

// tsquery is the SQL of one form.
func (b *sqlBuilder) tsquery(locale, text string) string {
	return "to_tsquery('pg_catalog." + language.SearchConfig(locale) + "'::regconfig, " + b.bind(text) + "::text)"
}

// found is the SQL of: the search of a locale finds the row of public_items p, in that locale.
func (b *sqlBuilder) found(q Query, locale string) string {
	return "p.entry_id in (select w.entry_id from public_search w where w.locale = " + nameLiteral(locale) + " and w.settled and w.search @@ " + b.matching(q, locale) + ")"
}

// matching is the SQL of everything that the search of a locale finds; without words, of what has the marks.
func (b *sqlBuilder) matching(q Query, locale string) string {
	if q.search.wordless {
		return b.bind(q.marks()) + "::text::tsquery"
	}
	w := q.search.words[locale]
	text := w.wide
	if text == "" {
		text = w.exact
	}
	return b.asked(q, locale, text)
}

// asked is the SQL of one form, narrowed to the types and the filters that are asked for: they stand among the words, so
// that one index finds both. Where nothing is left of what is looked for but words that the language leaves out, it
// finds nothing.
func (b *sqlBuilder) asked(q Query, locale, text string) string {
	return "lotse.asked(" + b.tsquery(locale, text) + ", " + b.tsquery(locale, q.search.words[locale].any) + ", " + b.bind(q.marks()) + "::text::tsquery)"
}

// marks are the types and filters of a question, as a tsquery of the marks that schema.Type.Marks makes.
func (q Query) marks() string {
	types := q.types
	if q.typ != nil {
		types = []string{q.typ.Name}
	}
	var parts []string
	add := func(operator string, marks []string) {
		for i, mark := range marks {
			marks[i] = "'" + mark + "'"
		}
		if len(marks) > 0 {
			parts = append(parts, "("+strings.Join(marks, operator)+")")
		}
	}
	marks := make([]string, len(types))
	for i, t := range types {
		marks[i] = schema.TypeMark(t)
	}
	add(" | ", marks)
	for _, f := range q.filters {
		if !f.marked() {
			continue
		}
		marks := make([]string, len(f.values))
		for i, v := range f.values {
			marks[i] = schema.FilterMark(f.field, v)
		}
		add(map[string]string{opAny: " | ", opAll: " & "}[f.op], marks)
	}
	return strings.Join(parts, " & ")
}

// marked reports a filter whose values stand among the words of an item.
func (f filter) marked() bool { return schema.HasMarks(f.field) && (f.op == opAny || f.op == opAll) }

// ResolveSearch reads and authorises the parameters of a search across types.
func (s *Service) ResolveSearch(params url.Values) (Query, error) {
	q := Query{scope: s.scope, types: sortedNames(slices.Clone(s.scope.Types)), limit: DefaultLimit, sort: order{param: byRelevance}}
	for _, name := range sortedKeys(params) {
		switch name {
		case "q", "locale", "type", "limit", "cursor":
		default:
			return Query{}, unknownParameter()
		}
		if len(params[name]) != 1 {
			return Query{}, invalidParameter("query") // twice
		}
	}
	if !params.Has("q") {
		return Query{}, invalidParameter("q")
	}
	if params.Has("type") {
		q.types = nil
		for _, name := range strings.Split(params.Get("type"), ",") {
			if _, ok := s.types.Type(name); !ok || !s.scope.HasType(name) {
				return Query{}, invalidParameter("type")
			}
			q.types = append(q.types, name)
		}
		q.types = sortedNames(q.types)
	}
	for _, step := range []func(*Service, *Query, url.Values) error{
		(*Service).resolveLocale, (*Service).resolveSearch, (*Service).resolvePage,
	} {
		if err := step(s, &q, params); err != nil {
			return Query{}, err
		}
	}
	return q, nil
}

// TypesOf are the names of the types that a question can have items of.
func (s *Service) TypesOf(q Query) []string {
	switch {
	case q.typ != nil:
		return []string{q.typ.Name}
	case len(q.types) > 0:
		return q.types
	}
	return typeNames(s.types.Types())
}

func typeNames(types []*schema.Type) []string {
	names := make([]string, len(types))
	for i, t := range types {
		names[i] = t.Name
	}
	return names
}

const (
	// mostLikes is how many words of a language stand in for a word that somebody typed.
	mostLikes = 12
	// shortestLike is how long a word must be, in characters, to be looked for within others.
	shortestLike = 4
)

// Words that hold a word (Erlaubnis in Aufenthaltserlaubnis), the shortest first, and, where nobody ever wrote it like
// that, those that are spelt like it (beratug), the most similar first.
const sqlLikeWords = `
select asked.word, found.word
from unnest(@words::text[]) as asked (word)
cross join lateral (
    (select w.word
     from words w
     where w.locale = @locale and w.word like '%' || asked.word || '%' and w.word <> asked.word
     order by length(w.word), w.word
     limit @limit)
    union
    (select w.word
     from words w
     where w.locale = @locale and w.word % asked.word and similarity(w.word, asked.word) >= 0.42
       and not exists (select from words k where k.locale = @locale and k.word = asked.word)
     order by similarity(w.word, asked.word) desc, w.word
     limit @limit)
) found`

// widened looks up what is like the words of a search, in every locale that may be served.
func (s *Service) widened(ctx context.Context, q Query) (Query, error) {
	if q.search == nil {
		return q, nil
	}
	made := *q.search
	made.words = map[string]questions{}
	for _, locale := range q.chain {
		likes, err := s.likeWords(ctx, locale, made.wordsOf(locale))
		if err != nil {
			return q, err
		}
		made.words[locale] = made.questions(locale, likes)
	}
	q.search = &made
	return q, nil
}

func (s *Service) likeWords(ctx context.Context, locale string, words []string) (map[string][]string, error) {
	words = slices.DeleteFunc(slices.Clone(words), func(w string) bool {
		return len([]rune(w)) < shortestLike || language.FillerWord(locale, w)
	})
	if len(words) == 0 {
		return nil, nil
	}
	likes := map[string][]string{}
	args := pgx.StrictNamedArgs{"locale": locale, "words": words, "limit": mostLikes}
	err := s.steer(ctx, sqlLikeWords, []any{args}, func(rows pgx.Rows) error {
		var asked, found string
		_, err := pgx.ForEachRow(rows, []any{&asked, &found}, func() error {
			if len(likes[asked]) < mostLikes {
				likes[asked] = append(likes[asked], found)
			}
			return nil
		})
		return err
	})
	return likes, err
}
