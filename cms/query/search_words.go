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

const (
	// mostLikes is how many words of a language stand in for a word that somebody typed.
	mostLikes = 20
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
	sql := "select p.entry_id, p.locale, 0\nfrom (select p.entry_id, p.locale from public_items p where " + indexed(locale) +
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
