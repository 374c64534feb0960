package cms

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"

	"lotse/auth"
	"lotse/internal/command"
	"lotse/internal/language"
	"lotse/internal/segment"
	"lotse/schema"
	"lotse/workflow"
)

// Translation is an entry in one locale beside its source, as translators work on it.
type Translation struct {
	EntryID      uuid.UUID       `json:"entryId"`
	Type         string          `json:"type"`
	SourceLocale string          `json:"sourceLocale"`
	SourceTitle  string          `json:"sourceTitle"`
	SourceLive   bool            `json:"sourceLive"`
	Locale       string          `json:"locale"`
	Free         bool            `json:"free" doc:"A text of its own, not compared paragraph by paragraph: segments show the source only."`
	Exists       bool            `json:"exists" doc:"False while there is no text in this locale. The first save makes it."`
	Version      int             `json:"version" doc:"The token of saves; 0 while there is no text."`
	EntryVersion int             `json:"entryVersion"`
	Title        string          `json:"title"`
	Editing      string          `json:"editing"`
	Visibility   string          `json:"visibility"`
	Writable     bool            `json:"writable" doc:"The asking actor may write now."`
	Organisation OrganisationRef `json:"organisation"`
	Words        WordCount       `json:"words"`
	Segments     []SegmentView   `json:"segments"`
	Left         []LeftView      `json:"left" doc:"Texts whose source is no more. They stay until somebody removes them."`
	Removed      []SourceText    `json:"removed" doc:"In a free language: what the source does not say any more."`
	CheckedAt    *time.Time      `json:"checkedAt" doc:"In Leichte Sprache: when readers of its target group checked this very text."`
	ReviewedAt   *time.Time      `json:"reviewedAt" doc:"When somebody approved what is live."`
	Actions      []Offered       `json:"actions"`
	Problems     []Problem       `json:"problems"`
	LastRemark   *RemarkRef      `json:"lastRemark"`
	SubmittedBy  *Person         `json:"submittedBy"`

	// ByHand says that a person has written in it since it was last published.
	ByHand bool `json:"-"`
}

// WordCount counts words of a source by the state of their translation.
type WordCount struct {
	Total    int `json:"total"`
	Missing  int `json:"missing"`
	Machine  int `json:"machine"`
	Human    int `json:"human"`
	Reviewed int `json:"reviewed"`
	Outdated int `json:"outdated"`
}

// SourceText is a text of a source.
type SourceText struct {
	Text segment.Text `json:"text"`
}

// SegmentView is a segment of the source with its translation.
type SegmentView struct {
	ID        string           `json:"id"`
	Path      string           `json:"path"`
	Field     string           `json:"field"`
	Label     schema.Text      `json:"label"`
	Hash      string           `json:"-"` // of the source
	Kind      string           `json:"kind" enum:"text,lines,paragraph,heading"`
	MaxLength int              `json:"maxLength,omitempty" doc:"In characters; 0: as long as the field allows."`
	Words     int              `json:"words"`
	Source    segment.Text     `json:"source"`
	State     string           `json:"state" enum:"missing,machine,human,reviewed,outdated"`
	Target    *segment.Text    `json:"target" doc:"Null where it is missing. Its codes are those of the source, and what it has beyond them."`
	Origin    string           `json:"origin,omitempty" enum:"human,machine,import"`
	Provider  string           `json:"provider,omitempty"`
	Was       *segment.Text    `json:"was,omitempty" doc:"The source text that the translation was made of, where that has changed."`
	Changes   []schema.WordRun `json:"changes,omitempty" doc:"Word by word from what the source was to what it is."`
}

// LeftView is a text of a translation that belongs to nothing in the source any more.
type LeftView struct {
	ID     string        `json:"id"`
	Path   string        `json:"path"`
	Label  schema.Text   `json:"label"`
	Target segment.Text  `json:"target"`
	Origin string        `json:"origin,omitempty"`
	Was    *segment.Text `json:"was,omitempty"`
}

