#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs the hook of .pre-commit-hooks.yaml as pre-commit does, with the files that it asks for as arguments: pre_commit.py GAS REPO"""
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile

HOOK = {"id", "name", "description", "entry", "language", "files", "types", "require_serial"}


def read_hook(text):
    """The one hook of the file: a list of one flat mapping, which needs no YAML parser."""
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    if not lines[0].startswith("- ") or not all(line.startswith("  ") for line in lines[1:]):
        raise ValueError("not one hook")
    pairs = (line[2:].split(": ", 1) for line in lines)
    return {key: value.strip("'") for key, value in pairs}


def main():
    gas, repo = str(pathlib.Path(sys.argv[1]).resolve()), pathlib.Path(sys.argv[2]).resolve()
    hook = read_hook((repo / ".pre-commit-hooks.yaml").read_text())
    faults = [] if set(hook) == HOOK and hook["language"] == "system" and hook["types"] == "[yaml]" else [f"not the hook that is meant: {hook}"]
    with tempfile.TemporaryDirectory() as home:
        work = pathlib.Path(home) / "work"
        (work / "plans").mkdir(parents=True)
        os.symlink(gas, os.path.join(home, "gas"))
        for plan in sorted((repo / "examples/caseload").glob("*.gas.yaml")):
            shutil.copy(plan, work / "plans" / plan.name)
        shutil.copy(repo / "examples/broken.txt", work / "plans/a broken one.gas.yml")
        (work / "notes.yaml").write_text("not: a plan\n")

        def run(without):
            """What pre-commit does: the changed files that match `files`, behind the words of `entry`."""
            changed = sorted(str(path.relative_to(work)) for path in work.rglob("*") if path.is_file() and path.name != without)
            files = [path for path in changed if re.search(hook["files"], path)]
            done = subprocess.run([*shlex.split(hook["entry"]), *files], cwd=work, env={"PATH": f"{home}:/usr/bin:/bin", "LC_ALL": "C.UTF-8"}, stdin=subprocess.DEVNULL,
                                  stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
            return len(files), done.returncode, done.stdout

        got = run(without="a broken one.gas.yml")
        faults += [] if got == (7, 0, "") else [f"seven good plans: {got}"]
        number, status, shown = run(without="")
        named = {line.split(":")[0] for line in shown.splitlines() if not line.startswith("hint: ")}
        faults += [] if (number, status, named) == (8, 1, {"plans/a broken one.gas.yml"}) else [f"one of eight is broken: {number}, exit {status}\n{shown}"]
    print("\n".join(faults) or "the hook runs")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
