# SPDX-License-Identifier: MIT
"""What is not looked at is never told as nothing found: submodules, other repositories, ignored files, paths with nothing at them."""
import json
import shutil
import signal

from support import EDITED, FILE, MAY, PLAN, Repo, edited, holds, same, swap

GATE = ("--fail-on", "edited-ratings")
GUARD = ("validate", "--select", "GAS401", "-f", "text", "--strict", "--since")
FINDING = "plans/p.gas.yaml:27:21: warning: the rating of goal \"sleep\" on 2026-03-02 was 0 and is now +1 [GAS401]"


def left_out(repo, *words, expect=0):
    """What a run counts in json."""
    words = [*words[:1], "-f", "json", *words[1:]]
    return json.loads(repo.gas(*words, expect=expect).stdout).get("left_out", {})


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
    holds(done.stderr, "`git submodule update --init --recursive` brings it here; ")
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
    for words in ([], ["--", "again.gas.yaml"], ["--", "again.gas.yaml", "plans/" + FILE], ["--", "*.gas.yaml", "plans"]):
        shown = outer.gas("diff", "--git", *GATE, *words, expect=1).stdout
        holds(shown, "P-017 (again.gas.yaml)", "! sleep, 2026-03-02: rating 0 -> +1", "second plan of this id added")
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


def submodule_in_a_folder(sandbox):
    """A walk through folders knows that an empty one is a submodule."""
    outer, _ = with_submodule(sandbox)
    outer.commit("a plan", {"q.gas.yaml": swap(PLAN, "P-017", "P-018")})
    sandbox.run("git", "clone", "-q", outer.top, "absent")
    clone = Repo(sandbox, sandbox.home / "absent")
    (clone.top / "empty").mkdir()
    told = "gas: not looked at: {} is a submodule that is not in this work tree\n"
    for words in (["validate", "-q"], ["score"], ["summarize"], ["agree"]):
        holds(clone.gas(*words, ".", expect=None).stderr, told.format("./plans"))
        holds(clone.gas(*words, clone.top, expect=None).stderr, told.format(clone.top / "plans"))
    same(clone.gas("validate", "-q", "..", cwd="empty").stderr, told.format("../plans"))
    for words in (["validate"], ["score"]):
        same(left_out(clone, *words, ".")["submodules"], 1)
    for folder in ("plans", "empty"):
        done = clone.gas("validate", "-f", "text", folder, expect=2)
        holds(done.stdout, f"{folder}: error: the folder has no plan")
        same("git submodule update --init" in done.stdout, folder == "plans")
    same(clone.gas("validate", "-q", "--since", "HEAD").stderr, told.format("plans"))
    holds(clone.gas("history", ".").stderr, told.format("plans"))
    holds(clone.gas("history", "plans", expect=2).stderr, told.format("plans"), "git knows no history of a plan in plans")
    for words in ((*GUARD, "HEAD", "plans"), ("diff", "--git", *GATE, "--", "plans/")):
        holds(clone.gas(*words, expect=2).stderr, "no plan in plans", "is not in this work tree; `git submodule update --init --recursive` brings it\n")
    holds(clone.gas("diff", "--git", "--", "empty", expect=2).stderr, "there is no plan in empty, neither here nor in HEAD")
    same(left_out(clone, "validate", "--since", "HEAD"), {"submodules": 1})
    same(outer.gas("validate", "-q", ".").stderr, "")
    outer.git("rm", "-q", "q.gas.yaml")
    outer.commit("plans of the submodule alone")
    for words in ((*GUARD, "HEAD", "."), ("diff", "--git", *GATE, "--", ".")):
        done = outer.gas(*words)
        same((done.stdout, done.stderr), ("", ""))
    # under a name that git writes in quotes, and where there is no git
    for path in ("her plans", 'a "b"; c', "d/e#\\"):
        clone.git("config", "--file", ".gitmodules", "submodule.one.path", path)
        (clone.top / path).mkdir(parents=True)
        shown = clone.gas("validate", "-q", ".", env={"PATH": str(sandbox.home / "bin")}).stderr.replace("\\\\", "\\")
        same(sorted(shown.splitlines(keepends=True)), sorted(told.format(f"./{folder}") for folder in (path, "plans")))


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


