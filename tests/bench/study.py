#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Times `gas score` and `gas summarize` on a long table against its yardsticks and peers (see STUDY.md): Markdown to standard output.

Exit status: 0 every target met (or none to judge), 1 a target missed, 2 no valid measurement (a program failed, or two of them disagree).
"""
import argparse
import csv
import io
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from typing import NamedTuple

sys.dont_write_bytecode = True
import run  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))
ROWS_OF_ONE = 20  # ratings of a participant: 4 goals at 5 occasions
FULL_ROWS = 10_000_000  # the targets are for this many
CHECKED_PARTICIPANTS = 2000
LONG_RUN = 60  # seconds: a peer that needs more is run once
MIN_OVER_CSV, MIN_OVER_PANDAS = 15, 4
MAX_SUMMARIZE_OVER_LINES, MAX_SCORE_OVER_LINES = 8, 20
MAX_SCORE_MIB, MAX_SHUFFLED_BYTES, MAX_GROWTH = 64, 100, 1.2
TOLERANCE = 1e-9
SCORE_COLUMNS = ["t", "t_baseline", "t_change"]
SUMMARY_COLUMNS, CHANGE_COLUMNS = ["n", "t_mean", "t_sd"], ["t_change_mean", "t_change_sd"]
# One thread for numpy, data.table and Go. Go's collector would let Miller grow to about 1.8 KB a rating, 18 GB of them at 10 million.
ENVIRONMENT = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "R_DATATABLE_NUM_THREADS": "1", "GOMAXPROCS": "1", "GOMEMLIMIT": "12GiB"}

CSV, PANDAS, DATA_TABLE, MILLER = "Python, csv module", "pandas", "R, data.table", "Miller"
BYTES, LINES = "reading the bytes", "reading and counting newlines"


class Contender(NamedTuple):
    command: list
    peer: bool


class Growth(NamedTuple):
    """What a command of gas needs for 1/100, 1/10 and all of the rows."""
    per_row: list  # seconds, without the start-up
    memory: float  # MiB, the most of all


def note(text):
    print(text, file=sys.stderr, flush=True)


# Programs and files


def gas_command(gas, command):
    return [gas, command, "--format", "csv", "--jobs", "1"]


def python_with(module):
    for python in ("/usr/bin/python3", sys.executable):
        if os.path.exists(python) and succeeds([python, "-c", f"import {module}"]):
            return python
    return None


def succeeds(command):
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def peers():
    """Name -> command of each program, None where it is not here; a path is added."""
    python = python_with("pandas")
    rscript = shutil.which("Rscript")
    if rscript and not succeeds([rscript, "-e", "library(data.table)"]):
        rscript = None
    script = {name: os.path.join(HERE, name) for name in ("study_csv.py", "study_pandas.py", "study_data_table.R", "study_miller.sh")}
    return {
        CSV: [python or sys.executable, script["study_csv.py"]],
        PANDAS: [python, script["study_pandas.py"]] if python else None,
        DATA_TABLE: [rscript, script["study_data_table.R"]] if rscript else None,
        MILLER: ["/bin/sh", script["study_miller.sh"]] if shutil.which("mlr") else None,
    }


def make(bench, folder, participants, shuffled=False):
    """The path of a table, written if absent; one that is there must have the rows that it should."""
    path = os.path.join(folder, f"study-{participants}{'-shuffled' if shuffled else ''}.csv")
    if not os.path.exists(path):
        note(f"writing {path}")
        with open(path + ".part", "wb") as file:
            command = [os.path.join(bench, "bench_make_study"), "--participants", str(participants)]
            subprocess.run(command + ["--shuffled"] * shuffled, stdout=file, check=True)
        os.rename(path + ".part", path)
    seen = subprocess.run([os.path.join(bench, "bench_read_lines"), path], capture_output=True, text=True, check=True).stdout.strip()
    expected = f"{os.path.getsize(path)} bytes, {participants * ROWS_OF_ONE + 1} lines"
    if seen != expected:
        raise run.Failure(f"{path} has {seen} instead of {expected}; remove it")
    return path


# Agreement


def output_of(command):
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise run.Failure(f"`{' '.join(command)}` ended with status {done.returncode}:\n{done.stderr[:2000]}")
    return csv.DictReader(io.StringIO(done.stdout))


def scores(command):
    return {(row["id"], row["occasion"]): row for row in output_of(command)}


def summary(command):
    return {row["occasion"]: row for row in output_of(command)}


def summary_of_gas(command):
    """The same table from the long one of `gas summarize`."""
    table = {}
    for row in output_of(command):
        if row["group"] == "all" and row["measure"] in ("t", "t_change") and row["statistic"] in ("mean", "sd"):
            entry = table.setdefault(row["occasion"], {"n": row["n"]})
            entry[f"{row['measure']}_{row['statistic']}"] = row["value"]
    return table


def largest_difference(names, ours, theirs, columns):
    if not ours or ours.keys() != theirs.keys():
        raise run.Failure(f"{names}: {len(ours)} and {len(theirs)} entries, or not the same ones")
    largest = 0.0
    for key, left in ours.items():
        for column in columns:
            try:
                difference = abs(float(left[column]) - float(theirs[key][column]))
            except (KeyError, TypeError, ValueError):
                raise run.Failure(f"{names}: {key} lacks {column}") from None
            if not difference < TOLERANCE:  # `not <` and no `>=`: a NaN must fail too
                raise run.Failure(f"{names}: {column} of {key} is {left[column]} and {theirs[key][column]}")
            largest = max(largest, difference)
    return largest


def largest_summary_difference(names, ours, theirs):
    """The baseline's own change is nought to the peers and nothing to gas: it is left out."""
    later = [{occasion: row for occasion, row in table.items() if occasion != "baseline"} for table in (ours, theirs)]
    return max(largest_difference(names, ours, theirs, SUMMARY_COLUMNS), largest_difference(names, *later, CHANGE_COLUMNS))


