package cms

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"lotse/auth"
	"lotse/internal/audit"
	"lotse/internal/command"
	"lotse/schema"
	"lotse/workflow"
)

// entryRow is a row of entries with what is needed of its organisation.
type entryRow struct {
	ID             uuid.UUID  `db:"id"`
	Type           string     `db:"type"`
	OrganisationID uuid.UUID  `db:"organisation_id"`
	SourceLocale   string     `db:"source_locale"`
	Slug           string     `db:"slug"`
	Version        int        `db:"version"`
	SourceLive     bool       `db:"source_live"`
	ValidUntil     *time.Time `db:"valid_until"`
	VerifiedAt     *time.Time `db:"verified_at"`
	VerifyBy       *time.Time `db:"verify_by"`
	ExpiresAt      *time.Time `db:"expires_at"`
	ExpiredAt      *time.Time `db:"expired_at"`
	ArchivedAt     *time.Time `db:"archived_at"`
	TakenDownAt    *time.Time `db:"taken_down_at"`
	CreatedBy      *uuid.UUID `db:"created_by"`
	CreatedAt      time.Time  `db:"created_at"`
	UpdatedAt      time.Time  `db:"updated_at"`

	OrganisationSlug      string     `db:"organisation_slug"`
	OrganisationName      string     `db:"organisation_name"`
	OrganisationSuspended *time.Time `db:"organisation_suspended"`
	InternalSignoff       bool       `db:"internal_signoff"`
}

// variantRow is a row of variants with the hashes of the revisions it points to.
type variantRow struct {
	ID               uuid.UUID      `db:"id"`
	EntryID          uuid.UUID      `db:"entry_id"`
	Locale           string         `db:"locale"`
	Version          int            `db:"version"`
	Editing          string         `db:"editing"`
	Visibility       string         `db:"visibility"`
	Content          schema.Content `db:"content"`
	ContentHash      []byte         `db:"content_hash"`
	TypeVersion      int            `db:"type_version"`
	Title            string         `db:"title"`
	Origin           string         `db:"origin"`
	Writers          []uuid.UUID    `db:"writers"`
	Correctors       []uuid.UUID    `db:"correctors"`
	Authors          []uuid.UUID    `db:"authors"`
	LastWriter       *uuid.UUID     `db:"last_writer"`
	SavedAt          time.Time      `db:"saved_at"`
	RevisionCount    int            `db:"revision_count"`
	BaseRevision     *uuid.UUID     `db:"base_revision"`
	PendingRevision  *uuid.UUID     `db:"pending_revision"`
	LiveRevision     *uuid.UUID     `db:"live_revision"`
	SubmittedBy      *uuid.UUID     `db:"submitted_by"`
	SubmittedAt      *time.Time     `db:"submitted_at"`
	ClaimedBy        *uuid.UUID     `db:"claimed_by"`
	ClaimedAt        *time.Time     `db:"claimed_at"`
	Unreviewed       bool           `db:"unreviewed"`
	ForcedBy         *uuid.UUID     `db:"forced_by"`
	PublishedAt      *time.Time     `db:"published_at"`
	FirstPublishedAt *time.Time     `db:"first_published_at"`
	ReviewedAt       *time.Time     `db:"reviewed_at"` // when somebody approved what is live
	CheckedHash      []byte         `db:"checked_hash"`
	CheckedAt        *time.Time     `db:"checked_at"`
	CreatedAt        time.Time      `db:"created_at"`
	UpdatedAt        time.Time      `db:"updated_at"`

	BaseHash  []byte     `db:"base_hash"`
	LiveHash  []byte     `db:"live_hash"`
	ReleaseID *uuid.UUID `db:"release_id"` // the release to come, if any

	stored *storedCopy // nil where the working copy is stored in the form that it has here
}

const entryFields = `
	e.id, e.type, e.organisation_id, e.source_locale, coalesce(e.slug, '') as slug, e.version, e.source_live,
	e.valid_until, e.verified_at, e.verify_by, e.expires_at, e.expired_at, e.archived_at, e.taken_down_at,
	e.created_by, e.created_at, e.updated_at,
	o.slug as organisation_slug, o.name as organisation_name, o.suspended_at as organisation_suspended,
	o.internal_signoff`

const variantFields = `
	v.id, v.entry_id, v.locale, v.version, v.editing, v.visibility, v.content, v.content_hash, v.type_version,
	v.title, v.origin, v.writers, v.correctors, v.authors, v.last_writer, v.saved_at,
	v.revision_count, v.base_revision, v.pending_revision, v.live_revision,
	v.submitted_by, v.submitted_at, v.claimed_by, v.claimed_at, v.unreviewed, v.forced_by,
	v.published_at, v.first_published_at, v.reviewed_at, v.checked_hash, v.checked_at, v.created_at, v.updated_at,
	(select r.content_hash from revisions r where r.id = v.base_revision) as base_hash,
	(select r.content_hash from revisions r where r.id = v.live_revision) as live_hash,
	(select m.release_id from release_members m where m.variant_id = v.id and m.open) as release_id`

