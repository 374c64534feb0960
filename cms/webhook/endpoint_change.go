package webhook

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"lotse/auth"
	"lotse/internal/audit"
	"lotse/internal/command"
	"lotse/internal/language"
	"lotse/internal/outbound"
)

// Limits of endpoints.
const (
	maxPerOrganisation = 10
	maxOfAgency        = 100
	maxDescription     = 200
)

// NewEndpoint is what an endpoint is made of.
type NewEndpoint struct {
	// OrganisationID is uuid.Nil for an endpoint of the agency.
	OrganisationID uuid.UUID
	SiteID         uuid.UUID // only for endpoints of the agency
	EndpointFields
}

// EndpointFields are what can be changed of an endpoint.
type EndpointFields struct {
	URL         string
	Description string
	Events      []string
}

// tidy brings the fields into the form in which they are stored and reports every problem.
func (s *Service) tidy(in *EndpointFields) error {
	var problems []command.FieldError
	add := func(pointer, code string) {
		if code != "" {
			problems = append(problems, command.FieldError{Pointer: pointer, Code: code})
		}
	}
	if u, err := s.caller.Check(strings.TrimSpace(in.URL)); err != nil {
		add("/url", addressProblem(err))
	} else {
		in.URL = u.String()
	}
	in.Description = strings.TrimSpace(language.NFC(in.Description))
	add("/description", language.Control(in.Description, false))
	if len([]rune(in.Description)) > maxDescription {
		problems = append(problems, command.FieldError{Pointer: "/description", Code: "too_long", Params: map[string]any{"max": maxDescription}})
	}
	if len(in.Events) == 0 {
		add("/events", "required")
	}
	if len(in.Events) > maxEvents {
		problems = append(problems, command.FieldError{Pointer: "/events", Code: "too_many", Params: map[string]any{"max": maxEvents}})
		in.Events = in.Events[:maxEvents]
	}
	for i, pattern := range in.Events {
		add(fmt.Sprintf("/events/%d", i), patternProblem(pattern, s.types))
	}
	slices.Sort(in.Events)
	in.Events = slices.Compact(in.Events)
	if len(problems) > 0 {
		return command.InvalidFields(problems)
	}
	return nil
}

// addressProblem is the code of an address that is not called.
func addressProblem(err error) string {
	switch {
	case errors.Is(err, outbound.ErrPlain):
		return "not_https"
	case errors.Is(err, outbound.ErrPort):
		return "port_not_allowed"
	case errors.Is(err, outbound.ErrForbidden):
		return "forbidden_address"
	}
	return "not_an_address"
}

const sqlInsertEndpoint = `
insert into webhook_endpoints (id, organisation_id, site_id, scope_told, url, description, events, created_by, created_at, updated_at)
values (@id, @organisation, @site, (select ` + scopeOf + ` from sites s where s.id = @site), @url, @description, @events, @creator, @now, @now)`

// CreateEndpoint makes an endpoint and returns its secret, which is shown this once.
func (s *Service) CreateEndpoint(ctx context.Context, a auth.Actor, in NewEndpoint) (e Endpoint, secret string, err error) {
	if !s.manages(a, in.OrganisationID) {
		// The same answer whether the organisation exists or not.
		return Endpoint{}, "", command.E(command.Forbidden, "forbidden", "You may not do this.")
	}
	if err := s.tidy(&in.EndpointFields); err != nil {
		return Endpoint{}, "", err
	}
	if in.SiteID != uuid.Nil && in.OrganisationID != uuid.Nil {
		return Endpoint{}, "", command.InvalidField("/site", "not_with_organisation")
	}
	id := command.NewID()
	err = s.commands.Run(ctx, a.Actor, func(ctx context.Context, tx *command.Tx) error {
		if err := roomFor(ctx, tx, in.OrganisationID); err != nil {
			return err
		}
		if err := siteExists(ctx, tx, in.SiteID); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, sqlInsertEndpoint, pgx.StrictNamedArgs{
			"id": id, "organisation": in.OrganisationID, "site": in.SiteID, "url": in.URL, "description": in.Description,
			"events": in.Events, "creator": a.Person(), "now": tx.Now,
		})
		if err != nil {
			return fmt.Errorf("make a webhook: %w", err)
		}
		if secret, err = s.storeSecret(ctx, tx, id); err != nil {
			return err
		}
		tx.Record(event("webhook.created", id, in.OrganisationID, map[string]any{"events": in.Events}))
		return nil
	})
	if err != nil {
		return Endpoint{}, "", err
	}
	e, err = s.Endpoint(ctx, a, id)
	return e, secret, err
}

