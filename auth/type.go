package auth

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"lotse/internal/command"
)

const (
	sqlForgetGrants = `
delete from organisation_grants where type = @type`
	sqlForgetScopes = `
update tokens set types = array_remove(types, @type) where @type = any(types)`
)

// ForgetTypeTx takes back every right on a content type, in the transaction that removes the type or makes it: whoever
// had rights on a former type of the name has none on the new one. A token whose scope held nothing else can do
// nothing afterwards.
func ForgetTypeTx(ctx context.Context, tx *command.Tx, name string) error {
	for _, sql := range []string{sqlForgetGrants, sqlForgetScopes} {
		if _, err := tx.Exec(ctx, sql, pgx.StrictNamedArgs{"type": name}); err != nil {
			return fmt.Errorf("forget rights on %s: %w", name, err)
		}
	}
	return nil
}
