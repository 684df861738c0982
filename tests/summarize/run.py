#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Holds `gas summarize` to R and to itself: run.py GAS REPO [--table]

- every figure of examples/study, without groups, by arm, and by arm and site, against tests/oracle/summarize_expected.csv (R) and
  summarize_ranks_expected.csv (exact counts);
- scores computed in parts, csv, jsonl and goals, in any order, give the same bytes as one run;
- the table of the study, shuffled, gives the same bytes as the plans;
- the correlation of --rho-check against arithmetic done here;
- two published sets of quartiles.

--table prints the statistics compared, each with its largest difference.
"""
import csv
import io
import itertools
import pathlib
import random
import subprocess
import sys
import tempfile

CLOSE = 1e-10


class Run:
    def __init__(self, gas, repo):
        self.gas, self.study, self.repo = gas, str(repo / "examples/study"), repo
        self.faults = []

    def __call__(self, *arguments, stdin=None):
        done = subprocess.run([self.gas, *map(str, arguments)], capture_output=True, input=stdin)
        if done.returncode != 0:
            self.faults.append(f"gas {' '.join(map(str, arguments))[:200]}: exit {done.returncode}: {done.stderr.decode()[:300]}")
        return done.stdout

    def rows(self, *arguments):
        return list(csv.DictReader(io.StringIO(self(*arguments, "-f", "csv").decode())))

    def expect(self, true, text):
        if not true:
            self.faults.append(text)


def against_r(run):
    expected = []
    for name in ("summarize_expected.csv", "summarize_ranks_expected.csv"):
        with open(run.repo / "tests/oracle" / name, newline="") as file:
            expected += csv.DictReader(file)
    key = lambda row: (row["group"], row["occasion"], row["measure"], row["statistic"])
    worst = {}
    for by in ("", "arm", "arm+site"):
        figures = {key(row): row for row in run.rows("summarize", run.study, *(["--by", by.replace("+", ",")] if by else []))}
        for row in (row for row in expected if row["by"] == by):
            got = figures.get(key(row))
            if got is None or (got["value"] == "") != (row["value"] == ""):
                run.faults.append(f"by {by}: {key(row)} is {'not there' if got is None else repr(got['value'])}, the oracle has {row['value']!r}")
                continue
            if row["value"] == "":
                run.expect(got["reason"] != "", f"by {by}: {key(row)} is empty without a reason")
                continue
            a, b = float(got["value"]), float(row["value"])
            difference = abs(a - b) / max(abs(b), 1e-300) if b != 0 else abs(a)
            count, largest = worst.get(row["statistic"], (0, 0.0))
            worst[row["statistic"]] = count + 1, max(largest, difference if abs(b) > 1e-9 else abs(a - b))
            run.expect(abs(a - b) <= CLOSE * max(1.0, abs(b)), f"by {by}: {key(row)} is {a!r}, the oracle has {b!r}")
            run.expect(got["n"] == row["n"], f"by {by}: {key(row)} has n {got['n']}, the oracle has {row['n']}")
    run.expect(len(expected) > 300, f"only {len(expected)} expected figures")
    return len(expected), worst


def parts(run, folder):
    """Files of three parts of the study in every form."""
    made = {}
    for form, options in (("csv", ["-f", "csv"]), ("jsonl", ["-f", "jsonl"]), ("goals", ["--goals", "-f", "csv"])):
        for i in (1, 2, 3):
            path = pathlib.Path(folder) / f"{form}{i}.{'jsonl' if form == 'jsonl' else 'csv'}"
            run("score", run.study, "--shard", f"{i}/3", *options, "-o", path)
            made[form, i] = path
    return made


def same_bytes(run, folder):
    made = parts(run, folder)
    compared = 0
    for options in (["--by", "arm", "-f", "csv"], ["--by", "arm,site", "-f", "json"], ["--occasion", "final"], ["--missing", "-f", "csv"]):
        whole = run("summarize", run.study, *options)
        for order in itertools.permutations((1, 2, 3)):
            for forms in (("csv",) * 3, ("jsonl",) * 3, ("csv", "jsonl", "csv"), ("goals",) * 3):
                got = run("summarize", *(made[form, i] for form, i in zip(forms, order)), *options)
                run.expect(got == whole, f"{forms} {order} {options}: other bytes than one run")
                compared += 1
        joined = b"".join(made["csv", i].read_bytes() for i in (2, 1, 3))  # each with its header
        run.expect(run("summarize", "-", *options, stdin=joined) == whole, f"joined parts {options}: other bytes than one run")
    for options in (["--checklist", "--by", "arm"], ["--rho-check", "-f", "csv"], ["--domain", "--unit", "goal", "-f", "csv"]):
        whole = run("summarize", run.study, *options)
        run.expect(run("summarize", *(made["goals", i] for i in (3, 1, 2)), *options) == whole, f"goals {options}: other bytes than one run")
    return compared


def shuffled_table(run, folder):
    lines = (run.repo / "examples/study.csv").read_text().splitlines()
    rows = lines[1:]
    random.Random(3).shuffle(rows)
    table = pathlib.Path(folder) / "shuffled.csv"
    table.write_text("\n".join([lines[0], *rows]) + "\n")
    for options in (["--by", "arm", "-f", "csv"], ["--unit", "goal", "-f", "csv"], ["--rho-check", "-f", "csv"]):
        run.expect(run("summarize", table, *options) == run("summarize", run.repo / "examples/study.csv", *options), f"shuffled {options}: other bytes")


def correlation(run):
    """Fisher's pairwise correlation, each participant with two goals or more once, from the goals themselves."""
    people = {}
    for row in run.rows("score", run.study, "--goals", "--occasion", "final"):
        if row["level"]:
            people.setdefault(row["id"], []).append(float(row["level"]))
    people = [levels for levels in people.values() if len(levels) > 1]
    m = sum(sum(x) / len(x) for x in people) / len(people)
    v = sum(sum((a - m) ** 2 for a in x) / len(x) for x in people) / len(people)
    pairs = [[(a - m) * (b - m) for a, b in itertools.permutations(x, 2)] for x in people]
    c = sum(sum(p) / len(p) for p in pairs) / len(people)
    for row in run.rows("summarize", run.study, "--rho-check", "--occasion", "final"):
        run.expect(abs(float(row["correlation"]) - c / v) < CLOSE and int(row["participants"]) == len(people),
                   f"correlation {row['correlation']} of {row['participants']}, not {c / v!r} of {len(people)}")


