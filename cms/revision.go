package cms

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"lotse/auth"
	"lotse/internal/command"
	"lotse/schema"
)

// What the working copy's text was made of is kept with it.
const sqlInsertRevision = `
with kept as (
    update translation_links
    set kept = true
    where variant_id = @variant_id
      and not kept)
insert into revisions (id, variant_id, number, content, content_hash, type_version, origin, reason, authors, created_at)
values (@id, @variant_id, @number, @content::jsonb, @content_hash, @type_version, @origin, @reason, @authors, @now)`

// cut makes a revision of the working copy and returns its id. Where the newest revision holds the same
// text no further one is made.
func cut(ctx context.Context, tx *command.Tx, v *variantRow, reason string) (uuid.UUID, error) {
	if v.BaseRevision != nil && bytes.Equal(v.BaseHash, v.ContentHash) {
		return *v.BaseRevision, nil
	}
	encoded, err := json.Marshal(v.Content)
	if err != nil {
		return uuid.Nil, fmt.Errorf("encode revision: %w", err)
	}
	id := command.NewID()
	v.RevisionCount++
	_, err = tx.Exec(ctx, sqlInsertRevision, pgx.StrictNamedArgs{
		"id": id, "variant_id": v.ID, "number": v.RevisionCount, "content": string(encoded),
		"content_hash": v.ContentHash, "type_version": v.TypeVersion, "origin": v.Origin, "reason": reason,
		"authors": ids(v.Authors), "now": tx.Now,
	})
	if err != nil {
		return uuid.Nil, fmt.Errorf("insert revision: %w", err)
	}
	v.BaseRevision, v.BaseHash, v.Authors = &id, v.ContentHash, nil
	return id, nil
}

// revisionRow is a row of revisions.
type revisionRow struct {
	ID          uuid.UUID      `db:"id"`
	VariantID   uuid.UUID      `db:"variant_id"`
	Number      int            `db:"number"`
	Content     schema.Content `db:"content"`
	ContentHash []byte         `db:"content_hash"`
	TypeVersion int            `db:"type_version"`
	Origin      string         `db:"origin"`
	Reason      string         `db:"reason"`
	Authors     []uuid.UUID    `db:"authors"`
	CreatedAt   time.Time      `db:"created_at"`
}

const revisionFields = `id, variant_id, number, content, content_hash, type_version, origin, reason, authors, created_at`

const sqlRevision = `
select ` + revisionFields + `
from revisions
where id = @id
  and variant_id = @variant_id`

// revision loads one revision of a variant.
func revision(ctx context.Context, db querier, variantID, id uuid.UUID) (*revisionRow, error) {
	rows, err := db.Query(ctx, sqlRevision, pgx.StrictNamedArgs{"id": id, "variant_id": variantID})
	if err != nil {
		return nil, fmt.Errorf("load revision: %w", err)
	}
	r, err := pgx.CollectExactlyOneRow(rows, pgx.RowToAddrOfStructByName[revisionRow])
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, command.ErrNotFound()
	}
	if err != nil {
		return nil, fmt.Errorf("load revision: %w", err)
	}
	return r, nil
}

const sqlRevisions = `
select ` + revisionFields + `
from revisions
where variant_id = @variant_id
  and number < @before
order by number desc
limit @limit`

