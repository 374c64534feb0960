package cms

import (
	"bytes"
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"lotse/auth"
	"lotse/internal/audit"
	"lotse/internal/command"
	"lotse/internal/language"
	"lotse/internal/segment"
	"lotse/schema"
	"lotse/workflow"
)

// SaveSegments asks to write a translation segment by segment.
type SaveSegments struct {
	EntryID uuid.UUID
	Locale  string
	// Version is the variant's version that the writer saw; 0 where there was none yet: it is made.
	Version  int
	Segments []SegmentText
	// Remove are texts that belong to nothing in the source any more (LeftSegment.ID) and go.
	Remove []string
	// Origin is human where empty. What a machine made never takes the place of what a person made or approved.
	Origin   string
	Provider string
}

// SegmentText is the new text of a segment.
type SegmentText struct {
	ID   string // schema.Segment.ID of the reference source
	Text string // coded; empty: none
	// Confirm says that the present text is right for the source as it is; Text does not count then.
	Confirm bool
	// Reviewed says that the text was approved before: it comes out of the memory.
	Reviewed bool
	// Origin and Provider, where this one's are not those of the whole: a text out of the memory.
	Origin, Provider string
}

// SavedSegments is what became of it.
type SavedSegments struct {
	Translation
	// Kept are the segments that a machine's text was not written to, because a person's stands there.
	Kept []string
	// Changed says that the text is another than it was.
	Changed bool
}

// SaveSegments writes segments of a translation and leaves the others as they are. The text takes the form of the
// source. Every problem is told at once: unknown_segment where the source does not say that any more, bad_codes and
// unknown_code where the codes of a text are not those of its source. A text that does not differ changes nothing.
func (s *Service) SaveSegments(ctx context.Context, actor auth.Actor, in SaveSegments) (out SavedSegments, err error) {
	if !language.Valid(in.Locale) {
		return out, command.InvalidField("/locale", "unknown_locale")
	}
	if isFree(in.Locale) {
		return out, command.E(command.Refused, "free_locale", "This language is written as a text of its own.")
	}
	err = s.commands.Run(ctx, actor.Actor, func(ctx context.Context, tx *command.Tx) error {
		l, v, err := s.translationFor(ctx, tx, actor, in.EntryID, in.Locale)
		if err != nil {
			return err
		}
		w, err := s.segmentWrite(ctx, tx, l, v, in)
		if err != nil {
			return err
		}
		before := []byte(nil)
		if v != nil {
			before = v.ContentHash
		}
		out.Kept = w.kept
		if err := s.saveSegments(ctx, tx, actor, l, v, in, w); err != nil {
			return err
		}
		after := l.variant(in.Locale)
		out.Changed = after != nil && !bytes.Equal(before, after.ContentHash)
		out.Translation, err = s.On(tx).translationView(ctx, actor, l, l.variant(in.Locale), in.Locale)
		return err
	})
	return out, err
}

// translationFor locks an entry and finds the variant to write; nil where it is still to be made.
func (s *Service) translationFor(ctx context.Context, tx *command.Tx, actor auth.Actor, id uuid.UUID, locale string) (*loaded, *variantRow, error) {
	l, err := s.load(ctx, tx, id, true)
	if err != nil {
		return nil, nil, err
	}
	v := l.variant(locale)
	switch {
	case locale == l.entry.SourceLocale:
		if err := s.authorise(actor, auth.Read, l.resource(v)); err != nil {
			return nil, nil, err
		}
		return nil, nil, command.E(command.Refused, "source_locale", "This is the language that is translated from.")
	case v == nil:
		return l, nil, s.authoriseVariant(actor, l, locale)
	}
	if err := s.authoriseBeside(actor, l, v); err != nil {
		return nil, nil, err
	}
	return l, v, s.authorise(actor, "save", l.resource(v))
}

// segmentWrite is what a translation becomes.
type segmentWrite struct {
	content schema.Content
	links   []link
	kept    []string
	sources []schema.Segment
}

// segmentWrite works out the new text, and what was made of what.
func (s *Service) segmentWrite(ctx context.Context, tx *command.Tx, l *loaded, v *variantRow, in SaveSegments) (segmentWrite, error) {
	reference, err := l.reference(ctx, tx)
	if err != nil {
		return segmentWrite{}, err
	}
	sources := l.typ.Segments(reference)
	state, present, err := s.presentState(ctx, tx, l, v, in.Locale, sources)
	if err != nil {
		return segmentWrite{}, err
	}
	f := &segmentFiller{
		in: in, state: state, texts: map[string]SegmentText{}, removed: map[string]bool{},
		placed: map[*schema.Segment]bool{}, made: map[string][]*link{},
	}
	if problems := f.read(); len(problems) > 0 {
		return segmentWrite{}, command.InvalidFields(problems)
	}
	content := l.typ.Fill(reference, present, f.fill)
	if problems := l.typ.Validate(content, schema.Draft, schema.Translation); len(problems) > 0 {
		return segmentWrite{}, command.InvalidFields(fieldErrors(problems, in.Locale))
	}
	return segmentWrite{content: content, links: f.links(l.typ.Segments(content)), kept: f.kept, sources: sources}, nil
}

