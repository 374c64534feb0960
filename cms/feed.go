package cms

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"lotse/internal/audit"
	"lotse/internal/command"
	"lotse/schema"
)

// The change feed is a list of what downstream sites must look at: one row an (entry, locale) with the
// transaction of its last change. What became of it is read from the present state at delivery. Whoever filters
// must learn that an item left the filter: scopes that a row no longer has are kept apart, with the change
// with which it left them, as long as the retention says.
const sqlUpsertFeed = `
with gone as (
    insert into feed_left (entry_id, locale, scope, xid, left_at)
    select f.entry_id, f.locale, held.scope, pg_current_xact_id(), @now::timestamptz
    from feed f, jsonb_array_elements_text(f.scopes) as held (scope)
    where f.entry_id = @entry_id
      and f.locale = @locale
      and not @scopes::jsonb ? held.scope
    on conflict (entry_id, locale, scope) do update
    set xid = excluded.xid, left_at = excluded.left_at
)
insert into feed (entry_id, locale, type, xid, organisation_id, scopes, changed_at)
values (@entry_id, @locale, @type, pg_current_xact_id(), @organisation_id, @scopes, @now)
on conflict (entry_id, locale) do update
set xid = excluded.xid,
    organisation_id = excluded.organisation_id,
    scopes = excluded.scopes,
    changed_at = excluded.changed_at`

// queueFeed notes that an item that is public, with these scopes, has to be looked at.
func queueFeed(batch *pgx.Batch, e *entryRow, locale string, scopes []string, now time.Time) {
	batch.Queue(sqlUpsertFeed, pgx.StrictNamedArgs{
		"entry_id": e.ID, "locale": locale, "type": e.Type, "organisation_id": e.OrganisationID, "scopes": scopes, "now": now,
	})
}

const sqlTouchFeedLine = `
update feed
set xid = pg_current_xact_id(),
    organisation_id = @organisation_id,
    changed_at = @now
where entry_id = @entry_id
  and locale = @locale`

// queueFeedGone notes that an item that is no longer public has to be looked at. It keeps its scopes: those
// who had it must learn that it is gone.
func queueFeedGone(batch *pgx.Batch, e *entryRow, locale string, now time.Time) {
	batch.Queue(sqlTouchFeedLine, pgx.StrictNamedArgs{
		"entry_id": e.ID, "locale": locale, "organisation_id": e.OrganisationID, "now": now,
	})
}

// PublicChange says what the public may see differently from now on.
type PublicChange struct {
	// Everything says that it concerns more than one entry, as when an organisation is suspended. The rest is
	// empty then.
	Everything bool
	EntryID    uuid.UUID
	Type       string
	Locales    []string
}

// tellPublic has those who asked for it told of a change, once it is committed.
func (s *Service) tellPublic(tx *command.Tx, change PublicChange) {
	tx.AfterCommit(func() { s.changed(change) })
}

const sqlTouchFeed = `
update feed
set xid = pg_current_xact_id(),
    changed_at = lotse.now()
where entry_id = @entry_id
returning locale`

// touchFeed notes that every locale of an entry that was ever public has to be looked at.
func (s *Service) touchFeed(ctx context.Context, tx *command.Tx, e *entryRow) error {
	rows, err := tx.Query(ctx, sqlTouchFeed, pgx.StrictNamedArgs{"entry_id": e.ID})
	if err != nil {
		return fmt.Errorf("touch feed: %w", err)
	}
	locales, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		return fmt.Errorf("touch feed: %w", err)
	}
	s.tellPublic(tx, PublicChange{EntryID: e.ID, Type: e.Type, Locales: locales})
	return nil
}

// contentScopes are the scopes of an item: organisation, categories and area (the district, the first five
// digits of the municipality's key). Type and locale stand in the row itself and never change.
// What its item does not show says nothing here: whoever follows a scope learns that the item is in it.
func contentScopes(e *entryRow, t *schema.Type, content schema.Content) []string {
	scopes := []string{"organisation:" + e.OrganisationID.String()}
	if f := t.CategoryField(); f != nil {
		for _, id := range targets(content[f.Name]) {
			scopes = append(scopes, "category:"+id.String())
		}
	}
	if !shows(t, "address") {
		return scopes
	}
	if address, ok := content["address"].(map[string]any); ok {
		if municipality, ok := address["municipality"].(string); ok && len(municipality) >= 5 {
			scopes = append(scopes, "area:"+municipality[:5])
		}
	}
	return scopes
}

const sqlSettleFeed = `
update feed
set xid = pg_current_xact_id(),
    changed_at = lotse.now()
where organisation_id = @id
  and xid <> @touched::text::xid8`

// SettleFeed notes again what changed around the suspension or return of an organisation, in the transaction
// touched. That did not wait for those who published meanwhile: a line which they wrote may have been looked
// at before the suspension was there to be seen, and the suspension has not seen that line.
func (s *Service) SettleFeed(ctx context.Context, organisationID uuid.UUID, touched string) error {
	return s.commands.Run(ctx, audit.Actor{Kind: audit.System}, func(ctx context.Context, tx *command.Tx) error {
		tx.Unchanged() // it changes no content
		s.tellPublic(tx, PublicChange{Everything: true})
		if _, err := tx.Exec(ctx, sqlSettleFeed, pgx.StrictNamedArgs{"id": organisationID, "touched": touched}); err != nil {
			return fmt.Errorf("settle feed: %w", err)
		}
		return nil
	})
}
