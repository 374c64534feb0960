#!/usr/bin/env bash
# Runs the browser tests against a fresh Lotse with demo content, on free ports and a folder of its own.
set -euo pipefail
cd "$(dirname "$0")/.."
make --no-print-directory bin/lotse
dir=$(mktemp -d)
port=$(node -e 'const s=require("net").createServer();s.listen(0,"127.0.0.1",()=>{console.log(s.address().port);s.close()})')
export LOTSE_URL="http://127.0.0.1:$port" LOTSE_E2E_MAIL="$dir/data/mail"
chmod 711 "$dir"
export LOTSE_DEMO=1 LOTSE_DATA_DIR="$dir/data" LOTSE_LISTEN="127.0.0.1:$port" LOTSE_BASE_URL="$LOTSE_URL"
# Server and worker are processes of their own: the story stops the worker to see that expiry needs none.
bin/lotse serve --no-worker >"$dir/log" 2>&1 &
pid=$!
worker=
finish() {
	kill -TERM $worker "$pid" 2>/dev/null || true
	wait 2>/dev/null || true
	rm -rf "$dir"
}
trap finish EXIT
for _ in $(seq 1 240); do
	curl -fsS "$LOTSE_URL/readyz" >/dev/null 2>&1 && break
	kill -0 "$pid" 2>/dev/null || { cat "$dir/log"; exit 1; }
	sleep 0.25
done
curl -fsS "$LOTSE_URL/readyz" >/dev/null || { cat "$dir/log"; exit 1; }
bin/lotse worker >"$dir/worker.log" 2>&1 &
worker=$!
export LOTSE_E2E_BIN="$PWD/bin/lotse" LOTSE_E2E_WORKER="$worker"
(cd admin-ui && node --test --test-concurrency=1 --test-reporter=spec e2e/*.mjs) || { echo "--- the server's last lines"; tail -n 60 "$dir/log"; exit 1; }
