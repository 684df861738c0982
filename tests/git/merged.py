# SPDX-License-Identifier: MIT
"""Merges: `git merge`, rebase, cherry-pick, revert, stash."""
from support import EDITED, FILE, JUNE, MARKERS, MAY, PLAN, holds, is_merged, lacks, merge, rating, same, swap


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


def the_first_ratings(sandbox):
    """Of a plan that has none yet, however that is written."""
    goals = PLAN[:PLAN.index("ratings:\n")]
    for n, none in enumerate(("", "ratings: []\n", "ratings: []  # none yet\n")):
        first, second = rating("2026-05-04", "0", "0"), rating("2026-06-08", "0", "+1")
        repo = sandbox.repo(f"both{n}")
        repo.branches(FILE, goals + none, goals + "ratings:\n" + first, goals + "ratings:\n" + second)
        merge(repo)
        same(is_merged(repo), goals + "ratings:\n" + first + second)
        for m, (ours, theirs) in enumerate(((goals + "ratings:\n" + first, swap(goals, "# Made", "# Written") + none), (swap(goals, "# Made", "# Written") + none, goals + "ratings:\n" + first))):
            repo = sandbox.repo(f"one{n}{m}")
            repo.branches(FILE, goals + none, ours, theirs)
            merge(repo)
            same(is_merged(repo), swap(goals, "# Made", "# Written") + "ratings:\n" + first)


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
    holds(repo.gas("diff", "--git", expect=2).stdout, "p.gas.yaml has errors, and was not, or not wholly, compared\n")
    done = repo.gas("diff", "--git", "--cached", expect=2)
    holds(done.stderr, "p.gas.yaml: error: is not merged yet")
    same(done.stdout, "p.gas.yaml was not compared: is not merged yet\n")
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
