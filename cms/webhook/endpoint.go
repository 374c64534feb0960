package webhook

import (
	"context"
	"fmt"
	"maps"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"lotse/auth"
	"lotse/internal/command"
)

// States of an endpoint.
const (
	Active   = "active"
	Disabled = "disabled"
)

// Why an endpoint is disabled.
const (
	reasonManual  = "manual"  // somebody did it
	reasonGone    = "gone"    // it answered 410
	reasonFailing = "failing" // it failed for days
)

// Endpoint is an address that is told of events. Its secrets are never part of it.
type Endpoint struct {
	ID uuid.UUID `db:"id"`
	// OrganisationID is uuid.Nil for the agency's own endpoints, which hear of everything.
	OrganisationID uuid.UUID `db:"organisation_id"`
	// SiteID is the downstream site that an endpoint of the agency belongs to, uuid.Nil for none. It hears of what the
	// site may read, and of nothing while the site is disabled.
	SiteID         uuid.UUID  `db:"site_id"`
	URL            string     `db:"url"`
	Description    string     `db:"description"`
	Events         []string   `db:"events"`
	State          string     `db:"state"`
	DisabledReason string     `db:"disabled_reason"` // manual, gone, failing; empty while active
	DisabledAt     *time.Time `db:"disabled_at"`
	FailingSince   *time.Time `db:"failing_since"` // the first failure since the last success
	Version        int        `db:"version"`
	CreatedAt      time.Time  `db:"created_at"`
	UpdatedAt      time.Time  `db:"updated_at"`
	LastAttempt
}

const (
	noID            = `'00000000-0000-0000-0000-000000000000'::uuid`
	endpointColumns = `e.id, coalesce(e.organisation_id, ` + noID + `) as organisation_id, coalesce(e.site_id, ` + noID + `) as site_id,
       e.url, e.description, e.events, e.state, e.disabled_reason, e.disabled_at, e.failing_since, e.version, e.created_at, e.updated_at,
       ` + lastColumns
	endpointTable = `webhook_endpoints e
left join lateral (select * from webhook_attempts a where a.endpoint_id = e.id order by a.id desc limit 1) l on true`
)

const (
	sqlEndpoint     = `select ` + endpointColumns + ` from ` + endpointTable + ` where e.id = @id`
	sqlLockEndpoint = `select ` + endpointColumns + ` from ` + endpointTable + ` where e.id = @id for update of e`
)

// querier is a pool or a transaction.
type querier interface {
	Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error)
}

// load reads an endpoint that the actor manages. What the actor does not manage is answered like what does not exist.
func (s *Service) load(ctx context.Context, db querier, sql string, a auth.Actor, id uuid.UUID) (Endpoint, error) {
	rows, err := db.Query(ctx, sql, pgx.StrictNamedArgs{"id": id})
	if err != nil {
		return Endpoint{}, fmt.Errorf("load webhook: %w", err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByName[Endpoint])
	if err != nil {
		return Endpoint{}, fmt.Errorf("load webhook: %w", err)
	}
	if len(list) == 0 || !s.manages(a, list[0].OrganisationID) {
		return Endpoint{}, command.ErrNotFound()
	}
	return list[0], nil
}

func (s *Service) manages(a auth.Actor, organisation uuid.UUID) bool {
	return s.policy.Can(a, auth.WebhookManage, auth.Resource{OrganisationID: organisation})
}

// Endpoint returns one endpoint.
func (s *Service) Endpoint(ctx context.Context, a auth.Actor, id uuid.UUID) (Endpoint, error) {
	return s.load(ctx, s.db, sqlEndpoint, a, id)
}

// EndpointFilter chooses a page of endpoints, the oldest first.
type EndpointFilter struct {
	OrganisationID uuid.UUID // uuid.Nil: all that the actor manages
	State          string    // empty: all
	After          uuid.UUID // the last id of the page before
	Limit          int
}

// Endpoints lists the endpoints that the actor manages.
func (s *Service) Endpoints(ctx context.Context, a auth.Actor, f EndpointFilter) ([]Endpoint, error) {
	managed, args := s.policy.Predicate(a, auth.WebhookManage, auth.Columns{Organisation: "coalesce(e.organisation_id, " + noID + ")"})
	maps.Copy(args, pgx.NamedArgs{"organisation": f.OrganisationID, "state": f.State, "after": f.After, "limit": f.Limit})
	rows, err := s.db.Query(ctx, `
select `+endpointColumns+`
from `+endpointTable+`
where `+managed+`
  and (@organisation::uuid is null or e.organisation_id = @organisation)
  and (@state::text = '' or e.state = @state)
  and (@after::uuid is null or e.id > @after)
order by e.id
limit @limit`, args)
	if err != nil {
		return nil, fmt.Errorf("list webhooks: %w", err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByName[Endpoint])
	if err != nil {
		return nil, fmt.Errorf("list webhooks: %w", err)
	}
	return list, nil
}
