package cms

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"lotse/internal/audit"
	"lotse/internal/command"
)

const sqlUpsertPublication = `
insert into publications
	(entry_id, locale, type, organisation_id, slug, revision_id, source_revision_id, render_version, item, hash,
	 filters, sorts, latitude, longitude, published_at, updated_at,
	 opening, opening_dates, opening_special, opening_holidays, type_version)
values
	(@entry_id, @locale, @type, @organisation_id, @slug, @revision_id, @source_revision_id, @render_version, @item, @hash,
	 @filters, @sorts, @latitude, @longitude, @published_at, @updated_at,
	 @opening::text::int4multirange, @opening_dates::text::int4multirange, @opening_special::text::int4multirange, @opening_holidays, @type_version)
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
    expires_at = excluded.expires_at,
    opening = excluded.opening,
    opening_dates = excluded.opening_dates,
    opening_special = excluded.opening_special,
    opening_holidays = excluded.opening_holidays,
    type_version = excluded.type_version`

// What searches read is written behind what it is copied from.
const sqlStoreSearch = `
select lotse.store_search(@entry_id, @locale,
    lotse.search_vector(@search_config::text::regconfig, @search_marks, @search_title, @search_summary, @search_body))`

const sqlDeletePublication = `
delete from publications
where entry_id = @entry_id
  and locale = @locale`

// queue adds the row, and its copy for searches, to the statements to send.
func (row publicationRow) queue(batch *pgx.Batch, l *loaded) {
	args := pgx.StrictNamedArgs{
		"entry_id": l.entry.ID, "locale": row.locale, "type": l.entry.Type, "organisation_id": l.entry.OrganisationID,
		"slug": l.entry.Slug, "revision_id": row.revision, "source_revision_id": row.source, "render_version": renderVersion, "type_version": l.history.Newest(),
		"item": string(row.item), "hash": row.hash, "published_at": row.published, "updated_at": row.updated,
	}
	maps.Copy(args, row.index.Args())
	batch.Queue(sqlUpsertPublication, args)
	words := pgx.StrictNamedArgs{"entry_id": l.entry.ID, "locale": row.locale}
	maps.Copy(words, row.index.SearchArgs())
	batch.Queue(sqlStoreSearch, words)
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

// Entries with a publication that an older release wrote.
const sqlOutdated = `
select distinct entry_id
from publications
where render_version < @version
  and (@after::uuid is null or entry_id > @after)
order by entry_id
limit @limit`

// OutdatedEntries lists entries whose publications have the form of an older release, by id and after a given one
// (uuid.Nil for the first).
func (s *Service) OutdatedEntries(ctx context.Context, after uuid.UUID, limit int) ([]uuid.UUID, error) {
	rows, err := s.db.Query(ctx, sqlOutdated, pgx.StrictNamedArgs{"version": renderVersion, "after": after, "limit": limit})
	if err != nil {
		return nil, fmt.Errorf("list outdated publications: %w", err)
	}
	return pgx.CollectRows(rows, pgx.RowTo[uuid.UUID])
}

// RenderOutdated renders one entry again, and writes down its dates again, in the form of this release.
func (s *Service) RenderOutdated(ctx context.Context, id uuid.UUID) error {
	if err := s.renderAgain(ctx, id); err != nil {
		return fmt.Errorf("render entry %s: %w", id, err)
	}
	return s.ExtendOccurrences(ctx, id)
}

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

// The hash is that of what readers see: less than what is stored, while the type hides something of it.
const sqlRenderedPublications = `
select p.entry_id, p.locale,
       case when exists (select from type_hides h where h.type = p.type and h.version > p.type_version)
            then sha256(convert_to(lotse.shown_item(p.item, p.type, p.type_version), 'UTF8')) else p.hash end as hash,
       p.render_version
from publications p
where p.entry_id = any(@ids)`

// rendered is what is known of a publication that stands there.
type rendered struct {
	hash    []byte
	version int
}

// renderedPublications is what is known of the publications of entries, by entry and locale.
func renderedPublications(ctx context.Context, db querier, ids []uuid.UUID) (map[uuid.UUID]map[string]rendered, error) {
	rows, err := db.Query(ctx, sqlRenderedPublications, pgx.StrictNamedArgs{"ids": ids})
	if err != nil {
		return nil, fmt.Errorf("load publications: %w", err)
	}
	known := map[uuid.UUID]map[string]rendered{}
	var id uuid.UUID
	var locale string
	var one rendered
	_, err = pgx.ForEachRow(rows, []any{&id, &locale, &one.hash, &one.version}, func() error {
		if known[id] == nil {
			known[id] = map[string]rendered{}
		}
		known[id][locale] = rendered{hash: bytes.Clone(one.hash), version: one.version}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("load publications: %w", err)
	}
	return known, nil
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
