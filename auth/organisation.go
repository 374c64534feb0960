package auth

import (
	"context"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"lotse/internal/audit"
	"lotse/internal/command"
	"lotse/internal/language"
)

// Organisation is the domain of roles: an initiative, employer, ministry or agency. Its public face is an
// entry of the type `organisation`.
type Organisation struct {
	ID              uuid.UUID  `db:"id"`
	Slug            string     `db:"slug"`
	Name            string     `db:"name"`
	Kind            string     `db:"kind"`
	InternalSignoff bool       `db:"internal_signoff"` // its entries are signed off inside before the agency reviews
	SuspendedAt     *time.Time `db:"suspended_at"`
	CreatedAt       time.Time  `db:"created_at"`
	Version         int        `db:"version"`
}

// NewOrganisation is what an organisation is made of. Without a slug it gets one from its name.
type NewOrganisation struct {
	Slug            string
	Name            string
	Kind            string
	InternalSignoff bool
}

// OrganisationChange is the whole new record; the slug never changes. Version is the one it is based on.
type OrganisationChange struct {
	ID              uuid.UUID
	Version         int
	Name            string
	Kind            string
	InternalSignoff bool
}

// OrganisationKinds are the kinds of organisations.
var OrganisationKinds = []string{"initiative", "employer", "ministry", "agency"}

var slugPattern = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

func organisationProblems(name, kind string) problems {
	var p problems
	p.add("/name", nameProblem(name))
	if !slices.Contains(OrganisationKinds, kind) {
		p.add("/kind", "not_an_option")
	}
	return p
}

const organisationColumns = `o.id, o.slug, o.name, o.kind, o.internal_signoff, o.suspended_at, o.created_at, o.version`

const sqlInsertOrganisation = `
insert into organisations (id, slug, name, kind, internal_signoff, created_at)
values (@id, @slug, @name, @kind, @signoff, @now)`

// CreateOrganisation makes an organisation. A slug that exists is a Conflict `slug_taken`.
func (s *Service) CreateOrganisation(ctx context.Context, a Actor, in NewOrganisation) (Organisation, error) {
	if err := s.demand(a, OrganisationManage, uuid.Nil); err != nil {
		return Organisation{}, err
	}
	in.Name = strings.TrimSpace(language.NFC(in.Name))
	if in.Slug == "" {
		in.Slug = language.Slug(in.Name)
	}
	p := organisationProblems(in.Name, in.Kind)
	if len(in.Slug) > 80 || !slugPattern.MatchString(in.Slug) {
		p.add("/slug", "bad_format")
	}
	if err := p.err(); err != nil {
		return Organisation{}, err
	}
	o := Organisation{
		ID: command.NewID(), Slug: in.Slug, Name: in.Name, Kind: in.Kind, InternalSignoff: in.InternalSignoff, Version: 1,
	}
	err := s.run.Run(ctx, a.Actor, func(ctx context.Context, tx *command.Tx) error {
		_, err := tx.Exec(ctx, sqlInsertOrganisation, pgx.StrictNamedArgs{
			"id": o.ID, "slug": o.Slug, "name": o.Name, "kind": o.Kind, "signoff": o.InternalSignoff, "now": tx.Now,
		})
		if isDuplicate(err, "organisations_slug_unique") {
			return command.E(command.Conflict, "slug_taken", "There is an organisation with this slug.")
		}
		if err != nil {
			return fmt.Errorf("create an organisation: %w", err)
		}
		o.CreatedAt = tx.Now
		tx.Record(audit.Event{Action: "organisation.created", OrganisationID: o.ID, Changes: map[string]any{"kind": o.Kind}})
		return nil
	})
	if err != nil {
		return Organisation{}, err
	}
	return o, nil
}

const sqlLockOrganisation = `select ` + organisationColumns + ` from organisations o where o.id = @id for update`

