#!/usr/bin/env bash
# Runs the tests of the clients, of the docs' examples and of the desk in a browser against a fresh Lotse with demo content, on a free port and in a folder of its own.
# With names of files (machine.mjs) only those of the browser.
set -euo pipefail
cd "$(dirname "$0")/.."
make --no-print-directory bin/lotse
CHROMIUM_PATH=$(scripts/need-chromium.sh)
export CHROMIUM_PATH
dir=$(mktemp -d)
chmod 711 "$dir"
free_port() {
	node -e 'const s=require("net").createServer();s.listen(0,"127.0.0.1",()=>{console.log(s.address().port);s.close()})'
}
port=$(free_port)
url="http://127.0.0.1:$port"
# Where the stand-in of a translation service listens, while a test has it running.
translate="http://127.0.0.1:$(free_port)"
# Server and worker are processes of their own: the story stops the worker to see that expiry needs none.
lotse() {
	LOTSE_DEMO=1 LOTSE_DATA_DIR="$dir/data" LOTSE_LISTEN="127.0.0.1:$port" LOTSE_LIBRETRANSLATE_URL="$translate" exec bin/lotse "$@"
}
(lotse serve --no-worker) >"$dir/log" 2>&1 &
server=$!
worker=
finish() {
	kill -TERM $worker "$server" 2>/dev/null || true
	wait 2>/dev/null || true
	rm -rf "$dir"
}
trap finish EXIT
for _ in $(seq 1 240); do
	curl -fsS "$url/readyz" >/dev/null 2>&1 && break
	kill -0 "$server" 2>/dev/null || { cat "$dir/log"; exit 1; }
	sleep 0.25
done
curl -fsS "$url/readyz" >/dev/null || { cat "$dir/log"; exit 1; }
(lotse worker) >"$dir/worker.log" 2>&1 &
worker=$!
# The clients and the examples of the docs first: the browser tests change what is there.
[ $# -gt 0 ] || (cd client/typescript && npm run --silent build && LOTSE_URL="$url" node --test --test-concurrency=1 --test-reporter=spec test/live.mjs test/docs.mjs) ||
	{ echo "--- the server's last lines"; tail -n 60 "$dir/log"; exit 1; }
LOTSE_URL="$url" LOTSE_E2E_MAIL="$dir/data/mail" LOTSE_E2E_BIN="$PWD/bin/lotse" LOTSE_E2E_WORKER="$worker" LOTSE_E2E_TRANSLATE="$translate" LOTSE_DATA_DIR="$dir/data" \
	bash -c 'cd admin-ui/e2e && { [ $# -gt 0 ] || set -- *.mjs; } && node --test --test-concurrency=1 --test-reporter=spec "$@"' e2e "$@" ||
	{ echo "--- the server's last lines"; tail -n 60 "$dir/log" "$dir/worker.log"; exit 1; }
