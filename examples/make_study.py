#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes an invented trial, 40 plan files: make_study.py [OUTDIR] (default: the folder `study` beside this script)

Two arms, two sites, three visits in 2025; every person and number is made up. The files have the same bytes on
every run and every Python from 3.8 on: random.random() is the only source of chance (the one generator whose sequence
Python promises to keep).
"""

import datetime
import os
import random
import sys

SEED = 20260112
PARTICIPANTS = 40
WITHDREW_BEFORE_FINAL = {11, 28}  # rated twice
WITHDREW_AT_ONCE = 34             # goals were set, never rated
EXPECTED_LEVEL = {"exercise": 0.33, "usual-care": -0.42}  # mean of a goal at the final visit
BETWEEN_PEOPLE, WITHIN_PERSON = 0.5, 0.85                 # standard deviations round that mean
MISSING = 0.115                                           # of the ratings at review and final
RATERS = ("R1", "R2")


class Chance:
    """Draws on random.random() alone."""

    def __init__(self, seed):
        self._random = random.Random(seed).random

    def below(self, n):
        return int(self._random() * n)

    def between(self, low, high):
        return low + self.below(high - low + 1)

    def happens(self, probability):
        return self._random() < probability

    def pick(self, items):
        return items[self.below(len(items))]

    def some(self, items, n):
        """n different items, in random order."""
        left = list(items)
        return [left.pop(self.below(len(left))) for _ in range(n)]

    def normal(self):
        """About a standard normal deviate: twelve uniform ones, summed."""
        total = 0.0
        for _ in range(12):
            total += self._random()
        return total - 6.0


class Level:
    """One written level of a scale; a counted one has bounds (None: open), both of them inside."""

    def __init__(self, text, low=None, high=None):
        self.text, self.low, self.high = text, low, high

    def range(self):
        if self.low is None:
            return f"<{self.high + 1}"
        if self.high is None:
            return f">={self.low}"
        return str(self.low) if self.low == self.high else f"{self.low}..{self.high}"


class Template:
    """A kind of goal. `unit` is None where the levels are described, not counted."""

    def __init__(self, key, title, domain, need, levels, unit=None, better="higher", step=1, comment=None):
        self.key, self.title, self.domain, self.need = key, title, domain, need
        self.levels, self.unit, self.better, self.step, self.comment = levels, unit, better, step, comment


def amount(low, high, one, many):
    """`3 or 4 nights`, `less than 20 metres`, `1 fall`: bounds as people say them."""
    if low is None:
        return f"less than {high + 1} {many}"
    if high is None:
        return f"{low} {many} or more"
    if low == high:
        return f"{low} {one if low == 1 else many}"
    return f"{low} {'or' if high == low + 1 else 'to'} {high} {many}"


def counted(sentence, one, many, bounds):
    """Five levels from -2 to +2; `{}` in the sentence becomes the amount."""
    levels = []
    for low, high in bounds:
        text = sentence.format(amount(low, high, one, many))
        levels.append(Level(text[0].upper() + text[1:], low, high))
    return levels


def described(*texts):
    return [Level(text) for text in texts]


def walk(chance):
    place, metres = chance.pick([("bus stop", 100), ("corner shop", 200), ("church", 320), ("park", 400)])
    aid = chance.pick(["with a stick", "with the frame", "without an aid"])
    bounds = [(None, metres // 4 - 1), (metres // 4, metres - 1), (metres, 2 * metres - 1),
              (2 * metres, 3 * metres - 1), (3 * metres, None)]
    return Template("walk", f"Walk to the {place} ({metres} metres) {aid}", "d450",
                    ("mobility", "Does not get beyond the front garden on foot"),
                    counted("Walks {} outdoors", "metre", "metres", bounds),
                    "metres without a rest", step=5)


def stairs(chance):
    flight = chance.pick([12, 16, 20])
    where = chance.pick(["at home", "to the daughter's flat", "at the station"])
    bounds = [(0, flight // 4 - 1), (flight // 4, flight // 2 - 1), (flight // 2, flight - 1),
              (flight, 2 * flight - 1), (2 * flight, None)]
    return Template("stairs", f"Climb the stairs {where}", "d455", ("breath", "Short of breath on the stairs"),
                    counted("Climbs {} without a stop", "step", "steps", bounds), "steps without a stop")


def sleep(chance):
    end = chance.pick(["five", "half past five", "six"])
    return Template("sleep", f"Sleep through until {end} in the morning", "b134",
                    ("insomnia", "Wakes at three and lies awake"),
                    counted(f"Sleeps until {end} on {{}} a week", "night", "nights",
                            [(0, 1), (2, 3), (4, 4), (5, 5), (6, 7)]),
                    "nights per week", comment="from the sleep diary")


def dressing(chance):
    what = chance.pick(["shirt and trousers", "blouse and skirt", "stockings and shoes"])
    return Template("dressing", f"Put on {what} alone", "d540",
                    ("self-care", "Dressed by another person in the morning"),
                    counted("Takes {}", "minute", "minutes", [(31, None), (21, 30), (11, 20), (6, 10), (None, 5)]),
                    "minutes", "lower", comment="31 or more also where help is called")


def cooking(chance):
    meal = chance.pick(["a warm supper", "the midday meal", "soup and a second dish"])
    return Template("cooking", f"Cook {meal}", "d630", ("meals", "Lives on bread and ready-made meals"),
                    counted(f"Cooks {meal} on {{}} a week", "day", "days", [(0, 0), (1, 1), (2, 3), (4, 5), (6, 7)]),
                    "days per week")


def work(chance):
    where = chance.pick(["garage", "library", "bakery", "school office", "garden centre"])
    return Template("work", f"Return to work at the {where}", "d850", ("sick-leave", "On full sick leave"),
                    counted(f"Works {{}} a week at the {where}", "half day", "half days",
                            [(0, 0), (1, 2), (3, 4), (5, 6), (7, None)]), "half days per week")


def telephone(chance):
    whom = chance.pick(["sister", "son", "old neighbour"])
    return Template("telephone", f"Talk with the {whom} on the telephone", "d360",
                    ("speech", "Hands the telephone over when it rings"),
                    counted(f"Talks with the {whom} for {{}}", "minute", "minutes",
                            [(0, 0), (1, 2), (3, 5), (6, 9), (10, None)]), "minutes in one call")


def sitting(chance):
    event = chance.pick(["a film at the cinema", "the Sunday service", "a council meeting", "the evening class"])
    return Template("sitting", f"Sit through {event}", "d415", ("pain", "Back pain on sitting, eats standing up"),
                    counted("Sits for {} before standing up", "minute", "minutes",
                            [(None, 9), (10, 19), (20, 39), (40, 59), (60, None)]), "minutes", step=5)


def falls(chance):
    del chance
    return Template("falls", "Fall no more than 3 times a month", "falls",
                    ("balance", "Unsteady on turning, has fallen at home"),
                    counted("{} a month", "fall", "falls", [(6, None), (4, 5), (2, 3), (1, 1), (0, 0)]),
                    "falls per month", "lower", comment="from the falls calendar")


def smoking(chance):
    top = chance.pick([20, 25])
    return Template("smoking", "Smoke no more than 9 cigarettes a day", "b130",
                    ("smoking", "Smokes since the age of sixteen"),
                    counted("Smokes {} a day", "cigarette", "cigarettes",
                            [(top, None), (10, top - 1), (5, 9), (1, 4), (0, 0)]), "cigarettes per day", "lower")


def friends(chance):
    what = chance.pick(["the card evening", "the choir", "the allotment club", "the walking group"])
    return Template("friends", f"Go to {what} again", "d750", ("isolation", "Sees nobody but the family"),
                    counted(f"Goes to {what} {{}} a month", "time", "times",
                            [(0, 0), (1, 1), (2, 2), (3, 3), (4, None)]),
                    "visits per month")


def memory(chance):
    aid = chance.pick(["the pocket diary", "the telephone calendar", "the wall calendar"])
    return Template("memory", f"Keep appointments by {aid}", "d175",
                    ("memory", "Has missed clinic and bank appointments"),
                    counted("Misses {} a month", "appointment", "appointments",
                            [(5, None), (3, 4), (2, 2), (1, 1), (0, 0)]), "missed appointments per month", "lower")


def hand(chance):
    side = chance.pick(["left", "right"])
    return Template("hand", f"Use the {side} hand at table", "d440", ("arm", f"Weak {side} arm, hand not used"),
                    described(f"{side.capitalize()} hand lies in the lap during the meal",
                              f"{side.capitalize()} hand is lifted on to the table by the other",
                              f"{side.capitalize()} hand holds the plate when told to",
                              f"{side.capitalize()} hand holds the plate unprompted",
                              f"{side.capitalize()} hand brings the fork to the mouth"))


def bus(chance):
    place = chance.pick(["market", "clinic", "swimming pool"])
    return Template("bus", f"Travel by bus to the {place}", "d470", ("travel", "Leaves the house by taxi only"),
                    described("Goes there by taxi", "Rides the bus with a companion in the next seat",
                              "Rides the bus with a companion at the other end",
                              "Rides the bus alone and is met at the stop",
                              f"Rides the bus alone to the {place} and back"))


def transfer(chance):
    seat = chance.pick(["armchair", "wheelchair", "dining chair"])
    return Template("transfer", f"Move from bed to {seat}", "d420", ("transfers", "Lifted by hoist in the morning"),
                    described("Lifted by hoist", "Stands and turns while held by a helper",
                              "Stands and turns with a hand on the helper's arm",
                              "Stands and turns with a helper in the room", "Stands and turns alone in the house"))


TEMPLATES = (walk, stairs, sleep, dressing, cooking, work, telephone, sitting, falls, smoking, friends, memory, hand,
             bus, transfer)
INTERVENTIONS = {
    "exercise": ("exercise", "Supervised exercise, twice a week for 14 weeks"),
    "usual-care": ("usual-care", "Care by the family doctor, leaflet at the first visit"),
}
NOTES = ("Own report", "Seen at home", "By telephone", "Daughter confirms", "Wife confirms", "Diary seen",
         "Second visit, first one called off", "Chest infection the week before", "Interpreter present")
NOT_RATED_NOTES = ("On holiday in the week of the diary", "In hospital that week", "Diary not handed in")
WITHDRAWALS = ("Moved away after the review, no final visit", "Did not want to be rated again after the review")


def weekday(date):
    """The day itself, or the Monday after it."""
    return date + datetime.timedelta(days=(7 - date.weekday()) % 7 if date.weekday() > 4 else 0)


def clamp(level):
    return max(-2, min(2, level))


def whole(number):
    """The nearest whole number, halves upwards."""
    return int((number + 100.5) // 1) - 100


def levels_of_visits(chance, arm, goal_count):
    """Levels at baseline, review and final, each a list over the goals."""
    person = EXPECTED_LEVEL[arm] + BETWEEN_PEOPLE * chance.normal()
    baseline = [-2 if chance.happens(0.4) else -1 for _ in range(goal_count)]
    latent = [person + WITHIN_PERSON * chance.normal() for _ in range(goal_count)]
    share = [0.3 + 0.004 * chance.below(101) for _ in range(goal_count)]
    review = [clamp(whole(b + s * (x - b))) for b, s, x in zip(baseline, share, latent)]
    return [baseline, review, [clamp(whole(x)) for x in latent]]


def measured_value(chance, goal, level):
    """A value in the range of the level, rounded as people round."""
    bounds = goal.levels[level + 2]
    low = bounds.low if bounds.low is not None else bounds.high // 2
    high = bounds.high if bounds.high is not None else bounds.low + max(1, bounds.low // 4)
    value = chance.between(low, high)
    rounded = value - value % goal.step
    return rounded if rounded >= low else value


def flow_text(text):
    """A text as it stands inside { }."""
    return f'"{text}"' if any(c in text for c in ',[]{}:#') else text


def key_of(level):
    return f"+{level}" if level > 0 else str(level)


def goal_lines(chance, goal, ranged, target, need, intervention, baseline):
    lines = [f"  - id: {goal.key}", f"    title: {goal.title}", f"    domain: {goal.domain}"]
    if need:
        lines.append(f"    addresses: [{need}]")
    if intervention:
        lines.append(f"    interventions: [{intervention}]")
    lines += [f"    importance: {chance.between(1, 3)}", f"    difficulty: {chance.between(1, 3)}"]
    if baseline is not None:
        lines.append(f"    baseline: {baseline}")
    lines.append(f"    target: {target}")
    if ranged:
        comment = f"   # {goal.comment}" if goal.comment else ""
        lines.append(f"    indicator: {{unit: {goal.unit}, better: {goal.better}}}{comment}")
    lines.append("    scale:")
    for number, level in enumerate(goal.levels):
        text = f'{{text: {flow_text(level.text)}, range: "{level.range()}"}}' if ranged else level.text
        lines.append(f"      {key_of(number - 2)}: {text}")
    return lines


def rating_text(chance, goal, ranged, level, baseline):
    """What stands behind the goal's id in an entry."""
    note = f', note: "{chance.pick(NOTES)}"' if chance.happens(0.1) else ""
    if ranged:
        return f"{{value: {measured_value(chance, goal, level)}{note}}}"
    text = "-0.5" if level == baseline == -1 and chance.happens(0.3) else key_of(level)
    return f"{{level: {text}{note}}}" if note else text


