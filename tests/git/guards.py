# SPDX-License-Identifier: MIT
"""A guard does not pass in silence what it could not look at, and no PATH hides an edit from it."""
import json

from support import EDITED, FILE, PLAN, Repo, holds, lacks, same, swap

GUARD = ("validate", "-q", "--strict", "-f", "text", "--select", "GAS401", "--since")
GATE = ("diff", "--git", "--fail-on", "edited-ratings", "--")
EDIT = "the rating of goal \"sleep\" on 2026-03-02 was 0 and is now +1 [GAS401]\n"
OTHER = swap(PLAN, "P-017", "P-018")


def a_path_that_leaves_out_where_the_plan_was(sandbox):
    """Its id is not new: it was outside the PATH, whether it went from there or stands there yet."""
    repo = sandbox.repo()
    repo.commit("first", {FILE: PLAN, "sub/o.gas.yaml": OTHER})
    repo.git("mv", FILE, "sub/q.gas.yaml")
    repo.write("sub/q.gas.yaml", EDITED)
    for step in (("status",), ("add", "-A"), ("reset", "-q")):
        repo.git(*step)
        holds(repo.gas(*GUARD, "HEAD", "sub", expect=1).stdout, "sub/q.gas.yaml:27:21: warning: " + EDIT)
        holds(repo.gas(*GUARD, "HEAD", ".", cwd="sub", expect=1).stdout, "q.gas.yaml:27:21: warning: " + EDIT)
    repo.git("add", "-A")
    shown = repo.gas(*GATE, "sub", expect=1).stdout
    holds(shown, "P-017 (sub/q.gas.yaml): 1 past rating changed\n", "! sleep, 2026-03-02: rating 0 -> +1")
    lacks(shown, "added")
    same(repo.gas("diff", "--git", "--cached", *GATE[2:], "sub", expect=1).stdout, shown)
    repo.git("commit", "-q", "-m", "moved")
    same(repo.gas("diff", "--git", "HEAD~1", "HEAD", *GATE[2:], "sub", expect=1).stdout, shown)
    repo.git("reset", "-q", "--hard", "HEAD~1")
    repo.write("z.gas.yaml", EDITED)
    repo.git("add", "z.gas.yaml")
    holds(repo.gas(*GATE, "z.gas.yaml", expect=1).stdout, "! sleep, 2026-03-02: rating 0 -> +1", "+ second plan of this id added")
    holds(repo.gas(*GUARD, "HEAD", "z.gas.yaml", expect=1).stdout, EDIT)
    repo.write("z.gas.yaml", swap(PLAN, "P-017", "P-019"))  # an id that is new
    holds(repo.gas(*GATE, "z.gas.yaml").stdout, "+ plan added")


def a_range(sandbox):
    """It leaves the work tree out, where the edit is."""
    repo = sandbox.repo()
    repo.commit("first", {FILE: PLAN})
    repo.commit("second", {"o.gas.yaml": OTHER})
    repo.write(FILE, EDITED)
    for words, begin in (("HEAD~1..HEAD", "HEAD~1"), ("HEAD~1..", "HEAD~1"), ("HEAD^!", "HEAD^1"), ("HEAD~1...HEAD", repo.git("rev-parse", "HEAD~1")[:10])):
        holds(repo.gas(*GUARD, words, expect=2).stderr, f"{words} names a range, and that leaves out what is not committed\n",
              f"hint: name the revision that it begins with, {begin};")
        holds(repo.gas(*GUARD, begin, expect=1).stdout, EDIT)


def an_older_version_with_errors(sandbox):
    """What was edited in it is not known: it is counted, and a strict guard does not pass."""
    repo = sandbox.repo()
    repo.commit("broken", {FILE: swap(PLAN, "levels: {sleep: 0,", "levels: {sleep: 9,")})
    repo.write(FILE, PLAN)
    for words in (["--strict"], ["--fail-on", "warning"], ["--fail-on", "info"]):
        done = repo.gas("validate", "-f", "json", "--since", "HEAD", *words, expect=2)
        same(json.loads(done.stdout)["left_out"]["older_versions_with_errors"], 1)
        holds(done.stderr, f"gas: warning: HEAD:{FILE} had errors")
    repo.gas("validate", "--since", "HEAD")
    repo.gas("validate", "--since", "HEAD", "--fail-on", "never")


def renamed_to_what_nearly_is_a_plan(sandbox):
    repo = sandbox.repo()
    repo.commit("first", {FILE: PLAN})
    repo.git("mv", FILE, "p.yaml")
    done = repo.gas("diff", "--git", "-f", "json")
    holds(done.stderr, "gas: not read: 1 file whose name nearly is a plan's: p.yaml\n")
    same(json.loads(done.stdout)["left_out"], {"near_plans": 1})
    holds(repo.gas("validate", "--since", "HEAD", "-f", "text").stdout, "p.yaml: warning: is not read, though it begins as a plan", "a plan with ratings is gone")


def ways_out_that_can_be_gone(sandbox):
    repo = sandbox.repo()
    repo.commit("first", {FILE: PLAN})
    repo.write("-o.gas.yaml", OTHER)
    holds(repo.gas("diff", "--git").stderr, "`git add -N -- -o.gas.yaml` has it compared\n")
    repo.git("add", "-N", "--", "-o.gas.yaml")
    holds(repo.gas("diff", "--git").stdout, "P-018 (-o.gas.yaml)")
    sandbox.run("git", "clone", "-q", "--bare", repo.top, "bare.git")
    bare = Repo(sandbox, sandbox.home / "bare.git")
    holds(bare.gas("validate", "--since", "HEAD", expect=2).stderr, "has no work tree to compare with\n", "hint: `gas diff --git OLD NEW` compares two revisions\n")
    holds(bare.gas("diff", "--git", "HEAD", expect=2).stderr, "hint: name two revisions\n")


def a_measure_that_is_told_the_other_way(sandbox):
    """Its words are not those of a goal."""
    of = lambda better: swap(PLAN, "ratings:\n", f"measures: [{{id: m, title: M, better: {better}, readings: {{2026-03-02: 3}}}}]\nratings:\n")
    repo = sandbox.repo()
    repo.commit("first", {FILE: of("lower")})
    repo.write(FILE, of("higher"))
    told = repo.gas("validate", "--since", "HEAD", "-f", "text", "--select", "GAS402").stdout
    holds(told, "; the measure had readings before [GAS402]\nhint: readings before and after are not told one way; ")
    lacks(told, "goal", "replaces")
