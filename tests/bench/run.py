#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Times `gas score` against its yardsticks in one run and prints the figures as Markdown (see README.md).

Exit status: 0 every target met, 1 a target missed, 2 no valid measurement (a program failed, or gas and the Python
script disagree).
"""

import argparse
import csv
import filecmp
import os
import statistics
import subprocess
import sys
import tempfile
from typing import NamedTuple

sys.dont_write_bytecode = True      # no __pycache__ in the source tree
import make_plans  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))
MIB = 1024.0            # ru_maxrss counts KiB

MAX_OVER_EVENTS = 1.25
MIN_OVER_PYTHON = 1.8
MIN_SPEEDUP = 1.8
MAX_MEMORY_MIB = 64
# Flat: from a quarter of the plans to all of them no more than this comes on top. At 20,000 plans that is 140 bytes
# for a further plan, room for its path but not for its rows.
MAX_GROWTH_MIB, MAX_GROWTH_SHARE = 2, 0.10

TOLERANCE = 1e-9
KEY_COLUMNS = ["id", "occasion", "date", "rater", "rated"]
NUMBER_COLUMNS = ["t", "t_baseline", "t_change", "mean_level"]


class Failure(Exception):
    """There is no valid measurement; the message says why."""


class Usage(NamedTuple):
    wall: float     # seconds
    cpu: float      # seconds, user + sys
    memory: float   # MiB, peak


class Contender(NamedTuple):
    name: str
    command: list


def measure(bench_measure, command, stdout=os.devnull):
    """Runs `command` once; its standard error is shown only where it fails."""
    with tempfile.TemporaryDirectory() as scratch:
        report = os.path.join(scratch, "report")
        with open(os.path.join(scratch, "errors"), "w+", errors="replace") as errors:
            status = subprocess.run([bench_measure, report, stdout, *command], stderr=errors, check=False).returncode
            fields = []
            if status == 0:
                with open(report, encoding="ascii") as file:
                    fields = file.read().split()
                status = int(fields[0])
            if status != 0:
                errors.seek(0)
                raise Failure(f"`{' '.join(command)}` ended with status {status}:\n{errors.read(2000)}")
    wall, user, system, memory = map(float, fields[1:])
    return Usage(wall, user + system, memory / MIB)


def plan_sizes(folder):
    """Number and bytes of the plans under `folder`."""
    count = size = 0
    for parent, _, files in os.walk(folder):
        for name in files:
            if name.endswith((".gas.yaml", ".gas.yml")):
                count += 1
                size += os.path.getsize(os.path.join(parent, name))
    return count, size


def ensure_plans(folder, count):
    """Makes the plans where there are none; refuses a folder that holds anything but these plans."""
    if not os.path.isdir(folder):
        print(f"making {count} plans in {folder}", file=sys.stderr)
        partial = f"{folder}.partial-{os.getpid()}"
        make_plans.write_plans(partial, count)
        os.rename(partial, folder)
    numbers = {1, count, *range(1, count + 1, max(1, count // 50))}
    try:
        same = plan_sizes(folder)[0] == count
        for number in numbers:
            with open(make_plans.plan_path(folder, number), "rb") as file:
                same = same and file.read() == make_plans.plan_bytes(number)
    except FileNotFoundError:
        same = False
    if not same:
        raise Failure(f"{folder} does not hold the {count} plans of make_plans.py; remove it, or name another --plans")


def build_facts(build):
    """The folder with the benchmark's programs, and what CMake wrote down about their build."""
    for folder in (os.path.join(build, "tests", "bench"), build):
        path = os.path.join(folder, "bench_build.txt")
        if os.path.exists(path):
            with open(path, encoding="utf-8") as file:
                return folder, dict(line.rstrip("\n").split("=", 1) for line in file)
    raise Failure(f"no bench_build.txt in {build}: configure with -DGAS_BUILD_BENCH=ON and build")


def cpu_model():
    with open("/proc/cpuinfo", encoding="utf-8", errors="replace") as file:
        for line in file:
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    return "unknown processor"


def first_line(command):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    lines = done.stdout.splitlines()
    return lines[0] if done.returncode == 0 and lines else "unknown version"


def number_of(row, column):
    return float(row[column]) if row[column] != "" else None


