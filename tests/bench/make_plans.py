#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes the plans that the benchmark reads: make_plans.py [--count N] OUTDIR

OUTDIR/00/B-00001.gas.yaml … in sub-folders of 1000 plans, 2 to 4 KB each. Plan number i has the same bytes on
every run, on every Python 3 and for every N: each plan has its own seed, and random.random() is the only source of
chance (the one generator whose sequence Python promises to keep).
"""

import argparse
import datetime
import os
import random
import sys

PER_FOLDER = 1000
MIN_BYTES, MAX_BYTES = 2048, 4000
SEED = 20260112

# id, title, domain, five levels from -2 to +2
DESCRIBED_GOALS = [
    ("work", "Back at work part-time", "d850", [
        "On sick leave, no contact with the workplace", "Visits the workplace once a week",
        "Works 2 half days a week", "Works 3 half days a week", "Works 4 or more half days a week"]),
    ("dressing", "Dress the upper body in the morning", "d540", [
        "Fully dressed by another person", "Puts one arm into a sleeve, the rest with help",
        "Puts on a shirt with help for buttons only", "Puts on a shirt alone within ten minutes",
        "Puts on a shirt and jacket alone within ten minutes"]),
    ("meals", "Prepare a simple warm meal", "d630", [
        "Eats only what others prepare", "Makes a cold snack with prompting",
        "Makes a warm one-pot meal with one prompt", "Makes a warm one-pot meal without prompting",
        "Plans, shops for and cooks a two-course meal"]),
    ("speech", "Be understood on the telephone", "d360", [
        "Does not answer the telephone", "Answers, and hands over after the greeting",
        "Holds a two-minute call with a relative", "Holds a two-minute call with a stranger",
        "Makes an appointment by telephone unaided"]),
    ("transfer", "Move from bed to chair", "d420", [
        "Lifted by hoist with two helpers", "Stands with two helpers and turns with a frame",
        "Stands and turns with one helper, hands on", "Stands and turns with one helper, standing by",
        "Moves to the chair alone, safely, day and night"]),
    ("hand", "Use the left hand in two-handed tasks", "d440", [
        "Hand hangs, no use noticed", "Hand steadies paper when reminded",
        "Hand steadies a bowl or a jar when reminded", "Hand steadies objects without a reminder",
        "Hand lifts and carries light objects without a reminder"]),
    ("splint", "Tolerate the resting splint", "s730", [
        "Removes the splint at once, skin red or broken", "Wears the splint one hour, skin marked",
        "Wears the splint four hours, skin clear afterwards", "Wears the splint six hours, skin clear afterwards",
        "Wears the splint overnight, skin clear in the morning"]),
    ("bus", "Travel by bus to the day centre", "d470", [
        "Taken by taxi with an escort", "Rides the bus with an escort beside him",
        "Rides the bus with an escort two seats away", "Rides the known route alone, met at the stop",
        "Rides the known route alone there and back"]),
    ("anger", "Leave an argument before shouting", "d720", [
        "Shouts or throws things in most arguments", "Shouts, and apologises the same day",
        "Leaves the room after a prompt, in most arguments", "Leaves the room without a prompt, in most arguments",
        "Names the trigger and talks it through afterwards"]),
    ("money", "Keep to the weekly budget", "d860", [
        "Money spent by the third day, bills unpaid", "Money lasts until the fifth day, with daily help",
        "Money lasts the week with one check by the key worker", "Money lasts the week without a check",
        "Puts a small amount aside every week"]),
    ("friends", "See friends outside the home", "d750", [
        "No contact except with staff", "Takes part in a group when fetched",
        "Meets one friend a fortnight, arranged by others", "Meets one friend a fortnight, arranged by herself",
        "Meets friends weekly and asks them home"]),
    ("memory", "Use the diary for appointments", "d175", [
        "Misses appointments, no diary", "Writes appointments down when told to",
        "Looks into the diary each morning with a reminder", "Looks into the diary each morning without a reminder",
        "Keeps the diary and tells others of changes"]),
]

# id, title, domain, unit, better, (range, text, values that lie in it) from -2 to +2
MEASURED_GOALS = [
    ("sleep", "Sleep through the night", "b134", "nights per week", "higher", [
        ("0..1", "Sleeps through on no night or one", [0, 1]), ("2..3", "Sleeps through 2 or 3 nights a week", [2, 3]),
        ("4", "Sleeps through 4 nights a week", [4]), ("5", "Sleeps through 5 nights a week", [5]),
        ("6..7", "Sleeps through 6 or 7 nights a week", [6, 7])]),
    ("walk", "Walk outdoors with a stick", "d450", "metres without a rest", "higher", [
        ("<20", "Less than 20 metres, to the front gate", [5, 12]), ("20..49", "To the neighbour and back", [20, 35]),
        ("50..149", "To the corner shop, resting there", [60, 120]),
        ("150..299", "To the corner shop and back", [180, 240]),
        (">=300", "To the park, 300 metres or more", [300, 450])]),
    ("falls", "Fewer falls at home", "b755", "falls per month", "lower", [
        (">=8", "Falls 8 times a month or more", [8, 11]), ("5..7", "Falls 5 to 7 times a month", [5, 6, 7]),
        ("3..4", "Falls 3 or 4 times a month", [3, 4]), ("1..2", "Falls once or twice a month", [1, 2]),
        ("0", "No fall in the month", [0])]),
    ("pain", "Pain when the arm is moved for care", "b280", "points of 10", "lower", [
        (">=9", "Care is stopped because of pain", [9, 10]), ("7..8", "Cries out in care, 7 or 8 of 10", [7, 8]),
        ("4..6", "Winces in care, 4 to 6 of 10", [4, 5, 6]), ("2..3", "Slight discomfort, 2 or 3 of 10", [2, 3]),
        ("<2", "No discomfort to speak of", [0, 1])]),
    ("school", "Attend lessons at school", "d820", "lessons per week", "higher", [
        ("0..5", "Attends 5 lessons a week or fewer", [0, 3, 5]), ("6..10", "Attends 6 to 10 lessons a week", [6, 8]),
        ("11..15", "Attends 11 to 15 lessons a week", [11, 14]),
        ("16..20", "Attends 16 to 20 lessons a week", [17, 20]),
        ("21..30", "Attends nearly all lessons", [22, 28])]),
    ("drinks", "Fewer days with alcohol", "b130", "days per week", "lower", [
        ("6..7", "Drinks on 6 or 7 days a week", [6, 7]), ("4..5", "Drinks on 4 or 5 days a week", [4, 5]),
        ("3", "Drinks on 3 days a week", [3]), ("1..2", "Drinks on one day or two a week", [1, 2]),
        ("0", "A week without alcohol", [0])]),
]

NEEDS = [
    ("insomnia", "Wakes four times a night"), ("fatigue", "Tired after an hour of any effort"),
    ("spasticity", "Tight elbow and wrist flexors on the left"), ("balance", "Unsteady on turning, falls indoors"),
    ("low-mood", "Low mood, little pleasure in the day"), ("isolation", "Lives alone, rarely goes out"),
    ("aphasia", "Finds words slowly, worse with strangers"), ("planning", "Loses the thread in tasks of many steps"),
]
INTERVENTIONS = [
    ("cbt-i", "CBT for insomnia, weekly"), ("botulinum", "Botulinum toxin to the elbow flexors, once"),
    ("physio", "Physiotherapy, twice a week for 12 weeks"), ("ot", "Occupational therapy at home, weekly"),
    ("slt", "Speech and language therapy, weekly"), ("group", "Open group on Thursdays"),
    ("pacing", "Activity diary and pacing plan"),
]
NOTES = [
    "Good week, went twice without being asked", "Set back by a chest infection in the second week",
    "Daughter reports the same at home", "Needs the rail on the left side, else safe",
    "Two half days agreed with the manager from Monday", "Tired by the afternoon, better before noon",
    "Seen at home; the frame stood in the hall, unused", "He says: \\\"I can do this on my own now\\\"",
    "Practised with the café staff, friendly and patient", "Cancelled twice because of the weather",
    "Medication changed on the ward, less drowsy", "Observed by the night staff for seven nights",
    "Prefers mornings; the group starts too late for her", "First time since the stroke",
    "Not yet safe on stairs, otherwise as planned", "Score agreed with the client after a short talk",
]
SITES = ["leeds", "york", "hull", "bradford", "whitby"]
ARMS = ["exercise", "usual-care"]
DIAGNOSES = ["stroke", "brain injury", "multiple sclerosis", "depression", "cerebral palsy"]
RATERS = ["AB", "CK", "MJ", "RT", "SW"]
OTHER_ROLES = ["patient", "caregiver", "independent"]


class Chance:
    """Draws on random.random() alone."""

    def __init__(self, number):
        self._random = random.Random(SEED * 1_000_000 + number).random

    def below(self, n):
        return int(self._random() * n)

    def between(self, low, high):
        return low + self.below(high - low + 1)

    def one_in(self, n):
        return self.below(n) == 0

    def pick(self, items):
        return items[self.below(len(items))]

    def some(self, items, n):
        """n different items, in random order."""
        left = list(items)
        return [left.pop(self.below(len(left))) for _ in range(n)]


def flow_text(text):
    """A text as it must stand inside { } or [ ]."""
    return f'"{text}"' if any(c in text for c in ",[]{}:#") else text


def level_text(level):
    return f"+{level}" if level > 0 else str(level)


def goal_lines(chance, goal, baseline, need_ids, intervention_ids, target, explained):
    """One goal; `baseline` is None where a rating entry gives it; `explained` adds the comments of a template."""
    measured = len(goal) == 6
    lines = [
        f"  - id: {goal[0]}",
        f"    title: {goal[1]}",
        f"    domain: {goal[2]}",
    ]
    if need_ids:
        lines.append(f"    addresses: [{chance.pick(need_ids)}]")
    if intervention_ids and chance.one_in(2):
        lines.append(f"    interventions: [{', '.join(chance.some(intervention_ids, chance.between(1, 2)))}]")
    for key, whose in (("importance", "the client's"), ("difficulty", "the team's")):
        lines.append(f"    {key}: {chance.between(1, 3)}" + (f"               # 0..3, {whose}" if explained else ""))
    if baseline is not None:
        lines.append(f"    baseline: {baseline}")
    lines.append(f"    target: {target}")
    if chance.one_in(3):
        lines.append("    status: active")
    if measured:
        lines.append(f"    indicator: {{unit: {goal[3]}, better: {goal[4]}}}")
    lines.append("    scale:")
    as_maps = not measured and chance.one_in(5)
    for level in range(-2, 3):
        if measured:
            allowed, text, _ = goal[5][level + 2]
            value = f'{{text: {flow_text(text)}, range: "{allowed}"}}'
        else:
            text = goal[3][level + 2]
            value = f"{{text: {flow_text(text)}}}" if as_maps else text
        lines.append(f"      {level_text(level)}: {value}")
    return lines


def rating_value(chance, goal, level, partly):
    """What stands behind the goal's id in `levels`; `partly` says that -0.5 may be recorded for -1."""
    measured = len(goal) == 6
    if measured and chance.one_in(4):
        written = f"value: {chance.pick(goal[5][level + 2][2])}"
    elif level == -1 and partly and chance.one_in(6):
        written = "level: -0.5"
    else:
        written = f"level: {level_text(level)}"
    if chance.one_in(4):
        return f'{{{written}, note: "{chance.pick(NOTES)}"}}'
    if written.startswith("level: "):
        return written[len("level: "):]
    return f"{{{written}}}"


