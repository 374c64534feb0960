// Package migrations holds the SQL files that bring a database to this release's schema.
//
// Files are forward-only and numbered; a released file is never edited. They are run by
// internal/postgres with goose, before River's own migrations, under one advisory lock.
package migrations

import "embed"

// FS holds the migration files in its root.
//
//go:embed *.sql
var FS embed.FS
