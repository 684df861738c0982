#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Mutated plans, seeded: mutate.py GAS [COUNT]

Cuts, doubles, swaps and replaces pieces of real plans. Whatever comes out, gas ends in time with a status of 0, 1 or 2, says why where it is not 0, and
`score` gives a row with a T only for a plan in which `validate` finds no error.
"""
import csv
import io
import pathlib
import random
import subprocess
import sys
import tempfile

REPO = pathlib.Path(__file__).resolve().parent.parent.parent
PIECES = [b",", b":", b": ", b"- ", b"\n", b"[", b"]", b"{", b"}", b'"', b"'", b"#", b" #", b"&a ", b"*a", b"!t ", b"|\n", b">", b"\t", b"\x00", b"\xff", b"---\n", b"...\n", b"%", b"@", b"? ", b"~", b"+3", b"\xe2\x88\x92",
          b"-0.5", b"2026-02-30", b"\r", b"<<: ", b"1e999", b"  "]
BATCH = 200


def indented(lines, rng):
    """A line moved to the right or to the margin."""
    i = rng.randrange(len(lines))
    lines[i] = rng.choice((b" ", b"  ", b"")) + lines[i].lstrip(b" ") if rng.random() < 0.5 else b" " + lines[i]


def mutated(text, rng, pieces=PIECES, longest=40, change_lines=indented):
    """One to three edits: cut, insert or replace by a piece, double a stretch of up to `longest` bytes, or `change_lines`."""
    text = bytearray(text)
    for _ in range(rng.randrange(1, 4)):
        at = rng.randrange(len(text) + 1)
        end = min(len(text), at + rng.randrange(1, longest))
        kind = rng.randrange(5)
        if kind == 0:
            del text[at:end]
        elif kind == 1:
            text[at:at] = rng.choice(pieces)
        elif kind == 2:
            text[at:end] = rng.choice(pieces)
        elif kind == 3:
            text[at:at] = text[at:end]
        else:
            lines = text.split(b"\n")
            change_lines(lines, rng)
            text = bytearray(b"\n".join(lines))
    return bytes(text)


def run(gas, *arguments):
    return subprocess.run([gas, *arguments], capture_output=True)


def faults_of(gas, folder, names):
    found = run(gas, "validate", *names, "--format", "csv", "--no-header")
    scored = run(gas, "score", *names, "--format", "csv", "--no-header")
    for done, may in ((found, (0, 1)), (scored, (0, 2))):
        if done.returncode not in may or b"Sanitizer" in done.stderr or b"runtime error" in done.stderr:
            yield f"{done.args[1]}: exit {done.returncode} in {folder}: {done.stderr[:500]!r}"
    # a file with an error is one that score refuses, by name, and no other
    in_error = {row[0] for row in csv.reader(io.StringIO(found.stdout.decode(errors="replace"))) if row[5] == "error"}
    refused = {line.split(": error: ")[0].rsplit(".yaml", 1)[0] + ".yaml" for line in scored.stderr.decode(errors="replace").splitlines() if ": error: " in line}
    for name in sorted(in_error ^ refused):
        yield f"{name}: validate {'finds' if name in in_error else 'finds no'} error, score {'refuses' if name in refused else 'takes'} it"


def main():
    gas = str(pathlib.Path(sys.argv[1]).resolve())
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 2000
    rng = random.Random(20261125)
    plans = [p.read_bytes() for p in sorted((REPO / "examples/caseload").glob("*.gas.yaml")) + sorted((REPO / "tests/plans/well-made").glob("*.gas.yaml"))]
    faults = []
    for batch in range(0, count, BATCH):
        with tempfile.TemporaryDirectory() as folder:
            names = []
            for i in range(batch, min(batch + BATCH, count)):
                path = pathlib.Path(folder) / f"{i}.yaml"
                path.write_bytes(mutated(rng.choice(plans), rng))
                names.append(str(path))
            whole = list(faults_of(gas, folder, names))
            for name in names if whole else ():
                for fault in faults_of(gas, folder, [name]):
                    kept = pathlib.Path(tempfile.gettempdir()) / f"gas-mutated-{pathlib.Path(name).name}"
                    kept.write_bytes(pathlib.Path(name).read_bytes())
                    faults.append(f"{fault}\n  kept as {kept}")
            if whole and not faults:
                faults += whole
    print("\n".join(faults[:20]) or f"{count} mutated plans")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
