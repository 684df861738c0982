#!/bin/bash
# SPDX-License-Identifier: MIT
# Makes a git repository with the life of one invented plan: written, rated, its scale moved, an entry made late, an old rating
# edited, and two people who rated at the same time. Needs git and a `gas` on PATH.
#
#   examples/git/make_repository.sh FOLDER
#
# Then, in FOLDER:
#   git diff HEAD~1 HEAD            what changed, by meaning (git runs gas)
#   git log -p                      one fact a line
#   gas diff --git HEAD~3 HEAD      three commits in one
#   gas history P-201.gas.yaml      when each rating was entered, and T after it
set -euo pipefail

folder=${1:?usage: make_repository.sh FOLDER}
mkdir -p "$folder"
cd "$folder"
if [ -e .git ]; then
    echo "make_repository.sh: $folder is a repository already" >&2
    exit 2
fi
plan=P-201.gas.yaml

# git as somebody on some day, the same in every run
as() {
    local day=$1 who=$2
    shift 2
    GIT_AUTHOR_DATE="${day}T16:00:00Z" GIT_COMMITTER_DATE="${day}T16:00:00Z" \
        GIT_AUTHOR_NAME=$who GIT_AUTHOR_EMAIL="${who,,}@clinic.example" GIT_COMMITTER_NAME=$who GIT_COMMITTER_EMAIL="${who,,}@clinic.example" \
        git "$@"
}
commit() {
    git add -A
    as "$1" "$2" commit -q -m "$3"
}

git -c init.defaultBranch=main init -q .
gas git setup

cat >$plan <<'PLAN'
# Knee replacement in December. Invented.
gas: 1
id: P-201
covariates: {setting: home, age: 68}
start: 2026-01-12

goals:
  - id: stairs
    title: Go up to the bedroom and down again
    importance: 3
    difficulty: 2
    target: 2026-06-01
    scale:
      -2: Climbs 0 stairs
      -1: Climbs 1 to 4 stairs with help
      0: Climbs the 13 stairs with help
      +1: Climbs the 13 stairs alone, once a day
      +2: Climbs the 13 stairs alone, as often as needed

  - id: market
    title: Walk to the market
    importance: 2
    difficulty: 2
    target: 2026-06-01
    scale:
      -2: Walks in the flat only
      -1: Walks to the corner, 100 metres
      0: Walks to the market, 600 metres, with a rest
      +1: Walks to the market, 600 metres, without a rest
      +2: Walks to the market and back, 1,200 metres

ratings:
  - date: 2026-01-12
    occasion: baseline
    rater: KM
    role: practitioner
    levels: {stairs: -2, market: -1}
PLAN
commit 2026-01-12 KM "P-201: goals and baseline"

cat >>$plan <<'PLAN'
  - date: 2026-02-23
    occasion: review
    rater: KM
    role: practitioner
    levels: {stairs: -1, market: -1}
PLAN
commit 2026-02-24 KM "P-201: first review"

sed -i 's/without a rest$/without a rest on the way/' $plan
sed -i 's/0: Climbs the 13 stairs with help/0: Climbs 8 stairs with help/' $plan
commit 2026-03-10 KM "P-201: easier stairs"

# a visit in April, written down in May
cat >>$plan <<'PLAN'
  - date: 2026-04-06
    occasion: review
    rater: KM
    role: practitioner
    levels: {stairs: 0, market: -1}
PLAN
commit 2026-05-04 KM "P-201: second review"

sed -i 's/levels: {stairs: -1, market: -1}/levels: {stairs: 0, market: -1}/' $plan
commit 2026-05-05 KM "P-201: correct the first review"

# two people rate the same week, each on a branch
git branch -q patient
cat >>$plan <<'PLAN'
  # seen at home, on the stairs themselves
  - date: 2026-06-01
    occasion: final
    rater: KM
    role: practitioner
    levels: {stairs: +1, market: 0}
PLAN
commit 2026-06-01 KM "P-201: final rating"

git checkout -q patient
cat >>$plan <<'PLAN'
  # by telephone
  - date: 2026-06-02
    occasion: final
    rater: client
    role: patient
    levels: {stairs: +1, market: +1}
PLAN
commit 2026-06-02 LB "P-201: the client's own final rating"

git checkout -q main
as 2026-06-03 KM merge -q --no-edit -m "Merge the client's rating" patient
echo "made $(pwd): $(git rev-list --count HEAD) commits"