// Translation returns an entry in a locale beside its source: also before there is any text in it, to those who may
// write the first.
func (s *Service) Translation(ctx context.Context, actor auth.Actor, id uuid.UUID, locale string) (Translation, error) {
	if !language.Valid(locale) {
		return Translation{}, command.InvalidField("/locale", "unknown_locale")
	}
	l, err := s.load(ctx, s.db, id, false)
	if err != nil {
		return Translation{}, err
	}
	v := l.variant(locale)
	switch {
	case v == nil:
		err = s.authoriseVariant(actor, l, locale)
	default:
		err = s.authoriseBeside(actor, l, v)
	}
	if err == nil && locale == l.entry.SourceLocale {
		err = command.E(command.Refused, "source_locale", "This is the language that is translated from.")
	}
	if err != nil {
		return Translation{}, err
	}
	return s.translationView(ctx, actor, l, v, locale)
}

// LiveTranslation is what is live of an entry in a locale beside what is live of its source; not found where either is
// not.
func (s *Service) LiveTranslation(ctx context.Context, id uuid.UUID, locale string) (Translation, error) {
	l, err := s.load(ctx, s.db, id, false)
	if err != nil {
		return Translation{}, err
	}
	v, source := l.variant(locale), l.source()
	if v == nil || v == source || v.LiveRevision == nil || source.LiveRevision == nil {
		return Translation{}, command.ErrNotFound()
	}
	from, err := l.revisionOf(ctx, s.db, source, *source.LiveRevision)
	if err != nil {
		return Translation{}, err
	}
	text, err := l.revisionOf(ctx, s.db, v, *v.LiveRevision)
	if err != nil {
		return Translation{}, err
	}
	all, err := loadLinks(ctx, s.db, []uuid.UUID{v.ID})
	if err != nil {
		return Translation{}, err
	}
	out := Translation{EntryID: id, Type: l.entry.Type, SourceLocale: l.entry.SourceLocale, Locale: locale, Free: isFree(locale), Exists: true}
	s.addSegments(&out, l.stateOfText(locale, l.typ.Segments(from.Content), text.Content, all[v.ID], nil), nil)
	return out, nil
}

// authoriseBeside checks that the actor may read a text and its source, which the one is shown beside.
func (s *Service) authoriseBeside(actor auth.Actor, l *loaded, v *variantRow) error {
	source := l.source()
	if source.Visibility != workflow.Live && !s.policy.Can(actor, auth.Read, l.resource(source)) {
		return command.ErrNotFound()
	}
	return s.authorise(actor, auth.Read, l.resource(v))
}

// Demand checks that the actor may take an action on the source of an entry: not found where it may not even be read.
func (s *Service) Demand(ctx context.Context, actor auth.Actor, id uuid.UUID, action string) error {
	l, err := s.load(ctx, s.db, id, false)
	if err != nil {
		return err
	}
	return s.authorise(actor, action, l.resource(l.source()))
}

// translationView shows a loaded entry in a locale.
func (s *Service) translationView(ctx context.Context, actor auth.Actor, l *loaded, v *variantRow, locale string) (Translation, error) {
	e := l.entry
	out := Translation{
		EntryID: e.ID, Type: e.Type, SourceLocale: e.SourceLocale, SourceLive: e.SourceLive, Locale: locale, Free: isFree(locale),
		EntryVersion: e.Version, Organisation: OrganisationRef{ID: e.OrganisationID, Slug: e.OrganisationSlug, Name: e.OrganisationName},
		Editing: workflow.Draft, Visibility: workflow.None, Segments: []SegmentView{}, Left: []LeftView{}, Removed: []SourceText{},
		Actions: []Offered{}, Problems: []Problem{},
	}
	reference, err := l.reference(ctx, s.db)
	if err != nil {
		return Translation{}, err
	}
	out.SourceTitle = l.typ.TitleOf(reference)
	if v == nil {
		out.Writable = e.ArchivedAt == nil && s.authoriseVariant(actor, l, locale) == nil
		s.addSegments(&out, l.stateOfText(locale, l.typ.Segments(reference), nil, links{}, nil), nil)
		return out, nil
	}
	if err := s.addVariantView(ctx, actor, &out, l, v); err != nil {
		return Translation{}, err
	}
	return out, s.addState(ctx, &out, l, v, reference)
}

