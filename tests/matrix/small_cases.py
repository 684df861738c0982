#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Faults of numbers that were, each in its smallest input with the right value: small_cases.py GAS [NAME…]

A case is a function; what its comment says is where the value comes from. Ties and routes of change first, then what two ways of one rule said
differently, then what shaped a number and did not travel with it.
"""
import csv
import io
import json
import pathlib
import sys
import tempfile

import cells

CASES = []
DATES = {"baseline": "2025-01-06", "review": "2025-02-17", "final": "2025-04-07"}


def case(function):
    CASES.append(function)
    return function


class Bench:
    """Writes inputs, runs the program, keeps what was wrong."""

    def __init__(self, program, folder):
        self.gas, self.folder, self.faults, self.name = cells.Gas(program), folder, [], ""

    def expect(self, true, text):
        if not true:
            self.faults.append(f"{self.name}: {text}")

    def equal(self, got, want, what=""):
        self.expect(got == want, f"{what} {got!r}, not {want!r}")

    def file(self, name, text):
        path = self.folder / f"{self.name}-{name}"
        path.write_text(text)
        return path

    def table(self, people, name="study.csv"):
        """people: (id, arm, weights or None, {occasion: levels})."""
        lines = ["id,goal,occasion,date,rater,level,weight,arm"]
        for one, arm, weights, occasions in people:
            for occasion, levels in occasions.items():
                lines += [f"{one},g{n},{occasion},{DATES.get(occasion, '2025-03-03')},R,{level},{weights[n] if weights else ''},{arm}"
                          for n, level in enumerate(levels)]
        return self.file(name, "\n".join(lines) + "\n")

    def run(self, *arguments, code=0):
        got, out, err = self.gas(*arguments)
        self.expect(got == code, f"gas {' '.join(map(str, arguments))}: exit {got}, not {code}: {err[:200]}")
        return out, err

    def rows(self, *arguments, code=0):
        return list(csv.DictReader(io.StringIO(self.run(*arguments, "-f", "csv", code=code)[0])))

    def json(self, *arguments, code=0):
        out = self.run(*arguments, "-f", "json", code=code)[0]
        return json.loads(out) if out else {}

    def figure(self, rows, statistic, group="all", measure="t_change"):
        """(value, reason) of a figure at the last occasion."""
        found = [row for row in rows if (row["statistic"], row["group"], row["measure"]) == (statistic, group, measure)]
        return (found[-1]["value"], found[-1]["reason"]) if found else ("", "not there")


def change(before, after):
    return {"baseline": before, "final": after}


TO_ZERO = change((-1, -1, -1), (0, 0, 0))  # a gain of 3 levels: 30 / sqrt(0.7 * 3 + 0.3 * 9) = 13.693
BY_HALVES = change((-2, -1, -1), (-1, 0, 0))  # the same by another route
DOWN = change((-1, 0, 0), (-2, -1, -1))
TWO_UP = change((-1, -1, -1), (0, 0, -1))  # a gain of 2: 9.129
TWO_OTHER = change((-2, -2, -1), (-1, -1, -1))


# equal changes are ties

@case
def opposite_changes_are_a_tie(bench):
    """Changes 13.693 and -13.693: both ranks of |x| are 1.5, V the positive one."""
    rows = bench.rows("summarize", bench.table([("A", "x", None, TO_ZERO), ("B", "x", None, DOWN)]))
    bench.equal(bench.figure(rows, "wilcoxon_v")[0], "1.5", "V")


@case
def equal_changes_have_no_variance(bench):
    """One change twice: no variance, neither in the arm nor between arms alike."""
    people = [("A1", "a", None, TO_ZERO), ("A2", "a", None, BY_HALVES), ("B1", "b", None, BY_HALVES), ("B2", "b", None, TO_ZERO)]
    rows = bench.rows("summarize", bench.table(people), "--by", "arm")
    for statistic, group in (("paired_t", "a"), ("srm", "a"), ("paired_t", "b"), ("welch_t", "a - b"), ("hedges_g", "a - b")):
        bench.equal(bench.figure(rows, statistic, group), ("", "no-variance"), f"{statistic} of {group}")
    bench.equal(float(bench.figure(rows, "sd", "a")[0]), 0.0, "SD")
    more = [("C1", "c", None, TO_ZERO), ("C2", "c", None, BY_HALVES)]
    rows = bench.rows("summarize", bench.table(people + more, "three.csv"), "--by", "arm")
    bench.equal(bench.figure(rows, "anova_f", "all groups"), ("", "no-variance"), "F of three arms alike")


@case
def arms_alike_by_other_routes(bench):
    """Two arms with a gain of 3 and of 2 each: U = 2 pairs won, of 4, ties half: 0.5 + 1 + 0 + 0.5; p 1."""
    people = [("A1", "a", None, TO_ZERO), ("A2", "a", None, TWO_UP), ("B1", "b", None, BY_HALVES), ("B2", "b", None, TWO_OTHER)]
    rows = bench.rows("summarize", bench.table(people), "--by", "arm")
    bench.equal(bench.figure(rows, "mann_whitney_u", "a - b")[0], "2", "U")
    bench.equal(bench.figure(rows, "mann_whitney_p", "a - b")[0], "1", "p")


@case
def weighted_sums_that_are_equal(bench):
    """.06 + .02 - .08 = 0: no change; of two such people no difference to test."""
    levels = change((-2, -1, -1), (-1, 0, -2))
    path = bench.table([(name, "x", (".06", ".02", ".08"), levels) for name in "AB"])
    bench.equal([row["t_change"] for row in bench.rows("score", path, "--occasion", "final")], ["0", "0"], "change")
    bench.equal(bench.figure(bench.rows("summarize", path), "wilcoxon_v"), ("", "no-difference"), "V")


@case
def weights_that_sum_in_another_order(bench):
    """.1 + .2 - .3 = 0, which is 5.6e-17 in doubles."""
    path = bench.table([("A", "x", (".1", ".2", ".3"), change((-2, -2, -1), (-1, -1, -2)))])
    bench.equal([row["t_change"] for row in bench.rows("score", path, "--occasion", "final")], ["0"], "change")


@case
def baselines_alike_under_other_weights(bench):
    """All goals at -2, weights 9 9 9 and 1 1 1: one T of the baseline, so its SD is 0."""
    people = [("A", "x", (9, 9, 9), change((-2, -2, -2), (0, 0, 0))), ("B", "x", (1, 1, 1), change((-2, -2, -2), (-1, 0, 1)))]
    bench.equal(bench.figure(bench.rows("summarize", bench.table(people)), "es_baseline"), ("", "baseline-sd-0"), "effect size")


@case
def kruskal_of_tied_changes(bench):
    """Gains a 3 6 2, b 3 4, c 3 2: ranks 4 7 1.5, 4 6, 4 1.5; H = 12/56 (12.5^2/3 + 10^2/2 + 5.5^2/2) - 24 over 1 - 30/336 = 1.2255."""
    gains = {2: [TWO_UP, TWO_OTHER], 3: [TO_ZERO, BY_HALVES, change((-2, -2, -1), (-1, -1, 0))], 4: [change((-2, -1, -1), (0, 0, 0))],
             6: [change((-2, -2, -1), (0, 0, 1))]}
    people = [(f"{arm}{n}", arm, None, gains[gain].pop(0)) for arm, some in (("a", (3, 6, 2)), ("b", (3, 4)), ("c", (3, 2))) for n, gain in enumerate(some)]
    h = bench.figure(bench.rows("summarize", bench.table(people), "--by", "arm"), "kruskal_h", "all groups")
    want = (12 / 56 * (12.5**2 / 3 + 10**2 / 2 + 5.5**2 / 2) - 24) / (1 - 30 / 336)
    bench.expect(h[0] != "" and abs(float(h[0]) - want) < 1e-10 and f"{want:.4f}" == "1.2255", f"H {h}, not {want}")


# one rule, in every place

def plan(name, goals, ratings, more=""):
    """goals: id: further keys; ratings: (date, occasion, rater, levels)."""
    lines = ["gas: 1", f"id: {name}"] + ([more] if more else []) + ["goals:"]
    for goal, keys in goals.items():
        lines += [f"  - id: {goal}", f"    title: Goal {goal}"] + [f"    {key}" for key in keys]
        lines += ["    scale: {-2: Far below %s, -1: Below %s, 0: As expected of %s, +1: Above %s, +2: Far above %s}" % ((goal,) * 5)]
    lines += ["ratings:"] if ratings else []
    for date, occasion, rater, levels in ratings:
        lines += [f"  - {{date: {date}, occasion: {occasion}{', rater: ' + rater if rater else ''}, levels: {{{levels}}}}}"]
    return "\n".join(lines) + "\n"


@case
def goal_rows_keep_an_ambiguous_baseline(bench):
    """Two baseline entries of one rater: no change, from the plan and from the rows of its goals."""
    text = plan("A", {"walk": [], "cook": []}, [("2025-01-06", "baseline", "R", "walk: -2, cook: -1"), ("2025-01-09", "baseline", "R", "walk: -1"),
                                                ("2025-04-07", "final", "R", "walk: 0, cook: 1")])
    path, rows = bench.file("a.gas.yaml", text), bench.folder / "ambiguous-goals.csv"
    bench.run("score", path, "--goals", "-f", "csv", "-o", rows)
    for source in (path, rows):
        missing = {(row["occasion"], row["measure"]): row["reason"] for row in bench.rows("summarize", source, "--missing")}
        bench.equal(missing.get(("final", "t_change")), "ambiguous-baseline", f"reason from {source.suffix}")


@case
def goal_rows_keep_complete(bench):
    """--complete: an unrated goal bars T, from the plan and from the rows of its goals."""
    path = bench.file("a.gas.yaml", plan("A", {"walk": [], "cook": []}, [("2025-04-07", "final", "R", "walk: 0")]))
    rows = bench.folder / "complete-goals.csv"
    bench.run("score", path, "--goals", "--complete", "-f", "csv", "-o", rows)
    for source, more in ((path, ["--complete"]), (rows, [])):
        bench.equal({row["reason"] for row in bench.rows("summarize", source, *more, "--missing")}, {"incomplete"}, f"reasons from {source.suffix}")


@case
def an_entry_is_whole_by_its_active_goals(bench):
    """One of three goals ended: a later entry that rates it and one more is not whole, though it rates two where two are active."""
    goals = {"walk": [], "cook": [], "swim": ["ended: 2025-02-01", "status: achieved"]}
    part = [("2025-04-06", "final", "R", "walk: +2"), ("2025-04-07", "final", "R", "cook: 0, swim: 0")]
    whole = [part[0], ("2025-04-07", "final", "R", "cook: 0, walk: 0")]
    judged = [part[0], ("2025-04-07", "final", "R", "cook: 0, walk: not-applicable")]
    for ratings, reasons in ((part, {"several-entries"}), (whole, set()), (judged, set())):
        path = bench.file(f"{len(ratings[1][3])}.gas.yaml", plan("A", goals, ratings))
        rows = path.with_suffix(".csv")
        bench.run("score", path, "-f", "csv", "-o", rows)
        for source in (path, rows):
            got = {row["reason"] for row in bench.rows("summarize", source, "--missing") if row["measure"] == "t"}
            bench.equal(got, reasons, f"{ratings[1][3]} from {source.suffix}")


def statuses(bench, ratings, *options):
    path = bench.file("status.gas.yaml", plan("A", {"walk": []}, ratings))
    return {(row["occasion"], row["rater"]): row["status"] for row in bench.rows("score", path, "--goals", *options) if row["level"]}


@case
def status_is_the_raters_own(bench):
    """KM 0 from -2: achieved. The client's first -1, up from -2: improving. Whatever the other said that day, in either order of the file."""
    first = ("2025-01-06", "baseline", "KM", "walk: -2")
    both = [("2025-04-07", "final", "KM", "walk: 0"), ("2025-04-07", "final", "CL", "walk: -1")]
    for ratings in ([first, *both], [first, *both[::-1]], [*both, first]):
        got = statuses(bench, ratings)
        bench.equal((got.get(("final", "KM")), got.get(("final", "CL"))), ("achieved", "improving"), "statuses")
    bench.equal(statuses(bench, [first, *both], "--rater", "KM").get(("final", "KM")), "achieved", "status under --rater")


