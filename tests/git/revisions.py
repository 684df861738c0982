# SPDX-License-Identifier: MIT
"""`gas diff` over revisions, the index, folders and objects of a repository."""
import json
import os
import re

from support import EDITED, FILE, JUNE, MAY, PLAN, Repo, edited, head, holds, lacks, may, same, swap


def history(sandbox):
    """PLAN, then EDITED, then EDITED with May."""
    repo = sandbox.repo()
    repo.commit("first", {FILE: PLAN})
    repo.commit("edited", {FILE: EDITED})
    repo.commit("May", {FILE: EDITED + MAY[len(PLAN):]})
    return repo


def nothing_compared(text):
    """No change is told, and each line says what was not compared."""
    for line in text.splitlines():
        holds(line, " compared")


def revisions(sandbox):
    repo = history(sandbox)
    for words in (["HEAD~2", "HEAD~1"], ["HEAD~2..HEAD~1"]):
        same(repo.gas("diff", "--git", *words).stdout, edited(FILE))
    same(repo.gas("diff", "--git").stdout, "")
    same(repo.gas("diff", "--git", "HEAD").stdout, "")
    same(repo.gas("diff", "--git", "HEAD~1").stdout, may(FILE))
    both = repo.gas("diff", "--git", "HEAD~2").stdout
    holds(both, head(FILE, "1 past rating changed, 2 new ratings"), "! sleep, 2026-03-02: rating 0 -> +1\n", "+ 2026-05-04: sleep +1, walk 0\n")
    back = repo.gas("diff", "--git", "HEAD~1", "HEAD~2").stdout
    holds(back, "! sleep, 2026-03-02: rating +1 -> 0\n", "2026-03-02: T 50.0 -> 43.8 (-6.2)")
    repo.git("tag", "-a", "-m", "visit", "v1", "HEAD~2")
    same(repo.gas("diff", "--git", "v1", "HEAD~1").stdout, edited(FILE))
    same(repo.gas("diff", "--git", "v1..HEAD~1").stdout, edited(FILE))
    same(repo.gas("diff", "--git", "v1^{}", ":/edited").stdout, edited(FILE))


def ranges(sandbox):
    """A..B and A...B, where the branches have parted."""
    repo = sandbox.repo()
    repo.branches(FILE, PLAN, MAY, JUNE)
    two = repo.gas("diff", "--git", "main..side").stdout
    holds(two, "2026-05-04", "2026-06-08", "past ratings edited or removed")  # side never had what main got in May
    three = repo.gas("diff", "--git", "main...side").stdout
    holds(three, head(FILE, "2 new ratings"), "+ 2026-06-08: sleep +1, walk +1\n")
    lacks(three, "2026-05-04")
    same(repo.gas("diff", "--git", "main...").stdout, "")
    same(repo.gas("diff", "--git", "..side").stdout, two)


def every_way_to_name_two_states(sandbox):
    """git says what they are: a path that one of them had is one, and the older side has the name of its commit."""
    repo = sandbox.repo()
    repo.commit("first", {"old/" + FILE: PLAN, "other.gas.yaml": swap(PLAN, "P-017", "P-018")})
    repo.git("rm", "-q", "old/" + FILE)
    repo.commit("gone")
    for words, name in ((["HEAD^!"], "HEAD^1"), (["HEAD^-"], "HEAD^1"), (["^HEAD~1", "HEAD"], "HEAD~1"), (["HEAD", "^HEAD~1"], "HEAD~1"), (["HEAD~1..HEAD"], "HEAD~1"),
                        (["HEAD^@"], "HEAD^1"), (["HEAD~1"], "HEAD~1"), (["HEAD~1...HEAD"], repo.git("rev-parse", "HEAD~1")[:10])):
        want = head(f"{name}:old/{FILE}", "1 past rating changed")  # with its ratings the plan is gone
        for path in ("old", "old/" + FILE):
            same(repo.gas("diff", "--git", *words, "--", path).stdout.split("\n", 1)[0] + "\n", want, f"{words} {path}")
    repo.write("other.gas.yaml", swap(EDITED, "P-017", "P-018"))
    same(repo.gas("diff", "--git", "HEAD^!", "--", "other.gas.yaml").stdout, "")  # two states, neither of them the work tree
    holds(repo.gas("diff", "--git", "HEAD^@", "--", "other.gas.yaml").stdout, "1 past rating changed")
    holds(repo.gas("diff", "--git", "HEAD~2^@", expect=2).stderr, "HEAD~2^@ names no commit")
    holds(repo.gas("diff", "--git", "HEAD^!", "--", "nowhere", expect=2).stderr, "there is no nowhere, neither here nor in HEAD^!")