// lockOrganisation locks an organisation for the rest of the command.
func lockOrganisation(ctx context.Context, tx *command.Tx, id uuid.UUID) (Organisation, error) {
	rows, err := tx.Query(ctx, sqlLockOrganisation, pgx.StrictNamedArgs{"id": id})
	return existing[Organisation](rows, err, "read an organisation")
}

const sqlChangeOrganisation = `
update organisations set name = @name, kind = @kind, internal_signoff = @signoff, version = version + 1
where id = @id`

// ChangeOrganisationTx changes name, kind and internal sign-off, in the caller's transaction: cms must have what shows
// the name rendered again. renamed tells whether that is so.
func (s *Service) ChangeOrganisationTx(ctx context.Context, tx *command.Tx, a Actor, in OrganisationChange) (o Organisation, renamed bool, err error) {
	if err := s.demand(a, OrganisationManage, in.ID); err != nil {
		return Organisation{}, false, err
	}
	in.Name = strings.TrimSpace(language.NFC(in.Name))
	if err := organisationProblems(in.Name, in.Kind).err(); err != nil {
		return Organisation{}, false, err
	}
	if o, err = lockOrganisation(ctx, tx, in.ID); err != nil {
		return Organisation{}, false, err
	}
	if err := sameVersion(o.Version, in.Version); err != nil {
		return Organisation{}, false, err
	}
	if o.Name == in.Name && o.Kind == in.Kind && o.InternalSignoff == in.InternalSignoff {
		tx.Unchanged()
		return o, false, nil
	}
	renamed = o.Name != in.Name
	o.Name, o.Kind, o.InternalSignoff, o.Version = in.Name, in.Kind, in.InternalSignoff, o.Version+1
	_, err = tx.Exec(ctx, sqlChangeOrganisation, pgx.StrictNamedArgs{"id": o.ID, "name": o.Name, "kind": o.Kind, "signoff": o.InternalSignoff})
	if err != nil {
		return Organisation{}, false, fmt.Errorf("change an organisation: %w", err)
	}
	tx.Record(audit.Event{
		Action: "organisation.changed", OrganisationID: o.ID,
		Changes: map[string]any{"kind": o.Kind, "internalSignoff": o.InternalSignoff},
	})
	return o, renamed, nil
}

// sameVersion checks the version that a change is based on.
func sameVersion(current, given int) error {
	switch given {
	case current:
		return nil
	case 0:
		return command.E(command.PreconditionRequired, "version_required", "Say which version the change is based on.")
	}
	e := command.E(command.Stale, "stale", "Somebody else has changed it since.")
	e.Extra = map[string]any{"current": map[string]any{"version": current}}
	return e
}

const sqlSuspendOrganisation = `
update organisations set suspended_at = case when @suspend::bool then @now::timestamptz end, version = version + 1
where id = @id`

// SuspendOrganisationTx takes everything of an organisation offline at once, in the caller's transaction: cms
// must write the feed rows of its publications beside it. changed is false where it was suspended already.
func (s *Service) SuspendOrganisationTx(ctx context.Context, tx *command.Tx, a Actor, id uuid.UUID) (o Organisation, changed bool, err error) {
	return s.setSuspended(ctx, tx, a, id, true, "organisation.suspended")
}

// ResumeOrganisationTx brings a suspended organisation back, in the caller's transaction.
func (s *Service) ResumeOrganisationTx(ctx context.Context, tx *command.Tx, a Actor, id uuid.UUID) (o Organisation, changed bool, err error) {
	return s.setSuspended(ctx, tx, a, id, false, "organisation.resumed")
}

func (s *Service) setSuspended(ctx context.Context, tx *command.Tx, a Actor, id uuid.UUID, suspend bool, action string) (Organisation, bool, error) {
	if err := s.demand(a, OrganisationManage, id); err != nil {
		return Organisation{}, false, err
	}
	o, err := lockOrganisation(ctx, tx, id)
	if err != nil || (o.SuspendedAt != nil) == suspend {
		return o, false, err
	}
	if _, err := tx.Exec(ctx, sqlSuspendOrganisation, pgx.StrictNamedArgs{"id": id, "suspend": suspend, "now": tx.Now}); err != nil {
		return Organisation{}, false, fmt.Errorf("%s: %w", action, err)
	}
	o.Version++
	o.SuspendedAt = nil
	if suspend {
		o.SuspendedAt = &tx.Now
	}
	tx.Record(audit.Event{Action: action, OrganisationID: id})
	return o, true, nil
}

