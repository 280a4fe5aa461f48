#!/bin/sh
# Make the virtual environment $1 with the locked packages, using Python $2.
# Installs python3-venv where it is missing and this user may; else says so.
set -eu
venv=$1
python=$2

say() {
    echo "setup: $*" >&2
    exit 1
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

command -v "$python" >/dev/null 2>&1 ||
    say "$python was not found; install Python 3.11 or newer, for instance with: apt-get install python3"
"$python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' ||
    say "$("$python" --version) is not supported; use Python 3.11 to 3.13, as in: make PYTHON=python3.12"

if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
    { as_root apt-get update -qq && as_root apt-get install -y -qq python3-venv; } >/dev/null 2>&1 ||
        say "the module venv is missing; install it with: apt-get install python3-venv"
fi

rm -rf "$venv"
"$python" -m venv "$venv"
"$venv/bin/python" -m pip install --quiet --require-hashes --requirement requirements.txt
"$venv/bin/python" -m pip install --quiet --no-deps --no-build-isolation --editable .
