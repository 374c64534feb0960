package sites

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"lotse/auth"
	"lotse/internal/audit"
	"lotse/internal/command"
)

// Site is a downstream consumer of what is published: a portal, an app, a directory.
type Site struct {
	ID   uuid.UUID `json:"id" db:"id"`
	Slug string    `json:"slug" db:"slug"`
	Name string    `json:"name" db:"name"`
	// Scope limits what its keys read.
	Scope SiteScope `json:"scope" db:"scope"`
	// Origins are those of the pages that may ask with its keys. None: only programs may.
	Origins []string `json:"origins" db:"origins" nullable:"false"`
	// Address is the pattern of its public pages, Preview that of its page for previews; empty where unknown.
	Address string `json:"address" db:"address"`
	Preview string `json:"preview" db:"preview"`
	// RateLimit is in requests a minute; nil: the usual one.
	RateLimit  *int       `json:"rateLimit" db:"rate_limit"`
	DisabledAt *time.Time `json:"disabledAt" db:"disabled_at"`
	CreatedAt  time.Time  `json:"createdAt" db:"created_at"`
	Version    int        `json:"version" db:"version"`
}

// SiteScope is what a site may read at most. An empty list does not limit.
type SiteScope struct {
	Types         []string    `json:"types" nullable:"false"`
	Locales       []string    `json:"locales" nullable:"false"`
	Organisations []uuid.UUID `json:"organisations" nullable:"false"`
	Categories    []uuid.UUID `json:"categories" nullable:"false"`
}

// SiteInput is all that can be said of a site.
type SiteInput struct {
	Name      string
	Scope     SiteScope
	Origins   []string
	Address   string
	Preview   string
	RateLimit *int
}

const siteFields = `s.id, s.slug, s.name, s.scope, s.origins, s.address, s.preview, s.rate_limit, s.disabled_at, s.created_at, s.version`

const sqlInsertSite = `
insert into sites (id, slug, name, scope, origins, address, preview, rate_limit, created_at)
values (@id, @slug, @name, @scope::jsonb, @origins, @address, @preview, @rate_limit, @now)`

// demandSites checks that the actor manages sites; they belong to the whole house.
func (s *Service) demandSites(actor auth.Actor) error {
	switch {
	case s.policy.Can(actor, auth.SiteManage, auth.Resource{}):
		return nil
	case !actor.Known():
		return command.E(command.Unauthenticated, "unauthenticated", "Sign in first.")
	}
	return command.E(command.Forbidden, "forbidden", "You may not do this.")
}

// CreateSite makes a site. Without a slug it gets one of its name; a slug that exists is a Conflict `slug_taken`.
func (s *Service) CreateSite(ctx context.Context, actor auth.Actor, slug string, in SiteInput) (Site, error) {
	if err := s.demandSites(actor); err != nil {
		return Site{}, err
	}
	site := Site{ID: command.NewID(), Version: 1}
	err := s.commands.Run(ctx, actor.Actor, func(ctx context.Context, tx *command.Tx) error {
		problems, err := s.tidySite(ctx, tx, &in)
		if err != nil {
			return err
		}
		if site.Slug = siteSlug(slug, in.Name); !validSlug(site.Slug) {
			problems = append(problems, command.FieldError{Pointer: "/slug", Code: "bad_format"})
		}
		if len(problems) > 0 {
			return command.InvalidFields(problems)
		}
		site.take(in)
		site.CreatedAt = tx.Now
		_, err = tx.Exec(ctx, sqlInsertSite, pgx.StrictNamedArgs{
			"id": site.ID, "slug": site.Slug, "name": site.Name, "scope": site.Scope, "origins": site.Origins,
			"address": site.Address, "preview": site.Preview, "rate_limit": site.RateLimit, "now": tx.Now,
		})
		var pg *pgconn.PgError
		if errors.As(err, &pg) && pg.ConstraintName == "sites_slug_unique" {
			return command.E(command.Conflict, "slug_taken", "There is a site with this slug.")
		}
		if err != nil {
			return fmt.Errorf("make a site: %w", err)
		}
		tx.Record(audit.Event{Action: "site.created", Changes: map[string]any{"site": site.ID}})
		return nil
	})
	if err != nil {
		return Site{}, err
	}
	return site, nil
}

// take puts what was said of the site into it.
func (site *Site) take(in SiteInput) {
	site.Name, site.Scope, site.Origins = in.Name, in.Scope, in.Origins
	site.Address, site.Preview, site.RateLimit = in.Address, in.Preview, in.RateLimit
}

const sqlLockSite = `select ` + siteFields + ` from sites s where s.id = @id for update`

// lockSite locks a site for the rest of the command.
func lockSite(ctx context.Context, tx *command.Tx, id uuid.UUID) (Site, error) {
	return oneSite(tx.Query(ctx, sqlLockSite, pgx.StrictNamedArgs{"id": id}))
}

func oneSite(rows pgx.Rows, err error) (Site, error) {
	if err != nil {
		return Site{}, fmt.Errorf("read a site: %w", err)
	}
	site, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[Site])
	if errors.Is(err, pgx.ErrNoRows) {
		return Site{}, command.ErrNotFound()
	}
	if err != nil {
		return Site{}, fmt.Errorf("read a site: %w", err)
	}
	return site, nil
}

