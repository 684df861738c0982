#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Times `gas rate` against `gas score` on the same plan and prints the figures as Markdown: rate.py --gas GAS [--score GAS] [--repeat N]

The processor time of the program alone, without that of git and without waiting for the disk; the rater is given. `--score` names the gas that scores, such
as an older one. Plans: one of the caseload, and the same with 300 entries more. Exit status: 0 the target met, 1 missed, 2 no valid measurement.
"""
import argparse
import datetime
import os
import pathlib
import statistics
import sys
import tempfile

MOST = 3.0
CASELOAD = pathlib.Path(__file__).resolve().parents[2] / "examples" / "caseload"
DAY = "2026-03-02"


class Failure(Exception):
    """There is no valid measurement; the message says why."""


def processor_time(*command):
    """Seconds of one run, user and system; what it prints is thrown away."""
    quiet = [(os.POSIX_SPAWN_OPEN, descriptor, os.devnull, os.O_WRONLY, 0) for descriptor in (1, 2)]
    child = os.posix_spawn(command[0], command, os.environ, file_actions=quiet)
    _, status, used = os.wait4(child, 0)
    if os.waitstatus_to_exitcode(status) != 0:
        raise Failure(f"{' '.join(command)}: exit {os.waitstatus_to_exitcode(status)}")
    return used.ru_utime + used.ru_stime


def plans():
    """(name, text) of the plans; the longer one has an entry a day, under five occasions."""
    text = (CASELOAD / "P-102.gas.yaml").read_text()
    first = datetime.date(2025, 12, 2)
    entries = "".join(f"  - date: {first + datetime.timedelta(days=i % 60)}\n    occasion: v{i}\n    rater: KM\n    role: practitioner\n    levels:\n"
                      "      school-run: 0\n      rest: +1\n" for i in range(300))
    return ("4 entries", text), ("304 entries", text + entries)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--gas", required=True)
    parser.add_argument("--score")
    parser.add_argument("--repeat", type=int, default=40)
    options = parser.parse_args()
    gas, scorer = os.path.abspath(options.gas), os.path.abspath(options.score or options.gas)
    print("| plan | gas score | gas rate | ratio |\n| --- | ---: | ---: | ---: |")
    worst = 0.0
    with tempfile.TemporaryDirectory() as folder:
        for name, text in plans():
            plan = os.path.join(folder, "plan.gas.yaml")
            score, rate = [], []
            for _ in range(options.repeat):
                pathlib.Path(plan).write_text(text)
                score.append(processor_time(scorer, "score", plan))
                rate.append(processor_time(gas, "rate", plan, "evening-meal=0", "--date", DAY, "--rater", "KM"))
            if pathlib.Path(plan).read_text() == text:
                raise Failure("nothing was rated")
            ratio = statistics.median(rate) / statistics.median(score)
            worst = max(worst, ratio)
            print(f"| {name} | {statistics.median(score) * 1000:.2f} ms | {statistics.median(rate) * 1000:.2f} ms | {ratio:.2f} |")
    print(f"\n`gas rate` takes {worst:.2f} times the processor time of `gas score`; target: under {MOST:g}. {'Met' if worst < MOST else 'MISSED'}.")
    return 0 if worst < MOST else 1


if __name__ == "__main__":
    try:
        sys.exit(main())
    except Failure as failure:
        print(f"rate.py: {failure}", file=sys.stderr)
        sys.exit(2)
