package auth

import (
	"context"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"lotse/internal/audit"
)

const sqlAccountNow = `
select a.id, a.id as account_id, a.locale,` + membershipsColumn + `,` + grantsColumn + `
from accounts a
where a.id = @account and a.disabled_at is null and a.erased_at is null`

const sqlTokenNow = `
select t.id, t.account_id, a.locale, t.actions, t.types,` + membershipsColumn + `,` + grantsColumn + `
from tokens t join accounts a on a.id = t.account_id
where t.id = @token and t.account_id = @account and t.revoked_at is null and (t.expires_at is null or t.expires_at > lotse.now())
	and a.disabled_at is null and a.erased_at is null`

// ActorNow returns an account with all rights as they are now, for what goes on in its name after its request: a link
// that it made. With a token (uuid.Nil for none) the token must still be good, and its scope narrows the rights.
// What is not good any more is Unauthenticated. Nothing is written.
func (s *Service) ActorNow(ctx context.Context, account, token uuid.UUID) (Actor, error) {
	if token != uuid.Nil {
		return s.tokenNow(ctx, account, token)
	}
	rows, err := s.db.Query(ctx, sqlAccountNow, pgx.StrictNamedArgs{"account": account})
	r, found, err := one(rows, err, pgx.RowToStructByName[actorRow])
	switch {
	case err != nil:
		return Actor{}, fmt.Errorf("read the account: %w", err)
	case !found:
		return Actor{}, errUnauthenticated()
	}
	return Actor{
		Actor: audit.Actor{Kind: audit.Account, ID: r.ID}, AccountID: r.AccountID,
		Memberships: r.Memberships, Grants: r.Grants, Locale: r.Locale,
	}, nil
}

func (s *Service) tokenNow(ctx context.Context, account, token uuid.UUID) (Actor, error) {
	rows, err := s.db.Query(ctx, sqlTokenNow, pgx.StrictNamedArgs{"account": account, "token": token})
	r, found, err := one(rows, err, pgx.RowToStructByName[struct {
		actorRow
		Actions []string `db:"actions"`
		Types   []string `db:"types"`
	}])
	switch {
	case err != nil:
		return Actor{}, fmt.Errorf("read the token: %w", err)
	case !found:
		return Actor{}, errUnauthenticated()
	}
	return Actor{
		Actor: audit.Actor{Kind: audit.Token, ID: r.ID, OnBehalfOf: r.AccountID}, AccountID: r.AccountID,
		Memberships: r.Memberships, Grants: r.Grants, Locale: r.Locale,
		Scope: &Scope{Actions: r.Actions, Types: r.Types},
	}, nil
}
