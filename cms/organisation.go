package cms

import (
	"context"
	"errors"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"lotse/auth"
	"lotse/internal/audit"
	"lotse/internal/command"
)

const sqlLockOrganisation = `
select suspended_at is not null
from organisations
where id = @id
for update`

const sqlSetSuspended = `
update organisations
set suspended_at = case when @suspended::boolean then lotse.now() end,
    version = version + 1
where id = @id`

const sqlTouchFeedOfOrganisation = `
update feed
set xid = pg_current_xact_id(),
    changed_at = lotse.now()
where organisation_id = @id`

// SuspendOrganisation takes everything of an organisation off the public sites at once, or brings it back.
// Nothing of it is changed or lost meanwhile.
func (s *Service) SuspendOrganisation(ctx context.Context, actor auth.Actor, id uuid.UUID, suspend bool) error {
	return s.commands.Run(ctx, actor.Actor, func(ctx context.Context, tx *command.Tx) error {
		var suspended bool
		err := tx.QueryRow(ctx, sqlLockOrganisation, pgx.StrictNamedArgs{"id": id}).Scan(&suspended)
		if errors.Is(err, pgx.ErrNoRows) {
			return command.ErrNotFound()
		}
		if err != nil {
			return fmt.Errorf("lock organisation: %w", err)
		}
		if err := s.authoriseOrganisation(actor, id); err != nil {
			return err
		}
		if suspended == suspend {
			tx.Unchanged()
			return nil
		}
		if _, err := tx.Exec(ctx, sqlSetSuspended, pgx.StrictNamedArgs{"id": id, "suspended": suspend}); err != nil {
			return fmt.Errorf("suspend organisation: %w", err)
		}
		if _, err := tx.Exec(ctx, sqlTouchFeedOfOrganisation, pgx.StrictNamedArgs{"id": id}); err != nil {
			return fmt.Errorf("touch feed: %w", err)
		}
		action := "organisation_resume"
		if suspend {
			action = "organisation_suspend"
		}
		tx.Record(audit.Event{Action: action, OrganisationID: id})
		return nil
	})
}

// authoriseOrganisation asks for the right to manage any organisation; a manager of one may not suspend it.
func (s *Service) authoriseOrganisation(actor auth.Actor, id uuid.UUID) error {
	if s.policy.Can(actor, "organisation.manage", auth.Resource{OrganisationID: id}) {
		return nil
	}
	if s.policy.Can(actor, "organisation.read", auth.Resource{OrganisationID: id}) {
		return command.E(command.Forbidden, "forbidden", "You may not do this.")
	}
	return command.ErrNotFound()
}
