#!/bin/sh
# Print the path of a Chromium for the browser tests.
# Installs Debian's where none is found and this user may; else says so.
# The one without windows comes first: the same engine, which needs half of the processor for a page.
set -eu

find_browser() {
    for name in "${CHROMIUM:-}" chromium-headless-shell chromium chromium-browser google-chrome; do
        [ -n "$name" ] && command -v "$name" && return 0
    done
    return 1
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

install() { as_root apt-get install -y -qq "$1"; }

find_browser && exit 0
{ as_root apt-get update -qq && { install chromium-headless-shell || install chromium; }; } >/dev/null 2>&1 || true
find_browser && exit 0
echo "browser: the browser tests need Chromium; install it with: apt-get install chromium" >&2
exit 1
