#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""T of a long table with Python's csv module: study_csv.py FILE > scores.csv; with --summary mean and SD of T and change by occasion.

As a researcher would write it, but in one pass: rows of a participant stand together or not, equal weights, rho 0.3.
"""
import csv
import math
import statistics
import sys

RHO = 0.3


def t_score(levels):
    n = len(levels)
    return 50 + 10 * sum(levels) / math.sqrt(n * (1 - RHO) + RHO * n * n)


def read(path):
    people = {}
    with open(path, newline="", encoding="utf-8") as file:
        rows = csv.reader(file)
        next(rows)
        for id_, goal, occasion, date, rater, level in rows:
            people.setdefault(id_, {}).setdefault((occasion, date, rater), {})[goal] = int(level)
    return people


def scores(people):
    for id_, entries in people.items():
        start = next((levels for (occasion, _, _), levels in entries.items() if occasion == "baseline"), {})
        for (occasion, date, rater), levels in entries.items():
            t = t_score(list(levels.values()))
            paired = [goal for goal in levels if goal in start]
            t0 = t_score([start[goal] for goal in paired]) if paired else None
            change = t_score([levels[goal] for goal in paired]) - t0 if paired else None
            yield id_, occasion, date, rater, t, t0, change


def summary(rows):
    """n, mean and SD of T and of change, by occasion."""
    by = {}
    for _, occasion, _, _, t, _, change in rows:
        ts, changes = by.setdefault(occasion, ([], []))
        ts.append(t)
        if change is not None:
            changes.append(change)
    for occasion, (ts, changes) in by.items():
        yield occasion, len(ts), statistics.fmean(ts), sd(ts), statistics.fmean(changes), sd(changes)


def sd(values):
    """The sample SD by two passes: statistics.stdev sums exact fractions, and needs half a minute for 10 million rows."""
    mean = statistics.fmean(values)
    return math.sqrt(math.fsum((value - mean) ** 2 for value in values) / (len(values) - 1))


def main():
    rows = scores(read(sys.argv[-1]))
    out = csv.writer(sys.stdout, lineterminator="\n")
    if "--summary" in sys.argv:
        out.writerow(["occasion", "n", "t_mean", "t_sd", "t_change_mean", "t_change_sd"])
        out.writerows(summary(rows))
        return
    out.writerow(["id", "occasion", "date", "rater", "t", "t_baseline", "t_change"])
    out.writerows(rows)


if __name__ == "__main__":
    main()
