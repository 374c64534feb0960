package auth

import (
	"context"
	"fmt"
	"log/slog"
	"strings"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"lotse/internal/audit"
	"lotse/internal/command"
)

// candidate is the account that somebody wants to sign in to; its zero value is one that is not there.
type candidate struct {
	ID           uuid.UUID `db:"id"`
	PasswordHash string    `db:"password_hash"`
	KnownNetwork bool      `db:"known_network"` // it has a session from the client's network
}

const sqlCandidate = `
select id, coalesce(password_hash, '') as password_hash,
	exists (select from sessions s where s.account_id = a.id and s.address = @network and s.expires_at > lotse.now()) as known_network
from accounts a
where lower(email) = lower(@email) and disabled_at is null and erased_at is null`

// candidate finds the account of an address. Disabled ones are not there.
func (s *Service) candidate(ctx context.Context, email string, client Client) (candidate, bool, error) {
	email = strings.TrimSpace(email)
	if emailProblem(email) != "" {
		email = "" // no account has it, and the database need not be asked with whatever was sent
	}
	rows, err := s.db.Query(ctx, sqlCandidate, pgx.StrictNamedArgs{"email": email, "network": client.network()})
	c, found, err := one(rows, err, pgx.RowToStructByName[candidate])
	if err != nil {
		return c, false, fmt.Errorf("find the account: %w", err)
	}
	return c, found, nil
}

// errWrongCredentials is one answer to an unknown address, a wrong password, a disabled account, and one that is
// under attack: it must not tell which accounts there are.
func errWrongCredentials() *command.Error {
	return command.E(command.Unauthenticated, "wrong_credentials",
		"E-mail address or password are wrong, or there were too many attempts. A link by mail works too.")
}

// SignIn checks address and password and opens a session. The answer to everything that is wrong is the same,
// in about the same time. Too many failures from a network are TooMany with `retryAfter` seconds; too many
// concerning one account slow that account down for networks from which it has no session, while
// sign-in by mail link goes on working.
func (s *Service) SignIn(ctx context.Context, email, password string, client Client) (string, Session, error) {
	attempts, err := s.admit(ctx, signInLimit, client)
	if err != nil {
		return "", Session{}, err
	}
	c, found, err := s.candidate(ctx, email, client)
	if err != nil {
		return "", Session{}, err
	}
	// For an unknown address the same work is done with a bucket that nothing looks at.
	bucket := signInLimit.accountBucket(c.ID)
	byAccount, err := s.count(ctx, signInLimit, bucket)
	if err != nil {
		return "", Session{}, err
	}
	slowed := found && byAccount[bucket].Attempts > signInLimit.account && !c.KnownNetwork
	right, err := s.hasher.check(ctx, c.PasswordHash, normalisePassword(password))
	if err != nil {
		return "", Session{}, err
	}
	if !found || !right || slowed {
		s.log.LogAttrs(ctx, slog.LevelInfo, "sign_in_refused",
			slog.String("account_id", c.ID.String()), slog.String("network", client.network()), slog.Bool("slowed", slowed))
		if slowed { // nothing was tried, so the window slides on
			err = s.uncount(ctx, byAccount[bucket])
		}
		if err != nil {
			return "", Session{}, err
		}
		return "", Session{}, errWrongCredentials()
	}
	token, session, err := s.signedIn(ctx, c, client)
	if err != nil {
		return "", Session{}, err
	}
	return token, session, s.uncount(ctx, append(attempts, byAccount[bucket])...)
}

const sqlLockCandidate = `
select id from accounts
where id = @id and disabled_at is null and erased_at is null and password_hash = @hash
for share`

// signedIn opens the session, unless the account was disabled or got another password meanwhile.
func (s *Service) signedIn(ctx context.Context, c candidate, client Client) (token string, session Session, err error) {
	actor := audit.Actor{Kind: audit.Account, ID: c.ID}
	err = s.run.Run(ctx, actor, func(ctx context.Context, tx *command.Tx) error {
		_, still, err := oneID(tx.Query(ctx, sqlLockCandidate, pgx.StrictNamedArgs{"id": c.ID, "hash": c.PasswordHash}))
		if err != nil {
			return fmt.Errorf("lock the account: %w", err)
		}
		if !still {
			return errWrongCredentials()
		}
		if token, session, err = s.openSession(ctx, tx, c.ID, client); err != nil {
			return err
		}
		tx.Record(audit.Event{Action: "sign_in", AccountID: c.ID, Changes: map[string]any{"by": "password"}})
		return nil
	})
	return token, session, err
}
