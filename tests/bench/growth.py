#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Times every command on inputs that grow in one direction, at n and at 10 n, and prints the figures as Markdown.

    growth.py --gas build/release/gas [--only WORD] [--most RATIO] [--times 3]

The figures are seconds of the processor, the least of several runs, and what one run needs however small its input is taken off. Where ten times as much takes
more than --most times as long, the line ends in `!`; exit status 1 then, 2 where a command failed, else 0. What takes less than 0.02 s at 10 n is not judged.
"""
import argparse
import os
import resource
import subprocess
import sys
import tempfile
from datetime import date, timedelta

NOTHING = 0.02      # seconds below which a ratio says nothing
DAY = date(2020, 1, 1)


def day(i):
    return (DAY + timedelta(days=i)).isoformat()


def goal(name, more=""):
    scale = "".join(f"      {level:+d}: Walks {5 + level} {name} blocks\n" for level in range(-2, 3)).replace("+0", "0")
    return f"  - id: {name}\n    title: Walk {name}\n    target: 2026-04-12\n{more}    scale:\n{scale}"


def entry(when, levels, occasion="review", rater="AB"):
    return f"  - date: {when}\n    occasion: {occasion}\n    rater: {rater}\n    levels: {{{levels}}}\n"


def plan(goals=None, ratings="", head="", name="P1"):
    goals = goal("a", "    baseline: -1\n") if goals is None else goals
    return f"gas: 1\nid: {name}\nstart: 2020-01-01\n{head}goals:\n{goals}" + (f"ratings:\n{ratings}" if ratings else "")


def names(n, before="g"):
    return [f"{before}{i}" for i in range(n)]


def rated(some, level):
    return ", ".join(f"{one}: {level(i) if callable(level) else level}" for i, one in enumerate(some))


# A line of very many would be read by the slower of two readers, and say nothing of growth: lists stand in lines of their own.

def in_lines(some):
    return "".join(f"      - {one}\n" for one in some)


def entry_in_lines(when, some, level, occasion="review"):
    lines = "".join(f"      {one}: {level(i) if callable(level) else level}\n" for i, one in enumerate(some))
    return f"  - date: {when}\n    occasion: {occasion}\n    rater: AB\n    levels:\n{lines}"


def levels_in_turn(i):
    return ("-1", "0", "+1", "partly", "-2")[i % 5]


# Plans: what grows, and how far. What GAS015 limits goes up to its limit, the rest to what a megabyte or two holds.

def entries(n):
    return plan(goal("a") + goal("b"), entry(day(0), "a: -1, b: -2", "baseline") + "".join(entry(day(i + 1), f"a: {levels_in_turn(i)}, b: -1") for i in range(n)))


def raters(n):
    return plan(goal("a") + goal("b"), "".join(entry(day(0), "a: -1, b: -2", "baseline", r) for r in names(n // 2, "r")) +
                "".join(entry(day(9), f"a: {levels_in_turn(i)}, b: -1", "review", r) for i, r in enumerate(names(n - n // 2, "r"))))


def other_raters(n):
    return plan(goal("a") + goal("b"), entry(day(0), "a: -1, b: -2", "baseline", "X") +
                "".join(entry(day(9), f"a: {levels_in_turn(i)}, b: -1", "review", r) for i, r in enumerate(names(n, "r"))))


def occasions(n):
    return plan(goal("a", "    baseline: -1\n"), "".join(entry(day(i), "a: 0", o) for i, o in enumerate(names(n, "week-"))))


def goals(n):
    some = names(n)
    return plan("".join(goal(g) for g in some), entry_in_lines(day(0), some, -1, "baseline") +
                entry_in_lines(day(90), some, levels_in_turn) + entry_in_lines(day(180), reversed(some), "partly"))


def goals_rated_apart(n):
    some = names(n)
    return plan("".join(goal(g, "    baseline: -1\n") for g in some), "".join(entry(day(i), f"{g}: 0") for i, g in enumerate(some[:199])))


def successors(n):
    return plan("".join(goal(g, f"    replaces: g{i - 1}\n    added: {day(i)}\n" if i else "") for i, g in enumerate(names(n))), entry(day(n), "g0: 0"))


def needs(n):
    return plan(goal("a", "    baseline: -1\n    addresses:\n" + in_lines(names(n, "n"))), entry(day(9), "a: 0"),
                "needs:\n" + "".join(f"  - {{id: {one}, text: Wakes at {one}}}\n" for one in names(n, "n")))


def unknown_needs(n):
    return plan(goal("a", "    baseline: -1\n    addresses:\n" + in_lines(names(n, "m"))), "",
                "needs:\n" + "".join(f"  - {{id: {one}, text: Wakes at {one}}}\n" for one in names(n, "n")))


def interventions(n):
    return needs(n).replace("needs:", "interventions:").replace("addresses:", "interventions:")


def wrong_ids(n):
    return plan(None, entry(day(9), rated(names(n, "wrong"), 0)))


def wrong_ids_of_many(n):
    return plan("".join(goal(g, "    baseline: -1\n") for g in names(99, "goal")), entry(day(9), rated(names(n, "gaol"), 0)))


def covariates(n):
    return plan(None, entry(day(9), "a: 0"), "covariates:\n" + "".join(f"  c{i}: {i}\n" for i in range(n)))


def unknown_keys(n):
    return plan(None, entry(day(9), "a: 0"), "".join(f"key{i}: {i}\n" for i in range(n)))


def repeated_keys(n):
    return plan(None, entry(day(9), "a: 0")) + "id: P1\n" * n


def repeated_covariates(n):
    return plan(None, entry(day(9), "a: 0"), "covariates:\n" + "  arm: x\n" * n)


def repeated_ratings(n):
    return plan(None, entry(day(9), ", ".join(["a: 0"] * n)))


def repeated_entries(n):
    return plan(None, entry(day(9), "a: 0") * n)


def repeated_goals(n):
    return plan(goal("a", "    baseline: -1\n") * n)


def repeated_levels(n):
    return plan(goal("a", "    baseline: -1\n") + "      0: Walks on\n" * n)


def wrong_levels(n):
    return plan(goal("a", "    baseline: -1\n") + "".join(f"      {i}: Walks on\n" for i in range(3, n)))


def wrong_values(n):
    return plan(None, "".join(entry(day(i), "a: seven") for i in range(n)))


def readings(n):
    return plan(None, entry(day(9), "a: 0")) + "measures:\n  - id: phq9\n    title: PHQ-9\n    readings:\n" + "".join(f"      {day(i)}: {i % 27}\n" for i in range(n))


def measures(n):
    return plan(None, entry(day(9), "a: 0")) + "measures:\n" + "".join(f"  - {{id: m{i}, title: M, readings: {{2026-01-01: 3}}}}\n" for i in range(n))


def documents(n):
    return "---\n".join(plan(None, entry(day(9), "a: 0"), name=f"P{i}") for i in range(n))


def documents_of_one(n):
    return "---\n".join(plan(None, entry(day(9), "a: 0")) for i in range(n))


def findings(n):
    return plan("".join(goal(g).replace("    target: 2026-04-12\n", "") for g in names(n)), entry(day(9), "g0: -0.5"))


def broken_documents(n):
    return "---\n".join(plan(None, entry(day(9), "a: 0")).replace("title: ", "title: [", 1) for i in range(n))


def ignores(n):
    return "".join(f"# gas: ignore[GAS203] nothing {i}\n" for i in range(n)) + plan(None, entry(day(9), "a: 0"))


def comments(n):
    return plan(None, entry(day(9), "a: 0")) + "# nothing to see\n" * n


def text_lines(n):
    return plan(goal("a", "    baseline: -1\n") + goal("b", "    baseline: -1\n").replace("Walks 6 b blocks", "|\n" + "          and on\n" * n))


def tabs(n):
    return plan(None, entry(day(9), "a: 0")) + "\tgas: 1\n" * n


def conflicts(n):
    return plan(None, "".join(f"<<<<<<< ours\n{entry(day(i), 'a: 0')}=======\n{entry(day(i), 'a: 1')}>>>>>>> theirs\n" for i in range(n)))


# Tables: the same, a row a rating.

def table(rows, columns="id,goal,occasion,date,rater,level"):
    return columns + "\n" + "".join(row + "\n" for row in rows)


def t_participants(n):
    return table(f"P{i},{g},{o},{d},AB,{level}" for i in range(n) for g in "ab" for o, d, level in (("baseline", day(0), -2), ("final", day(90), i % 3 - 1)))


def t_unsorted(n):
    return table(f"P{i},{g},{o},{d},AB,{level}" for g in "ab" for o, d, level in (("baseline", day(0), -2), ("final", day(90), 0)) for i in range(n))


def t_entries(n):
    return table(f"P1,{g},{'review' if i else 'baseline'},{day(i)},AB,{level}" for i in range(n) for g, level in (("a", i % 3 - 1), ("b", -1)))


def t_words(n):
    return table(f"P1,{g},{'review' if i else 'baseline'},{day(i)},AB,{'partly' if i else -1}" for i in range(n) for g in "ab")


def t_raters(n):
    return table(f"P1,a,{o},{day(9)},r{i},{i % 3 - 1}" for i in range(n // 2) for o in ("baseline", "final"))


def t_undated(n):
    return table((f"P1,a,{o},r{i},{i % 3 - 1}" for i in range(n // 2) for o in ("baseline", "final")), "id,goal,occasion,rater,level")


def t_goals(n):
    return table(f"P1,g{i},{o},{d},AB,{level}" for o, d, level in (("baseline", day(0), -2), ("final", day(90), "partly")) for i in range(n))


def t_arms(n):
    return table((f"P{i},a,{o},{d},AB,{level},arm{i}" for i in range(n) for o, d, level in (("baseline", day(0), -2), ("final", day(90), i % 3 - 1))),
                 "id,goal,occasion,date,rater,level,arm")


def t_occasions(n):     # of few people: who has no entry at an occasion is told of each
    return table(f"P{i % 20},a,week-{i},{day(9)},AB,{i % 3 - 1}" for i in range(n))


def t_rater_names(n):
    return table(f"P{i},a,final,{day(9)},r{i},{i % 3 - 1}" for i in range(n))


def t_goal_names(n):
    return table(f"P{i},g{i},final,{day(9)},AB,{i % 3 - 1}" for i in range(n))


def t_columns(n):
    return table((f"P{i},a,final,{day(9)},AB,0," + ",".join("x" * n) for i in range(3)), "id,goal,occasion,date,rater,level," + ",".join(names(n, "c")))


def t_same_columns(n):
    return table((f"P{i},a,final,{day(9)},AB,0," + ",".join("x" * n) for i in range(3)), "id,goal,occasion,date,rater,level," + ",".join(["c"] * n))


def t_wide(n):
    return table((f"P{i},{o},{day(9)},AB," + ",".join(str(j % 3 - 1) for j in range(n)) for i in range(3) for o in ("baseline", "final")),
                 "id,occasion,date,rater," + ",".join(f"level_{g}" for g in names(n)))


def t_bad_cells(n):
    return table(f"P{i},a,final,{day(9)},AB,seven" for i in range(n))


def t_varying(n):
    return table((f"P1,a,final,{day(i)},AB,0,arm{i}" for i in range(n)), "id,goal,occasion,date,rater,level,arm")


def t_twice(n):
    return table(f"P1,a,final,{day(9)},AB,0" for _ in range(n))


def t_ragged(n):
    return table(f"P{i},a,final,{day(9)},AB,0,1,2,3" for i in range(n))


def t_line_breaks(n):
    return table((f"P{i},a,final,{day(9)},AB,0," + ",".join(['"x\nx"'] * n) for i in range(3)), "id,goal,occasion,date,rater,level," + ",".join(names(n, "c")))


def t_hidden(n):
    return table((f"P{i},a,final,{day(9)},AB,0," + ",".join(["x\u00ad"] * n) for i in range(3)), "id,goal,occasion,date,rater,level," + ",".join(names(n, "c")))


def t_quotes(n):
    return table(f'P{i},a,final,{day(9)},"A ""B""",0' for i in range(n))


