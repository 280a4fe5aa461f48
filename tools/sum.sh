#!/bin/sh
# Write SHA256SUMS into the site in the folder $1: each file that is published, and no other.
# Names that begin with a dot are not: GitHub Pages is never given them, and no page needs them.
set -eu
cd "$1"
find -L . -type f ! -path '*/.*' ! -path ./SHA256SUMS -print0 | LC_ALL=C sort -z | xargs -0 -r sha256sum > ../SHA256SUMS
mv ../SHA256SUMS SHA256SUMS