def rating_lines(chance, date, occasion, rater, role, levels):
    lines = [f"  - date: {date}", f"    occasion: {occasion}", f"    rater: {rater}"]
    if role is not None:
        lines.append(f"    role: {role}")
    on_one_line = f"    levels: {{{', '.join(f'{goal}: {value}' for goal, value in levels)}}}"
    if len(on_one_line) <= 100:
        return lines + [on_one_line]
    return lines + ["    levels:"] + [f"      {goal}: {value}" for goal, value in levels]


def draw_plan(chance, plan_id):
    """One plan as text; some are too short or too long for the benchmark."""
    start = datetime.date(2024, 1, 1) + datetime.timedelta(days=chance.below(600))
    review = start + datetime.timedelta(days=chance.between(35, 56))
    final = review + datetime.timedelta(days=chance.between(35, 70))

    lines = ["# yaml-language-server: $schema=https://example.org/gas/plan.schema.json", "gas: 1", f"id: {plan_id}"]
    diagnosis = f", diagnosis: {chance.pick(DIAGNOSES)}" if chance.one_in(2) else ""
    lines.append(f"covariates: {{arm: {chance.pick(ARMS)}, site: {chance.pick(SITES)}, "
                 f"age: {chance.between(19, 88)}{diagnosis}}}")
    lines += [f"start: {start}", f"review: {final + datetime.timedelta(days=90)}"]
    if chance.one_in(4):
        lines += ["", "scoring:", f"  rho: {chance.pick(['0.3', '0.25', '0.4'])}", "  weighting: product",
                  "  baseline: {some-function: -1, no-function: -2}"]

    needs = chance.some(NEEDS, chance.below(4))
    if needs:
        lines += ["", "needs:"]
        for need_id, text in needs:
            since = start - datetime.timedelta(days=chance.between(20, 400))
            lines.append(f"  - {{id: {need_id}, text: {flow_text(text)}, since: {since}}}")
    interventions = chance.some(INTERVENTIONS, chance.below(3)) if needs else []
    if len(interventions) == 2:
        lines += ["interventions:"] + [f"  - {{id: {key}, text: {flow_text(text)}}}" for key, text in interventions]
    else:
        interventions = []

    goal_count = chance.pick([3, 3, 3, 4, 4, 5])
    measured_count = chance.between(1, 2)
    goals = chance.some(MEASURED_GOALS, measured_count) + chance.some(DESCRIBED_GOALS, goal_count - measured_count)
    goals = chance.some(goals, len(goals))
    baselines = [-2 if chance.one_in(3) else -1 for _ in goals]
    has_baseline_entry = not chance.one_in(10)

    lines += ["", "goals:"]
    for number, (goal, baseline) in enumerate(zip(goals, baselines)):
        lines += goal_lines(chance, goal, None if has_baseline_entry else baseline,
                            [need[0] for need in needs], [each[0] for each in interventions],
                            final if chance.one_in(2) else review, explained=number == 0)

    if chance.one_in(5):
        first = chance.between(11, 24)
        lines += ["", "measures:", "  - id: phq9", "    title: PHQ-9", "    better: lower",
                  f"    readings: {{{start}: {first}, {review}: {first - 3}, {final}: {first - chance.between(2, 9)}}}"]

    lines += ["", "ratings:"]
    main_rater = chance.pick(RATERS)
    levels = list(baselines)
    occasions = ["baseline" if has_baseline_entry else "review-1", "review", "final"]
    for number, (occasion, date) in enumerate(zip(occasions, (start, review, final))):
        if number > 0:
            levels = [min(2, level + chance.pick([0, 0, 1, 1, 2])) if chance.below(12) else max(-2, level - 1)
                      for level in levels]
        rater, role = main_rater, None
        if number == 0 or chance.one_in(3):
            role = "practitioner"
        if number > 0 and chance.one_in(8):
            rater, role = "P1", chance.pick(OTHER_ROLES)
        written = []
        for goal, level, baseline in zip(goals, levels, baselines):
            partly = number > 0 and baseline == -1
            value = "not-applicable" if chance.one_in(25) else rating_value(chance, goal, level, partly)
            written.append((goal[0], value))
        if number > 0 and chance.one_in(15):
            written.pop()
        lines += rating_lines(chance, date, occasion, rater, role, written)
    return "\n".join(lines) + "\n"