def index(sandbox):
    repo = sandbox.repo()
    repo.commit("first", {FILE: PLAN})
    repo.write(FILE, EDITED)
    repo.git("add", FILE)
    repo.write(FILE, EDITED + MAY[len(PLAN):])
    same(repo.gas("diff", "--git", "--cached").stdout, edited(FILE))
    same(repo.gas("diff", "--git", "HEAD", "--cached").stdout, edited(FILE))
    holds(repo.gas("diff", "--git").stdout, "1 past rating changed, 2 new ratings")
    same(repo.gas("diff", f":{FILE}", FILE).stdout, may(FILE))
    same(repo.gas("diff", f"HEAD:{FILE}", f":{FILE}").stdout.split("\n", 1)[1], edited(FILE).split("\n", 1)[1])
    repo.write("new.gas.yaml", swap(PLAN, "P-017", "P-018"))
    lacks(repo.gas("diff", "--git").stdout, "P-018")  # git does not know it yet
    repo.git("add", "-N", "new.gas.yaml")
    holds(repo.gas("diff", "--git").stdout, "P-018", "added")
    holds(repo.gas("diff", "--cached", expect=2).stderr, "--cached goes with --git")


def added_deleted_renamed(sandbox):
    repo = sandbox.repo()
    repo.commit("first", {"a.gas.yaml": PLAN, "b.gas.yaml": swap(PLAN, "P-017", "P-018")})
    repo.git("mv", "a.gas.yaml", "c.gas.yaml")
    repo.write("c.gas.yaml", EDITED)
    repo.git("rm", "-q", "b.gas.yaml")
    repo.commit("second", {"d.gas.yml": swap(PLAN, "P-017", "P-019")})
    shown = repo.gas("diff", "--git", "HEAD~1", "HEAD").stdout
    holds(shown, edited("c.gas.yaml"), "P-018 (HEAD~1:b.gas.yaml): 1 past rating changed\n", "P-019 (d.gas.yml): 1 change of goals\n", "3 plans changed: 2 past ratings changed, 1 change of goals\n")
    repo.git("mv", "c.gas.yaml", "c.txt")
    repo.commit("no plan by its name")
    holds(repo.gas("diff", "--git", "HEAD~1", "HEAD", "--fail-on", "edited-ratings", expect=1).stdout, "removed")  # out of sight is gone


