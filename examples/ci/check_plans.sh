#!/bin/bash
# SPDX-License-Identifier: MIT
# Checks the plans that a branch changed, the same on every CI system and on a desk. Needs git and a `gas` on PATH.
#
#   check_plans.sh BASE [REPORTS]
#
# BASE is the revision that the branch started from (origin/main); REPORTS a folder for the reports (default: gas-reports).
# Prints the findings and what changed. Writes into REPORTS: gas.sarif (GitHub code scanning), gas.junit.xml and
# gas.codequality.json (GitLab), change.md (a comment for the pull request; the plans' own words are left out of it).
#
# Exit status: 0 good; 1 a plan has an error or a warning, or a past rating or a rated scale was changed; 2 the check could not be done.
set -uo pipefail

base=${1:?usage: check_plans.sh BASE [REPORTS]}
reports=${2:-gas-reports}
# what a branch may not do without a second look; see gas-diff(1) for the classes
guarded=edited-ratings,scale-change

mkdir -p "$reports" || exit 2
# from where the branch left BASE, so that what others did there since is not taken for this branch's work
start=$(git merge-base "$base" HEAD) || exit 2

echo "== plans changed since $base: findings"
gas validate --since "$start" --strict \
    -f text -f sarif="$reports/gas.sarif" -f junit="$reports/gas.junit.xml" -f gitlab="$reports/gas.codequality.json"
findings=$?

echo "== what changed, and what it does to T"
gas diff --git "$start" HEAD -f markdown --hide-text -o "$reports/change.md"
comment=$?
gas diff --git "$start" HEAD --hide-text --fail-on "$guarded"
changes=$?

worst=$findings
for status in $comment $changes; do
    if [ "$status" -gt "$worst" ]; then
        worst=$status
    fi
done
exit "$worst"
