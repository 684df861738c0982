#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Writes an invented table of two raters: make_raters.py [FILE] (default: raters.csv beside this script)

24 participants, two to four goals, each goal rated by AB and CD on the day of the final visit; every number is made
up, the same bytes on every run. CD sees some goals a level lower than AB and misses a few.
"""
import os
import sys

from make_study import Chance, clamp, whole

PARTICIPANTS = 24
GOALS = ("walk", "dress", "cook", "call")


def rows():
    chance = Chance(20260301)
    for number in range(1, PARTICIPANTS + 1):
        person = 0.6 * chance.normal()
        for goal in GOALS[:chance.between(2, 4)]:
            first = clamp(whole(person + 0.8 * chance.normal()))
            shift = -1 if chance.happens(0.2) else 1 if chance.happens(0.08) else 0
            day = f"2026-03-{1 + number:02d}"
            yield f"R-{number:02d},{goal},final,{day},AB,independent,{first}"
            second = "" if chance.happens(0.04) else str(clamp(first + shift))
            yield f"R-{number:02d},{goal},final,{day},CD,independent,{second}"


def main(arguments):
    path = arguments[0] if arguments else os.path.join(os.path.dirname(os.path.abspath(__file__)), "raters.csv")
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.write("id,goal,occasion,date,rater,role,level\n" + "\n".join(rows()) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
