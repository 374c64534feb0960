#!/usr/bin/env bash
# Makes sure that a Chromium is there for the browser tests, and prints its path; on Debian as root it
# installs one.
set -euo pipefail
if [ -n "${CHROMIUM_PATH:-}" ] && [ -x "$CHROMIUM_PATH" ]; then
	echo "$CHROMIUM_PATH"
	exit 0
fi
for name in chromium chromium-browser google-chrome; do command -v "$name" && exit 0; done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
	echo "Chromium was not found; installing it with apt-get." >&2
	export DEBIAN_FRONTEND=noninteractive
	apt-get update -qq
	apt-get install -y -qq --no-install-recommends chromium fonts-noto-core >/dev/null
	command -v chromium
	exit 0
fi
echo "The browser tests need Chromium: install the package chromium, or set CHROMIUM_PATH." >&2
exit 1
