#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Plans, long tables and wide tables say the same, under every option: run.py GAS [--table] [--full] [--seed=TEXT]

Sixty studies (studies.py) are written in each form that can say them (write.py). `gas score` and `gas score --goals` are held to exact arithmetic
(rules.py, oracle.py) in one form and to that form in the others; `summarize`, `agree` and `validate` to the plans; `summarize` of rows that `score` wrote to
`summarize` of the plans. Each run takes some options of each study, so that every cell is met; --full takes all. --table prints how often each
cell was compared, and why an empty one can hold nothing; a cell that is empty for no such reason is a fault. --seed makes other studies of the same kinds.
"""
import collections
import concurrent.futures
import os
import pathlib
import sys
import tempfile

import cells
import dirty
import studies
import write

COMMANDS = {  # command: its options, and every how many-th of them a study takes
    "score": (cells.OF_SCORES, 2), "score --goals": (cells.OF_GOALS, 2), "summarize": (list(cells.GROUPING), 3), "summarize of rows": (list(cells.IN_ROWS), 4),
    "agree": (list(cells.AGREEING), 3), "validate": ([""], 1),
}
KINDS = ("score rows, csv", "score rows, jsonl", "goal rows, csv")
TRAITS = {"start": lambda s: any(p.start for p in s.participants), "target": lambda s: has(s, "target"), "added": lambda s: has(s, "added"),
          "ended": lambda s: has(s, "ended"), "replaces": lambda s: has(s, "replaces"), "a participant never rated": lambda s: s.never_rated(),
          "no dates": lambda s: not s.dated, "two raters": lambda s: len(s.raters()) > 1, "entries without a rater": lambda s: any(
              not e.rater for p in s.participants for e in p.entries), "several entries of an occasion": lambda s: "several entries" in s.traits,
          "two baseline entries": lambda s: "two baselines" in s.traits, "goals' own baselines": lambda s: has(s, "baseline"),
          "domains": lambda s: has(s, "domain"), "-0.5": lambda s: rated(s, "-0.5"), "-3": lambda s: rated(s, "-3"), "words": lambda s: any(rated(s, word) for word in ("more", "as-expected", "partly", "no-change", "worse")),
          "not-applicable": lambda s: rated(s, "not-applicable"), "rho": lambda s: s.rho, "weighting written": lambda s: s.weighting}
TABLE_HAS_NO = "a table has no column for it"
NO_REASON = {}
for trait in ("start", "target", "added", "ended", "replaces"):
    NO_REASON.update({(trait, form): TABLE_HAS_NO for form in ("long", "wide", "shuffled")})
NO_REASON["no dates", "plans"] = "each entry of a plan has a date"
NO_REASON["a participant never rated", "wide"] = "each row of a wide table is an entry"
NO_REASON["summarize of rows --reliability", "goal rows, csv"] = "the index is one of T, not of a goal"
NOTES = (
    "rho and weighting, which a table does not say, are given to its calls by --rho and --weighting, -3 by --six-levels.",
    "Where nobody rated a participant, a long table names them in a row of their own, but not their goals: `active` and `unrated` are not compared there.",
    "--at asks for a day: studies without dates are not in its cells. summarize has no --at: its rows of goals are held to its rows of entries.",
    "The checklist speaks of all entries of the plans, and rows under --occasion or --rater have those alone: it is not compared there.",
    "Without dates the order of the rows is the order in time: rows are shuffled within entries, and participants among each other.",
    "GAS110 is compared without the goal: of a plan it is the whole entry that comes twice.",
)


def has(study, field):
    return any(getattr(goal, field) for p in study.participants for goal in p.goals)


def rated(study, text):
    return any(text in entry.levels.values() for p in study.participants for entry in p.entries)


def written(some, folder):
    for number, study in enumerate(some):
        study.number = number
        study.forms = write.write_forms(study, folder / f"{number:02}")
    return some


def chosen(gas, some, full):
    """The cells of this run."""
    for study in some:
        for command, (options, stride) in COMMANDS.items():
            if study.name in dirty.EXPECTED and command != "validate":
                continue
            place = study.number * 7 + len(command)
            for number, option in enumerate(options):
                if full or (number + place) % stride == 0:
                    yield cells.Cell(gas, study, command, option)


def columns_of(row):
    return KINDS if row.startswith("summarize of rows") else cells.FORMS


def empty_cells(counts, rows):
    return [f"nothing was compared for `{row}` in {column}" for row in rows for column in columns_of(row)
            if counts[row, column] == 0 and (row, column) not in NO_REASON] + [
                f"`{row}` in {column} was compared, though {reason}" for (row, column), reason in NO_REASON.items() if counts[row, column] > 0]


def print_table(counts, rows):
    reasons = list(dict.fromkeys(NO_REASON.values()))
    for heads, some in ((cells.FORMS, [row for row in rows if columns_of(row) == cells.FORMS]), (KINDS, [row for row in rows if columns_of(row) == KINDS])):
        print(f"| compared | {' | '.join(heads)} |\n| --- |{' ---: |' * len(heads)}")
        for row in some:
            print(f"| {row} | " + " | ".join(str(counts[row, head]) if counts[row, head] else f"– ({reasons.index(NO_REASON[row, head]) + 1})"
                                             if (row, head) in NO_REASON else "**0**" for head in heads) + " |")
        print()
    print("\n".join(f"({number}) {reason}" for number, reason in enumerate(reasons, 1)))
    print("\n".join(f"- {note}" for note in NOTES))


def main():
    gas = cells.Gas(str(pathlib.Path(sys.argv[1]).resolve()))
    full = "--full" in sys.argv
    sanitized = os.environ.get("GAS_SANITIZED") == "1"
    seed = next((word[7:] for word in sys.argv if word.startswith("--seed=")), "")
    counts, faults = collections.Counter(), []
    with tempfile.TemporaryDirectory() as folder:
        some = written(studies.corpus(15 if sanitized else 1, seed) + list(dirty.studies()), pathlib.Path(folder))
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            for cell in pool.map(cells.Cell.run, list(chosen(gas, some, full))):
                faults += cell.faults
                counts.update((f"{cell.command} {cell.option}".strip(), form) for form in cell.compared)
                if cell.command == "score":
                    counts.update((trait, form) for trait, there in TRAITS.items() if there(cell.study) for form in cell.compared)
    rows = [f"{command} {option}".strip() for command, (options, _) in COMMANDS.items() for option in options] + list(TRAITS)
    if not sanitized:
        faults += empty_cells(counts, rows)
    if "--table" in sys.argv:
        print_table(counts, rows)
    most = None if full else 40
    print("\n".join(faults[:most] + [f"… {len(faults) - 40} more"] * (most is not None and len(faults) > 40)) or
          f"{len(some)} studies, {sum(counts[key] for key in counts if key[0] not in TRAITS)} comparisons in {gas.calls} calls: all forms say the same")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
