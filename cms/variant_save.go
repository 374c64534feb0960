package cms

import (
	"bytes"
	"context"

	"github.com/google/uuid"

	"lotse/auth"
	"lotse/internal/audit"
	"lotse/internal/command"
	"lotse/schema"
	"lotse/workflow"
)

// Save replaces the working copy of a variant. What the public sees is not touched.
//
// A version that is not the present one is refused with the present text and the differences, unless the
// text sent is the text that is there: a save whose answer was lost may be repeated. A text that does not
// differ changes nothing. The first change by another account cuts a revision of what was there, so that
// nobody's text is shown under another's name.
//
// The answer is what was saved, read in the same transaction: somebody else's text, saved right after, must not
// come back as if the writer had seen it.
func (s *Service) Save(ctx context.Context, actor auth.Actor, in Save) (out Entry, err error) {
	err = s.commands.Run(ctx, actor.Actor, func(ctx context.Context, tx *command.Tx) error {
		l, v, err := s.loadVariant(ctx, tx, actor, in.EntryID, in.Locale)
		if err != nil {
			return err
		}
		if err := s.authorise(actor, "save", l.resource(v)); err != nil {
			return err
		}
		content, err := s.draft(l.typ, l.sent(v, in.Fields), l.part(v))
		if err != nil {
			return err
		}
		hash, err := contentHash(content)
		if err != nil {
			return err
		}
		if bytes.Equal(hash, v.ContentHash) {
			tx.Unchanged()
			out, err = s.On(tx).entryView(ctx, actor, l, v, tx.Now)
			return err
		}
		if in.Version != v.Version {
			return stale(l, v, content)
		}
		decision, err := s.flowOf(l, v).Decide("save", s.facts(l, v, actor, tx.Now))
		if err != nil {
			return refused(err)
		}
		if err := s.write(ctx, tx, actor, l, v, write{content: content, to: decision.To, origin: origin(in.Origin), action: "save"}); err != nil {
			return err
		}
		out, err = s.On(tx).entryView(ctx, actor, l, v, tx.Now)
		return err
	})
	if err != nil {
		return Entry{}, err
	}
	return out, nil
}

// loadVariant loads and locks an entry and finds the variant; an actor who may not read it gets the
// answer of a missing one.
func (s *Service) loadVariant(ctx context.Context, tx *command.Tx, actor auth.Actor, id uuid.UUID, locale string) (*loaded, *variantRow, error) {
	l, err := s.load(ctx, tx, id, true)
	if err != nil {
		return nil, nil, err
	}
	v := l.variant(locale)
	if v == nil {
		return nil, nil, command.ErrNotFound()
	}
	return l, v, s.authorise(actor, "read", l.resource(v))
}

// write is a change of a working copy.
type write struct {
	content schema.Content
	to      string // the editing state it leads to
	origin  string
	action  string // as recorded
	base    uuid.UUID
	links   []link // of a translation: what its new texts were made of, as far as the writer knows
}

// write puts a text into the working copy and keeps the books of who wrote what.
func (s *Service) write(ctx context.Context, tx *command.Tx, actor auth.Actor, l *loaded, v *variantRow, w write) error {
	if err := keepStored(ctx, tx, v); err != nil {
		return err
	}
	if err := cutForNewWriter(ctx, tx, v, actor); err != nil {
		return err
	}
	if w.origin == "import" && l.part(v) == schema.Translation && len(v.Content) > 0 { // a file may be older than what stands here
		if _, err := cut(ctx, tx, v, "import"); err != nil {
			return err
		}
	}
	before := v.Editing
	if err := v.setContent(l.typ, w.content); err != nil {
		return err
	}
	v.Origin, v.LastWriter, v.TypeVersion = w.origin, ref(actor.Person()), l.history.Newest()
	v.Authors = include(v.Authors, actor.Person())
	v.Editing = w.to
	switch {
	case v.Visibility == workflow.Live && bytes.Equal(v.ContentHash, v.LiveHash) && before != workflow.InReview:
		v.nothingPending()
	case before == workflow.InReview:
		v.Correctors = include(v.Correctors, actor.Person())
	default:
		v.Writers = include(v.Writers, actor.Person())
	}
	v.Version++
	if err := storeWorkingCopy(ctx, tx, l.typ, v); err != nil {
		return err
	}
	if err := storeVariant(ctx, tx, v); err != nil {
		return err
	}
	if err := s.relink(ctx, tx, l, v, w.links); err != nil {
		return err
	}
	if l.part(v) == schema.Translation || v.LiveRevision == nil { // else translations are made of what is live
		if err := s.reckon(ctx, tx, l); err != nil {
			return err
		}
	}
	tx.Record(audit.Event{
		Action: w.action, EntryID: v.EntryID, VariantID: v.ID, Locale: v.Locale, OrganisationID: l.entry.OrganisationID,
		RevisionID: w.base, Changes: stateChange(before, v.Editing, v.Visibility, v.Visibility),
	})
	return nil
}

// nothingPending notes that the working copy is what is live again. Who wrote it counts on while nobody has
// looked at it: what was published by force is not ratified by its writer.
func (v *variantRow) nothingPending() {
	v.Editing, v.PendingRevision = workflow.Clean, nil
	if !v.Unreviewed {
		v.Writers, v.Correctors = nil, nil
	}
}

// cutForNewWriter keeps what others wrote before another account starts to write.
func cutForNewWriter(ctx context.Context, tx *command.Tx, v *variantRow, actor auth.Actor) error {
	if deref(v.LastWriter) == actor.Person() || len(v.Content) == 0 {
		return nil
	}
	_, err := cut(ctx, tx, v, "writer")
	return err
}

// stale is the answer to a change that was based on an older version: the present version and text, and
// what the sent text would change in it.
func stale(l *loaded, v *variantRow, sent schema.Content) error {
	e := command.E(command.Stale, "stale", "Somebody else has changed this since.")
	e.Extra = map[string]any{"current": map[string]any{
		"version": v.Version, "entryVersion": l.entry.Version, "editing": v.Editing, "fields": v.Content,
	}}
	if sent != nil {
		e.Extra["diff"] = l.typ.Diff(sent, v.Content)
	}
	return e
}

// stateChange is how states stand in the audit trail.
func stateChange(editingFrom, editingTo, visibilityFrom, visibilityTo string) map[string]any {
	changes := map[string]any{}
	if editingFrom != editingTo {
		changes["editing"] = []any{editingFrom, editingTo}
	}
	if visibilityFrom != visibilityTo {
		changes["visibility"] = []any{visibilityFrom, visibilityTo}
	}
	return changes
}