def check_agreement(gas, others, bench, folder):
    """Every program against gas, or against Python's csv module where there is no gas. The largest difference."""
    largest = 0.0
    for shuffled in (False, True):
        path = make(bench, folder, CHECKED_PARTICIPANTS, shuffled)
        reference = "gas" if gas else CSV
        our_scores = scores([*gas_command(gas, "score"), path] if gas else [*others[CSV], path])
        our_summary = summary_of_gas([*gas_command(gas, "summarize"), path]) if gas else summary([*others[CSV], "--summary", path])
        if len(our_scores) != CHECKED_PARTICIPANTS * 5:
            raise run.Failure(f"{reference} gives {len(our_scores)} scores for {CHECKED_PARTICIPANTS} participants at 5 occasions")
        for name, command in others.items():
            if name == reference or (shuffled and name == MILLER):
                continue
            names = f"{reference} and {name}{', shuffled' * shuffled}"
            found = [largest_difference(names, our_scores, scores([*command, path]), SCORE_COLUMNS)]
            if name != MILLER:
                found.append(largest_summary_difference(f"{names}, summary", our_summary, summary([*command, "--summary", path])))
            note(f"{names} agree, largest difference {max(found):.1e}")
            largest = max(largest, *found)
    return largest


# Times


def timed(measure, contenders, repeat):
    """Name -> usages, in interleaved rounds; a peer that needs long is run once."""
    usages = {name: [] for name in contenders}
    for turn in range(repeat):
        for name, (command, peer) in contenders.items():
            if turn > 0 and peer and usages[name][0].wall > LONG_RUN:
                continue
            usages[name].append(run.measure(measure, command))
            note(f"round {turn + 1} of {repeat}: {name}: {usages[name][-1].wall:.2f} s")
    return usages


def growth(measure, command, bench, folder, participants):
    """Interleaved, so that a slow minute of the machine hits all sizes alike; the table of one participant gives the start-up."""
    sizes = [1, *growing(participants)]
    paths = [make(bench, folder, size) for size in sizes]
    usages = [[] for _ in sizes]
    for turn in range(5):
        for taken, path, size in zip(usages, paths, sizes):
            if turn < 3 or size < participants:
                taken.append(run.measure(measure, [*command, path]))
    walls = [wall(taken) for taken in usages]
    return Growth([(each - walls[0]) / (size * ROWS_OF_ONE) for each, size in zip(walls[1:], sizes[1:])], max(map(memory, usages)))


