#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Mutated tables of ratings, seeded: mutate_tables.py GAS [COUNT]

Whatever comes out, gas ends in time with a status of 0, 1 or 2, `score` refuses exactly the tables in which `validate` finds an error, and never gives a T
outside what levels of -3 to +2 can make.
"""
import csv
import io
import pathlib
import random
import sys
import tempfile

sys.dont_write_bytecode = True
from mutate import mutated, run  # noqa: E402

REPO = pathlib.Path(__file__).resolve().parent.parent.parent
PIECES = [b",", b";", b"\t", b"\n", b"\r\n", b"\r", b'"', b'""', b' "', b',"\n', b",,", b"\x00", b"\xff", b"\xe9", b"NA", b".", b"99", b"-0.5", b"+1", b"1,0", b"0.0", b"\xe2\x88\x92", b"partly", b"not-applicable",
          b"baseline", b"2026-02-30", b"31/12/2025", b"1e999", b" ", b"level", b"id"]
BATCH = 100


def swapped(lines, rng):
    """Two rows in each other's place."""
    i, j = rng.randrange(len(lines)), rng.randrange(len(lines))
    lines[i], lines[j] = lines[j], lines[i]


def faults_of(gas, folder, names):
    found = run(gas, "validate", *names, "--format", "csv", "--no-header")
    scored = run(gas, "score", *names, "--format", "csv")
    summed = run(gas, "summarize", names[0], "--format", "csv")
    for done, may in ((found, (0, 1)), (scored, (0, 2)), (summed, (0, 2))):
        if done.returncode not in may or b"Sanitizer" in done.stderr or b"runtime error" in done.stderr:
            yield f"{done.args[1]}: exit {done.returncode} in {folder}: {done.stderr[:500]!r}"
    in_error = {row[0] for row in csv.reader(io.StringIO(found.stdout.decode(errors="replace"))) if row[5] == "error"}
    refused = {line.split(".csv")[0] + ".csv" for line in scored.stderr.decode(errors="replace").splitlines() if ": error: " in line and line.startswith(folder)}
    for name in sorted(in_error ^ refused):
        yield f"{name}: validate {'finds' if name in in_error else 'finds no'} error, score {'refuses' if name in refused else 'takes'} it"
    for row in csv.DictReader(io.StringIO(scored.stdout.decode(errors="replace"), newline="")):
        if row["t"] and not -60 < float(row["t"]) < 160:
            yield f"{row['file']}: T {row['t']}"


def main():
    gas = str(pathlib.Path(sys.argv[1]).resolve())
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 1000
    rng = random.Random(20261125)
    study = (REPO / "examples/study.csv").read_bytes().split(b"\n")
    tables = [b"\n".join([study[0], *study[1 + i:40 + i]]) + b"\n" for i in range(0, 200, 40)]
    tables += [path.read_bytes() for path in sorted((REPO / "tests/rules").glob("GAS02[1-4]/good.csv"))] + [(REPO / "examples/raters.csv").read_bytes()]
    faults = []
    for batch in range(0, count, BATCH):
        with tempfile.TemporaryDirectory() as folder:
            names = []
            for i in range(batch, min(batch + BATCH, count)):
                path = pathlib.Path(folder) / f"{i}.csv"
                path.write_bytes(mutated(rng.choice(tables), rng, PIECES, 60, swapped))
                names.append(str(path))
            faults += faults_of(gas, folder, names)
    print("\n".join(faults[:20]) or f"{count} mutated tables")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
