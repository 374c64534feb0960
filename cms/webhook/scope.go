package webhook

import (
	"context"
	"fmt"

	"github.com/google/uuid"
	"github.com/jackc/pgx/v5"

	"lotse/internal/command"
)

// ScopeEvent tells a receiver that its webhook now goes by another scope, or heard of nothing for a while: there may be
// items that it never heard of, and others that it must drop. No line of the feed tells that, and items are not
// told one by one: one call says that the feed is to be asked. It goes to every webhook of the site, whatever its patterns.
const ScopeEvent = "webhook.scope_changed"

// scopeData says where to ask. A cursor of the scope before is answered with the address of a fresh start.
type scopeData struct {
	Endpoint uuid.UUID `json:"endpoint"`
	Site     uuid.UUID `json:"site"`
	URL      string    `json:"url"`
}

// scopeOf is what a receiver should know of site s: its scope, or that it hears of nothing.
const scopeOf = `case when s.disabled_at is null then s.scope else 'null'::jsonb end`

// untold finds webhooks e whose receivers know of another scope than that of their site s. Those that are disabled learn
// it when they hear again.
const untold = `
    s.id = e.site_id
    and e.state = 'active'
    and e.scope_told is distinct from ` + scopeOf

const sqlTakeScopes = `
update webhook_endpoints e
set scope_told = ` + scopeOf + `
from sites s
where ` + untold + `
returning e.id, e.site_id, s.disabled_at is not null as silent`

// rescoped is a webhook that goes by another scope than before.
type rescoped struct {
	ID     uuid.UUID `db:"id"`
	SiteID uuid.UUID `db:"site_id"`
	Silent bool      `db:"silent"` // it hears of nothing now
}

// tellScopes tells those whose scope was changed, once.
func (s *Service) tellScopes(ctx context.Context, tx *command.Tx) error {
	rows, err := tx.Query(ctx, sqlTakeScopes)
	if err != nil {
		return fmt.Errorf("look for changed scopes: %w", err)
	}
	list, err := pgx.CollectRows(rows, pgx.RowToStructByName[rescoped])
	if err != nil {
		return fmt.Errorf("look for changed scopes: %w", err)
	}
	batch := &pgx.Batch{}
	for _, e := range list {
		if e.Silent {
			continue
		}
		text, err := body(ScopeEvent, tx.Now, scopeData{Endpoint: e.ID, Site: e.SiteID, URL: s.baseURL + "/content/v1/sync"})
		if err != nil {
			return err
		}
		s.queueDelivery(batch, tx, delivery{endpoint: e.ID, message: queueMessage(batch, tx, message{event: ScopeEvent, body: text})})
	}
	if batch.Len() == 0 {
		return nil
	}
	if err := tx.SendBatch(ctx, batch).Close(); err != nil {
		return fmt.Errorf("tell of changed scopes: %w", err)
	}
	return nil
}
