# SPDX-License-Identifier: MIT
"""What is not looked at is never told as nothing found: submodules, other repositories, ignored files, paths with nothing at them."""
import json

from support import EDITED, FILE, MAY, PLAN, Repo, edited, holds, same, swap

GATE = ("--fail-on", "edited-ratings")
GUARD = ("validate", "--select", "GAS401", "-f", "text", "--strict", "--since")
FINDING = "plans/p.gas.yaml:27:21: warning: the rating of goal \"sleep\" on 2026-03-02 was 0 and is now +1 [GAS401]"


def with_submodule(sandbox):
    """A repository whose plans are in a submodule, and that submodule."""
    inner = sandbox.repo("inner")
    inner.commit("first", {FILE: PLAN})
    outer = sandbox.repo("outer")
    outer.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", inner.top, "plans")
    outer.commit("with plans", {"README": "one\n"})
    return outer, Repo(sandbox, outer.top / "plans")


def submodule_of_the_work_tree(sandbox):
    """Edited and not committed, committed there, staged, and committed here."""
    outer, plans = with_submodule(sandbox)
    same(outer.gas("diff", "--git", *GATE).stdout, "")
    plans.write(FILE, EDITED)
    for step in ((), ("commit",), ("commit", "stage")):
        if step == ("commit",):
            plans.commit("edited")
        if "stage" in step:
            outer.git("add", "plans")
            same(outer.gas("diff", "--git", "--cached", *GATE, expect=1).stdout, edited("plans/" + FILE))
        for words in ([], ["HEAD"], ["--", "plans"], ["--", "plans/"], ["--", "plans/" + FILE], ["--", "."]):
            same(outer.gas("diff", "--git", *GATE, *words, expect=1).stdout, edited("plans/" + FILE), f"{step} {words}")
        for words in ([], ["plans"], ["plans/" + FILE]):
            holds(outer.gas(*GUARD, "HEAD", *words, expect=1).stdout, FINDING)
        same(outer.gas("diff", "--git", *GATE, "--", "README").stdout, "")
        same(outer.gas(*GUARD, "HEAD", "README").stdout, "")
    outer.commit("moved on")
    same(outer.gas("diff", "--git", "HEAD~1", "HEAD", *GATE, expect=1).stdout, edited("plans/" + FILE))
    same(outer.gas("diff", "--git", "HEAD~1..HEAD", *GATE, "--", "plans", expect=1).stdout, edited("plans/" + FILE))
    holds(outer.gas("diff", "HEAD~1:", "HEAD:", *GATE, expect=2).stdout, "plans was not compared: is a submodule that differs")
    plans.write("new.gas.yaml", swap(PLAN, "P-017", "P-018"))
    holds(outer.gas("validate", "--since", "HEAD", "-f", "text").stdout, "plans/new.gas.yaml:")
    same(outer.gas("diff", "--git", "HEAD~1", *GATE, cwd="plans", expect=1).stdout, edited(FILE))


def submodule_that_came_or_went(sandbox):
    outer, _ = with_submodule(sandbox)
    holds(outer.gas("diff", "--git", "HEAD~1", "HEAD").stdout, "P-017 (plans/p.gas.yaml)", "plan added")
    holds(outer.gas("diff", "--git", "HEAD", "HEAD~1").stdout, "P-017 (HEAD:plans/p.gas.yaml)", "! plan removed")
    outer.git("rm", "-q", "-f", "plans")
    outer.commit("gone")
    holds(outer.gas("diff", "--git", "HEAD~1", "HEAD", *GATE, expect=2).stdout, "plans was not compared: is a submodule whose plans are not looked at")


def submodule_that_is_not_there(sandbox):
    """It differs, and nobody can say how."""
    outer, plans = with_submodule(sandbox)
    plans.commit("edited", {FILE: EDITED})
    outer.commit("moved on")
    sandbox.run("git", "clone", "-q", outer.top, "absent")
    clone = Repo(sandbox, sandbox.home / "absent")
    done = clone.gas("diff", "--git", "HEAD~1", "HEAD", *GATE, expect=2)
    holds(done.stdout, "plans was not compared: is a submodule whose plans are not looked at: it is not in this work tree\n")
    holds(done.stderr, "git submodule update --init")
    holds(clone.gas(*GUARD, "HEAD~1", expect=2).stdout, "plans: error: is a submodule whose plans are not looked at")
    same(clone.gas("diff", "--git", "HEAD~1", "HEAD", *GATE, "--", "README").stdout, "")
    # nor does a bare repository have it, as in a hook
    sandbox.run("git", "clone", "-q", "--bare", outer.top, "bare.git")
    bare = Repo(sandbox, sandbox.home / "bare.git")
    holds(bare.gas("diff", "--git", "HEAD~1", "HEAD", *GATE, expect=2).stdout, "plans was not compared")
    # a commit that was not fetched
    plans.git("reset", "-q", "--hard", "HEAD~1")
    plans.git("reflog", "expire", "--expire=now", "--all")
    plans.git("gc", "-q", "--prune=now")
    holds(outer.gas("diff", "--git", "HEAD~1", "HEAD", *GATE, expect=2).stdout, "plans was not compared")


