package auth

import (
	"context"
	"fmt"
	"regexp"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"lotse/internal/audit"
	"lotse/internal/command"
)

// typePattern is what a type's name looks like; whether there is such a type is schema's question, and a grant
// on one that is not there allows nothing.
var typePattern = regexp.MustCompile(`^[a-z][a-z0-9_-]{0,39}$`)

const (
	sqlInsertGrant = `
insert into organisation_grants (organisation_id, type, action, created_at)
values (@organisation, @type, 'publish', @now) on conflict do nothing`
	sqlDeleteGrant = `
delete from organisation_grants where organisation_id = @organisation and type = @type and action = 'publish'`
	sqlGrants = `
select organisation_id, type, action from organisation_grants where organisation_id = @organisation order by type limit @limit`
)

// AddGrant trusts an organisation to publish a type without an approval. The same once more changes nothing.
func (s *Service) AddGrant(ctx context.Context, a Actor, organisation uuid.UUID, typ string) error {
	if !typePattern.MatchString(typ) {
		return command.InvalidField("/type", "bad_format")
	}
	return s.changeGrant(ctx, a, organisation, typ, sqlInsertGrant, "grant.added")
}

// RevokeGrant takes the trust back; it holds from the next request.
func (s *Service) RevokeGrant(ctx context.Context, a Actor, organisation uuid.UUID, typ string) error {
	return s.changeGrant(ctx, a, organisation, typ, sqlDeleteGrant, "grant.revoked")
}

func (s *Service) changeGrant(ctx context.Context, a Actor, organisation uuid.UUID, typ, sql, action string) error {
	if err := s.demand(a, OrganisationManage, organisation); err != nil {
		return err
	}
	return s.run.Run(ctx, a.Actor, func(ctx context.Context, tx *command.Tx) error {
		if _, err := lockOrganisation(ctx, tx, organisation); err != nil {
			return err
		}
		args := pgx.StrictNamedArgs{"organisation": organisation, "type": typ}
		if sql == sqlInsertGrant {
			args["now"] = tx.Now
		}
		done, err := tx.Exec(ctx, sql, args)
		if err != nil {
			return fmt.Errorf("%s: %w", action, err)
		}
		if done.RowsAffected() == 0 {
			tx.Unchanged()
			return nil
		}
		tx.Record(audit.Event{
			Action: action, OrganisationID: organisation, Changes: map[string]any{"type": typ, "action": "publish"},
		})
		return nil
	})
}

// Grants lists the grants of an organisation.
func (s *Service) Grants(ctx context.Context, a Actor, organisation uuid.UUID) ([]Grant, error) {
	if err := s.demand(a, OrganisationRead, organisation); err != nil {
		return nil, err
	}
	rows, err := s.db.Query(ctx, sqlGrants, pgx.StrictNamedArgs{"organisation": organisation, "limit": maxPage})
	if err != nil {
		return nil, fmt.Errorf("list grants: %w", err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByPos[Grant])
	if err != nil {
		return nil, fmt.Errorf("list grants: %w", err)
	}
	return list, nil
}
