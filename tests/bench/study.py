#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Times `gas score` and `gas summarize` on a long table against its yardsticks and peers (see STUDY.md): Markdown to standard output.

Exit status: 0 every target met, 1 a target missed, 2 no valid measurement (a program failed, or gas and a peer disagree).
"""
import argparse
import csv
import math
import os
import shutil
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
import run  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))
ROWS_OF_ONE = 20  # 4 goals at 5 occasions
MIN_OVER_CSV, MIN_OVER_PANDAS = 15, 4
MAX_SUMMARIZE_OVER_LINES, MAX_SCORE_OVER_LINES = 8, 20
MAX_SCORE_MIB, MAX_SHUFFLED_BYTES, MAX_GROWTH = 64, 100, 1.2
TOLERANCE = 1e-9


def note(text):
    print(text, file=sys.stderr, flush=True)


def make(bench, folder, participants, shuffled=False):
    path = os.path.join(folder, f"study-{participants}{'-shuffled' if shuffled else ''}.csv")
    if not os.path.exists(path):
        note(f"writing {path}")
        with open(path + ".part", "wb") as file:
            subprocess.run([os.path.join(bench, "bench_make_study"), str(participants), *(["shuffled"] if shuffled else [])], stdout=file, check=True)
        os.rename(path + ".part", path)
    return path


def python_with(module):
    for python in ("/usr/bin/python3", sys.executable):
        if subprocess.run([python, "-c", f"import {module}"], capture_output=True, check=False).returncode == 0:
            return python
    return None


def peers():
    """Name and command of each program that is here; a path is added."""
    script = lambda name: os.path.join(HERE, name)
    found = {"Python, csv module": [sys.executable, script("study_csv.py")]}
    if python := python_with("pandas"):
        found["pandas"] = [python, script("study_pandas.py")]
    rscript = shutil.which("Rscript")
    if rscript and subprocess.run([rscript, "-e", "library(data.table)"], capture_output=True, check=False).returncode == 0:
        found["R, data.table"] = [rscript, script("study_data_table.R")]
    if shutil.which("mlr"):
        found["Miller (T alone)"] = ["/bin/sh", script("study_miller.sh")]
    return found


def scores(command):
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise run.Failure(f"{command}: {done.stderr[:500]}")
    return {(row["id"], row["occasion"]): row for row in csv.DictReader(done.stdout.splitlines())}


def check_agreement(gas, path, others):
    ours = scores([gas, "score", path, "-f", "csv"])
    for name, command in others.items():
        theirs = scores([*command, path])
        if theirs.keys() != ours.keys():
            raise run.Failure(f"{name} scores {len(theirs)} entries, gas {len(ours)}")
        columns = ["t"] if "Miller" in name else ["t", "t_baseline", "t_change"]
        worst = max(abs(float(ours[key][c]) - float(theirs[key][c])) for key in ours for c in columns)
        if not worst < TOLERANCE:
            raise run.Failure(f"{name} differs from gas by {worst}")
        note(f"{name} agrees with gas, largest difference {worst:.1e}")


def timed(measure, contenders, repeat):
    """Name -> usages, interleaved."""
    usages = {name: [] for name in contenders}
    for turn in range(repeat):
        for name, (command, once) in contenders.items():
            if turn == 0 or not once:
                note(f"{turn + 1}: {name}")
                usages[name].append(run.measure(measure, command))
    return usages


def best(usages):
    return min(usages, key=lambda usage: usage.wall)


def growth(measure, command, bench, folder):
    """Seconds a row at 1e5, 1e6 and 1e7 rows, without the start-up."""
    start = min(run.measure(measure, [*command, make(bench, folder, 1)]).wall for _ in range(5))
    per_row = []
    for participants in (5_000, 50_000, 500_000):
        path = make(bench, folder, participants)
        wall = min(run.measure(measure, [*command, path]).wall for _ in range(5 if participants < 500_000 else 3))
        per_row.append((wall - start) / (participants * ROWS_OF_ONE))
    return per_row


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--gas", required=True)
    parser.add_argument("--build", required=True, help="folder with the bench_ programs somewhere under it")
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--dir", help="keep the tables here (800 MB for 10 million rows)")
    return parser.parse_args()


def measure_all(options, folder):
    bench = os.path.dirname(run_find(options.build, "bench_make_study"))
    measure = os.path.join(bench, "bench_measure")
    others = peers()
    check_agreement(options.gas, make(bench, folder, 2000), others)
    participants = options.rows // ROWS_OF_ONE
    sorted_path, shuffled_path = make(bench, folder, participants), make(bench, folder, participants, True)
    lines = os.path.join(bench, "bench_read_lines")
    gas = lambda command, path: ([options.gas, command, path, "--format", "csv", "--jobs", "1"], False)
    contenders = {"reading the bytes": ([lines, "--bytes", sorted_path], False), "reading and counting newlines": ([lines, sorted_path], False),
                  "`gas score`": gas("score", sorted_path), "`gas summarize`": gas("summarize", sorted_path),
                  "`gas score`, shuffled": gas("score", shuffled_path), "`gas summarize`, shuffled": gas("summarize", shuffled_path),
                  **{name: ([*command, sorted_path], True) for name, command in others.items()}}
    usages = timed(measure, contenders, options.repeat)
    grown = {command: growth(measure, [options.gas, command, "--format", "csv", "--jobs", "1"], bench, folder) for command in ("score", "summarize")}
    return sorted_path, usages, grown


def run_find(build, name):
    for parent, _, files in os.walk(build):
        if name in files:
            return os.path.join(parent, name)
    raise run.Failure(f"there is no {name} under {build}; configure with -DGAS_BUILD_BENCH=ON")


def print_figures(path, usages):
    line = best(usages["reading and counting newlines"]).wall
    print(f"{os.path.getsize(path) / 1e6:.0f} MB, sorted and shuffled. Minimum of the wall times; page cache warm, output to /dev/null, one thread.\n")
    print("| contender | wall s, min | user+sys s | peak MiB | wall / counting newlines |\n| --- | ---: | ---: | ---: | ---: |")
    for name, taken in usages.items():
        usage = best(taken)
        print(f"| {name} | {usage.wall:.2f} | {usage.cpu:.2f} | {usage.memory:.0f} | {usage.wall / line:.1f} |")


def print_targets(rows, usages, grown):
    wall = {name: best(taken).wall for name, taken in usages.items()}
    memory = {name: best(taken).memory for name, taken in usages.items()}
    line = wall["reading and counting newlines"]
    targets = []
    add = lambda text, value, met: targets.append((text, value, met))
    if "Python, csv module" in wall:
        ratio = wall["Python, csv module"] / wall["`gas score`"]
        add(f"score at least {MIN_OVER_CSV} times as fast as Python's csv", f"{ratio:.1f}", ratio >= MIN_OVER_CSV)
    if "pandas" in wall:
        ratio = wall["pandas"] / wall["`gas score`"]
        add(f"score at least {MIN_OVER_PANDAS} times as fast as pandas", f"{ratio:.1f}", ratio >= MIN_OVER_PANDAS)
    for name, most in (("summarize", MAX_SUMMARIZE_OVER_LINES), ("score", MAX_SCORE_OVER_LINES)):
        ratio = wall[f"`gas {name}`"] / line
        add(f"{name} within {most} times of reading and counting newlines", f"{ratio:.1f}", ratio <= most)
    add(f"score in under {MAX_SCORE_MIB} MiB", f"{memory['`gas score`']:.1f} MiB", memory["`gas score`"] < MAX_SCORE_MIB)
    for name in ("score", "summarize"):
        each = memory[f"`gas {name}`, shuffled"] * 1024 * 1024 / rows
        add(f"{name}, shuffled: under {MAX_SHUFFLED_BYTES} bytes a rating", f"{each:.0f}", each < MAX_SHUFFLED_BYTES)
    for name, per_row in grown.items():
        ratio = per_row[2] / per_row[0]
        told = ", ".join(f"{seconds * 1e9:.0f}" for seconds in per_row)
        add(f"{name}: time a row from 1e5 to 1e7 rows under {MAX_GROWTH} times", f"{ratio:.2f} (ns a row: {told})", ratio < MAX_GROWTH)
    print("\n| target | measured | verdict |\n| --- | ---: | ---: |")
    for text, value, met in targets:
        print(f"| {text} | {value} | {'met' if met else 'MISSED'} |")
    return all(met for _, _, met in targets) and not any(math.isnan(w) for w in wall.values())


def main():
    options = arguments()
    try:
        with tempfile.TemporaryDirectory() as scratch:
            folder = options.dir or scratch
            os.makedirs(folder, exist_ok=True)
            path, usages, grown = measure_all(options, folder)
            print_figures(path, usages)
            return 0 if print_targets(options.rows, usages, grown) else 1
    except run.Failure as failure:
        print(failure, file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