LIMIT = 1990        # goals or entries of one participant, and room for a baseline: GAS015
COLUMNS = 16000     # a little below its limit of them
KINDS = [
    # what grows, 10 n, whether commands may refuse it
    (entries, LIMIT, False), (raters, LIMIT, False), (other_raters, LIMIT, False), (occasions, LIMIT, False), (goals, LIMIT, False),
    (goals_rated_apart, LIMIT, False), (successors, LIMIT, False), (needs, 20000, False), (unknown_needs, 20000, True), (interventions, 20000, False),
    (wrong_ids, 50000, True), (wrong_ids_of_many, 50000, True), (covariates, COLUMNS, False), (unknown_keys, 50000, True), (repeated_keys, 50000, True),
    (repeated_covariates, 50000, True), (repeated_ratings, 50000, True), (repeated_entries, LIMIT, True), (repeated_goals, LIMIT, True), (repeated_levels, 50000, True),
    (wrong_levels, 50000, True), (wrong_values, LIMIT, True), (readings, 20000, False), (measures, 20000, False), (documents, 5000, False),
    (documents_of_one, 5000, False), (broken_documents, 5000, True), (findings, LIMIT, False), (ignores, 50000, False), (comments, 100000, False), (text_lines, 50000, False), (tabs, 50000, True), (conflicts, 20000, True),
    (t_participants, 20000, False), (t_unsorted, 20000, False), (t_entries, LIMIT, False), (t_words, LIMIT, False), (t_raters, LIMIT, False), (t_undated, LIMIT, False),
    (t_goals, LIMIT, False), (t_arms, 20000, False), (t_occasions, 20000, False), (t_rater_names, 20000, False), (t_goal_names, 20000, False),
    (t_columns, COLUMNS, False), (t_same_columns, COLUMNS, True), (t_line_breaks, COLUMNS, True), (t_hidden, COLUMNS, True),
    (t_wide, LIMIT, False), (t_bad_cells, 100000, True), (t_varying, LIMIT, True), (t_twice, 100000, True),
    (t_ragged, 100000, True), (t_quotes, 100000, False),
]

