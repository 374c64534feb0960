package cms

import (
	"context"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"lotse/internal/command"
	"lotse/schema"
)

// The change feed is a list of what downstream sites must look at: one row an (entry, locale) with the
// transaction of its last change. What became of it is read from the present state at delivery. Scopes
// that a row ever had are kept, so that whoever filters learns that an item left its filter.
const sqlUpsertFeed = `
insert into feed (entry_id, locale, type, xid, organisation_id, scopes, changed_at)
values (@entry_id, @locale, @type, pg_current_xact_id(), @organisation_id, @scopes, @now)
on conflict (entry_id, locale) do update
set xid = excluded.xid,
    organisation_id = excluded.organisation_id,
    scopes = (
        select jsonb_agg(distinct scope)
        from jsonb_array_elements(feed.scopes || excluded.scopes) as scope
    ),
    changed_at = excluded.changed_at`

// queueFeed notes that an item has to be looked at.
func queueFeed(batch *pgx.Batch, e *entryRow, locale string, scopes []string, now time.Time) {
	batch.Queue(sqlUpsertFeed, pgx.StrictNamedArgs{
		"entry_id": e.ID, "locale": locale, "type": e.Type, "organisation_id": e.OrganisationID, "scopes": scopes, "now": now,
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

// entryScopes are the scopes that do not depend on the content.
func entryScopes(e *entryRow) []string {
	return []string{"type:" + e.Type, "organisation:" + e.OrganisationID.String()}
}

// contentScopes are all scopes of an item: type, organisation, categories and area (the district, the first
// five digits of the municipality's key).
func contentScopes(e *entryRow, content schema.Content) []string {
	scopes := entryScopes(e)
	for _, id := range targets(content["categories"]) {
		scopes = append(scopes, "category:"+id.String())
	}
	if address, ok := content["address"].(map[string]any); ok {
		if municipality, ok := address["municipality"].(string); ok && len(municipality) >= 5 {
			scopes = append(scopes, "area:"+municipality[:5])
		}
	}
	return scopes
}
