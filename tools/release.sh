#!/bin/sh
# Put what a release of the newest issue offers from the site $1 into the folder $2.
set -eu
if [ ! -d "$1" ]; then
    echo "release: there is nothing to collect yet; run \`make twice\` first" >&2
    exit 1
fi
site=$1
release=$2

newest=$(find "$site/issues" -name '[0-9]*.html' -exec basename {} .html \; | LC_ALL=C sort | tail -n 1)
rm -rf "$release"
mkdir -p "$release"
cp ${newest:+"$site/pdf/$newest.pdf"} "$site/archive.json" "$site/archive.schema.json" "$release/"
printf '%s' "$newest" > "$release/NEWEST"
cd "$release"
sha256sum ${newest:+"$newest.pdf"} archive.json archive.schema.json NEWEST > SHA256SUMS
