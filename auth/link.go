package auth

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/riverqueue/river"

	"lotse/internal/audit"
	"lotse/internal/command"
)

// Purpose is what a mail link is for. It is also the name of the mail's template.
type Purpose string

// The purposes.
const (
	PurposeSignIn        Purpose = "sign_in"
	PurposeResetPassword Purpose = "reset_password"
)

// LinkLife is how long a mail link can be used.
const LinkLife = 30 * time.Minute

// SendMail is the background work that sends one row of the outbox. It carries no address and no secret.
type SendMail struct {
	OutboxID uuid.UUID `json:"outboxId"`
}

// QueueMail is the queue of everything that waits for the mail server, so that nothing else waits for it.
const QueueMail = "mail"

// mailAttempts lets a mail server be away for two days.
const mailAttempts = 16

// Kind names the work for River.
func (SendMail) Kind() string { return "send_mail" }

// InsertOpts gives the queue and how often it is tried.
func (SendMail) InsertOpts() river.InsertOpts {
	return river.InsertOpts{Queue: QueueMail, MaxAttempts: mailAttempts}
}

// LinkToken returns the secret part of the address of a mail link. It is derived, so that neither the outbox nor a job
// needs to hold it; the database holds its hash. Put it behind a `#` of the address: what stands there
// reaches no server's log.
func (s *Service) LinkToken(link uuid.UUID) string {
	mac := hmac.New(sha256.New, s.secret)
	mac.Write([]byte("lotse mail link\x00"))
	mac.Write(link[:])
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
}

// RequestMailLink sends a link to the account of this address, if there is one. The answer is the same
// and takes the same time when there is none, or when it has been sent enough links.
func (s *Service) RequestMailLink(ctx context.Context, email string, purpose Purpose, client Client) error {
	if purpose != PurposeSignIn && purpose != PurposeResetPassword {
		return command.InvalidField("/purpose", "not_an_option")
	}
	ready := time.NewTimer(s.stall)
	defer ready.Stop()
	if _, err := s.admit(ctx, linkLimit, client); err != nil {
		return err
	}
	err := s.sendLink(ctx, email, purpose, client)
	select {
	case <-ready.C:
	case <-ctx.Done():
	}
	return err
}

func (s *Service) sendLink(ctx context.Context, email string, purpose Purpose, client Client) error {
	c, found, err := s.candidate(ctx, email, client)
	if err != nil || !found {
		return err
	}
	bucket := linkLimit.accountBucket(c.ID)
	got, err := s.count(ctx, linkLimit, bucket)
	if err != nil {
		return err
	}
	if got[bucket].Attempts > linkLimit.account {
		return s.uncount(ctx, got[bucket])
	}
	return s.run.Run(ctx, Anonymous().Actor, func(ctx context.Context, tx *command.Tx) error {
		return s.makeLink(ctx, tx, c.ID, purpose)
	})
}

const sqlInsertLink = `
insert into mail_links (id, token_hash, account_id, purpose, created_at, expires_at)
values (@id, @token_hash, @account, @purpose, @now, @expires)`

const sqlInsertLinkMail = `
insert into outbox (id, account_id, template, link_id, created_at)
values (@id, @account, @template, @link, @now)`

func (s *Service) makeLink(ctx context.Context, tx *command.Tx, account uuid.UUID, purpose Purpose) error {
	link, mail := command.NewID(), command.NewID()
	_, err := tx.Exec(ctx, sqlInsertLink, pgx.StrictNamedArgs{
		"id": link, "token_hash": hashSecret(s.LinkToken(link)), "account": account, "purpose": string(purpose),
		"now": tx.Now, "expires": tx.Now.Add(LinkLife),
	})
	if err != nil {
		return fmt.Errorf("make a mail link: %w", err)
	}
	_, err = tx.Exec(ctx, sqlInsertLinkMail, pgx.StrictNamedArgs{
		"id": mail, "account": account, "template": string(purpose), "link": link, "now": tx.Now,
	})
	if err != nil {
		return fmt.Errorf("put the link into the outbox: %w", err)
	}
	tx.Enqueue(SendMail{OutboxID: mail}, nil)
	tx.Record(audit.Event{Action: "mail_link.requested", AccountID: account, Changes: map[string]any{"purpose": string(purpose)}})
	return nil
}

