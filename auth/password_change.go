package auth

import (
	"context"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"lotse/internal/audit"
	"lotse/internal/command"
)

const sqlSetPassword = `
update accounts set password_hash = @hash
where id = @id and erased_at is null and (@old::text is null or password_hash = @old)`

const sqlVoidLinks = `update mail_links set used_at = @now where account_id = @account and used_at is null`

// storePassword sets the password, ends all sessions and voids all links of the account.
func (s *Service) storePassword(ctx context.Context, tx *command.Tx, account uuid.UUID, hash string) error {
	return s.replacePassword(ctx, tx, account, nil, hash)
}

// replacePassword is storePassword for an account whose password is still the old one; nil: whatever it is.
func (s *Service) replacePassword(ctx context.Context, tx *command.Tx, account uuid.UUID, old *string, hash string) error {
	done, err := tx.Exec(ctx, sqlSetPassword, pgx.StrictNamedArgs{"id": account, "hash": hash, "old": old})
	if err != nil {
		return fmt.Errorf("set the password: %w", err)
	}
	if done.RowsAffected() == 0 {
		return command.ErrNotFound()
	}
	if _, err := endSessions(ctx, tx, account, uuid.Nil); err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, sqlVoidLinks, pgx.StrictNamedArgs{"account": account, "now": tx.Now}); err != nil {
		return fmt.Errorf("void mail links: %w", err)
	}
	tx.Record(audit.Event{Action: "password.changed", AccountID: account})
	return nil
}

const sqlOwnPassword = `select coalesce(password_hash, ''), coalesce(email, '') from accounts where id = @id`

// ChangePassword changes the actor's own password, ends all of its sessions and opens a new one. Guessing the
// present one in a stolen session is throttled.
func (s *Service) ChangePassword(ctx context.Context, a Actor, current, password string, client Client) (token string, session Session, err error) {
	if err := demandPerson(a); err != nil {
		return "", Session{}, err
	}
	old, hash, err := s.checkedChange(ctx, a, current, password)
	if err != nil {
		return "", Session{}, err
	}
	err = s.run.Run(ctx, a.Actor, func(ctx context.Context, tx *command.Tx) error {
		if err := s.replacePassword(ctx, tx, a.AccountID, &old, hash); err != nil {
			return err
		}
		token, session, err = s.openSession(ctx, tx, a.AccountID, client)
		return err
	})
	return token, session, err
}

// checkedChange checks the present password and returns the old and the new hash.
func (s *Service) checkedChange(ctx context.Context, a Actor, current, password string) (old, hash string, err error) {
	var email string
	if err := s.db.QueryRow(ctx, sqlOwnPassword, pgx.StrictNamedArgs{"id": a.AccountID}).Scan(&old, &email); err != nil {
		return "", "", fmt.Errorf("read the account: %w", err)
	}
	bucket := passwordLimit.accountBucket(a.AccountID)
	got, err := s.count(ctx, passwordLimit, bucket)
	if err != nil {
		return "", "", err
	}
	if got[bucket].Attempts > passwordLimit.account {
		if err := s.uncount(ctx, got[bucket]); err != nil {
			return "", "", err
		}
		return "", "", tooMany(passwordLimit, got[bucket])
	}
	right, err := s.hasher.check(ctx, old, normalisePassword(current))
	if err != nil {
		return "", "", err
	}
	if !right {
		return "", "", command.InvalidField("/current", "wrong_password")
	}
	if err := s.uncount(ctx, got[bucket]); err != nil {
		return "", "", err
	}
	hash, err = s.newHash(ctx, password, email, "/password")
	return old, hash, err
}

// SetPassword sets the password of any account, for those who manage accounts, and ends its sessions.
func (s *Service) SetPassword(ctx context.Context, a Actor, account uuid.UUID, password string) error {
	if err := s.demand(a, AccountManage, uuid.Nil); err != nil {
		return err
	}
	present, err := s.Account(ctx, a, account)
	if err != nil {
		return err
	}
	hash, err := s.newHash(ctx, password, present.Email, "/password")
	if err != nil {
		return err
	}
	return s.run.Run(ctx, a.Actor, func(ctx context.Context, tx *command.Tx) error {
		return s.storePassword(ctx, tx, account, hash)
	})
}
