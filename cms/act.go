package cms

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"

	"lotse/auth"
	"lotse/internal/audit"
	"lotse/internal/command"
	"lotse/internal/language"
	"lotse/schema"
	"lotse/workflow"
)

// step is an action in progress: what its effects work on.
type step struct {
	s     *Service
	tx    *command.Tx
	actor auth.Actor
	in    Act
	*loaded
	v *variantRow // the variant acted on; the source for actions on the entry

	from     string    // the editing state before
	revision uuid.UUID // cut or chosen by an effect
	review   uuid.UUID
	release  uuid.UUID
	mails    []mail
	changes  map[string]any
	dirty    bool // the entry's row has changed
	rendered bool // what the public sees may have changed
	exposure bool // all of the entry's locales appeared or disappeared at once
	deleted  bool
}

// Act takes a step of the workflow: every action but save goes through here, whichever door it came by.
//
// Refused steps name every reason: a missing parameter as invalid (`/reason`), a state that does not
// allow it as not_allowed, content that may not be published as publish_gate with all of its problems.
func (s *Service) Act(ctx context.Context, actor auth.Actor, in Act) (Entry, error) {
	deleted, err := false, error(nil)
	if in.Reason, err = words(in.Reason, "/reason"); err != nil {
		return Entry{}, err
	}
	err = s.commands.Run(ctx, actor.Actor, func(ctx context.Context, tx *command.Tx) error {
		st := &step{s: s, tx: tx, actor: actor, in: in, changes: map[string]any{}}
		if err := st.load(ctx); err != nil {
			return err
		}
		deleted, err = false, st.take(ctx)
		deleted = st.deleted
		return err
	})
	if err != nil || deleted {
		return Entry{ID: in.EntryID}, err
	}
	return s.Entry(ctx, actor, in.EntryID, in.Locale)
}

// words brings what somebody said beside the content (a reason, the title of a release) into the form in which
// text is stored, and refuses what no text may hold.
func words(text, pointer string) (string, error) {
	if code := language.Control(text, true); code != "" {
		return "", command.InvalidField(pointer, code)
	}
	return language.NFC(text), nil
}

// load locks the entry, finds the variant and judges whether the actor may see it and do this.
func (st *step) load(ctx context.Context) error {
	l, v, err := st.s.loadVariant(ctx, st.tx, st.actor, st.in.EntryID, st.in.Locale)
	if err != nil {
		return err
	}
	st.loaded, st.v = l, v
	action := st.s.flowOf(l, v).Action(st.in.Action)
	if action == nil || action.Name == "save" {
		return command.InvalidField("/action", "unknown_action")
	}
	if action.Scope == workflow.OnEntry {
		st.v = l.source()
	}
	if err := st.s.authorise(st.actor, action.Name, l.resource(st.v)); err != nil {
		return err
	}
	present := st.v.Version
	if action.Scope == workflow.OnEntry {
		present = l.entry.Version
	}
	if st.in.Version != present {
		return stale(l, st.v, nil)
	}
	return nil
}

// take decides, checks the content, carries out the effects and stores what they changed.
func (st *step) take(ctx context.Context) error {
	f := st.s.facts(st.loaded, st.v, st.actor, st.tx.Now)
	f.Reason, f.At, f.Revision, f.Organisation = st.in.Reason, st.in.At, st.in.Revision, st.in.Organisation
	decision, err := st.s.flowOf(st.loaded, st.v).Decide(st.in.Action, f)
	if err != nil {
		return refused(err)
	}
	if err := st.check(ctx, decision.Checks); err != nil {
		return err
	}
	before := *st.v
	st.from, st.v.Editing = before.Editing, decision.To
	for _, name := range decision.Effects {
		if err := effects[name](ctx, st); err != nil {
			return fmt.Errorf("%s: %w", st.in.Action, err)
		}
	}
	if st.deleted {
		st.record(before)
		return nil
	}
	return st.store(ctx, before, decision.Action.Scope)
}

// check asks schema and the publish gate.
func (st *step) check(ctx context.Context, checks []workflow.Check) error {
	for _, c := range checks {
		var problems []command.FieldError
		switch c {
		case workflow.Complete:
			problems = fieldErrors(st.typ.Validate(st.v.Content, schema.Published, st.part(st.v)), st.v.Locale)
			if len(problems) > 0 {
				return &command.Error{Kind: command.Invalid, Code: "incomplete", Detail: "Something is missing or wrong.", Fields: problems}
			}
		case workflow.Gate:
			content, err := st.outgoing(ctx)
			if err != nil {
				return err
			}
			if problems, err = st.s.gate(ctx, st.tx, st.loaded, st.v, content, nil); err != nil {
				return err
			}
			if len(problems) > 0 {
				return gateRefused(problems)
			}
		}
	}
	return nil
}

