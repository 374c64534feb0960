package cms

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"lotse/internal/command"
	"lotse/internal/language"
	"lotse/schema"
)

// Entries whose words are new wait in a queue of their own, because two who publish at once must not wait for each other
// over the words that both use. It has no key but its own: a line that is being worked off never keeps a newer
// one out.
const sqlQueueWords = `
insert into word_queue (entry_id)
values (@entry_id)`

const sqlTakeQueuedWords = `
delete from word_queue
where id = any(array(
    select id
    from word_queue
    order by id
    limit @limit
    for update skip locked))
returning entry_id`

const sqlInsertWords = `
insert into words (locale, word)
select w.locale, w.word
from unnest(@locales::text[], @words::text[]) as w (locale, word)
on conflict do nothing`

// CollectWords takes up to limit entries from the queue and adds the words of their live texts to those that search
// looks parts of words and misspelt ones up in. It returns how many entries it took; fewer than limit means
// that the queue is empty. It changes no content, so it leaves no trail.
func (s *Service) CollectWords(ctx context.Context, limit int) (int, error) {
	tx, err := s.db.Begin(ctx)
	if err != nil {
		return 0, fmt.Errorf("collect words: %w", err)
	}
	defer func() { _ = tx.Rollback(ctx) }()
	rows, err := tx.Query(ctx, sqlTakeQueuedWords, pgx.StrictNamedArgs{"limit": limit})
	if err != nil {
		return 0, fmt.Errorf("collect words: %w", err)
	}
	taken, err := pgx.CollectRows(rows, pgx.RowTo[uuid.UUID])
	if err != nil {
		return 0, fmt.Errorf("collect words: %w", err)
	}
	found := map[localeWord]bool{}
	for _, id := range slices.Compact(slices.SortedFunc(slices.Values(taken), compareIDs)) {
		if err := s.wordsOf(ctx, tx, id, found); err != nil {
			return 0, fmt.Errorf("collect words of entry %s: %w", id, err)
		}
	}
	if err := insertWords(ctx, tx, found); err != nil {
		return 0, err
	}
	return len(taken), tx.Commit(ctx)
}

type localeWord struct{ locale, word string }

// wordsOf adds the words of an entry's live texts.
func (s *Service) wordsOf(ctx context.Context, db querier, id uuid.UUID, found map[localeWord]bool) error {
	l, err := s.load(ctx, db, id, false)
	if command.KindOf(err) == command.NotFound {
		return nil // deleted meanwhile
	}
	if err != nil {
		return err
	}
	revisions, err := liveRevisions(ctx, db, l)
	if err != nil {
		return err
	}
	source, err := s.sourceRevision(ctx, db, l, revisions)
	if source == nil || err != nil {
		return err
	}
	for _, v := range l.variants {
		r := revisions[v.ID]
		if r == nil {
			continue
		}
		content := schema.Content(source.Content)
		if v.Locale != l.entry.SourceLocale {
			content = l.typ.Merge(source.Content, r.Content)
		}
		for _, word := range IndexPublication(l.typ, v.Locale, content).Words() {
			if len(word) > 2 && !language.FillerWord(v.Locale, word) {
				found[localeWord{v.Locale, word}] = true
			}
		}
	}
	return nil
}

// insertWords adds words in their order, so that two who do it at once cannot wait for each other in a circle.
func insertWords(ctx context.Context, tx pgx.Tx, found map[localeWord]bool) error {
	list := slices.SortedFunc(maps.Keys(found), func(a, b localeWord) int {
		if c := strings.Compare(a.locale, b.locale); c != 0 {
			return c
		}
		return strings.Compare(a.word, b.word)
	})
	locales, words := make([]string, len(list)), make([]string, len(list))
	for i, w := range list {
		locales[i], words[i] = w.locale, w.word
	}
	if _, err := tx.Exec(ctx, sqlInsertWords, pgx.StrictNamedArgs{"locales": locales, "words": words}); err != nil {
		return fmt.Errorf("insert words: %w", err)
	}
	return nil
}

// A batch of the words of a language after a given one, and those of them that stand in nothing public: which words are
// known can be told by what a misspelt one finds. What comes back is queued again, see sqlQueueWordsOfOrganisation
// and queueRendered. A stem stands for its forms: a form that is gone while another is still there may stay.
const sqlWordsInOrder = `
select word
from words
where locale = @locale
  and word > @after
order by word
limit @limit`

const sqlDropWords = `
delete from words w
where w.locale = @locale
  and w.word = any(@words)
  and not exists (
      select from public_search p
      where p.settled and p.locale = @locale and p.search @@ plainto_tsquery(@config::text::regconfig, w.word))`

// DropWords deletes words that stand in nothing public any more, a batch in each call: those of a locale after a given one.
// It returns how many went and after which one to go on, "" at the end.
func (s *Service) DropWords(ctx context.Context, locale, after string, limit int) (int, string, error) {
	rows, err := s.db.Query(ctx, sqlWordsInOrder, pgx.StrictNamedArgs{"locale": locale, "after": after, "limit": limit})
	if err != nil {
		return 0, "", fmt.Errorf("list words: %w", err)
	}
	words, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil || len(words) == 0 {
		return 0, "", errors.Join(err)
	}
	tag, err := s.db.Exec(ctx, sqlDropWords, pgx.StrictNamedArgs{
		"locale": locale, "words": words, "config": language.SearchConfig(locale),
	})
	if err != nil {
		return 0, "", fmt.Errorf("drop words: %w", err)
	}
	if len(words) < limit {
		return int(tag.RowsAffected()), "", nil
	}
	return int(tag.RowsAffected()), words[len(words)-1], nil
}