// addVariantView adds what is told of the variant itself.
func (s *Service) addVariantView(ctx context.Context, actor auth.Actor, out *Translation, l *loaded, v *variantRow) error {
	var now time.Time
	if err := s.db.QueryRow(ctx, sqlNowRead).Scan(&now); err != nil {
		return fmt.Errorf("ask for the time: %w", err)
	}
	entry, err := s.entryView(ctx, actor, l, v, now)
	if err != nil {
		return err
	}
	out.Exists, out.Version, out.Title, out.Editing, out.Visibility = true, v.Version, v.Title, v.Editing, v.Visibility
	out.Actions, out.Problems, out.LastRemark, out.SubmittedBy = entry.Actions, entry.Problems, entry.LastRemark, entry.SubmittedBy
	for _, a := range entry.Actions {
		out.Writable = out.Writable || a.Name == "save"
	}
	out.ReviewedAt, out.CheckedAt, out.ByHand = v.ReviewedAt, v.checked(v.ContentHash), len(v.Writers) > 0
	return nil
}

// addState adds the segments and what is known of them.
func (s *Service) addState(ctx context.Context, out *Translation, l *loaded, v *variantRow, reference schema.Content) error {
	all, err := loadLinks(ctx, s.db, []uuid.UUID{v.ID})
	if err != nil {
		return err
	}
	ls := all[v.ID]
	known, err := s.knownTexts(ctx, s.db, ls)
	if err != nil {
		return err
	}
	state := l.stateOfText(v.Locale, l.typ.Segments(reference), v.Content, ls, known)
	if out.Free {
		state.segments, out.Removed = freeChanges(state.segments, ls, known)
	}
	s.addSegments(out, state, known)
	return nil
}

// freeChanges marks, in a free language, the segments of the source that are new or read otherwise, and lists those
// that are no more.
func freeChanges(segments []segmentState, ls links, known map[string]segment.Text) ([]segmentState, []SourceText) {
	removed := []SourceText{}
	covered := map[string]bool{}
	for _, l := range ls.made[wholeText] {
		covered[l.Source] = true
	}
	for i, st := range segments {
		if st.state == SegmentOutdated && covered[st.source.Hash] {
			segments[i].state = SegmentHuman
		}
		delete(covered, st.source.Hash)
	}
	for _, l := range ls.made[wholeText] {
		if text, has := known[l.Source]; has && covered[l.Source] {
			removed = append(removed, SourceText{Text: text})
		}
	}
	return segments, removed
}

// addSegments shows the segments of a state.
func (s *Service) addSegments(out *Translation, state translationState, known map[string]segment.Text) {
	for _, st := range state.segments {
		view := SegmentView{
			ID: st.source.ID, Path: st.source.Path, Field: st.source.Field, Label: st.source.Label, Kind: st.source.Kind, Hash: st.source.Hash,
			MaxLength: st.source.MaxLength, Words: st.source.Words(), Source: st.source.Text, State: st.state,
		}
		if st.target != nil {
			text := segment.Recode(st.target.Text, st.source.Text)
			view.Target, view.Origin, view.Provider = &text, st.link.Origin, st.link.Provider
		}
		if was, has := known[st.link.Source]; has && st.state == SegmentOutdated && st.target != nil {
			view.Was = &was
			view.Changes = language.Diff(segment.Plain(was.Coded), segment.Plain(st.source.Text.Coded))
		}
		out.Segments = append(out.Segments, view)
		out.Words.add(st.state, view.Words)
	}
	for _, left := range state.left {
		view := LeftView{ID: leftID(left), Path: left.target.Path, Label: left.target.Label, Target: left.target.Text, Origin: left.link.Origin}
		if was, has := known[left.link.Source]; has {
			view.Was = &was
		}
		out.Left = append(out.Left, view)
	}
}

// add counts words of a state.
func (w *WordCount) add(state string, words int) {
	w.Total += words
	switch state {
	case SegmentMissing:
		w.Missing += words
	case SegmentMachine:
		w.Machine += words
	case SegmentHuman:
		w.Human += words
	case SegmentReviewed:
		w.Reviewed += words
	case SegmentOutdated:
		w.Outdated += words
	}
}
