package translation

import (
	"context"
	"fmt"
	"unicode/utf8"

	"github.com/jackc/pgx/v5"

	"lotse/auth"
	"lotse/cms"
	"lotse/internal/command"
	"lotse/internal/segment"
	"lotse/workflow"
)

// finish writes what came back for an item and hands it on: to review, or to the public where its type allows that.
func (s *Service) finish(ctx context.Context, item taken, i int, texts []wanted, known map[string]memoryText, refused map[string]string) error {
	ours, err := s.stillOurs(ctx, item)
	if err != nil || !ours { // it was called off meanwhile
		return err
	}
	save := cms.SaveSegments{EntryID: item.EntryID, Locale: item.Locale, Origin: cms.SegmentMachine}
	reason := ""
	for _, t := range texts {
		if t.item != i {
			continue
		}
		m, has := known[t.hash]
		text := fitting(m.Target, t.source)
		if has && t.longest > 0 && utf8.RuneCountInString(segment.Plain(text)) > t.longest {
			reason = "too_long"
			continue
		}
		if has {
			save.Segments = append(save.Segments, cms.SegmentText{ID: t.id, Text: text, Origin: m.Origin, Provider: providerOf(m)})
		} else if reason == "" {
			reason = refused[t.hash]
		}
	}
	saved, err := s.cms.SaveSegments(ctx, auth.System(), save)
	switch {
	case command.Code(err) == "invalid" || command.Code(err) == "stale":
		// The source changed while the service worked: what is to be done is asked anew.
		return s.again(ctx, item, err)
	case err != nil:
		return s.fail(ctx, item, err)
	case reason != "":
		return s.failWith(ctx, item, reason)
	}
	return s.handOn(ctx, item, saved)
}

const sqlStillOurs = `
select exists (select from translation_items where id = @id and state = 'in_progress')`

func (s *Service) stillOurs(ctx context.Context, item taken) (ours bool, err error) {
	if err := s.db.QueryRow(ctx, sqlStillOurs, pgx.StrictNamedArgs{"id": item.ID}).Scan(&ours); err != nil {
		return false, fmt.Errorf("look at translation item: %w", err)
	}
	return ours, nil
}

// fitting is a remembered text that can be written: one whose codes are not those of the source gives its words.
func fitting(target string, source segment.Text) string {
	tokens, err := segment.Tokens(target)
	if err != nil {
		return segment.Escape(target)
	}
	for _, t := range tokens {
		c, has := source.Code(t.ID)
		if t.Kind != segment.Words && (!has || (c.Kind == segment.Break) != (t.Kind == segment.Empty)) {
			return segment.Escape(segment.Plain(target))
		}
	}
	return target
}

// providerOf names who made a text: a service, or the memory where a person had.
func providerOf(m memoryText) string {
	if m.Origin == cms.SegmentMachine {
		return m.Provider
	}
	return "memory"
}

const sqlAskAgain = `
update translation_items
set state = 'requested',
    claimed_at = null
where id = @id
  and state = 'in_progress'`

// again has an item done anew, a few times.
func (s *Service) again(ctx context.Context, item taken, cause error) error {
	if item.Attempts >= maxAttempts {
		return s.fail(ctx, item, cause)
	}
	if _, err := s.db.Exec(ctx, sqlAskAgain, pgx.StrictNamedArgs{"id": item.ID}); err != nil {
		return fmt.Errorf("ask for translation again: %w", err)
	}
	return nil
}

// failWith ends an item with the code of why.
func (s *Service) failWith(ctx context.Context, item taken, code string) error {
	if _, err := s.db.Exec(ctx, sqlFailItem, pgx.StrictNamedArgs{"id": item.ID, "state": Failed, "error": code}); err != nil {
		return fmt.Errorf("note failed translation: %w", err)
	}
	return nil
}

// handOn submits a translation, or publishes it where its type wants machine text at once and nothing speaks against it.
// The item follows the text (cms/segment_item.go).
func (s *Service) handOn(ctx context.Context, item taken, saved cms.SavedSegments) error {
	view := saved.Translation
	switch {
	case view.Editing == workflow.Clean:
		return s.note(ctx, item, Done)
	case !saved.Changed, view.Editing != workflow.Draft && view.Editing != workflow.ChangesRequested:
		// Nothing was written: people have it, and what they decided is not decided again.
		return s.note(ctx, item, NeedsReview)
	}
	if view.ByHand { // somebody is at work on it, and hands it on when it is done
		return s.note(ctx, item, NeedsReview)
	}
	t, _ := s.cms.Types().Type(view.Type)
	if t != nil && t.PublishMachine && s.flawless(ctx, view) {
		_, err := s.act(ctx, item, "publish", view.Version)
		if err == nil || command.KindOf(err) != command.Refused && command.KindOf(err) != command.Invalid {
			return s.ended(ctx, item, err)
		}
	}
	_, err := s.act(ctx, item, "submit", view.Version)
	if command.Code(err) == "incomplete" { // a person has to add what no source gives
		return s.note(ctx, item, NeedsReview)
	}
	return s.ended(ctx, item, err)
}

// act takes a step in the name of Lotse; nobody is written to about it.
func (s *Service) act(ctx context.Context, item taken, action string, version int) (cms.Entry, error) {
	return s.cms.Act(ctx, auth.System(), cms.Act{EntryID: item.EntryID, Locale: item.Locale, Action: action, Version: version, NoMail: true})
}

// ended notes how the last step went.
func (s *Service) ended(ctx context.Context, item taken, err error) error {
	switch {
	case err == nil:
		return nil
	case command.KindOf(err) == command.Stale: // a person writes in it now
		return s.note(ctx, item, NeedsReview)
	}
	return s.fail(ctx, item, err)
}

const sqlNoteItem = `
update translation_items
set state = @state,
    claimed_at = null,
    changed_at = lotse.now()
where id = @id
  and state in ('requested', 'in_progress')`

func (s *Service) note(ctx context.Context, item taken, state string) error {
	if _, err := s.db.Exec(ctx, sqlNoteItem, pgx.StrictNamedArgs{"id": item.ID, "state": state}); err != nil {
		return fmt.Errorf("note state of translation: %w", err)
	}
	return nil
}

// flawless reports that no check finds anything in a translation, and that all of it says what the source says.
func (s *Service) flawless(ctx context.Context, view cms.Translation) bool {
	terms, err := s.terms(ctx, view.Locale)
	if err != nil || len(view.Left) > 0 || view.Words.Missing+view.Words.Outdated > 0 {
		return false
	}
	for _, seg := range view.Segments {
		if seg.Target == nil || len(segment.Check(seg.Source, seg.Target.Coded, terms)) > 0 {
			return false
		}
	}
	return true
}