// presentState is where the present text stands towards the source.
func (s *Service) presentState(ctx context.Context, db querier, l *loaded, v *variantRow, locale string, sources []schema.Segment) (translationState, schema.Content, error) {
	if v == nil {
		return l.stateOfText(locale, sources, nil, links{}, nil), nil, nil
	}
	all, err := loadLinks(ctx, db, []uuid.UUID{v.ID})
	if err != nil {
		return translationState{}, nil, err
	}
	ls := all[v.ID]
	known, err := s.knownTexts(ctx, db, ls)
	return l.stateOfText(locale, sources, v.Content, ls, known), v.Content, err
}

// segmentFiller puts new texts into the form of the source.
type segmentFiller struct {
	in      SaveSegments
	state   translationState
	texts   map[string]SegmentText // by the id of the segment
	removed map[string]bool
	kept    []string
	placed  map[*schema.Segment]bool // present texts that stand in the new one
	made    map[string][]*link       // by path, in the order of the new text: what it was made of, nil where that is known
}

// read takes what was sent and returns its problems.
func (f *segmentFiller) read() []command.FieldError {
	var problems []command.FieldError
	byID := map[string]segmentState{}
	for _, st := range f.state.segments {
		byID[st.source.ID] = st
	}
	for i, t := range f.in.Segments {
		at := "/segments/" + strconv.Itoa(i)
		st, known := byID[t.ID]
		if !known {
			problems = append(problems, command.FieldError{Pointer: at + "/id", Code: "unknown_segment"})
			continue
		}
		if code := badCodes(t, st); code != "" {
			problems = append(problems, command.FieldError{Pointer: at + "/text", Code: code})
			continue
		}
		if f.in.Origin == SegmentMachine && ofPerson(st) {
			f.kept = append(f.kept, t.ID)
			continue
		}
		f.texts[t.ID] = t
	}
	for _, id := range f.in.Remove {
		f.removed[id] = true
	}
	return problems
}

// badCodes is the code of what is wrong with the codes of a text, or "".
func badCodes(t SegmentText, st segmentState) string {
	if t.Confirm {
		return ""
	}
	tokens, err := segment.Tokens(t.Text)
	if err != nil {
		return "bad_codes"
	}
	codes := codesFor(st)
	for _, token := range tokens {
		c, known := codes.Code(token.ID)
		if token.Kind != segment.Words && (!known || (c.Kind == segment.Break) != (token.Kind == segment.Empty)) {
			return "unknown_code"
		}
	}
	return ""
}

// codesFor are the codes that a text may use: those of the source, and what the present text has beyond them.
func codesFor(st segmentState) segment.Text {
	if st.target == nil {
		return st.source.Text
	}
	return segment.Recode(st.target.Text, st.source.Text)
}

// ofPerson reports that a person made or approved the text that stands there.
func ofPerson(st segmentState) bool {
	return st.target != nil && (st.link.Origin != SegmentMachine || st.link.Reviewed)
}

// fill says what stands in the place of a segment.
func (f *segmentFiller) fill(s schema.Segment) schema.Filling {
	i := slices.IndexFunc(f.state.segments, func(st segmentState) bool { return st.source.ID == s.ID })
	st := f.state.segments[i]
	codes := codesFor(st)
	out := schema.Filling{Codes: codes.Codes}
	t, sent := f.texts[s.ID]
	switch {
	case sent && !t.Confirm:
		if language.Visible(segment.Plain(t.Text)) {
			out.Text = t.Text
			f.note(s.Path, f.linkOf(t, s))
		}
	case st.target != nil && !f.placed[st.target]: // a text that was made of two segments stands there once
		f.placed[st.target] = true
		out.Text = codes.Coded
		var confirmed *link
		if sent {
			l := st.link
			l.Source, l.Reviewed, confirmed = s.Hash, false, &l // of this source nobody has approved it
		}
		f.note(s.Path, confirmed)
	}
	for _, left := range f.state.left {
		if f.stays(left) && max(left.after, f.first(left.target.Path)) == i {
			out.After = append(out.After, left.target.Text)
			f.note(s.Path, nil)
		}
	}
	return out
}

func (f *segmentFiller) note(path string, l *link) { f.made[path] = append(f.made[path], l) }

