# SPDX-License-Identifier: MIT
"""What `git diff`, `git log`, `git show` and `git blame` show of a plan."""
import os
import pty
import subprocess

from support import EDITED, FILE, JUNE, MAY, PLAN, edited, head, holds, lacks, may, same, swap


def changed(sandbox):
    """A repository whose work tree has EDITED after PLAN."""
    repo = sandbox.repo()
    repo.commit("first", {FILE: PLAN})
    repo.write(FILE, EDITED)
    return repo


def modified(sandbox):
    repo = changed(sandbox)
    same(repo.git("diff"), edited(FILE))
    same(repo.git("diff", "--cached"), "")
    repo.git("add", "-A")
    same(repo.git("diff"), "")
    same(repo.git("diff", "--cached"), edited(FILE))
    repo.commit("second")
    same(repo.git("diff", "HEAD~1", "HEAD"), edited(FILE))
    same(repo.git("diff", "HEAD~1..HEAD", "--", FILE), edited(FILE))


def other_forms_of_diff(sandbox):
    repo = changed(sandbox)
    holds(repo.git("diff", "--stat"), "p.gas.yaml | 2 +-")
    repo.git("diff", "--quiet", expect=1)
    same(repo.git("diff", "--exit-code", expect=1), edited(FILE))
    same(repo.git("diff", "--name-only"), "p.gas.yaml\n")


def added_and_deleted(sandbox):
    repo = sandbox.repo()
    repo.write(FILE, PLAN)
    repo.git("add", FILE)
    shown = repo.git("diff", "--cached")
    holds(shown, head(FILE, "1 change of goals"), "added")
    lacks(shown, "!", "/dev/null", "removed")
    repo.commit("added")
    (repo.top / FILE).unlink()
    shown = repo.git("diff")
    holds(shown, "1 past rating changed", "removed", "! ")  # the ratings are gone with it
    lacks(shown, "/dev/null", "added")


def renamed(sandbox):
    repo = sandbox.repo()
    repo.commit("first", {FILE: PLAN})
    repo.git("mv", FILE, "new name.gas.yaml")
    same(repo.git("diff", "--cached", "-M"), "p.gas.yaml is now new name.gas.yaml\n")
    repo.write("new name.gas.yaml", EDITED)
    repo.git("add", "-A")
    same(repo.git("diff", "--cached", "-M"), "p.gas.yaml is now new name.gas.yaml\n" + edited("new name.gas.yaml"))


def no_index(sandbox):
    repo = sandbox.repo()
    repo.write("a.gas.yaml", PLAN)
    repo.write("b.gas.yaml", EDITED)
    holds(repo.git("diff", "--no-index", "a.gas.yaml", "b.gas.yaml", expect=1), edited("b.gas.yaml"))


def mode_change(sandbox):
    repo = sandbox.repo()
    repo.commit("first", {FILE: PLAN})
    (repo.top / FILE).chmod(0o755)
    same(repo.git("diff"), "p.gas.yaml: mode 100644 -> 100755\n")
    repo.write(FILE, EDITED)
    same(repo.git("diff"), "p.gas.yaml: mode 100644 -> 100755\n" + edited(FILE))


def text_without_meaning(sandbox):
    repo = sandbox.repo()
    repo.commit("first", {FILE: PLAN})
    repo.write(FILE, swap(PLAN, "  # tired", "  # very tired"))
    same(repo.git("diff"), "p.gas.yaml: no change in meaning; the text differs\n")
    lacks(repo.git("diff", "--no-ext-diff"), "\n+rating", "\n-rating", "\n+goal", "\n-goal")


def symbolic_link(sandbox):
    """A link is no plan: neither where it points to nor that it became one is an error."""
    repo = sandbox.repo()
    repo.commit("first", {FILE: PLAN, "q.gas.yaml": PLAN})
    (repo.top / "latest.gas.yaml").symlink_to(FILE)
    repo.git("add", "-A")
    same(repo.git("diff", "--cached"), "latest.gas.yaml is a symbolic link to p.gas.yaml\n")
    same(repo.gas("diff", "--git", "--cached").stdout, "")
    repo.commit("link")
    (repo.top / "latest.gas.yaml").unlink()
    (repo.top / "latest.gas.yaml").symlink_to("q.gas.yaml")
    same(repo.git("diff"), "latest.gas.yaml was a symbolic link to p.gas.yaml\nlatest.gas.yaml is a symbolic link to q.gas.yaml\n")
    same(repo.gas("diff", "--git").stdout, "")
    same(repo.gas("diff", "HEAD~1:", "HEAD:").stdout, "")


