# SPDX-License-Identifier: MIT
"""A study whose scores are over a MiB, and the bytes of them in each format, written here from the manual alone (gas-score(1), docs/reading-outputs.md).

People have one, two or four goals that all count the same, and rho is 1: T is 50 + 10 times their mean level, exactly. The last fifth has covariates that all
before lack: one in quotes, with letters that each format escapes, and one that is called as a column is.
"""
import csv
import io
import json
import statistics
import unicodedata

OCCASIONS = (("baseline", "2025-01-06"), ("review", "2025-02-17"), ("second review", "2025-03-03"), ("final", "2025-04-07"))
STUDY = "a" * 700  # of everybody; makes few rows a large result
ODD = '東京, "Nord" \\ é'
OWN = ("id occasion date rater role t t_baseline t_change active rated paired carried mean_level weighted_mean sum_levels median_level achieved exceeded rho weighting "
       "half_level reason level_minus_3 level_minus_2 level_minus_1 level_minus_half level_0 level_plus_1 level_plus_2 unrated not_applicable missing_rule shard at").split()
TABLE = {"id": None, "occasion": None, "date": None, "rater": None, "t": 1, "t_baseline": 1, "t_change": 1, "active": None, "rated": None, "mean_level": 2, "achieved": 2,
         "reason": None}  # what the table form shows, and the digits; role, rho, weighting and the like are the same in all rows and said below
RIGHT = ("t", "t_baseline", "t_change", "active", "rated", "mean_level", "achieved")
NOTES = ("rho 1; weighting equal; -0.5 analysed as -1; unrated goals left out", "role practitioner")


class Person:
    def __init__(self, number, people):
        self.id, self.goals = f"P{number:05}", (1, 2, 4)[number % 3]
        first = 1 if number % 7 == 3 else 0  # without a baseline
        self.entries = [(*OCCASIONS[place], [-1 if place == 0 else (number * 5 + place * goal * 3 + goal) % 5 - 2 for goal in range(self.goals)])
                        for place in range(first, len(OCCASIONS))]
        self.late = number >= people * 4 // 5
        self.covariates = {"study": STUDY, "age": 20 + number % 60, **({"t": f"late {number}", "site": ODD} if self.late else {})}

    def plan(self):
        covariates = ", ".join(f"{name}: {json.dumps(value, ensure_ascii=False) if name == 'site' else value}" for name, value in self.covariates.items())
        scale = "{-2: a, -1: b, 0: c, 1: d, 2: e}"
        lines = ["gas: 1", f"id: {self.id}", f"covariates: {{{covariates}}}", "goals:", *(f"  - {{id: g{n}, title: Goal {n}, scale: {scale}}}" for n in range(self.goals)), "ratings:"]
        return "\n".join(lines + [f"  - {{date: {date}, occasion: {occasion}, rater: AB, role: practitioner, levels: {{"
                                  + ", ".join(f"g{n}: {level}" for n, level in enumerate(levels)) + "}}" for occasion, date, levels in self.entries]) + "\n"

    def table_rows(self):
        for occasion, date, levels in self.entries:
            for goal, level in enumerate(levels):
                yield {"id": self.id, "goal": f"g{goal}", "occasion": occasion, "date": date, "rater": "AB", "role": "practitioner", "level": level, **self.covariates}

    def scores(self):
        """The cells of each row, as values; None is missing."""
        start = self.entries[0][2] if self.entries[0][0] == "baseline" else None
        for occasion, date, levels in self.entries:
            mean = statistics.mean(levels)
            row = {"id": self.id, "occasion": occasion, "date": date, "rater": "AB", "role": "practitioner", "t": 50 + 10 * mean, "active": self.goals, "rated": self.goals, "paired": 0,
                   "carried": 0, "mean_level": mean, "weighted_mean": mean, "sum_levels": sum(levels), "median_level": statistics.median(levels),
                   "achieved": sum(level >= 0 for level in levels) / self.goals, "exceeded": sum(level > 0 for level in levels) / self.goals, "rho": 1, "weighting": "equal",
                   "half_level": "-1", "level_minus_3": 0, "level_minus_half": 0, "unrated": 0, "not_applicable": 0, "missing_rule": "left-out"}
            if start:
                row.update(t_baseline=50 + 10 * statistics.mean(start), t_change=10 * (mean - statistics.mean(start)), paired=self.goals)
            else:
                row["reason"] = "no-baseline"
            for name, level in (("minus_2", -2), ("minus_1", -1), ("0", 0), ("plus_1", 1), ("plus_2", 2)):
                row[f"level_{name}"] = levels.count(level)
            row.update({"covariate_t" if name == "t" else name: value for name, value in self.covariates.items()})
            yield row


