#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs what hints offer: hints.py GAS FEWEST RULES_DIR

A hint that offers an option in backticks, `--date-format dd/mm/yyyy`, is taken at its word. Each golden case whose expected output has one is run with
a `gas` that runs the program a second time, with the option, wherever it was offered; so is `gas validate` on each bad input of tests/rules. The finding has to be
gone then, and no error of another kind may have come. Fails, too, where fewer than FEWEST offers were run. (Offers of a text are fixes: tests/unit/check/fixes_test.cpp.)
"""
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True  # each folder here is of a command
import run as golden  # noqa: E402

OFFER = re.compile(r"`(--[a-z][a-z-]*(?: [^`]+)?|-[a-z] [^`]+)`")
PLACEHOLDER = re.compile(r"\b[A-Z]{2,}\b(?!=)|…|\bI/N\b|-j N$")  # `--map id=COLUMN`: which one, only the user knows
LISTS = ("--map", "--map-occasion", "--missing-codes", "--skip")  # take more than one, with commas between
# findings behind which nothing was read: what comes to light when they are gone is not new
NOTHING_READ = ("[GAS016]", "[GAS021]")


def paired(text):
    """(finding, offer) for each offer in what a run printed."""
    finding = ""
    for line in text.splitlines():
        if not line.startswith((" ", "hint: ")):
            finding = line
        for offer in OFFER.findall(line):
            if not PLACEHOLDER.search(re.sub(r"[A-Z]+=", "", offer)):
                yield finding, offer


def kinds(text):
    """Errors of a run, by what they are rather than where."""
    found = set()
    for line in text.splitlines():
        if ": error: " in line:
            rule = re.search(r"\[(GAS\d{3})\]$", line)
            found.add(rule[1] if rule else re.sub(r'"[^"]*"|\d+|(?<=error)s', "", line.split(": error: ", 1)[1]))
    return found


def with_option(arguments, offer):
    option, *value = shlex.split(offer)
    arguments = [argument for argument in arguments if not argument.startswith(option + "=")]
    if option in arguments and value:
        at = arguments.index(option) + 1
        arguments[at] = arguments[at] + "," + value[0] if option in LISTS else value[0]
        return arguments
    return [*arguments, option, *value]


def faults_of(gas, arguments, printed, cwd, source):
    """What is wrong with the offers of one run; and how many there were."""
    faults, count = [], 0
    for finding, offer in dict.fromkeys(paired(printed)):
        changed = with_option(arguments, offer)
        done = subprocess.run([gas, *changed], cwd=cwd, input=source, capture_output=True)
        now = (done.stdout + done.stderr).decode(errors="backslashreplace")
        if f"error: {offer} needs a value" in now:
            continue  # it names an option, and offers none
        count += 1
        new = kinds(now) - kinds(printed)
        if finding.endswith(NOTHING_READ) or finding.startswith("gas: error: "):
            new = {kind for kind in new if not kind.startswith("GAS")}
        if finding in now.splitlines():
            faults.append(f"gas {shlex.join(changed)}\n  still says: {finding}")
        elif new or done.returncode < 0:
            faults.append(f"gas {shlex.join(changed)}\n  offered by: {finding}\n  now says: {', '.join(sorted(new))}")
    return faults, count


def as_gas(arguments):
    """In the place of the program, in a golden case: what it does, and what its offers do, told in the file $HINTS."""
    gas = os.environ["REAL_GAS"]
    on_stdin = "-" in arguments
    source = sys.stdin.buffer.read() if on_stdin else b""
    again = not any(word.startswith(("/dev/", "/proc/")) for word in arguments)  # a stream is read once
    with tempfile.TemporaryDirectory() as kept:
        before = os.path.join(kept, "work")
        if again:
            shutil.copytree(".", before, symlinks=True)  # the run may write
        done = subprocess.run([gas, *arguments], input=source, capture_output=True, pass_fds=[int(w[8:]) for w in arguments if re.fullmatch(r"/dev/fd/\d+", w)])
        sys.stdout.buffer.write(done.stdout)
        sys.stderr.buffer.write(done.stderr)
        if again:
            faults, count = faults_of(gas, arguments, (done.stdout + done.stderr).decode(errors="backslashreplace"), before, source)
            with open(os.environ["HINTS"], "a") as told:
                told.write("".join(f"{fault}\n" for fault in faults) + "offer\n" * count)
    return done.returncode


def run_case(case, gas):
    with tempfile.TemporaryDirectory() as home:
        told = pathlib.Path(home, "told")
        env = {**golden.environment(os.path.abspath(__file__), home), "REAL_GAS": gas, "HINTS": str(told)}
        subprocess.run(["bash", "-c", (case / "cmd").read_text()], cwd=golden.prepared(case, home), env=env, stdin=subprocess.DEVNULL, capture_output=True)
        lines = told.read_text().splitlines() if told.exists() else []
        return "\n".join(line for line in lines if line != "offer"), lines.count("offer")


def main():
    gas, fewest, rules = str(pathlib.Path(sys.argv[1]).resolve()), int(sys.argv[2]), pathlib.Path(sys.argv[3])
    faults, count = [], 0
    for name, case in golden.cases_of(sys.argv[4:]):
        if any(OFFER.search(golden.read(case / part).decode(errors="backslashreplace")) for part in ("out", "err")):
            fault, offers = run_case(case, gas)
            faults += [f"{name}: {fault}"] if fault else []
            count += offers
    for bad in sorted(rules.glob("*/bad.*")):
        arguments = ["validate", "--info", "--quiet", bad.name]
        done = subprocess.run([gas, *arguments], cwd=bad.parent, capture_output=True)
        found, offers = faults_of(gas, arguments, (done.stdout + done.stderr).decode(errors="backslashreplace"), bad.parent, b"")
        faults += [f"{bad.parent.name}: {fault}" for fault in found]
        count += offers
    if count < fewest:
        faults.append(f"only {count} offers were run, of {fewest} at least")
    print("\n".join([*faults, f"{count} offers: {len(faults)} faults"]))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(as_gas(sys.argv[1:]) if os.path.basename(sys.argv[0]) == "gas" else main())