const sqlEntry = `select ` + entryFields + `
from entries e
join organisations o on o.id = e.organisation_id
where e.id = @id`

const sqlLockEntry = sqlEntry + `
for update of e`

const sqlVariants = `select ` + variantFields + `
from variants v
where v.entry_id = @entry_id
order by v.locale`

const sqlLockVariants = sqlVariants + `
for update of v`

// querier is a pool or a transaction.
type querier interface {
	Query(ctx context.Context, sql string, args ...any) (pgx.Rows, error)
}

// loaded is an entry with all of its variants.
type loaded struct {
	entry    *entryRow
	variants []*variantRow
	typ      *schema.Type
	history  *schema.History
	flow     *workflow.Definition
	// again has public rows written even where their bytes are the same: what they are found by has changed.
	again bool

	links map[uuid.UUID]links        // of its translations, where they were loaded
	known map[uuid.UUID]*revisionRow // revisions in the present form, by id
}

// compareIDs orders ids as PostgreSQL does. Who locks several entries does so in this order.
func compareIDs(a, b uuid.UUID) int { return bytes.Compare(a[:], b[:]) }

// load reads an entry with its variants, in the form that their type has now; locked for the transaction where
// lock is set. An entry of a type that is no more is not there.
func (s *Service) load(ctx context.Context, db querier, id uuid.UUID, lock bool) (*loaded, error) {
	if lock {
		if err := s.holdTypes(ctx, db); err != nil {
			return nil, err
		}
	}
	l, t, err := s.loadAny(ctx, db, id, lock)
	switch {
	case err != nil:
		return nil, err
	case t.outdated && lock:
		return nil, errTypesOutdated()
	case t.removed:
		return nil, command.ErrNotFound()
	}
	return l, nil
}

// loadAny loads an entry whether its type can be written or not. Whoever locks it holds the types already.
func (s *Service) loadAny(ctx context.Context, db querier, id uuid.UUID, lock bool) (*loaded, *appliedType, error) {
	sqlE, sqlV := sqlEntry, sqlVariants
	if lock {
		sqlE, sqlV = sqlLockEntry, sqlLockVariants
	}
	rows, err := db.Query(ctx, sqlE, pgx.StrictNamedArgs{"id": id})
	if err != nil {
		return nil, nil, fmt.Errorf("load entry: %w", err)
	}
	e, err := pgx.CollectExactlyOneRow(rows, pgx.RowToAddrOfStructByName[entryRow])
	if errors.Is(err, pgx.ErrNoRows) {
		return nil, nil, command.ErrNotFound()
	}
	if err != nil {
		return nil, nil, fmt.Errorf("load entry: %w", err)
	}
	l := &loaded{entry: e}
	if rows, err = db.Query(ctx, sqlV, pgx.StrictNamedArgs{"entry_id": id}); err != nil {
		return nil, nil, fmt.Errorf("load variants: %w", err)
	}
	if l.variants, err = pgx.CollectRows(rows, pgx.RowToAddrOfStructByName[variantRow]); err != nil {
		return nil, nil, fmt.Errorf("load variants: %w", err)
	}
	t, err := s.give(l)
	return l, t, err
}

// give gives a loaded entry its type, and its texts the form of that.
func (s *Service) give(l *loaded) (*appliedType, error) {
	t, ok := s.appliedOf(l.entry.Type)
	if !ok {
		return nil, fmt.Errorf("entry %s has the unknown type %s", l.entry.ID, l.entry.Type)
	}
	l.history, l.typ = t.history, t.history.Present()
	l.flow = s.Workflow(l.typ, l.entry.InternalSignoff)
	return t, l.present()
}

const sqlLockEntries = `select ` + entryFields + `
from entries e
join organisations o on o.id = e.organisation_id
where e.id = any(@ids)
order by e.id
for update of e`

const sqlLockVariantsOf = `select ` + variantFields + `
from variants v
where v.entry_id = any(@ids)
order by v.entry_id, v.locale
for update of v`

