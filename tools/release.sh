#!/bin/sh
# Put what a release of the newest issue offers from the site $1 into the folder $2.
set -eu
if [ ! -d "$1" ]; then
    echo "release: there is nothing to collect yet; run \`make twice\` first" >&2
    exit 1
fi
site=$1
release=$2

# By version: months, weeks and days sort as text does, and numbers as numbers.
newest=$(find "$site/issues" -name '[0-9]*.html' -exec basename {} .html \; | LC_ALL=C sort -V | tail -n 1)
pdf=issue-$newest.pdf # that of a number, which alone could be a year's
[ -e "$site/pdf/$pdf" ] || pdf=$newest.pdf
rm -rf "$release"
mkdir -p "$release"
cp ${newest:+"$site/pdf/$pdf"} "$site/archive.json" "$site/archive.schema.json" "$release/"
printf '%s' "$newest" > "$release/NEWEST"
cd "$release"
sha256sum ${newest:+"$pdf"} archive.json archive.schema.json NEWEST > SHA256SUMS