// Revisions lists the revisions of a variant, newest first, without their texts. before is the number
// after which the list goes on, 0 for the beginning.
func (s *Service) Revisions(ctx context.Context, actor auth.Actor, id uuid.UUID, locale string, limit, before int) ([]RevisionView, error) {
	_, v, err := s.readVariant(ctx, actor, id, locale)
	if err != nil {
		return nil, err
	}
	if before <= 0 {
		before = 1 << 30
	}
	rows, err := s.db.Query(ctx, sqlRevisions, pgx.StrictNamedArgs{"variant_id": v.ID, "before": before, "limit": clampLimit(limit)})
	if err != nil {
		return nil, fmt.Errorf("list revisions: %w", err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowToAddrOfStructByName[revisionRow])
	if err != nil {
		return nil, fmt.Errorf("list revisions: %w", err)
	}
	views, err := s.revisionViews(ctx, v, list...)
	for i := range views {
		views[i].Fields = nil
	}
	return views, err
}

// Revision returns one revision with its text.
func (s *Service) Revision(ctx context.Context, actor auth.Actor, id uuid.UUID, locale string, rev uuid.UUID) (RevisionView, error) {
	_, v, err := s.readVariant(ctx, actor, id, locale)
	if err != nil {
		return RevisionView{}, err
	}
	r, err := revision(ctx, s.db, v.ID, rev)
	if err != nil {
		return RevisionView{}, err
	}
	views, err := s.revisionViews(ctx, v, r)
	if err != nil {
		return RevisionView{}, err
	}
	return views[0], nil
}

// revisionViews shows revisions with the names of their authors.
func (s *Service) revisionViews(ctx context.Context, v *variantRow, list ...*revisionRow) ([]RevisionView, error) {
	people := newPeople()
	for _, r := range list {
		people.want(r.Authors...)
	}
	if err := people.load(ctx, s.db); err != nil {
		return nil, err
	}
	views := make([]RevisionView, 0, len(list))
	for _, r := range list {
		views = append(views, RevisionView{
			ID: r.ID, Number: r.Number, Locale: v.Locale, Reason: r.Reason, Origin: r.Origin,
			Authors: people.all(r.Authors), CreatedAt: r.CreatedAt, TypeVersion: r.TypeVersion, Fields: r.Content,
			Live: v.LiveRevision != nil && *v.LiveRevision == r.ID, Pending: v.PendingRevision != nil && *v.PendingRevision == r.ID,
		})
	}
	return views, nil
}

// readVariant loads an entry for reading and finds the variant, or answers not found.
func (s *Service) readVariant(ctx context.Context, actor auth.Actor, id uuid.UUID, locale string) (*loaded, *variantRow, error) {
	l, err := s.load(ctx, s.db, id, false)
	if err != nil {
		return nil, nil, err
	}
	v := l.variant(locale)
	if v == nil {
		return nil, nil, command.ErrNotFound()
	}
	return l, v, s.authorise(actor, "read", l.resource(v))
}

// clampLimit keeps a page size within 1 to 100, 25 where nothing is said.
func clampLimit(limit int) int {
	if limit <= 0 {
		return 25
	}
	return min(limit, 100)
}

// Compare tells field by field what differs between two texts of a variant. from and to are ids of
// revisions, or `live`, `pending`, `base` (the newest revision), `working` (the working copy) or `empty`.
// What is named but does not exist (nothing live yet) counts as empty.
func (s *Service) Compare(ctx context.Context, actor auth.Actor, id uuid.UUID, locale, from, to string) (Comparison, error) {
	l, v, err := s.readVariant(ctx, actor, id, locale)
	if err != nil {
		return Comparison{}, err
	}
	var out Comparison
	var left, right schema.Content
	if out.From, left, err = s.comparedText(ctx, v, from, "/from"); err != nil {
		return Comparison{}, err
	}
	if out.To, right, err = s.comparedText(ctx, v, to, "/to"); err != nil {
		return Comparison{}, err
	}
	version := func(view *RevisionView) int {
		if view == nil {
			return 0
		}
		return view.TypeVersion
	}
	if out.Changes = l.difference(v, left, version(out.From), right, version(out.To)); out.Changes == nil {
		out.Changes = []schema.Change{}
	}
	return out, nil
}

// comparedText finds the text that a name stands for.
func (s *Service) comparedText(ctx context.Context, v *variantRow, name, pointer string) (*RevisionView, schema.Content, error) {
	var id *uuid.UUID
	switch name {
	case "working":
		view := RevisionView{Locale: v.Locale, Reason: "working", Origin: v.Origin, CreatedAt: v.SavedAt, TypeVersion: v.TypeVersion, Fields: v.Content}
		return &view, v.Content, nil
	case "empty":
		return nil, schema.Content{}, nil
	case "live":
		id = v.LiveRevision
	case "pending":
		id = v.PendingRevision
	case "base":
		id = v.BaseRevision
	default:
		parsed, err := uuid.Parse(name)
		if err != nil {
			return nil, nil, command.InvalidField(pointer, "bad_format")
		}
		id = &parsed
	}
	if id == nil {
		return nil, schema.Content{}, nil
	}
	r, err := revision(ctx, s.db, v.ID, *id)
	if err != nil {
		return nil, nil, err
	}
	views, err := s.revisionViews(ctx, v, r)
	if err != nil {
		return nil, nil, err
	}
	return &views[0], r.Content, nil
}
