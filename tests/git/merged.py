# SPDX-License-Identifier: MIT
"""Merges: `git merge`, rebase, cherry-pick, revert, stash."""
from random_merges import taken_from
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


def goal(name, title):
    return f"  - id: {name}\n    title: {title}\n    scale:\n" + "".join(f"      {level}: {title}, step {level}\n" for level in ("-2", "-1", "0", "+1", "+2"))


HEAD = "gas: 1\nid: P-1\nstart: 2026-01-01\n"
TWO = HEAD + "goals:\n" + goal("g1", "Walk") + goal("g2", "Sleep") + "ratings:\n  - date: 2026-01-01\n    levels: {g1: -2, g2: -1}\n"
ONE_MORE = HEAD + "goals:\n" + goal("g1", "Eat") + goal("g2", "Walk") + goal("g3", "Sleep")
REVIEW = "  - date: 2026-03-01\n    levels: {g1: +2, g2: -1}\n"


def numbered_anew(sandbox):
    """One side puts a goal in front and numbers the others on, the other rates them: a conflict, under the ids that the goals have now."""
    for n, entry in enumerate(("{g2: -2, g3: -1}", "{g1: -2, g2: -1}")):  # the ratings were taken along, or left as they were
        anew = ONE_MORE + f"ratings:\n  - date: 2026-01-01\n    levels: {entry}\n"
        now = "  - date: 2026-03-01\n    levels: {g2: +2, g3: -1}\n"
        for m, (ours, theirs, between) in enumerate(((anew, TWO + REVIEW, f"<<<<<<< ours\n=======\n{now}>>>>>>> theirs\n"), (TWO + REVIEW, anew, f"<<<<<<< ours\n{now}=======\n>>>>>>> theirs\n"))):
            repo = sandbox.repo(f"repo{n}{m}")
            repo.branches(FILE, TWO, ours, theirs)
            holds(merge(repo, expect=1), "CONFLICT", "one what the other gave another meaning, in 1 place")
            same(repo.read(FILE), anew + between)
            same(repo.status(), "UU p.gas.yaml")
    # with no entry before
    cut = lambda text: text[:text.index("ratings:")]
    repo = sandbox.repo("first")
    repo.branches(FILE, cut(TWO), ONE_MORE, cut(TWO) + "ratings:\n" + REVIEW)
    merge(repo, expect=1)
    same(repo.read(FILE), ONE_MORE + "<<<<<<< ours\n=======\nratings:\n  - date: 2026-03-01\n    levels: {g2: +2, g3: -1}\n>>>>>>> theirs\n")


def ids_swapped(sandbox):
    swapped = HEAD + "goals:\n" + goal("g1", "Sleep") + goal("g2", "Walk") + "ratings:\n  - date: 2026-01-01\n    levels: {g2: -2, g1: -1}\n"
    repo = sandbox.repo()
    repo.branches(FILE, TWO, swapped, TWO + REVIEW)
    merge(repo, expect=1)
    same(repo.read(FILE), swapped + "<<<<<<< ours\n=======\n  - date: 2026-03-01\n    levels: {g2: +2, g1: -1}\n>>>>>>> theirs\n")


def replaced_or_worded_anew(sandbox):
    """Title and scale are others under the id: nobody knows whether the goal is. It stands beside what the other side newly says of it."""
    eat = swap(TWO, goal("g1", "Walk"), goal("g1", "Eat"))
    for n, (theirs, what) in enumerate(((TWO + REVIEW, REVIEW), (swap(TWO, "    title: Walk\n", "    title: Walk\n    status: achieved\n    ended: 2026-03-01\n"), ""), (swap(TWO, "g1: -2", "g1: 0"), ""),
                                         (swap(TWO, "  - date: 2026-01-01", "  - date: 2026-01-09"), ""))):
        repo = sandbox.repo(f"repo{n}")
        repo.branches(FILE, TWO, eat, theirs)
        merge(repo, expect=1)
        text = repo.read(FILE)
        holds(text, "<<<<<<< ours\n", "    title: Eat\n", *([f"<<<<<<< ours\n=======\n{what}>>>>>>> theirs\n"] if what else []))
    # where the other side says nothing of it there is no conflict
    repo = sandbox.repo("other")
    repo.branches(FILE, TWO, eat, TWO + "  - date: 2026-03-01\n    levels: {g2: -1}\n")
    merge(repo)
    same(is_merged(repo), eat + "  - date: 2026-03-01\n    levels: {g2: -1}\n")


def both_give_one_id_away(sandbox):
    """Each side has a goal of its own under the id g3, and rates it."""
    third = lambda title, level: swap(TWO, "ratings:\n", goal("g3", title) + "ratings:\n") + f"  - date: 2026-03-0{level}\n    levels: {{g3: +{level}}}\n"
    repo = sandbox.repo()
    repo.branches(FILE, TWO, third("Cook", 1), third("Swim", 2))
    merge(repo, expect=1)
    for side, title, level, other in (("ours", "Cook", 1, 2), ("theirs", "Swim", 2, 1)):
        text = taken_from(repo.read(FILE), side)
        same(text, third(title, level))


