package auth

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"lotse/internal/audit"
	"lotse/internal/command"
	"lotse/internal/language"
)

// AccountChange changes what people may change of themselves. Empty fields stay as they are. The
// address and all rights have commands of their own, so that no request can carry them along.
type AccountChange struct {
	ID     uuid.UUID
	Name   string
	Locale string
}

const sqlChangeAccount = `
update accounts set name = coalesce(nullif(@name, ''), name), locale = coalesce(nullif(@locale, ''), locale)
where id = @id and erased_at is null`

// ChangeAccount changes one's own account, or any for those who manage accounts.
func (s *Service) ChangeAccount(ctx context.Context, a Actor, in AccountChange) (Account, error) {
	if !a.IsPerson() || a.AccountID != in.ID {
		if err := s.demand(a, AccountManage, uuid.Nil); err != nil {
			return Account{}, err
		}
	}
	in.Name = strings.TrimSpace(language.NFC(in.Name))
	var p problems
	if in.Name != "" {
		p.add("/name", nameProblem(in.Name))
	}
	if in.Locale != "" && !slices.Contains(accountLocales, in.Locale) {
		p.add("/locale", "not_an_option")
	}
	if err := p.err(); err != nil {
		return Account{}, err
	}
	err := s.changeAccount(ctx, a, in.ID, "account.changed", sqlChangeAccount, pgx.StrictNamedArgs{
		"id": in.ID, "name": in.Name, "locale": in.Locale,
	})
	if err != nil {
		return Account{}, err
	}
	return s.Account(ctx, a, in.ID)
}

// changeAccount runs an update of one account as a command.
func (s *Service) changeAccount(ctx context.Context, a Actor, id uuid.UUID, action, sql string, args pgx.StrictNamedArgs) error {
	return s.run.Run(ctx, a.Actor, func(ctx context.Context, tx *command.Tx) error {
		done, err := tx.Exec(ctx, sql, args)
		if isDuplicate(err, "accounts_email_unique") {
			return errEmailTaken()
		}
		if err != nil {
			return fmt.Errorf("%s: %w", action, err)
		}
		if done.RowsAffected() == 0 {
			return command.ErrNotFound()
		}
		tx.Record(audit.Event{Action: action, AccountID: id})
		return nil
	})
}

const sqlSetEmail = `
with void as (update mail_links set used_at = lotse.now() where account_id = @id and used_at is null)
update accounts set email = @email where id = @id and erased_at is null`

// SetEmail changes an account's address, for those who manage accounts: whoever has the address has the
// account. Links that were sent to the old one are void.
func (s *Service) SetEmail(ctx context.Context, a Actor, id uuid.UUID, email string) error {
	if err := s.demand(a, AccountManage, uuid.Nil); err != nil {
		return err
	}
	email = strings.TrimSpace(email)
	if code := emailProblem(email); code != "" {
		return command.InvalidField("/email", code)
	}
	return s.changeAccount(ctx, a, id, "account.email_changed", sqlSetEmail, pgx.StrictNamedArgs{"id": id, "email": email})
}

const sqlLockAccount = `
select a.disabled_at is not null as disabled, a.erased_at is not null as erased from accounts a where a.id = @id for update`

type accountState struct {
	Disabled bool `db:"disabled"`
	Erased   bool `db:"erased"`
}

// lockAccount locks the account's row, which every change of its rights takes first. Erased ones are not there.
func lockAccount(ctx context.Context, tx *command.Tx, id uuid.UUID) (accountState, error) {
	rows, err := tx.Query(ctx, sqlLockAccount, pgx.StrictNamedArgs{"id": id})
	state, found, err := one(rows, err, pgx.RowToStructByName[accountState])
	if err != nil {
		return state, fmt.Errorf("lock the account: %w", err)
	}
	if !found || state.Erased {
		return state, command.ErrNotFound()
	}
	return state, nil
}

const sqlDisableAccount = `update accounts set disabled_at = case when @disable::bool then @now::timestamptz end where id = @id`

// DisableAccount shuts an account out at once: sessions, tokens and links are dead from this moment. The last admin
// cannot be disabled.
func (s *Service) DisableAccount(ctx context.Context, a Actor, id uuid.UUID) error {
	return s.setDisabled(ctx, a, id, true, "account.disabled")
}

// EnableAccount lets an account in again. Sessions stay ended; tokens that were not revoked work again.
func (s *Service) EnableAccount(ctx context.Context, a Actor, id uuid.UUID) error {
	return s.setDisabled(ctx, a, id, false, "account.enabled")
}

func (s *Service) setDisabled(ctx context.Context, a Actor, id uuid.UUID, disable bool, action string) error {
	if err := s.demand(a, AccountManage, uuid.Nil); err != nil {
		return err
	}
	return s.run.Run(ctx, a.Actor, func(ctx context.Context, tx *command.Tx) error {
		if disable {
			if err := keepAnAdmin(ctx, tx, id); err != nil {
				return err
			}
		}
		state, err := lockAccount(ctx, tx, id)
		if err != nil {
			return err
		}
		if state.Disabled == disable {
			tx.Unchanged()
			return nil
		}
		if _, err := tx.Exec(ctx, sqlDisableAccount, pgx.StrictNamedArgs{"id": id, "disable": disable, "now": tx.Now}); err != nil {
			return fmt.Errorf("%s: %w", action, err)
		}
		if _, err := endSessions(ctx, tx, id, uuid.Nil); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, sqlVoidLinks, pgx.StrictNamedArgs{"account": id, "now": tx.Now}); err != nil {
			return fmt.Errorf("void mail links: %w", err)
		}
		tx.Record(audit.Event{Action: action, AccountID: id})
		return nil
	})
}

// The rows of all admins are locked in one order, so that two admins who remove each other wait for one another.
const sqlAdmins = `
select a.id from memberships m join accounts a on a.id = m.account_id
where m.role = 'admin' and m.organisation_id is null and a.disabled_at is null and a.erased_at is null
order by a.id for update of m, a`

// keepAnAdmin refuses to take the last account that can manage accounts out of service. It is called before the
// account's own row is locked.
func keepAnAdmin(ctx context.Context, tx *command.Tx, leaving uuid.UUID) error {
	rows, err := tx.Query(ctx, sqlAdmins)
	if err != nil {
		return fmt.Errorf("lock the admins: %w", err)
	}
	admins, err := pgx.CollectRows(rows, pgx.RowTo[uuid.UUID])
	if err != nil {
		return fmt.Errorf("lock the admins: %w", err)
	}
	if len(admins) == 1 && admins[0] == leaving {
		return command.E(command.Refused, "last_admin", "This is the last admin. Make another one first.")
	}
	return nil
}

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
