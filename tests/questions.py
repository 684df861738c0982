#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The questions of `gas rate` on a terminal: questions.py GAS

Each is answered, answered wrongly, and left by Ctrl-C and Ctrl-D: then nothing is written, nothing lies beside the plan, and the terminal is as it was.
"""
import fcntl
import os
import pathlib
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time

sys.dont_write_bytecode = True  # no __pycache__ in the source tree
from trials import check, held  # noqa: E402

GAS = str(pathlib.Path(sys.argv[1]).resolve())
PLAN = """gas: 1
id: P-1
start: 2026-01-12
goals:
  - id: sleep
    title: Sleep through the night
    indicator: {unit: nights per week, better: higher}
    scale:
      -2: {text: Sleeps through on no night, range: "0"}
      -1: {text: Sleeps through on 1 to 3 nights, range: "1..3"}
      0: {text: Sleeps through on 4 nights, range: "4"}
      +1: {text: Sleeps through on 5 nights, range: "5"}
      +2: {text: Sleeps through on 6 or 7 nights, range: "6..7"}
  - id: cafe
    title: Go to the caf\u00e9 alone
    scale: {-1: Goes with somebody, 0: Goes alone once a week, +1: Goes alone every day}
"""
RATED = PLAN + """ratings:
  - {date: 2026-01-12, occasion: baseline, rater: Zo\u00eb, role: practitioner, levels: {sleep: {value: 1}, cafe: -1}}
"""
FILE = "p.gas.yaml"
CTRL_C, CTRL_D = b"\x03", b"\x04"


class Terminal:
    """A run of gas on a terminal of its own, that has the run's whole attention."""

    def __init__(self, *arguments, columns=80, **variables):
        self.master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
        attributes = termios.tcgetattr(slave)
        attributes[0] |= 0o40000  # IUTF8, which terminals set: backspace takes a whole letter
        termios.tcsetattr(slave, termios.TCSANOW, attributes)
        self.before = termios.tcgetattr(slave)
        self.slave = slave
        environment = {"PATH": os.environ["PATH"], "HOME": os.getcwd(), "LC_ALL": "C.UTF-8", "TERM": "xterm", **variables}
        environment.update({k: v for k, v in os.environ.items() if k == "ASAN_OPTIONS"})
        self.run = subprocess.Popen([GAS, *arguments], stdin=slave, stdout=slave, stderr=slave, env=environment, start_new_session=True,
                                    preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0))
        self.shown = b""

    def read(self, until=None):
        """Reads on until that stands on the terminal (behind what was read before), or until the run has ended."""
        start, end = len(self.shown), time.monotonic() + 60
        while time.monotonic() < end and not (until and until.encode() in self.shown[start:]):
            if select.select([self.master], [], [], 0.02)[0]:
                self.shown += os.read(self.master, 65536)
            elif self.run.poll() is not None:
                break
        return self.shown[start:].decode(errors="replace").replace("\r\n", "\n")

    def types(self, keys):
        os.write(self.master, keys)

    def ends(self):
        """What it showed last, and its exit status; the terminal is as it was."""
        last = self.read()
        status = self.run.wait()
        check(termios.tcgetattr(self.slave) == self.before, "the terminal is as it was", last)
        os.close(self.slave)
        os.close(self.master)
        return last, status


def put(text):
    pathlib.Path(FILE).write_text(text)


def holds(text, what, *seen):
    now = pathlib.Path(FILE).read_text()
    check(now == text and os.listdir() == [FILE], what, os.listdir(), now, *seen)


# Each question as it ends, and an answer
FIRST = (("Who rates?\n> ", "Zo\u00eb"), ("is it the baseline, or a review?\n[baseline] > ", ""), ("In which role?\n[practitioner] > ", ""),
         ("(?: help, <: back)\n> ", "3 nights"), ("(?: help, <: back)\n> ", "-1"))
AGAIN = FIRST[3:]
ENTRY = "date: 2026-03-16, occasion: {}, rater: Zo\u00eb, role: practitioner, levels: {{sleep: {{value: 3}}, cafe: -1}}"


def rate(*more, **how):
    return Terminal("rate", FILE, "--date", "2026-03-16", *more, **how)


def answers(terminal, questions):
    """What stands on the terminal at each of the questions, and after the last answer."""
    seen = []
    for question, answer in questions:
        seen.append(terminal.read(question.splitlines()[-1]))
        check(seen[-1].endswith(question), f"the question {question!r}", seen[-1])
        terminal.types(answer.encode() + b"\n")
    return seen


