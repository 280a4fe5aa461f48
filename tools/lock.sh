#!/bin/sh
# Pin all packages anew, with the programs in $1 (a folder that ends in a slash): one version of each
# for every Python supported, with hashes, from releases that are at least $2 old.
# A release that is minutes old may be a stolen account's; a week gives others time to notice.
#
# Each file in requirements/ holds what its purpose adds, and reads the files that it builds upon,
# so pip can use each alone. The whole is installed once, to measure it and to read its licences.
# Nothing is written unless all of it succeeds.
set -eu
run=$1
age=$2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/requirements"

compile() {
    "${run}uv" pip compile --universal --python-version 3.11 --fork-strategy fewest \
        --only-binary :all: --exclude-newer "$age" --generate-hashes \
        --no-header --quiet --output-file "$@" > /dev/null
}

# Lock the purpose $1 upon the purposes $2 (the last reads the others); the rest are arguments for uv.
lock() {
    purpose=$1
    upon=$2
    shift 2
    without=
    for other in $upon; do
        # Not what is pinned for one system alone: here it may be for all.
        without="$without $(sed -n 's/^\([a-z0-9._-]*\)==[^ ]* \\$/--no-emit-package=\1/p' "$work/requirements/$other.txt")"
    done
    compile "$work/$purpose.txt" --constraint "$work/all.txt" $without "$@"
    {
        [ -z "$upon" ] || echo "-r ${upon##* }.txt"
        sed -e '/^ *#  *-c /d' -e '/^# The following packages were excluded/,$d' "$work/$purpose.txt"
    } > "$work/requirements/$purpose.txt"
}

size() { du -sk "$work/venv" | cut -f 1; }

# Install the purpose $1 beside the others, and say in its first line what it adds.
measure() {
    file=$work/requirements/$1.txt
    before=$(size)
    "${run}uv" pip install --quiet --python "$work/venv/bin/python" --compile-bytecode \
        --require-hashes --requirement "$file"
    count=$(grep -c '^[a-z0-9._-]*==' "$file")
    echo "# Adds $count packages, about $((($(size) - before) / 1000)) MB. Made by \`make lock\`." |
        cat - "$file" > "$work/headed"
    mv "$work/headed" "$file"
}

[ -n "$age" ] || { echo "lock: how old must a release be? Say it, as in: make lock AGE=\"7 days\"" >&2; exit 1; }
echo "lock: choosing versions, then installing all of them once to measure and to read licences" >&2
compile "$work/all.txt" pyproject.toml --all-extras \
    --group build --group test --group check --group serve --group sbom --group mutation --group readers --group lock
lock site "" pyproject.toml --group build
lock import "site" pyproject.toml --extra pdf-import
lock test "site import" pyproject.toml --extra pdf-import --group test
lock check "site import" pyproject.toml --extra pdf-import --group check
lock serve "site" pyproject.toml --group serve
lock sbom "" --group sbom
lock mutation "site import test" pyproject.toml --extra pdf-import --group test --group mutation
lock readers "site import test" pyproject.toml --extra pdf-import --group test --group readers
lock lock "" --group lock

"${run}python" -m venv "$work/venv"
for purpose in site import test check serve sbom mutation readers lock; do measure "$purpose"; done
"$work/venv/bin/pip-licenses" > /dev/null
mkdir -p requirements
cp "$work"/requirements/*.txt requirements/
