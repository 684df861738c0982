# SPDX-License-Identifier: MIT
"""Sixty small studies, each from one seed: what a plan and a table of ratings can say, in memory.

The first 40 can be said by a table as well as by plans (8 of them have no dates, which a table alone can leave out), the other 20 have what
plans alone can say: start, target, added, ended, replaces. What a level means is not said here but in rules.py; how it is written, in write.py.
"""
import dataclasses
import datetime
import random

TABLE_STUDIES, PLAN_STUDIES = 40, 20
DOMAINS = ("d450", "d550", "b134", "")
FIRST_DAY = datetime.date(2025, 1, 6)


@dataclasses.dataclass
class Goal:
    id: str
    title: str
    domain: str = ""
    importance: str = ""  # numbers as they are written; empty: not there
    difficulty: str = ""
    weight: str = ""
    baseline: str = ""
    target: object = None
    added: object = None
    ended: object = None
    replaces: str = ""
    status: str = ""


@dataclasses.dataclass
class Entry:
    date: object  # None in a study without dates
    occasion: str
    rater: str
    role: str
    levels: dict  # goal: as it is recorded


@dataclasses.dataclass
class Participant:
    id: str
    covariates: dict
    goals: list
    entries: list
    start: object = None

    def goal(self, name):
        return next(goal for goal in self.goals if goal.id == name)


@dataclasses.dataclass
class Study:
    name: str
    rho: str  # as written in the plans; empty: not written
    weighting: str  # likewise
    dated: bool
    table: bool  # a table can say it
    traits: set
    participants: list

    def raters(self):
        return sorted({entry.rater for p in self.participants for entry in p.entries if entry.rater})

    def occasions(self):
        return sorted({entry.occasion for p in self.participants for entry in p.entries})

    def never_rated(self):
        return [p for p in self.participants if not p.entries]


WEIGHTINGS = ("", "product", "decimals", "importance", "explicit", "equal", "difficulty", "importance of both", "zeros", "other decimals")
RHOS = ("", "0.3", "", "0", "0.5", ".62", "1", "")
RATERS = ("one", "two", "none", "late", "by another", "two", "one and none", "three")
OCCASIONS = (("baseline", "review", "final"), ("baseline", "week 6", "discharge"), ("baseline", "review", "final"), ("t0", "t1", "t2"))
PRACTITIONER, PATIENT, CARER = ("AB", "practitioner"), ("CD", "patient"), ("EF", "caregiver")


def weigh(rng, kind, goal):
    if kind in ("product", "importance", "importance of both", "equal"):
        goal.importance = str(rng.randint(1, 3))
    if kind in ("product", "difficulty", "importance of both", "equal"):
        goal.difficulty = str(rng.randint(0 if kind == "product" and rng.random() < 0.15 else 1, 3))
    if kind == "explicit":
        goal.weight = rng.choice("123579")
    elif kind == "decimals":
        goal.weight = rng.choice((".06", ".02", ".08"))
    elif kind == "other decimals":
        goal.weight = rng.choice(("0.1", "0.2", "0.3", "2.5", "1e-1", "12"))
    elif kind == "zeros":
        goal.weight = rng.choice(("0", "0", "1.5", "3"))


def written_weighting(kind):
    """What the plan has to say where the goals alone would be read otherwise."""
    return {"equal": "equal", "difficulty": "difficulty", "importance of both": "importance"}.get(kind, "")


def written(rng, level):
    return rng.choice((f"+{level}", str(level))) if level > 0 else str(level)


def later_level(rng, traits, start):
    """A level after the start, or a word; `start` is where the goal started as this rater's scores see it, or None."""
    if "not-applicable" in traits and rng.random() < 0.1:
        return "not-applicable"
    if "words" in traits and rng.random() < 0.5:
        return rng.choice(("much-more", "more", "as-expected") + (("partly", "no-change", "worse") if start in (-1, -2) else ()))
    if "half" in traits and rng.random() < 0.25:
        return "-0.5"
    lowest = -3 if "six" in traits else -2
    return written(rng, max(lowest, min(2, (start if start is not None else -1) + rng.choice((-1, 0, 0, 1, 1, 1, 2, 2, 3)))))


def raters_at(rng, kind, place):
    """Who rates at the first (0), a middle (1) or the last (2) occasion."""
    if kind == "none":
        return [("", "")]
    if kind == "two":
        return [PRACTITIONER, PATIENT] if rng.random() < 0.85 else [rng.choice((PRACTITIONER, PATIENT))]
    if kind == "late":
        return [PRACTITIONER] if place < 2 else [PRACTITIONER, PATIENT]
    if kind == "by another":
        return [PATIENT] if place == 0 else [PRACTITIONER]
    if kind == "one and none":
        return [PRACTITIONER] if place != 1 else [("", "")]
    if kind == "three":
        return [PRACTITIONER, PATIENT] if place == 0 else [CARER, PATIENT] if place == 2 else [CARER]
    return [PRACTITIONER]