def published_quartiles(run, folder):
    """Turner-Stokes & Williams 2010 (Clin Rehabil 24:66-73): 243 patients, 977 goals, 1 to 6 each; baseline T has median 34.9, IQR 31.9 to 35.5,
    and with every baseline at -2 median 21.0, IQR 19.8 to 22.6. Patients made up so that their numbers of goals and levels give those values."""
    patients = [(17, 6, 0), (70, 5, 0), (20, 4, 1), (65, 4, 0), (45, 3, 2), (5, 3, 0), (14, 2, 0), (7, 1, 0)]  # how many, goals, of them at -2
    run.expect(sum(n for n, _, _ in patients) == 243 and sum(n * goals for n, goals, _ in patients) == 977, "not 243 patients with 977 goals")
    for every, want in ((False, "34.9 [31.9, 35.5]"), (True, "21.0 [19.8, 22.6]")):
        lines, number = ["id,goal,occasion,level"], 0
        for n, goals, low in patients:
            for _ in range(n):
                number += 1
                lines += [f"P{number},g{g},baseline,{-2 if every or g < low else -1}" for g in range(goals)]
        table = pathlib.Path(folder) / "published.csv"
        table.write_text("\n".join(lines) + "\n")
        got = run("summarize", table, "--occasion", "baseline").decode()
        run.expect(want in got.splitlines()[2], f"published {want}, got {got.splitlines()[2]}")


def main():
    run = Run(str(pathlib.Path(sys.argv[1]).resolve()), pathlib.Path(sys.argv[2]).resolve())
    figures, by_statistic = against_r(run)
    worst = max(largest for _, largest in by_statistic.values())
    if "--table" in sys.argv:
        print("| statistic | figures | largest relative difference |\n| --- | ---: | ---: |")
        print("\n".join(f"| `{name}` | {count} | {largest:.1e} |" for name, (count, largest) in by_statistic.items()))
    with tempfile.TemporaryDirectory() as folder:
        compared = same_bytes(run, folder)
        shuffled_table(run, folder)
        published_quartiles(run, folder)
    correlation(run)
    print("\n".join(run.faults[:40]) or f"{figures} figures as the oracles have them, largest relative difference {worst:.1e}; {compared} orders of parts give the bytes of one run")
    return 1 if run.faults else 0


if __name__ == "__main__":
    sys.exit(main())
