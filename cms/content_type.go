package cms

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5"

	"lotse/internal/audit"
	"lotse/internal/command"
	"lotse/schema"
)

// sqlLockTypes keeps two starting nodes from noting the same version twice.
const sqlLockTypes = `select pg_advisory_xact_lock(hashtext('lotse.content_types'))`

const sqlNewestType = `
select version, hash
from content_types
where name = @name
order by version desc
limit 1`

const sqlInsertType = `
insert into content_types (name, version, hash, definition, applied_at)
values (@name, @version, @hash, @definition::jsonb, @now)`

// ApplyTypes notes every type whose definition differs from the newest version on record as a further
// version. Every version that was ever used is kept, so
// that old revisions stay readable. Call it before anything else of the service is used.
func (s *Service) ApplyTypes(ctx context.Context) error {
	return s.commands.Run(ctx, audit.Actor{Kind: audit.System}, func(ctx context.Context, tx *command.Tx) error {
		tx.Unchanged()
		if _, err := tx.Exec(ctx, sqlLockTypes); err != nil {
			return fmt.Errorf("lock types: %w", err)
		}
		for _, t := range s.types.Types() {
			version, err := applyType(ctx, tx, t)
			if err != nil {
				return err
			}
			s.versions[t.Name] = version
		}
		return nil
	})
}

// applyType notes one type's version and returns it.
func applyType(ctx context.Context, tx *command.Tx, t *schema.Type) (int, error) {
	var version int
	var hash string
	err := tx.QueryRow(ctx, sqlNewestType, pgx.StrictNamedArgs{"name": t.Name}).Scan(&version, &hash)
	if err != nil && !errors.Is(err, pgx.ErrNoRows) {
		return 0, fmt.Errorf("load type %s: %w", t.Name, err)
	}
	if hash == t.Hash() {
		return version, nil
	}
	definition, err := json.Marshal(t)
	if err != nil {
		return 0, fmt.Errorf("encode type %s: %w", t.Name, err)
	}
	_, err = tx.Exec(ctx, sqlInsertType, pgx.StrictNamedArgs{
		"name": t.Name, "version": version + 1, "hash": t.Hash(), "definition": string(definition), "now": tx.Now,
	})
	if err != nil {
		return 0, fmt.Errorf("store type %s: %w", t.Name, err)
	}
	tx.Record(audit.Event{Action: "type_apply", Changes: map[string]any{"type": t.Name, "version": []any{version, version + 1}}})
	return version + 1, nil
}
