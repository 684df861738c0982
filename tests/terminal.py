#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What only shows on a terminal: terminal.py GAS

The default format of validate, colour and what turns it off, tables that fit, and the progress bar.
"""
import os
import pathlib
import pty
import struct
import subprocess
import sys
import fcntl
import tempfile
import termios

REPO = pathlib.Path(__file__).resolve().parent.parent
FAULTS = []


def on_terminal(gas, *arguments, columns=80, stdin=subprocess.DEVNULL, **variables):
    """What gas prints where both streams are a terminal of that width."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "TERM": "xterm", **variables}
    environment.update({k: v for k, v in os.environ.items() if k == "ASAN_OPTIONS"})
    child = subprocess.Popen([gas, *arguments], cwd=REPO, stdin=stdin, stdout=slave, stderr=slave, env=environment)
    os.close(slave)
    shown = b""
    while True:
        try:
            piece = os.read(master, 65536)
        except OSError:
            piece = b""  # the other side is closed
        if not piece:
            break
        shown += piece
    os.close(master)
    child.wait()
    return shown.decode().replace("\r\n", "\n")


def score_slowly(gas, pause, plans, *arguments):
    """What a terminal shows of `gas score` where the first plan comes by a pipe, after that many seconds."""
    writer = subprocess.Popen(["sh", "-c", f'sleep {pause}; cat "$0"', plans[0]], stdout=subprocess.PIPE)
    shown = on_terminal(gas, "score", "-", *plans[1:], "--jobs", "1", "-f", "csv", "-o", f"{plans[0]}.csv", *arguments, stdin=writer.stdout)
    writer.stdout.close()
    writer.wait()
    return shown


def progress(gas, folder):
    text = (REPO / "examples/caseload/P-106.gas.yaml").read_text()
    plans = [f"{folder}/{part:02d}.gas.yaml" for part in range(20)]
    for part, plan in enumerate(plans):
        pathlib.Path(plan).write_text(text.replace("P-106", f"P-{part}"))
    for pause in (1.5, 6, 24, 96):  # of these, gas may have begun late on a machine with much to do
        shown = score_slowly(gas, pause, plans)
        if shown:
            break
    expect("[=" in shown and "/20" in shown and shown.endswith("\r\x1b[K"), "a run of over a second shows no bar, or leaves it", shown)
    shown = score_slowly(gas, pause, plans, "--quiet")
    expect(shown == "", "--quiet is not quiet", shown)


def expect(true, what, shown):
    if not true:
        FAULTS.append(f"{what}:\n{shown[:1500]}")


def main():
    gas = str(pathlib.Path(sys.argv[1]).resolve())
    shown = on_terminal(gas, "validate", "examples/broken.txt")
    expect("\x1b[1;31merror:" in shown and "^^^" in shown and "1 plan: 6 errors" in shown, "validate is not pretty and coloured on a terminal", shown)
    for variables in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
        shown = on_terminal(gas, "validate", "examples/broken.txt", **variables)
        expect("\x1b" not in shown and "^^^" in shown, f"{variables} does not turn colour off", shown)
    shown = on_terminal(gas, "score", "examples/caseload", "--color", "never", columns=120)
    longest = max(map(len, shown.splitlines()))
    expect(longest <= 120 and "not shown for lack of room" in shown and "2026-01-12" in shown, f"a table of {longest} columns does not fit 120", shown)
    shown = on_terminal(gas, "caseload", "examples/caseload", "--at", "2026-03-02", "--by", "setting", "--color", "never")
    expect("P-102  outpati" in shown and "not shown for lack of room: age" in shown, "a narrow caseload does not keep the column that its rows are grouped by", shown)
    for command, word in (("trend --needs-attention", "no step up in 238 d"), ("trend", "held twice, close or raise"), ("due", "target of evening-meal"), ("caseload", "lives, edss")):
        shown = on_terminal(gas, *command.split(), "examples/caseload", "--at", "2026-03-02", "--color", "never")
        longest = max(map(len, shown.split("\n\n")[1].splitlines()))
        expect(longest <= 80 and "as of 2026-03-02: 7 plans" in shown and word in shown, f"{command} has a table of {longest} columns of 80, or lacks {word}", shown)
    expect("\x1b[1m" in on_terminal(gas, "score", "examples/caseload"), "no bold head on a terminal", "")
    shown = on_terminal(gas, "score", "examples/nothing")
    expect("\x1b[1;31merror:" in shown, "errors of score are not coloured on a terminal", shown)

    with tempfile.TemporaryDirectory() as folder:
        progress(gas, folder)
    print("\n".join(FAULTS) or "the terminal shows what it should")
    return 1 if FAULTS else 0


if __name__ == "__main__":
    sys.exit(main())