@case
def the_order_of_a_day_is_not_that_of_the_file(bench):
    """Two entries of one rater on one day, the baseline first: whatever stands first in the file, later rows carry and judge by the review."""
    ratings = [("2025-02-17", "baseline", "R", "walk: -2, cook: -1"), ("2025-02-17", "review", "R", "walk: 0"), ("2025-03-17", "final", "R", "cook: -1")]
    texts = [plan("A", {"walk": [], "cook": []}, some) for some in (ratings, ratings[::-1])]
    for options in (["--carry"], ["--at", "2025-02-20"], ["--goals"], ["--goals", "--carry"], ["--goals", "--at", "2025-02-20"]):
        rows = [bench.rows("score", bench.file("day.gas.yaml", text), *options) for text in texts]
        one, other = (sorted(str(row) for row in some) for some in rows)
        bench.equal(other, one, f"{options}")
    carried = [row["t"] for row in bench.rows("score", bench.file("day.gas.yaml", texts[1]), "--carry") if row["occasion"] == "final"]
    bench.expect(len(carried) == 1 and abs(float(carried[0]) - (50 - 10 / 2.6**0.5)) < 1e-9, f"T {carried} of levels 0 and -1, not 50 - 10 / sqrt(0.7 * 2 + 0.3 * 4)")


