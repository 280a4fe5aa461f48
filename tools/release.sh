#!/bin/sh
# Put what a release of the newest issue offers into the folder $2: its PDF and the data from the
# site $1, the sums of all of the site, and the list of packages $3. NEWEST names the release.
set -eu
site=$1
release=$2

# By version: months, weeks and days sort as text does, and numbers as numbers.
newest=$(find "$site/issues" -name '[0-9]*.html' -exec basename {} .html \; | LC_ALL=C sort -V | tail -n 1)
pdf=issue-$newest.pdf # that of a number, which alone could be a year's
[ -e "$site/pdf/$pdf" ] || pdf=$newest.pdf
rm -rf "$release"
mkdir -p "$release"
cp ${newest:+"$site/pdf/$pdf"} "$site/archive.json" "$site/archive.schema.json" "$3" "$release/"
cp "$site/SHA256SUMS" "$release/site.SHA256SUMS"
cd "$release"
sha256sum -- * > ../SHA256SUMS
mv ../SHA256SUMS SHA256SUMS
printf '%s' "$newest" > NEWEST # after the sums: it is not attached
