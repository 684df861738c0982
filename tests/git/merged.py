# SPDX-License-Identifier: MIT
"""Merges: `git merge`, rebase, cherry-pick, revert, stash."""
from support import EDITED, JUNE, MAY, PLAN, Fault, holds, lacks, rating, same, swap

FILE = "p.gas.yaml"
MARKERS = ("<<<<<<<", "=======", ">>>>>>>")


def merge(repo, expect=0):
    done = repo.sandbox.run("git", "merge", "-q", "--no-edit", "side", cwd=repo.top, expect=expect)
    return done.stdout + done.stderr


def is_merged(repo, path=FILE):
    """Nothing is left to do, and the file is a plan."""
    same(repo.status(), "", "git status")
    lacks(repo.read(path), *MARKERS)
    repo.gas("validate", "-q", path)
    return repo.read(path)


def both_add_ratings(sandbox):
    facts = []
    for ours, theirs in ((MAY, JUNE), (JUNE, MAY)):
        repo = sandbox.repo(f"repo{len(facts)}")
        repo.branches(FILE, PLAN, ours, theirs)
        merge(repo)
        text = is_merged(repo)
        same(sorted(text.splitlines()), sorted((PLAN + MAY[len(PLAN):] + JUNE[len(PLAN):]).splitlines()))  # every byte of both, once
        same(text[:len(PLAN)], PLAN)
        facts.append(repo.facts(FILE))
    same(facts[0], facts[1])
    holds(facts[0], "rating 2026-05-04, walk: 0\n", "rating 2026-06-08, walk: +1\n")


def both_add_to_one_entry(sandbox):
    """The same visit, each rater of one goal writes his own rating down."""
    base = PLAN + "  - date: 2026-05-04\n    rater: KM\n    levels:\n      sleep: 0\n"
    third = "  - id: cook\n    title: Cook\n    scale:\n      -2: Cooks 0 times\n      -1: Cooks once\n      0: Cooks twice\n      +1: Cooks 3 times\n      +2: Cooks 4 times or more\n"
    base = swap(base, "ratings:\n", third + "ratings:\n")
    repo = sandbox.repo()
    repo.branches(FILE, base, base + "      walk: 0  # with a stick\n", base + "      cook: +1  # soup\n")
    merge(repo)
    text = is_merged(repo)
    holds(text, "      walk: 0  # with a stick\n", "      cook: +1  # soup\n")
    same(len(text), len(base) + len("      walk: 0  # with a stick\n      cook: +1  # soup\n"))


def same_rating_on_both(sandbox):
    repo = sandbox.repo()
    repo.branches(FILE, PLAN, MAY, swap(MAY, "  # by phone", ""))
    merge(repo)
    same(is_merged(repo).count("2026-05-04"), 1)


def goals_and_ratings(sandbox):
    """One side words a level anew and gives a goal a domain, the other adds a goal and rates it."""
    goal = "  - id: cook  # his wish\n    title: Cook\n    scale:\n      -2: Cooks 0 times\n      -1: Cooks once\n      0: Cooks twice\n      +1: Cooks 3 times\n      +2: Cooks 4 times or more\n"
    theirs = swap(MAY, "ratings:\n", goal + "ratings:\n").replace("walk: 0}", "walk: 0, cook: -1}")
    ours = swap(swap(PLAN, "0: Walks twice a week", "0: Walks 2 times a week  # clearer"), "title: Walk to the shop\n", "title: Walk to the shop\n    domain: d460\n")
    repo = sandbox.repo()
    repo.branches(FILE, PLAN, ours, theirs)
    merge(repo)
    text = is_merged(repo)
    same(text, swap(swap(theirs, "0: Walks twice a week", "0: Walks 2 times a week  # clearer"), "title: Walk to the shop\n", "title: Walk to the shop\n    domain: d460\n"))


