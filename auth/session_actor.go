package auth

import (
	"context"
	"fmt"
	"strings"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"lotse/internal/audit"
)

// membershipsColumn and grantsColumn read the rights of the account `a` in the same statement. Grants of a suspended
// organisation do not count.
const (
	membershipsColumn = `
	(select coalesce(jsonb_agg(jsonb_build_object('OrganisationID', m.organisation_id, 'Role', m.role, 'Locales', m.locales) order by m.id), '[]')
	 from memberships m where m.account_id = a.id) as memberships`
	grantsColumn = `
	(select coalesce(jsonb_agg(jsonb_build_object('OrganisationID', g.organisation_id, 'Type', g.type, 'Action', g.action)
			order by g.organisation_id, g.type, g.action), '[]')
	 from organisation_grants g join organisations o on o.id = g.organisation_id and o.suspended_at is null
	 where g.organisation_id in (select m.organisation_id from memberships m where m.account_id = a.id)) as grants`
)

// actorRow is what session and token queries read.
type actorRow struct {
	ID          uuid.UUID    `db:"id"` // of the session or token
	AccountID   uuid.UUID    `db:"account_id"`
	Locale      string       `db:"locale"`
	Memberships []Membership `db:"memberships"`
	Grants      []Grant      `db:"grants"`
}

// The touch is part of the statement and, once a minute, its only write. An account that was disabled
// or erased has no session from that moment.
const sqlSessionActor = `
with touched as (
	update sessions set last_seen_at = lotse.now()
	where token_hash = @hash and expires_at > lotse.now()
		and last_seen_at > lotse.now() - @idle::interval and last_seen_at < lotse.now() - @touch::interval)
select s.id, s.account_id, a.locale,` + membershipsColumn + `,` + grantsColumn + `
from sessions s join accounts a on a.id = s.account_id
where s.token_hash = @hash and s.expires_at > lotse.now() and s.last_seen_at > lotse.now() - @idle::interval
	and a.disabled_at is null and a.erased_at is null`

// SessionActor returns who the session token belongs to, with all rights as they are now. Whatever is
// not a living session is Unauthenticated, never anonymous: who sends a token means to be somebody.
func (s *Service) SessionActor(ctx context.Context, token string) (Actor, error) {
	rows, err := s.db.Query(ctx, sqlSessionActor, pgx.StrictNamedArgs{
		"hash": hashSecret(token), "idle": SessionIdle, "touch": sessionTouch,
	})
	r, found, err := one(rows, err, pgx.RowToStructByName[actorRow])
	if err != nil {
		return Actor{}, fmt.Errorf("read the session: %w", err)
	}
	if !found {
		return Actor{}, errUnauthenticated()
	}
	return Actor{
		Actor: audit.Actor{Kind: audit.Account, ID: r.AccountID}, AccountID: r.AccountID,
		Memberships: r.Memberships, Grants: r.Grants, Locale: r.Locale, SessionID: r.ID,
	}, nil
}

const sqlTokenActor = `
with touched as (
	update tokens set last_used_at = lotse.now()
	where token_hash = @hash and revoked_at is null and (expires_at is null or expires_at > lotse.now())
		and (last_used_at is null or last_used_at < lotse.now() - @touch::interval))
select t.id, t.account_id, a.locale, t.actions, t.types,` + membershipsColumn + `,` + grantsColumn + `
from tokens t join accounts a on a.id = t.account_id
where t.token_hash = @hash and t.revoked_at is null and (t.expires_at is null or t.expires_at > lotse.now())
	and a.disabled_at is null and a.erased_at is null`

// TokenActor returns who the API token acts for, with the account's rights as they are now and the
// token's scope. Whatever is not a living token is Unauthenticated.
func (s *Service) TokenActor(ctx context.Context, bearer string) (Actor, error) {
	if !strings.HasPrefix(bearer, TokenPrefix) {
		return Actor{}, errUnauthenticated()
	}
	rows, err := s.db.Query(ctx, sqlTokenActor, pgx.StrictNamedArgs{"hash": hashSecret(bearer), "touch": sessionTouch})
	r, found, err := one(rows, err, pgx.RowToStructByName[struct {
		actorRow
		Actions []string `db:"actions"`
		Types   []string `db:"types"`
	}])
	if err != nil {
		return Actor{}, fmt.Errorf("read the token: %w", err)
	}
	if !found {
		return Actor{}, errUnauthenticated()
	}
	return Actor{
		Actor: audit.Actor{Kind: audit.Token, ID: r.ID, OnBehalfOf: r.AccountID}, AccountID: r.AccountID,
		Memberships: r.Memberships, Grants: r.Grants, Locale: r.Locale,
		Scope: &Scope{Actions: r.Actions, Types: r.Types},
	}, nil
}