// lockMany loads and locks entries of one type, whether it can be written or not, in the order of their ids. Whoever
// calls it holds the types. Those that are not there are missing.
func (s *Service) lockMany(ctx context.Context, tx *command.Tx, ids []uuid.UUID) ([]*loaded, *appliedType, error) {
	rows, err := tx.Query(ctx, sqlLockEntries, pgx.StrictNamedArgs{"ids": ids})
	if err != nil {
		return nil, nil, fmt.Errorf("lock entries: %w", err)
	}
	entries, err := pgx.CollectRows(rows, pgx.RowToAddrOfStructByName[entryRow])
	if err != nil {
		return nil, nil, fmt.Errorf("lock entries: %w", err)
	}
	if rows, err = tx.Query(ctx, sqlLockVariantsOf, pgx.StrictNamedArgs{"ids": ids}); err != nil {
		return nil, nil, fmt.Errorf("lock variants: %w", err)
	}
	variants, err := pgx.CollectRows(rows, pgx.RowToAddrOfStructByName[variantRow])
	if err != nil {
		return nil, nil, fmt.Errorf("lock variants: %w", err)
	}
	var list []*loaded
	var typ *appliedType
	for _, e := range entries {
		l := &loaded{entry: e}
		for _, v := range variants {
			if v.EntryID == e.ID {
				l.variants = append(l.variants, v)
			}
		}
		if typ, err = s.give(l); err != nil {
			return nil, nil, err
		}
		list = append(list, l)
	}
	return list, typ, nil
}

// variant returns the variant of a locale (the source's where locale is empty), or nil.
func (l *loaded) variant(locale string) *variantRow {
	if locale == "" {
		locale = l.entry.SourceLocale
	}
	for _, v := range l.variants {
		if v.Locale == locale {
			return v
		}
	}
	return nil
}

// source returns the variant in the entry's source locale.
func (l *loaded) source() *variantRow { return l.variant("") }

// anyLive tells whether some variant is live.
func (l *loaded) anyLive() bool {
	for _, v := range l.variants {
		if v.Visibility == workflow.Live {
			return true
		}
	}
	return false
}

// part tells which fields a variant holds: all in the source, the localised ones in a translation.
func (l *loaded) part(v *variantRow) schema.Part {
	if v.Locale == l.entry.SourceLocale {
		return schema.Source
	}
	return schema.Translation
}

// flowOf returns the workflow that a variant is in: one that waits for an internal sign-off stays in that
// workflow even if its organisation has dropped the sign-off since.
func (s *Service) flowOf(l *loaded, v *variantRow) *workflow.Definition {
	if v.Editing == workflow.InSignoff {
		return s.workflows[workflow.Signoff]
	}
	return l.flow
}

// resource is what auth needs to know of a variant.
func (l *loaded) resource(v *variantRow) auth.Resource {
	return auth.Resource{
		Type: l.entry.Type, OrganisationID: l.entry.OrganisationID, CreatedBy: deref(l.entry.CreatedBy),
		Locale: v.Locale, Translation: v.Locale != l.entry.SourceLocale,
		Editing: v.Editing, Visibility: v.Visibility,
	}
}

// facts are what the workflow looks at.
func (s *Service) facts(l *loaded, v *variantRow, actor auth.Actor, now time.Time) workflow.Facts {
	e := l.entry
	return workflow.Facts{
		Editing: v.Editing, Visibility: v.Visibility,
		Person: actor.Person(), Writers: v.Writers, Correctors: v.Correctors,
		Submitter: deref(v.SubmittedBy), ClaimedBy: deref(v.ClaimedBy), ForcedBy: deref(v.ForcedBy),
		EverLive: v.LiveRevision != nil, Scheduled: v.ReleaseID != nil, Unreviewed: v.Unreviewed,
		Archived: e.ArchivedAt != nil, TakenDown: e.TakenDownAt != nil, Expired: e.ExpiresAt != nil && !e.ExpiresAt.After(now), AnyLive: l.anyLive(),
		EditorCorrections: l.typ.EditorCorrections,
		MayCorrect:        s.policy.Can(actor, "correct", l.resource(v)),
		// Trust spares the agency's approval, not the one that the organisation asks of its own people.
		Trusted: s.policy.Trusted(actor, e.Type, e.OrganisationID) && (!e.InternalSignoff || actor.Kind == audit.Import) ||
			actor.Kind == audit.System && l.typ.PublishMachine && l.part(v) == schema.Translation && len(v.Writers) == 0,
		Now: now, Owner: e.OrganisationID,
	}
}

// authorise answers not found for what the actor may not read, and forbidden for what it may read but not do.
func (s *Service) authorise(actor auth.Actor, action string, r auth.Resource) error {
	if s.policy.Can(actor, action, r) {
		return nil
	}
	if action != "read" && s.policy.Can(actor, "read", r) {
		return command.E(command.Forbidden, "forbidden", "You may not do this.")
	}
	return command.ErrNotFound()
}

// deref is the id, or the zero id for null.
func deref(id *uuid.UUID) uuid.UUID {
	if id == nil {
		return uuid.Nil
	}
	return *id
}

// ref is a pointer to the id, or nil for the zero id.
func ref(id uuid.UUID) *uuid.UUID {
	if id == uuid.Nil {
		return nil
	}
	return &id
}
