# SPDX-License-Identifier: MIT
"""`gas history` tells the past of the plan that it is asked for: all of it, and no other plan's."""
import csv
import io

from support import EDITED, FILE, MAY, PLAN, Repo, holds, lacks, merge, same, swap

BROKEN = swap(PLAN, "levels: {sleep: 0,", "levels: {sleep: 9,")
ADDED = "plan added: 2 goals, rated 2 times"
EDIT = "sleep, 2026-03-02: rating {} -> {}"


def rows(repo, path):
    """What `history` says has changed, and in which file."""
    return [(row["id"], row["changed"], row["file"]) for row in csv.DictReader(io.StringIO(repo.gas("history", path, "-f", "csv").stdout))]


def a_copy_is_a_new_plan(sandbox):
    """git follows it to its source, which is another participant's plan and stands there yet; what was renamed beside has its own past."""
    other = swap(PLAN, "P-017", "P-018")
    repo = sandbox.repo()
    repo.commit("first", {FILE: PLAN})
    repo.commit("second", {FILE: EDITED})
    repo.commit("a copy", {"o.gas.yaml": swap(EDITED, "P-017", "P-018")})
    copied = [("P-018", ADDED, "o.gas.yaml")]
    same(rows(repo, "o.gas.yaml"), copied)
    repo.commit("in March too", {"o.gas.yaml": other})
    told = copied + [("P-018", EDIT.format("+1", "0"), "o.gas.yaml")]
    same(rows(repo, "o.gas.yaml"), told)
    # renamed to what is nearer to a third plan's text than to its own
    repo.commit("third", {"t.gas.yaml": swap(EDITED, "P-017", "P-019")})
    repo.git("mv", "o.gas.yaml", "sub.gas.yaml")
    repo.commit("renamed", {"sub.gas.yaml": swap(EDITED, "P-017", "P-018")})
    same(rows(repo, "sub.gas.yaml"), told + [("P-018", EDIT.format("0", "+1"), "sub.gas.yaml")])


def a_merge_that_takes_one_side(sandbox):
    """The other side had changed the plan too, and what the merge has is none of its."""
    repo = sandbox.repo()
    repo.branches(FILE, PLAN, swap(PLAN, "sleep: 0,", "sleep: -2,"), EDITED)
    repo.git("merge", "-q", "--no-edit", "-s", "ours", "side")
    told = [("P-017", ADDED, FILE), ("P-017", EDIT.format("0", "+1"), FILE), ("P-017", EDIT.format("0", "-2"), FILE),
            ("P-017", "in the merge, from the side not taken: " + EDIT.format("+1", "-2"), FILE)]
    for path in (FILE, "."):
        same(rows(repo, path), told)
    same(repo.gas("history", FILE, "-f", "csv").stdout.splitlines()[-1].count("late"), 0)  # it writes no rating down
    # a merge of what has the version that was not taken adds nothing
    repo.git("checkout", "-q", "side")
    repo.commit("a word", {"README": "plans\n"})
    repo.git("checkout", "-q", "main")
    repo.git("merge", "-q", "--no-edit", "side")
    for path in (FILE, "."):
        same(rows(repo, path), told)


def a_merge_of_what_one_side_changed(sandbox):
    """Nothing is lost in it: no row."""
    repo = sandbox.repo()
    repo.branches(FILE, PLAN, PLAN, MAY)
    repo.commit("another", {"o.gas.yaml": swap(PLAN, "P-017", "P-018")})
    merge(repo)
    same(len(rows(repo, FILE)), 2)
    same(len(rows(repo, ".")), 3)


def mended_and_not_committed(sandbox):
    """The last commit has errors, and the work tree none."""
    repo = sandbox.repo()
    repo.commit("first", {FILE: PLAN})
    repo.commit("broken", {FILE: BROKEN})
    for text, told in ((PLAN, "without errors again, nothing else changed"), (EDITED, "without errors again: " + EDIT.format("0", "+1"))):
        repo.write(FILE, text)
        for path in (FILE, "."):
            same(rows(repo, path)[-1], ("P-017", told, FILE))
            same(len(rows(repo, path)), 3)
        repo.git("commit", "-q", "-a", "-m", "mended")
        same(rows(repo, FILE)[-1], ("P-017", told, FILE))  # and so it is told when it is
        repo.git("reset", "-q", "--hard", "HEAD~1")
    repo.commit("broken from the first", {"o.gas.yaml": swap(BROKEN, "P-017", "P-018")})
    repo.write("o.gas.yaml", swap(PLAN, "P-017", "P-018"))
    same(rows(repo, "o.gas.yaml")[-1], ("P-018", "without errors again: " + ADDED, "o.gas.yaml"))


def with_submodule(sandbox):
    inner = sandbox.repo("inner")
    inner.commit("first", {FILE: PLAN})
    outer = sandbox.repo("outer")
    outer.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", inner.top, "plans")
    outer.commit("a submodule")
    return outer


def a_folder_that_was_a_submodule(sandbox):
    outer = with_submodule(sandbox)
    outer.git("rm", "-q", "-f", "plans")
    outer.commit("a plain folder", {"plans/o.gas.yaml": swap(PLAN, "P-017", "P-018")})
    done = outer.gas("history", ".", "-f", "csv")
    same(done.stderr, "gas: not looked at: plans was a submodule, and what it had then is not in this repository\n")
    holds(done.stdout, "plans/o.gas.yaml")
    done = outer.gas("diff", "--git", "HEAD~1", "HEAD", expect=2)
    holds(done.stderr, "the commit that is checked out does not have it")
    lacks(done.stderr, "submodule update")


def the_command_that_brings_a_submodule(sandbox):
    """It runs as it is told, from the folder of the run: a submodule in a submodule, a repository elsewhere."""
    outer = with_submodule(sandbox)
    top = sandbox.repo("top")
    allow = {"GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "protocol.file.allow", "GIT_CONFIG_VALUE_0": "always"}
    top.git("submodule", "--quiet", "add", outer.top, "sub", env=allow)
    top.commit("nested")
    for cwd, folder in (("clone", "sub"), ("clone", "sub/plans"), ("", "clone/sub"), ("", "clone/sub/plans")):
        sandbox.run("rm", "-r", "-f", "clone")
        sandbox.run("git", "clone", "-q", top.top, "clone")
        if folder.endswith("plans"):
            sandbox.run("git", "-C", "clone", "submodule", "--quiet", "update", "--init", env=allow)
        here = Repo(sandbox, sandbox.home / cwd)
        told = here.gas("validate", folder, expect=2).stdout
        command = told[told.index("`") + 1:told.rindex("`")]
        sandbox.run("sh", "-c", command, cwd=here.top, env=allow)
        same((sandbox.home / "clone/sub/plans" / FILE).exists(), True, command)
        here.gas("validate", "-q", folder)
