#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Examples and well-made plans: check_examples.py GAS

They give no finding at default settings, the study is what its script makes, and every T agrees with tests/oracle/plans_t.csv,
which a script of its own (tests/oracle/plans_t.py) computed.
"""
import csv
import filecmp
import io
import pathlib
import subprocess
import sys
import tempfile

REPO = pathlib.Path(__file__).resolve().parent.parent
FOLDERS = ("examples/caseload", "examples/study", "tests/plans/well-made")
FEWEST_WELL_MADE = 12


def gas_run(gas, *arguments):
    return subprocess.run([gas, *arguments], cwd=REPO, capture_output=True, text=True)


def silent_faults(gas):
    done = gas_run(gas, "validate", "examples", "tests/plans/well-made")
    if done.returncode != 0 or done.stdout or done.stderr:
        yield f"validate is not silent on the examples:\n{done.stdout}{done.stderr}"
    if len(list((REPO / "tests/plans/well-made").glob("*.gas.yaml"))) < FEWEST_WELL_MADE:
        yield f"fewer than {FEWEST_WELL_MADE} well-made plans"
    if gas_run(gas, "validate", "examples/broken.txt").returncode != 1:
        yield "examples/broken.txt is not broken"


def study_faults():
    with tempfile.TemporaryDirectory() as made:
        subprocess.run([sys.executable, "-B", str(REPO / "examples/make_study.py"), made], check=True, capture_output=True)
        kept, new = ({p.name for p in pathlib.Path(d).iterdir()} for d in (REPO / "examples/study", made))
        if kept != new or len(kept) != 40:
            yield f"make_study.py makes other files: {sorted(kept ^ new)}"
        yield from (f"make_study.py makes another {name}" for name in sorted(kept & new) if not filecmp.cmp(REPO / "examples/study" / name, pathlib.Path(made) / name, shallow=False))


def key(row):
    return row["file"], row["id"], row["date"], row["occasion"], row.get("rater", "")


def score_faults(gas):
    with open(REPO / "tests/oracle/plans_t.csv", newline="") as file:
        oracle = list(csv.DictReader(file))
    done = gas_run(gas, "score", *FOLDERS, "--format", "csv")
    if done.returncode != 0:
        yield f"score fails: {done.stderr}"
    scores = {key(row): row for row in csv.DictReader(io.StringIO(done.stdout)) if row["reason"] != "no-entry"}
    wanted = {key(row) for row in oracle}
    if len(wanted) != len(oracle) or len(oracle) < 100:
        yield f"the oracle has {len(oracle)} rows, {len(wanted)} of them different"
    yield from (f"{k}: not in the oracle" for k in scores.keys() - wanted)
    for row in oracle:
        score = scores.get(key(row))
        if score is None:
            yield f"{key(row)}: not scored"
        elif score["rated"] != row["rated"] or bool(score["t"]) != bool(row["t"]) or (row["t"] and abs(float(score["t"]) - float(row["t"])) > 1e-9):
            yield f"{key(row)}: T {score['t']} of {score['rated']} goals, the oracle has {row['t']} of {row['rated']}"


def raters_faults():
    with tempfile.TemporaryDirectory() as made:
        table = pathlib.Path(made) / "raters.csv"
        subprocess.run([sys.executable, "-B", str(REPO / "examples/make_raters.py"), str(table)], check=True, capture_output=True)
        if table.read_bytes() != (REPO / "examples/raters.csv").read_bytes():
            yield "make_raters.py makes another raters.csv"


def main():
    gas = str(pathlib.Path(sys.argv[1]).resolve())
    faults = [*silent_faults(gas), *study_faults(), *raters_faults(), *score_faults(gas)]
    print("\n".join(faults) or "the examples hold")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