const sqlChangeSite = `
update sites
set name = @name, scope = @scope::jsonb, origins = @origins, address = @address, preview = @preview, rate_limit = @rate_limit,
    version = version + 1
where id = @id`

// ChangeSite replaces what is said of a site; its slug stays. version is the one that the change is based on. What its
// keys read follows within [KeyMemory].
func (s *Service) ChangeSite(ctx context.Context, actor auth.Actor, id uuid.UUID, version int, in SiteInput) (site Site, err error) {
	if err := s.demandSites(actor); err != nil {
		return Site{}, err
	}
	err = s.commands.Run(ctx, actor.Actor, func(ctx context.Context, tx *command.Tx) error {
		if site, err = lockSite(ctx, tx, id); err != nil {
			return err
		}
		if site.Version != version {
			e := command.E(command.Stale, "stale", "Somebody else has changed it since.")
			e.Extra = map[string]any{"current": map[string]any{"version": site.Version}}
			return e
		}
		problems, err := s.tidySite(ctx, tx, &in)
		if err != nil {
			return err
		}
		if len(problems) > 0 {
			return command.InvalidFields(problems)
		}
		before := site
		site.take(in)
		if sameSite(before, site) {
			tx.Unchanged()
			return nil
		}
		site.Version++
		_, err = tx.Exec(ctx, sqlChangeSite, pgx.StrictNamedArgs{
			"id": site.ID, "name": site.Name, "scope": site.Scope, "origins": site.Origins,
			"address": site.Address, "preview": site.Preview, "rate_limit": site.RateLimit,
		})
		if err != nil {
			return fmt.Errorf("change a site: %w", err)
		}
		tx.Record(audit.Event{Action: "site.changed", Changes: map[string]any{"site": site.ID}})
		return nil
	})
	if err != nil {
		return Site{}, err
	}
	return site, nil
}

// sameSite tells that nothing was changed.
func sameSite(a, b Site) bool {
	limit := func(n *int) int {
		if n == nil {
			return 0
		}
		return *n
	}
	return a.Name == b.Name && a.Address == b.Address && a.Preview == b.Preview && limit(a.RateLimit) == limit(b.RateLimit) &&
		slices.Equal(a.Origins, b.Origins) && slices.Equal(a.Scope.Types, b.Scope.Types) && slices.Equal(a.Scope.Locales, b.Scope.Locales) &&
		slices.Equal(a.Scope.Organisations, b.Scope.Organisations) && slices.Equal(a.Scope.Categories, b.Scope.Categories)
}

const sqlDisableSite = `
update sites
set disabled_at = case when @disable::bool then @now::timestamptz end, version = version + 1
where id = @id`

// DisableSite has the keys of a site refused within [KeyMemory], or lets them in again. They are kept.
func (s *Service) DisableSite(ctx context.Context, actor auth.Actor, id uuid.UUID, disable bool) (site Site, err error) {
	if err := s.demandSites(actor); err != nil {
		return Site{}, err
	}
	err = s.commands.Run(ctx, actor.Actor, func(ctx context.Context, tx *command.Tx) error {
		if site, err = lockSite(ctx, tx, id); err != nil {
			return err
		}
		if (site.DisabledAt != nil) == disable {
			tx.Unchanged()
			return nil
		}
		if _, err := tx.Exec(ctx, sqlDisableSite, pgx.StrictNamedArgs{"id": id, "disable": disable, "now": tx.Now}); err != nil {
			return fmt.Errorf("disable a site: %w", err)
		}
		site.Version++
		site.DisabledAt = nil
		action := "site.enabled"
		if disable {
			site.DisabledAt, action = &tx.Now, "site.disabled"
		}
		tx.Record(audit.Event{Action: action, Changes: map[string]any{"site": id}})
		return nil
	})
	return site, err
}

const sqlSite = `select ` + siteFields + ` from sites s where s.id = @id`

// Site returns one site.
func (s *Service) Site(ctx context.Context, actor auth.Actor, id uuid.UUID) (Site, error) {
	if err := s.demandSites(actor); err != nil {
		return Site{}, err
	}
	return oneSite(s.db.Query(ctx, sqlSite, pgx.StrictNamedArgs{"id": id}))
}

const sqlSites = `
select ` + siteFields + `
from sites s
where s.slug > @after
order by s.slug
limit @limit`

// Sites lists sites in the order of their slugs; after is the last slug of the page before.
func (s *Service) Sites(ctx context.Context, actor auth.Actor, after string, limit int) ([]Site, error) {
	if err := s.demandSites(actor); err != nil {
		return nil, err
	}
	rows, err := s.db.Query(ctx, sqlSites, pgx.StrictNamedArgs{"after": after, "limit": min(limit, longestPage)})
	if err != nil {
		return nil, fmt.Errorf("list sites: %w", err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByName[Site])
	if err != nil {
		return nil, fmt.Errorf("list sites: %w", err)
	}
	return list, nil
}
