package webhook

import (
	"context"
	"fmt"
	"slices"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"lotse/internal/command"
	"lotse/schema"
)

// listener is an endpoint as the dispatcher sees it.
type listener struct {
	ID             uuid.UUID `db:"id"`
	OrganisationID uuid.UUID `db:"organisation_id"`
	Events         []string  `db:"events"`
	Scope          *scope    `db:"scope"` // of its site; nil: it has none
}

// scope is what the site of an endpoint may read, as sites store it. An empty list does not limit.
type scope struct {
	Types         []string    `json:"types"`
	Locales       []string    `json:"locales"`
	Organisations []uuid.UUID `json:"organisations"`
	Categories    []string    `json:"categories"`
}

// A site that is disabled reads nothing, so its endpoints hear of nothing.
const sqlListeners = `
select e.id, coalesce(e.organisation_id, ` + noID + `) as organisation_id, e.events, s.scope
from webhook_endpoints e
left join sites s on s.id = e.site_id
where e.state = 'active'
  and s.disabled_at is null
order by e.id`

func loadListeners(ctx context.Context, tx *command.Tx) ([]listener, error) {
	rows, err := tx.Query(ctx, sqlListeners)
	if err != nil {
		return nil, fmt.Errorf("load webhooks: %w", err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByName[listener])
	if err != nil {
		return nil, fmt.Errorf("load webhooks: %w", err)
	}
	return list, nil
}

// covers tells whether the endpoint hears of an item that belongs to the organisation and stands under the categories:
// an organisation's of the organisation's own, a site's of what the site may read, the agency's others of everything.
func (l listener) covers(c change, organisation uuid.UUID, categories []string, types *schema.Registry) bool {
	if l.OrganisationID != uuid.Nil && l.OrganisationID != organisation {
		return false
	}
	return l.Scope == nil ||
		within(l.Scope.Types, c.Type) && within(l.Scope.Locales, c.Locale) && within(l.Scope.Organisations, organisation) &&
			(len(l.Scope.Categories) == 0 || types.Under(c.Type, c.EntryID.String(), categories, l.Scope.Categories))
}

// within tells whether a list that limits, where it is not empty, lets the value be.
func within[T comparable](list []T, value T) bool {
	return len(list) == 0 || slices.Contains(list, value)
}
