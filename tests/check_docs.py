#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Runs the R and pandas snippets of docs/reading-outputs.md on the scores of examples/study, where their tools are here: check_docs.py GAS REPO"""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile


def snippet(text, language):
    return "\n".join(re.findall(rf"```{language}\n(.*?)```", text, re.S))


def has(command):
    return shutil.which(command[0]) is not None and subprocess.run(command, capture_output=True, check=False).returncode == 0


def main():
    gas, repo = str(pathlib.Path(sys.argv[1]).resolve()), pathlib.Path(sys.argv[2]).resolve()
    text = (repo / "docs/reading-outputs.md").read_text()
    tools = [("R", "r", ["Rscript", "-e", "library(readr); library(lme4)"], ["Rscript", "-"], r"Fixed effects"),
             ("pandas", "python", ["/usr/bin/python3", "-c", "import pandas"], ["/usr/bin/python3", "-"], r"exercise +19 +51\.84")]
    status = 0
    with tempfile.TemporaryDirectory() as folder:
        for command, out in (("score", "scores.csv"), ("summarize", "summary.csv")):
            by = ["--by", "arm"] if command == "summarize" else []
            subprocess.run([gas, command, str(repo / "examples/study"), *by, "-f", "csv", "-o", out], cwd=folder, check=True)
        for name, language, probe, run, wanted in tools:
            code = snippet(text, language).split("from pyspark")[0]
            if not code:
                print(f"{name}: the page has no snippet")
                status = 1
            elif not has(probe):
                print(f"skipped: {name} is not here")
            else:
                done = subprocess.run(run, input=code, capture_output=True, text=True, cwd=folder, timeout=120, check=False)
                good = done.returncode == 0 and re.search(wanted, done.stdout)
                print(f"{name}: {'runs' if good else done.stderr[-800:] or done.stdout[-800:]}")
                status = status or (0 if good else 1)
    return status


if __name__ == "__main__":
    sys.exit(main())
