#!/bin/sh
# On GitHub, fail while CODEOWNERS has a placeholder: GitHub ignores an owner that it does not
# know, and the rule that a code owner reviews a change would hold nobody back.
#
#     sh tools/workflows/owners.sh .github/CODEOWNERS
set -eu
[ -n "${GITHUB_REPOSITORY:-}" ] || exit 0
if grep -n '^[^#]*@OWNER' "$1" >&2; then
	echo "$1: @OWNER is a placeholder. Put the names of your teams or of people there." >&2
	exit 1
fi