def renamed_and_edited_since(sandbox):
    """A file that was renamed or added in the index and edited after that: git names a blob for it that nobody has stored."""
    repo = sandbox.repo()
    repo.commit("first", {"a.gas.yaml": PLAN, "b.gas.yaml": swap(PLAN, "P-017", "P-018")})
    repo.git("mv", "a.gas.yaml", "c.gas.yaml")
    same(repo.gas("diff", "--git").stdout, "")  # the same under another name
    repo.write("c.gas.yaml", EDITED)
    for words in ([], ["HEAD"]):
        same(repo.gas("diff", "--git", *words).stdout, edited("c.gas.yaml"))
    same(repo.gas("diff", "--git", "--cached").stdout, "")
    found = repo.gas("validate", "--since", "HEAD", "--select", "GAS401", "-f", "csv").stdout.splitlines()
    same(len(found), 2)
    holds(found[1], "c.gas.yaml", "GAS401", "sleep")
    holds(repo.git("diff", "-M", "HEAD"), "a.gas.yaml is now c.gas.yaml\n", edited("c.gas.yaml"))  # the driver gets the file itself
    repo.git("rm", "-q", "b.gas.yaml")
    repo.write("d.gas.yaml", swap(MAY, "P-017", "P-019").replace("a week", "each week"))  # too far from b to be it
    repo.git("add", "-N", "d.gas.yaml")
    holds(repo.gas("diff", "--git").stdout, edited("c.gas.yaml"), "P-018 (HEAD:b.gas.yaml): ", "P-019 (d.gas.yaml): ", "3 plans changed")
    # what git computed is no blob where the words name two commits either
    repo.git("checkout", "-q", "-f", "HEAD")
    repo.git("mv", "a.gas.yaml", "e.gas.yaml")
    repo.commit("second", {"e.gas.yaml": EDITED})
    repo.write("e.gas.yaml", MAY)
    same(repo.gas("diff", "--git", "HEAD^!", "--", "e.gas.yaml").stdout.count("2026-05-04"), 0)
    # a file that a sparse checkout has put away is in the index alone
    repo.git("checkout", "-q", "-f", "HEAD")
    repo.git("mv", "e.gas.yaml", "f.gas.yaml")
    repo.write("f.gas.yaml", PLAN)
    repo.git("add", "-A")
    repo.git("update-index", "--skip-worktree", "f.gas.yaml")
    (repo.top / "f.gas.yaml").unlink()
    holds(repo.gas("diff", "--git").stdout, "! sleep, 2026-03-02: rating +1 -> 0\n")


def paired_by_id(sandbox):
    """A file that is cut in two and renamed is the same plans all the same."""
    repo = sandbox.repo()
    repo.commit("first", {"all.gas.yaml": PLAN + "---\n" + swap(PLAN, "P-017", "P-018")})
    (repo.top / "all.gas.yaml").unlink()
    repo.commit("second", {"x/P-018.gas.yaml": swap(PLAN, "P-017", "P-018"), "x/P-017.gas.yaml": EDITED})
    same(repo.gas("diff", "--git", "HEAD~1", "HEAD").stdout, edited("x/P-017.gas.yaml"))


def objects(sandbox):
    repo = history(sandbox)
    repo.commit("folder", {"sub/q.gas.yaml": swap(PLAN, "P-017", "P-018"), "sub/note.txt": "no plan\n"})
    same(repo.gas("diff", f"HEAD~3:{FILE}", f"HEAD~2:{FILE}").stdout, edited(f"HEAD~2:{FILE}"))
    same(repo.gas("diff", f"HEAD~1:{FILE}", FILE).stdout, "")
    same(repo.gas("diff", f"HEAD~2:{FILE}", "-", stdin=(repo.top / FILE).read_bytes()).stdout, may("<stdin>"))
    repo.write("sub/q.gas.yaml", swap(EDITED, "P-017", "P-018"))
    same(repo.gas("diff", "HEAD:sub", "sub").stdout, edited("sub/q.gas.yaml").replace("P-017", "P-018"))
    same(repo.gas("diff", "HEAD:sub/", "sub/").stdout, edited("sub/q.gas.yaml").replace("P-017", "P-018"))
    same(repo.gas("diff", "HEAD:./", ".", cwd="sub").stdout.split(": ", 1)[1], edited("x").split(": ", 1)[1])
    same(repo.gas("diff", "HEAD~3:", "HEAD~2:").stdout, edited(f"HEAD~2:{FILE}"))
    same(repo.gas("diff", "HEAD~3^{tree}:", "HEAD~2:").stdout, edited(f"HEAD~2:{FILE}"))
    holds(repo.gas("diff", "/dev/null", f"HEAD:{FILE}").stdout, "added")
    for words, reason in ((["HEAD:none.gas.yaml", FILE], "does not exist in 'HEAD'"), (["nowhere:p.gas.yaml", FILE], "nowhere"), (["HEAD:sub", FILE], "a folder can be compared with a folder"),
                          (["HEAD:sub/note.txt", FILE], "error"), (["HEAD", FILE], "error")):
        done = repo.gas("diff", *words, expect=2)
        holds(done.stderr, reason)
        nothing_compared(done.stdout)
    repo.write("HEAD:p.gas.yaml", PLAN)  # a file of that name goes first
    same(repo.gas("diff", f"HEAD:{FILE}", f"HEAD~2:{FILE}").stdout, edited(f"HEAD~2:{FILE}"))


