package translation

import (
	"context"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"lotse/auth"
	"lotse/cms"
	"lotse/internal/audit"
	"lotse/internal/command"
	"lotse/internal/language"
)

const sqlCancelItems = `
update translation_items
set state = 'cancelled',
    changed_at = @now
where request_id = @request
  and state in ('requested', 'in_progress')`

const sqlCancelRequest = `
update translation_requests
set cancelled_at = @now,
    version = version + 1
where id = @id
  and cancelled_at is null`

// Cancel calls a request off: what has not been translated yet is not translated any more. What has is kept.
func (s *Service) Cancel(ctx context.Context, actor auth.Actor, id uuid.UUID) (Request, error) {
	return s.changeRequest(ctx, actor, id, "translation_cancel", func(ctx context.Context, tx *command.Tx) (int, error) {
		if _, err := tx.Exec(ctx, sqlCancelRequest, pgx.StrictNamedArgs{"id": id, "now": tx.Now}); err != nil {
			return 0, fmt.Errorf("cancel translation request: %w", err)
		}
		done, err := tx.Exec(ctx, sqlCancelItems, pgx.StrictNamedArgs{"request": id, "now": tx.Now})
		if err != nil {
			return 0, fmt.Errorf("cancel translation items: %w", err)
		}
		return int(done.RowsAffected()), nil
	})
}

// What failed is asked for again, unless something else is on its way for the same text.
const sqlRetryItems = `
update translation_items i
set state = 'requested',
    error = '',
    attempts = 0,
    claimed_at = null,
    changed_at = @now
where i.id in (
    select distinct on (n.entry_id, n.locale) n.id
    from translation_items n
    where n.request_id = @request
      and n.state in ('failed', 'refused')
    order by n.entry_id, n.locale, n.created_at desc, n.id desc)
  and not exists (select from translation_items o
                  where o.entry_id = i.entry_id and o.locale = i.locale and o.state in ('requested', 'in_progress', 'needs_review'))
returning i.locale`

const sqlProviderOf = `
select provider
from translation_requests
where id = @id`

// Retry asks again for what failed or was refused.
func (s *Service) Retry(ctx context.Context, actor auth.Actor, id uuid.UUID) (Request, error) {
	return s.changeRequest(ctx, actor, id, "translation_retry", func(ctx context.Context, tx *command.Tx) (int, error) {
		rows, err := tx.Query(ctx, sqlRetryItems, pgx.StrictNamedArgs{"request": id, "now": tx.Now})
		if err != nil {
			return 0, fmt.Errorf("retry translation items: %w", err)
		}
		locales, err := pgx.CollectRows(rows, pgx.RowTo[string])
		if err != nil {
			return 0, fmt.Errorf("retry translation items: %w", err)
		}
		var provider string
		if err := tx.QueryRow(ctx, sqlProviderOf, pgx.StrictNamedArgs{"id": id}).Scan(&provider); err != nil {
			return 0, fmt.Errorf("load translation request: %w", err)
		}
		s.enqueue(tx, provider, distinct(locales))
		return len(locales), nil
	})
}

func distinct(list []string) []string {
	seen, out := map[string]bool{}, []string{}
	for _, l := range list {
		if !seen[l] {
			seen[l] = true
			out = append(out, l)
		}
	}
	return out
}

const sqlLockRequest = `
select id
from translation_requests
where id = @id
for update`

// changeRequest runs a change of a request; one that changes nothing answers with the present state.
func (s *Service) changeRequest(ctx context.Context, actor auth.Actor, id uuid.UUID, action string, change func(context.Context, *command.Tx) (int, error)) (Request, error) {
	if err := s.demand(actor, auth.TranslationRequest); err != nil {
		return Request{}, err
	}
	err := s.commands.Run(ctx, actor.Actor, func(ctx context.Context, tx *command.Tx) error {
		found, err := tx.Exec(ctx, sqlLockRequest, pgx.StrictNamedArgs{"id": id})
		if err != nil {
			return fmt.Errorf("lock translation request: %w", err)
		}
		if found.RowsAffected() == 0 {
			return command.ErrNotFound()
		}
		n, err := change(ctx, tx)
		if err != nil {
			return err
		}
		if n == 0 {
			tx.Unchanged()
			return nil
		}
		tx.Record(audit.Event{Action: action, Changes: map[string]any{"items": n}})
		return nil
	})
	if err != nil {
		return Request{}, err
	}
	return s.RequestByID(ctx, actor, id)
}

const sqlMoveItem = `
update translation_items
set state = @state,
    assignee = coalesce(@assignee, assignee),
    remark = @remark,
    changed_at = @now
where id = @id`

// Take begins the work on an item: it is the actor's from now on.
func (s *Service) Take(ctx context.Context, actor auth.Actor, id uuid.UUID) error {
	return s.moveItem(ctx, actor, id, "translation_take", InProgress, "", func(i itemRow) bool {
		return i.State == Requested || i.State == InProgress
	})
}

// Refuse gives an item back undone, with a reason.
func (s *Service) Refuse(ctx context.Context, actor auth.Actor, id uuid.UUID, reason string) error {
	reason = line(reason)
	switch code := language.Control(reason, false); {
	case reason == "":
		return command.InvalidField("/reason", "reason_required")
	case code != "":
		return command.InvalidField("/reason", code)
	case len([]rune(reason)) > maxText:
		return command.InvalidFields([]command.FieldError{{Pointer: "/reason", Code: "too_long", Params: map[string]any{"max": maxText}}})
	}
	return s.moveItem(ctx, actor, id, "translation_refuse", Refused, reason, func(i itemRow) bool {
		return i.State == Requested || i.State == InProgress
	})
}

// moveItem brings an item of people into another state.
func (s *Service) moveItem(ctx context.Context, actor auth.Actor, id uuid.UUID, action, state, remark string, may func(itemRow) bool) error {
	for _, action := range []string{auth.TranslationRead, "save"} {
		if err := s.demand(actor, action); err != nil {
			return err
		}
	}
	return s.commands.Run(ctx, actor.Actor, func(ctx context.Context, tx *command.Tx) error {
		item, err := s.lockItem(ctx, tx, actor, id)
		if err != nil {
			return err
		}
		if item.Assignee != nil && *item.Assignee != actor.Person() && !s.policy.May(actor, auth.TranslationRequest) {
			return command.E(command.Forbidden, "forbidden", "You may not do this.") // it is somebody else's
		}
		if item.Provider != Manual || !may(item) {
			return command.E(command.Refused, "request_ended", "The request has ended already.")
		}
		if item.State == state && item.Assignee != nil && *item.Assignee == actor.Person() {
			tx.Unchanged()
			return nil
		}
		if _, err := tx.Exec(ctx, sqlMoveItem, pgx.StrictNamedArgs{
			"id": id, "state": state, "assignee": nullable(actor.Person()), "remark": remark, "now": tx.Now,
		}); err != nil {
			return fmt.Errorf("move translation item: %w", err)
		}
		tx.Record(audit.Event{Action: action, EntryID: item.EntryID, Locale: item.Locale, Remark: remark, Changes: map[string]any{"translation": []any{item.State, state}}})
		return nil
	})
}

// tellAssignee writes to whom a request is given.
func (s *Service) tellAssignee(ctx context.Context, tx *command.Tx, assignee, request uuid.UUID) error {
	if assignee == uuid.Nil {
		return nil
	}
	return s.cms.QueueTranslationMail(ctx, tx, cms.TranslationMail{Template: "translation_requested", To: assignee, Request: request})
}
