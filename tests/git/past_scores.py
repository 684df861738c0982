# SPDX-License-Identifier: MIT
"""A score of the past that moved: the guard, the gate and the report name the same changes.

T of two equal goals with rho 0.3 is 50 + 10 sum / sqrt(2 * 0.7 + 4 * 0.3) = 50 + 6.2017 sum, with rho 0.5 50 + 10 sum / sqrt(3) = 50 + 5.7735 sum;
of one goal 50 + 10 level.
"""
import csv
import io
import json

from support import FILE, MAY, PLAN, holds, rating, same, swap

BASELINES = swap(swap(PLAN, "    title: Sleep through the night\n", "    title: Sleep through the night\n    baseline: -2\n"),
                 "    title: Walk to the shop\n", "    title: Walk to the shop\n    baseline: -2\n")
WITHOUT_ENTRY = swap(BASELINES, "  - date: 2026-01-12\n    occasion: baseline\n    levels: {sleep: -2, walk: -2}\n", "")
HALF_RATED = swap(PLAN, "{sleep: 0, walk: -1}  # tired", "{sleep: 0}")
RHO = swap(PLAN, "start: 2026-01-12\n", "start: 2026-01-12\nscoring: {rho: 0.5}\n")


def told(repo, old, new, fails):
    """The findings of history between two versions, which the gate must agree with, and those that the report marks."""
    repo.commit("old", {FILE: old})
    repo.write(FILE, new)
    done = repo.gas("validate", "--since", "HEAD", "--strict", "--select", "GAS401,GAS402,GAS403", "-f", "csv", expect=int(fails))
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    report = list(csv.DictReader(io.StringIO(repo.gas("diff", "--git", "-f", "csv").stdout)))
    same(len(rows), sum(row["severity"] == "warning" for row in report), "warnings of the guard and of the report")
    repo.gas("diff", "--git", "--fail-on", "past-score", expect=int(fails))
    repo.gas("diff", "--git", "--exit-code", "--only", "past-score", expect=int(fails))
    return [(row["rule"], row["line"], row["message"]) for row in rows]


def each_cause(sandbox):
    repo = sandbox.repo()
    # the change in March: ((0 + 2) + (-1 + 2)) * 6.2017 = 18.6, then ((0 + 1) + (-1 + 2)) * 6.2017 = 12.4
    moved = WITHOUT_ENTRY.replace("baseline: -2", "baseline: -1", 1)
    line = str(moved[:moved.index("baseline: -1")].count("\n") + 1)
    same(told(repo, WITHOUT_ENTRY, moved, True),
         [("GAS403", line, 'the baseline of goal "sleep" was -2 and is now -1; the change of 2026-03-02 was 18.6 and is now 12.4')])
    # sums -4 and -1: T 25.2 and 43.8, then 26.9 and 44.2
    same(told(repo, PLAN, RHO, True), [("GAS403", "5", "rho was 0.3 and is now 0.5; T of 2026-03-02 was 43.8 and is now 44.2; 1 other entry moved too")])
    # back again: nothing of it stands in the new text, and it is told at the ratings
    same(told(repo, RHO, PLAN, True)[0][0::2], ("GAS403", "rho was 0.5 and is now 0.3; T of 2026-03-02 was 44.2 and is now 43.8; 1 other entry moved too"))
    # one goal at 0: T 50; two, sum 2: 62.4
    rated = swap(HALF_RATED, "{sleep: 0}", "{sleep: 0, walk: +2}")
    same(told(repo, HALF_RATED, rated, True)[0][0::2], ("GAS403", 'the rating of goal "walk" on 2026-03-02 was added; T of 2026-03-02 was 50 and is now 62.4'))
    holds(repo.gas("diff", "--git").stdout, "T 50.0 -> 62.4 (+12.4)")
    # weights 1 and 3 of goals that were not weighted before: 50 - 10 (0 * 1 + 1 * 3) / sqrt(0.7 * 10 + 0.3 * 16) = 41.3; the goals were rated
    weighted = WITHOUT_ENTRY.replace("baseline: -2", "baseline: -2\n    weight: 1", 1)
    weighted = swap(weighted, "walk\n    title: Walk to the shop\n", "walk\n    title: Walk to the shop\n    weight: 3\n")
    same([rule for rule, _, _ in told(repo, WITHOUT_ENTRY, weighted, True)], ["GAS402", "GAS402"])


def what_others_tell(sandbox):
    """What GAS401 and GAS402 tell is told once; work that moves no score of the past is not told."""
    repo = sandbox.repo()
    same(told(repo, PLAN, MAY, False), [])
    ended = swap(PLAN, "    title: Walk to the shop\n", "    title: Walk to the shop\n    ended: 2026-04-01\n    status: discontinued\n")
    same(told(repo, PLAN, ended, False), [])
    same([rule for rule, _, _ in told(repo, PLAN, swap(PLAN, "sleep: 0,", "sleep: +1,"), True)], ["GAS401"])
    gone = PLAN[:PLAN.index("  - id: walk")] + PLAN[PLAN.index("ratings:"):].replace(", walk: -2", "").replace(", walk: -1", "")
    repo.commit("two goals", {FILE: PLAN})
    repo.write(FILE, gone)
    rows = list(csv.DictReader(io.StringIO(repo.gas("validate", "--since", "HEAD", "--select", "GAS401,GAS402,GAS403", "-f", "csv").stdout)))
    same([row["rule"] for row in rows], ["GAS401", "GAS401"])
    # a slip that is mended and says so
    repo.commit("half", {FILE: HALF_RATED})
    repo.write(FILE, swap(HALF_RATED, "{sleep: 0}", "{sleep: 0, walk: +2}  # gas: ignore[GAS403] found in the notes"))
    repo.gas("validate", "--since", "HEAD", "--strict", "--select", "GAS4,GAS0")


def flags_of_a_commit(sandbox):
    """A commit of 4 May: 92 days after 1 February (27 + 31 + 30 + 4), and 92 before 4 August (27 + 30 + 31 + 4)."""
    repo = sandbox.repo()
    repo.commit("first", {FILE: PLAN})
    text = MAY
    for dates, days in ((["2026-08-04"], ("0", "-92", "dated ahead")), (["2026-02-01"], ("92", "92", "late")),
                        (["2026-02-02", "2026-08-05"], ("91", "-93", "late, dated ahead")), (["2026-05-03"], ("1", "1", ""))):
        text += "".join(rating(date, "0", "0") for date in dates)
        repo.commit("more", {FILE: text})
        row = list(csv.DictReader(io.StringIO(repo.gas("history", FILE, "-f", "csv").stdout)))[-1]
        same((row["days"], row["days_least"], row["flag"]), days)
        row = json.loads(repo.gas("history", FILE, "-f", "json").stdout)["rows"][-1]
        same((str(row["days"]), str(row["days_least"]), row["flag"] or ""), days)
        for form in ("table", "tsv", "jsonl"):
            holds(repo.gas("history", FILE, "-f", form).stdout.splitlines()[-1], days[0], days[1], days[2])
    # a table of rows without a range has no second column
    repo = sandbox.repo("short")
    repo.commit("first", {FILE: PLAN[:PLAN.index("  - date: 2026-03-02")]})
    same("days_least" in repo.gas("history", FILE).stdout, False)
