#!/usr/bin/env bash
# Makes sure that a Chromium is there for the browser tests; on Debian as root it installs one.
set -euo pipefail
[ -n "${CHROMIUM_PATH:-}" ] && [ -x "$CHROMIUM_PATH" ] && exit 0
for name in chromium chromium-browser google-chrome; do command -v "$name" >/dev/null && exit 0; done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
	echo "Chromium was not found; installing it with apt-get." >&2
	export DEBIAN_FRONTEND=noninteractive
	apt-get update -qq
	apt-get install -y -qq --no-install-recommends chromium fonts-noto-core >/dev/null
	exit 0
fi
echo "The browser tests need Chromium: install the package chromium, or set CHROMIUM_PATH." >&2
exit 1
