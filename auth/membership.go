package auth

import (
	"context"
	"fmt"
	"slices"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"lotse/internal/audit"
	"lotse/internal/command"
	"lotse/internal/language"
)

// NewMembership gives an account a role in an organisation, or agency-wide with uuid.Nil.
type NewMembership struct {
	AccountID      uuid.UUID
	OrganisationID uuid.UUID
	Role           string
	Locales        []string // required for translators, refused for all others
}

// Member is a membership with the account it belongs to.
type Member struct {
	ID             uuid.UUID `db:"id"`
	AccountID      uuid.UUID `db:"account_id"`
	Name           string    `db:"name"`
	OrganisationID uuid.UUID `db:"organisation_id"` // uuid.Nil: agency-wide
	Role           string    `db:"role"`
	Locales        []string  `db:"locales"`
	Disabled       bool      `db:"disabled"`
}

func (in NewMembership) check() error {
	var p problems
	switch {
	case !slices.Contains(memberRoles, in.Role):
		p.add("/role", "not_an_option")
	case in.Role == Admin && in.OrganisationID != uuid.Nil:
		p.add("/role", "agency_only")
	case (in.Role == Contributor || in.Role == Manager) && in.OrganisationID == uuid.Nil:
		p.add("/organisation", "required")
	}
	switch {
	case in.Role == Translator && len(in.Locales) == 0:
		p.add("/locales", "required")
	case in.Role != Translator && len(in.Locales) > 0:
		p.add("/locales", "translators_only")
	}
	for i, l := range in.Locales {
		if !language.Valid(l) {
			p.add(fmt.Sprintf("/locales/%d", i), "not_an_option")
		}
	}
	return p.err()
}

// demandMembers checks that the actor may give or take this role there: everything for those who manage
// accounts; contributors of one's own organisation for those who manage members.
func (s *Service) demandMembers(a Actor, role string, organisation uuid.UUID) error {
	if s.policy.Can(a, AccountManage, Resource{}) {
		return nil
	}
	if err := s.demand(a, MemberManage, organisation); err != nil {
		return err
	}
	if role != Contributor || organisation == uuid.Nil {
		return errForbidden()
	}
	return nil
}

const sqlPresentMembership = `
select id, locales from memberships
where account_id = @account and organisation_id is not distinct from @organisation and role = @role`

const (
	sqlInsertMembership = `
insert into memberships (id, account_id, organisation_id, role, locales, created_at)
values (@id, @account, @organisation, @role, @locales, @now)`
	sqlUpdateMembership = `update memberships set locales = @locales where id = @id`
	sqlCountMemberships = `select count(*) from memberships where account_id = @account`
	sqlOrganisationIs   = `select exists (select from organisations where id = @id)`
)

// AddMembership gives the role and returns the membership's id. One that is there gets the locales asked for; the
// same once more changes nothing.
func (s *Service) AddMembership(ctx context.Context, a Actor, in NewMembership) (id uuid.UUID, err error) {
	if err := s.demandMembers(a, in.Role, in.OrganisationID); err != nil {
		return uuid.Nil, err
	}
	if err := in.check(); err != nil {
		return uuid.Nil, err
	}
	in.Locales = slices.Compact(slices.Sorted(slices.Values(in.Locales)))
	err = s.run.Run(ctx, a.Actor, func(ctx context.Context, tx *command.Tx) error {
		id, err = s.addMembership(ctx, tx, in)
		return err
	})
	return id, err
}

func (s *Service) addMembership(ctx context.Context, tx *command.Tx, in NewMembership) (uuid.UUID, error) {
	if _, err := lockAccount(ctx, tx, in.AccountID); err != nil {
		return uuid.Nil, err
	}
	args := pgx.StrictNamedArgs{"account": in.AccountID, "organisation": in.OrganisationID, "role": in.Role}
	rows, err := tx.Query(ctx, sqlPresentMembership, args)
	present, found, err := one(rows, err, pgx.RowToStructByPos[struct {
		ID      uuid.UUID
		Locales []string
	}])
	if err != nil {
		return uuid.Nil, fmt.Errorf("look for the membership: %w", err)
	}
	if found && slices.Equal(present.Locales, in.Locales) {
		tx.Unchanged()
		return present.ID, nil
	}
	id := present.ID
	if found {
		_, err = tx.Exec(ctx, sqlUpdateMembership, pgx.StrictNamedArgs{"id": id, "locales": in.Locales})
	} else {
		if err := roomForMembership(ctx, tx, in); err != nil {
			return uuid.Nil, err
		}
		id = command.NewID()
		args["id"], args["locales"], args["now"] = id, noNil(in.Locales), tx.Now
		_, err = tx.Exec(ctx, sqlInsertMembership, args)
	}
	if err != nil {
		return uuid.Nil, fmt.Errorf("add the membership: %w", err)
	}
	tx.Record(audit.Event{
		Action: "membership.added", AccountID: in.AccountID, OrganisationID: in.OrganisationID,
		Changes: map[string]any{"role": in.Role, "locales": noNil(in.Locales)},
	})
	return id, nil
}

