package translation

import (
	"context"
	"slices"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"lotse/auth"
	"lotse/cms"
	"lotse/internal/command"
	"lotse/internal/segment"
)

// Suggestions are what may help to translate a segment.
type Suggestions struct {
	Memory []Suggestion `json:"memory" nullable:"false"`
	Terms  []TermHint   `json:"terms" nullable:"false" doc:"Terms of the glossary that stand in the segment."`
	Pivot  *string      `json:"pivot" doc:"Its English text, where that is up to date."`
}

// Suggestion is how a text like this one was translated.
type Suggestion struct {
	Source   string `json:"source" doc:"Coded text that was translated."`
	Text     string `json:"text" doc:"Its translation, with the codes of this segment."`
	Score    int    `json:"score" doc:"How alike the sources are, 0 to 100."`
	Origin   string `json:"origin" enum:"human,machine,import"`
	Provider string `json:"provider,omitempty"`
	Reviewed bool   `json:"reviewed"`
	Context  string `json:"context" doc:"Type and field: offer.title."`
}

// TermHint is a term of the glossary.
type TermHint struct {
	Source string `json:"source"`
	Target string `json:"target" doc:"Empty: it stays as it is."`
	Note   string `json:"note,omitempty"`
}

// How alike a text must be to be offered, and how many are.
const (
	leastLike  = 0.4
	maxOffered = 5
)

// The text itself, by one index, and what is like it, by another: asked together, neither is used. The operator finds,
// similarity orders the few that it found.
const sqlMemoryLike = `
(select source, codes, target, context, origin, provider, reviewed, plain, true as exact
 from translation_memory
 where source_hash = @hash
   and locale = @locale
 order by reviewed desc, origin = 'machine', created_at desc
 limit @limit)
union all
(select source, codes, target, context, origin, provider, reviewed, plain, false
 from translation_memory
 where plain % @plain
   and locale = @locale
   and source_locale = @source_locale
   and source_hash <> @hash
 order by similarity(plain, @plain) desc, reviewed desc, origin = 'machine', created_at desc
 limit @limit)`

// Suggest returns what may help with a segment of an entry.
func (s *Service) Suggest(ctx context.Context, actor auth.Actor, entry uuid.UUID, locale, id string) (Suggestions, error) {
	out := Suggestions{Memory: []Suggestion{}, Terms: []TermHint{}}
	view, seg, err := s.segment(ctx, actor, entry, locale, id)
	if err != nil {
		return out, err
	}
	plain := segment.Plain(seg.Source.Coded)
	if len(plain) > maxPlain {
		plain = toValid(plain[:maxPlain])
	}
	// The memory holds what others wrote, also what is approved and not public yet: not for everybody who may translate
	// an entry of their own.
	if s.policy.May(actor, auth.TranslationRead) && ofTheHouse(actor) {
		if out.Memory, err = s.alike(ctx, view.SourceLocale, locale, seg, plain); err != nil {
			return out, err
		}
	}
	if out.Terms, err = s.hints(ctx, locale, plain); err != nil {
		return out, err
	}
	if locale != "en" {
		texts, err := s.pivot(ctx, actor, entry)
		if err != nil {
			return out, err
		}
		if text, has := texts[seg.Hash]; has {
			out.Pivot = &text.Coded
		}
	}
	return out, nil
}

// segment finds a segment of a translation that the actor may see.
func (s *Service) segment(ctx context.Context, actor auth.Actor, entry uuid.UUID, locale, id string) (cms.Translation, cms.SegmentView, error) {
	view, err := s.cms.Translation(ctx, actor, entry, locale)
	if err != nil {
		return view, cms.SegmentView{}, err
	}
	i := slices.IndexFunc(view.Segments, func(seg cms.SegmentView) bool { return seg.ID == id })
	if i < 0 {
		return view, cms.SegmentView{}, command.InvalidField("/segment", "unknown_segment")
	}
	return view, view.Segments[i], nil
}