def statuses(sandbox):
    repo = history(sandbox)
    repo.gas("diff", "--git", "HEAD~2", "HEAD~1", "--exit-code", expect=1)
    repo.gas("diff", "--git", "HEAD~2", "HEAD~1", "--fail-on", "edited-ratings", expect=1)
    repo.gas("diff", "--git", "HEAD~1", "HEAD", "--fail-on", "edited-ratings,scale-change")
    repo.gas("diff", "--git", "HEAD~1", "HEAD", "--exit-code", expect=1)
    repo.gas("diff", "--git", "HEAD", "--exit-code")
    rows = json.loads(repo.gas("diff", "--git", "HEAD~2", "HEAD~1", "-f", "json").stdout)
    same(rows["schema"], "gas.diff/1")
    for words in (["nowhere"], ["HEAD", "nowhere"], ["a", "b", "c"], ["HEAD", "--", "nowhere/../../.."]):
        done = repo.gas("diff", "--git", *words, expect=2)
        holds(done.stderr, "gas: error: ")
        same(done.stdout, "")


def broken(sandbox):
    repo = history(sandbox)
    repo.write(FILE, "goals: [\n")
    repo.write("q.gas.yaml", swap(PLAN, "P-017", "P-018"))
    repo.git("add", "-A")
    done = repo.gas("diff", "--git", "--fail-on", "edited-ratings", expect=2)
    holds(done.stderr, "p.gas.yaml")
    holds(done.stdout, "P-018")  # the others are compared
    lacks(done.stdout, "removed")


def no_commit_yet(sandbox):
    repo = sandbox.repo()
    repo.git("update-ref", "-d", "HEAD")
    repo.git("rm", "-q", "-r", "--cached", ".")
    same(repo.gas("diff", "--git").stdout, "")
    repo.write(FILE, PLAN)
    same(repo.gas("diff", "--git").stdout, "")
    repo.git("add", FILE)
    for words in ([], ["--cached"]):
        holds(repo.gas("diff", "--git", *words).stdout, head(FILE, "1 change of goals"), "added")
    holds(repo.gas("diff", "--git", "HEAD", expect=2).stderr, "gas: error: ")
    holds(repo.git("diff", "--cached"), "added")


def other_hashes(sandbox):
    """A repository with SHA-256, before and after its first commit."""
    sandbox.run("git", "init", "-q", "--object-format=sha256", "sha256")
    repo = Repo(sandbox, sandbox.home / "sha256")
    repo.write(FILE, PLAN)
    repo.git("add", FILE)
    holds(repo.gas("diff", "--git").stdout, head(FILE, "1 change of goals"), "added")
    repo.commit("first")
    repo.commit("second", {FILE: EDITED})
    same(repo.gas("diff", "--git", "HEAD~1").stdout, edited(FILE))


def shallow(sandbox):
    repo = history(sandbox)
    sandbox.run("git", "clone", "-q", "--depth=2", f"file://{repo.top}", "shallow")
    clone = Repo(sandbox, sandbox.home / "shallow")
    same(clone.gas("diff", "--git", "HEAD~1", "HEAD").stdout, may(FILE))
    done = clone.gas("diff", "--git", "HEAD~2", "HEAD", expect=2)
    holds(done.stderr, "gas: error: ", "HEAD~2")
    nothing_compared(clone.gas("diff", "HEAD~2:p.gas.yaml", FILE, expect=2).stdout)


