# SPDX-License-Identifier: MIT
"""After `gas git setup`, git where there is no gas: in a graphical client, behind ssh, on a second machine. Nothing is lost, and git goes by lines."""
from support import EDITED, FILE, JUNE, MARKERS, MAY, PLAN, edited, holds, is_merged, lacks, merge, same, swap

NO_GAS = "/usr/local/bin:/usr/bin:/bin"
STRANGE = "it's \"a\" $HOME %P b.gas.yaml"
TITLE = swap(PLAN, "title: Sleep through the night", "title: Sleep all night")


def take_away(sandbox, path=NO_GAS):
    sandbox.env["PATH"] = path


def other_gas(sandbox, text, mode=0o755):
    """A program called gas that is not this one."""
    folder = sandbox.home / "other"
    folder.mkdir(exist_ok=True)
    (folder / "gas").unlink(missing_ok=True)
    (folder / "gas").write_text(text)
    (folder / "gas").chmod(mode)
    sandbox.env["PATH"] = f"{folder}:{NO_GAS}"


def lines_merged(repo, path):
    """Merged cleanly as git alone merges it: TITLE on our side, JUNE on theirs."""
    same(repo.status(), "", "git status")
    same(repo.read(path), swap(JUNE, "title: Sleep through the night", "title: Sleep all night"))


def merged(sandbox):
    for path in (FILE, STRANGE, "-x.gas.yaml", "a folder/p.gas.yaml"):
        repo = sandbox.repo(f"repo of {path.replace('/', '-')}")
        repo.branches(path, PLAN, TITLE, JUNE)
        gas_path, sandbox.env["PATH"] = sandbox.env["PATH"], NO_GAS
        holds(merge(repo), "merged by lines, without gas: ")
        lines_merged(repo, path)
        sandbox.env["PATH"] = gas_path


def conflict(sandbox):
    """Both sides are in the file, between markers, and the merge is not done."""
    for path in (FILE, STRANGE):
        repo = sandbox.repo(f"repo of {path}")
        repo.branches(path, PLAN, EDITED, swap(PLAN, "sleep: 0,", "sleep: +2,"))
        gas_path, sandbox.env["PATH"] = sandbox.env["PATH"], NO_GAS
        holds(merge(repo, expect=1), "CONFLICT", "merged by lines, without gas: ")
        holds(repo.read(path), *MARKERS, "sleep: +1,", "sleep: +2,")
        holds(repo.git("ls-files", "-u"), " 1\t", " 2\t", " 3\t")
        sandbox.env["PATH"] = gas_path


def rebased(sandbox):
    repo = sandbox.repo()
    repo.branches(FILE, PLAN, TITLE, JUNE)
    take_away(sandbox)
    repo.git("checkout", "-q", "side")
    repo.git("rebase", "-q", "main")
    lines_merged(repo, FILE)


def picked(sandbox):
    repo = sandbox.repo()
    repo.branches(FILE, PLAN, TITLE, JUNE)
    take_away(sandbox)
    repo.git("cherry-pick", "side")
    lines_merged(repo, FILE)


def stashed(sandbox):
    repo = sandbox.repo()
    repo.commit("first", {FILE: PLAN})
    repo.write(FILE, JUNE)
    repo.git("stash", "-q")
    repo.commit("title", {FILE: TITLE})
    take_away(sandbox)
    repo.git("stash", "pop", "-q")
    repo.git("add", "-A")
    repo.git("commit", "-q", "-m", "popped")
    lines_merged(repo, FILE)


def programs_that_do_not_merge(sandbox):
    """What cannot be executed (126), an older gas or another program of that name (2), and one that crashes."""
    for n, (text, mode) in enumerate((("#!/bin/sh\nexit 0\n", 0o644), ("#!/bin/sh\nexit 2\n", 0o755), ("#!/bin/sh\nkill -SEGV $$\n", 0o755), ("#!/nowhere\n", 0o755))):
        gas_path = sandbox.env["PATH"]
        repo = sandbox.repo(f"repo {n}")
        repo.branches(FILE, PLAN, TITLE, JUNE)
        other_gas(sandbox, text, mode)
        merge(repo)
        lines_merged(repo, FILE)
        sandbox.env["PATH"] = gas_path


def with_gas(sandbox):
    """The line that falls back changes nothing where gas is there: what lines cannot merge is merged by meaning, and a conflict is one."""
    repo = sandbox.repo()
    repo.branches(FILE, PLAN, MAY, JUNE)
    lacks(merge(repo), "merged by lines")
    holds(is_merged(repo), "2026-05-04", "2026-06-08")
    repo = sandbox.repo("other")
    repo.branches(FILE, PLAN, EDITED, swap(PLAN, "sleep: 0,", "sleep: +2,"))
    lacks(merge(repo, expect=1), "merged by lines")


def shown(sandbox):
    """git diff, show, log -p and blame show the lines of the file; they died, or showed nothing."""
    repo = sandbox.repo()
    paths = (FILE, STRANGE, "-x.gas.yaml")
    repo.commit("first", {path: PLAN for path in paths})
    for path in paths:
        repo.write(path, EDITED)
    gas_path = sandbox.env["PATH"]
    lines = "\n-    levels: {sleep: 0, walk: -1}  # tired\n+    levels: {sleep: +1, walk: -1}  # tired\n"
    take_away(sandbox)
    for path in paths:
        for words in (["diff"], ["diff", "--no-ext-diff"], ["diff", "HEAD"]):
            holds(repo.git(*words, "--", f":(literal){path}"), lines)
    repo.commit("second")
    for words in (["show"], ["show", "--ext-diff"], ["log", "-p", "-1"], ["log", "-p", "-1", "--ext-diff"], ["diff", "HEAD~1", "HEAD"]):
        same(repo.git(*words).count(lines), 3, " ".join(words))
    holds(repo.git("blame", "--textconv", FILE), "levels: {sleep: +1, walk: -1}  # tired\n")
    repo.git("mv", FILE, "q.gas.yaml")
    repo.git("rm", "-q", STRANGE)
    repo.write("q.gas.yaml", PLAN)
    repo.write("new.gas.yaml", JUNE)
    repo.git("add", "-A")
    holds(repo.git("diff", "--cached", "-M"), "+    levels: {sleep: 0, walk: -1}  # tired\n", "+  - date: 2026-06-08\n", "-    levels: {sleep: +1, walk: -1}  # tired\n")
    sandbox.env["PATH"] = gas_path
    repo.git("reset", "-q", "--hard")
    same(repo.git("diff", "HEAD~1", "HEAD", "--", FILE), edited(FILE))


def warned_of(sandbox):
    repo = sandbox.repo(setup=False)
    gas = sandbox.home / "bin/gas"
    done = sandbox.run(gas, "git", "setup", cwd=repo.top, env={"PATH": NO_GAS})
    holds(done.stderr, "no `gas` on the PATH; git shows and merges plans by lines until there is one")
