package cms

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"slices"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"lotse/internal/command"
	"lotse/schema"
)

const sqlUpdateEntry = `
update entries
set organisation_id = @organisation_id,
    slug = nullif(@slug::text, ''),
    version = @version,
    source_live = @source_live,
    valid_until = @valid_until,
    verified_at = @verified_at,
    verify_by = @verify_by,
    expires_at = @expires_at,
    expired_at = @expired_at,
    reminders = case when @expires_at::timestamptz is distinct from expires_at then '{}'::jsonb else reminders end,
    archived_at = @archived_at,
    taken_down_at = @taken_down_at,
    updated_at = @now
where id = @id`

// storeEntry writes the entry's row.
func storeEntry(ctx context.Context, tx *command.Tx, e *entryRow) error {
	_, err := tx.Exec(ctx, sqlUpdateEntry, pgx.StrictNamedArgs{
		"id": e.ID, "organisation_id": e.OrganisationID, "slug": e.Slug, "version": e.Version,
		"source_live": e.SourceLive, "valid_until": e.ValidUntil, "verified_at": e.VerifiedAt,
		"verify_by": e.VerifyBy, "expires_at": e.ExpiresAt, "expired_at": e.ExpiredAt,
		"archived_at": e.ArchivedAt, "taken_down_at": e.TakenDownAt, "now": tx.Now,
	})
	if err != nil {
		return fmt.Errorf("store entry: %w", err)
	}
	e.UpdatedAt = tx.Now
	return nil
}

const sqlUpdateVariant = `
update variants
set version = @version,
    editing = @editing,
    visibility = @visibility,
    writers = @writers,
    correctors = @correctors,
    authors = @authors,
    revision_count = @revision_count,
    base_revision = @base_revision,
    pending_revision = @pending_revision,
    live_revision = @live_revision,
    submitted_by = @submitted_by,
    submitted_at = @submitted_at,
    claimed_by = @claimed_by,
    claimed_at = @claimed_at,
    unreviewed = @unreviewed,
    forced_by = @forced_by,
    published_at = @published_at,
    first_published_at = @first_published_at,
    reviewed_at = @reviewed_at,
    checked_hash = @checked_hash,
    checked_at = @checked_at,
    updated_at = @now
where id = @id`

const sqlUpdateWorkingCopy = `
update variants
set content = @content::jsonb,
    content_hash = @content_hash,
    type_version = @type_version,
    title = @title,
    search = @search,
    origin = @origin,
    last_writer = @last_writer,
    saved_at = @now
where id = @id`

// storeVariant writes the variant's row without its working copy.
func storeVariant(ctx context.Context, tx *command.Tx, v *variantRow) error {
	_, err := tx.Exec(ctx, sqlUpdateVariant, pgx.StrictNamedArgs{
		"id": v.ID, "version": v.Version, "editing": v.Editing, "visibility": v.Visibility,
		"writers": ids(v.Writers), "correctors": ids(v.Correctors), "authors": ids(v.Authors),
		"revision_count": v.RevisionCount, "base_revision": v.BaseRevision,
		"pending_revision": v.PendingRevision, "live_revision": v.LiveRevision,
		"submitted_by": v.SubmittedBy, "submitted_at": v.SubmittedAt,
		"claimed_by": v.ClaimedBy, "claimed_at": v.ClaimedAt,
		"unreviewed": v.Unreviewed, "forced_by": v.ForcedBy,
		"published_at": v.PublishedAt, "first_published_at": v.FirstPublishedAt,
		"reviewed_at": v.ReviewedAt, "checked_hash": v.CheckedHash, "checked_at": v.CheckedAt, "now": tx.Now,
	})
	if err != nil {
		return fmt.Errorf("store variant: %w", err)
	}
	v.UpdatedAt = tx.Now
	return nil
}

// storeWorkingCopy writes the working copy that setContent has put into the row.
func storeWorkingCopy(ctx context.Context, tx *command.Tx, t *schema.Type, v *variantRow) error {
	encoded, err := json.Marshal(v.Content)
	if err != nil {
		return fmt.Errorf("encode working copy: %w", err)
	}
	_, err = tx.Exec(ctx, sqlUpdateWorkingCopy, pgx.StrictNamedArgs{
		"id": v.ID, "content": string(encoded), "content_hash": v.ContentHash, "type_version": v.TypeVersion,
		"title": v.Title, "search": searchText(t, v), "origin": v.Origin, "last_writer": v.LastWriter, "now": tx.Now,
	})
	if err != nil {
		return fmt.Errorf("store working copy: %w", err)
	}
	v.SavedAt = tx.Now
	return nil
}

// setContent puts a text into the row's working copy.
func (v *variantRow) setContent(t *schema.Type, content schema.Content) error {
	hash, err := contentHash(content)
	if err != nil {
		return err
	}
	v.Content, v.ContentHash, v.Title = content, hash, t.TitleOf(content)
	return nil
}

// contentHash is the SHA-256 of the content's JSON with sorted members: equal for equal content.
func contentHash(content schema.Content) ([]byte, error) {
	encoded, err := json.Marshal(content)
	if err != nil {
		return nil, fmt.Errorf("encode content: %w", err)
	}
	sum := sha256.Sum256(encoded)
	return sum[:], nil
}

// include returns the list with the id, once.
func include(list []uuid.UUID, id uuid.UUID) []uuid.UUID {
	if id == uuid.Nil || slices.Contains(list, id) {
		return list
	}
	return append(slices.Clone(list), id)
}

// ids is the list, never SQL's null.
func ids(list []uuid.UUID) []uuid.UUID {
	if list == nil {
		return []uuid.UUID{}
	}
	return list
}