def blobs_that_are_missing(sandbox):
    """A clone without old contents: an error, never a plan that was removed, and nothing is fetched behind the user's back."""
    repo = history(sandbox)
    repo.git("config", "uploadpack.allowFilter", "true")
    sandbox.run("git", "clone", "-q", "--filter=blob:none", f"file://{repo.top}", "partial")
    clone = Repo(sandbox, sandbox.home / "partial")
    clone.git("remote", "set-url", "origin", f"file://{sandbox.home}/nowhere")
    done = clone.gas("diff", "--git", "HEAD~2", "HEAD~1", expect=2)
    nothing_compared(done.stdout)
    holds(done.stderr, "a partial clone lacks it until it is fetched")


def submodule(sandbox):
    """A submodule under the name of a plan: one that is not checked out and does not differ, and one that has moved on."""
    inner = sandbox.repo("inner")
    inner.commit("first", {FILE: PLAN})
    outer = sandbox.repo("outer")
    outer.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", f"file://{inner.top}", "mod.gas.yaml")
    outer.commit("with it", {"q.gas.yaml": swap(PLAN, "P-017", "P-018")})
    outer.commit("edited", {"q.gas.yaml": swap(EDITED, "P-017", "P-018")})
    sandbox.run("git", "clone", "-q", outer.top, "absent")
    clone = Repo(sandbox, sandbox.home / "absent")
    want = edited("q.gas.yaml").replace("P-017", "P-018")
    same(clone.gas("diff", "--git", "HEAD~1").stdout, want)
    same(clone.gas("diff", "HEAD~1:", "HEAD:").stdout, want.replace("(q", "(HEAD:q"))
    module = Repo(sandbox, outer.top / "mod.gas.yaml")
    module.git("config", "user.name", "A. Tester")
    module.commit("moved on", {FILE: EDITED})
    same(outer.gas("diff", "--git").stdout, edited("mod.gas.yaml/" + FILE))
    same(module.gas("diff", "--git", "HEAD~1").stdout, edited(FILE))
    same(re.sub("[0-9a-f]{40}", "HASH", outer.git("diff")), "mod.gas.yaml was Subproject commit HASH\nmod.gas.yaml is Subproject commit HASH\n")


def settings_of_the_user(sandbox):
    """What a user has set for git's own output does not reach gas."""
    repo = history(sandbox)
    for setting in ("color.ui=always", "diff.noprefix=true", "diff.mnemonicPrefix=true", "diff.renames=copies", "diff.external=false", "core.quotePath=true", "diff.orderFile=/dev/null",
                    "diff.ignoreSubmodules=none", "diff.submodule=log", "core.pager=false", "diff.algorithm=histogram", "diff.noIndex=true", "core.abbrev=4", "diff.interHunkContext=9"):
        key, value = setting.split("=")
        repo.git("config", key, value)
        same(repo.gas("diff", "--git", "HEAD~2", "HEAD~1").stdout, edited(FILE), setting)
        repo.git("config", "--unset", key)
    for name, value in (("GIT_EXTERNAL_DIFF", "false"), ("GIT_PAGER", "false"), ("GIT_TRACE", "1"), ("LC_ALL", "de_DE.UTF-8"), ("GIT_DIFF_OPTS", "-u9"), ("GIT_LITERAL_PATHSPECS", "1")):
        same(repo.gas("diff", "--git", "HEAD~2", "HEAD~1", "--", FILE, env={name: value}).stdout, edited(FILE), name)


