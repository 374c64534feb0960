package cms

import (
	"context"
	"slices"

	"lotse/internal/command"
	"lotse/schema"
)

// gate is the one publish gate: single, bulk, release, import and force publish all ask it. It returns
// everything that stands against showing content as the variant's public text, before anything changes.
// together names entries that go live in the same release.
func (s *Service) gate(ctx context.Context, tx *command.Tx, l *loaded, v *variantRow, content schema.Content, together map[string]bool) ([]command.FieldError, error) {
	problems := fieldErrors(l.typ.Validate(content, schema.Published, l.part(v)), v.Locale)
	add := func(pointer, code string) {
		problems = append(problems, command.FieldError{Pointer: pointer, Code: code, Locale: v.Locale})
	}
	if l.entry.ArchivedAt != nil {
		add("", "archived")
	}
	if l.entry.OrganisationSuspended != nil {
		add("", "organisation_suspended")
	}
	if v.Locale != l.entry.SourceLocale {
		if !l.entry.SourceLive && !together[l.entry.ID.String()] {
			add("", "source_not_live")
		}
		return problems, nil
	}
	if day, ok := l.typ.LastDay(content); ok {
		if !s.endOfDay(day).After(tx.Now) {
			add("/"+l.typ.ValidUntil, "past_last_day")
		}
	}
	found, err := referenceProblems(ctx, tx, l, content, together)
	return append(problems, found...), err
}

// referenceProblems are what the text of a source refers to and must not: what is not public, or of a type that
// the field does not take. What it found stays as it is until the end of the transaction.
func referenceProblems(ctx context.Context, tx *command.Tx, l *loaded, content schema.Content, together map[string]bool) ([]command.FieldError, error) {
	var problems []command.FieldError
	add := func(pointer, code string) {
		problems = append(problems, command.FieldError{Pointer: pointer, Code: code, Locale: l.entry.SourceLocale})
	}
	refs := l.typ.References(content)
	if err := holdTargets(ctx, tx, refs); err != nil {
		return nil, err
	}
	known, err := loadTargets(ctx, tx, refs)
	if err != nil {
		return nil, err
	}
	for _, r := range refs {
		t, exists := known[r.Target]
		f, top := l.typ.Field(r.Field)
		switch {
		case exists && top && !slices.Contains(f.To, t.typ):
			add("/"+r.Field, "bad_reference")
		case r.OnGone == "block" && !t.public && !together[r.Target]:
			add("/"+r.Field, "reference_not_public")
		}
	}
	return problems, nil
}

// gateReturn asks before an entry that was hidden comes back whether it can still be shown: what it cannot be
// without may be gone.
func (st *step) gateReturn(ctx context.Context) error {
	if !st.entry.SourceLive {
		return nil
	}
	live, err := st.revisionOf(ctx, st.tx, st.source(), *st.source().LiveRevision)
	if err != nil {
		return err
	}
	problems, err := referenceProblems(ctx, st.tx, st.loaded, live.Content, nil)
	if err == nil && len(problems) > 0 {
		err = gateRefused(problems)
	}
	return err
}

// gateRefused is the answer when the gate is shut.
func gateRefused(problems []command.FieldError) error {
	return &command.Error{Kind: command.Invalid, Code: "publish_gate", Detail: "It cannot be published like this.", Fields: problems}
}
