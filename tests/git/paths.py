# SPDX-License-Identifier: MIT
"""Paths that people have: spaces, umlauts, quotes, dashes, line ends, sub-folders, another work tree."""
from support import EDITED, JUNE, MAY, PLAN, edited, holds, lacks, may, same, swap

PATHS = ["with space.gas.yaml", "Übung ä.gas.yaml", "it's \"quoted\" $HOME `x`.gas.yaml", "-leading.gas.yaml", "-h.gas.yaml", "--help.gas.yaml", "a;b|c&d*?.gas.yaml", "back\\slash.gas.yml",
         "a:b.gas.yaml", "HEAD:x.gas.yaml", "line\nend.gas.yaml", "sub folder/-x.gas.yaml", ".gas.yaml"]


def seen(path):
    """The path as a message has it, where nothing in it may end a line."""
    return path.replace("\\", "\\\\").replace("\n", "\\n") if "\n" in path else path


def every_path_is_shown(sandbox):
    repo = sandbox.repo()
    repo.commit("first", {path: PLAN for path in PATHS})
    repo.commit("second", {path: EDITED for path in PATHS})
    for path in PATHS:
        name = seen(path)
        same(repo.git("diff", "HEAD~1", "HEAD", "--", f":(literal){path}"), edited(name), f"git diff, {path!r}")
        holds(repo.git("show", "HEAD", "--", f":(literal){path}"), "\n-rating 2026-03-02, sleep: 0\n+rating 2026-03-02, sleep: +1\n")
        holds(repo.git("blame", "--textconv", "--", path), ") rating 2026-03-02, sleep: +1\n")
        same(repo.gas("diff", "--git", "HEAD~1", "HEAD", "--", f":(literal){path}").stdout, edited(name), f"gas diff --git, {path!r}")
        same(repo.gas("diff", f"HEAD~1:{path}", f"HEAD:{path}").stdout, edited("HEAD:" + name), f"gas diff HEAD~1:{path!r}")
        holds(repo.git("difftool", "-y", "-t", "gas", "HEAD~1", "--", f":(literal){path}"), edited("X")[len("P-017 (X"):])


def every_path_of_the_work_tree_is_shown(sandbox):
    """git then hands the path itself to gas, not that of a copy."""
    repo = sandbox.repo()
    repo.commit("first", {path: PLAN for path in PATHS})
    for path in PATHS:
        repo.write(path, EDITED)
    for path in PATHS:
        literal = f":(literal){path}"
        same(repo.git("diff", "--", literal), edited(seen(path)), f"git diff, {path!r}")
        holds(repo.git("diff", "--no-ext-diff", "--", literal), "\n-rating 2026-03-02, sleep: 0\n+rating 2026-03-02, sleep: +1\n")
        holds(repo.git("blame", "--textconv", "--", path), ") rating 2026-03-02, sleep: +1\n")
        same(repo.gas("diff", "--git", "--", literal).stdout, edited(seen(path)), f"gas diff --git, {path!r}")
        holds(repo.git("difftool", "-y", "-t", "gas", "--", literal), edited("X")[len("P-017 (X"):])
    same(repo.gas("diff", "HEAD:", ".").stdout.count("! sleep, 2026-03-02: rating 0 -> +1\n"), len(PATHS))


def every_path_is_merged(sandbox):
    repo = sandbox.repo()
    repo.commit("base", {path: PLAN for path in PATHS})
    repo.git("checkout", "-q", "-b", "side")
    repo.commit("theirs", {path: JUNE for path in PATHS})
    repo.git("checkout", "-q", "main")
    repo.commit("ours", {path: MAY for path in PATHS})
    repo.git("merge", "-q", "--no-edit", "side")
    for path in PATHS:
        holds(repo.read(path), "2026-05-04", "2026-06-08")


def conflict_under_a_strange_path(sandbox):
    repo = sandbox.repo()
    path = "it's\n-x.gas.yaml"
    repo.branches(path, PLAN, EDITED, swap(PLAN, "sleep: 0,", "sleep: +2,"))
    done = sandbox.run("git", "merge", "-q", "--no-edit", "side", cwd=repo.top, expect=1)
    holds(done.stdout + done.stderr, "it's\\n-x.gas.yaml: both sides changed the same fact in 1 place")