// outgoing is the text that publishing now would show: the working copy, or after a withdrawal with
// nothing new what was live before.
func (st *step) outgoing(ctx context.Context) (schema.Content, error) {
	if st.v.Editing != workflow.Clean || st.v.LiveRevision == nil {
		return st.v.Content, nil
	}
	r, err := st.revisionOf(ctx, st.tx, st.v, *st.v.LiveRevision)
	if err != nil {
		return nil, err
	}
	return r.Content, nil
}

// store writes the rows, renders what the public sees, and records the step.
func (st *step) store(ctx context.Context, before variantRow, scope workflow.Scope) error {
	if scope == workflow.OnVariant {
		st.v.Version++
	} else {
		st.entry.Version++
		st.dirty = true
	}
	if scope == workflow.OnVariant {
		if err := storeVariant(ctx, st.tx, st.v); err != nil {
			return err
		}
	}
	if st.dirty {
		if err := storeEntry(ctx, st.tx, st.entry); err != nil {
			return err
		}
	}
	if err := st.show(ctx); err != nil {
		return err
	}
	if scope == workflow.OnVariant {
		if err := st.requested(ctx); err != nil {
			return err
		}
	}
	activity := st.record(before)
	return st.sendMails(ctx, activity)
}

// show renders the entry where what the public sees may have changed, else only counts its coverage again.
func (st *step) show(ctx context.Context) error {
	if st.rendered || st.exposure {
		return st.s.render(ctx, st.tx, st.loaded, st.exposure)
	}
	return st.s.reckon(ctx, st.tx, st.loaded)
}

// record adds the step to the audit trail.
func (st *step) record(before variantRow) uuid.UUID {
	for k, change := range stateChange(before.Editing, st.v.Editing, before.Visibility, st.v.Visibility) {
		st.changes[k] = change
	}
	return st.tx.Record(audit.Event{
		Action: st.in.Action, EntryID: st.entry.ID, VariantID: st.v.ID, Locale: st.v.Locale,
		OrganisationID: st.entry.OrganisationID, RevisionID: st.revision, ReleaseID: st.release, ReviewID: st.review,
		Changes: st.changes, Remark: st.in.Reason,
	})
}

// refused turns what workflow says into the error of a command.
func refused(err error) error {
	var r *workflow.Refused
	if !errors.As(err, &r) {
		return err
	}
	var missing, reasons []command.FieldError
	for _, code := range r.Reasons {
		switch code {
		case "reason_required":
			missing = append(missing, command.FieldError{Pointer: "/reason", Code: code})
		case "time_required", "not_in_future":
			missing = append(missing, command.FieldError{Pointer: "/at", Code: code})
		case "revision_required":
			missing = append(missing, command.FieldError{Pointer: "/revision", Code: code})
		case "organisation_required":
			missing = append(missing, command.FieldError{Pointer: "/organisation", Code: code})
		default:
			reasons = append(reasons, command.FieldError{Code: code})
		}
	}
	if len(reasons) == 0 {
		return command.InvalidFields(missing)
	}
	return &command.Error{Kind: command.Refused, Code: "not_allowed", Detail: "The workflow does not allow this now.", Fields: append(reasons, missing...)}
}

// maxBulk is how many items one bulk action takes.
const maxBulk = 100

// Bulk takes the same step on several variants, one transaction each: the failure of one leaves the others
// alone. Results come in the order of the items.
func (s *Service) Bulk(ctx context.Context, actor auth.Actor, action, reason string, at time.Time, items []BulkItem) ([]BulkResult, error) {
	if len(items) == 0 {
		return nil, command.InvalidField("/items", "required")
	}
	if len(items) > maxBulk {
		return nil, command.InvalidFields([]command.FieldError{{Pointer: "/items", Code: "too_many", Params: map[string]any{"max": maxBulk}}})
	}
	results := make([]BulkResult, len(items))
	for i, item := range items {
		results[i].Item = item
		entry, err := s.Act(ctx, actor, Act{EntryID: item.EntryID, Locale: item.Locale, Action: action, Version: item.Version, Reason: reason, At: at})
		if err != nil {
			results[i].Err = err
			continue
		}
		results[i].Entry = &entry
	}
	return results, nil
}
