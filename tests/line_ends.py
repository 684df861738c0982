#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""A file says the same whether its lines end with LF or with CRLF: line_ends.py GAS

The plans and tables of tests/rules and tests/golden, and well-made plans with a slip in each, are copied with both line ends: `validate`
finds the same at the same places with the same hints, and `score` gives the same rows and says the same.
"""
import json
import pathlib
import random
import subprocess
import sys
import tempfile

TESTS = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(TESTS / "fuzz"))
from mutate import mutated  # noqa: E402

MUTATED = 300


def wrapped(lines, rng):
    """A text that goes on in the next line, at its key's column or further in."""
    i = rng.randrange(len(lines))
    blank = lines[i].rfind(b" ", len(lines[i]) - len(lines[i].lstrip()))
    if blank > 0:
        indent = len(lines[i]) - len(lines[i].lstrip(b" -")) + rng.choice((0, 0, 2))
        lines[i : i + 1] = [lines[i][:blank], b" " * indent + lines[i][blank + 1 :]]


def texts():
    """(name, bytes) of all that is read with both line ends."""
    rng = random.Random(20261128)
    paths = [p for folder in ("rules", "golden") for p in sorted((TESTS / folder).rglob("*")) if p.suffix in (".yaml", ".yml", ".csv", ".tsv")]
    seen = set()
    for i, path in enumerate(p for p in paths if p.is_file() and not p.is_symlink()):
        text = path.read_bytes()
        if text not in seen and b"\r" not in text:
            seen.add(text)
            yield f"{i}-{path.parent.name}-{path.name}", text
    plans = [p.read_bytes().replace(b"\r", b"") for p in sorted((TESTS / "plans/well-made").glob("*.gas.yaml"))]
    for i in range(MUTATED):
        yield f"{i}-mutated.yaml", mutated(rng.choice(plans), rng, [b"\xc2\xa0", b":", b'"', b"'", b"- ", b"\n", b" #", b"\t", b"|", b"  "], 8, wrapped)


def told(gas, folder, *arguments):
    names = sorted(p.name for p in folder.iterdir())
    done = subprocess.run([gas, *arguments, *names], cwd=folder, capture_output=True)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def main():
    gas = str(pathlib.Path(sys.argv[1]).resolve())
    faults = []
    with tempfile.TemporaryDirectory() as made:
        lf, crlf = pathlib.Path(made) / "lf", pathlib.Path(made) / "crlf"
        lf.mkdir()
        crlf.mkdir()
        for name, text in texts():
            (lf / name).write_bytes(text)
            (crlf / name).write_bytes(text.replace(b"\n", b"\r\n"))
        found = [told(gas, folder, "validate", "--info", "--at", "2026-07-01", "-f", "json") for folder in (lf, crlf)]
        rows = [[json.dumps(row, ensure_ascii=False) for row in json.loads(out)["rows"]] for _, out, _ in found]
        faults += [f"LF alone:   {row}" for row in sorted(set(rows[0]) - set(rows[1]))] + [f"CRLF alone: {row}" for row in sorted(set(rows[1]) - set(rows[0]))]
        rules = {json.loads(row)["rule"] for row in rows[0]}
        if len(rows[0]) < 2000 or len(rules) < 80:
            faults.append(f"only {len(rows[0])} findings of {len(rules)} rules: the files are not there")
        if not faults and found[0] != found[1]:
            faults.append(f"validate: {found[0][0]}, {found[0][2][-500:]} against {found[1][0]}, {found[1][2][-500:]}")
        scored = [told(gas, folder, "score", "-f", "csv") for folder in (lf, crlf)]
        if scored[0][0] != scored[1][0] or scored[0][1] != scored[1][1]:
            faults.append("score: other rows")
        faults += [f"score: {line}" for line in sorted(set(scored[0][2].splitlines()) ^ set(scored[1][2].splitlines()))]
    print("\n".join(faults[:40]) or f"{len(rows[0])} findings of {len(rules)} rules, and {scored[0][1].count(chr(10))} rows of scores")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
