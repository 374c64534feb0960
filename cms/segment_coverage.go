package cms

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"lotse/internal/command"
	"lotse/internal/segment"
	"lotse/schema"
)

// A line is written only where it says something new: most changes change no number.
const sqlStoreCoverage = `
insert into translation_coverage (entry_id, locale, type, words, missing, machine, human, reviewed, outdated)
select entry_id, locale, type, words, missing, machine, human, reviewed, outdated
from unnest(@entries::uuid[], @locales::text[], @types::text[], @words::int[],
            @missing::int[], @machine::int[], @human::int[], @reviewed::int[], @outdated::int[])
    as new (entry_id, locale, type, words, missing, machine, human, reviewed, outdated)
on conflict (entry_id, locale) do update
set words = excluded.words,
    missing = excluded.missing,
    machine = excluded.machine,
    human = excluded.human,
    reviewed = excluded.reviewed,
    outdated = excluded.outdated
where (translation_coverage.words, translation_coverage.missing, translation_coverage.machine,
       translation_coverage.human, translation_coverage.reviewed, translation_coverage.outdated)
    is distinct from
      (excluded.words, excluded.missing, excluded.machine, excluded.human, excluded.reviewed, excluded.outdated)`

// coverageRows are lines of translation_coverage to write.
type coverageRows struct {
	entries          []uuid.UUID
	locales, types   []string
	words            []int
	missing, machine []int
	human, reviewed  []int
	outdated         []int
}

func (c *coverageRows) add(l *loaded, locale string, total int, by map[string]int) {
	c.entries, c.locales, c.types = append(c.entries, l.entry.ID), append(c.locales, locale), append(c.types, l.entry.Type)
	c.words = append(c.words, total)
	c.missing, c.machine = append(c.missing, by[SegmentMissing]), append(c.machine, by[SegmentMachine])
	c.human, c.reviewed = append(c.human, by[SegmentHuman]), append(c.reviewed, by[SegmentReviewed])
	c.outdated = append(c.outdated, by[SegmentOutdated])
}

func (c *coverageRows) args() pgx.StrictNamedArgs {
	return pgx.StrictNamedArgs{"entries": c.entries, "locales": c.locales, "types": c.types, "words": c.words,
		"missing": c.missing, "machine": c.machine, "human": c.human, "reviewed": c.reviewed, "outdated": c.outdated}
}

// reckon counts again how far the translations of entries are.
func (s *Service) reckon(ctx context.Context, tx *command.Tx, entries ...*loaded) error {
	if err := s.loadLinksOf(ctx, tx, entries...); err != nil {
		return err
	}
	rows, err := s.coverage(ctx, tx, entries)
	if err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, sqlStoreCoverage, rows.args()); err != nil {
		return fmt.Errorf("store coverage: %w", err)
	}
	return nil
}

// loadLinksOf reads what is known of the translations of entries. A translation of which nothing is known was written
// before anything was noted: it counts as made of the source as it is.
func (s *Service) loadLinksOf(ctx context.Context, tx *command.Tx, entries ...*loaded) error {
	var variants []uuid.UUID
	for _, l := range entries {
		for _, v := range l.variants {
			if l.part(v) == schema.Translation {
				variants = append(variants, v.ID)
			}
		}
	}
	all, err := loadLinks(ctx, tx, variants)
	if err != nil {
		return err
	}
	for _, l := range entries {
		l.links = all
		for _, v := range l.variants {
			if l.part(v) != schema.Translation || len(v.Content) == 0 || !all[v.ID].none() {
				continue
			}
			if all[v.ID], err = s.noteUnknown(ctx, tx, l, v); err != nil {
				return err
			}
		}
	}
	return nil
}

const sqlKeepLinks = `
update translation_links
set kept = true
where variant_id = @variant_id`