def plan_bytes(number):
    """Plan number 1, 2, … : the first draw of its own sequence that has the right size."""
    chance = Chance(number)
    while True:
        data = draw_plan(chance, f"B-{number:05d}").encode()
        if MIN_BYTES <= len(data) <= MAX_BYTES:
            return data


def plan_path(outdir, number):
    return os.path.join(outdir, f"{(number - 1) // PER_FOLDER:02d}", f"B-{number:05d}.gas.yaml")


def write_plans(outdir, count):
    """Writes plans 1..count and returns the number of bytes."""
    total = 0
    for number in range(1, count + 1):
        path = plan_path(outdir, number)
        if (number - 1) % PER_FOLDER == 0:
            os.makedirs(os.path.dirname(path), exist_ok=True)
        data = plan_bytes(number)
        with open(path, "wb") as file:
            file.write(data)
        total += len(data)
    return total


def main():
    parser = argparse.ArgumentParser(description="Write the plans that the benchmark reads.")
    parser.add_argument("--count", type=int, default=20000, metavar="N", help="how many plans (default: 20000)")
    parser.add_argument("outdir", metavar="OUTDIR", help="a folder that is empty or does not exist")
    args = parser.parse_args()
    if not 1 <= args.count <= 99999:
        parser.error("--count must be 1 to 99999")
    if os.path.isdir(args.outdir) and os.listdir(args.outdir):
        parser.error(f"{args.outdir} is not empty; older plans there would be counted too")
    total = write_plans(args.outdir, args.count)
    print(f"{args.count} plans, {total} bytes, mean {total / args.count:.0f}", file=sys.stderr)


if __name__ == "__main__":
    main()