def people(number):
    return [Person(n, number) for n in range(number)]


def table(some):
    text = io.StringIO()
    names = ["id", "goal", "occasion", "date", "rater", "role", "level", *dict.fromkeys(name for person in some for name in person.covariates)]
    writer = csv.DictWriter(text, names, lineterminator="\n")
    writer.writeheader()
    writer.writerows(row for person in some for row in person.table_rows())
    return text.getvalue()


# the formats

def number(value):
    """The shortest text that reads back as the same."""
    return str(int(value)) if value == int(value) else repr(float(value))


def text_of(value):
    return "" if value is None else value if isinstance(value, str) else number(value)


def as_csv(names, rows):
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(names)
    writer.writerows([text_of(row.get(name)) for name in names] for row in rows)
    return text.getvalue()


def as_tsv(names, rows):
    escaped = lambda text: text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n")
    return "".join("\t".join(escaped(cell) for cell in cells) + "\n" for cells in [names, *([text_of(row.get(name)) for name in names] for row in rows)])


def as_object(names, row):
    cell = lambda value: "null" if value is None else json.dumps(value, ensure_ascii=False) if isinstance(value, str) else number(value)
    return "{" + ",".join(f"{json.dumps(name)}:{cell(row.get(name))}" for name in names) + "}"


def as_jsonl(names, rows):
    return "".join(as_object(names, row) + "\n" for row in rows)


def as_json(names, rows, version):
    parameters = {"tool": version, "method": "Kiresuk & Sherman 1968", "rho": 1, "default_rho": 0.3, "weighting": None, "half_level": "-1", "missing": "left-out", "at": None,
                  "occasion": None, "rater": None, "sem": None, "stall_after": 56, "shard": None}
    return (f'{{"schema":"gas.score/1",\n"parameters":{json.dumps(parameters, separators=(",", ":"))},\n"rows":[\n'
            + ",\n".join(as_object(names, row) for row in rows) + '\n],\n"problems":[]}\n')


def width(text):
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def as_table(names, rows, notes):
    shown = [*TABLE, *(name for name in names if name not in OWN and name not in ("file", "study"))]
    cell = lambda row, name: "–" if row.get(name) is None else f"{row[name]:.{TABLE[name]}f}" if TABLE.get(name) is not None else text_of(row[name])
    lines = [shown] + [[cell(row, name) for name in shown] for row in rows]
    widths = [max(width(line[i]) for line in lines) for i in range(len(shown))]
    put = lambda text, room, right: " " * (room - width(text)) + text if right else text + " " * (room - width(text))
    texts = ["  ".join(put(text, room, name in RIGHT) for text, room, name in zip(line, widths, shown)).rstrip() for line in lines]
    texts.insert(1, "  ".join("-" * room for room in widths))
    return "\n".join(texts) + "\n\n" + "\n".join(notes) + "\n"


def expected(some, file_of, version):
    """format: bytes of `gas score --rho 1` of these people; file_of gives the input that a person is in."""
    rows = [{**row, "file": file_of(person)} for person in some for row in person.scores()]
    names = [*OWN, "study", "age", "covariate_t", "site", "file"]
    files = {row["file"] for row in rows}
    notes = [*NOTES, f"study {STUDY}", *(f"file {file}" for file in files if len(files) == 1)]
    return {form: text.encode() for form, text in {"csv": as_csv(names, rows), "tsv": as_tsv(names, rows), "jsonl": as_jsonl(names, rows), "json": as_json(names, rows, version),
                                                    "table": as_table(names, rows, notes)}.items()}