def compare_scores(gas_csv, python_csv):
    """Holds the two score tables against each other, row by row; returns (rows, largest difference)."""
    largest = 0.0
    rows = 0
    with open(gas_csv, newline="", encoding="utf-8") as left, open(python_csv, newline="", encoding="utf-8") as right:
        gas_rows, python_rows = csv.DictReader(left), csv.DictReader(right)
        missing = set(KEY_COLUMNS + NUMBER_COLUMNS) - set(gas_rows.fieldnames or [])
        if missing:
            raise Failure(f"gas score's csv lacks the columns {', '.join(sorted(missing))}")
        while True:
            ours, theirs = next(gas_rows, None), next(python_rows, None)
            if ours is None and theirs is None:
                break
            if ours is None or theirs is None:
                raise Failure(f"{'gas' if ours is None else 'the Python script'} has only {rows} rows")
            rows += 1
            ours_key, theirs_key = [ours[c] for c in KEY_COLUMNS], [theirs[c] for c in KEY_COLUMNS]
            if ours_key != theirs_key:
                raise Failure(f"row {rows}: gas has {','.join(KEY_COLUMNS)} = {ours_key}, Python {theirs_key}")
            for column in NUMBER_COLUMNS:
                a, b = number_of(ours, column), number_of(theirs, column)
                if a is None and b is None:
                    continue
                # `not <` and no `>=`: a NaN must fail too
                if a is None or b is None or not abs(a - b) < TOLERANCE:
                    raise Failure(f"row {rows} ({ours['id']} {ours['date']} {ours['rater']}): {column} is "
                                  f"{ours[column] or 'empty'} in gas, {theirs[column] or 'empty'} in Python")
                largest = max(largest, abs(a - b))
    if rows == 0:
        raise Failure("no rows to compare")
    return rows, largest


def check_agreement(bench_measure, contenders, plans):
    """gas with one and two jobs, and Python, say the same; the yardsticks read every byte. Also warms the cache."""
    count, size = plan_sizes(plans)
    with tempfile.TemporaryDirectory() as scratch:
        outputs = {key: os.path.join(scratch, key) for key in contenders}
        for key, contender in contenders.items():
            measure(bench_measure, contender.command, outputs[key])
        for key in ("read", "events"):
            with open(outputs[key], encoding="ascii") as file:
                seen = file.read().strip()
            if seen != f"{count} files {size} bytes":
                raise Failure(f"{contenders[key].name} saw {seen}; there are {count} files of {size} bytes")
        if "jobs2" in outputs and not filecmp.cmp(outputs["jobs1"], outputs["jobs2"], shallow=False):
            raise Failure("gas score --jobs 1 and --jobs 2 write different bytes")
        return compare_scores(outputs["jobs1"], outputs["python"])


def interleave(bench_measure, contenders, repeat):
    """`repeat` rounds of every contender in turn, so that a slow minute of the machine hits all alike."""
    runs = {key: [] for key in contenders}
    for number in range(repeat):
        for key, contender in contenders.items():
            print(f"round {number + 1} of {repeat}: {contender.name}", file=sys.stderr)
            runs[key].append(measure(bench_measure, contender.command))
    return runs


def markdown(header, rows):
    lines = [header, ["---"] + ["---:"] * (len(header) - 1), *rows]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


def times_table(contenders, runs):
    base = min(run.wall for run in runs["events"])
    rows = []
    for key, contender in contenders.items():
        best = min(runs[key])
        median = statistics.median(run.wall for run in runs[key])
        memory = max(run.memory for run in runs[key])
        rows.append([contender.name, f"{best.wall:.3f}", f"{median:.3f}", f"{best.cpu:.3f}", f"{memory:.1f}",
                     f"{best.wall / base:.3f}"])
    return markdown(["contender", "wall s, min", "wall s, median", "user+sys s", "peak MiB", "wall / event pass"], rows)


def judge_targets(runs, quarter, whole, cores):
    """Rows (target, measured, True/False/None for not measured)."""
    best = {key: min(run.wall for run in runs[key]) for key in runs}
    growth = whole - quarter
    allowed = max(MAX_GROWTH_MIB, MAX_GROWTH_SHARE * quarter)
    over_events = best["jobs1"] / best["events"]
    over_python = best["python"] / best["jobs1"]
    rows = [
        (f"`--jobs 1` at most {MAX_OVER_EVENTS} times the event pass", f"{over_events:.3f}",
         over_events <= MAX_OVER_EVENTS),
        (f"`--jobs 1` at least {MIN_OVER_PYTHON} times as fast as Python", f"{over_python:.2f}",
         over_python >= MIN_OVER_PYTHON),
    ]
    two_jobs = f"`--jobs 2` at least {MIN_SPEEDUP} times as fast as `--jobs 1`"
    if "jobs2" in best:
        speedup = best["jobs1"] / best["jobs2"]
        rows.append((two_jobs, f"{speedup:.2f}", speedup >= MIN_SPEEDUP))
    else:
        rows.append((two_jobs, f"needs 2 cores, has {cores}", None))
    rows += [
        (f"peak memory (csv, `--jobs 1`) under {MAX_MEMORY_MIB} MiB", f"{whole:.1f} MiB", whole < MAX_MEMORY_MIB),
        (f"memory flat: from a quarter of the plans to all at most +{allowed:.1f} MiB",
         f"{quarter:.1f} to {whole:.1f} MiB ({growth:+.1f})", growth <= allowed),
    ]
    return rows


