#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Results that are large, and places that take none: sinks.py GAS

A result of over a MiB with covariates that come late has the bytes that big.py writes, in every format of `gas score`, from a table, two tables, plans in one file and
in many; so have 2,100 findings. A result takes no more memory for being five times as long. Where the disk is full, at once or after a part, and where the
reader is gone, every command ends as gas(1) says, in every format (runs.py), and no half file is left.
"""
import concurrent.futures
import csv
import io
import json
import os
import pathlib
import resource
import subprocess
import sys
import tempfile

import big
import runs

SANITIZED = os.environ.get("GAS_SANITIZED") == "1"
MANY = 400  # three or four rows each, of a kilobyte
FORMATS = ("csv", "tsv", "json", "jsonl", "table")
FAULTY = "m" * 220 + ".gas.yaml"  # that large_findings() writes
MORE_MEMORY = 12 << 10  # KiB, for a result ten times as long; what threads read ahead of the writer comes to 6 MiB at most


class Check:
    def __init__(self, gas, folder):
        self.gas, self.folder, self.faults = gas, folder, []

    def __call__(self, *arguments, **options):
        options = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, **options}
        return subprocess.run([self.gas, *map(str, arguments)], cwd=self.folder, stderr=subprocess.PIPE, **options)

    def expect(self, true, text):
        if not true:
            self.faults.append(text)

    def write(self, name, text):
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)


def same(check, name, want, done, code=0):
    check.expect(done.returncode == code, f"{name}: exit {done.returncode}: {done.stderr[:200]}")
    got = done.stdout
    at = next((i for i, (a, b) in enumerate(zip(want, got)) if a != b), min(len(want), len(got)))
    check.expect(want == got, f"{name}: {len(got)} bytes, not {len(want)}; at byte {at} {got[max(0, at - 60):at + 40]!r}, not {want[max(0, at - 60):at + 40]!r}")


# results of over a MiB

def ways_in():
    """name: the inputs, and the input that a person is in."""
    early = MANY * 4 // 5
    number = lambda person: int(person.id[1:])
    return {"a table": (["all.csv"], lambda person: "all.csv"),
            "two tables": (["early.csv", "late.csv"], lambda person: "late.csv" if number(person) >= early else "early.csv"),
            "one file of plans": (["all.gas.yaml"], lambda person: "all.gas.yaml"),
            "files of plans": (["files"], lambda person: f"files/{number(person) // 20:02}.gas.yaml")}


def write_big(check):
    some = big.people(MANY)
    check.write("all.csv", big.table(some))
    check.write("early.csv", big.table([person for person in some if not person.late]))
    check.write("late.csv", big.table([person for person in some if person.late]))
    check.write("all.gas.yaml", "---\n".join(person.plan() for person in some))
    for begin in range(0, MANY, 20):
        check.write(f"files/{begin // 20:02}.gas.yaml", "---\n".join(person.plan() for person in some[begin:begin + 20]))
    return some


def large_scores(check, some, name):
    inputs, file_of = ways_in()[name]
    version = check("--version").stdout.decode().strip()
    for form, want in big.expected(some, file_of, version).items():
        check.expect(form == "table" or len(want) > 1 << 20, f"{name} {form}: {len(want)} bytes are no large result")
        same(check, f"{name} {form}", want, check("score", *inputs, "--rho", "1", "-f", form))
    check.expect({*runs.formats_of(check.gas, "score")} == {*FORMATS}, "`gas score` has a format that big.py cannot write")


def large_findings(check):
    """2,100 plans with a level that is none: the words are those that one such plan gets, the places counted here."""
    many = FAULTY
    goal = "g" * 120  # with a long name of the file, makes few rows a large result
    plan = "gas: 1\nid: F{}\ngoals: [{{id: " + goal + ", title: Goal, scale: {{-2: a, -1: b, 0: c, 1: d, 2: e}}}}]\nratings: [{{date: 2025-01-06, levels: {{" + goal + ": 7}}}}]\n"
    check.write("one.gas.yaml", plan.format(0))
    check.write(many, "---\n".join(plan.format(n) for n in range(2100)))
    one = next(csv.DictReader(io.StringIO(check("validate", "one.gas.yaml", "-f", "csv").stdout.decode())))
    names = list(one)
    for name in ("line", "column", "end_line", "end_column"):
        one[name] = int(one[name])
    rows = [{**one, "file": many, "id": f"F{n}", "line": one["line"] + 5 * n, "end_line": one["end_line"] + 5 * n} for n in range(2100)]
    wanted = {"csv": big.as_csv(names, rows), "tsv": big.as_tsv(names, rows), "jsonl": big.as_jsonl(names, rows),
              "text": "".join(f"{many}:{row['line']}:{row['column']}: error: {row['message']} [GAS104]\nhint: {row['hint']}\n" for row in rows)}
    check.expect(len(wanted["csv"]) > 1 << 20, "these findings are no large result")
    for form, want in wanted.items():
        same(check, f"findings {form}", want.encode(), check("validate", many, "-f", form), 1)
    told = json.loads(check("validate", many, "-f", "json").stdout)["rows"]
    check.expect(told == rows, f"findings json: {len(told)} rows, not these {len(rows)}")
    for form, mark in {"sarif": b'"ruleId"', "junit": b"<failure", "gitlab": b'"fingerprint"', "github": b"::error "}.items():
        found = check("validate", many, "-f", form).stdout.count(mark)
        check.expect(found == len(rows), f"findings {form}: {found} of {len(rows)}")


# memory

MEASURE = ("import resource, subprocess, sys; done = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL); "
           "print(done.returncode, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)")


def peak(check, *arguments):
    """KiB that a run has at most. A small process starts it: until exec a child counts what its parent has."""
    done = subprocess.run([sys.executable, "-S", "-c", MEASURE, check.gas, *arguments], cwd=check.folder, capture_output=True)
    code, used = map(int, done.stdout.split())
    check.expect(code == 0, f"{arguments}: exit {code}: {done.stderr[:200]}")
    return used


def memory(check, form, kind):
    """Ten times as many rows, each of 3,000 bytes and more: 3 and 30 MB of rows."""
    few, many = (peak(check, "score", f"long{size}.csv" if kind == "a table" else f"long{size}", "-j", "2", "-f", form) for size in (1, 10))
    check.expect(many - few < MORE_MEMORY, f"{kind} as {form}: {many} KiB for ten times what takes {few} KiB")


def write_long(check):
    text = "x" * 3000
    plan = "gas: 1\nid: L{}\ncovariates: {{text: " + text + "}}\ngoals: [{{id: g, title: Goal, scale: {{-2: a, -1: b, 0: c, 1: d, 2: e}}}}]\nratings:\n" + "".join(
        f"  - {{{{date: 2025-01-{day:02}, levels: {{{{g: 0}}}}}}}}\n" for day in range(1, 11))
    for size in (1, 10):
        lines = (f"L{n},g,2025-01-{day:02},0,{text if day == 1 else ''}" for n in range(size * 100) for day in range(1, 11))
        check.write(f"long{size}.csv", "id,goal,date,level,text\n" + "\n".join(lines) + "\n")
        for n in range(size * 100):
            check.write(f"long{size}/{n:04}.gas.yaml", plan.format(n))


# places that take nothing, or not all

def full_disk(check, name, arguments):
    """Each format: exit 2 with a message where standard output or the file takes nothing."""
    for form in runs.formats_of(check.gas, arguments[0]):
        with open("/dev/full", "wb") as full:
            done = check(*arguments, "-f", form, stdout=full)
        check.expect(done.returncode == 2 and b"could not be written" in done.stderr, f"{name} {form} to a full disk: exit {done.returncode}: {done.stderr[-200:]}")
        if form in ("csv", "text"):
            done = check(*arguments, "-f", form, "-o", "/dev/full")
            check.expect(done.returncode == 2 and b"No space left" in done.stderr and not done.stdout, f"{name} {form} -o /dev/full: exit {done.returncode}: {done.stderr[-200:]}")
        if arguments[0] == "validate":
            done = check(*arguments, "-f", f"{form}=/dev/full", "-f", "csv" if form != "csv" else "text")
            check.expect(done.returncode == 2 and b"No space left" in done.stderr, f"{name} -f {form}=/dev/full: exit {done.returncode}: {done.stderr[-200:]}")


def reader_gone(check, name, arguments):
    """Each format ends by itself, says nothing of it, and leaves nothing in the place of a file."""
    quiet = ["-q"] if "--quiet" in runs.help_of(check.gas, arguments[0]) else []

    def run(*more):
        reading, writing = os.pipe()
        os.close(reading)
        done = check(*arguments, *quiet, *more, stdout=writing)
        os.close(writing)
        return done

    for form in runs.formats_of(check.gas, arguments[0]):
        done = run("-f", form)
        check.expect(done.returncode in (0, 1, -13) and not done.stderr, f"{name} {form} to a reader who is gone: exit {done.returncode}: {done.stderr[-200:]}")
    if arguments[0] == "validate":
        kept = f"{name}.kept"
        done = run("-f", "text", "-f", f"csv={kept}")
        left = [file for file in os.listdir(check.folder) if file.startswith(f"{kept}.")]
        alone = check(*arguments, *quiet, "-f", "csv")
        check.expect(done.returncode == alone.returncode and not done.stderr and not left and (check.folder / kept).read_bytes() == alone.stdout,
                     f"{name} to a reader who is gone, and a file: exit {done.returncode} of {alone.returncode}, leaves {left}: {done.stderr[-200:]}")


def cut_short(check, form):
    """A large result: the disk takes 100 KB of it, or the reader a line."""
    before = sorted(os.listdir(check.folder))
    limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
    check.write(f"kept.{form}", "old")
    done = check("score", "all.csv", "-f", form, "-o", f"kept.{form}", preexec_fn=limit, restore_signals=False, env={**os.environ, "TMPDIR": "/dev/shm"})
    check.expect(done.returncode == 2 and done.stderr.count(b"\n") < 4, f"{form} to a disk that gets full: exit {done.returncode}: {done.stderr[-300:]}")
    check.expect((check.folder / f"kept.{form}").read_text() == "old", f"{form} to a disk that gets full: the old file is gone")
    left = {*os.listdir(check.folder)} - {*before, f"kept.{form}"}
    check.expect(not any(name.startswith(f"kept.{form}.") for name in left), f"{form} to a disk that gets full leaves {left}")
    for inputs in ("all.csv", "files"):
        piped = f'"$0" score {inputs} -f {form} | head -n 1 > /dev/null; exit "${{PIPESTATUS[0]}}"'
        done = subprocess.run(["bash", "-c", piped, check.gas], cwd=check.folder, capture_output=True)
        check.expect(done.returncode in (0, 141) and not done.stderr, f"{inputs} {form} | head: exit {done.returncode}: {done.stderr[-200:]}")


def no_room_to_wait(check):
    """Rows that wait until the end, where the disk takes 100 KB of them: the run says so, and no part of them comes out."""
    limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
    for arguments in (("validate", FAULTY, "-f", "csv"), ("score", "files", "-f", "csv")):
        done = check(*arguments, preexec_fn=limit, restore_signals=False, env={**os.environ, "TMPDIR": "/dev/shm"})
        check.expect(done.returncode == 2 and done.stdout.count(b"\n") < 2 and done.stderr.count(b"rows could not be kept: File too large in /dev/shm; TMPDIR=FOLDER keeps them in another\n") == 1,
                     f"{arguments} without room to wait: exit {done.returncode}, {len(done.stdout)} bytes: {done.stderr[-300:]}")


def main():
    gas = str(pathlib.Path(sys.argv[1]).resolve())
    with tempfile.TemporaryDirectory() as name, concurrent.futures.ThreadPoolExecutor(2) as pool:
        check = Check(gas, pathlib.Path(name))
        runs.make_inputs(check.folder, people=4)
        some = write_big(check)
        jobs = [pool.submit(large_scores, check, some, way) for way in ways_in()] + [pool.submit(large_findings, check)]
        if not SANITIZED:  # whose allocator keeps what is freed
            write_long(check)
            jobs += [pool.submit(memory, check, form, kind) for kind, forms in (("a table", FORMATS), ("plans", ("csv", "json", "table"))) for form in forms]
        for name, arguments in {**{name: [*command, "plans"] for name, command in runs.OF_PLANS.items()}, **runs.OTHERS}.items():
            jobs += [pool.submit(full_disk, check, name, arguments), pool.submit(reader_gone, check, name, arguments)]
        jobs += [pool.submit(cut_short, check, form) for form in FORMATS]
        for job in jobs:
            job.result()
        no_room_to_wait(check)
    print("\n".join(check.faults[:40]) or f"{len(jobs) + 1} checks: results are whole, or not there")
    return 1 if check.faults else 0


if __name__ == "__main__":
    sys.exit(main())
