package cms

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"lotse/auth"
	"lotse/internal/audit"
	"lotse/internal/command"
)

// Life of a preview.
const (
	PreviewLife    = 24 * time.Hour     // where nothing is asked for
	PreviewLifeMax = 7 * 24 * time.Hour // at most
	previewLifeMin = time.Minute
)

const (
	maxPreviews       = 50 // of one entry that are still good
	maxPreviewsListed = 100
)

// PreviewPath stands before the token in the address of a preview.
const PreviewPath = "/content/v1/preview/"

// Preview is a link that shows a working copy to whoever has it. The link itself is told once.
type Preview struct {
	ID        uuid.UUID  `json:"id"`
	Locale    string     `json:"locale"`
	Site      *uuid.UUID `json:"site" doc:"The site whose preview page it leads to."`
	CreatedBy *Person    `json:"createdBy"`
	CreatedAt time.Time  `json:"createdAt"`
	ExpiresAt time.Time  `json:"expiresAt"`
}

// NewPreview asks for a preview.
type NewPreview struct {
	EntryID uuid.UUID
	Locale  string        // the source's where empty
	SiteID  uuid.UUID     // whose preview page the link leads to; uuid.Nil: to the item as JSON
	Life    time.Duration // zero: PreviewLife
}

// previewRow is a row of previews.
type previewRow struct {
	ID        uuid.UUID  `db:"id"`
	EntryID   uuid.UUID  `db:"entry_id"`
	Locale    string     `db:"locale"`
	SiteID    *uuid.UUID `db:"site_id"`
	AccountID uuid.UUID  `db:"account_id"`
	TokenID   *uuid.UUID `db:"token_id"`
	CreatedAt time.Time  `db:"created_at"`
	ExpiresAt time.Time  `db:"expires_at"`
}

const previewFields = `p.id, p.entry_id, p.locale, p.site_id, p.account_id, p.token_id, p.created_at, p.expires_at`

const (
	sqlCountPreviews = `
select count(*) from previews where entry_id = @entry and revoked_at is null and expires_at > lotse.now()`
	sqlInsertPreview = `
insert into previews (id, entry_id, locale, site_id, account_id, token_id, created_at, expires_at)
values (@id, @entry, @locale, @site, @account, @token, @now, @expires)`
)

// CreatePreview makes a link that shows the newest working copy of a variant, for those who may read it. It goes on as
// long as its maker may. url is where it leads, token its secret part; both are told once.
func (s *Service) CreatePreview(ctx context.Context, actor auth.Actor, in NewPreview) (p Preview, link, token string, err error) {
	if in.Life == 0 {
		in.Life = PreviewLife
	}
	err = s.commands.Run(ctx, actor.Actor, func(ctx context.Context, tx *command.Tx) error {
		l, v, err := s.loadVariant(ctx, tx, actor, in.EntryID, in.Locale)
		if err != nil {
			return err
		}
		if !actor.Known() || s.previews == nil {
			return command.E(command.Forbidden, "forbidden", "You may not do this.")
		}
		if in.Life < previewLifeMin || in.Life > PreviewLifeMax {
			return command.InvalidField("/expiresIn", map[bool]string{true: "too_small", false: "too_large"}[in.Life < previewLifeMin])
		}
		page, err := previewPage(ctx, tx, in.SiteID)
		if err != nil {
			return err
		}
		var n int
		if err := tx.QueryRow(ctx, sqlCountPreviews, pgx.StrictNamedArgs{"entry": in.EntryID}).Scan(&n); err != nil {
			return fmt.Errorf("count previews: %w", err)
		}
		if n >= maxPreviews {
			return command.E(command.Refused, "too_many_previews", "An entry can have at most 50 previews.")
		}
		row := previewRow{
			ID: command.NewID(), EntryID: in.EntryID, Locale: v.Locale, SiteID: ref(in.SiteID), AccountID: actor.AccountID,
			CreatedAt: tx.Now, ExpiresAt: tx.Now.Add(in.Life).Truncate(time.Second),
		}
		if actor.Kind == audit.Token {
			row.TokenID = &actor.ID
		}
		if err := row.insert(ctx, tx); err != nil {
			return err
		}
		token = s.previewToken(row)
		link = previewLink(page, s.baseURL, token)
		p = Preview{ID: row.ID, Locale: row.Locale, Site: row.SiteID, CreatedAt: row.CreatedAt, ExpiresAt: row.ExpiresAt}
		tx.Record(audit.Event{
			Action: "preview_created", EntryID: in.EntryID, VariantID: v.ID, Locale: v.Locale, OrganisationID: l.entry.OrganisationID,
			Changes: map[string]any{"preview": row.ID},
		})
		return nil
	})
	return p, link, token, err
}

func (row previewRow) insert(ctx context.Context, tx *command.Tx) error {
	_, err := tx.Exec(ctx, sqlInsertPreview, pgx.StrictNamedArgs{
		"id": row.ID, "entry": row.EntryID, "locale": row.Locale, "site": row.SiteID, "account": row.AccountID,
		"token": row.TokenID, "now": row.CreatedAt, "expires": row.ExpiresAt,
	})
	if err != nil {
		return fmt.Errorf("make a preview: %w", err)
	}
	return nil
}

const sqlPreviewPage = `select preview from sites where id = @id and disabled_at is null and preview <> ''`