// roomForMembership checks that the organisation is there and the account has not too many memberships: all of
// them are read with every request.
func roomForMembership(ctx context.Context, tx *command.Tx, in NewMembership) error {
	if in.OrganisationID != uuid.Nil {
		var exists bool
		if err := tx.QueryRow(ctx, sqlOrganisationIs, pgx.StrictNamedArgs{"id": in.OrganisationID}).Scan(&exists); err != nil {
			return fmt.Errorf("look for the organisation: %w", err)
		}
		if !exists {
			return command.ErrNotFound()
		}
	}
	var n int
	if err := tx.QueryRow(ctx, sqlCountMemberships, pgx.StrictNamedArgs{"account": in.AccountID}).Scan(&n); err != nil {
		return fmt.Errorf("count memberships: %w", err)
	}
	if n >= maxMemberships {
		return command.E(command.Refused, "too_many_memberships", "An account can have at most 100 memberships.")
	}
	return nil
}

const memberColumns = `m.id, m.account_id, a.name, m.organisation_id, m.role, m.locales, a.disabled_at is not null as disabled`

const sqlMembership = `select ` + memberColumns + ` from memberships m join accounts a on a.id = m.account_id where m.id = @id`

const sqlDeleteMembership = `delete from memberships where id = @id`

// RemoveMembership takes a role away; it holds from the next request. The last admin stays.
func (s *Service) RemoveMembership(ctx context.Context, a Actor, id uuid.UUID) error {
	return s.run.Run(ctx, a.Actor, func(ctx context.Context, tx *command.Tx) error {
		rows, err := tx.Query(ctx, sqlMembership, pgx.StrictNamedArgs{"id": id})
		m, found, err := one(rows, err, pgx.RowToStructByName[Member])
		if err != nil {
			return fmt.Errorf("read the membership: %w", err)
		}
		if !found {
			return s.missing(a)
		}
		if err := s.demandMembers(a, m.Role, m.OrganisationID); err != nil {
			return err
		}
		if m.Role == Admin {
			if err := keepAnAdmin(ctx, tx, m.AccountID); err != nil {
				return err
			}
		}
		done, err := tx.Exec(ctx, sqlDeleteMembership, pgx.StrictNamedArgs{"id": id})
		if err != nil {
			return fmt.Errorf("remove the membership: %w", err)
		}
		if done.RowsAffected() == 0 {
			return command.ErrNotFound()
		}
		tx.Record(audit.Event{
			Action: "membership.removed", AccountID: m.AccountID, OrganisationID: m.OrganisationID,
			Changes: map[string]any{"role": m.Role, "locales": m.Locales},
		})
		return nil
	})
}

// missing answers for an object that is not there: who is nobody learns only that.
func (s *Service) missing(a Actor) error {
	if !a.Known() && len(a.memberships()) == 0 {
		return errUnauthenticated()
	}
	return command.ErrNotFound()
}

const sqlMembers = `
select ` + memberColumns + ` from memberships m join accounts a on a.id = m.account_id
where m.organisation_id is not distinct from @organisation
order by a.name, m.id limit @limit`

// Members lists who has a role in exactly this organisation (uuid.Nil: agency-wide), at most 500.
func (s *Service) Members(ctx context.Context, a Actor, organisation uuid.UUID) ([]Member, error) {
	if err := s.demand(a, MemberManage, organisation); err != nil {
		return nil, err
	}
	rows, err := s.db.Query(ctx, sqlMembers, pgx.StrictNamedArgs{"organisation": organisation, "limit": maxMembers})
	return members(rows, err)
}

const sqlMembershipsOf = `
select ` + memberColumns + ` from memberships m join accounts a on a.id = m.account_id
where m.account_id = @account order by m.id limit @limit`

// MembershipsOf lists the memberships of one account: one's own, or any for those who manage accounts.
func (s *Service) MembershipsOf(ctx context.Context, a Actor, account uuid.UUID) ([]Member, error) {
	if !a.Known() || a.AccountID != account {
		if err := s.demand(a, AccountManage, uuid.Nil); err != nil {
			return nil, err
		}
	}
	rows, err := s.db.Query(ctx, sqlMembershipsOf, pgx.StrictNamedArgs{"account": account, "limit": maxMemberships})
	return members(rows, err)
}

func members(rows pgx.Rows, err error) ([]Member, error) {
	if err != nil {
		return nil, fmt.Errorf("list members: %w", err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByName[Member])
	if err != nil {
		return nil, fmt.Errorf("list members: %w", err)
	}
	return list, nil
}