const (
	sqlOrganisation       = `select ` + organisationColumns + ` from organisations o where o.id = @id`
	sqlOrganisationBySlug = `select ` + organisationColumns + ` from organisations o where o.slug = @slug`
)

// Organisation returns one organisation by id or slug, where the actor may read it.
func (s *Service) Organisation(ctx context.Context, a Actor, idOrSlug string) (Organisation, error) {
	if len(a.memberships()) == 0 && !a.Known() {
		return Organisation{}, errUnauthenticated()
	}
	sql, args := sqlOrganisationBySlug, pgx.StrictNamedArgs{"slug": idOrSlug}
	if id, err := uuid.Parse(idOrSlug); err == nil {
		sql, args = sqlOrganisation, pgx.StrictNamedArgs{"id": id}
	} else if len(idOrSlug) > 80 || !slugPattern.MatchString(idOrSlug) {
		return Organisation{}, command.ErrNotFound()
	}
	rows, err := s.db.Query(ctx, sql, args)
	o, err := existing[Organisation](rows, err, "read an organisation")
	if err != nil {
		return Organisation{}, err
	}
	if !s.policy.Can(a, OrganisationRead, Resource{OrganisationID: o.ID}) {
		return Organisation{}, command.ErrNotFound()
	}
	return o, nil
}

// OrganisationFilter chooses a page of organisations, in the order of their slugs.
type OrganisationFilter struct {
	Query string // part of the name
	Kind  string
	After string // the last slug of the page before
	Limit int    // at most 100; 0: 25
}

// Organisations lists the organisations that the actor may read.
func (s *Service) Organisations(ctx context.Context, a Actor, f OrganisationFilter) ([]Organisation, error) {
	if len(a.memberships()) == 0 && !a.Known() {
		return nil, errUnauthenticated()
	}
	readable, args := s.policy.Predicate(a, OrganisationRead, Columns{Organisation: "o.id"})
	maps.Copy(args, pgx.NamedArgs{"query": searchText(f.Query), "kind": f.Kind, "after": f.After, "limit": pageSize(f.Limit)})
	rows, err := s.db.Query(ctx, `
select `+organisationColumns+` from organisations o
where `+readable+`
	and (@query = '' or strpos(lower(o.name), lower(@query)) > 0) and (@kind = '' or o.kind = @kind) and o.slug > @after
order by o.slug limit @limit`, args)
	if err != nil {
		return nil, fmt.Errorf("list organisations: %w", err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByName[Organisation])
	if err != nil {
		return nil, fmt.Errorf("list organisations: %w", err)
	}
	return list, nil
}

const sqlOrganisationsByID = `select ` + organisationColumns + ` from organisations o where o.id = any(@ids::uuid[]) limit @limit`

// OrganisationsByID returns organisations to be shown beside their entries. Who may see the ids is the caller's question.
func (s *Service) OrganisationsByID(ctx context.Context, ids []uuid.UUID) (map[uuid.UUID]Organisation, error) {
	out := map[uuid.UUID]Organisation{}
	ids = distinct(ids)
	if len(ids) == 0 {
		return out, nil
	}
	rows, err := s.db.Query(ctx, sqlOrganisationsByID, pgx.StrictNamedArgs{"ids": ids, "limit": maxNames})
	if err != nil {
		return nil, fmt.Errorf("read organisations: %w", err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByName[Organisation])
	if err != nil {
		return nil, fmt.Errorf("read organisations: %w", err)
	}
	for _, o := range list {
		out[o.ID] = o
	}
	return out, nil
}