OF_BOTH = [
    ("validate", "validate --info FILE"), ("validate pretty", "validate --info -f pretty FILE"), ("score", "score FILE"), ("score csv", "score -f csv FILE"), ("score --goals", "score --goals -f csv FILE"),
    ("score --goals --carry", "score --goals --carry --stall-after 30 -f csv FILE"), ("score --goals --at", "score --goals --at 2026-06-01 -f csv FILE"), ("score --at", "score --at 2026-06-01 -f csv FILE"), ("score --carry", "score --carry -f csv FILE"),
    ("summarize", "summarize FILE"), ("agree", "agree FILE"),
    ("trend", "trend --at 2026-06-01 --raters -f csv FILE"), ("attention", "trend --at 2026-06-01 --needs-attention FILE"), ("milestones", "trend --at 2026-06-01 --milestones FILE"),
    ("due", "due --at 2026-06-01 --rate-every 28 FILE"), ("caseload", "caseload --at 2026-06-01 --sort attention FILE"),
]
OF_ARMS = [("summarize --by", "summarize --by arm FILE")]
OF_PLANS = [
    ("show", "show --at 2026-06-01 FILE"), ("diff", "diff CHANGED FILE"), ("diff back", "diff FILE CHANGED"), ("diff json", "diff -f json CHANGED FILE"), ("textconv", "textconv FILE"), ("merge", "git-merge-driver BASE OURS FILE 7 p.gas.yaml"),
]
OPTIONS = {"t_wide": " --wide {field}_{goal}"}
CODES = {"validate": (0, 1), "diff": (0, 1), "git-merge-driver": (0, 1)}


