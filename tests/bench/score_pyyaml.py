#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Scores a folder of plans as a research script would: score_pyyaml.py DIR > scores.csv

One row per rating entry, by the rules of `gas score` with its defaults. Reads with PyYAML's C loader, and refuses to
run without it. It takes plans to be valid and checks nothing, and knows no GAS-light words, `ended` or `--at`.
"""

import csv
import math
import os
import sys

import yaml

try:
    from yaml import CSafeLoader
except ImportError:
    sys.exit("score_pyyaml.py: PyYAML has no C loader here (libyaml); the comparison would mean nothing")

COLUMNS = ["id", "occasion", "date", "rater", "t", "t_baseline", "t_change", "rated", "mean_level"]


def plan_paths(folder):
    for parent, folders, files in os.walk(folder):
        folders.sort()
        for name in sorted(files):
            if name.endswith((".gas.yaml", ".gas.yml")):
                yield os.path.join(parent, name)


def t_score(pairs, rho):
    """T of (weight, level) pairs; None where there is nothing to score."""
    total = sum(w for w, _ in pairs)
    if total == 0:
        return None
    squares = sum(w * w for w, _ in pairs)
    weighted = sum(w * x for w, x in pairs)
    return 50 + 10 * weighted / math.sqrt((1 - rho) * squares + rho * total * total)


def goal_weights(goals, weighting):
    if weighting is None:
        if all("weight" in goal for goal in goals):
            weighting = "explicit"
        elif all("importance" in goal and "difficulty" in goal for goal in goals):
            weighting = "product"
        elif all("importance" in goal for goal in goals):
            weighting = "importance"
        else:
            weighting = "equal"
    if weighting == "explicit":
        return {goal["id"]: goal["weight"] for goal in goals}
    if weighting == "product":
        return {goal["id"]: goal["importance"] * goal["difficulty"] for goal in goals}
    if weighting == "equal":
        return {goal["id"]: 1 for goal in goals}
    return {goal["id"]: goal[weighting] for goal in goals}


def in_range(value, text):
    if ".." in text:
        low, high = text.split("..")
        return float(low) <= value <= float(high)
    if text.startswith("<="):
        return value <= float(text[2:])
    if text.startswith(">="):
        return value >= float(text[2:])
    if text.startswith("<"):
        return value < float(text[1:])
    if text.startswith(">"):
        return value > float(text[1:])
    return value == float(text)


def analysed_level(rating, goal):
    """The level that counts, or None for a goal that could not be rated."""
    if isinstance(rating, dict):
        if "value" in rating:
            for level, descriptor in goal["scale"].items():
                if in_range(rating["value"], descriptor["range"]):
                    return int(level)
            raise ValueError(f"value {rating['value']} lies in no range of goal {goal['id']}")
        rating = rating["level"]
    if rating == "not-applicable":
        return None
    if rating == -0.5:      # partly achieved: recorded so, analysed as -1
        return -1
    return rating


def entry_levels(entry, goals):
    levels = {}
    for goal_id, rating in entry["levels"].items():
        level = analysed_level(rating, goals[goal_id])
        if level is not None:
            levels[goal_id] = level
    return levels


def baseline_levels(entries, own_baselines, rater):
    """The levels to compare with: the rater's own baseline entry, else the only one, else the goals' own baselines."""
    found = [(entry, levels) for entry, levels in entries if entry.get("occasion") == "baseline"]
    own = [(entry, levels) for entry, levels in found if entry.get("rater") == rater]
    chosen = own or found
    if len(chosen) > 1:
        return {}           # ambiguous: no change rather than a guess
    return {**own_baselines, **chosen[0][1]} if chosen else own_baselines


def score(plan):
    goals = {goal["id"]: goal for goal in plan["goals"]}
    scoring = plan.get("scoring", {})
    rho = scoring.get("rho", 0.3)
    weights = goal_weights(plan["goals"], scoring.get("weighting"))
    own_baselines = {goal["id"]: goal["baseline"] for goal in plan["goals"] if "baseline" in goal}
    entries = [(entry, entry_levels(entry, goals)) for entry in plan["ratings"]]

    for entry, levels in entries:
        baseline = baseline_levels(entries, own_baselines, entry.get("rater"))
        paired = [goal for goal in levels if goal in baseline]
        t = t_score([(weights[goal], level) for goal, level in levels.items()], rho)
        t_baseline = t_score([(weights[goal], baseline[goal]) for goal in paired], rho)
        t_paired = t_score([(weights[goal], levels[goal]) for goal in paired], rho)
        t_change = None if t_baseline is None else t_paired - t_baseline
        mean_level = sum(levels.values()) / len(levels) if levels else None
        yield [plan["id"], entry.get("occasion"), entry["date"], entry.get("rater"),
               t, t_baseline, t_change, len(levels), mean_level]


def main():
    if len(sys.argv) != 2 or not os.path.isdir(sys.argv[1]):
        sys.exit("usage: score_pyyaml.py DIR")
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(COLUMNS)
    for path in plan_paths(sys.argv[1]):
        with open(path, "rb") as file:
            for plan in yaml.load_all(file, Loader=CSafeLoader):
                writer.writerows(score(plan))


if __name__ == "__main__":
    main()