def growing(participants):
    return [max(1, participants // 100), max(1, participants // 10), participants]


def wall(usages):
    return min(usage.wall for usage in usages)


def memory(usages):
    return max(usage.memory for usage in usages)


def contenders_of(gas, others, bench, sorted_path, shuffled_path):
    lines = os.path.join(bench, "bench_read_lines")
    found = {BYTES: Contender([lines, "--bytes", sorted_path], False), LINES: Contender([lines, sorted_path], False)}
    for path, order in ((sorted_path, ""), (shuffled_path, ", shuffled")):
        if path is None:
            continue
        if gas:
            for command in ("score", "summarize"):
                found[f"`gas {command}`{order}"] = Contender([*gas_command(gas, command), path], False)
        for name, command in others.items():
            if not order or name != MILLER:
                found[name + order] = Contender([*command, path], True)
    return found


# Results


def print_head(options, path, load, largest, absent):
    print(f"{options.rows} ratings, {os.path.getsize(path) / 1e6:.1f} MB. Up to {options.repeat} interleaved rounds, page cache warm, "
          "output to /dev/null, one thread.\n")
    print(f"- machine: {len(os.sched_getaffinity(0))} cores, {run.cpu_model()}; load before the run {load:.2f}")
    if options.gas:
        print(f"- gas: {run.first_line([options.gas, '--version'])}")
    print(f"- the programs agree on {CHECKED_PARTICIPANTS} participants: largest difference {largest:.1e}")
    for name in absent:
        print(f"- {name}: not here")
    print()


def print_times(usages):
    line = wall(usages[LINES])
    rows = [[name, str(len(taken)), f"{wall(taken):.3f}", f"{statistics.median(usage.wall for usage in taken):.3f}", f"{min(taken).cpu:.3f}",
             f"{memory(taken):.1f}", f"{wall(taken) / line:.2f}"] for name, taken in usages.items()]
    print(run.markdown(["contender", "runs", "wall s, min", "wall s, median", "user+sys s", "peak MiB", "wall / counting newlines"], rows) + "\n")


def judge_speed(usages):
    """Rows (target, measured, True/False/None for not measured)."""
    score = wall(usages["`gas score`"])
    rows = []
    for name, least in ((CSV, MIN_OVER_CSV), (PANDAS, MIN_OVER_PANDAS)):
        ratio = wall(usages[name]) / score if name in usages else None
        rows.append((f"score at least {least} times as fast as {name}", f"{ratio:.1f}" if ratio else "no peer", ratio and ratio >= least))
    for command, most in (("summarize", MAX_SUMMARIZE_OVER_LINES), ("score", MAX_SCORE_OVER_LINES)):
        ratio = wall(usages[f"`gas {command}`"]) / wall(usages[LINES])
        rows.append((f"{command} within {most} times of {LINES}", f"{ratio:.1f}", ratio <= most))
    return rows


def judge_memory(rows, usages, grown):
    most = max(memory(usages["`gas score`"]), grown["score"].memory)
    verdicts = [(f"score under {MAX_SCORE_MIB} MiB at any number of rows", f"{most:.1f} MiB", most < MAX_SCORE_MIB)]
    for command in grown:
        taken = usages.get(f"`gas {command}`, shuffled")
        each = memory(taken) * 1024 * 1024 / rows if taken else None
        verdicts.append((f"{command}, shuffled: under {MAX_SHUFFLED_BYTES} bytes a rating", f"{each:.1f}" if taken else "sorted alone",
                         each < MAX_SHUFFLED_BYTES if taken else None))
    return verdicts


def judge_growth(rows, grown):
    sizes = [size * ROWS_OF_ONE for size in growing(rows // ROWS_OF_ONE)]
    verdicts = []
    for command, (per_row, _) in grown.items():
        text = f"{command}: time a row from {sizes[0]} to {sizes[2]} rows under {MAX_GROWTH} times"
        if min(per_row) <= 0:
            verdicts.append((text, "too few rows", None))
            continue
        ratio = per_row[2] / per_row[0]
        verdicts.append((text, f"{ratio:.2f} ({', '.join(f'{seconds * 1e9:.0f}' for seconds in per_row)} ns a row)", ratio < MAX_GROWTH))
    return verdicts


def print_targets(rows, usages, grown):
    verdicts = judge_speed(usages) + judge_memory(rows, usages, grown) + judge_growth(rows, grown)
    marks = {True: "✓ met", False: "✗ missed", None: "– not measured"}
    print(run.markdown(["target", "measured", "verdict"], [[text, value, marks[met]] for text, value, met in verdicts]))
    return not any(met is False for _, _, met in verdicts)


def warn(options, facts, load, usages):
    if facts["build_type"] not in ("Release", "RelWithDebInfo"):
        note("study.py: warning: not a Release build; the figures are not comparable")
    if options.rows != FULL_ROWS:
        note(f"study.py: warning: the targets are for {FULL_ROWS} rows; at {options.rows} start-up and buffers weigh more")
    if load > 0.5 or max(min(taken).wall / min(taken).cpu for taken in usages.values()) > 1.1:
        note("study.py: warning: the machine was not idle; run again for figures to keep")


def arguments():
    parser = argparse.ArgumentParser(description="Time gas score and gas summarize on a long table of ratings.")
    parser.add_argument("--gas", metavar="FILE", help="the gas program")
    parser.add_argument("--skip-gas", action="store_true", help="the yardsticks and the peers alone")
    parser.add_argument("--build", required=True, metavar="DIR", help="build folder of tests/bench, or one configured with GAS_BUILD_BENCH=ON")
    parser.add_argument("--rows", type=int, default=FULL_ROWS, metavar="N", help=f"ratings (default: {FULL_ROWS})")
    parser.add_argument("--repeat", type=int, default=3, metavar="N", help="rounds (default: 3)")
    parser.add_argument("--dir", metavar="DIR", help="keep the tables here, 800 MB for 10 million rows (default: a temporary folder)")
    parser.add_argument("--sorted-only", action="store_true", help="leave out the shuffled table")
    options = parser.parse_args()
    if bool(options.gas) == options.skip_gas:
        parser.error("name --gas FILE, or --skip-gas")
    if options.rows < ROWS_OF_ONE or options.rows % ROWS_OF_ONE or options.rows > 20_000_000:
        parser.error(f"--rows must be a multiple of {ROWS_OF_ONE}, up to 20000000")
    if options.repeat < 1:
        parser.error("--repeat must be at least 1")
    options.gas = os.path.abspath(options.gas) if options.gas else None
    return options


def benchmark(options, folder):
    load = os.getloadavg()[0]
    bench, facts = run.build_facts(options.build)
    bench = os.path.abspath(bench)
    measure = os.path.join(bench, "bench_measure")
    all_peers = peers()
    others = {name: command for name, command in all_peers.items() if command}
    largest = check_agreement(options.gas, others, bench, folder)

    participants = options.rows // ROWS_OF_ONE
    sorted_path = make(bench, folder, participants)
    shuffled_path = None if options.sorted_only else make(bench, folder, participants, True)
    usages = timed(measure, contenders_of(options.gas, others, bench, sorted_path, shuffled_path), options.repeat)
    grown = {}
    if options.gas:
        grown = {command: growth(measure, gas_command(options.gas, command), bench, folder, participants) for command in ("score", "summarize")}

    print_head(options, sorted_path, load, largest, [name for name in all_peers if name not in others])
    print_times(usages)
    met = print_targets(options.rows, usages, grown) if options.gas else True
    warn(options, facts, load, usages)
    return 0 if met else 1


def main():
    options = arguments()
    os.environ.update(ENVIRONMENT)
    try:
        with tempfile.TemporaryDirectory() as scratch:
            folder = os.path.abspath(options.dir or scratch)
            os.makedirs(folder, exist_ok=True)
            return benchmark(options, folder)
    except (run.Failure, OSError, subprocess.CalledProcessError) as problem:
        note(f"study.py: NO VALID MEASUREMENT: {problem}")
        return 2


if __name__ == "__main__":
    sys.exit(main())
