#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Small studies at random, seeded: studies.py GAS [--count N] [--seed S]

One to eight people with one to four goals, in one to three arms, some of one person, some whose people all gain the same; equal weights or not, ratings
missing or not, with a baseline or not. Whatever `gas summarize` and `gas agree` say of them is a finite number or a reason from the list: every p within 0..1,
no coefficient above 1, every estimate within its interval. Where every goal weighs the same, the ranks of the changes are those of the gains in
levels: the rank tests must be those that tests/oracle/ranks.py counts from these whole numbers.
"""
import argparse
import collections
import concurrent.futures
import json
import math
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "oracle"))
import ranks  # noqa: E402

REASONS = {"no-value", "too-few", "no-variance", "no-difference", "baseline-sd-0", "not-computed"}
AGREE_REASONS = {"no-pairs", "not-defined", "negative-variance", "too-few", "not-computed"}
REFUSALS = re.compile(r"no participant has been rated|there is no participant|no participant has the covariate|the plans have \d+ raters?, not two"
                      r"|the two have rated no goal|no rating entry has")
INTERVALS = {"": ("mean", "share"), "difference_": ("difference",), "hedges_lehmann_": ("hedges_lehmann",), "hedges_g_": ("hedges_g",)}
CLOSE = 1e-9
WEIGHTS = (1, 2, 3, 9, 0.1, 0.2, 0.3, 0.06, 0.02, 0.08, 0.7, 1.5)


class Study:
    """A table of ratings, and the gains in levels by arm where the ranks of T hang on nothing else."""

    def __init__(self, rng):
        people, goals, arms = rng.randint(1, 8), rng.randint(1, 4), rng.randint(1, 3)
        weighting = rng.choice(("none", "none", "equal", "various"))
        missing = rng.choice((0, 0, 0.2, 0.6))
        with_baseline = rng.random() < 0.85
        same_gain = rng.choice((None, None, 1, 2, 0))
        lone_arm = rng.random() < 0.3
        self.counted = weighting in ("none", "equal") and missing == 0 and with_baseline
        self.gains = collections.defaultdict(list)
        weights = [rng.choice(WEIGHTS) for _ in range(goals)]
        self.lines = ["id,goal,occasion,level,arm,domain" + (",weight" if weighting != "none" else "")]
        for p in range(people):
            arm = "a" if lone_arm and p == 0 else f"{'abc'[rng.randrange(arms)]}{'2' if lone_arm else ''}"
            own = weights if rng.random() < 0.5 else [rng.choice(WEIGHTS) for _ in range(goals)]
            before = [rng.choice((-2, -1, -1, -1, 0)) for _ in range(goals)]
            if same_gain is None:
                after = [rng.randint(-2, 2) for _ in range(goals)]
            else:  # all gain the same, by routes of their own
                after = list(before)
                for _ in range(same_gain):
                    able = [g for g in range(goals) if after[g] < 2]
                    after[rng.choice(able)] += 1
            for g in range(goals):
                weight = {"none": "", "equal": f",{weights[0]}", "various": f",{own[g]}"}[weighting]
                for occasion, level in (("baseline", before[g]), ("final", after[g])):
                    if (occasion == "baseline" and not with_baseline) or rng.random() < missing:
                        level = "" if with_baseline or occasion == "final" else None
                    if level is not None:
                        self.lines.append(f"P{p},g{g},{occasion},{level},{arm},d{g % 2}{weight}")
            self.gains[arm].append(sum(after) - sum(before))
        self.options = rng.choice(([], [], [], ["--domain"], ["--unit", "goal"], ["--change"], ["--domain", "--change"]))


def rated_twice(rng):
    """A table of two raters, who agree, differ by one level, exchange their levels, or rate as they please."""
    people, goals = rng.randint(1, 8), rng.randint(1, 4)
    how = rng.choice(("equal", "shifted", "exchanged", "free", "free", "lowest", "one differs"))
    weighted = rng.random() < 0.4
    lines = ["id,goal,occasion,rater,level" + (",weight" if weighted else "")]
    for p in range(people):
        for g in range(goals):
            a = rng.randint(-2, 1)
            b = {"equal": a, "shifted": a + 1, "exchanged": -1 - a, "lowest": -2, "one differs": a + (p + g == 0)}.get(how, rng.randint(-2, 2))
            a = -2 if how == "lowest" else (p % 2) - 1 if how == "exchanged" else a
            b = -1 - a if how == "exchanged" else b
            weight = f",{rng.choice(WEIGHTS)}" if weighted else ""
            lines += [f"P{p},g{g},final,R1,{a}{weight}"] + ([f"P{p},g{g},final,R2,{b}{weight}"] if rng.random() < 0.97 else [])
    return lines


def ran(gas, *arguments):
    done = subprocess.run([gas, *arguments], capture_output=True, text=True)
    faults = []
    if "fault of gas" in done.stderr or "Sanitizer" in done.stderr or "runtime error" in done.stderr:
        faults.append(done.stderr.strip()[:300])
    elif done.returncode == 2 and REFUSALS.search(done.stderr):
        return None, faults
    if done.returncode != 0:
        return None, faults or [f"exit {done.returncode}: {done.stderr.strip()[:300]}"]
    return json.loads(done.stdout)["rows"], faults


def number_faults(name, value, reason, known):
    if value is None:
        return [] if reason in known else [f"{name}: empty, reason {reason!r}"]
    return [] if math.isfinite(value) else [f"{name}: {value}"]


def within(low, value, high):
    slack = CLOSE * max(1, abs(value))
    return (low is None or low <= value + slack) and (high is None or value <= high + slack)


def figure_faults(rows):
    blocks = collections.defaultdict(dict)
    for row in rows:
        name = f"{row['group']} {row['occasion']} {row['measure']} {row['statistic']}"
        yield from number_faults(name, row["value"], row["reason"], REASONS)
        blocks[row["group"], row["occasion"], row["measure"], row["domain"]][row["statistic"]] = row["value"]
    for key, figures in blocks.items():
        for statistic, value in figures.items():
            lowest, highest = (0, 1) if statistic.endswith("_p") or statistic == "share" else (-1, 1) if statistic == "rank_biserial" else (-math.inf, math.inf)
            if value is not None and not lowest <= value <= highest:
                yield f"{key} {statistic}: {value}"
        for prefix, estimates in INTERVALS.items():
            for estimate in estimates:
                value, low, high = figures.get(estimate), figures.get(prefix + "ci_low"), figures.get(prefix + "ci_high")
                if value is None and (low is not None or high is not None) and estimate in figures:
                    yield f"{key} {estimate}: an interval of nothing"
                if value is not None and not within(low, value, high):
                    yield f"{key} {estimate}: {value} outside {low} to {high}"


def count_faults(study, rows):
    """The rank tests of the change of T against those of the gains in levels."""
    got = {(row["group"], row["statistic"]): row["value"] for row in rows if row["measure"] == "t_change" and row["occasion"] == "final"}
    groups = sorted(study.gains)
    expected = {(arm, s): v for arm in groups for s, v in ranks.one_sample(study.gains[arm]).items() if not s.startswith("hodges")}
    if len(groups) == 2:
        pair = ranks.two_samples(*(study.gains[arm] for arm in groups))
        expected |= {(" - ".join(groups), s): v for s, v in pair.items() if not s.startswith("hodges")}
    elif len(groups) > 2:
        expected["all groups", "kruskal_h"] = ranks.kruskal([study.gains[arm] for arm in groups])["kruskal_h"]
    for key, value in expected.items():
        mine = got.get(key)
        if key not in got or (mine is None) != (value is None) or (value is not None and abs(mine - value) > CLOSE * max(1, abs(value))):
            yield f"{key}: {mine}, counted from the levels {value}"


def agree_faults(rows):
    for row in rows:
        name = row["statistic"]
        yield from number_faults(name, row["value"], row["reason"], AGREE_REASONS)
        bounded = name.startswith(("icc", "kappa", "agreement"))
        for value in (row["value"], row["ci_low"], row["ci_high"]):
            if value is not None and (not math.isfinite(value) or (bounded and value > 1)):
                yield f"{name}: {value}"
        if row["value"] is None and (row["ci_low"] is not None or row["ci_high"] is not None):
            yield f"{name}: an interval of nothing"
        if row["value"] is not None and not within(row["ci_low"], row["value"], row["ci_high"]):
            yield f"{name}: {row['value']} outside {row['ci_low']} to {row['ci_high']}"
        if name.startswith(("icc", "kappa")) and None in (row["ci_low"], row["ci_high"]) and row["reason"] not in AGREE_REASONS:
            yield f"{name}: no interval, reason {row['reason']!r}"


def one(gas, folder, seed):
    """Faults and reasons of one seed."""
    rng = random.Random(seed)
    study, raters = Study(rng), rated_twice(rng)
    path, pairs = pathlib.Path(folder) / f"{seed}.csv", pathlib.Path(folder) / f"{seed}r.csv"
    path.write_text("\n".join(study.lines) + "\n")
    pairs.write_text("\n".join(raters) + "\n")
    met = collections.Counter()
    rows, faults = ran(gas, "summarize", str(path), "--by", "arm", "-f", "json", *study.options)
    for row in rows or []:
        met[f"summarize {row['reason']}" if row["reason"] else "summarize figure"] += 1
    faults += list(figure_faults(rows or []))
    if rows and study.counted and "goal" not in study.options:
        faults += list(count_faults(study, rows))
        met["summarize, counted from the levels"] += 1
    rows, more = ran(gas, "agree", str(pairs), "-f", "json")
    for row in rows or []:
        met[f"agree {row['reason']}" if row["reason"] else "agree figure"] += 1
    faults += more + list(agree_faults(rows or []))
    text = "\n".join(study.lines + raters) if faults else ""
    path.unlink()
    pairs.unlink()
    return [f"seed {seed} {' '.join(study.options)}: {fault}" for fault in faults], met, text


def main():
    sanitized = "GAS_SANITIZED" in os.environ
    parser = argparse.ArgumentParser()
    parser.add_argument("gas")
    parser.add_argument("--count", type=int, default=200 if sanitized else 2000)
    parser.add_argument("--seed", type=int, default=20261127)
    given = parser.parse_args()
    gas = str(pathlib.Path(given.gas).resolve())
    faults, met, shown = [], collections.Counter(), ""
    with tempfile.TemporaryDirectory() as folder, concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        for wrong, reasons, text in pool.map(lambda i: one(gas, folder, given.seed + i), range(given.count)):
            faults += wrong
            met += reasons
            shown = shown or text
    print("\n".join(f"{n:8} {name}" for name, n in sorted(met.items())))
    print("\n".join(faults[:40]) + "\n" + shown if faults else f"{given.count} studies: nothing but figures and reasons")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
