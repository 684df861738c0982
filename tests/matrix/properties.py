#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What holds for any study: properties.py GAS

- all weights times a constant: no digit of a score and no statistic changes;
- goals, participants, raters and entries in another order: nothing changes;
- equal gains under one set of weights, or its multiples, are one text in t_change, by whatever route; a gain of nothing is 0;
- a change that is reached by another route changes no statistic of change.
"""
import concurrent.futures
import csv
import io
import json
import os
import pathlib
import random
import sys
import tempfile
from fractions import Fraction

import cells
import rules
import studies
import write

SCALES = (Fraction(3), Fraction(1, 10), Fraction(7, 8), Fraction(1000), Fraction(16, 5))


class Faults(list):
    def expect(self, true, text):
        if not true:
            self.append(text)


def exact_text(number):
    """A fraction with a short decimal text, in full."""
    text = format(rules.as_decimal(number).normalize(), "f")
    assert Fraction(text) == number, number
    return text


def rows(gas, faults, *arguments):
    code, out, err = gas(*arguments, "-f", "csv")
    faults.expect(code == 0, f"{' '.join(map(str, arguments))[:200]}: exit {code}: {err[:300]}")
    return list(csv.DictReader(io.StringIO(out)))


def said(gas, faults, study, path, options=()):
    """All that the commands say of a study, as what has to be the same."""
    less = ("file",)
    rid = lambda some, names=less: sorted(sorted((name, cell) for name, cell in row.items() if name not in names) for row in some)
    day = cells.middle_day(study)
    out = {"at": rid(rows(gas, faults, "score", "--at", day, path, *options)),
           "goals at": rid(rows(gas, faults, "score", "--goals", "--at", day, path, *options), ("file", "weight", "title")),
           "score": rid(rows(gas, faults, "score", path, *options)), "goals": rid(rows(gas, faults, "score", "--goals", "--carry", path, *options), ("file", "weight", "title"))}
    for name, command in (("summarize", ["summarize", "--by", "arm"]), ("agree", ["agree", "--raters", "AB,CD"])):
        if name == "summarize" or {"AB", "CD"} <= set(study.raters()):
            code, text, err = gas(*command, path, *options, "-f", "json")
            out[name] = json.loads(text, parse_float=str) if code == 0 else err.replace(str(path), "INPUT")
    return out


def first_other(a, b):
    for name in a:
        if a[name] != b[name]:
            if isinstance(a[name], list):
                return f"{name}: {str([row for row in b[name] if row not in a[name]][:1])[:500]}, not {str([row for row in a[name] if row not in b[name]][:1])[:500]}"
            if isinstance(a[name], dict) and isinstance(b[name], dict):
                return f"{name}: {str([row for row in b[name]['rows'] if row not in a[name]['rows']][:2])[:400]}, not {str([row for row in a[name]['rows'] if row not in b[name]['rows']][:2])[:400]}"
            return f"{name}: {str(b[name])[:300]}, not {str(a[name])[:300]}"
    return ""


def all_in_one(study, path, order=None):
    """The plans as documents of one file; with `order`, everything in another order."""
    people = study.participants
    if order is not None:
        people = [shuffled_person(person, order) for person in order.sample(people, len(people))]
    path.write_text("---\n".join(write.plan_text(study, person) for person in people))
    return path


def shuffled_person(person, order):
    entries = [studies.dataclasses.replace(entry, levels=dict(order.sample(list(entry.levels.items()), len(entry.levels))))
               for entry in order.sample(person.entries, len(person.entries))]
    return studies.dataclasses.replace(person, goals=order.sample(person.goals, len(person.goals)), entries=entries)


def scaled(study, factor):
    people = []
    for person in study.participants:
        goals = [studies.dataclasses.replace(goal, weight=exact_text(Fraction(goal.weight) * factor) if goal.weight else "") for goal in person.goals]
        people.append(studies.dataclasses.replace(person, goals=goals))
    return studies.dataclasses.replace(study, participants=people)


def check_scales(gas, study, folder):
    faults = Faults()
    if any(not goal.weight for person in study.participants for goal in person.goals):
        return faults
    plain = said(gas, faults, study, all_in_one(study, folder / f"{study.name}.gas.yaml"))
    for number, factor in enumerate(SCALES[study.number % 2::2]):
        other = said(gas, faults, study, all_in_one(scaled(study, factor), folder / f"{study.name}-{number}.gas.yaml"))
        faults.expect(plain == other, f"{study.name}: weights times {factor}: {first_other(plain, other)}")
    return faults


def check_orders(gas, study, folder):
    faults = Faults()
    order = random.Random(f"order of {study.name}")
    plain = said(gas, faults, study, all_in_one(study, folder / f"{study.name}-plain.gas.yaml"))
    for number in range(2):
        other = said(gas, faults, study, all_in_one(study, folder / f"{study.name}-order{number}.gas.yaml", order))
        faults.expect(plain == other, f"{study.name} in another order: {first_other(plain, other)}")
    return faults


WEIGHTS = (["1", "1", "1"], ["1", "1", "1", "1", "1"], [".06", ".02", ".08"], ["0.1", "0.2", "0.3"], ["9", "6", "4", "2"], ["3", "6", "9"], ["1", "2", "3", "4", "6"],
           ["0.7", "1.4", "2.1", "0.35"], ["1e-3", "0.002", "0.005"], ["12345.678", "0.001", "99.5"])


def routes(weights, rng, steps):
    """Pairs of (levels before, levels after) by random routes, under the gain that they make."""
    found = {}
    for _ in range(4000):
        before = [rng.choice(steps) for _ in weights]
        after = [rng.choice(steps) for _ in weights]
        found.setdefault(sum(Fraction(w) * (Fraction(b) - Fraction(a)) for w, a, b in zip(weights, before, after)), []).append((before, after))
    return found


def table_of(people):
    lines = ["id,goal,occasion,date,rater,level,weight,arm"]
    for name, arm, weights, before, after in people:
        for occasion, date, levels in (("baseline", "2025-01-06", before), ("final", "2025-04-07", after)):
            lines += [f"{name},g{n},{occasion},{date},AB,{level},{weight},{arm}" for n, (level, weight) in enumerate(zip(levels, weights))]
    return "\n".join(lines) + "\n"


def check_routes(gas, folder, keep_half):
    """Equal gains print alike; a gain of nothing prints 0; T too, where the levels sum to the same."""
    faults = Faults()
    rng = random.Random(f"routes {keep_half}")
    steps = ["-2", "-1", "0", "1", "2"] + (["-0.5"] if keep_half else [])
    people, gains = [], {}
    for number, weights in enumerate(WEIGHTS):
        found = routes(weights, rng, steps)
        kept = [0] + rng.sample(sorted(gain for gain in found if gain and len(found[gain]) > 3), 8)
        for gain in kept:
            for before, after in rng.sample(found.get(gain, []), min(4, len(found.get(gain, [])))):
                factor = rng.choice((Fraction(1), Fraction(1), *SCALES))
                order = rng.sample(range(len(weights)), len(weights))
                name = f"W{number}-{len(people)}"
                texts = [exact_text(Fraction(weight) * factor) if factor != 1 else weight for weight in weights]
                people.append((name, "a", *[[some[i] for i in order] for some in (texts, before, after)]))
                total = sum(Fraction(w) * Fraction(x) for w, x in zip(weights, after))
                gains[name] = (number, gain), (number, total)
    path = folder / f"routes{keep_half}.csv"
    path.write_text(table_of(people))
    got = {row["id"]: row for row in rows(gas, faults, "score", path, "--occasion", "final", *(["--half-level", "keep"] if keep_half else []))}
    texts = {}
    for name, keys in gains.items():
        for column, key in zip(("t_change", "t"), keys):
            texts.setdefault((column, key), {}).setdefault(got[name][column], name)
        gain = keys[0][1]
        faults.expect(gain != 0 or got[name]["t_change"] == "0", f"{name}: a gain of nothing prints {got[name]['t_change']}")
    for (column, (number, total)), found in texts.items():
        faults.expect(len(found) == 1, f"weights {WEIGHTS[number]}, sum {total}: {column} prints as {found}")
    faults.expect(len(people) > 250 and sum(key[1] == 0 for key, _ in gains.values()) > 20, f"few routes: {len(people)}")
    return faults


def check_statistics(gas, folder, seed):
    """The same gains by other routes: the same statistics of change, to the byte."""
    faults = Faults()
    rng = random.Random(f"statistics {seed}")
    weights = WEIGHTS[seed % len(WEIGHTS)]
    found = {gain: pairs for gain, pairs in routes(weights, rng, ["-2", "-1", "0", "1", "2"]).items() if len(pairs) > 1}
    few = rng.sample(sorted(found), min(5, len(found)))
    wanted = [(f"P{n}", rng.choice("ab"), rng.choice(few)) for n in range(rng.randint(6, 12))]
    outputs = []
    for turn in range(3):
        path = folder / f"statistics{seed}-{turn}.csv"
        path.write_text(table_of([(name, arm, weights, *rng.choice(found[gain])) for name, arm, gain in wanted]))
        some = rows(gas, faults, "summarize", path, "--by", "arm", "--change")
        outputs.append([tuple(row.values()) for row in some if row["measure"] == "t_change" and row["statistic"] not in ("es_baseline", "baseline_sd")])
    for other in outputs[1:]:
        odd = [(a, b) for a, b in zip(outputs[0], other) if a != b]
        faults.expect(len(outputs[0]) > 20 and outputs[0] == other, f"weights {weights}, other routes: {odd[:2]}")
    return faults


def main():
    gas = cells.Gas(str(pathlib.Path(sys.argv[1]).resolve()))
    part = 15 if os.environ.get("GAS_SANITIZED") == "1" else 1
    some = [study for study in studies.corpus(part) if study.dated]
    with tempfile.TemporaryDirectory() as name, concurrent.futures.ThreadPoolExecutor(2) as pool:
        folder = pathlib.Path(name)
        jobs = [pool.submit(check_routes, gas, folder, keep) for keep in (False, True)]
        jobs += [pool.submit(check_statistics, gas, folder, seed) for seed in range(0, 30, part)]
        for number, study in enumerate(some):
            study.number = number
            jobs += [pool.submit(check_scales, gas, study, folder), pool.submit(check_orders, gas, study, folder)]
        faults = [text for job in jobs for text in job.result()]
    more = [f"… {len(faults) - 40} more"] if len(faults) > 40 else []
    print("\n".join(faults[:40] + more) or f"{len(some)} studies and {len(jobs)} checks in {gas.calls} calls: nothing hangs on scale, order or route")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
