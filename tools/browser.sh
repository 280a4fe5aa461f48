#!/bin/sh
# Print the path of a Chromium for the browser tests.
# Installs Debian's where none is found and this user may; else says so.
set -eu

find_browser() {
    for name in "${CHROMIUM:-}" chromium chromium-browser google-chrome; do
        [ -n "$name" ] && command -v "$name" && return 0
    done
    return 1
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

find_browser && exit 0
{ as_root apt-get update -qq && as_root apt-get install -y -qq chromium; } >/dev/null 2>&1 || true
find_browser && exit 0
echo "browser: the browser tests need Chromium; install it with: apt-get install chromium" >&2
exit 1
