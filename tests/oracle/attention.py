#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Which goals and plans need attention, said once more: attention.py GAS FOLDER [DATE]

Works from `gas score --goals --format jsonl` of the plans in FOLDER and from what their files say of review, target and end of a goal; knows the definitions
of gas-trend(1) and nothing of the program's sources. With a DATE it prints the rows; else it holds `gas trend --needs-attention` to them, with agreements put
into two of the plans, on each day of 57 weeks on which a row comes, goes or becomes another, and on the day before.
"""
import collections
import datetime
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

STALL_AFTER = 56
# P-101 renews what ended on 2025-12-31 two weeks later; P-103 does not
AGREED = {"P-101": "agreed:\n  - {by: Dr Lee, date: 2025-09-01, until: 2025-12-31}\n  - {by: Dr Lee, date: 2026-01-14, until: 2026-04-30}\n",
          "P-103": "agreed:\n  - {by: Dr Lee, date: 2025-06-02, until: 2025-10-15}\n"}
KINDS = ("worse", "overdue and stalled", "overdue", "stalled", "unrated", "review", "agreement")


def date_of(text):
    return datetime.date.fromisoformat(text) if text else None


def said(gas, *arguments):
    done = subprocess.run([gas, *arguments], check=True, capture_output=True, text=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def dates_in(text):
    """review and start of a plan, and target, added, ended and replaces of its goals, by the form that the examples have."""
    plan = {key: date_of(value) for key, value in re.findall(r"^(review|start): (\S+)$", text, re.M)}
    plan["agreed"] = [tuple(map(date_of, dates)) for dates in re.findall(r"^  - {by: .*, date: (\S+), until: (\S+)}$", text, re.M)]
    goals = {}
    for block in re.split(r"^  - id: ", text[text.index("\ngoals:"):].split("\nmeasures:")[0].split("\nratings:")[0], flags=re.M)[1:]:
        found = dict(re.findall(r"^    (target|added|ended|replaces): (\S+)$", block, re.M))
        goals[block.split()[0]] = {key: value if key == "replaces" else date_of(value) for key, value in found.items()}
    return plan, goals


def stalled(series, day):
    """Days since the highest level below 0 was reached, where three ratings or STALL_AFTER days went by; else nothing."""
    below = []
    for rated in series:
        below = below + [rated] if rated[1] < 0 else []
    if not below:
        return None
    best = max(level for _, level in below)
    at = next(i for i, (_, level) in enumerate(below) if level == best)
    days = (day - below[at][0]).days
    return days if len(below) - 1 - at >= 3 or days >= STALL_AFTER else None


def stream(rows):
    """(date, level) by the practitioner who rated last, and the start as that rater's rows have it. The examples have no hand-over."""
    def rank(row):
        return {"practitioner": 2, "independent": 1, None: 1}.get(row["role"], 0)

    best = max(rank(row) for row in rows)
    rater = [row for row in rows if rank(row) == best][-1]["rater"]
    own = [row for row in rows if row["rater"] == rater]
    return [(date_of(row["date"]), row["level"]) for row in own], own[-1]["baseline"]


def of_goal(rows, dates, plan, day):
    rows = [row for row in rows if row["level"] is not None and date_of(row["date"]) <= day]
    series, start = stream(rows) if rows else ([], None)
    target, review = dates.get("target"), plan.get("review")
    latest = series[-1][1] if series else None
    since = series[-1][0] if series else dates.get("added") or plan.get("start")
    days = (day - since).days
    fell = len(series) > 1 and latest < series[-2][1]
    worse = latest is not None and latest < 0 and (fell or (start is not None and latest < start))
    overdue = target is not None and target < day and (latest is None or latest < 0)
    still = stalled(series, day)
    soon = (review and day <= review) or (target and day <= target <= day + datetime.timedelta(STALL_AFTER))
    return {"worse": worse, "overdue": overdue, "stalled": still is not None and not worse, "unrated": days > STALL_AFTER and not soon, "days": days, "rated": bool(rows)}


