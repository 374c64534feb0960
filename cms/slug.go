package cms

import (
	"context"
	"fmt"
	"regexp"
	"strconv"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"lotse/auth"
	"lotse/internal/audit"
	"lotse/internal/command"
	"lotse/internal/language"
)

const sqlTakeSlug = `
insert into slugs (type, slug, entry_id, created_at)
values (@type, @slug, @entry_id, @now)
on conflict (type, slug) do update
set slug = excluded.slug
where slugs.entry_id = excluded.entry_id
returning slug`

// takeSlug reserves an address for an entry and tells whether it got it. What it had before stays its own
// and leads to the present one.
func takeSlug(ctx context.Context, tx *command.Tx, e *entryRow, slug string) (bool, error) {
	rows, err := tx.Query(ctx, sqlTakeSlug, pgx.StrictNamedArgs{"type": e.Type, "slug": slug, "entry_id": e.ID, "now": tx.Now})
	if err != nil {
		return false, fmt.Errorf("take slug: %w", err)
	}
	taken, err := pgx.CollectRows(rows, pgx.RowTo[string])
	if err != nil {
		return false, fmt.Errorf("take slug: %w", err)
	}
	return len(taken) == 1, nil
}

// ensureSlug gives an entry its address when it first goes live. It stays, whatever the title becomes.
func (s *Service) ensureSlug(ctx context.Context, tx *command.Tx, e *entryRow, title string) error {
	if e.Slug != "" {
		return nil
	}
	base := language.Slug(title, e.Type+"-"+short(e.ID))
	candidates := []string{base}
	for n := 2; n <= 9; n++ {
		candidates = append(candidates, base+"-"+strconv.Itoa(n))
	}
	candidates = append(candidates, base+"-"+short(e.ID))
	for _, slug := range candidates {
		ok, err := takeSlug(ctx, tx, e, slug)
		if err != nil {
			return err
		}
		if ok {
			e.Slug = slug
			return nil
		}
	}
	return fmt.Errorf("no free slug for entry %s", e.ID)
}

// short is the random tail of an id.
func short(id uuid.UUID) string {
	text := id.String()
	return text[len(text)-8:]
}

var slugPattern = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

// SetSlug changes an entry's address. The old one keeps leading there.
func (s *Service) SetSlug(ctx context.Context, actor auth.Actor, entryID uuid.UUID, version int, slug string) (Entry, error) {
	if len(slug) > 120 || !slugPattern.MatchString(slug) {
		return Entry{}, command.InvalidField("/slug", "bad_format")
	}
	err := s.commands.Run(ctx, actor.Actor, func(ctx context.Context, tx *command.Tx) error {
		l, v, err := s.loadVariant(ctx, tx, actor, entryID, "")
		if err != nil {
			return err
		}
		if err := s.authorise(actor, "transfer", l.resource(v)); err != nil {
			return err
		}
		if l.entry.Slug == slug {
			tx.Unchanged()
			return nil
		}
		if version != l.entry.Version {
			return stale(l, v, nil)
		}
		ok, err := takeSlug(ctx, tx, l.entry, slug)
		if err != nil {
			return err
		}
		if !ok {
			return command.E(command.Conflict, "slug_taken", "Another entry has this address.")
		}
		l.entry.Slug = slug
		l.entry.Version++
		if err := storeEntry(ctx, tx, l.entry); err != nil {
			return err
		}
		tx.Record(audit.Event{Action: "set_slug", EntryID: entryID, VariantID: v.ID, OrganisationID: l.entry.OrganisationID})
		return s.render(ctx, tx, l, false)
	})
	if err != nil {
		return Entry{}, err
	}
	return s.Entry(ctx, actor, entryID, "")
}