def changed(text):
    """The same plan, each level another and each text another: what two plans can differ in."""
    return text.replace(": 0", ": +1").replace(": -1", ": -2").replace("Walk", "Run").replace("Wakes", "Sleeps")


def seconds(command, times, prepare=lambda: None):
    """The least processor time of `command`, with `prepare` called before each run, and its exit status; a run of over 2 s is not repeated."""
    least = code = None
    for _ in range(times):
        prepare()
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        with open(os.devnull, "w") as nothing:
            try:
                code = subprocess.run(command, stdout=nothing, stderr=nothing, check=False, timeout=120).returncode
            except subprocess.TimeoutExpired:
                return 120.0, 0
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        took = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
        least = took if least is None else min(least, took)
        if least > 2:
            break
    return least, code


def command_line(gas, words, paths):
    return [gas, *(paths.get(word, word) for word in words.split())]


def write(folder, name, text):
    path = os.path.join(folder, name)
    with open(path, "w", encoding="utf-8") as out:
        out.write(text)
    return path


def inputs(folder, kind, n):
    """Files of `kind` at `n`, by the words that command lines call them."""
    text = kind(n)
    ending = "csv" if kind.__name__.startswith("t_") else "gas.yaml"
    paths = {"FILE": write(folder, f"new.{ending}", text)}
    if ending != "csv":
        paths["CHANGED"] = write(folder, "old.gas.yaml", changed(text))
        paths["BASE"] = write(folder, "base.gas.yaml", text.replace("Walk ", "March ", 1))
        paths["OURS"] = write(folder, "ours.gas.yaml", changed(text))
    return paths


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--gas", required=True)
    options.add_argument("--only", default="", help="kinds or commands whose name has this in it")
    options.add_argument("--most", type=float, default=14, help="how many times as long 10 n may take (default 14)")
    options.add_argument("--from", dest="first", default="", help="begin with this kind")
    options.add_argument("--times", type=int, default=3)
    asked = options.parse_args()
    bad = failed = 0
    with tempfile.TemporaryDirectory() as folder:
        nothing, _ = seconds([asked.gas, "score", write(folder, "one.gas.yaml", plan(None, entry(day(9), "a: 0")))], 10)
        print(f"A run on a plan of one goal takes {nothing:.3f} s, which is taken off.\n\n| grows | command | n | s | 10 n | s | ratio |")
        print("| --- | --- | ---: | ---: | ---: | ---: | ---: |")
        order = [kind.__name__ for kind, _, _ in KINDS]
        for kind, most, refused in KINDS[order.index(asked.first) if asked.first else 0:]:
            name = kind.__name__
            of_kind = OF_BOTH + (OF_ARMS if kind is t_arms else [] if name.startswith("t_") else OF_PLANS)
            chosen = [(call, words + OPTIONS.get(name, "")) for call, words in of_kind if asked.only in name or asked.only in call]
            times = {}
            for n in (most // 10, most):
                for call, words in chosen:
                    paths = inputs(folder, kind, n)
                    again = lambda: inputs(folder, kind, n) if "OURS" in words else None    # which the merge driver changes
                    took, code = seconds(command_line(asked.gas, words, paths), asked.times, again)
                    times.setdefault(call, []).append(max(took - nothing, 0.0005))
                    if code not in CODES.get(words.split()[0], (0,)) and not (code == 2 and (refused or call in ("agree", "summarize"))) and not (refused and code == 1):
                        print(f"{name} at {n}: gas {words} exits {code}", file=sys.stderr)
                        failed += 1
            for call, (small, large) in times.items():
                ratio = large / small
                told = large > NOTHING and ratio > asked.most and large > asked.most * NOTHING / 10
                bad += told
                print(f"| {name} | {call} | {most // 10} | {small:.3f} | {most} | {large:.3f} | {ratio:.1f}{' !' if told else ''} |", flush=True)
    sys.exit(2 if failed else 1 if bad else 0)


if __name__ == "__main__":
    main()
