#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Holds every rule to its folder in tests/rules: check_rules.py GAS RULES_DIR

tests/rules/<ID>/bad.gas.yaml (for a rule of tables, bad.csv; of rows of scores, bad.scores.csv; for a rule of history, over old.gas.yaml in the commit before) gives exactly the findings of that rule that `expected` lists
(line:column: severity: message [ID]); good.gas.yaml gives no error, no warning, and nothing of that rule. `options`, where it is there, has the options that the rule asks for.
"""
import json
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

NOT_IN_A_FILE = {"GAS019", "GAS232"}  # a path that cannot be read: tests/bad_input.py has it; the name of a file: tests/golden/validate/near_plan_names
LINE = re.compile(r"^[^:]+:(\d+:\d+: (?:error|warning|info): .* \[(GAS\d{3})\])$")


def run(gas, *arguments, cwd=None):
    return subprocess.run([gas, *arguments], cwd=cwd, capture_output=True, text=True)


def git(folder, *arguments):
    settings = ("-c", "user.name=A", "-c", "user.email=a@clinic.example", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *settings, *arguments], cwd=folder, check=True, capture_output=True)


def findings(gas, folder, name):
    old = folder / "old.gas.yaml"
    if name.endswith("scores.csv"):
        done = run(gas, "summarize", name, cwd=folder)
        return [m.groups() for m in map(LINE.match, done.stderr.splitlines()) if m], done
    if not old.is_file():
        options = folder / "options"
        more = options.read_text().split() if options.is_file() else []
        return told(run(gas, "validate", "--info", "--format", "text", "--quiet", *more, name, cwd=folder))
    with tempfile.TemporaryDirectory() as made:
        repository = pathlib.Path(made)
        git(repository, "init", "-q")
        shutil.copy(old, repository / "plan.gas.yaml")
        git(repository, "add", "-A")
        git(repository, "commit", "-q", "-m", "old")
        shutil.copy(folder / name, repository / "plan.gas.yaml")
        return told(run(gas, "validate", "--info", "--format", "text", "--quiet", "--since", "HEAD", cwd=repository))


def told(done):
    return [m.groups() for m in map(LINE.match, done.stdout.splitlines()) if m], done


def main():
    gas, rules_dir = str(pathlib.Path(sys.argv[1]).resolve()), pathlib.Path(sys.argv[2])
    rules = json.loads(run(gas, "rule", "--format", "json").stdout)["rows"]
    faults = []
    if len(rules) < 80:
        faults.append(f"only {len(rules)} rules are listed")
    for rule in rules:
        rule_id = rule["rule"]
        explained = run(gas, "rule", rule_id)
        if explained.returncode != 0 or "Bad:" not in explained.stdout or "Good:" not in explained.stdout or rule["source"] not in explained.stdout:
            faults.append(f"{rule_id}: `gas rule` does not explain it with source, bad and good")
        if rule_id in NOT_IN_A_FILE:
            continue
        folder = rules_dir / rule_id
        suffix = next((s for s in ("csv", "scores.csv") if (folder / f"bad.{s}").is_file()), "gas.yaml")
        missing = [n for n in (f"bad.{suffix}", "expected", f"good.{suffix}") if not (folder / n).is_file()]
        if missing:
            faults.append(f"{rule_id}: {folder} lacks {', '.join(missing)}")
            continue
        found, _ = findings(gas, folder, f"bad.{suffix}")
        got = "".join(text + "\n" for text, of in found if of == rule_id)
        want = (folder / "expected").read_text()
        if got != want or not want:
            faults.append(f"{rule_id}: bad.{suffix}\n  expected: {want}  got:      {got}")
        found, done = findings(gas, folder, f"good.{suffix}")
        wrong = [text for text, of in found if of == rule_id or ": info: " not in text]
        if wrong or done.returncode != 0:
            faults.append(f"{rule_id}: good.{suffix} gives {wrong or done.stderr}")
    known = {rule["rule"] for rule in rules}
    faults += [f"{folder.name}: a folder of no rule" for folder in rules_dir.iterdir() if folder.name not in known]
    print("\n".join(faults) or f"{len(rules)} rules hold")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