def starts_for(participant, rater):
    """Where each goal started for a rater, as far as words hang on it: rules.py has the rule."""
    from rules import baseline_of
    return {goal.id: baseline_of(participant, goal, rater).level for goal in participant.goals}


def rate_first(rng, traits, participant, starts, levels_of, same):
    """The levels of an entry at the first occasion: the start, or near it for another rater where no key says it."""
    for goal in participant.goals:
        if rng.random() < 0.92:
            near = starts[goal.id] if same or goal.baseline else max(-2, min(0, starts[goal.id] + rng.choice((-1, 0, 1))))
            levels_of[goal.id] = written(rng, near)


def rate_later(rng, traits, participant, entry, share=0.85):
    starts = starts_for(participant, entry.rater)
    for goal in participant.goals:
        if rng.random() < share:
            entry.levels[goal.id] = later_level(rng, traits, starts[goal.id])


def rated_person(rng, name, traits, recipe):
    weighting, raters, occasions, dated = recipe
    goals = [Goal(f"g{i + 1}", f"Goal {i + 1}", rng.choice(DOMAINS)) for i in range(rng.choice((1, 2, 3, 3, 4, 5)))]
    starts = {}
    for goal in goals:
        weigh(rng, weighting, goal)
        starts[goal.id] = rng.choice((-1, -1, -2, -2, 0))
        if ("own baselines" in traits or occasions[0] != "baseline") and rng.random() < 0.85:
            goal.baseline = str(starts[goal.id])
    covariates = {"arm": rng.choice(("exercise", "usual")), "site": rng.choice(("leeds", "york"))}
    if rng.random() < 0.15:
        del covariates["site"]
    participant = Participant(name, covariates, goals, [])
    day = FIRST_DAY + datetime.timedelta(days=rng.randint(0, 40))
    skip_first = "no baseline entry" in traits and rng.random() < 0.5
    for place, occasion in enumerate(occasions):
        if (place == 0 and skip_first) or (place > 0 and rng.random() < 0.15):
            day += datetime.timedelta(days=rng.randint(20, 60))
            continue
        for number, (rater, role) in enumerate(raters_at(rng, raters, place)):
            entry = Entry(day if dated else None, occasion, rater, role, {})
            participant.entries.append(entry)
            if place == 0:
                rate_first(rng, traits, participant, starts, entry.levels, same=number == 0)
            else:
                rate_later(rng, traits, participant, entry)
        more = "several entries" in traits and place > 0 or "two baselines" in traits and place == 0
        if more and dated and rng.random() < 0.6:
            first = participant.entries[-1]
            entry = Entry(day + datetime.timedelta(days=rng.randint(1, 5)), occasion, first.rater, first.role, {})
            participant.entries.append(entry)
            if place == 0:
                rate_first(rng, traits, participant, starts, entry.levels, same=False)
            else:
                rate_later(rng, traits, participant, entry, rng.choice((0.5, 1)))
        day += datetime.timedelta(days=rng.randint(20, 60))
    return participant


def traits_of(number):
    has = {"half": number % 3 == 0, "six": number % 5 == 1, "words": number % 4 == 2, "not-applicable": number % 3 != 2, "several entries": number % 6 == 3,
           "two baselines": number % 8 == 5, "own baselines": number % 3 == 2, "never rated": number % 5 == 4, "no baseline entry": number % 7 == 6}
    return {trait for trait, there in has.items() if there}


