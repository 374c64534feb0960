package web

import (
	"errors"
	"strings"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgconn"

	"lotse/internal/command"
)

// constraints says what the breach of a database constraint means to the caller. A constraint that is not
// listed is a bug of ours and answers `internal`.
var constraints = map[string]*command.Error{
	"organisations_slug_unique":    command.E(command.Conflict, "slug_taken", "Another organisation has this short name."),
	"accounts_email_unique":        command.E(command.Conflict, "email_taken", "There is an account with this address."),
	"memberships_unique":           command.E(command.Conflict, "exists", "It exists already."),
	"organisation_grants_pkey":     command.E(command.Conflict, "exists", "It exists already."),
	"slugs_pkey":                   command.E(command.Conflict, "slug_taken", "Another entry has this short name."),
	"entries_pkey":                 command.E(command.Conflict, "exists", "It exists already."),
	"variants_locale_unique":       command.E(command.Conflict, "variant_exists", "The entry has this language already."),
	"revisions_number_unique":      command.E(command.Conflict, "conflict", "Somebody else was faster."),
	"reviews_one_open":             command.E(command.Conflict, "review_open", "A review is open already."),
	"release_members_one_open":     command.E(command.Conflict, "scheduled", "It is part of a release that is still to come."),
	"release_members_pkey":         command.E(command.Conflict, "duplicate_item", "The same item stands there twice."),
	"memberships_account_id_fkey":  command.E(command.Invalid, "unknown_account", "There is no such account."),
	"entries_organisation_id_fkey": command.E(command.Invalid, "unknown_organisation", "There is no such organisation."),
}

// postgresError words what PostgreSQL refused, or nil where it is not the caller's doing.
func postgresError(err error) *command.Error {
	var connect *pgconn.ConnectError
	if errors.As(err, &connect) {
		return command.E(command.Unavailable, "database_unavailable", "The database does not answer.")
	}
	if errors.Is(err, pgx.ErrNoRows) {
		return nil // a query forgot to say what is missing: a bug of ours
	}
	var pg *pgconn.PgError
	if !errors.As(err, &pg) {
		return nil
	}
	if known := constraints[pg.ConstraintName]; known != nil {
		return known
	}
	switch {
	case pg.Code == "40001", pg.Code == "40P01", pg.Code == "55P03":
		return command.E(command.Unavailable, "busy", "Too much happens at once.")
	case pg.Code == "57014", pg.Code == "25P03":
		return command.E(command.Unavailable, "timeout", "It took too long.")
	case strings.HasPrefix(pg.Code, "08"), strings.HasPrefix(pg.Code, "57P"), pg.Code == "53300":
		return command.E(command.Unavailable, "database_unavailable", "The database does not answer.")
	case pg.Code == "22021", pg.Code == "22P05":
		return command.E(command.Invalid, "control_character", "A text holds a character that is not allowed.")
	}
	return nil
}