// event is a line of the trail. Addresses are not in it: they may hold a key.
func event(action string, endpoint, organisation uuid.UUID, changes map[string]any) audit.Event {
	if changes == nil {
		changes = map[string]any{}
	}
	changes["webhook"] = endpoint.String()
	return audit.Event{Action: action, OrganisationID: organisation, Changes: changes}
}

// Locks the organisation, so that two requests do not count at once.
const sqlLockOrganisation = `select true from organisations where id = @id for update`

const sqlCountEndpoints = `
select count(*)
from webhook_endpoints
where organisation_id is not distinct from @organisation::uuid`

func roomFor(ctx context.Context, tx *command.Tx, organisation uuid.UUID) error {
	limit := maxOfAgency
	if organisation != uuid.Nil {
		limit = maxPerOrganisation
		var there bool
		err := tx.QueryRow(ctx, sqlLockOrganisation, pgx.StrictNamedArgs{"id": organisation}).Scan(&there)
		if errors.Is(err, pgx.ErrNoRows) {
			return command.InvalidField("/organisation", "unknown_organisation")
		}
		if err != nil {
			return fmt.Errorf("lock organisation: %w", err)
		}
	}
	var n int
	if err := tx.QueryRow(ctx, sqlCountEndpoints, pgx.StrictNamedArgs{"organisation": organisation}).Scan(&n); err != nil {
		return fmt.Errorf("count webhooks: %w", err)
	}
	if n >= limit {
		return &command.Error{
			Kind: command.Refused, Code: "too_many_webhooks", Detail: "There are too many webhooks already.", Extra: map[string]any{"max": limit},
		}
	}
	return nil
}

// Locks the site against being deleted meanwhile.
const sqlHoldSite = `select true from sites where id = @id for key share`

// siteExists demands that there is the site, where one is named.
func siteExists(ctx context.Context, tx *command.Tx, site uuid.UUID) error {
	if site == uuid.Nil {
		return nil
	}
	var there bool
	err := tx.QueryRow(ctx, sqlHoldSite, pgx.StrictNamedArgs{"id": site}).Scan(&there)
	if errors.Is(err, pgx.ErrNoRows) {
		return command.InvalidField("/site", "unknown_site")
	}
	if err != nil {
		return fmt.Errorf("look for the site: %w", err)
	}
	return nil
}

// ChangeEndpoint is the whole new record; Version is the one it is based on.
type ChangeEndpoint struct {
	ID      uuid.UUID
	Version int
	EndpointFields
}

const sqlChangeEndpoint = `
update webhook_endpoints
set url = @url, description = @description, events = @events, version = version + 1, updated_at = @now
where id = @id`

// ChangeEndpoint changes address, description and events. What is on its way goes to the new address.
func (s *Service) ChangeEndpoint(ctx context.Context, a auth.Actor, in ChangeEndpoint) (Endpoint, error) {
	return s.change(ctx, a, in.ID, func(ctx context.Context, tx *command.Tx, e Endpoint) error {
		if e.Version != in.Version {
			return &command.Error{
				Kind: command.Stale, Code: "stale", Detail: "Somebody else has changed it since.",
				Extra: map[string]any{"current": map[string]any{"version": e.Version}},
			}
		}
		if err := s.tidy(&in.EndpointFields); err != nil {
			return err
		}
		if e.URL == in.URL && e.Description == in.Description && slices.Equal(e.Events, in.Events) {
			tx.Unchanged()
			return nil
		}
		_, err := tx.Exec(ctx, sqlChangeEndpoint, pgx.StrictNamedArgs{
			"id": e.ID, "url": in.URL, "description": in.Description, "events": in.Events, "now": tx.Now,
		})
		if err != nil {
			return fmt.Errorf("change a webhook: %w", err)
		}
		tx.Record(event("webhook.changed", e.ID, e.OrganisationID, map[string]any{"events": in.Events, "url": e.URL != in.URL}))
		return nil
	})
}