def outside(sandbox):
    repo = sandbox.repo()
    done = sandbox.run("gas", "diff", "--git", expect=2)
    holds(done.stderr, "gas: error: ", "not a git repository")
    lacks(done.stderr, "usage: git diff")
    for name in ("a.gas.yaml", "b.gas.yaml"):
        (sandbox.home / name).write_text(PLAN)  # which git would compare there
    same(sandbox.run("gas", "diff", "--git", "a.gas.yaml", "b.gas.yaml", expect=2).stderr, done.stderr)
    done = sandbox.run("gas", "diff", "HEAD:c.gas.yaml", "b.gas.yaml", expect=2)
    holds(done.stderr, "not a git repository")
    for words in (["--git"], ["HEAD:a", "HEAD:b"]):
        done = repo.gas("diff", *words, expect=2, env={"PATH": str(sandbox.home / "bin")})
        holds(done.stderr, "git cannot be started")
    for words in (["diff", "--git"], ["validate", "--since", "HEAD"], ["history", FILE]):     # and the hint does not send to another folder
        same(repo.gas(*words, expect=2, env={"PATH": str(sandbox.home / "bin")}).stderr,
             "gas: error: git cannot be started: No such file or directory\nhint: git is needed for this: install it, or put its folder on the PATH\n")
        same(sandbox.run("bash", "-c", f"ulimit -n 6; exec gas {' '.join(words)}", cwd=repo.top, expect=2).stderr, "gas: error: git cannot be started: Too many open files\n")


def a_parent_that_ignores_its_children(sandbox):
    """Where SIGCHLD is ignored, as some hooks and containers leave it, a failure of git is no success."""
    repo = history(sandbox)
    for words in ("diff --git NOSUCH", "validate --since NOSUCH", f"diff NOSUCH:{FILE} {FILE}"):
        done = sandbox.run("bash", "-c", f"trap '' CHLD; exec gas {words}", cwd=repo.top, expect=2)
        nothing_compared(done.stdout)


def settings_of_the_user(sandbox):
    """log.showRoot hides the first commit from git log, and not from gas history."""
    repo = history(sandbox)
    repo.git("config", "log.showRoot", "false")
    rows = repo.gas("history", FILE, "-f", "csv").stdout.splitlines()
    same(len(rows), 4)
    holds(rows[1], "plan added")


def large_versions(sandbox):
    """A version over --max-size is passed over without being kept, and the next one is read."""
    repo = sandbox.repo()
    repo.commit("first", {"a.gas.yaml": "# " + "x" * 300_000 + "\n" + PLAN, "b.gas.yaml": swap(PLAN, "P-017", "P-018")})
    repo.commit("second", {"a.gas.yaml": PLAN, "b.gas.yaml": swap(EDITED, "P-017", "P-018")})
    done = repo.gas("diff", "--git", "HEAD~1", "HEAD", "--max-size", "100K", expect=2)
    holds(done.stderr, "HEAD~1:a.gas.yaml: error: is larger than 102400 bytes")
    holds(done.stdout, "P-018 (b.gas.yaml): 1 past rating changed")


def edits_behind_an_error(sandbox):
    """A rating that is edited in a version with an error is seen when the plan can be read again."""
    repo = sandbox.repo()
    repo.commit("first", {FILE: PLAN})
    repo.commit("edited, and a slip", {FILE: swap(EDITED, "goals:", "golas:")})
    repo.commit("mended", {FILE: EDITED})
    repo.commit("a slip", {FILE: swap(EDITED, "goals:", "golas:")})
    repo.commit("mended again", {FILE: EDITED})
    rows = repo.gas("history", FILE, "-f", "csv").stdout.splitlines()
    same(len(rows), 6)
    holds(rows[2], "in the plan")
    holds(rows[3], "without errors again: sleep, 2026-03-02: rating 0 -> +1", "edited-ratings")
    holds(rows[5], '"without errors again, nothing else changed"')
    done = repo.gas("validate", "--since", "HEAD~3", "-f", "text")
    holds(done.stderr, f"HEAD~3:{FILE} had errors")