REVISED = {"walk": ["status: revised", "ended: 2025-02-17"], "walk-far": ["replaces: walk", "added: 2025-02-17"], "cook": [], "swim": []}


@case
def a_successor_alone_is_active_on_its_first_day(bench):
    """A goal ends and its successor begins on 2025-02-17: three goals are active where there were never more."""
    text = plan("A", REVISED, [("2025-01-06", "baseline", "R", "walk: -1, cook: -1, swim: -1"), ("2025-02-17", "review", "R", "walk: 0, walk-far: -1, cook: 0, swim: 0")])
    path = bench.file("a.gas.yaml", text)
    for option in (["--at", "2025-02-17"], ["--occasion", "review"], ["--at", "2025-02-16"]):
        bench.equal([row["active"] for row in bench.rows("score", path, *option)], ["3"], f"active {option}")
    bench.equal(sorted(row["goal"] for row in bench.rows("score", path, "--goals", "--at", "2025-02-17")), ["cook", "swim", "walk-far"], "goals")


@case
def a_replaced_goal_speaks_for_its_successor_that_day(bench):
    """The old goal alone is rated on the day: T is that of three goals, none unrated, none carried, nothing wrong with the date."""
    text = plan("A", REVISED, [("2025-01-06", "baseline", "R", "walk: -1, cook: -1, swim: -1"), ("2025-02-17", "review", "R", "walk: 0, cook: 0, swim: 0")])
    path = bench.file("a.gas.yaml", text)
    for option in ([], ["--complete"], ["--carry"]):
        row = bench.rows("score", path, "--occasion", "review", *option)[0]
        got = tuple(row.get(name) for name in ("t", "rated", "active", "unrated", "carried"))
        bench.equal(got, ("50", "3", "3", "0", "0"), f"t, rated, active, unrated, carried {option}")
    bench.expect("GAS223" not in bench.run("validate", path, "-f", "text")[0], "GAS223 on the day of the successor")


