# SPDX-License-Identifier: MIT
"""The rules of scoring in exact arithmetic: what a rating says, when a goal is worked on, which level counts, T and its change.

Weights and levels are fractions; the root is taken with 50 digits. Sources: Kiresuk & Sherman 1968, erratum to Turner-Stokes 2009 (T);
Turner-Stokes & Williams 2010 (-0.5, words); the manual pages for what is counted.
"""
import dataclasses
import decimal
from fractions import Fraction

decimal.DefaultContext.prec = 50  # of threads that begin later
decimal.getcontext().prec = 50


@dataclasses.dataclass
class Options:
    carry: bool = False
    complete: bool = False
    at: object = None
    occasion: str = ""
    rater: str = ""
    rho: str = ""
    weighting: str = ""
    keep_half: bool = False
    reliability: str = ""
    stall_after: int = 56

    def arguments(self):
        out = ["--carry"] * self.carry + ["--complete"] * self.complete + ["--half-level", "keep"] * self.keep_half
        for name, value in (("at", self.at), ("occasion", self.occasion), ("rater", self.rater), ("rho", self.rho), ("weighting", self.weighting),
                            ("reliability", self.reliability)):
            out += [f"--{name}", str(value)] if value else []
        return out + (["--stall-after", str(self.stall_after)] if self.stall_after != 56 else [])

    def missing_rule(self):
        carried = self.carry or self.at
        return "carried+no-score" if carried and self.complete else "carried" if carried else "no-score" if self.complete else "left-out"


ANY = object()  # what the rules do not say


def as_decimal(fraction):
    return decimal.Decimal(fraction.numerator) / decimal.Decimal(fraction.denominator)


# what a rating says

@dataclasses.dataclass
class Baseline:
    level: object = None  # as recorded, -0.5 as such
    ambiguous: bool = False


def baseline_entries(participant, rater):
    """Those of the same rater, else of the only other who has some; and whether they are of several others."""
    entries = [entry for entry in participant.entries if entry.occasion == "baseline"]
    own = [entry for entry in entries if entry.rater == rater]
    return (own, False) if own else (entries, len({entry.rater for entry in entries}) > 1)


def baseline_of(participant, goal, rater):
    entries, several = baseline_entries(participant, rater)
    found = [level for level in (level_in(participant, entry, goal) for entry in entries) if level is not None]
    if len(found) > 1 or (found and several):
        return Baseline(None, True)
    return Baseline(found[0] if found else Fraction(goal.baseline) if goal.baseline else None)


def level_in(participant, entry, goal):
    """The level of a goal in an entry; None where it is not rated or not applicable."""
    text = entry.levels.get(goal.id)
    if text is None or text == "not-applicable":
        return None
    if text in ("much-more", "more", "as-expected"):
        return Fraction(("as-expected", "more", "much-more").index(text))
    if text in ("partly", "no-change", "worse"):
        own = Fraction(goal.baseline) if goal.baseline else None
        start = own if entry.occasion == "baseline" else baseline_of(participant, goal, entry.rater).level
        start = own if start is None else start
        assert start in (-1, -2), (participant.id, goal.id, text)
        return {"partly": Fraction(-1, 2) if start == -1 else Fraction(-1), "no-change": start, "worse": Fraction(-2)}[text]
    return Fraction(text)


def analysed(level, options):
    return Fraction(-1) if level == Fraction(-1, 2) and not options.keep_half else level


# when a goal is worked on

def days_of(participant):
    """The day of each entry; without dates the place in the order of the rows, the baseline first."""
    entries = participant.entries
    if all(entry.date for entry in entries):
        return {id(entry): entry.date.toordinal() for entry in entries}
    order = sorted(entries, key=lambda entry: entry.occasion != "baseline")
    return {id(entry): number for number, entry in enumerate(order)}


def first_day(participant, goal):
    if goal.added:
        return goal.added.toordinal()
    days = days_of(participant)
    return min((days[id(entry)] for entry in participant.entries if goal.id in entry.levels), default=None)


def is_active(participant, goal, day):
    begins = goal.added or participant.start
    if (begins and begins.toordinal() > day) or (goal.ended and day > goal.ended.toordinal()):
        return False
    successors = [first_day(participant, other) for other in participant.goals if other.replaces == goal.id]
    return all(first is None or day < first for first in successors)