def words_that_name_nothing(sandbox):
    """An empty or mistyped word must not switch a guard off."""
    repo = history(sandbox)
    for words in (["validate", "--since", ""], ["diff", "--git", "HEAD~1", "--fail-on", ""], ["diff", "--git", "HEAD~1", "--only", ""]):
        holds(repo.gas(*words, expect=2).stderr, "takes a value that is not empty")
    for words in (["diff", "--git", "HEAD~2", "HEAD", "--", "palns"], ["diff", "--git", "HEAD~2..", "--", "palns"], ["validate", "--since", "HEAD~2", "palns"]):
        holds(repo.gas(*words, expect=2).stderr, "there is no palns")
    done = repo.gas("diff", "--git", "HEAD~2", "--goal", "slep")
    holds(done.stderr, 'none of the plans that differ has a goal "slep"')
    repo.git("rm", "-q", FILE)
    same(repo.gas("diff", "--git", "HEAD~2", "--only", "edited-ratings", "--", FILE).stdout.count("plan removed"), 1)  # it was there


def shallow_clone_says_so(sandbox):
    repo = history(sandbox)
    sandbox.run("git", "clone", "-q", "--depth", "1", f"file://{repo.top}", "shallow")
    clone = Repo(sandbox, sandbox.home / "shallow")
    holds(clone.gas("history", FILE).stderr, "this clone is shallow")
    for words in (["diff", "--git", "HEAD~1"], ["validate", "--since", "HEAD~1"]):
        holds(clone.gas(*words, expect=2).stderr, "git fetch --unshallow")


def a_removed_plan_has_a_path(sandbox):
    repo = sandbox.repo()
    repo.commit("first", {"plans/p.gas.yaml": PLAN, "other.gas.yaml": swap(PLAN, "P-017", "P-018")})
    repo.git("rm", "-q", "plans/p.gas.yaml")
    for cwd, path in ((".", "plans/p.gas.yaml"), ("plans", "p.gas.yaml")):
        (repo.top / "plans").mkdir(exist_ok=True)
        done = repo.gas("validate", "--since", "HEAD", "-f", "gitlab", cwd=cwd)
        same(json.loads(done.stdout)[0]["location"]["path"], "plans/p.gas.yaml")  # from the top for CI
        holds(repo.gas("validate", "--since", "HEAD", "-f", "text", cwd=cwd).stdout, f"{path}: warning: a plan with ratings is gone")


def output_over_a_plan(sandbox):
    """What a comparison reads of the work tree is not replaced by its result, and nor is a plan that the revisions alone have."""
    repo = sandbox.repo()
    repo.commit("first", {FILE: PLAN, "odd.yaml": PLAN, "same.yaml": PLAN})
    repo.commit("second", {FILE: EDITED, "odd.yaml": EDITED})
    for words in (["diff", "--git", "-o", FILE], ["diff", "--git", "HEAD~1", "HEAD", "-o", FILE], ["diff", "--git", "HEAD~1", "-o", "odd.yaml", "--", "odd.yaml"],
                  ["diff", "--git", "HEAD~1", "HEAD", "-o", "./odd.yaml", "--", "odd.yaml"], ["diff", "HEAD~1:odd.yaml", "odd.yaml", "-o", "odd.yaml"],
                  ["history", "odd.yaml", "-o", "odd.yaml"], ["history", "same.yaml", "-f", "csv", "-o", "same.yaml"], ["history", FILE, "-o", FILE],
                  ["validate", "--since", "HEAD~1", "-o", FILE]):
        done = repo.gas(*words, expect=2)
        holds(done.stderr, "would be replaced by a result; name another file for it")
        same(done.stdout, "")
        same(repo.status(), "", " ".join(words))


def streams_of_the_work_tree(sandbox):
    """git takes a FIFO for a file that differs; it may never end, and is not read."""
    repo = sandbox.repo()
    repo.commit("first", {FILE: PLAN, "q.gas.yaml": swap(PLAN, "P-017", "P-018")})
    repo.write("q.gas.yaml", swap(EDITED, "P-017", "P-018"))
    (repo.top / FILE).unlink()
    os.mkfifo(repo.top / FILE)
    os.mkfifo(repo.top / "new.gas.yaml")
    held = os.open(repo.top / FILE, os.O_RDWR)  # a writer who never writes
    try:
        done = repo.gas("diff", "--git", expect=2)
        holds(done.stderr, "p.gas.yaml: error: is a FIFO, socket or device where git has a file")
        same(done.stdout, edited("q.gas.yaml").replace("P-017", "P-018") + "p.gas.yaml was not compared: is a FIFO, socket or device where git has a file\n")
        done = repo.gas("validate", "--since", "HEAD", "--select", "GAS401", "-f", "text", expect=2)
        holds(done.stdout, "p.gas.yaml: error: is a FIFO", "q.gas.yaml", "[GAS401]")
        lacks(done.stdout, "new.gas.yaml")
    finally:
        os.close(held)