// change runs a command on a locked endpoint and returns it as it is afterwards.
func (s *Service) change(ctx context.Context, a auth.Actor, id uuid.UUID, body func(context.Context, *command.Tx, Endpoint) error) (Endpoint, error) {
	err := s.commands.Run(ctx, a.Actor, func(ctx context.Context, tx *command.Tx) error {
		e, err := s.load(ctx, tx, sqlLockEndpoint, a, id)
		if err != nil {
			return err
		}
		return body(ctx, tx, e)
	})
	if err != nil {
		return Endpoint{}, err
	}
	return s.Endpoint(ctx, a, id)
}

const sqlDeleteEndpoint = `delete from webhook_endpoints where id = @id`

// DeleteEndpoint removes an endpoint with its secrets and its log.
func (s *Service) DeleteEndpoint(ctx context.Context, a auth.Actor, id uuid.UUID) error {
	return s.commands.Run(ctx, a.Actor, func(ctx context.Context, tx *command.Tx) error {
		e, err := s.load(ctx, tx, sqlLockEndpoint, a, id)
		if err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, sqlDeleteEndpoint, pgx.StrictNamedArgs{"id": id}); err != nil {
			return fmt.Errorf("delete a webhook: %w", err)
		}
		tx.Record(event("webhook.deleted", id, e.OrganisationID, nil))
		return nil
	})
}

// Overlap of two secrets.
const (
	DefaultOverlap = 24 * time.Hour
	MaxOverlap     = 7 * 24 * time.Hour
	maxSecrets     = 5
)

// Secrets that hold longer than the overlap of this rotation end with it: with an overlap of nothing all of them.
const (
	sqlCountSecrets = `select count(*) from webhook_secrets where endpoint_id = @endpoint and (expires_at is null or expires_at > @now)`
	sqlEndSecrets   = `
update webhook_secrets
set expires_at = least(expires_at, @until::timestamptz)
where endpoint_id = @endpoint
  and (expires_at is null or expires_at > @until)`
	sqlDropSecrets  = `delete from webhook_secrets where endpoint_id = @endpoint and expires_at <= @now`
	sqlRaiseVersion = `update webhook_endpoints set version = version + 1, updated_at = @now where id = @id`
)

// RotateSecret gives an endpoint a new secret and returns it, this once. For the overlap calls are signed with the old
// one as well, so that the receiver changes over when it likes; zero ends the old ones at once.
func (s *Service) RotateSecret(ctx context.Context, a auth.Actor, id uuid.UUID, overlap time.Duration) (secret string, e Endpoint, err error) {
	if overlap < 0 || overlap > MaxOverlap {
		return "", Endpoint{}, command.InvalidField("/overlapHours", "too_large")
	}
	e, err = s.change(ctx, a, id, func(ctx context.Context, tx *command.Tx, e Endpoint) error {
		args := pgx.StrictNamedArgs{"endpoint": id, "until": tx.Now.Add(overlap)}
		if _, err := tx.Exec(ctx, sqlEndSecrets, args); err != nil {
			return fmt.Errorf("end secrets of a webhook: %w", err)
		}
		now := pgx.StrictNamedArgs{"endpoint": id, "now": tx.Now}
		if _, err := tx.Exec(ctx, sqlDropSecrets, now); err != nil {
			return fmt.Errorf("drop secrets of a webhook: %w", err)
		}
		var n int
		if err := tx.QueryRow(ctx, sqlCountSecrets, now).Scan(&n); err != nil {
			return fmt.Errorf("count secrets of a webhook: %w", err)
		}
		if n >= maxSecrets {
			return command.E(command.Refused, "too_many_secrets", "Too many secrets hold at once; end the old ones with an overlap of 0.")
		}
		if secret, err = s.storeSecret(ctx, tx, id); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, sqlRaiseVersion, pgx.StrictNamedArgs{"id": id, "now": tx.Now}); err != nil {
			return fmt.Errorf("note the rotation: %w", err)
		}
		tx.Record(event("webhook.secret_rotated", id, e.OrganisationID, map[string]any{"overlapHours": int(overlap.Hours())}))
		return nil
	})
	return secret, e, err
}