@case
def not_applicable_is_a_judgement(bench):
    """It bars no T under --complete, nothing is carried over it, and the summary says how many entries lean on it."""
    text = plan("A", {"walk": [], "cook": []}, [("2025-01-06", "baseline", "R", "walk: -1, cook: -1"), ("2025-04-07", "final", "R", "walk: 0, cook: not-applicable")])
    path = bench.file("a.gas.yaml", text)
    for option in (["--complete"], ["--carry"], ["--carry", "--complete"], []):
        row = bench.rows("score", path, "--occasion", "final", *option)[0]
        got = tuple(row.get(name) for name in ("t", "rated", "unrated", "not_applicable", "carried"))
        bench.equal(got, ("50", "1", "0", "1", "0"), f"t, rated, unrated, not_applicable, carried {option}")
    bench.expect("not applicable" in bench.run("summarize", path, "--complete")[0], "the footer counts no entry with goals that are not applicable")


def main():
    import travels, read_back  # more cases
    assert len(CASES) > 45
    program = str(pathlib.Path(sys.argv[1]).resolve())
    wrong, faults = 0, []
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(program, pathlib.Path(folder))
        for function in CASES:
            if len(sys.argv) > 2 and function.__name__ not in sys.argv[2:]:
                continue
            bench.name, bench.faults = function.__name__, []
            try:
                function(bench)
            except (LookupError, ValueError) as gone:  # an output without what the case asks for
                bench.expect(False, f"{type(gone).__name__}: {gone}")
            faults += bench.faults
            wrong += bool(bench.faults)
    print("\n".join(faults) or f"{len(CASES)} cases in {bench.gas.calls} calls")
    if faults:
        print(f"{wrong} of {len(CASES)} cases fail")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.modules["small_cases"] = sys.modules["__main__"]
    sys.exit(main())
