package auth

import (
	"context"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"lotse/internal/audit"
	"lotse/internal/command"
)

// EraseAccount erases the person behind an account, as far as auth knows it. What it wrote and its personal fields in
// content are cms's: there EraseAccountTx is part of a larger command.
func (s *Service) EraseAccount(ctx context.Context, a Actor, id uuid.UUID) error {
	return s.run.Run(ctx, a.Actor, func(ctx context.Context, tx *command.Tx) error {
		return s.EraseAccountTx(ctx, tx, a, id)
	})
}

const sqlEraseAccount = `
update accounts set email = null, name = '', password_hash = null, erased_at = @now, disabled_at = coalesce(disabled_at, @now)
where id = @id`

// Answers that were kept for repeated requests of the account or of its tokens may hold what it wrote.
const sqlEraseAnswers = `
delete from idempotency_keys where actor_id = @id or actor_id in (select id from tokens where account_id = @id)`

const (
	sqlEraseSessions    = `delete from sessions where account_id = @id`
	sqlEraseLinks       = `delete from mail_links where account_id = @id`
	sqlEraseTokens      = `delete from tokens where account_id = @id`
	sqlEraseMemberships = `delete from memberships where account_id = @id`
	sqlEraseThrottle    = `delete from throttle where bucket like '% account:' || @id::text`
	// What was not sent has no recipient any more; what a mail server said may name the address.
	sqlEraseUnsent     = `delete from outbox where account_id = @id and sent_at is null`
	sqlEraseMailErrors = `update outbox set error = '' where account_id = @id and error <> ''`
)

// EraseAccountTx pseudonymises the account in the caller's transaction: the row and its id stay, so that the audit
// trail keeps its meaning, and nothing in it tells who it was. An account that is not there, or is
// erased already, is NotFound; the last admin is Refused.
func (s *Service) EraseAccountTx(ctx context.Context, tx *command.Tx, a Actor, id uuid.UUID) error {
	if err := s.demand(a, Erase, uuid.Nil); err != nil {
		return err
	}
	if err := keepAnAdmin(ctx, tx, id); err != nil {
		return err
	}
	if _, err := lockAccount(ctx, tx, id); err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, sqlEraseAccount, pgx.StrictNamedArgs{"id": id, "now": tx.Now}); err != nil {
		return fmt.Errorf("erase the account: %w", err)
	}
	for _, sql := range []string{
		sqlEraseAnswers, sqlEraseSessions, sqlEraseLinks, sqlEraseTokens, sqlEraseMemberships,
		sqlEraseThrottle, sqlEraseUnsent, sqlEraseMailErrors,
	} {
		if _, err := tx.Exec(ctx, sql, pgx.StrictNamedArgs{"id": id}); err != nil {
			return fmt.Errorf("erase what belongs to the account: %w", err)
		}
	}
	tx.Record(audit.Event{Action: "account.erased", AccountID: id})
	return nil
}