def answered():
    for how in ({}, {"columns": 40}, {"LC_ALL": "C", "LANG": "C"}):
        put(PLAN)
        terminal = rate(**how)
        seen = answers(terminal, FIRST)
        last, status = terminal.ends()
        check(status == 0 and "P-1 2026-03-16 baseline, Zo\u00eb: sleep 3 nights -> level -1 (first rating), cafe -1 (first rating)" in last, f"the ratings, {how}", last)
        for text in ("sleep  Sleep through the night", "  -2  Sleeps through on no night\n", "  +2  Sleeps through on 6 or 7 nights\n", "Not rated yet."):
            check(text in seen[3], f"{text} at the question", seen[3])
        check("cafe  Go to the caf\u00e9 alone\n" in seen[4] and "   0  Goes alone once a week\n" in seen[4] and "practitioner, patient" not in seen[4], "the second goal", seen[4])
        check("In which role?" in seen[2] and "\"Zo\u00eb\" has not rated in this plan yet" in seen[2], "the role", seen[2])
        text = pathlib.Path(FILE).read_text()
        check(text.startswith(PLAN) and "rater: Zo\u00eb\n" in text and "role: practitioner\n" in text and "occasion: baseline\n" in text, f"what is written, {how}", text)
        # the same by options is the same plan
        by_questions = text
        put(PLAN)
        subprocess.run([GAS, "rate", FILE, "sleep=3 nights", "cafe=-1", "--date", "2026-03-16", "--rater", "Zo\u00eb", "--role", "practitioner", "--occasion", "baseline"],
                       check=True, capture_output=True)
        check(pathlib.Path(FILE).read_text() == by_questions, "by options", by_questions)


def last_rating():
    put(RATED)
    terminal = rate("--note", "Sl\u00e4pte gott", GAS_RATER="Zo\u00eb")
    seen = answers(terminal, AGAIN)
    last, status = terminal.ends()
    check("was 1 night. " in seen[0] and "was -1. " in seen[1], "the last ratings", seen)
    check(status == 0 and "sleep 3 nights -> level -1 (as before), cafe -1 (as before)" in last, "the ratings again", last)
    holds(RATED + "  - {" + ENTRY.format("review").replace("levels:", "note: Sl\u00e4pte gott, levels:") + "}\n", "the second entry", last)


def wrong_answers():
    """What cannot be written is told at its question, and asked again."""
    put(PLAN)
    terminal = rate()
    terminal.read("> ")
    for keys, word in (("?\n", "A code or initials"), ("\n", "name who rates; Ctrl-D stops"), ("Zo\u00eb\n", "baseline, or a review?"), ("\n", "In which role?"),
                       ("nurse\n", "a role is practitioner, patient, caregiver or independent\n[practitioner] > "), ("\n", "sleep  Sleep"),
                       ("2\n", "could be a level or a measured value"), ("9 nights\n", "value \"9\" is in no range"), ("?\n", "+1 or -0.5 is a level"),
                       ("5 hours\n", "hours"), ("5 nights\n", "cafe  Go"), ("<\n", "sleep  Sleep"), ("\u00e9\x7f3 nights\n", "cafe  Go"),
                       ("+3\n", "\"+3\""), ("a bit\n", "a level or a rating word")):
        terminal.types(keys.encode())
        shown = terminal.read("> ")
        check(word in shown and shown.endswith("> "), f"what {keys!r} is answered", shown)
    terminal.types(b"-1\n")
    last, status = terminal.ends()
    check(status == 0 and "sleep 3 nights -> level -1 (first rating), cafe -1" in last, "at last", last)


def left():
    """Ctrl-C and Ctrl-D at each question."""
    for plan, questions, who in ((PLAN, FIRST, ()), (RATED, AGAIN, ("--rater", "Zo\u00eb"))):
        for number in range(len(questions)):
            for key in (CTRL_C, CTRL_D):
                put(plan)
                terminal = rate(*who, columns=40)
                answers(terminal, questions[:number])
                terminal.read(questions[number][0].splitlines()[-1])
                terminal.types(key)
                last, status = terminal.ends()
                check(status == (-signal.SIGINT if key == CTRL_C else 2), f"the status after {key} at question {number}", status, last)
                check(key == CTRL_C or last.endswith("gas: error: stopped, nothing written\n"), f"what is said after {key} at question {number}", last)
                holds(plan, f"{key} at question {number}", last)


def removal():
    for keys, status, text in ((b"\n", 2, RATED), (b"n\n", 2, RATED), (CTRL_D, 2, RATED), (CTRL_C, -signal.SIGINT, RATED), (b"y\n", 0, RATED.replace(", cafe: -1}", "}"))):
        put(RATED)
        terminal = Terminal("rate", FILE, "--remove", "cafe", "--date", "2026-01-12", "--occasion", "baseline", "--rater", "Zo\u00eb", columns=40)
        shown = terminal.read("[y/N] > ")
        check("P-1 2026-01-12 baseline, Zo\u00eb: cafe -1\nTake it out? [y/N] > " in shown, "what goes", shown)
        terminal.types(keys)
        last, ended = terminal.ends()
        check(ended == status and ("nothing taken out" in last) == (ended == 2), f"{keys} at --remove", ended, last)
        holds(text, f"{keys} at --remove", last)


if __name__ == "__main__":
    sys.exit(held((answered, last_rating, wrong_answers, left, removal)))
