# SPDX-License-Identifier: MIT
"""What `gas score` and `gas score --goals` have to print of a study, by the rules of rules.py alone: every column of every row.

Numbers are floats, or Near where only 1e-12 is asked for; texts as they are. Source of the RCI: Jacobson & Truax 1991.
"""
import dataclasses
import decimal
from fractions import Fraction

from rules import (ANY, Baseline, analysed, baseline_of, change_of, days_of, is_active, level_in, stands_in, t_of, Taken, taken_at, taken_in_entry,
                   weight_of, weighting_of)

LEVEL_COLUMNS = {"-3": "level_minus_3", "-2": "level_minus_2", "-1": "level_minus_1", "-0.5": "level_minus_half", "0": "level_0", "1": "level_plus_1",
                 "2": "level_plus_2"}


@dataclasses.dataclass(frozen=True)
class Near:
    """A number to within 1e-12 of it."""
    value: object

    def fits(self, text):
        exact = float(self.value)
        return text != "" and abs(float(text) - exact) <= 1e-12 * max(1.0, abs(exact)) and (exact != 0 or text == "0")


def baseline_for(participant, goal, raters, options):
    """Of the row's rater; of several who agree, the level that all of them have."""
    found = [baseline_of(participant, goal, rater) for rater in raters]
    levels = {None if b.level is None else analysed(b.level, options) for b in found}
    if any(b.ambiguous for b in found) or len(levels) > 1:
        return Baseline(None, True)
    return Baseline(levels.pop())