def second_plan_of_an_id_in_a_submodule(sandbox):
    """The first stands unchanged in a submodule: the id is none that is new, and the edited rating is told (S23)."""
    outer, plans = with_submodule(sandbox)
    outer.write("again.gas.yaml", EDITED)
    outer.git("add", "again.gas.yaml")
    for words in ([], ["--", "again.gas.yaml", "plans/" + FILE], ["--", "*.gas.yaml", "plans"]):
        shown = outer.gas("diff", "--git", *GATE, *words, expect=1).stdout
        holds(shown, "P-017 (again.gas.yaml)", "! sleep, 2026-03-02: rating 0 -> +1", "second plan of this id added")
    holds(outer.gas("diff", "--git", *GATE, "--", "again.gas.yaml").stdout, "plan added")  # the PATH leaves the submodule out
    # beside another plan of the submodule that did change
    plans.commit("another", {"q.gas.yaml": swap(PLAN, "P-017", "P-018")})
    holds(outer.gas("diff", "--git", *GATE, expect=1).stdout, "second plan of this id added")
    outer.commit("moved on")
    sandbox.run("git", "clone", "-q", outer.top, "absent")
    clone = Repo(sandbox, sandbox.home / "absent")
    clone.write("more.gas.yaml", swap(PLAN, "P-017", "P-019"))
    clone.git("add", "more.gas.yaml")
    done = clone.gas("diff", "--git", "-f", "json")
    same(json.loads(done.stdout)["left_out"], {"submodules": 1})
    holds(done.stderr, "gas: not looked at: plans is a submodule that is not in this work tree\n")


def submodule_in_a_hook(sandbox):
    """Where git has told which repository and index this runs in, the submodule still has its own."""
    outer, plans = with_submodule(sandbox)
    hook = outer.top / ".git/hooks/pre-commit"
    hook.write_text("#!/bin/sh\nexec gas diff --git --cached --fail-on edited-ratings\n")
    hook.chmod(0o755)
    plans.commit("edited", {FILE: EDITED})
    outer.git("commit", "-q", "-a", "-m", "refused", expect=1)
    plans.git("reset", "-q", "--hard", "HEAD~1")
    plans.commit("May", {FILE: MAY})
    outer.git("commit", "-q", "-a", "-m", "taken")


def history_of_a_submodule(sandbox):
    outer, plans = with_submodule(sandbox)
    plans.commit("May", {FILE: MAY})
    outer.commit("moved on")
    want = plans.gas("history", FILE, "-f", "csv").stdout
    same(want.count("\n"), 3)
    for path in ("plans", "plans/" + FILE, "./plans/" + FILE, outer.top / "plans" / FILE):
        same(outer.gas("history", path, "-f", "csv").stdout, want)
    done = outer.gas("history", ".", expect=2)
    holds(done.stderr, "not looked at: plans is a submodule; `gas history plans`", "git knows no history of a plan in .")
    outer.commit("a plan", {"q.gas.yaml": swap(PLAN, "P-017", "P-018")})
    holds(outer.gas("history", ".").stderr, "not looked at: plans is a submodule")


def another_repository(sandbox):
    """One that lies in the work tree and is no submodule."""
    outer = sandbox.repo("outer")
    outer.commit("first", {FILE: PLAN})
    nested = Repo(sandbox, outer.top / "nested")
    sandbox.run("git", "init", "-q", nested.top)
    nested.commit("first", {FILE: PLAN})
    nested.write(FILE, EDITED)
    holds(outer.gas(*GUARD, "HEAD").stderr, "gas: not looked at: nested/ is another git repository\n")
    for path in ("nested", "nested/" + FILE):
        for words in ((*GUARD, "HEAD", path), ("diff", "--git", *GATE, "--", path)):
            holds(outer.gas(*words, expect=2).stderr, f"{path} is in another git repository, ", "hint: run it there")


def ignored_files(sandbox):
    repo = sandbox.repo()
    repo.commit("first", {FILE: PLAN, ".gitignore": "draft*\n*.log\n"})
    repo.write("draft.gas.yaml", "goals: [\n")
    repo.write("run.log", "\n")
    done = repo.gas(*GUARD, "HEAD")
    same((done.stdout, done.stderr), ("", "gas: not looked at: 1 plan that git ignores, draft.gas.yaml\n"))
    holds(repo.gas("validate", "--since", "HEAD", "-f", "text", "draft.gas.yaml", expect=1).stdout, "draft.gas.yaml:1:")
    holds(repo.gas("diff", "--git", *GATE, "--", "draft.gas.yaml", expect=2).stderr, "git does not know draft.gas.yaml")


def paths_without_a_plan(sandbox):
    repo = sandbox.repo()
    repo.commit("first", {FILE: PLAN, "docs/a.txt": "one\n", "old/p.gas.yaml": swap(PLAN, "P-017", "P-018")})
    for words in ((*GUARD, "HEAD", "docs"), ("diff", "--git", *GATE, "--", "docs")):
        holds(repo.gas(*words, expect=2).stderr, "there is no plan in docs, neither here nor in HEAD")
    for words in ((*GUARD, "HEAD", "old", "docs/a.txt"), ("diff", "--git", *GATE, "--", ".")):
        same(repo.gas(*words).stderr, "")
    repo.git("rm", "-q", "old/p.gas.yaml")
    repo.commit("gone")
    repo.write("old/note.txt", "\n")
    holds(repo.gas("diff", "--git", "HEAD~1", *GATE, "--", "old", expect=1).stdout, "plan removed")