// errLinkInvalid is one answer to an unknown, used and expired link.
func errLinkInvalid() *command.Error {
	return command.E(command.Gone, "link_invalid", "The link was used, is too old, or never was one. Ask for a new one.")
}

const sqlUseLink = `
update mail_links l set used_at = @now
from accounts a
where l.token_hash = @hash and l.purpose = @purpose and l.used_at is null and l.expires_at > @now
	and a.id = l.account_id and a.disabled_at is null and a.erased_at is null
returning l.id, a.id as account_id, coalesce(a.email, '') as email`

type usedLink struct {
	ID        uuid.UUID `db:"id"`
	AccountID uuid.UUID `db:"account_id"`
	Email     string    `db:"email"`
}

// useLink marks the link as used; of two who come at once, one wins. Where the command fails, it stays unused.
func (s *Service) useLink(ctx context.Context, tx *command.Tx, token string, purpose Purpose) (usedLink, error) {
	rows, err := tx.Query(ctx, sqlUseLink, pgx.StrictNamedArgs{"hash": hashSecret(token), "purpose": string(purpose), "now": tx.Now})
	link, found, err := one(rows, err, pgx.RowToStructByName[usedLink])
	if err != nil {
		return link, fmt.Errorf("use a mail link: %w", err)
	}
	if !found {
		return link, errLinkInvalid()
	}
	tx.Actor = audit.Actor{Kind: audit.Link, ID: link.ID, OnBehalfOf: link.AccountID}
	return link, nil
}

// UseMailLink signs in with the secret of a link of the purpose PurposeSignIn, once. It must be called for a POST
// only: mail scanners open every address with GET.
func (s *Service) UseMailLink(ctx context.Context, token string, client Client) (secret string, session Session, err error) {
	err = s.run.Run(ctx, Anonymous().Actor, func(ctx context.Context, tx *command.Tx) error {
		link, err := s.useLink(ctx, tx, token, PurposeSignIn)
		if err != nil {
			return err
		}
		if secret, session, err = s.openSession(ctx, tx, link.AccountID, client); err != nil {
			return err
		}
		tx.Record(audit.Event{Action: "sign_in", AccountID: link.AccountID, Changes: map[string]any{"by": "mail_link"}})
		return nil
	})
	return secret, session, err
}

// ResetPassword sets a new password with the secret of a link of the purpose PurposeResetPassword, ends every
// session of the account and opens a new one. A password that breaks the rules leaves the link unused.
func (s *Service) ResetPassword(ctx context.Context, token, password string, client Client) (secret string, session Session, err error) {
	// Hashing takes long and a transaction should not; so only a link that exists gets that far.
	email, err := s.linkEmail(ctx, token)
	if err != nil {
		return "", Session{}, err
	}
	hash, err := s.newHash(ctx, password, email, "/password")
	if err != nil {
		return "", Session{}, err
	}
	err = s.run.Run(ctx, Anonymous().Actor, func(ctx context.Context, tx *command.Tx) error {
		link, err := s.useLink(ctx, tx, token, PurposeResetPassword)
		if err != nil {
			return err
		}
		if err := s.storePassword(ctx, tx, link.AccountID, hash); err != nil {
			return err
		}
		secret, session, err = s.openSession(ctx, tx, link.AccountID, client)
		return err
	})
	return secret, session, err
}

const sqlLinkEmail = `
select coalesce(a.email, '') from mail_links l join accounts a on a.id = l.account_id
where l.token_hash = @hash and l.purpose = 'reset_password' and l.used_at is null and l.expires_at > lotse.now()
	and a.disabled_at is null and a.erased_at is null`

func (s *Service) linkEmail(ctx context.Context, token string) (string, error) {
	rows, err := s.db.Query(ctx, sqlLinkEmail, pgx.StrictNamedArgs{"hash": hashSecret(token)})
	email, found, err := one(rows, err, pgx.RowTo[string])
	if err != nil {
		return "", fmt.Errorf("find a mail link: %w", err)
	}
	if !found {
		return "", errLinkInvalid()
	}
	return email, nil
}