def needs_and_measures_numbered_anew(sandbox):
    needs = lambda *texts: "needs:\n" + "".join(f"  - id: n{i + 1}\n    text: {text}\n" for i, text in enumerate(texts))
    measures = lambda *titles: "measures:\n" + "".join(f"  - id: m{i + 1}\n    title: {title}\n    readings:\n      2026-01-0{len(title)}: 1\n" for i, title in enumerate(titles))
    plan = lambda n, m, goals: HEAD + needs(*n) + "goals:\n" + goals + measures(*m)
    goals = goal("g1", "Walk") + goal("g2", "Sleep")
    base = plan(["Smokes"], ["PHQ"], goals)
    repo = sandbox.repo("need")
    repo.branches(FILE, base, plan(["Drinks", "Smokes"], ["PHQ"], goals), plan(["Smokes"], ["PHQ"], swap(goals, "    title: Walk\n", "    title: Walk\n    addresses: [n1]\n")))
    merge(repo, expect=1)
    holds(repo.read(FILE), *MARKERS, "addresses: [n1]", "    text: Drinks\n")
    repo = sandbox.repo("measure")
    repo.branches(FILE, base, plan(["Smokes"], ["FIM-1", "PHQ"], goals), base + "      2026-03-01: 7\n")
    merge(repo, expect=1)
    holds(repo.read(FILE), *MARKERS, "      2026-03-01: 7\n", "    title: FIM-1\n")


def by_lines_and_held_to_the_facts(sandbox):
    """Whoever takes one side has that side: c was rated on a day that ours never had. By meaning, and by lines where two documents have one id."""
    three = HEAD + "goals:\n" + "".join(goal(name, title) for name, title in (("a", "Walk"), ("b", "Sleep"), ("c", "Eat"))) + "ratings:\n"
    entry = lambda day, *ratings: f"  - date: {day}\n    levels:\n" + "".join(f"      {rating}\n" for rating in ratings)
    base = three + entry("2026-01-01", "a: 0", "b: -1")
    ours = three + entry("2026-01-01", "a: 0", "b: -1", "c: -2")
    theirs = three + entry("2026-01-09", "a: 0", "b: -1")
    twice = lambda text: text + "---\n" + swap(TWO, "date: 2026-01-01", "date: 2026-01-02")
    for n, around in enumerate((lambda text: text, twice)):
        repo = sandbox.repo(f"repo{n}")
        repo.branches(FILE, around(base), around(ours), around(theirs))
        merge(repo, expect=1)
        for side, text in (("ours", ours), ("theirs", theirs)):
            same(taken_from(repo.read(FILE), side), around(text))


def side_that_is_no_plan(sandbox):
    """Nothing of one side gets under a date of the other's, and who merges is told which side is no plan, and where."""
    three = HEAD + "goals:\n" + "".join(goal(name, title) for name, title in (("a", "Walk"), ("b", "Sleep"), ("c", "Eat"))) + "ratings:\n"
    entry = lambda day, *ratings: f"  - date: {day}\n    levels:\n" + "".join(f"      {rating}\n" for rating in ratings)
    base = three + entry("2026-01-01", "a: -1", "b: -1")
    broken = three + entry("2026-01-01", "a: -1", "b: -1", "c: -2") + "# gas: x\nfoo: [\n"
    theirs = three + entry("2026-01-09", "a: -1", "b: 0")
    line = broken[: broken.index("foo: [")].count("\n") + 1
    for n, (ours, other, side) in enumerate(((broken, theirs, "our"), (theirs, broken, "their"))):
        repo = sandbox.repo(f"repo{n}")
        repo.branches(FILE, base, ours, other)
        told = merge(repo, expect=1)
        holds(told, f"gas: {FILE}: {side} side had errors before the merge; what differs stands between markers as a whole\n", f"{FILE}, {side} side:{line}:")
        for taken, text in (("ours", ours), ("theirs", other)):
            same(taken_from(repo.read(FILE), taken), text)
    # lines come together here, and would put c under a day that nobody rated it on
    more = base.replace("b: -1\n", "b: -1\n      # 1\n      # 2\n      # 3\n")
    repo = sandbox.repo("quiet")
    ours = swap(more, "# 3\n", "# 3\n      c: -2\nfoo: [\n")
    theirs = swap(more, "date: 2026-01-01", "date: 2026-01-09")
    repo.branches(FILE, more, ours, theirs)
    merge(repo, expect=1)
    same(taken_from(repo.read(FILE), "ours"), ours)
    same(taken_from(repo.read(FILE), "theirs"), theirs)


def two_documents_of_one_id(sandbox):
    """What each side did to one of them is there, and to the right one."""
    second = "---\n" + swap(PLAN, "sleep: 0,", "sleep: +1,")
    first = swap(PLAN, "{sleep: -2,", "{sleep: -1,")
    repo = sandbox.repo()
    repo.branches(FILE, PLAN, PLAN + second, first)
    merge(repo)
    same(repo.read(FILE), first + second)
    repo = sandbox.repo("both")
    repo.branches(FILE, PLAN + second, first + second, PLAN + second + rating("2026-06-08", "+1", "+1"))
    merge(repo)
    same(repo.read(FILE), first + second + rating("2026-06-08", "+1", "+1"))