def same_fact_changed_differently(sandbox):
    repo = sandbox.repo()
    repo.branches(FILE, PLAN, EDITED, swap(MAY, "sleep: 0,", "sleep: +2,"))
    told = merge(repo, expect=1)
    holds(told, "p.gas.yaml: both sides changed the same fact in 1 place")
    same(repo.status(), "UU p.gas.yaml")
    lines = repo.read(FILE).splitlines()
    for marker in MARKERS:
        same(sum(line.startswith(marker) for line in lines), 1, marker)
    start, middle, end = (next(i for i, line in enumerate(lines) if line.startswith(marker)) for marker in MARKERS)
    holds("\n".join(lines[start:middle]), "sleep: +1,")
    holds("\n".join(lines[middle:end]), "sleep: +2,")
    holds(repo.read(FILE), rating("2026-05-04", "+1", "0", "by phone"))  # their new entry stands once, outside
    lacks("\n".join(lines[start:end]), "2026-05-04")
    repo.gas("validate", "-q", FILE, expect=1)
    same(repo.git("diff", "--check", expect=2).count("leftover conflict marker"), 3)
    resolved = lines[:start] + lines[middle + 1:end] + lines[end + 1:]
    repo.write(FILE, "\n".join(resolved) + "\n")
    repo.git("commit", "-q", "-a", "--no-edit")
    same(is_merged(repo), swap(MAY, "sleep: 0,", "sleep: +2,"))


def sides_of_a_conflict(sandbox):
    repo = sandbox.repo()
    repo.branches(FILE, PLAN, EDITED, swap(PLAN, "sleep: 0,", "sleep: +2,"))
    merge(repo, expect=1)
    repo.git("checkout", "-q", "--theirs", FILE)
    same(repo.read(FILE), swap(PLAN, "sleep: 0,", "sleep: +2,"))
    repo.git("checkout", "-q", "--merge", FILE)
    holds(repo.read(FILE), *MARKERS)
    holds(repo.gas("diff", ":2:p.gas.yaml", ":3:p.gas.yaml").stdout, "! sleep, 2026-03-02: rating +1 -> +2\n")
    holds(repo.gas("diff", "--git", expect=2).stderr, "p.gas.yaml has errors")
    holds(repo.gas("diff", "--git", "--cached", expect=2).stderr, "p.gas.yaml: error: is not merged yet")
    repo.git("merge", "--abort")
    same(repo.read(FILE), EDITED)


def marker_size(sandbox):
    repo = sandbox.repo()
    repo.commit("size", {".gitattributes": repo.read(".gitattributes") + "*.gas.yaml conflict-marker-size=12\n"})
    repo.branches(FILE, PLAN, EDITED, swap(PLAN, "sleep: 0,", "sleep: +2,"))
    merge(repo, expect=1)
    holds(repo.read(FILE), "\n" + "<" * 12 + " ", "\n" + "=" * 12 + "\n", "\n" + ">" * 12 + " ")


def removed_and_changed(sandbox):
    """One side takes an entry out, the other edits it."""
    repo = sandbox.repo()
    repo.branches(FILE, PLAN, PLAN[:PLAN.index("  - date: 2026-03-02")], EDITED)
    merge(repo, expect=1)
    same(repo.status(), "UU p.gas.yaml")
    holds(repo.read(FILE), *MARKERS, "sleep: +1,")


def not_a_plan_together(sandbox):
    """One side takes a goal out with its ratings, the other rates it: no fact is changed twice, and yet it is no plan."""
    start = PLAN.index("  - id: walk")
    ours = (PLAN[:start] + PLAN[PLAN.index("ratings:\n"):]).replace(", walk: -2", "").replace(", walk: -1", "")
    repo = sandbox.repo()
    repo.branches(FILE, PLAN, ours, MAY)
    holds(merge(repo, expect=1), FILE)
    same(repo.status(), "UU p.gas.yaml")


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


def cherry_pick_and_revert(sandbox):
    repo = sandbox.repo()
    repo.branches(FILE, PLAN, MAY, JUNE)
    repo.git("cherry-pick", "side")
    holds(is_merged(repo), "2026-05-04", "2026-06-08")
    repo.git("revert", "--no-edit", "HEAD~1")  # May again out of what has June after it
    same(is_merged(repo), JUNE)
    repo.git("checkout", "-q", "-b", "again", "HEAD~1")
    repo.commit("edited", {FILE: swap(repo.read(FILE), "sleep: +1, walk: 0", "sleep: +2, walk: 0")})
    repo.git("revert", "--no-edit", "HEAD~2", expect=1)  # what it takes out has been changed since
    same(repo.status(), "UU p.gas.yaml")


