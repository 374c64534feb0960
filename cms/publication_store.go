package cms

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"lotse/internal/audit"
	"lotse/internal/command"
)

const sqlUpsertPublication = `
insert into publications
	(entry_id, locale, type, organisation_id, slug, revision_id, source_revision_id, render_version, item, hash,
	 filters, sorts, latitude, longitude, published_at, updated_at)
values
	(@entry_id, @locale, @type, @organisation_id, @slug, @revision_id, @source_revision_id, @render_version, @item, @hash,
	 @filters, @sorts, @latitude, @longitude, @published_at, @updated_at)
on conflict (entry_id, locale) do update
set organisation_id = excluded.organisation_id,
    slug = excluded.slug,
    revision_id = excluded.revision_id,
    source_revision_id = excluded.source_revision_id,
    render_version = excluded.render_version,
    item = excluded.item,
    hash = excluded.hash,
    filters = excluded.filters,
    sorts = excluded.sorts,
    latitude = excluded.latitude,
    longitude = excluded.longitude,
    published_at = excluded.published_at,
    updated_at = excluded.updated_at,
    exposed = excluded.exposed,
    expires_at = excluded.expires_at`

const sqlDeletePublication = `
delete from publications
where entry_id = @entry_id
  and locale = @locale`

// queue adds the row to the statements to send.
func (row publicationRow) queue(batch *pgx.Batch, l *loaded) {
	batch.Queue(sqlUpsertPublication, pgx.StrictNamedArgs{
		"entry_id": l.entry.ID, "locale": row.locale, "type": l.entry.Type, "organisation_id": l.entry.OrganisationID,
		"slug": l.entry.Slug, "revision_id": row.revision, "source_revision_id": row.source, "render_version": renderVersion,
		"item": string(row.item), "hash": row.hash, "filters": object(row.filters), "sorts": object(row.sorts),
		"latitude": row.latitude, "longitude": row.longitude, "published_at": row.published, "updated_at": row.updated,
	})
}

// object is a JSON object, never null.
func object(m map[string]any) map[string]any {
	if m == nil {
		return map[string]any{}
	}
	return m
}

// Entries that show something of this one, after a given one.
const sqlDependents = `
select distinct entry_id
from entry_references
where target_id = @target_id
  and (@after::uuid is null or entry_id > @after)
order by entry_id
limit @limit`

// An organisation's entries, and those that refer to them.
const sqlEntriesOfOrganisation = `
select id
from entries
where source_live
  and (@after::uuid is null or id > @after)
  and (organisation_id = @target_id
       or exists (select
                  from entry_references r
                  join entries t on t.id = r.target_id
                  where r.entry_id = entries.id
                    and t.organisation_id = @target_id))
order by id
limit @limit`

// RenderDependents renders a batch of the entries that refer to an entry, and returns after which one to
// go on (uuid.Nil at the end).
func (s *Service) RenderDependents(ctx context.Context, entryID, after uuid.UUID, limit int) (uuid.UUID, error) {
	return s.renderBatch(ctx, sqlDependents, entryID, after, limit)
}

// RenderOrganisation renders a batch of an organisation's entries, which show its name, and of those that
// refer to them.
func (s *Service) RenderOrganisation(ctx context.Context, organisationID, after uuid.UUID, limit int) (uuid.UUID, error) {
	return s.renderBatch(ctx, sqlEntriesOfOrganisation, organisationID, after, limit)
}

// renderBatch renders entries again, one transaction each. One that fails does not keep the others from
// being rendered: the error comes with the entry after which to go on.
func (s *Service) renderBatch(ctx context.Context, sql string, target, after uuid.UUID, limit int) (uuid.UUID, error) {
	rows, err := s.db.Query(ctx, sql, pgx.StrictNamedArgs{"target_id": target, "after": after, "limit": limit})
	if err != nil {
		return uuid.Nil, fmt.Errorf("list entries to render: %w", err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowTo[uuid.UUID])
	if err != nil {
		return uuid.Nil, fmt.Errorf("list entries to render: %w", err)
	}
	var failed []error
	for _, id := range list {
		if err := s.renderAgain(ctx, id); err != nil {
			failed = append(failed, fmt.Errorf("render entry %s: %w", id, err))
		}
	}
	if len(list) < limit {
		return uuid.Nil, errors.Join(failed...)
	}
	return list[len(list)-1], errors.Join(failed...)
}

// renderAgain renders one entry. It changes no content, so it leaves no trail.
func (s *Service) renderAgain(ctx context.Context, id uuid.UUID) error {
	err := s.commands.Run(ctx, audit.Actor{Kind: audit.System}, func(ctx context.Context, tx *command.Tx) error {
		tx.Unchanged()
		l, err := s.load(ctx, tx, id, true)
		if err != nil {
			return err
		}
		return s.render(ctx, tx, l, false)
	})
	if command.KindOf(err) == command.NotFound {
		return nil // deleted meanwhile
	}
	return err
}

const sqlPublicationHashes = `
select entry_id, locale, hash
from publications
where entry_id = any(@ids)`

// publicationHashes are the hashes of what the public sees of entries, by entry and locale.
func publicationHashes(ctx context.Context, db querier, ids []uuid.UUID) (map[uuid.UUID]map[string][]byte, error) {
	rows, err := db.Query(ctx, sqlPublicationHashes, pgx.StrictNamedArgs{"ids": ids})
	if err != nil {
		return nil, fmt.Errorf("load publications: %w", err)
	}
	hashes := map[uuid.UUID]map[string][]byte{}
	var id uuid.UUID
	var locale string
	var hash []byte
	_, err = pgx.ForEachRow(rows, []any{&id, &locale, &hash}, func() error {
		if hashes[id] == nil {
			hashes[id] = map[string][]byte{}
		}
		hashes[id][locale] = bytes.Clone(hash)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("load publications: %w", err)
	}
	return hashes, nil
}

const sqlReferred = `
select t.id
from unnest(@ids::uuid[]) as t (id)
where exists (select from entry_references r where r.target_id = t.id)`

// followUps has those rendered again that show something of this entry.
func (s *Service) followUps(ctx context.Context, tx *command.Tx, l *loaded) error {
	return s.followUpsOf(ctx, tx, []uuid.UUID{l.entry.ID})
}

func (s *Service) followUpsOf(ctx context.Context, tx *command.Tx, ids []uuid.UUID) error {
	rows, err := tx.Query(ctx, sqlReferred, pgx.StrictNamedArgs{"ids": ids})
	if err != nil {
		return fmt.Errorf("look for dependents: %w", err)
	}
	referred, err := pgx.CollectRows(rows, pgx.RowTo[uuid.UUID])
	if err != nil {
		return fmt.Errorf("look for dependents: %w", err)
	}
	for _, id := range referred {
		tx.Enqueue(RenderDependents{EntryID: id}, nil)
	}
	return nil
}