def rating_lines(chance, date, occasion, rater, goals, levels, baselines):
    """One entry; a goal that was not rated is left out or says so."""
    rated = []
    missing = 0
    for (goal, ranged), level, baseline in zip(goals, levels, baselines):
        first = occasion == "baseline"
        if not first and chance.happens(MISSING) and missing < len(goals) - 1:
            missing += 1
            if chance.happens(0.5):
                rated.append((goal.key, f'{{level: not-applicable, note: "{chance.pick(NOT_RATED_NOTES)}"}}'
                              if chance.happens(0.4) else "not-applicable"))
            continue
        rated.append((goal.key, rating_text(chance, goal, ranged, level, None if first else baseline)))
    lines = [f"  - date: {date}", f"    occasion: {occasion}", f"    rater: {rater}", "    role: independent"]
    one_line = f"    levels: {{{', '.join(f'{key}: {text}' for key, text in rated)}}}"
    if len(one_line) <= 90:
        return lines + [one_line]
    return lines + ["    levels:"] + [f"      {key}: {text}" for key, text in rated]


def chosen_goals(chance, goal_count):
    """Templates filled in, each with whether its scale has ranges; long plans have fewer of those."""
    goals = []
    for template in chance.some(TEMPLATES, goal_count):
        goal = template(chance)
        room = sum(ranged for _, ranged in goals) < (goal_count if goal_count < 5 else 3)
        goals.append((goal, goal.unit is not None and room and chance.happens(0.75)))
    return goals


