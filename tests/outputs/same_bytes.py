#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""One result, one text: same_bytes.py GAS

Every command that has formats, in each of them (runs.py): one thread and several give the same bytes on both streams and the same exit status, with plans
that cannot be read among them too; --output and --format FORMAT=FILE write what standard output gets; a folder, its files by name and by a list are one input. Files in
another order leave a summary and an agreement as they are, and change of scores and findings the order alone. csv, tsv, json and jsonl have the same cells.
"""
import concurrent.futures
import csv
import io
import json
import os
import pathlib
import subprocess
import sys
import tempfile

import runs


class Check:
    def __init__(self, gas, folder):
        self.gas, self.folder, self.faults, self.calls, self.hangs = gas, folder, [], 0, False

    def __call__(self, *arguments, stdin=None):
        self.calls += 1
        if self.hangs:  # one that does is enough to wait for
            return b"", b"", None
        try:
            done = subprocess.run([self.gas, *map(str, arguments)], cwd=self.folder, capture_output=True, input=stdin or b"", timeout=1200)
        except subprocess.TimeoutExpired:
            self.hangs = True
            return b"", b"runs for over 20 minutes", -1
        return done.stdout, done.stderr, done.returncode

    def same(self, want, got, text):
        for part, a, b in zip(("standard output", "standard error", "exit status"), want, got):
            if a != b:
                self.faults.append(f"{text}: another {part}: {first_difference(a, b)}")

    def expect(self, true, text):
        if not true:
            self.faults.append(text)


def first_difference(a, b):
    if not isinstance(a, bytes) or not isinstance(b, bytes):
        return f"{b}, not {a}"
    at = next((i for i, (x, y) in enumerate(zip(a, b)) if x != y), min(len(a), len(b)))
    return f"at byte {at} of {len(a)} and {len(b)}: {b[max(0, at - 20):at + 40]!r}, not {a[max(0, at - 20):at + 40]!r}"


def to_file(check, name, arguments, form, want):
    """-o, and for findings -f FORMAT=FILE: the file has what standard output had, which now is empty."""
    out = check.folder / f"{name}.{form}.out"
    check.same((b"", want[1], want[2]), check(*arguments, "-f", form, "-o", out), f"{name} {form} -o")
    check.expect(out.exists() and out.read_bytes() == want[0], f"{name} {form}: -o writes other bytes than standard output has")


def of_plans(check, name, command, form):
    want = check(*command, "plans", "-j", "1", "-f", form)
    check.expect(want[0] and want[2] in (0, 1), f"{name} {form}: exit {want[2]}: {want[1][:300]}")
    for jobs in ("4", "32") if form in ("csv", "text") else ("4",):
        check.same(want, check(*command, "plans", "-j", jobs, "-f", form), f"{name} {form} with {jobs} threads")
    to_file(check, name, [*command, "plans"], form, want)
    if form in ("json", "text"):
        keep_going = ["--keep-going"] if command[0] == "summarize" else []
        one = check(*command, "faulty", *keep_going, "-j", "1", "-f", form)
        check.expect("--shard" in command or b"error" in one[0] + one[1], f"{name} {form}: no faulty plan is told: {one[1][:200]}")
        check.same(one, check(*command, "faulty", *keep_going, "-j", "4", "-f", form), f"{name} {form} of faulty plans with 4 threads")
    return want[0]


def ways_in(check, name, command):
    """The folder, its files by name, by a list, and that list the other way round."""
    files = sorted(f"plans/{file}" for file in os.listdir(check.folder / "plans"))
    form = ["-f", "csv"]
    want = check(*command, "plans", *form)
    check.same(want, check(*command, *files, *form), f"{name}: files by name")
    check.same(want, check(*command, "--files-from", "-", *form, stdin="\n".join(files).encode()), f"{name}: files by a list")
    other = check(*command, *reversed(files), *form)
    if command[0] in runs.IN_ANY_ORDER:
        check.same(want, other, f"{name}: files in another order")
    elif "--shard" not in command:  # which goes by the place among the inputs
        # findings over all plans stand at the last of them
        rows = [sorted(sorted(row.items()) for row in csv.DictReader(io.StringIO(text.decode())) if row.get("rule") != "GAS311") for text in (want[0], other[0])]
        check.expect(rows[0] == rows[1] and len(rows[0]) >= runs.PEOPLE // 2, f"{name}: files in another order give other rows")


def many_files(check):
    """So many that a thread takes several at a time; by numbers of threads that divide them and that do not."""
    (check.folder / "many").mkdir()
    plan = "gas: 1\nid: {}\ngoals: [{{id: g, title: Goal, scale: {{-2: a, -1: b, 0: c, 1: d, 2: e}}}}]\nratings: [{{date: 2025-01-06, levels: {{g: {}}}}}]\n"
    for number in range(261):
        (check.folder / f"many/{number:03}.gas.yaml").write_text(plan.format(f"M{number:03}", 9 if number % 50 == 7 else number % 5 - 2))
    for command in (["score", "-f", "csv"], ["validate", "-f", "text"]):
        want = check(*command, "many", "-j", "1")
        places = [int(line[5:8]) for line in (want[0] + want[1]).decode().splitlines() if line.startswith("many/")]
        rows = [int(line[1:4]) for line in want[0].decode().splitlines() if line.startswith("M")]
        check.expect(len(places) >= 6 and places == sorted(places) and rows == sorted(rows) and len(rows) in (0, 255), f"{command} of many files: {len(places)} findings, {len(rows)} rows")
        for jobs in (2, 3, 4, 5, 64):
            check.same(want, check(*command, "many", "-j", jobs), f"{command} of many files with {jobs} threads")


def cells_of(form, text):
    """Rows of cells as texts, missing ones empty."""
    text = text.decode()
    if form == "csv":
        return [dict(row) for row in csv.DictReader(io.StringIO(text))]
    if form == "tsv":
        head, *lines = [line.split("\t") for line in text.split("\n")[:-1]]
        unescaped = lambda cell: cell.replace("\\t", "\t").replace("\\n", "\n").replace("\\\\", "\\")
        return [dict(zip(head, map(unescaped, line))) for line in lines]
    rows = json.loads(text, parse_float=str, parse_int=str)["rows"] if form == "json" else [
        json.loads(line, parse_float=str, parse_int=str) for line in text.splitlines()]
    shown = {None: "", True: "true", False: "false"}
    return [{name: cell if isinstance(cell, str) else shown[cell] for name, cell in row.items()} for row in rows]


def same_cells(check, name, texts):
    rows = {form: cells_of(form, texts[form]) for form in ("csv", "tsv", "json", "jsonl") if form in texts}
    for form in rows:
        wrong = [(a, b) for a, b in zip(rows["csv"], rows[form]) if a != b]
        check.expect(len(rows[form]) == len(rows["csv"]) > 0 and not wrong, f"{name}: {len(rows[form])} rows in {form}, {len(rows['csv'])} in csv, other cells {wrong[:1]}")


def run(check, name):
    try:
        compare(check, name)
    except (LookupError, ValueError) as gone:  # an output without what it has to have
        check.expect(False, f"{name}: {type(gone).__name__}: {gone}")


def compare(check, name):
    arguments = runs.OF_PLANS.get(name) or runs.OTHERS[name]
    texts = {}
    formats = runs.formats_of(check.gas, arguments[0])
    check.expect({"table", "csv", "tsv", "json", "jsonl"} <= {*formats}, f"{arguments[0]} has the formats {formats} alone")
    for form in formats:
        if name in runs.OF_PLANS:
            texts[form] = of_plans(check, name, arguments, form)
        else:
            want = check(*arguments, "-f", form)
            check.expect(want[0] and want[2] in (0, 1), f"{name} {form}: exit {want[2]}: {want[1][:300]}")
            to_file(check, name, arguments, form, want)
            texts[form] = want[0]
    same_cells(check, name, texts)
    if name in runs.OF_PLANS:
        ways_in(check, name, arguments)
    if arguments[0] == "validate":
        files = {form: check.folder / f"{name}.all.{form}" for form in formats}
        check(*arguments, *(runs.PLANS if name in runs.OF_PLANS else ()), *(part for form, file in files.items() for part in ("-f", f"{form}={file}")))
        for form, file in files.items():
            check.expect(file.read_bytes() == texts[form], f"{name}: -f {form}=FILE beside others has other bytes than -f {form}")


def main():
    gas = str(pathlib.Path(sys.argv[1]).resolve())
    with tempfile.TemporaryDirectory() as name, concurrent.futures.ThreadPoolExecutor(2) as pool:
        check = Check(gas, pathlib.Path(name))
        runs.make_inputs(check.folder)
        covered = {arguments[0] for arguments in (*runs.OF_PLANS.values(), *runs.OTHERS.values())}
        check.faults += [f"{command} has formats, and no run in runs.py" for command in runs.commands(gas) if command not in covered]
        many_files(check)
        list(pool.map(lambda name: run(check, name), [*runs.OF_PLANS, *runs.OTHERS]))
    print("\n".join(check.faults[:40]) or f"{len(runs.OF_PLANS) + len(runs.OTHERS)} results, the same bytes in {check.calls} calls")
    return 1 if check.faults else 0


if __name__ == "__main__":
    sys.exit(main())