def broken_on_one_side(sandbox):
    repo = changed(sandbox)
    for text in ("goals: [\n", "", "not: a plan\n", "\0\1\2"):
        repo.write(FILE, text)
        shown = repo.git("diff")
        holds(shown, "p.gas.yaml", "error")
        lacks(shown, "removed", "past rating")
        repo.git("diff", "--no-ext-diff")
    repo.commit("broken")
    repo.write(FILE, PLAN)
    shown = repo.git("diff")
    holds(shown, "p.gas.yaml (before)", "error")
    lacks(shown, "added")


def unmerged(sandbox):
    repo = sandbox.repo()
    repo.branches(FILE, PLAN, EDITED, swap(PLAN, "sleep: 0,", "sleep: +2,"))
    repo.git("merge", "side", expect=1)
    holds(repo.git("diff"), "diff --cc p.gas.yaml\n")
    holds(repo.git("diff", "HEAD"), "p.gas.yaml")
    holds(repo.git("diff", "--ours"), "p.gas.yaml: not merged yet\n")


def log_and_show(sandbox):
    repo = sandbox.repo()
    repo.commit("first", {FILE: PLAN})
    repo.commit("in May", {FILE: MAY})
    same(repo.git("log", "-1", "-p", "--ext-diff", "--format=%s"), "in May\n\n" + may(FILE))
    same(repo.git("show", "--ext-diff", "--format=%s"), "in May\n\n" + may(FILE))
    lines = "\n+rating 2026-05-04\n+rating 2026-05-04, sleep: +1\n+rating 2026-05-04, walk: 0\n"
    for shown in (repo.git("log", "-1", "-p"), repo.git("show"), repo.git("diff", "--no-ext-diff", "HEAD~1", "HEAD")):
        holds(shown, lines)
        lacks(shown, "levels:", "by phone")
    holds(repo.git("log", "-p", "--format=%s"), "\n+plan P-017\n+start: 2026-01-12\n", lines)


def log_of_lines_and_words(sandbox):
    repo = sandbox.repo()
    repo.commit("first", {FILE: PLAN})
    repo.commit("edited", {FILE: EDITED})
    holds(repo.git("diff", "--no-ext-diff", "--word-diff", "HEAD~1"), "rating 2026-03-02, sleep: [-0-]{++1+}")
    same(repo.git("log", "--format=%s", "-G", "rating 2026-03-02, sleep: .1"), "edited\n")  # -G searches what textconv gives


def blame(sandbox):
    repo = sandbox.repo()
    repo.commit("first", {FILE: PLAN})
    repo.commit("edited", {FILE: swap(EDITED, "  # tired", "")})
    second = repo.git("rev-parse", "HEAD").strip()
    lines = repo.git("blame", "--textconv", "-l", "-s", FILE).splitlines()
    same([line.split(") ", 1)[1] for line in lines if line.startswith(second)], ["rating 2026-03-02, sleep: +1"])
    same([line.split(") ", 1)[1] for line in lines][:2], ["plan P-017", "start: 2026-01-12"])


def patches_stay_patches(sandbox):
    """What is to be applied is never made of facts."""
    repo = sandbox.repo()
    repo.commit("first", {FILE: PLAN})
    repo.commit("in May", {FILE: MAY})
    patch = repo.git("format-patch", "--stdout", "-1").encode()
    repo.git("reset", "-q", "--hard", "HEAD~1")
    repo.git("am", "-q", stdin=patch)
    same(repo.read(FILE), MAY)
    repo.write(FILE, swap(MAY, "sleep: 0,", "sleep: +1,"))
    repo.git("add", "-p", stdin=b"y\n")
    holds(repo.git("diff", "--cached"), "! sleep, 2026-03-02: rating 0 -> +1\n")