def known_id_in_a_new_file(sandbox):
    """A plan id that the older side has is never a new plan, though the file that has it did not change."""
    repo = sandbox.repo()
    repo.commit("first", {FILE: PLAN, "other/q.gas.yaml": swap(PLAN, "P-017", "P-018")})
    repo.write("sub/copy.gas.yaml", EDITED)
    repo.write("sub/new.gas.yaml", swap(PLAN, "P-017", "P-019"))
    repo.git("add", "-A")
    for words in ((), ("--cached",), ("HEAD",)):
        told = repo.gas("diff", "--git", *words, "--fail-on", "edited-ratings", expect=1).stdout
        holds(told, "P-017 (sub/copy.gas.yaml)", "! sleep, 2026-03-02: rating 0 -> +1\n", "+ second plan of this id added:", "P-019 (sub/new.gas.yaml)", "+ plan added:")
        same(told.count("plan added"), 1)
    # outside the path too
    holds(repo.gas("diff", "--git", "--fail-on", "edited-ratings", "--", "sub", expect=1).stdout, "P-017 (sub/copy.gas.yaml): 1 past rating changed")
    holds(repo.gas("validate", "--since", "HEAD", "--select", "GAS401", expect=None).stdout, "GAS401", "sub/copy.gas.yaml")
    repo.commit("second")
    for words in (("HEAD~1", "HEAD"), ("HEAD~1..HEAD",), ("HEAD~1...HEAD",), ("HEAD^!",)):
        holds(repo.gas("diff", "--git", *words, "--fail-on", "edited-ratings", expect=1).stdout, "! sleep, 2026-03-02: rating 0 -> +1\n")
    holds(repo.gas("diff", "HEAD~1:", "HEAD:", "--fail-on", "edited-ratings", expect=1).stdout, "! sleep, 2026-03-02: rating 0 -> +1\n")


def history_of_a_file_that_is_renamed_and_not_committed(sandbox):
    """The commits are those of its former name, whatever became of it since."""
    repo = history(sandbox)
    before = repo.gas("history", FILE, "-f", "csv").stdout
    same(before.count("\n"), 4)  # the head, and three commits
    repo.git("mv", FILE, "new name.gas.yaml")
    renamed = repo.gas("history", "new name.gas.yaml", "-f", "csv").stdout
    same(renamed[:len(before)], before)
    holds(renamed[len(before):], "(not yet),,,,P-017,file renamed from p.gas.yaml,")
    repo.write("new name.gas.yaml", MAY)  # without the edit of March, and not staged
    edited_since = repo.gas("history", "new name.gas.yaml", "-f", "csv").stdout
    same(edited_since[:len(before)], before)
    holds(edited_since[len(before):], "(not yet),,,,P-017,", "sleep, 2026-03-02: rating +1 -> 0")
    lacks(edited_since[len(before):], "plan added")
    (repo.top / "sub").mkdir()
    same(repo.gas("history", "../new name.gas.yaml", "-f", "csv", cwd="sub").stdout[:len(before)], before)
    outer = sandbox.repo("outer")
    outer.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", repo.top, "plans")
    outer.commit("with plans")
    outer.git("mv", FILE, "sub.gas.yaml", cwd="plans")
    in_submodule = outer.gas("history", "plans/sub.gas.yaml", "-f", "csv").stdout
    same(in_submodule[:len(before)], before)
    holds(in_submodule[len(before):], "file renamed from p.gas.yaml")