// pivot are the English texts of an entry that are up to date. Who translates may see them where English is public or
// they may read it anyway; else there are none.
func (s *Service) pivot(ctx context.Context, actor auth.Actor, entry uuid.UUID) (map[string]segment.Text, error) {
	view, err := s.cms.Translation(ctx, actor, entry, "en")
	switch command.KindOf(err) {
	case command.NotFound, command.Forbidden, command.Refused:
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	out := map[string]segment.Text{}
	for _, seg := range view.Segments {
		if seg.Target != nil && seg.State != cms.SegmentOutdated {
			out[seg.Hash] = *seg.Target
		}
	}
	return out, nil
}

type likeRow struct {
	Source   string         `db:"source"`
	Codes    []segment.Code `db:"codes"`
	Target   string         `db:"target"`
	Context  string         `db:"context"`
	Origin   string         `db:"origin"`
	Provider string         `db:"provider"`
	Reviewed bool           `db:"reviewed"`
	Plain    string         `db:"plain"`
	Exact    bool           `db:"exact"`
}

// alike looks for texts like a segment in the memory.
func (s *Service) alike(ctx context.Context, from, locale string, seg cms.SegmentView, plain string) ([]Suggestion, error) {
	out := []Suggestion{}
	found, err := list[likeRow](ctx, s.db, "ask the memory", sqlMemoryLike, pgx.StrictNamedArgs{"locale": locale, "source_locale": from, "hash": memoryKey(from, seg.Hash), "plain": plain, "limit": 4 * maxOffered})
	if err != nil {
		return out, err
	}
	seen := map[string]bool{}
	for _, row := range found {
		score := 1.0
		if !row.Exact {
			score = segment.Similarity(row.Plain, plain)
		}
		text := segment.Recode(segment.Text{Coded: row.Target, Codes: row.Codes}, seg.Source)
		fit := fitting(text.Coded, seg.Source)
		if score < leastLike || seen[fit] || len(out) == maxOffered {
			continue
		}
		seen[fit] = true
		out = append(out, Suggestion{Source: row.Source, Text: fit, Score: int(100 * score), Origin: row.Origin, Provider: row.Provider, Reviewed: row.Reviewed, Context: row.Context})
	}
	return out, nil
}

const sqlHints = `
select source, target, note
from glossary_terms
where locale = @locale
order by lower(source)
limit @limit`

// hints are the terms of the glossary that stand in a text.
func (s *Service) hints(ctx context.Context, locale, plain string) ([]TermHint, error) {
	out := []TermHint{}
	terms, err := list[TermHint](ctx, s.db, "load glossary", sqlHints, pgx.StrictNamedArgs{"locale": locale, "limit": maxTerms})
	if err != nil {
		return out, err
	}
	for _, t := range terms {
		if len(segment.Found([]segment.Term{{Source: t.Source, Target: t.Target}}, plain)) > 0 {
			out = append(out, t)
		}
	}
	return out, nil
}

// CheckedSegment is what somebody should look at in a segment.
type CheckedSegment struct {
	ID     string          `json:"id"`
	Issues []segment.Issue `json:"issues" nullable:"false"`
}

// Check compares texts of a translation with their source; the present ones where texts is empty.
func (s *Service) Check(ctx context.Context, actor auth.Actor, entry uuid.UUID, locale string, texts map[string]string) ([]CheckedSegment, error) {
	view, err := s.cms.Translation(ctx, actor, entry, locale)
	if err != nil {
		return nil, err
	}
	terms, err := s.terms(ctx, locale)
	if err != nil {
		return nil, err
	}
	out := []CheckedSegment{}
	for _, seg := range view.Segments {
		text, sent := texts[seg.ID]
		if !sent {
			if len(texts) > 0 || seg.Target == nil {
				continue
			}
			text = seg.Target.Coded
		}
		if issues := segment.Check(seg.Source, text, terms); len(issues) > 0 || sent {
			if issues == nil {
				issues = []segment.Issue{}
			}
			out = append(out, CheckedSegment{ID: seg.ID, Issues: issues})
		}
	}
	return out, nil
}