def several_files(sandbox):
    repo = sandbox.repo()
    other = swap(PLAN, "P-017", "P-018")
    repo.commit("first", {"a.gas.yaml": PLAN, "b.txt": "one\n", "c.gas.yml": other, "sub/d.gas.yaml": swap(PLAN, "P-017", "P-019")})
    for path in ("a.gas.yaml", "c.gas.yml", "sub/d.gas.yaml"):
        repo.write(path, swap(repo.read(path), "sleep: 0,", "sleep: +1,"))
    repo.write("b.txt", "two\n")
    shown = repo.git("diff")
    holds(shown, edited("a.gas.yaml") + "\ndiff --git a/b.txt b/b.txt\n", "\n+two\n",
          edited("c.gas.yml").replace("P-017", "P-018") + "\n" + edited("sub/d.gas.yaml").replace("P-017", "P-019"))
    same(repo.git("diff", "--", ".", cwd="sub"), edited("sub/d.gas.yaml").replace("P-017", "P-019"))


def several_plans_in_one_file(sandbox):
    repo = sandbox.repo()
    other = swap(PLAN, "P-017", "P-018")
    repo.commit("first", {FILE: PLAN + "---\n" + other})
    repo.write(FILE, other.replace("sleep: 0,", "sleep: +1,") + "---\n" + MAY)  # the other order, and one change each
    shown = repo.git("diff")
    holds(shown, edited(FILE).replace("P-017", "P-018"), may(FILE), "2 plans changed: 1 past rating changed, 2 new ratings\n")
    holds(repo.facts(FILE), "plan P-018\n", "\n\nplan P-017\n")


def screen(repo, *arguments, env=None):
    """What a terminal gets of git."""
    controller, terminal = pty.openpty()
    process = subprocess.Popen(["git", *arguments], cwd=repo.top, env={**repo.sandbox.env, **(env or {})}, stdin=terminal, stdout=terminal, stderr=terminal)
    os.close(terminal)
    got = b""
    while True:
        try:
            piece = os.read(controller, 65536)
        except OSError:  # the last writer has left
            break
        if not piece:
            break
        got += piece
    os.close(controller)
    if process.wait() != 0:
        raise OSError(f"git {arguments}: exit {process.returncode}")
    return got.decode().replace("\r\n", "\n")


def colour(sandbox):
    repo = changed(sandbox)
    pager = {"GIT_PAGER": "cat -u"}  # "cat" alone is no pager to git
    for shown in (screen(repo, "diff", env=pager), screen(repo, "--no-pager", "diff"), screen(repo, "diff", env={"GIT_PAGER": "cat"})):
        holds(shown, "\x1b[1;31m! sleep, 2026-03-02: rating 0 -> +1\x1b[0m")
    holds(screen(repo, "diff", env={"GIT_PAGER": "cat -v"}), "^[[1;31m! sleep")
    for plain in (screen(repo, "diff", env={**pager, "NO_COLOR": "1"}), screen(repo, "-c", "color.ui=never", "diff", env=pager),
                  screen(repo, "-c", "color.diff=false", "diff", env=pager), screen(repo, "-c", "color.pager=false", "diff", env=pager),
                  screen(repo, "diff", env={**pager, "TERM": "dumb"})):
        same(plain, edited(FILE))
    holds(repo.git("-c", "color.ui=always", "diff"), "\x1b[1;31m! sleep")
    same(repo.git("-c", "color.ui=auto", "diff"), edited(FILE))


def difftool(sandbox):
    repo = changed(sandbox)
    same(repo.git("difftool", "-y", "-t", "gas").replace("\n\n", "\n"), edited(FILE))
    repo.commit("second", {"new.gas.yaml": swap(JUNE, "P-017", "P-020")})
    shown = repo.git("difftool", "-y", "-t", "gas", "HEAD~1", "HEAD")
    holds(shown, "! sleep, 2026-03-02: rating 0 -> +1\n", "P-020", "added")
    holds(repo.git("difftool", "-y", "--extcmd=gas diff", "HEAD~1", "HEAD", "--", FILE), "! sleep, 2026-03-02: rating 0 -> +1\n")
    holds(repo.git("difftool", "-d", "-t", "gas", "HEAD~1", "HEAD"), "! sleep, 2026-03-02: rating 0 -> +1\n", "P-020")


def reader_who_leaves(sandbox):
    """A pager that is closed early ends git without a word about its driver."""
    repo = sandbox.repo()
    names = [f"{n}.gas.yaml" for n in range(6)]
    repo.commit("first", {name: swap(PLAN, "P-017", f"P-{i}") for i, name in enumerate(names)})
    for i, name in enumerate(names):
        repo.write(name, swap(EDITED, "P-017", f"P-{i}"))
    done = sandbox.run("bash", "-c", "git --no-pager diff | head -1", cwd=repo.top)
    same(done.stderr, "")