def study_of(number, seed=""):
    """A study that a table can say."""
    rng = random.Random(f"study {number}{seed}")
    traits = traits_of(number)
    dated = number % 5 != 3
    if not dated:
        traits |= {"no dates"}
        traits -= {"several entries", "two baselines"}
    weighting, raters, occasions = WEIGHTINGS[number % len(WEIGHTINGS)], RATERS[(number * 3 + number // 8) % len(RATERS)], OCCASIONS[number % 4]
    traits |= {f"weights: {weighting or 'none'}", f"raters: {raters}", "occasions: " + ", ".join(occasions)}
    people = [rated_person(rng, f"S{number:02}-{n + 1}", traits, (weighting, raters, occasions, dated)) for n in range(rng.randint(2, 6))]
    if "never rated" in traits:
        people[-1].entries = []
    if not any(entry.levels for p in people for entry in p.entries):
        people[0].entries.append(Entry(FIRST_DAY if dated else None, occasions[0], "AB", "practitioner", {people[0].goals[0].id: "-1"}))
    rho = RHOS[number % len(RHOS)]
    return Study(f"s{number:02}", rho, written_weighting(weighting), dated, True, traits | ({"rho in the plan"} if rho else set()), people)


COURSES = ("start and target", "ended", "successor added", "successor by its first rating", "both on the day", "chain of three", "successor that ended",
           "old one rated on the day", "target missed", "successor never begun")


def replace(rng, participant, old, day, course):
    """A successor of `old` that begins on `day`, by its key `added` or by its first rating."""
    goal = dataclasses.replace(old, id=old.id + "b", title=old.title + ", revised", replaces=old.id, baseline=rng.choice(("", "-1", "-2")), target=None, added=None)
    if course not in ("successor by its first rating", "successor never begun"):
        goal.added = day
    old.status = "revised"
    old.ended = rng.choice((None, day))
    participant.goals.append(goal)
    return goal


def courses_person(rng, name, traits, recipe, course):
    participant = rated_person(rng, name, traits, recipe)
    days = sorted({entry.date for entry in participant.entries})
    if not days:
        return participant
    participant.start = days[0] - datetime.timedelta(days=rng.choice((0, 0, 3)))
    for goal in participant.goals:
        if course in ("start and target", "target missed") or rng.random() < 0.3:
            goal.target = days[-1] + datetime.timedelta(days=rng.choice((-20, 0, 30)) if course != "target missed" else -10)
        if course == "ended" and rng.random() < 0.6:
            goal.ended, goal.status = rng.choice(days), "achieved"
        if course == "start and target" and rng.random() < 0.3 and len(days) > 1:
            goal.added = days[1]
    if "successor" in course or "day" in course or "chain" in course:
        replace_all(rng, participant, days, course, traits)
    return participant


def replace_all(rng, participant, days, course, traits):
    old = participant.goals[0]
    at = days[len(days) // 2]
    goal = replace(rng, participant, old, at, course)
    if course == "successor that ended":
        goal.ended, goal.status = at + datetime.timedelta(days=rng.choice((0, 10))), "discontinued"
    third = replace(rng, participant, goal, days[-1], course) if course == "chain of three" and days[-1] != at else None
    for entry in participant.entries:
        for one, before, begins in ((goal, old, at), (third, goal, days[-1])):
            if one is None or course == "successor never begun":
                continue
            if entry.date < begins:
                entry.levels.pop(one.id, None)
                continue
            kept = rng.choice(("both", "old", "new", "none")) if entry.date == begins else rng.choice(("new", "new", "none", "both"))
            kept = {"both on the day": "both", "old one rated on the day": "old"}.get(course, kept) if entry.date == begins else kept
            if course == "successor by its first rating" and entry.date == begins and entry is next(e for e in participant.entries if e.date == begins):
                kept = rng.choice(("both", "new"))
            entry.levels.pop(one.id, None)
            if kept in ("new", "both"):
                entry.levels[one.id] = rng.choice(("-2", "-1", "0", "+1"))
            if kept in ("new", "none"):
                entry.levels.pop(before.id, None)
            elif entry.levels.get(before.id, "not-applicable") == "not-applicable":
                entry.levels[before.id] = rng.choice(("-1", "0", "+1"))
    baselines = [entry for entry in participant.entries if entry.occasion == "baseline"]
    for one in filter(None, (goal, third)):
        if any(one.id in entry.levels for entry in baselines):
            one.baseline = ""  # the entry says it


def course_of(number, seed=""):
    """A study with what plans alone can say."""
    rng = random.Random(f"course {number}{seed}")
    course = COURSES[number % len(COURSES)]
    traits = {trait for trait in traits_of(number * 7 + 1) if trait not in ("two baselines", "words", "no baseline entry")} | {course}
    weighting, raters, occasions = WEIGHTINGS[(number * 3 + 1) % len(WEIGHTINGS)], RATERS[number % 6], OCCASIONS[number % 2]
    people = [courses_person(rng, f"C{number:02}-{n + 1}", traits, (weighting, raters, occasions, True), course) for n in range(rng.randint(3, 6))]
    if "never rated" in traits:
        people[-1].entries, people[-1].goals = [], people[-1].goals[:2]
    return Study(f"c{number:02}", RHOS[number % len(RHOS)], written_weighting(weighting), True, False, traits, people)


def corpus(part=1, seed=""):
    """All studies, or every `part`-th of each kind; another seed gives others of the same kinds."""
    return [study_of(n, seed) for n in range(0, TABLE_STUDIES, part)] + [course_of(n, seed) for n in range(0, PLAN_STUDIES, part)]
