package auth

import (
	"context"
	"fmt"
	"maps"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"lotse/internal/command"
)

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
	o, err := foundOrganisation(rows, err)
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
