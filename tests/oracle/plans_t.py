#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""T-scores of plan files, computed apart from libgas: plans_t.py PATH... > expected.csv

A second opinion for the tests. It shares no code with the program: PyYAML reads the file, every scalar stays text, and
the rules are written down again from the specification of the plan file and of scoring. It expects plans without
errors and says so, with exit status 2, where it meets one that it cannot score.

One row per rating entry, files in bytewise order of their path, plans and entries in the order of the file:
file, id, date, occasion, rater, rated (goals with a level), t (ten decimals; empty where there is no score).
"""

import csv
import math
import os
import re
import sys

import yaml

DEFAULT_RHO = 0.3
FIXED_WORDS = {"much-more": 2.0, "more": 1.0, "as-expected": 0.0}
WORDS_BY_BASELINE = {
    "partly": {-1.0: -0.5, -2.0: -1.0},
    "no-change": {-1.0: -1.0, -2.0: -2.0},
    "worse": {-1.0: -2.0, -2.0: -2.0},
}
NUMBER = r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?"


class Unscorable(Exception):
    """The plan breaks a rule of the format, so it has no score."""


def whole_level(text):
    if not re.fullmatch(r"[-+]?[0-3]", text) or not -3 <= int(text) <= 2:
        raise Unscorable(f"{text!r} is not a level")
    return float(int(text))


def recorded_level(text):
    return -0.5 if text == "-0.5" else whole_level(text)


def number(text):
    if not re.fullmatch(NUMBER, text):
        raise Unscorable(f"{text!r} is not a number")
    return float(text)


def in_range(value, written):
    """Whether `value` lies in a range as a plan writes it: a, a..b, <a, <=a, >a, >=a."""
    written = written.strip()
    between = re.fullmatch(rf"({NUMBER})\s*\.\.\s*({NUMBER})", written)
    if between:
        return number(between[1]) <= value <= number(between[2])
    compared = re.fullmatch(rf"(<=|>=|<|>)\s*({NUMBER})", written)
    if not compared:
        return value == number(written)
    bound = number(compared[2])
    return {"<": value < bound, "<=": value <= bound, ">": value > bound, ">=": value >= bound}[compared[1]]


def level_of_value(goal, value):
    holding = [whole_level(key) for key, level in goal["scale"].items()
               if isinstance(level, dict) and "range" in level and in_range(value, level["range"])]
    if len(holding) != 1:
        raise Unscorable(f"value {value} of goal {goal['id']} lies in {len(holding)} ranges")
    return holding[0]


def number_or_level(goal, rating):
    """The level that a rating states by itself; None where it takes a word or was not rated."""
    if isinstance(rating, dict):
        if "value" in rating:
            return level_of_value(goal, number(rating["value"]))
        rating = rating["level"]
    if rating == "not-applicable" or rating in FIXED_WORDS or rating in WORDS_BY_BASELINE:
        return FIXED_WORDS.get(rating)
    return recorded_level(rating)


def written_word(rating):
    return rating.get("level") if isinstance(rating, dict) else rating


def baseline_for(plan, goal, entry):
    """The goal's baseline as `entry` sees it: its rater's entry, else the only one there is, else the goal's own."""
    entries = [e for e in plan.get("ratings") or [] if e.get("occasion") == "baseline"]
    own = [e for e in entries if e.get("rater") == entry.get("rater")]
    candidates = own or entries
    levels = [number_or_level(goal, e["levels"][goal["id"]]) for e in candidates if goal["id"] in e["levels"]]
    levels = [level for level in levels if level is not None]
    if len(levels) == 1 and len({e.get("rater") for e in candidates}) == 1:
        return levels[0]
    return whole_level(goal["baseline"]) if "baseline" in goal else None


def analysed_level(plan, goal, entry):
    """The level of `goal` in `entry` that counts, None where there is none."""
    rating = entry["levels"].get(goal["id"])
    if rating is None or written_word(rating) == "not-applicable":
        return None
    level = number_or_level(goal, rating)
    if level is None:
        by_baseline = WORDS_BY_BASELINE[written_word(rating)]
        baseline = baseline_for(plan, goal, entry)
        if baseline not in by_baseline:
            raise Unscorable(f"goal {goal['id']} is rated in words and has no baseline of -1 or -2")
        level = by_baseline[baseline]
    return -1.0 if level == -0.5 else level


def weighting_of(plan):
    asked = (plan.get("scoring") or {}).get("weighting")
    if asked:
        return asked
    goals = plan["goals"]
    weighted = [any(key in goal for key in ("weight", "importance", "difficulty")) for goal in goals]
    if any(weighted) and not all(weighted):
        raise Unscorable("some goals are weighted and others are not")
    if all("weight" in goal for goal in goals):
        return "explicit"
    if all("importance" in goal and "difficulty" in goal for goal in goals):
        return "product"
    if all("importance" in goal and "difficulty" not in goal for goal in goals):
        return "importance"
    return "equal"


def weight_of(goal, weighting):
    if weighting == "equal":
        return 1.0
    if weighting == "explicit":
        return number(goal["weight"])
    if weighting == "product":
        return number(goal["importance"]) * number(goal["difficulty"])
    return number(goal[weighting])


def t_score(levels, weights, rho):
    """Kiresuk & Sherman 1968, as corrected in the erratum to Turner-Stokes 2009; None where nothing has weight."""
    total = sum(weights)
    if total == 0:
        return None
    squares = sum(w * w for w in weights)
    return 50 + 10 * sum(w * x for w, x in zip(weights, levels)) / math.sqrt((1 - rho) * squares + rho * total * total)


def rows_of(plan):
    weighting = weighting_of(plan)
    rho = number((plan.get("scoring") or {}).get("rho", str(DEFAULT_RHO)))
    for entry in plan.get("ratings") or []:
        levels, weights = [], []
        for goal in plan["goals"]:
            level = analysed_level(plan, goal, entry)
            if level is not None:
                levels.append(level)
                weights.append(weight_of(goal, weighting))
        t = t_score(levels, weights, rho)
        yield [plan["id"], entry["date"], entry.get("occasion", ""), entry.get("rater", ""), len(levels),
               "" if t is None else f"{t:.10f}"]


def plan_files(path):
    """A file by itself, or the plans in a folder and below it."""
    if not os.path.isdir(path):
        return [path]
    found = [os.path.join(folder, name) for folder, _, names in os.walk(path) for name in names
             if name.endswith((".gas.yaml", ".gas.yml"))]
    return sorted(found, key=os.fsencode)


def main(paths):
    if not paths:
        print(__doc__.splitlines()[0], file=sys.stderr)
        return 2
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["file", "id", "date", "occasion", "rater", "rated", "t"])
    for path in paths:
        for file in plan_files(path):
            try:
                with open(file, "rb") as stream:
                    for plan in yaml.load_all(stream.read(), Loader=yaml.BaseLoader):
                        for row in rows_of(plan):
                            out.writerow([file] + row)
            except (OSError, yaml.YAMLError, Unscorable, KeyError) as problem:
                print(f"{file}: {problem}", file=sys.stderr)
                return 2
    return 0


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", newline="")
    sys.exit(main(sys.argv[1:]))