// noteUnknown notes of a translation of which nothing is known that its texts were made of the source as it is: what is
// being written of what translators see, what is live of what is live.
func (s *Service) noteUnknown(ctx context.Context, tx *command.Tx, l *loaded, v *variantRow) (links, error) {
	if err := s.relink(ctx, tx, l, v, nil); err != nil {
		return links{}, err
	}
	if source := l.source(); v.LiveRevision != nil && source.LiveRevision != nil && !isFree(v.Locale) {
		from, err := l.revisionOf(ctx, tx, source, *source.LiveRevision)
		if err != nil {
			return links{}, err
		}
		live, err := l.revisionOf(ctx, tx, v, *v.LiveRevision)
		if err != nil {
			return links{}, err
		}
		known, err := loadLinks(ctx, tx, []uuid.UUID{v.ID})
		if err != nil {
			return links{}, err
		}
		sources, targets := l.typ.Segments(from.Content), l.typ.Segments(live.Content)
		added := inferred(sources, targets, known[v.ID], live.Origin)
		targets = append(targets, l.typ.Segments(v.Content)...)
		if err := storeLinks(ctx, tx, v, added, sources, hashesOf(targets)); err != nil {
			return links{}, err
		}
	}
	if _, err := tx.Exec(ctx, sqlKeepLinks, pgx.StrictNamedArgs{"variant_id": v.ID}); err != nil {
		return links{}, fmt.Errorf("keep links of translation: %w", err)
	}
	noted, err := loadLinks(ctx, tx, []uuid.UUID{v.ID})
	return noted[v.ID], err
}

// coverage counts the words of entries by the state that they are in, and keeps what stands where. Their links are
// loaded.
func (s *Service) coverage(ctx context.Context, tx *command.Tx, entries []*loaded) (*coverageRows, error) {
	rows := &coverageRows{}
	for _, l := range entries {
		reference, err := l.reference(ctx, tx)
		if err != nil {
			return nil, err
		}
		source, total := l.typ.Segments(reference), 0
		for _, text := range source {
			total += text.Words()
		}
		for _, v := range l.variants {
			by := map[string]int{}
			if l.part(v) == schema.Translation {
				state, err := s.settledState(ctx, tx, l, v, source)
				if err != nil {
					return nil, err
				}
				by = state.words()
			}
			rows.add(l, v.Locale, total, by)
		}
	}
	return rows, nil
}

// settledState is where a translation stands towards what it is made of; what stands where is kept.
func (s *Service) settledState(ctx context.Context, tx *command.Tx, l *loaded, v *variantRow, source []schema.Segment) (translationState, error) {
	ls := l.links[v.ID]
	state := l.stateOfText(v.Locale, source, v.Content, ls, nil)
	if isFree(v.Locale) {
		return state, nil
	}
	if !state.matches() { // among several that changed, the words tell which is which
		known, err := s.knownTexts(ctx, tx, ls)
		if err != nil {
			return state, err
		}
		state = l.stateOfText(v.Locale, source, v.Content, ls, known)
	}
	return state, storePlaces(ctx, tx, v, state, ls)
}

// knownTexts are the texts of sources that links speak of.
func (s *Service) knownTexts(ctx context.Context, db querier, ls links) (map[string]segment.Text, error) {
	var hashes []string
	for _, list := range ls.made {
		for _, l := range list {
			hashes = append(hashes, l.Source)
		}
	}
	return sourceTexts(ctx, db, hashes)
}

const sqlStorePublicCoverage = `
update translation_coverage c
set live = new.live,
    outdated_since = case when new.live and not new.matches then coalesce(c.outdated_since, @now) end
from unnest(@entries::uuid[], @locales::text[], @live::boolean[], @matches::boolean[]) as new (entry_id, locale, live, matches)
where c.entry_id = new.entry_id
  and c.locale = new.locale
  and (c.live, c.outdated_since is null) is distinct from (new.live, new.matches or not new.live)`

// publicCoverage is what the public sees of the texts of entries.
type publicCoverage struct {
	entries []uuid.UUID
	locales []string
	live    []bool
	matches []bool
}

// add notes for each text of an entry whether it is live, and whether what is live says what its source says.
func (p *publicCoverage) add(l *loaded, rows []publicationRow) {
	matches := map[string]bool{}
	for _, row := range rows {
		matches[row.locale] = row.matches
	}
	for _, v := range l.variants {
		ok, live := matches[v.Locale]
		p.entries, p.locales = append(p.entries, l.entry.ID), append(p.locales, v.Locale)
		p.live, p.matches = append(p.live, live), append(p.matches, ok)
	}
}

// queue adds the statement that stores it.
func (p *publicCoverage) queue(batch *pgx.Batch, now time.Time) {
	batch.Queue(sqlStorePublicCoverage, pgx.StrictNamedArgs{
		"entries": p.entries, "locales": p.locales, "live": p.live, "matches": p.matches, "now": now,
	})
}