def attention(gas, folder, rows, day):
    """(kind, -share, -days, id, goal) of each row, in order."""
    found = []
    for path in sorted(pathlib.Path(folder).glob("*.gas.yaml")):
        plan, goals = dates_in(path.read_text())
        of_plan = [row for row in rows if row["id"] == path.name.split(".")[0]]
        gone = {goal["replaces"] for goal in goals.values() if "replaces" in goal and goal["added"] <= day}
        active = {name: goal for name, goal in goals.items()
                  if (goal.get("added") or plan["start"]) <= day and not (goal.get("ended") and goal["ended"] <= day) and name not in gone}
        by_goal = collections.defaultdict(list)
        for row in of_plan:
            by_goal[row["goal"]].append(row)
        flags = {name: of_goal(by_goal[name], goal, plan, day) for name, goal in active.items()}
        weights = {name: by_goal[name][0]["weight"] for name in active}
        every = len(flags) > 1 and all(flag["unrated"] for flag in flags.values())
        for name, flag in flags.items():
            kind = ("worse" if flag["worse"] else "overdue and stalled" if flag["overdue"] and flag["stalled"] else "overdue" if flag["overdue"]
                    else "stalled" if flag["stalled"] else "unrated" if flag["unrated"] and not every else None)
            if kind:
                found.append((KINDS.index(kind), -weights[name] / sum(weights.values()), -flag["days"], path.name, list(goals).index(name), name))
        review = plan.get("review")
        entries = [date_of(row["date"]) for row in of_plan if row["date"]]
        missed = review and review < day and active and not any(review <= entry <= day for entry in entries)
        until = [end for begin, end in plan["agreed"] if begin <= day]
        ended = until and max(until) < day and active
        if every or missed or ended:
            rated = [flag["days"] for flag in flags.values() if flag["rated"]]
            days = min(rated or [flag["days"] for flag in flags.values()])
            found.append((KINDS.index("unrated" if every else "review" if missed else "agreement"), -1.0, -days, path.name, len(goals), ""))
    return sorted(found, key=lambda row: (row[0], round(row[1], 12), *row[2:5]))


def main():
    gas, folder = sys.argv[1:3]
    rows = said(gas, "score", folder, "--goals", "--format", "jsonl")
    rows.sort(key=lambda row: (row["date"] or "", row["occasion"] != "baseline", row["occasion"] or "", row["rater"] or ""))
    if len(sys.argv) > 3:
        for kind, share, days, plan, _, goal in attention(gas, folder, rows, date_of(sys.argv[3])):
            print(f"{plan.split('.')[0]}  {goal or '(plan)'}  {-days} d  {KINDS[kind]}  {-share:.3f}")
        return 0
    faults, looked_at = 0, 0
    seen = set()
    with tempfile.TemporaryDirectory() as copy:
        shutil.copytree(folder, copy, dirs_exist_ok=True)
        for name, agreed in AGREED.items():
            plan = pathlib.Path(copy, f"{name}.gas.yaml")
            plan.write_text(plan.read_text().replace("\ngoals:", "\n" + agreed + "\ngoals:", 1))
        days = [datetime.date(2025, 6, 2) + datetime.timedelta(day) for day in range(7 * 57)]
        rows_of = {day: attention(gas, copy, rows, day) for day in days}
        what = {day: [(row[0], *row[3:]) for row in rows_of[day]] for day in days}
        begins = {day for before, day in zip(days, days[1:]) if what[before] != what[day]}
        for day in (day for day in days if day in begins or day + datetime.timedelta(1) in begins):
            looked_at += 1
            seen.update(KINDS[row[0]] for row in rows_of[day])
            expected = [(plan.split(".")[0], goal, -since) for _, _, since, plan, _, goal in rows_of[day]]
            shown = [(row["id"], row["goal"] or "", row["days"]) for row in
                     said(gas, "trend", copy, "--needs-attention", "--at", day.isoformat(), "--format", "jsonl")]
            if shown != expected:
                faults += 1
                print(f"{day}: shown {shown}\n{'':12}expected {expected}")
    if seen != set(KINDS):
        faults += 1
        print(f"no day has any that is {', '.join(sorted(set(KINDS) - seen))}: the test holds less than it says")
    print(f"{len(begins)} days on which a row begins or ends, {looked_at} days of {folder} looked at, {faults} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
