package cms

import (
	"context"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"

	"lotse/internal/command"
	"lotse/workflow"
)

// confirm notes that the owner says: still true. Past its last day an entry needs a new last day instead.
func confirm(ctx context.Context, st *step) error {
	e, now := st.entry, st.tx.Now
	if e.ValidUntil != nil && !st.s.endOfDay(*e.ValidUntil).After(now) {
		return command.E(command.Refused, "past_last_day", "Its last day is over; give it a new one.")
	}
	hidden := e.ExpiresAt != nil && !e.ExpiresAt.After(now)
	if hidden {
		if err := st.gateReturn(ctx); err != nil {
			return err
		}
	}
	e.VerifiedAt = &now
	st.s.trust(st.loaded, now)
	st.dirty, st.rendered, st.exposure = true, true, hidden
	return nil
}

// expire ends an entry now, at its owner's word.
func expire(_ context.Context, st *step) error {
	now := st.tx.Now
	st.entry.VerifyBy, st.entry.ExpiresAt, st.entry.ExpiredAt = &now, &now, &now
	st.dirty, st.exposure = true, true
	return nil
}

// takeDown withdraws every locale at once, whatever is pending, scheduled or referring to it. Each locale
// is withdrawn by itself, so that publishing the source again does not bring the others back.
func takeDown(ctx context.Context, st *step) error {
	if err := st.cancelReleases(ctx); err != nil {
		return err
	}
	for _, v := range st.variants {
		if v.Visibility != workflow.Live {
			continue
		}
		v.Visibility = workflow.Withdrawn
		v.Version++
		if err := storeVariant(ctx, st.tx, v); err != nil {
			return err
		}
	}
	now := st.tx.Now
	st.entry.SourceLive, st.entry.TakenDownAt = false, &now
	st.dirty, st.exposure = true, true
	return nil
}

// cancelReleases takes every variant out of the release it waits for.
func (st *step) cancelReleases(ctx context.Context) error {
	for _, v := range st.variants {
		if v.ReleaseID == nil {
			continue
		}
		if err := st.cancelReleaseOf(ctx, v); err != nil {
			return err
		}
	}
	return nil
}

// archive puts the entry away; what was planned for it is called off.
func archive(ctx context.Context, st *step) error {
	if err := st.cancelReleases(ctx); err != nil {
		return err
	}
	now := st.tx.Now
	st.entry.ArchivedAt, st.dirty, st.exposure = &now, true, true
	return nil
}

func restore(ctx context.Context, st *step) error {
	if err := st.gateReturn(ctx); err != nil {
		return err
	}
	st.entry.ArchivedAt, st.dirty, st.exposure = nil, true, true
	return nil
}

const sqlTransferTarget = `
select slug, name, suspended_at, internal_signoff
from organisations
where id = @id
for share`

// transfer gives the entry to another organisation.
//
// Whoever gives must be allowed to take there as well: nobody publishes under another's name.
func transfer(ctx context.Context, st *step) error {
	e := st.entry
	there := st.resource(st.source())
	there.OrganisationID = st.in.Organisation
	if !st.s.policy.Can(st.actor, "transfer", there) {
		return command.E(command.Forbidden, "forbidden", "You may not do this.")
	}
	err := st.tx.QueryRow(ctx, sqlTransferTarget, pgx.StrictNamedArgs{"id": st.in.Organisation}).
		Scan(&e.OrganisationSlug, &e.OrganisationName, &e.OrganisationSuspended, &e.InternalSignoff)
	if errors.Is(err, pgx.ErrNoRows) {
		return command.InvalidField("/organisation", "unknown_organisation")
	}
	if err != nil {
		return fmt.Errorf("load organisation: %w", err)
	}
	if e.OrganisationSuspended != nil {
		return command.E(command.Refused, "organisation_suspended", "The organisation is suspended.")
	}
	st.changes["organisation"] = []any{e.OrganisationID, st.in.Organisation}
	e.OrganisationID = st.in.Organisation
	st.dirty, st.rendered, st.exposure = true, true, true
	return nil
}

const sqlPermitDelete = `select set_config('lotse.permit_change', 'delete', true)`

const sqlForbidChange = `select set_config('lotse.permit_change', '', true)`

const sqlDeleteEntry = `
delete from entries
where id = @id`

// deleteEntry removes an entry for good; what was planned for it is called off. Its line in the change feed
// stays and says so.
func deleteEntry(ctx context.Context, st *step) error {
	if err := st.refuseBlocking(ctx); err != nil {
		return err
	}
	if err := st.cancelReleases(ctx); err != nil {
		return err
	}
	if err := st.s.touchFeed(ctx, st.tx, st.entry); err != nil {
		return err
	}
	if _, err := st.tx.Exec(ctx, sqlPermitDelete); err != nil {
		return fmt.Errorf("permit deletion: %w", err)
	}
	if _, err := st.tx.Exec(ctx, sqlDeleteEntry, pgx.StrictNamedArgs{"id": st.entry.ID}); err != nil {
		return fmt.Errorf("delete entry: %w", err)
	}
	if _, err := st.tx.Exec(ctx, sqlForbidChange); err != nil {
		return fmt.Errorf("forbid changes again: %w", err)
	}
	st.deleted = true
	return nil
}