// linkOf says what a new text was made of.
func (f *segmentFiller) linkOf(t SegmentText, s schema.Segment) *link {
	l := &link{Source: s.Hash, Origin: origin(f.in.Origin), Provider: f.in.Provider, Reviewed: t.Reviewed}
	if t.Origin != "" {
		l.Origin, l.Provider = t.Origin, t.Provider
	}
	return l
}

// first is the first segment of a path; -1 where the source has none.
func (f *segmentFiller) first(path string) int {
	return slices.IndexFunc(f.state.segments, func(st segmentState) bool { return st.source.Path == path })
}

// stays reports that a text without a source is kept: until a person removes it, or a machine that made it.
func (f *segmentFiller) stays(left leftSegment) bool {
	mine := f.in.Origin == SegmentMachine && left.link.Origin == SegmentMachine && !left.link.Reviewed
	return !f.removed[leftID(left)] && !mine
}

// leftID names a text that belongs to nothing in the source any more.
func leftID(left leftSegment) string { return left.target.Path + "!" + left.target.Hash }

// links are what the texts of the new translation were made of. A path whose texts became fewer when they were
// tidied is left to be inferred.
func (f *segmentFiller) links(target []schema.Segment) []link {
	targets := byPath(target)
	var out []link
	for _, path := range slices.Sorted(maps.Keys(f.made)) {
		if len(f.made[path]) != len(targets[path]) {
			continue
		}
		for i, l := range f.made[path] {
			if l != nil {
				l.Target = targets[path][i].Hash
				out = append(out, *l)
			}
		}
	}
	return out
}

const sqlRecheckLinks = `
select count(*)
from unnest(@targets::text[], @sources::text[]) as new (target, source)
where not exists (
    select from translation_links l
    where l.variant_id = @variant_id
      and not l.stale
      and l.target_hash = new.target
      and l.source_hash = new.source)`

// saveSegments writes what segmentWrite worked out.
func (s *Service) saveSegments(ctx context.Context, tx *command.Tx, actor auth.Actor, l *loaded, v *variantRow, in SaveSegments, w segmentWrite) error {
	if v == nil {
		if len(w.content) == 0 {
			tx.Unchanged()
			return nil
		}
		return s.addVariant(ctx, tx, actor, l, in.Locale, in.Origin, w.content, w.links)
	}
	hash, err := contentHash(w.content)
	if err != nil {
		return err
	}
	if bytes.Equal(hash, v.ContentHash) {
		return s.confirmSegments(ctx, tx, l, v, w)
	}
	if in.Version != v.Version && in.Origin != SegmentMachine { // a machine works on what it finds
		return stale(l, v, w.content)
	}
	decision, err := s.flowOf(l, v).Decide("save", s.facts(l, v, actor, tx.Now))
	if err != nil {
		return refused(err)
	}
	return s.write(ctx, tx, actor, l, v, write{content: w.content, to: decision.To, origin: origin(in.Origin), action: "save", links: w.links})
}

// confirmSegments notes that present texts are right for the source as it is. The text itself stays, also what is
// live of it: that it matches again is seen at once.
func (s *Service) confirmSegments(ctx context.Context, tx *command.Tx, l *loaded, v *variantRow, w segmentWrite) error {
	var targets, sources []string
	for _, l := range w.links {
		targets, sources = append(targets, l.Target), append(sources, l.Source)
	}
	news := 0
	err := tx.QueryRow(ctx, sqlRecheckLinks, pgx.StrictNamedArgs{"variant_id": v.ID, "targets": targets, "sources": sources}).Scan(&news)
	if err != nil {
		return fmt.Errorf("look for new links: %w", err)
	}
	if news == 0 {
		tx.Unchanged()
		return nil
	}
	if err := storeLinks(ctx, tx, v, w.links, w.sources, hashesOf(l.typ.Segments(v.Content))); err != nil {
		return err
	}
	if bytes.Equal(v.ContentHash, v.BaseHash) || bytes.Equal(v.ContentHash, v.LiveHash) { // a revision holds the text
		if _, err := tx.Exec(ctx, sqlKeepLinks, pgx.StrictNamedArgs{"variant_id": v.ID}); err != nil {
			return fmt.Errorf("keep links of translation: %w", err)
		}
	}
	tx.Record(audit.Event{
		Action: "confirm_translation", EntryID: v.EntryID, VariantID: v.ID, Locale: v.Locale, OrganisationID: l.entry.OrganisationID,
		Changes: map[string]any{"segments": news},
	})
	return s.matched(ctx, tx, l, v)
}

// matched shows what was found to match: in the coverage, and where it is live to the public.
func (s *Service) matched(ctx context.Context, tx *command.Tx, l *loaded, v *variantRow) error {
	if v.Visibility == workflow.Live {
		return s.render(ctx, tx, l, false)
	}
	return s.reckon(ctx, tx, l)
}
