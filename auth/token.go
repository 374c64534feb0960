package auth

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"lotse/internal/audit"
	"lotse/internal/command"
	"lotse/internal/language"
)

// TokenPrefix begins every API token, so that scanners for leaked secrets know it.
const TokenPrefix = "lotse_"

// Life of an API token.
const (
	tokenLife    = 365 * 24 * time.Hour     // where nothing is asked for
	tokenLifeMax = 2 * 365 * 24 * time.Hour // at most
)

// APIToken is a program's key. It acts with its account's rights, as far as the scope goes. Its secret is
// shown once and never stored.
type APIToken struct {
	ID         uuid.UUID  `db:"id"`
	Name       string     `db:"name"`
	Actions    []string   `db:"actions"`
	Types      []string   `db:"types"`
	CreatedAt  time.Time  `db:"created_at"`
	ExpiresAt  *time.Time `db:"expires_at"`
	RevokedAt  *time.Time `db:"revoked_at"`
	LastUsedAt *time.Time `db:"last_used_at"`
}

// NewToken is what an API token is made of: a name to know it by, the actions and types it may touch (`*` for
// all), and its end (zero: in a year).
type NewToken struct {
	Name      string
	Actions   []string
	Types     []string
	ExpiresAt time.Time
}

func (in *NewToken) check(now time.Time) error {
	in.Name = strings.TrimSpace(language.NFC(in.Name))
	var p problems
	p.add("/name", nameProblem(in.Name))
	if len(in.Actions) == 0 {
		p.add("/actions", "required")
	}
	for i, action := range in.Actions {
		if action != "*" && (!slices.Contains(Actions, action) || personal[action]) {
			p.add(fmt.Sprintf("/actions/%d", i), "not_an_option")
		}
	}
	if len(in.Types) == 0 {
		p.add("/types", "required")
	}
	for i, typ := range in.Types {
		if typ != "*" && !typePattern.MatchString(typ) {
			p.add(fmt.Sprintf("/types/%d", i), "not_an_option")
		}
	}
	if len(in.Types) > 100 || len(in.Actions) > 100 {
		p.add("", "too_many")
	}
	if in.ExpiresAt.IsZero() {
		in.ExpiresAt = now.Add(tokenLife)
	}
	if !in.ExpiresAt.After(now) {
		p.add("/expiresAt", "not_in_future")
	} else if in.ExpiresAt.Sub(now) > tokenLifeMax {
		p.add("/expiresAt", "too_large")
	}
	return p.err()
}

const (
	sqlCountTokens = `
select count(*) from tokens where account_id = @account and revoked_at is null and (expires_at is null or expires_at > lotse.now())`
	sqlInsertToken = `
insert into tokens (id, token_hash, name, account_id, actions, types, created_at, expires_at)
values (@id, @token_hash, @name, @account, @actions, @types, @now, @expires)`
)

// CreateToken makes an API token for the actor's own account and returns its secret, once.
func (s *Service) CreateToken(ctx context.Context, a Actor, in NewToken) (secret string, t APIToken, err error) {
	if err := demandPerson(a); err != nil {
		return "", APIToken{}, err
	}
	if !s.policy.May(a, TokenManage) {
		return "", APIToken{}, errForbidden()
	}
	secret = newSecret(TokenPrefix)
	err = s.run.Run(ctx, a.Actor, func(ctx context.Context, tx *command.Tx) error {
		if err := in.check(tx.Now); err != nil {
			return err
		}
		if _, err := lockAccount(ctx, tx, a.AccountID); err != nil {
			return err
		}
		var n int
		if err := tx.QueryRow(ctx, sqlCountTokens, pgx.StrictNamedArgs{"account": a.AccountID}).Scan(&n); err != nil {
			return fmt.Errorf("count tokens: %w", err)
		}
		if n >= maxTokens {
			return command.E(command.Refused, "too_many_tokens", "An account can have at most 50 tokens.")
		}
		t = APIToken{
			ID: command.NewID(), Name: in.Name, Actions: in.Actions, Types: in.Types, CreatedAt: tx.Now, ExpiresAt: &in.ExpiresAt,
		}
		_, err := tx.Exec(ctx, sqlInsertToken, pgx.StrictNamedArgs{
			"id": t.ID, "token_hash": hashSecret(secret), "name": t.Name, "account": a.AccountID,
			"actions": t.Actions, "types": t.Types, "now": tx.Now, "expires": in.ExpiresAt,
		})
		if err != nil {
			return fmt.Errorf("make a token: %w", err)
		}
		tx.Record(audit.Event{
			Action: "token.created", AccountID: a.AccountID,
			Changes: map[string]any{"token": t.ID.String(), "actions": t.Actions, "types": t.Types},
		})
		return nil
	})
	if err != nil {
		return "", APIToken{}, err
	}
	return secret, t, nil
}

const sqlTokens = `
select id, name, actions, types, created_at, expires_at, revoked_at, last_used_at from tokens
where account_id = @account order by id desc limit @limit`

// Tokens lists the newest tokens of the actor's own account, revoked and expired ones too.
func (s *Service) Tokens(ctx context.Context, a Actor) ([]APIToken, error) {
	if err := demandPerson(a); err != nil {
		return nil, err
	}
	rows, err := s.db.Query(ctx, sqlTokens, pgx.StrictNamedArgs{"account": a.AccountID, "limit": maxPage})
	if err != nil {
		return nil, fmt.Errorf("list tokens: %w", err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByName[APIToken])
	if err != nil {
		return nil, fmt.Errorf("list tokens: %w", err)
	}
	return list, nil
}

const sqlRevokeToken = `
update tokens set revoked_at = @now
where id = @id and revoked_at is null and (account_id = @account or @any::bool)
returning account_id`

// RevokeToken ends one of the actor's own tokens, or anybody's for those who manage accounts. It holds from the
// next request. One that is not there, is somebody else's, or is revoked, is NotFound.
func (s *Service) RevokeToken(ctx context.Context, a Actor, id uuid.UUID) error {
	if err := demandPerson(a); err != nil {
		return err
	}
	return s.run.Run(ctx, a.Actor, func(ctx context.Context, tx *command.Tx) error {
		owner, found, err := oneID(tx.Query(ctx, sqlRevokeToken, pgx.StrictNamedArgs{
			"id": id, "account": a.AccountID, "now": tx.Now, "any": s.policy.Can(a, AccountManage, Resource{}),
		}))
		if err != nil {
			return fmt.Errorf("revoke a token: %w", err)
		}
		if !found {
			return command.ErrNotFound()
		}
		tx.Record(audit.Event{Action: "token.revoked", AccountID: owner, Changes: map[string]any{"token": id.String()}})
		return nil
	})
}

// secretLength is the length of session and API tokens in random bytes.
const secretLength = 32

// newSecret makes a token that cannot be guessed. Only its hash is ever stored.
func newSecret(prefix string) string {
	raw := make([]byte, secretLength)
	_, _ = rand.Read(raw) // never fails (crypto/rand)
	return prefix + base64.RawURLEncoding.EncodeToString(raw)
}

// hashSecret is what is stored of a token. A fast hash is enough for 256 random bits.
func hashSecret(secret string) []byte {
	sum := sha256.Sum256([]byte(secret))
	return sum[:]
}
