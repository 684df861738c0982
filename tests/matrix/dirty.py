# SPDX-License-Identifier: MIT
"""Small studies that `gas validate` has something to say of, each of which plans and tables can say alike."""
import dataclasses
import datetime

from studies import Entry, Goal, Participant, Study

DAY = datetime.date(2025, 3, 3)


def day(number):
    return DAY + datetime.timedelta(days=number)


def person(name, entries, **keys):
    goals = [Goal("walk", "Walk to the shop", **keys), Goal("cook", "Cook a meal", **keys)]
    return Participant(name, {"arm": "usual"}, goals, [Entry(day(number), occasion, rater, "", dict(levels)) for number, occasion, rater, levels in entries])


def study(name, *participants):
    return Study(name, "", "", True, True, set(), list(participants))


START = {"walk": "-1", "cook": "-2"}
END = {"walk": "0", "cook": "-1"}


# by the rules: a rating before the baseline that it would be compared with (the rater's own, else anybody's); "worse" where the goal's baseline
# for that rater is -2 (where it is ambiguous the goal's own); weight 0
EXPECTED = {
    "rated before the baseline": [("GAS210", "V01", ""), ("GAS210", "V03", "")],
    "worse than nothing": [("GAS221", "V11", "cook"), ("GAS221", "V12", "walk"), ("GAS221", "V12", "walk"), ("GAS221", "V13", "walk"),
                           ("GAS221", "V14", "cook"), ("GAS221", "V14", "walk"), ("GAS221", "V15", "walk")],
    "no weight": [("GAS218", "V21", "cook"), ("GAS218", "V21", "walk")],
    "no product": [("GAS218", name, goal) for name in ("V31", "V32") for goal in ("cook", "walk")],
    "rated twice": [("GAS110", "V41", "")],
    "two baselines of a goal": [("GAS113", "V51", "cook"), ("GAS113", "V51", "walk"), ("GAS113", "V52", "cook")],
}


def studies():
    """With warnings, then with errors."""
    yield study("rated before the baseline", person("V01", [(0, "review", "AB", END), (7, "baseline", "AB", START), (14, "final", "AB", END)]),
                person("V02", [(0, "baseline", "AB", START), (3, "review", "AB", END), (7, "baseline", "CD", START), (9, "final", "CD", END)]),
                person("V03", [(0, "review", "EF", END), (3, "baseline", "AB", START), (7, "baseline", "CD", START)]),
                person("V04", [(2, "review", "", END), (1, "baseline", "", START), (2, "baseline", "CD", START)]),
                person("V05", [(4, "review", "CD", END), (4, "baseline", "CD", START)]))
    yield study("worse than nothing", person("V11", [(0, "baseline", "AB", START), (7, "final", "AB", {"walk": "worse", "cook": "worse"})]),
                person("V12", [(0, "baseline", "AB", {"walk": "worse"}), (7, "final", "AB", {"walk": "worse"})], baseline="-2"),
                person("V13", [(0, "baseline", "AB", {"walk": "-2"}), (0, "baseline", "CD", {"walk": "-1"}), (7, "final", "CD", {"walk": "worse"}),
                               (9, "final", "AB", {"walk": "worse"})]),
                person("V14", [(0, "baseline", "AB", {"walk": "-2"}), (1, "baseline", "AB", {"walk": "-2"}), (7, "final", "AB", {"walk": "worse", "cook": "worse"})],
                       baseline="-2"),
                person("V15", [(0, "baseline", "", {"walk": "-2"}), (7, "final", "AB", {"walk": "worse"})]))
    yield study("no weight", person("V21", [(0, "baseline", "AB", START)], weight="0"), person("V22", [(0, "baseline", "AB", START)], weight="2"))
    yield study("no product", person("V31", [(0, "baseline", "AB", START)], importance="3", difficulty="0"), person("V32", [(0, "baseline", "AB", START)], importance="0", difficulty="2"))

    twice = person("V41", [(0, "baseline", "AB", START), (7, "final", "AB", END)])
    twice.entries.append(dataclasses.replace(twice.entries[1], levels={"walk": "+1"}))
    yield study("rated twice", twice, person("V42", [(0, "baseline", "AB", START)]))
    yield study("two baselines of a goal", person("V51", [(0, "baseline", "AB", {"walk": "-1", "cook": "-1"}), (7, "final", "AB", END)], baseline="-2"),
                person("V52", [(0, "baseline", "AB", {"walk": "-2"}), (3, "baseline", "CD", {"walk": "-2", "cook": "-1"})], baseline="-2"))
