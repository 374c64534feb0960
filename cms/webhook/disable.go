package webhook

import (
	"context"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"lotse/auth"
	"lotse/internal/command"
)

const (
	sqlDisable = `
update webhook_endpoints
set state = 'disabled', disabled_reason = @reason, disabled_at = @now, version = version + 1, updated_at = @now
where id = @id`
	sqlCancelDeliveries = `
update webhook_deliveries
set state = 'cancelled', ended_at = @now
where endpoint_id = @endpoint
  and state = 'pending'`
)

// disable stops everything that goes to an endpoint. Where it was not a person who did it, the owner is written to.
func (s *Service) disable(ctx context.Context, tx *command.Tx, id, organisation uuid.UUID, reason string) error {
	if _, err := tx.Exec(ctx, sqlDisable, pgx.StrictNamedArgs{"id": id, "reason": reason, "now": tx.Now}); err != nil {
		return fmt.Errorf("disable a webhook: %w", err)
	}
	if _, err := tx.Exec(ctx, sqlCancelDeliveries, pgx.StrictNamedArgs{"endpoint": id, "now": tx.Now}); err != nil {
		return fmt.Errorf("cancel deliveries: %w", err)
	}
	activity := tx.Record(event("webhook.disabled", id, organisation, map[string]any{"reason": reason}))
	if reason == reasonManual {
		return nil
	}
	return writeToOwners(ctx, tx, id, organisation, activity)
}

// Owners are the managers of the organisation, and for the agency's endpoints the admins.
const sqlOwners = `
select distinct a.id
from memberships m
join accounts a on a.id = m.account_id
where m.organisation_id is not distinct from @organisation::uuid
  and m.role = @role
  and a.disabled_at is null
  and a.erased_at is null
order by a.id
limit 50`

const sqlInsertMail = `
insert into outbox (id, account_id, template, activity_id, webhook_id, created_at)
values (@id, @account, 'webhook_disabled', @activity, @webhook, @now)`

// writeToOwners puts a mail to each owner into the outbox. An organisation without managers is answered for by the admins.
func writeToOwners(ctx context.Context, tx *command.Tx, id, organisation, activity uuid.UUID) error {
	owners, err := owners(ctx, tx, organisation)
	if err != nil {
		return err
	}
	for _, account := range owners {
		mail := command.NewID()
		_, err := tx.Exec(ctx, sqlInsertMail, pgx.StrictNamedArgs{"id": mail, "account": account, "activity": activity, "webhook": id, "now": tx.Now})
		if err != nil {
			return fmt.Errorf("put mail into the outbox: %w", err)
		}
		tx.Enqueue(auth.SendMail{OutboxID: mail}, nil)
	}
	return nil
}

func owners(ctx context.Context, tx *command.Tx, organisation uuid.UUID) ([]uuid.UUID, error) {
	role := auth.Manager
	if organisation == uuid.Nil {
		role = auth.Admin
	}
	rows, err := tx.Query(ctx, sqlOwners, pgx.StrictNamedArgs{"organisation": organisation, "role": role})
	if err != nil {
		return nil, fmt.Errorf("look for owners: %w", err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowTo[uuid.UUID])
	if err != nil {
		return nil, fmt.Errorf("look for owners: %w", err)
	}
	if len(list) == 0 && organisation != uuid.Nil {
		return owners(ctx, tx, uuid.Nil)
	}
	return list, nil
}

// DisableEndpoint stops an endpoint. What was on its way is cancelled; it can be replayed.
func (s *Service) DisableEndpoint(ctx context.Context, a auth.Actor, id uuid.UUID) (Endpoint, error) {
	return s.change(ctx, a, id, func(ctx context.Context, tx *command.Tx, e Endpoint) error {
		if e.State == Disabled {
			tx.Unchanged()
			return nil
		}
		return s.disable(ctx, tx, id, e.OrganisationID, reasonManual)
	})
}

const sqlEnable = `
update webhook_endpoints
set state = 'active', disabled_reason = '', disabled_at = null, failing_since = null, failures = 0, paused_until = null,
    version = version + 1, updated_at = @now
where id = @id`

// EnableEndpoint has an endpoint told of what happens from now on. What it missed is in the change feed; what was
// cancelled can be replayed.
func (s *Service) EnableEndpoint(ctx context.Context, a auth.Actor, id uuid.UUID) (Endpoint, error) {
	return s.change(ctx, a, id, func(ctx context.Context, tx *command.Tx, e Endpoint) error {
		if e.State == Active {
			tx.Unchanged()
			return nil
		}
		if _, err := tx.Exec(ctx, sqlEnable, pgx.StrictNamedArgs{"id": id, "now": tx.Now}); err != nil {
			return fmt.Errorf("enable a webhook: %w", err)
		}
		tx.Record(event("webhook.enabled", id, e.OrganisationID, nil))
		return nil
	})
}
