#!/bin/bash
# SPDX-License-Identifier: MIT
# Checks the plans that a branch changed, the same on every CI system and on a desk. Needs git and a `gas` on PATH.
#
#   check_plans.sh BASE [REPORTS]
#
# BASE is the revision that the branch started from (origin/main); it is compared with the files as they lie here; REPORTS a folder for the reports (default: gas-reports).
# Prints the findings and what changed. Writes into REPORTS: gas.sarif (GitHub code scanning), gas.junit.xml and
# gas.codequality.json (GitLab), change.md (a comment for the pull request; the plans' own words are left out of it).
#
# Exit status: 0 good; 1 a plan has an error or a warning, an edited past rating or a scale that moved after it was rated among
# them; 2 the check could not be done.
set -uo pipefail

if [ $# -lt 1 ] || [ -z "$1" ]; then
    echo "usage: check_plans.sh BASE [REPORTS]" >&2
    exit 2
fi
base=$1
reports=${2:-gas-reports}

mkdir -p "$reports" || exit 2
rm -f "$reports/gas.sarif" "$reports/gas.junit.xml" "$reports/gas.codequality.json" "$reports/change.md"
# from where the branch left BASE, so that what others did there since is not taken for this branch's work
start=$(git merge-base "$base" HEAD) || exit 2

# an edited past rating (GAS401), a moved scale (GAS402) or T (GAS403) is a warning, and --strict stops at it, unless the plan says on that
# line that it is known: # gas: ignore[GAS401] why
echo "== plans changed since $base: findings"
gas validate --since "$start" --strict \
    -f text -f sarif="$reports/gas.sarif" -f junit="$reports/gas.junit.xml" -f gitlab="$reports/gas.codequality.json"
findings=$?

echo "== what changed, and what it does to T"
gas diff --git "$start" --hide-text
gas diff --git "$start" --hide-text -f markdown -o "$reports/change.md" --keep-going 2>/dev/null
if [ ! -e "$reports/change.md" ]; then
    exit 2
fi
exit "$findings"