// previewPage is the pattern of a site's preview page; empty for no site.
func previewPage(ctx context.Context, tx *command.Tx, site uuid.UUID) (pattern string, err error) {
	if site == uuid.Nil {
		return "", nil
	}
	err = tx.QueryRow(ctx, sqlPreviewPage, pgx.StrictNamedArgs{"id": site}).Scan(&pattern)
	if errors.Is(err, pgx.ErrNoRows) {
		return "", command.InvalidField("/site", "not_an_option")
	}
	if err != nil {
		return "", fmt.Errorf("read a site: %w", err)
	}
	return pattern, nil
}

// previewLink is the address that shows the preview: the site's page, or the item as JSON.
func previewLink(pattern, base, token string) string {
	if pattern == "" {
		return base + PreviewPath + token
	}
	return strings.ReplaceAll(pattern, "{token}", url.QueryEscape(token))
}

// PreviewSite is a site that can show previews.
type PreviewSite struct {
	ID   uuid.UUID `json:"id" db:"id"`
	Name string    `json:"name" db:"name"`
}

const sqlPreviewSites = `
select id, name
from sites
where disabled_at is null and preview <> ''
order by name, id
limit @limit`

// PreviewSites lists the sites that can show previews, for whoever is signed in.
func (s *Service) PreviewSites(ctx context.Context, actor auth.Actor) ([]PreviewSite, error) {
	if !actor.Known() {
		return nil, command.E(command.Unauthenticated, "unauthenticated", "Sign in first.")
	}
	rows, err := s.db.Query(ctx, sqlPreviewSites, pgx.StrictNamedArgs{"limit": 100})
	if err != nil {
		return nil, fmt.Errorf("list sites: %w", err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByName[PreviewSite])
	if err != nil {
		return nil, fmt.Errorf("list sites: %w", err)
	}
	return list, nil
}

const sqlPreviews = `
select ` + previewFields + `
from previews p
where p.entry_id = @entry
  and p.revoked_at is null
  and p.expires_at > lotse.now()
order by p.id desc
limit @limit`

// Previews lists the previews of an entry that are still good, newest first: those of the variants that the actor may
// read.
func (s *Service) Previews(ctx context.Context, actor auth.Actor, entryID uuid.UUID) ([]Preview, error) {
	l, err := s.load(ctx, s.db, entryID, false)
	if err != nil {
		return nil, err
	}
	if !slices.ContainsFunc(l.variants, func(v *variantRow) bool { return s.policy.Can(actor, "read", l.resource(v)) }) {
		return nil, command.ErrNotFound()
	}
	rows, err := s.db.Query(ctx, sqlPreviews, pgx.StrictNamedArgs{"entry": entryID, "limit": maxPreviewsListed})
	if err != nil {
		return nil, fmt.Errorf("list previews: %w", err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByName[previewRow])
	if err != nil {
		return nil, fmt.Errorf("list previews: %w", err)
	}
	who := newPeople()
	for _, row := range list {
		who.want(row.AccountID)
	}
	if err := who.load(ctx, s.db); err != nil {
		return nil, err
	}
	out := []Preview{}
	for _, row := range list {
		if v := l.variant(row.Locale); v == nil || !s.policy.Can(actor, "read", l.resource(v)) {
			continue
		}
		out = append(out, Preview{
			ID: row.ID, Locale: row.Locale, Site: row.SiteID, CreatedBy: who.one(&row.AccountID), CreatedAt: row.CreatedAt, ExpiresAt: row.ExpiresAt,
		})
	}
	return out, nil
}

const (
	sqlLockPreview = `
select ` + previewFields + `
from previews p
where p.id = @id
  and p.entry_id = @entry
  and p.revoked_at is null
for update`
	sqlRevokePreview = `update previews set revoked_at = @now where id = @id`
)

// RevokePreview ends a preview at once: its maker may, and whoever may withdraw the text.
func (s *Service) RevokePreview(ctx context.Context, actor auth.Actor, entryID, id uuid.UUID) error {
	return s.commands.Run(ctx, actor.Actor, func(ctx context.Context, tx *command.Tx) error {
		l, err := s.load(ctx, tx, entryID, true)
		if err != nil {
			return err
		}
		row, err := onePreview(tx.Query(ctx, sqlLockPreview, pgx.StrictNamedArgs{"id": id, "entry": entryID}))
		if err != nil {
			return err
		}
		v := l.variant(row.Locale)
		if v == nil {
			return command.ErrNotFound()
		}
		if err := s.authorise(actor, "read", l.resource(v)); err != nil {
			return err
		}
		if row.AccountID != actor.Person() {
			if err := s.authorise(actor, "withdraw", l.resource(v)); err != nil {
				return err
			}
		}
		if _, err := tx.Exec(ctx, sqlRevokePreview, pgx.StrictNamedArgs{"id": id, "now": tx.Now}); err != nil {
			return fmt.Errorf("revoke a preview: %w", err)
		}
		tx.Record(audit.Event{
			Action: "preview_revoked", EntryID: entryID, VariantID: v.ID, Locale: v.Locale, OrganisationID: l.entry.OrganisationID,
			Changes: map[string]any{"preview": id},
		})
		return nil
	})
}

func onePreview(rows pgx.Rows, err error) (previewRow, error) {
	if err != nil {
		return previewRow{}, fmt.Errorf("read a preview: %w", err)
	}
	row, err := pgx.CollectExactlyOneRow(rows, pgx.RowToStructByName[previewRow])
	if errors.Is(err, pgx.ErrNoRows) {
		return previewRow{}, command.ErrNotFound()
	}
	if err != nil {
		return previewRow{}, fmt.Errorf("read a preview: %w", err)
	}
	return row, nil
}