def run(args):
    programs, facts = build_facts(args.build)
    bench_measure = os.path.join(programs, "bench_measure")
    plans = args.plans or os.path.join(programs, f"plans-{args.count}")
    plans = os.path.abspath(plans)
    quarter_plans = plans + "-quarter"
    ensure_plans(plans, args.count)
    ensure_plans(quarter_plans, args.count // 4)

    cores = len(os.sched_getaffinity(0))
    load = os.getloadavg()[0]
    gas = os.path.abspath(args.gas)
    score = [gas, "score", plans, "--format", "csv", "--jobs"]
    contenders = {
        "read": Contender("reading the bytes", [os.path.join(programs, "bench_read_bytes"), plans]),
        "events": Contender("yaml-cpp event pass, empty handler", [os.path.join(programs, "bench_event_pass"), plans]),
        "jobs1": Contender("`gas score --jobs 1`", [*score, "1"]),
        "jobs2": Contender("`gas score --jobs 2`", [*score, "2"]),
        "python": Contender("Python, PyYAML's C loader", [args.python, os.path.join(HERE, "score_pyyaml.py"), plans]),
    }
    if cores < 2:
        del contenders["jobs2"]

    rows, largest = check_agreement(bench_measure, contenders, plans)
    runs = interleave(bench_measure, contenders, args.repeat)
    memory_of = [gas, "score", "--format", "csv", "--jobs", "1"]
    quarter = max(measure(bench_measure, [*memory_of, quarter_plans]).memory for _ in range(args.repeat))
    whole = max(each.memory for each in runs["jobs1"])

    _, size = plan_sizes(plans)
    versions = "import sys, yaml; print('%d.%d.%d, PyYAML %s' % (*sys.version_info[:3], yaml.__version__))"
    print(f"{args.count} plans, {size / 1e6:.1f} MB, {size / args.count:.0f} bytes on average; {rows} score rows. "
          f"{args.repeat} interleaved rounds, page cache warm, output to /dev/null.\n")
    print(f"- machine: {cores} cores, {cpu_model()}; load before the run {load:.2f}")
    print(f"- build: {facts['compiler']}, {facts['build_type'] or 'no build type'} (`{facts['flags']}`, "
          f"link-time optimisation {facts['ipo']}), yaml-cpp {facts['yaml_cpp']}")
    print(f"- gas: {first_line([gas, '--version'])}; Python {first_line([args.python, '-c', versions])}")
    print(f"- gas and the Python script agree on every row: largest difference {largest:.1e}\n")
    print(times_table(contenders, runs) + "\n")
    verdicts = judge_targets(runs, quarter, whole, cores)
    marks = {True: "✓ met", False: "✗ missed", None: "– not measured"}
    print(markdown(["target", "measured", "verdict"], [[name, value, marks[met]] for name, value, met in verdicts]))

    if facts["build_type"] not in ("Release", "RelWithDebInfo"):
        print("run.py: warning: not a Release build; the figures are not comparable", file=sys.stderr)
    busiest = max(min(runs[key]).wall / min(runs[key]).cpu for key in ("events", "jobs1", "python"))
    if load > 0.5 or busiest > 1.1:
        print("run.py: warning: the machine was not idle; run again for figures to keep", file=sys.stderr)
    return 1 if any(met is False for _, _, met in verdicts) else 0


def main():
    parser = argparse.ArgumentParser(description="Time gas score against its yardsticks.")
    parser.add_argument("--gas", required=True, metavar="FILE", help="the gas program")
    parser.add_argument("--build", required=True, metavar="DIR",
                        help="build folder, configured with GAS_BUILD_BENCH=ON")
    parser.add_argument("--count", type=int, default=20000, metavar="N", help="plans (default: 20000)")
    parser.add_argument("--repeat", type=int, default=5, metavar="N", help="rounds (default: 5)")
    parser.add_argument("--plans", metavar="DIR",
                        help="folder of the plans, made if absent (default: in the build folder)")
    parser.add_argument("--python", default="/usr/bin/python3", metavar="FILE",
                        help="Python with PyYAML's C loader (default: /usr/bin/python3)")
    args = parser.parse_args()
    if not 4 <= args.count <= 99999:
        parser.error("--count must be 4 to 99999")
    if args.repeat < 1:
        parser.error("--repeat must be at least 1")
    try:
        return run(args)
    except (Failure, OSError) as problem:
        print(f"run.py: NO VALID MEASUREMENT: {problem}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