def rebase(sandbox):
    repo = sandbox.repo()
    repo.branches(FILE, PLAN, MAY, JUNE)
    repo.git("checkout", "-q", "side")
    repo.commit("July", {FILE: JUNE + rating("2026-07-06", "+2", "+1")})
    repo.git("rebase", "-q", "main")
    text = is_merged(repo)
    same(text[:len(MAY)], MAY)
    same([line.strip() for line in text.splitlines() if "date:" in line][-3:], ["- date: 2026-05-04", "- date: 2026-06-08", "- date: 2026-07-06"])
    same(repo.git("log", "--format=%s").splitlines()[:4], ["July", "theirs", "ours", "base"])


def rebase_with_a_conflict(sandbox):
    repo = sandbox.repo()
    repo.branches(FILE, PLAN, EDITED, swap(PLAN, "sleep: 0,", "sleep: +2,"))
    repo.git("checkout", "-q", "side")
    repo.git("rebase", "-q", "main", expect=1)
    same(repo.status(), "UU p.gas.yaml")
    repo.write(FILE, swap(PLAN, "sleep: 0,", "sleep: +2,"))
    repo.git("add", FILE)
    repo.git("rebase", "--continue")
    same(is_merged(repo), swap(PLAN, "sleep: 0,", "sleep: +2,"))


def stash_pop(sandbox):
    repo = sandbox.repo()
    repo.commit("base", {FILE: PLAN})
    repo.write(FILE, JUNE)
    repo.git("stash", "-q")
    repo.commit("May", {FILE: MAY})
    repo.git("stash", "pop", "-q")
    same(repo.status(), " M p.gas.yaml")
    holds(repo.read(FILE), "2026-05-04", "2026-06-08")
    holds(repo.git("diff"), "+ 2026-06-08: sleep +1, walk +1\n")


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
    """Text that is no plan is merged by lines, as without gas; a result that is no plan is a conflict."""
    repo = sandbox.repo()
    broken = swap(PLAN, "goals:\n", "goals: [\n")
    repo.branches(FILE, broken, broken + rating("2026-05-04", "+1", "0"), swap(broken, "# Made", "# Written"))
    merge(repo, expect=1)
    same(repo.status(), "UU p.gas.yaml")
    holds(repo.read(FILE), "# Written", "2026-05-04")
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


def criss_cross(sandbox):
    """Two bases, which git merges first."""
    repo = sandbox.repo()
    repo.branches(FILE, PLAN, MAY, JUNE)
    repo.git("branch", "main-before")
    merge(repo)
    repo.git("checkout", "-q", "side")
    repo.git("merge", "-q", "--no-edit", "main-before")
    repo.commit("July", {FILE: repo.read(FILE) + rating("2026-07-06", "+2", "+1")})
    repo.git("checkout", "-q", "main")
    repo.commit("August", {FILE: repo.read(FILE) + rating("2026-08-03", "+2", "+2")})
    merge(repo)
    is_merged(repo)
    same([line for line in repo.facts(FILE).splitlines() if line.startswith("rating") and ":" not in line],
         [f"rating {day}" for day in ("2026-01-12 baseline", "2026-03-02", "2026-05-04", "2026-06-08", "2026-07-06", "2026-08-03")])


def criss_cross_with_a_conflict_within(sandbox):
    """The bases themselves do not go together: what git merges first has markers in it."""
    repo = sandbox.repo()
    plus_two = swap(PLAN, "sleep: 0,", "sleep: +2,")
    repo.branches(FILE, PLAN, EDITED, plus_two)
    repo.git("branch", "main-before")
    merge(repo, expect=1)
    repo.commit("ours it is", {FILE: EDITED})
    repo.git("checkout", "-q", "side")
    repo.git("merge", "-q", "--no-edit", "main-before", expect=1)
    repo.commit("ours it is, too", {FILE: EDITED})
    repo.commit("May", {FILE: EDITED + rating("2026-05-04", "+1", "0")})
    repo.git("checkout", "-q", "main")
    repo.commit("June", {FILE: EDITED + rating("2026-06-08", "+1", "+1")})
    merge(repo, expect=None)
    text = repo.read(FILE)
    holds(text, "2026-05-04", "2026-06-08", "sleep: +1, walk: -1")  # nothing is lost, whether git calls it a conflict or not


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
    """Where gas is not installed, git says so and leaves our side; nothing is lost."""
    repo = sandbox.repo()
    repo.branches(FILE, PLAN, MAY, JUNE)
    (sandbox.home / "bin/gas").unlink()
    merge(repo, expect=1)
    same(repo.status(), "UU p.gas.yaml")
    same(repo.read(FILE), MAY)