def plan_text(chance, number, arm, site):
    goal_count = chance.pick([2, 3, 3, 3, 4, 4, 5])
    goals = chosen_goals(chance, goal_count)
    baselines, review, final = levels_of_visits(chance, arm, goal_count)
    start = weekday(datetime.date(2025, 1, 13) + datetime.timedelta(days=int(5.6 * (number - 1)) + chance.below(4)))
    visits = [("baseline", start, baselines),
              ("review", weekday(start + datetime.timedelta(days=42 + chance.below(9))), review),
              ("final", weekday(start + datetime.timedelta(days=98 + chance.below(9))), final)]
    target = start + datetime.timedelta(days=112)
    linked = goal_count < 4
    intervention = INTERVENTIONS[arm]

    lines = []
    if number == WITHDREW_AT_ONCE:
        visits = []
        lines.append("# Withdrew after the goals were set; no visit took place.")
    elif number in WITHDREW_BEFORE_FINAL:
        visits.pop()
        lines.append(f"# {WITHDRAWALS[0 if number == min(WITHDREW_BEFORE_FINAL) else 1]}.")
    lines += ["gas: 1", f"id: S-{number:03d}",
              f"covariates: {{arm: {arm}, site: {site}, age: {chance.between(48, 83)}}}", f"start: {start}"]
    if linked:
        lines += ["", "needs:"]
        for goal, _ in goals:
            since = start - datetime.timedelta(days=chance.between(40, 500))
            lines.append(f"  - {{id: {goal.need[0]}, text: {flow_text(goal.need[1])}, since: {since}}}")
    lines += ["", "interventions:", f'  - {{id: {intervention[0]}, text: "{intervention[1]}"}}', "", "goals:"]
    for position, ((goal, ranged), baseline) in enumerate(zip(goals, baselines)):
        lines += [""] if position else []
        lines += goal_lines(chance, goal, ranged, target, goal.need[0] if linked else None, intervention[0],
                            None if visits else baseline)
    if goal_count < 5 and visits:
        score = chance.between(35, 60)
        readings = []
        for _, date, levels in visits:
            readings.append(f"{date}: {score + 4 * (sum(levels) - sum(baselines)) // goal_count + chance.below(5)}")
        lines += ["", "measures:", "  - id: eq-vas", "    title: EQ visual analogue scale", "    better: higher",
                  f"    readings: {{{', '.join(readings)}}}"]
    if visits:
        lines += ["", "ratings:"]
    for visit, (occasion, date, levels) in enumerate(visits):
        rater = RATERS[(number + visit) % len(RATERS)]
        lines += rating_lines(chance, date, occasion, rater, goals, levels, baselines)
    return "\n".join(lines) + "\n"


def allocation(chance):
    """Arm of each participant: randomised in blocks of four."""
    arms = []
    while len(arms) < PARTICIPANTS:
        arms += chance.some(["exercise", "exercise", "usual-care", "usual-care"], 4)
    return arms[:PARTICIPANTS]


def main(arguments):
    if len(arguments) > 1 or any(a.startswith("-") for a in arguments):
        print(__doc__.splitlines()[0], file=sys.stderr)
        return 2
    outdir = arguments[0] if arguments else os.path.join(os.path.dirname(os.path.abspath(__file__)), "study")
    os.makedirs(outdir, exist_ok=True)
    chance = Chance(SEED)
    for number, arm in enumerate(allocation(chance), 1):
        text = plan_text(chance, number, arm, chance.pick(["leeds", "york"]))
        with open(os.path.join(outdir, f"S-{number:03d}.gas.yaml"), "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