def sub_folder(sandbox):
    repo = sandbox.repo()
    repo.commit("first", {"top.gas.yaml": PLAN, "north/a.gas.yaml": swap(PLAN, "P-017", "P-018"), "north/deep/b.gas.yaml": swap(PLAN, "P-017", "P-019")})
    for path in ("top.gas.yaml", "north/a.gas.yaml", "north/deep/b.gas.yaml"):
        repo.write(path, swap(repo.read(path), "sleep: 0,", "sleep: +1,"))
    a, b = edited("a.gas.yaml").replace("P-017", "P-018"), edited("deep/b.gas.yaml").replace("P-017", "P-019")
    same(repo.gas("diff", "--git", "--", ".", cwd="north").stdout, a + "\n" + b + "\n2 plans changed: 2 past ratings changed\n")
    same(repo.gas("diff", "--git", "--", "a.gas.yaml", cwd="north").stdout, a)
    holds(repo.gas("diff", "--git", cwd="north").stdout, a, b, "3 plans changed: 3 past ratings changed\n", "top.gas.yaml): 1 past rating changed\n")
    same(repo.gas("diff", "--git", "--", "../top.gas.yaml", cwd="north").stdout.split(": ", 1)[1], edited("x").split(": ", 1)[1])
    same(repo.gas("diff", "HEAD:./a.gas.yaml", "a.gas.yaml", cwd="north").stdout, a)
    same(repo.gas("diff", "HEAD:north/a.gas.yaml", "a.gas.yaml", cwd="north").stdout, a)
    same(repo.git("diff", "--", "a.gas.yaml", cwd="north"), edited("north/a.gas.yaml").replace("P-017", "P-018"))
    repo.git("config", "diff.relative", "true")
    same(repo.gas("diff", "--git", "--", "a.gas.yaml", cwd="north").stdout, a)
    holds(repo.gas("diff", "--git", cwd="north").stdout, "3 plans changed")


def names_that_are_no_plans(sandbox):
    """A file with another name is compared where it is named."""
    repo = sandbox.repo()
    repo.commit("first", {"odd.yaml": PLAN, "sub/odd.yaml": PLAN, "notes.txt": "one\n"})
    repo.commit("second", {"odd.yaml": EDITED, "sub/odd.yaml": EDITED, "notes.txt": "two\n"})
    same(repo.gas("diff", "--git", "HEAD~1").stdout, "")
    same(repo.gas("diff", "--git", "HEAD~1", "--", "odd.yaml").stdout, edited("odd.yaml"))
    same(repo.gas("diff", "--git", "HEAD~1", "--", "./odd.yaml").stdout, edited("odd.yaml"))
    same(repo.gas("diff", "--git", "HEAD~1", "--", "odd.yaml", cwd="sub").stdout, edited("odd.yaml"))
    holds(repo.gas("diff", "--git", "HEAD~1", "--", "../odd.yaml", cwd="sub").stdout, "! sleep, 2026-03-02: rating 0 -> +1\n")


def work_tree(sandbox):
    """Another work tree, detached, of the same repository, and one of a bare one."""
    repo = sandbox.repo()
    repo.commit("first", {"p.gas.yaml": PLAN})
    repo.git("worktree", "add", "-q", "--detach", "../other tree")
    other = "../other tree"
    repo.write(other + "/p.gas.yaml", MAY)
    same(repo.git("diff", cwd=other), may("p.gas.yaml"))
    same(repo.gas("diff", "--git", cwd=other).stdout, may("p.gas.yaml"))
    same(repo.gas("diff", "--git").stdout, "")
    same(repo.gas("diff", "HEAD:p.gas.yaml", "p.gas.yaml", cwd=other).stdout, may("p.gas.yaml"))


def from_anywhere(sandbox):
    """git -C, --git-dir with --work-tree, and an alias."""
    repo = sandbox.repo()
    repo.commit("first", {"p.gas.yaml": PLAN})
    repo.write("p.gas.yaml", EDITED)
    same(sandbox.run("git", "-C", repo.top, "diff").stdout, edited("p.gas.yaml"))
    same(sandbox.run("git", f"--git-dir={repo.top}/.git", f"--work-tree={repo.top}", "diff").stdout, edited("p.gas.yaml"))
    same(repo.git("-c", "alias.gd=!gas diff --git", "gd"), edited("p.gas.yaml"))
    shown = sandbox.run("gas", "diff", "--git", env={"GIT_DIR": f"{repo.top}/.git", "GIT_WORK_TREE": str(repo.top)}).stdout
    holds(shown, "! sleep, 2026-03-02: rating 0 -> +1\n")
    lacks(shown, "error")


def paths_for_ci(sandbox):
    """What a CI system matches with the files of a repository is the path from its top, from wherever and however a plan is named."""
    repo = sandbox.repo()
    repo.commit("first", {"plans/p.gas.yaml": PLAN})
    here = repo.top / "plans/p.gas.yaml"
    for cwd, names in (("", (".", "./plans", "plans/", "plans/p.gas.yaml", "./plans/../plans/p.gas.yaml", here)), ("plans", (".", "p.gas.yaml", "../plans", here))):
        for name in names:
            for form, part in (("github", "::warning file=plans/p.gas.yaml,line="), ("sarif", '"artifactLocation":{"uri":"plans/p.gas.yaml"}'),
                               ("junit", '<testsuite name="plans/p.gas.yaml"'), ("gitlab", '"location":{"path":"plans/p.gas.yaml"')):
                shown = repo.gas("validate", "-f", form, name, cwd=cwd).stdout
                holds(shown, part)
                if form != "junit":  # which has the line of text too, with the name as given
                    same(shown, repo.gas("validate", "-f", form, "plans/p.gas.yaml").stdout, f"{form} of {name} in {cwd or 'the top'}")
    # outside a repository: from the folder of the run
    (sandbox.home / "loose").mkdir()
    (sandbox.home / "loose/p.gas.yaml").write_text(PLAN)
    for name in ("loose", "./loose/", sandbox.home / "loose"):
        holds(sandbox.run("gas", "validate", "-f", "github", name).stdout, "file=loose/p.gas.yaml,")