def figures(levels, weights):
    """The ordinal figures beside T."""
    names = ("mean_level", "weighted_mean", "sum_levels", "median_level", "achieved", "exceeded")
    if not levels:
        return dict.fromkeys(names, "")
    n, ordered = len(levels), sorted(levels)
    median = (ordered[(n - 1) // 2] + ordered[n // 2]) / 2
    weighted = Near(sum(w * x for w, x in zip(weights, levels)) / sum(weights)) if sum(weights) else ""
    return dict(zip(names, (float(sum(levels) / n), weighted, float(sum(levels)), float(median), float(Fraction(sum(x >= 0 for x in levels), n)),
                            float(Fraction(sum(x > 0 for x in levels), n)))))


def scores(row, rated, unrated, ambiguous, rho, options):
    """Fills T, change and the reason from (weight, level, Baseline) of the rated goals."""
    t = t_of([(w, x) for w, x, _ in rated], rho) if rated else None
    reason = "ambiguous-rating" if ambiguous else "no-rated-goal" if not rated else "incomplete" if options.complete and unrated else "" if t is not None else "zero-weights"
    row.update(t="", t_baseline="", t_change="", paired=0.0, reason=reason)
    if options.reliability:
        row.update(rci="", rci_verdict="")
    if reason:
        return
    row["t"] = Near(t)
    if any(b.ambiguous for _, _, b in rated):
        row["reason"] = "ambiguous-baseline"
        return
    paired = [(w, x, b.level) for w, x, b in rated if b.level is not None]
    row["paired"] = float(len(paired))
    if not paired or not any(w for w, _, _ in paired):
        row["reason"] = "zero-weights" if paired else "no-baseline"
        return
    change = change_of(paired, rho)
    row.update(t_baseline=Near(t_of([(w, b) for w, _, b in paired], rho)), t_change=Near(change))
    if options.reliability:
        index = change / (decimal.Decimal(2).sqrt() * 10 * (1 - decimal.Decimal(options.reliability)).sqrt())
        row.update(rci=Near(index), rci_verdict="no-reliable-change" if abs(index) <= decimal.Decimal("1.96") else "improved" if index > 0 else "worsened")


def common(study, participant, options, weighting):
    rho = Fraction(options.rho or study.rho or "0.3")
    row = {"id": participant.id, "rho": float(rho), "weighting": weighting, "half_level": "keep" if options.keep_half else "-1",
           "missing_rule": options.missing_rule(), "shard": "", "at": str(options.at or "")}
    return row, rho


def no_entry_row(study, participant, options):
    row, _ = common(study, participant, options, "")
    row.update(dict.fromkeys(("occasion", "date", "rater", "role"), ""), active=float(len(participant.goals)), unrated=float(len(participant.goals)), rated=0.0,
               carried=0.0, not_applicable=0.0, **figures([], []))
    row.update(dict.fromkeys(LEVEL_COLUMNS.values(), 0.0))
    scores(row, [], 0, False, Fraction(0), options)
    row["reason"] = "no-entry"
    return row


def one_row(study, participant, entry, options):
    """The row of an entry, or of `at`."""
    weighting = weighting_of(study, participant, options)
    row, rho = common(study, participant, options, weighting)
    day = days_of(participant)[id(entry)] if entry else options.at.toordinal()
    rated, active, unrated, not_applicable, carried, ambiguous, raters = [], 0, 0, 0, 0, False, set()
    counts = dict.fromkeys(LEVEL_COLUMNS.values(), 0.0)
    role = ""
    for goal in participant.goals:
        is_on = is_active(participant, goal, day)
        taken = taken_in_entry(participant, goal, entry, options) if entry else taken_at(participant, goal, options)
        active += is_on
        if taken is None:
            continue
        ambiguous = ambiguous or taken.ambiguous
        not_applicable += is_on and taken.not_applicable
        if taken.level is None:
            unrated += is_on and not taken.not_applicable and not (entry and stands_in(participant, goal, entry, day))
            continue
        carried += taken.carried
        raters.add(taken.raters)
        role = taken.role
        counts[LEVEL_COLUMNS[str(float(taken.level)).removesuffix(".0")]] += 1
        rated.append((weight_of(goal, weighting), taken.level, baseline_for(participant, goal, (entry.rater,) if entry else taken.raters, options)))
    if entry:
        row.update(occasion=entry.occasion, date=str(entry.date or ""), rater=entry.rater, role=entry.role)
    else:
        one = len(raters) == 1 and len(next(iter(raters))) == 1 and not ambiguous
        row.update(occasion="", date=str(options.at), rater=next(iter(raters))[0] if one else "", role=role if one else "")
    row.update(active=float(active), unrated=float(unrated), not_applicable=float(not_applicable), rated=float(len(rated)), carried=float(carried), **counts)
    row.update(figures([] if ambiguous else [x for _, x, _ in rated], [w for w, _, _ in rated]))
    scores(row, rated, unrated, ambiguous, rho, options)
    return row


def is_wanted(entry, options):
    return (not options.occasion or entry.occasion == options.occasion) and (not options.rater or entry.rater == options.rater)


def score_rows(study, options):
    rows = []
    for participant in study.participants:
        if options.at:
            own = [one_row(study, participant, None, options)]
        else:
            own = [one_row(study, participant, entry, options) for entry in participant.entries if is_wanted(entry, options)]
        rows += [{**row, **covariates(study, participant)} for row in own or [no_entry_row(study, participant, options)]]
    return rows


def covariates(study, participant):
    names = {name for p in study.participants for name in p.covariates}
    return {name: participant.covariates.get(name, "") for name in names}


# goals

def history(participant, goal, taken, rater, entry, options):
    """(day, level) of the rater's ratings up to the one that is taken, or else before this entry or up to `at`, oldest first."""
    days = days_of(participant)
    last = taken.day if taken.level is not None else days[id(entry)] - 1 if entry else options.at.toordinal()
    here = entry if entry and taken.day == days[id(entry)] else None
    rated = [(days[id(e)], analysed(level, options)) for e in participant.entries for level in [level_in(participant, e, goal)]
             if level is not None and e.rater == rater and (days[id(e)] < last or (days[id(e)] == last and (here is None or e is here)))]
    return sorted(rated, key=lambda one: one[0])


def course_of(participant, goal, taken, raters, entry, baseline, options):
    """Status and whether it is stalled, by the ratings of the row's rater; of several who agree on a day, where all theirs say the same."""
    if taken.ambiguous:
        return ANY, ANY
    day = days_of(participant)[id(entry)] if entry else options.at.toordinal()
    found = set()
    for rater in raters:
        ratings = history(participant, goal, taken, rater, entry, options)
        stalled = is_active(participant, goal, day) and is_stalled(ratings, day, options.stall_after)
        found.add((status_of(ratings, baseline.level, goal.target, day), str(stalled).lower()))
    # it could not be rated that day, and was before: by whom it is to be judged nobody has said
    was_rated = any(level_in(participant, e, goal) is not None and days_of(participant)[id(e)] <= day for e in participant.entries)
    status, stalled = zip(*(found or {("" if taken.not_applicable and was_rated else "in-progress", "false")}))
    return status[0] if len(set(status)) == 1 else ANY, stalled[0] if len(set(stalled)) == 1 else ANY


def status_of(ratings, baseline, target, day):
    if not ratings:
        return "in-progress"
    level = ratings[-1][1]
    before = ratings[-2][1] if len(ratings) > 1 else None
    if level >= 0:
        return "sustaining" if before is not None and before >= 0 else "achieved"
    if target and target.toordinal() < day:
        return "no-progress" if baseline is not None and level <= baseline else "not-achieved"
    against = baseline if before is None else before
    return "no-change" if against is None or level == against else "improving" if level > against else "worsening"


def is_stalled(ratings, day, after):
    """Below 0 for three ratings or so many days without a higher level, since the goal fell below 0 last."""
    below = []
    for one in reversed(ratings):
        if one[1] >= 0:
            break
        below.insert(0, one)
    if not below:
        return False
    reached, since = below[0], 0
    for one in below[1:]:
        reached, since = (one, 0) if one[1] > reached[1] else (reached, since + 1)
    return since >= 3 or day - reached[0] >= after


def goal_row(study, participant, goal, entry, options):
    weighting = weighting_of(study, participant, options)
    row, _ = common(study, participant, options, weighting)
    day = days_of(participant)[id(entry)] if entry else options.at.toordinal()
    taken = taken_in_entry(participant, goal, entry, options) if entry else taken_at(participant, goal, options)
    is_over = taken is None  # no goal is worked on at that day: a row keeps the participant
    taken = taken or Taken()
    raters = (entry.rater,) if entry else taken.raters if taken.level is not None else ()
    baseline = baseline_for(participant, goal, raters or taken.raters or (options.rater,), options)
    one = raters[0] if len(raters) == 1 else ""
    row.update(goal=goal.id, title=goal.title, domain=goal.domain, occasion=entry.occasion if entry else "", date=str((entry.date or "") if entry else options.at),
               rater=one, role=entry.role if entry else taken.role if len(raters) == 1 else "", recorded=taken.recorded, value="",
               level="" if taken.level is None else float(taken.level), baseline="" if baseline.level is None else float(baseline.level),
               weight=float(weight_of(goal, weighting)), active=str(is_active(participant, goal, day)).lower())
    both = taken.level is not None and baseline.level is not None
    row["level_change"] = float(taken.level - baseline.level) if both else ""
    row["ambiguous"] = "rating" if taken.ambiguous else "baseline" if baseline.ambiguous else ""
    spoken_for = entry and not taken.recorded and is_active(participant, goal, day) and stands_in(participant, goal, entry, day)
    row["at"] = str(options.at or "")
    row["stood_for"] = goal.replaces if spoken_for else ""
    judged = taken.raters if taken.level is not None else (entry.rater,) if entry else (options.rater,) if options.rater else ()
    row["status"], row["stalled"] = ("", "false") if is_over else course_of(participant, goal, taken, judged, entry, baseline, options)
    return row


def no_entry_goal_row(study, participant, goal, options):
    row, _ = common(study, participant, options, "")
    baseline = baseline_for(participant, goal, (options.rater,), options)
    row.update(dict.fromkeys(("occasion", "date", "rater", "role", "level", "recorded", "value", "level_change", "stood_for", "at"), ""))
    row.update(goal=goal.id, title=goal.title, domain=goal.domain, ambiguous="baseline" if baseline.ambiguous else "",
               baseline=float(baseline.level) if baseline.level is not None else "",
               weight=float(weight_of(goal, weighting_of(study, participant, options))), status="" if participant.entries else "in-progress", stalled="false",
               active="true")
    return row


def goal_rows(study, options):
    rows = []
    for participant in study.participants:
        wanted = [entry for entry in participant.entries if is_wanted(entry, options)]
        days = days_of(participant)
        if options.at or wanted:
            own = []
            for entry in [None] if options.at else wanted:
                day = days[id(entry)] if entry else options.at.toordinal()
                goals = [goal for goal in participant.goals if (entry and goal.id in entry.levels) or is_active(participant, goal, day)]
                own += [goal_row(study, participant, goal, entry, options) for goal in goals or participant.goals]  # no entry is lost
        else:
            own = [no_entry_goal_row(study, participant, goal, options) for goal in participant.goals]
        rows += [{**row, **covariates(study, participant)} for row in own]
    return rows


def differences(want, got):
    """Texts that say where two lists of rows differ; `got` as a csv reader gives them."""
    key = lambda row: tuple(str(row.get(name, "")) for name in ("id", "goal", "occasion", "date", "rater"))
    want, got = sorted(want, key=key), sorted(got, key=key)
    if [key(row) for row in want] != [key(row) for row in got]:
        lost = [key(row) for row in want if key(row) not in set(map(key, got))]
        more = [key(row) for row in got if key(row) not in set(map(key, want))]
        return [f"other rows: lacks {lost[:3]}, has {more[:3]}, {len(got)} of {len(want)}"]
    out = []
    for expected, row in zip(want, got):
        if set(expected) != set(row) - {"file"}:
            out.append(f"{key(row)}: columns {sorted(set(expected) ^ (set(row) - {'file'}))}")
            continue
        for name, value in expected.items():
            text = row[name]
            if value is ANY:
                continue
            same = value.fits(text) if isinstance(value, Near) else text != "" and float(text) == value and text != "-0" if isinstance(value, float) else text == value
            if not same:
                out.append(f"{key(row)} {name}: {text!r}, not {value.value if isinstance(value, Near) else value!r}")
    return out