def stands_in(participant, goal, entry, day):
    """Whether the goal that `goal` replaces is rated in this entry of the very day `goal` begins, and speaks for it."""
    if not goal.replaces or first_day(participant, goal) != day:
        return False
    old = participant.goal(goal.replaces)
    return level_in(participant, entry, old) is not None


# which level counts

@dataclasses.dataclass
class Taken:
    level: object = None  # analysed
    recorded: str = ""
    raters: tuple = ()
    role: str = ""
    carried: bool = False
    ambiguous: bool = False
    not_applicable: bool = False
    day: object = None


def latest(participant, goal, options, wanted):
    """The level of the latest day among the entries that are wanted: ambiguous where that day's differ."""
    days = days_of(participant)
    found = [(days[id(entry)], entry, level) for entry in participant.entries if wanted(entry, days[id(entry)])
             for level in [level_in(participant, entry, goal)] if level is not None]
    if not found:
        return None
    last = max(day for day, _, _ in found)
    rated = [(entry, analysed(level, options)) for day, entry, level in found if day == last]
    raters = tuple(sorted({entry.rater for entry, _ in rated}))
    assert len(raters) == len(rated), f"{participant.id}: {raters} rated {goal.id} twice on a day"
    if len({level for _, level in rated}) > 1:
        return Taken(ambiguous=True, raters=raters, day=last)
    entry, level = rated[0]
    recorded = {one.levels[goal.id] for one, _ in rated}
    return Taken(level, recorded.pop() if len(recorded) == 1 else ANY, raters, entry.role, day=last)


def taken_in_entry(participant, goal, entry, options):
    day = days_of(participant)[id(entry)]
    level = level_in(participant, entry, goal)
    if level is not None:
        return Taken(analysed(level, options), entry.levels[goal.id], (entry.rater,), entry.role, day=day)
    if goal.id in entry.levels:
        return Taken(recorded="not-applicable", not_applicable=True)
    if options.carry and is_active(participant, goal, day) and not stands_in(participant, goal, entry, day):
        found = latest(participant, goal, options, lambda e, d: d < day and e.rater == entry.rater)
        found = found or latest(participant, goal, options, lambda e, d: d < day)
        if found and not found.ambiguous:
            return dataclasses.replace(found, carried=True)
    return Taken()


def taken_at(participant, goal, options):
    day = options.at.toordinal()
    if not is_active(participant, goal, day):
        return None
    in_time = lambda entry, when: when <= day and (not options.rater or entry.rater == options.rater)
    found = latest(participant, goal, options, in_time)
    days = days_of(participant)
    said = [days[id(entry)] for entry in participant.entries if entry.levels.get(goal.id) == "not-applicable" and in_time(entry, days[id(entry)])]
    # "carry implied", and nothing is carried over a statement of the very day
    if found and (found.day == day or day not in said):
        return dataclasses.replace(found, carried=found.day != day and not found.ambiguous)
    return Taken(recorded="not-applicable" if said else "", not_applicable=bool(said))


# weights and T

def weighting_of(study, participant, options):
    word = options.weighting or study.weighting
    goals = participant.goals
    if word:
        return word
    if goals and all(goal.weight for goal in goals):
        return "explicit"
    if goals and all(goal.importance and goal.difficulty for goal in goals):
        return "product"
    return "importance" if goals and all(goal.importance for goal in goals) else "equal"


def weight_of(goal, word):
    return {"equal": lambda: Fraction(1), "explicit": lambda: Fraction(goal.weight), "importance": lambda: Fraction(goal.importance),
            "difficulty": lambda: Fraction(goal.difficulty), "product": lambda: Fraction(goal.importance) * Fraction(goal.difficulty)}[word]()


def root(weights, rho):
    return as_decimal((1 - rho) * sum(w * w for w in weights) + rho * sum(weights) ** 2).sqrt()


def t_of(pairs, rho):
    """T of (weight, level) pairs; None where all weights are 0."""
    if not any(w for w, _ in pairs):
        return None
    return 50 + 10 * as_decimal(sum(w * x for w, x in pairs)) / root([w for w, _ in pairs], rho)


def change_of(triples, rho):
    """Of (weight, level, baseline level): one quotient."""
    return 10 * as_decimal(sum(w * (x - x0) for w, x, x0 in triples)) / root([w for w, _, _ in triples], rho)