def what_git_is_started_with(sandbox):
    """Another repository gets no variable that is of this one, but settings as git hands them on; and a file that gets too large ends git as it does anywhere."""
    outer, plans = with_submodule(sandbox)
    plans.write(FILE, EDITED)
    seen = sandbox.home / "seen"
    git = sandbox.home / "bin/git"
    git.write_text(f"#!/bin/sh\n{{ echo \"== $*\"; grep SigIgn /proc/self/status; env; }} >> {seen}\nexec {shutil.which('git')} \"$@\"\n")
    git.chmod(0o755)
    tied = {"GIT_CONFIG": str(sandbox.home / ".gitconfig")}
    outer.gas("diff", "--git", *GATE, env={**tied, "GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "safe.directory", "GIT_CONFIG_VALUE_0": "*"}, expect=1)
    calls = [call for call in seen.read_text().split("== ") if call]
    inside = [call for call in calls if call.startswith("-C ")]
    same(bool(inside) and len(inside) < len(calls), True)
    for call in calls:
        ignored = int(call.split("SigIgn:")[1].split()[0], 16)
        same(ignored & (1 << (signal.SIGXFSZ - 1) | 1 << (signal.SIGPIPE - 1)), 0, call)
        same([name for name in tied if f"\n{name}=" in call], [] if call in inside else list(tied), call)
        holds(call, "\nGIT_CONFIG_COUNT=1\n", "\nGIT_CONFIG_VALUE_0=*\n")


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
    same(left_out(outer, "history", "."), {"submodules": 1})
    (outer.top / "below").mkdir()
    outer.git("mv", "plans", "her plans")
    outer.commit("moved")
    holds(outer.gas("history", "..", cwd="below").stderr, f"not looked at: {outer.top}/her plans is a submodule; `gas history '{outer.top}/her plans'`")


def another_repository(sandbox):
    """One that lies in the work tree and is no submodule."""
    outer = sandbox.repo("outer")
    outer.commit("first", {FILE: PLAN})
    nested = Repo(sandbox, outer.top / "nested")
    sandbox.run("git", "init", "-q", nested.top)
    nested.commit("first", {FILE: PLAN})
    nested.write(FILE, EDITED)
    holds(outer.gas(*GUARD, "HEAD").stderr, "gas: not looked at: nested/ is another git repository\n")
    same(left_out(outer, "validate", "--since", "HEAD"), {"repositories": 1})
    same(left_out(outer, "history", "."), {"repositories": 1})
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
    same(left_out(repo, "validate", "--since", "HEAD"), {"ignored_plans": 1})
    same(left_out(repo, "history", "."), {"ignored_plans": 1})
    holds(repo.gas("validate", "--since", "HEAD", "-f", "text", "draft.gas.yaml", expect=1).stdout, "draft.gas.yaml:1:")
    holds(repo.gas("diff", "--git", *GATE, "--", "draft.gas.yaml", expect=2).stderr, "git does not know draft.gas.yaml")


def untracked_plans(sandbox):
    """What git does not track is not in the diff, as with `git diff`, and is counted; a plan told as removed is named where it still is."""
    repo = sandbox.repo()
    repo.commit("first", {FILE: PLAN, "plans/q.gas.yaml": swap(PLAN, "P-017", "P-018")})
    (repo.top / FILE).rename(repo.top / "it's.gas.yaml")
    repo.write("it's.gas.yaml", EDITED)
    done = repo.gas("diff", "--git", "--fail-on", "edited-ratings", expect=1)
    holds(done.stdout, "plan removed")
    same(done.stderr, "gas: not compared: 1 plan that git does not track, it's.gas.yaml; `git add -N 'it'\\''s.gas.yaml'` has it compared\n"
                      "gas: told as removed, and still there where git does not track it: P-017 in it's.gas.yaml\n")
    same(left_out(repo, "diff", "--git"), {"untracked_plans": 1})
    repo.git("add", "-N", "it's.gas.yaml")
    done = repo.gas("diff", "--git", *GATE, expect=1)
    same((done.stdout, done.stderr), (edited("it's.gas.yaml"), ""))
    # none is told that the diff would not have anyway: below another path, of the index, between commits
    repo.git("reset", "-q")
    repo.write("new.gas.yaml", swap(PLAN, "P-017", "P-019"))
    repo.write("plans/new.gas.yaml", swap(PLAN, "P-017", "P-020"))
    for words in (["--cached"], ["HEAD", "HEAD"], ["--", "plans/q.gas.yaml"]):
        same(repo.gas("diff", "--git", *words).stderr, "", str(words))
    same(repo.gas("diff", "--git", "--", "plans").stderr,
         "gas: not compared: 1 plan that git does not track, plans/new.gas.yaml; `git add -N plans/new.gas.yaml` has it compared\n")
    holds(repo.gas("diff", "--git", cwd="plans").stderr, "3 plans that git does not track, ", "` has that one compared\n", "P-017 in ")


def untracked_plans_of_a_submodule(sandbox):
    outer, plans = with_submodule(sandbox)
    plans.git("mv", FILE, "her plan.gas.yaml")
    plans.git("reset", "-q")
    done = outer.gas("diff", "--git")
    cure = "git -C plans add -N 'her plan.gas.yaml'"
    same(done.stderr, f"gas: not compared: 1 plan that git does not track, plans/her plan.gas.yaml; `{cure}` has it compared\n"
                      "gas: told as removed, and still there where git does not track it: P-017 in plans/her plan.gas.yaml\n")
    sandbox.run("sh", "-c", cure, cwd=outer.top)
    done = outer.gas("diff", "--git")
    same((done.stdout, done.stderr), ("", ""))


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
    # a pattern that no plan has is told, and another may have one
    for words in (("diff", "--git", "HEAD~1", *GATE, "--", "*.gas.yml", "old"), ("diff", "--git", "HEAD~1", "HEAD", *GATE, "--", "*.txt", "old")):
        holds(repo.gas(*words, expect=1).stderr, f"gas: nothing to look at: no plan is at {words[-2]}\n")
    same(left_out(repo, "diff", "--git", "HEAD", "--", "*.txt"), {"paths": 1})
    for pattern in ("*.gas.yaml", "old/*", ":(top)old", ":/", ":(exclude)docs"):
        same(repo.gas("diff", "--git", "HEAD~1", "HEAD", "--", pattern).stderr, "", pattern)


def files_that_nearly_are_plans(sandbox):
    """Where they differ, they are told as a folder's are."""
    repo = sandbox.repo()
    other = swap(PLAN, "P-017", "P-018")
    repo.commit("first", {FILE: PLAN, "a.yaml": other, "B.GAS.YAML": other, "same.yaml": other, "ci.yml": "on: push\n", ".hidden.yaml": other})
    repo.commit("second", {"a.yaml": swap(EDITED, "P-017", "P-018"), "B.GAS.YAML": EDITED, "ci.yml": "on: pull\n", ".hidden.yaml": EDITED})
    told = "gas: not read: 2 files whose names nearly are plans: B.GAS.YAML, a.yaml\n"
    for words in (["HEAD~1", "HEAD"], ["HEAD~1"], ["HEAD~1", "--cached"], ["HEAD^!"]):
        same(repo.gas("diff", "--git", *words).stderr, told)
        same(left_out(repo, "diff", "--git", *words), {"near_plans": 2})
    repo.git("rm", "-q", "a.yaml")
    holds(repo.gas("diff", "--git").stderr, "gas: not read: 1 file whose name nearly is a plan's: HEAD:a.yaml\n")
    same(repo.gas("diff", "--git", "--", "B.GAS.YAML").stderr, "")
    repo.write("new.gas.yaml.txt", other)
    shown = repo.gas("validate", "--since", "HEAD~1", "-f", "text").stdout
    for file in ("B.GAS.YAML", "new.gas.yaml.txt"):
        holds(shown, file + ": warning: is not read, though ")
    same(shown.count("GAS232"), 2)
    same(left_out(repo, "validate", "--since", "HEAD~1"), {"near_plans": 2})
    # trees of git
    holds(repo.gas("diff", "HEAD~1:", "HEAD:").stderr, "gas: not read: 6 files whose names nearly are plans: HEAD~1:B.GAS.YAML, HEAD~1:a.yaml, HEAD~1:same.yaml and 3 more\n")
    same(left_out(repo, "diff", "HEAD~1:", "HEAD:"), {"near_plans": 6})
    same(left_out(repo, "history", "."), {"near_plans": 3})
    same(repo.gas("history", FILE).stderr, "")


def pointers_of_git_lfs(sandbox):
    """git keeps them in place of plans: they are named as what they are, and no guard passes over them."""
    pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\nsize 12345\n"
    repo = sandbox.repo()
    repo.commit("first", {FILE: PLAN})
    repo.commit("lfs", {FILE: pointer})
    for words in (("validate", FILE), ("score", FILE)):
        done = repo.gas(*words, expect=None)
        holds(done.stdout + done.stderr, "this is a pointer of git-lfs")
    holds(repo.gas("history", FILE).stdout, "a pointer of git-lfs, not the plan")
    repo.write(FILE, EDITED)
    holds(repo.gas(*GUARD, "HEAD", expect=2).stdout, "HEAD:p.gas.yaml: error: is a pointer of git-lfs: what changed since then is not known")
    done = repo.gas("diff", "--git", *GATE, expect=2)
    holds(done.stderr, "this is a pointer of git-lfs")
    holds(done.stdout, "HEAD:p.gas.yaml has errors, and was not, or not wholly, compared")
    repo.commit("back")
    holds(repo.gas("history", FILE).stdout, "without errors again: sleep, 2026-03-02: rating 0 -> +1")
