# SPDX-License-Identifier: MIT
"""Merges of whole files: added, deleted, renamed, with CRLF, with several plans, with text that is no plan."""
from support import EDITED, FILE, JUNE, MARKERS, MAY, PLAN, Fault, holds, is_merged, lacks, merge, rating, same, swap


def file_deleted(sandbox):
    repo = sandbox.repo()
    repo.branches(FILE, PLAN, PLAN + "# note\n", MAY)
    repo.git("rm", "-q", FILE)
    repo.commit("gone")
    holds(merge(repo, expect=1), "p.gas.yaml deleted in HEAD and modified in side")
    same(repo.status(), "DU p.gas.yaml")
    same(repo.read(FILE), MAY)


def both_add_the_file(sandbox):
    repo = sandbox.repo()
    repo.branches(FILE, None, MAY, JUNE)
    merge(repo)
    holds(is_merged(repo), "2026-05-04", "2026-06-08")
    other = sandbox.repo("other")
    other.branches(FILE, None, PLAN, EDITED)
    merge(other, expect=1)
    same(other.status(), "AA p.gas.yaml")
    holds(other.read(FILE), *MARKERS)


def renamed_and_edited(sandbox):
    for n, (ours_renames, new_name) in enumerate(((True, "b.gas.yaml"), (False, "sub/c d.gas.yaml"))):
        repo = sandbox.repo(f"repo{n}")
        repo.branches(FILE, PLAN, MAY, JUNE)
        if not ours_renames:
            repo.git("checkout", "-q", "side")
        (repo.top / new_name).parent.mkdir(exist_ok=True)
        repo.git("mv", FILE, new_name)
        repo.commit("renamed")
        repo.git("checkout", "-q", "main")
        merge(repo)
        holds(is_merged(repo, new_name), "2026-05-04", "2026-06-08")
        if (repo.top / FILE).exists():
            raise Fault("the old name is back")


def line_ends(sandbox):
    """CRLF in the repository, and CRLF in the work tree alone."""
    crlf = lambda text: text.replace("\n", "\r\n")
    repo = sandbox.repo()
    repo.branches(FILE, crlf(PLAN), crlf(MAY), crlf(JUNE))
    merge(repo)
    text = is_merged(repo)
    same(text.count("\n"), text.count("\r\n"))
    holds(text, "2026-05-04", "2026-06-08")
    auto = sandbox.repo("auto")
    auto.git("config", "core.autocrlf", "true")
    auto.branches(FILE, crlf(PLAN), crlf(MAY), crlf(JUNE))
    lacks(auto.git("cat-file", "blob", "HEAD:p.gas.yaml"), "\r")
    merge(auto)
    text = is_merged(auto)
    same(text.count("\n"), text.count("\r\n"))
    holds(text, "2026-05-04", "2026-06-08")
    auto.write(FILE, swap(text, "sleep: 0,", "sleep: +1,"))
    holds(auto.git("diff"), "! sleep, 2026-03-02: rating 0 -> +1\n")
    same(auto.git("diff").count("rating"), 4)  # head, class, change, cause: nothing else differs
    same(auto.gas("diff", "--git").stdout, auto.git("diff"))
    conflict = sandbox.repo("conflict")
    conflict.branches(FILE, crlf(PLAN), crlf(EDITED), crlf(swap(PLAN, "sleep: 0,", "sleep: +2,")))
    merge(conflict, expect=1)
    text = conflict.read(FILE)
    same(text.count("\n"), text.count("\r\n"))


def one_side_with_crlf(sandbox):
    repo = sandbox.repo()
    repo.branches(FILE, PLAN, MAY.replace("\n", "\r\n"), JUNE)
    merge(repo)
    holds(is_merged(repo), "2026-05-04", "2026-06-08")


def several_plans_in_one_file(sandbox):
    second = "---\n" + swap(PLAN, "P-017", "P-018")
    repo = sandbox.repo()
    file = "all.gas.yml"
    repo.branches(file, PLAN + second, MAY + second, PLAN + second + rating("2026-06-08", "+1", "+1"))
    merge(repo)
    same(is_merged(repo, file), MAY + second + rating("2026-06-08", "+1", "+1"))


def both_add_a_plan(sandbox):
    """Two plans more, one from each side, in a file of several."""
    plan = lambda name: "---\n" + swap(PLAN, "P-017", name)
    repo = sandbox.repo()
    repo.branches(FILE, PLAN + plan("P-018"), PLAN + plan("P-018") + plan("P-019"), PLAN + plan("P-018") + plan("P-020"))
    merge(repo)
    is_merged(repo)
    same([line for line in repo.facts(FILE).splitlines() if line.startswith("plan ")], ["plan P-017", "plan P-018", "plan P-019", "plan P-020"])


def broken_side(sandbox):
    """Where a side is no plan both stand whole between markers, unless lines come to a plan that says what the other side does."""
    repo = sandbox.repo()
    broken = swap(PLAN, "goals:\n", "goals: [\n")
    repo.branches(FILE, broken, broken + rating("2026-05-04", "+1", "0"), swap(broken, "# Made", "# Written"))
    merge(repo, expect=1)
    same(repo.status(), "UU p.gas.yaml")
    holds(repo.read(FILE), "# Written", "2026-05-04")
    # one that can be taken apart is merged by meaning, and its error told with the place that it has there
    known = sandbox.repo("known")
    known.branches(FILE, PLAN, swap(PLAN, "sleep: 0,", "sleep: +1, swim: 0,"), swap(PLAN, "sleep: 0,", "sleep: +2,"))
    holds(merge(known, expect=1), "both sides changed the same fact in 1 place; markers show where; our side had errors before the merge\n", f"{FILE}, our side:27:")
    mended = sandbox.repo("mended")
    mended.branches(FILE, broken, PLAN, swap(broken, "# Made", "# Written"))
    merge(mended)
    same(is_merged(mended), swap(PLAN, "# Made", "# Written"))


def one_branch_alone(sandbox):
    """Bytes of one side where the other did nothing."""
    repo = sandbox.repo()
    odd = swap(MAY, "id: P-017", 'id:   "P-017"   # odd').rstrip("\n")
    repo.branches(FILE, PLAN, PLAN, odd)
    merge(repo)
    same(repo.read(FILE), odd)


def in_a_sub_folder_and_a_worktree(sandbox):
    repo = sandbox.repo()
    path = "sub folder/p.gas.yaml"
    repo.branches(path, PLAN, MAY, JUNE)
    repo.git("worktree", "add", "-q", "--detach", "../tree", "main")
    for cwd in ("../tree/sub folder", "sub folder"):
        repo.git("merge", "-q", "--no-edit", "side", cwd=cwd)
        same(repo.git("status", "--porcelain", cwd=cwd), "")
        holds(repo.read(cwd + "/p.gas.yaml"), "2026-05-04", "2026-06-08")


def without_gas(sandbox):
    """Where gas is not installed, git says so and both sides are in the file; see without_gas.py."""
    repo = sandbox.repo()
    repo.branches(FILE, PLAN, MAY, JUNE)
    (sandbox.home / "bin/gas").unlink()
    merge(repo, expect=1)
    same(repo.status(), "UU p.gas.yaml")
    holds(repo.read(FILE), *MARKERS, "2026-05-04", "2026-06-08")
