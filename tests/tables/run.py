#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The same ratings as plans and as tables give the same scores, to the last digit: run.py GAS EXAMPLES

The plans of examples/study are written as a long table from what `gas score --goals` says of them, and that table again in
every form in which study data arrives: shuffled, semicolons and decimal commas, CRLF with a byte order mark, other names and
dates, Windows-1252, wide, by a pipe. `gas score` of each is compared with `gas score` of the plans, byte for byte. The first of them is kept as
examples/study.csv; `run.py GAS EXAMPLES --write` writes it anew.
"""
import csv
import io
import os
import pathlib
import random
import subprocess
import sys
import tempfile

COVARIATES = ("arm", "site", "age")
FIELDS = ("id", "goal", "occasion", "date", "rater", "role", "level", "weight", "domain", "baseline", *COVARIATES)


class Faults(list):
    def expect(self, true, text):
        if not true:
            self.append(text)


def run(*command, stdin=None):
    done = subprocess.run(command, capture_output=True, input=stdin)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


def long_rows(gas, study):
    """The study as rows of a long table: a row for each goal that was worked on at an entry."""
    code, out, err = run(gas, "score", study, "--goals", "--half-level", "keep", "-f", "csv")
    assert code == 0, err
    rows = []
    for row in csv.DictReader(io.StringIO(out)):
        if not row["occasion"]:
            continue  # goals of a plan without ratings
        level = row["recorded"] if row["value"] == "" else row["level"]
        rows.append({**{name: row[name] for name in FIELDS}, "level": level, "baseline": ""})
    return rows


def write(rows, fields=FIELDS, delimiter=",", line="\n", encoding="utf-8", bom=False):
    text = io.StringIO()
    writer = csv.DictWriter(text, fields, delimiter=delimiter, lineterminator=line, extrasaction="ignore")
    writer.writeheader()
    writer.writerows(rows)
    return (b"\xef\xbb\xbf" if bom else b"") + text.getvalue().encode(encoding)


def scores(text):
    """What has to be the same: all but the file, and how the weights were told."""
    rows = sorted(csv.DictReader(io.StringIO(text)), key=lambda row: (row["id"], row["date"], row["occasion"], row["rater"]))
    return [{name: value for name, value in row.items() if name not in ("file", "weighting")} for row in rows
            if row["reason"] != "no-entry"]  # a table has no row for who was never rated


def wide_rows(rows):
    entries = {}
    slots = {}
    for row in rows:
        key = (row["id"], row["occasion"], row["date"], row["rater"])
        entry = entries.setdefault(key, {name: row[name] for name in ("id", "occasion", "date", "rater", "role", *COVARIATES)})
        own = slots.setdefault(row["id"], [])
        if row["goal"] not in own:
            own.append(row["goal"])
        number = own.index(row["goal"]) + 1
        entry[f"g{number}_level"] = row["level"]
        entry[f"g{number}_weight"] = row["weight"]
    most = max(map(len, slots.values())) + 1  # one that nobody uses
    fields = ["id", "occasion", "date", "rater", "role", *COVARIATES]
    fields += [f"g{n}_{field}" for n in range(1, most + 1) for field in ("level", "weight")]
    return list(entries.values()), fields


def other_names(rows):
    names = {"id": "record_id", "level": "score", "occasion": "visit"}
    out = []
    for row in rows:
        year, month, day = row["date"].split("-")
        out.append({names.get(k, k): v for k, v in {**row, "date": f"{day}/{month}/{year}", "level": row["level"] or "99"}.items()})
    return out, [names.get(name, name) for name in FIELDS]


def with_comma(level):
    return f"{float(level):.1f}".replace(".", ",") if level.lstrip("+-").isdigit() else level or "NA"


def decimal_commas(rows):
    return [{**row, "level": with_comma(row["level"])} for row in rows]


def variants(rows):
    """name, bytes, options"""
    shuffled = rows[:]
    random.Random(7).shuffle(shuffled)
    by_occasion = sorted(rows, key=lambda row: row["occasion"])
    ids = sorted({row["id"] for row in rows}, key=lambda name: random.Random(name).random())
    grouped = [row for name in ids for row in rows if row["id"] == name]
    renamed, names = other_names(rows)
    wide, wide_fields = wide_rows(rows)
    repeated = b"".join(write(rows[i::3]) for i in range(3))  # three files put together
    yield "long", write(rows), []
    yield "shuffled", write(shuffled), []
    yield "sorted by occasion", write(by_occasion), []
    yield "participants together, in no order", write(grouped), []
    yield "semicolons, decimal commas", write(decimal_commas(rows), delimiter=";"), ["--decimal-comma"]
    yield "CRLF, byte order mark, blank rows", write(rows, line="\r\n", bom=True) + b",,,\r\n\r\n,\r\n", []
    yield "tabs, no last line end", write(rows, delimiter="\t").rstrip(b"\n"), []
    yield "the header again and again", repeated, []
    yield "other names, days first, codes", write(renamed, names), [
        "--map", "id=record_id,level=score", "--map", "occasion=visit", "--date-format", "dd/mm/yyyy", "--missing-codes", "99"]
    accented = [{**row, "site": row["site"].replace("e", "\u00e9")} for row in rows]
    yield "Windows-1252", write(accented, encoding="cp1252"), ["--encoding", "windows-1252"]
    yield "wide", write(wide, wide_fields), ["--wide", "g{goal}_{field}"]


def study_table(rows):
    """What is kept among the examples: without the column that the study does not use."""
    return write(rows, [name for name in FIELDS if name != "baseline"])


def main():
    gas, examples = str(pathlib.Path(sys.argv[1]).resolve()), pathlib.Path(sys.argv[2])
    faults = Faults()
    study = str(examples / "study")
    code, out, err = run(gas, "score", study, "-f", "csv")
    faults.expect(code == 0, err)
    rows = long_rows(gas, study)
    want = scores(out)
    if "--write" in sys.argv:
        (examples / "study.csv").write_bytes(study_table(rows))
    faults.expect((examples / "study.csv").read_bytes() == study_table(rows), "examples/study.csv is not the table of examples/study")
    faults.expect(len(want) > 100 and len(rows) > 300, f"a small study: {len(want)} scores of {len(rows)} rows")
    done = 0
    with tempfile.TemporaryDirectory() as folder:
        table = os.path.join(folder, "study.csv")
        for name, data, options in variants(rows):
            pathlib.Path(table).write_bytes(data)
            for how, arguments, stdin in (("file", [table], None), ("pipe", ["-"], data)):
                code, out, err = run(gas, "score", *arguments, *options, "-f", "csv", stdin=stdin)
                got = scores(out)
                if name == "Windows-1252":
                    got = [{**row, "site": row["site"].replace("\u00e9", "e")} for row in got]
                if name == "wide" or name == "Windows-1252":
                    got = [{key: row[key] for key in want[0]} for row in got]
                faults.expect(code == 0, f"{name}, {how}: exit {code}: {err}")
                wrong = [(a, b) for a, b in zip(want, got) if a != b]
                faults.expect(len(got) == len(want) and not wrong, f"{name}, {how}: {len(got)} scores of {len(want)}, {len(wrong)} differ: {str(wrong[:1])[:300]}")
                done += 1
    print("\n".join(faults) or f"{done} tables give the scores of the plans: {len(want)} scores of {len(rows)} ratings")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
