#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""What `gas validate` finds does not hang on the form of the study: findings.py GAS

A case is a small study with one fault that a plan and a table can both hold. It is written as plans, as a long table, as that in another order and as a
wide one (write.py). Each form has to give that one finding: the rule, its severity, participant and goal that the case names, at the place where the fault is
written, with the exit status of it; and the tables the words of the plans. Every rule that `gas rule` lists has a case, or stands in ELSEWHERE with the reason.
OWN_WORDS and NO_GOAL name the cases in which a table says less or other, KNOWN what falls short of this, each with the reason: one that is so no longer is a
fault of the list.
"""
import concurrent.futures
import dataclasses
import json
import pathlib
import re
import sys
import tempfile

import cells
import dirty
import write
from dirty import END, START, day

FORMS = ("plans", "long", "shuffled", "wide")
CASES, NAMES = [], set()


@dataclasses.dataclass
class Case:
    name: str
    rule: str
    change: object  # of participant F01
    at: tuple  # what stands at the place in a plan, and in a table
    goal: object = ""  # None: which one hangs on the order
    id: object = "F01"  # None: not of one participant, or of one that has no id
    edit: object = None  # of the bytes of a file, by (form, bytes); for what the writers of studies cannot write
    people: object = None  # instead of F01 and F02
    twice: bool = False  # two files of the same content
    also: str = ""  # a rule that the fault breaks besides

    def severity(self):
        """gas-validate(1): errors to GAS120, warnings from GAS201, infos from GAS301."""
        return {"0": "error", "1": "error", "2": "warning", "3": "info"}[self.rule[3]]


def case(name, rule, change, at, goal="", **more):
    assert name not in NAMES, name
    NAMES.add(name)
    CASES.append(Case(name, rule, change, at if isinstance(at, tuple) else (at, at), goal, **more))


def sound(name, **keys):
    """Somebody without a fault."""
    person = dirty.person(name, [(0, "baseline", "AB", START), (7, "final", "AB", END)], **(keys or {"weight": "2"}))
    for entry in person.entries:
        entry.role = "practitioner"
    return person


def level(text, entry=1, goal="walk"):
    return lambda person: person.entries[entry].levels.update({goal: text})


def key(name, text, goal="walk"):
    return lambda person: setattr(person.goal(goal), name, text)


def entry(name, value, number=1):
    return lambda person: setattr(person.entries[number], name, value)


def of_two(name, text):
    """A key of the goal where importance and difficulty are the weights."""
    def change(person):
        for goal in person.goals:
            goal.weight, goal.importance, goal.difficulty = "", "2", "2"
        key(name, text)(person)
    return change


def arm(person):
    person.covariates["arm"] = "ZZ"


def as_bytes(*pairs):
    """Writes other bytes where the study has a text: of plans, of tables."""
    def edit(form, data):
        old, new = pairs[0 if form == "plans" or len(pairs) == 1 else 1]
        return data.replace(old, new)
    return edit


def rated_again(person):
    person.entries.append(dataclasses.replace(person.entries[1], levels={"walk": "0"}))


def without_baseline(person):
    person.entries = person.entries[1:]
    person.entries[0].levels["walk"] = "no-change"


def named(name):
    return lambda person: setattr(person, "id", name)


def nobody(person):
    return None


def easy(weight="2"):
    """Twenty people with both goals at +1: T 62.4, 50 + 10 * 2 / sqrt(0.7 * 2 + 0.3 * 4); by one goal, the other of weight 0, it is 60."""
    people = [sound(f"E{number:02}") for number in range(20)]
    for person in people:
        person.entries[1].levels = {"walk": "+1", "cook": "+1"}
    people[0].goal("walk").weight = weight
    return people


# text
case("bytes that are not UTF-8", "GAS001", arm, (b"\xff", b"us\xffual"), edit=as_bytes((b"ZZ", b"us\xffual")), id=None)
case("UTF-16", "GAS001", nobody, "", edit=lambda form, data: data.decode().encode("utf-16"), id=None)
case("a control character", "GAS002", arm, (b"\x07", b"us\x07ual"), edit=as_bytes((b"ZZ", b"us\x07ual")), id=None)
case("a quote that is not closed", "GAS008", arm, ('"usual}', '"usual'), edit=as_bytes((b"ZZ", b'"usual')), id=None)
case("a name twice", "GAS009", nobody, ("arm", "arm"), edit=as_bytes((b"arm: usual}", b"arm: usual, arm: usual}"), (b"role", b"arm")), id=None)
case("a file without anything", "GAS016", nobody, "", edit=lambda form, data: b"", id=None)
case("a value of over a million bytes", "GAS015", arm, "xxx", edit=as_bytes((b"ZZ", b"x" * 1_100_000)), id=None)
case("a minus sign U+2212", "GAS018", level("\u22121"), "\u22121", "walk")
case("an en dash in a weight", "GAS018", key("weight", "\u20132"), "\u20132", "walk")
# structure
case("no id", "GAS012", named("ZZ"), ("gas", ""), edit=as_bytes((b"id: ZZ\n", b""), (b"ZZ", b"")), id=None)
case("an entry without a date", "GAS012", entry("date", "ZZ"), ("occasion", "final"), edit=as_bytes((b"date: ZZ\n    ", b""), (b"ZZ", b"")))
case("a word that is no level", "GAS103", level("maybe"), "maybe", "walk")
case("a level between levels", "GAS103", level("1.5"), "1.5", "walk")
case("a baseline that is no level", "GAS103", key("baseline", "low"), "low", "walk")
case("a half baseline", "GAS103", key("baseline", "-0.5"), "-0.5", "walk")
case("a level above the scale", "GAS104", level("7"), "7", "walk")
case("a code for missing", "GAS104", level("99"), "99", "walk")
case("-3 on a scale from -2", "GAS104", level("-3"), "-3", "walk")
case("a baseline outside the scale", "GAS104", key("baseline", "3"), "3", "walk")
case("a day that is not there", "GAS105", entry("date", "2025-02-30"), "2025-02-30")
case("day and month in doubt", "GAS105", entry("date", "10/03/2025"), "10/03/2025")
case("a spreadsheet's day number", "GAS105", entry("date", "45726"), "45726")
case("a word for a date", "GAS105", entry("date", "soon"), "soon")
case("a decimal comma", "GAS106", key("weight", "1,5"), "1,5", "walk")
case("a weight below 0", "GAS106", key("weight", "-1"), "-1", "walk")
case("a weight that is no number", "GAS106", key("weight", "heavy"), "heavy", "walk")
case("a weight too large", "GAS106", key("weight", "1e400"), "1e400", "walk")
case("an importance above 3", "GAS106", of_two("importance", "5"), "5", "walk")
case("a difficulty between numbers", "GAS106", of_two("difficulty", "1.5"), "1.5", "walk")
case("an importance that is no number", "GAS106", of_two("importance", "high"), "high", "walk")
case("an id like a formula", "GAS107", named("=F01"), "=F01", id="=F01")
case("an id too long", "GAS107", named("F" * 129), "F" * 129, id=None)
case("a goal rated twice", "GAS110", rated_again, ("2025-03-10", "0"))
case("a role that is none", "GAS111", entry("role", "physio"), "physio")
case("a weight on one goal alone", "GAS112", key("weight", ""), ("id", "F01"), "walk")
case("an importance on one goal alone", "GAS112", of_two("importance", ""), ("id", "F01"), goal=None)
case("two baselines that differ", "GAS113", key("baseline", "-2"), ("-1", "-1"), "walk")
case("a word without a baseline", "GAS119", without_baseline, "no-change", "walk")
# a well-made plan, and a run
case("a rating before the baseline", "GAS210", entry("date", day(-4)), "2025-02-27")
case("a weight of 0", "GAS218", key("weight", "0"), "0", "walk")
case("a difficulty of 0", "GAS218", of_two("difficulty", "0"), "0", "walk")
case("worse than nothing", "GAS221", level("worse", goal="cook"), "worse", "cook")
case("one id in two files", "GAS230", None, "F01", people=lambda: [sound("F01")], twice=True)
case("easy goals", "GAS311", None, ("E19", ""), people=easy, id=None)
case("easy goals, one of weight 0", "GAS311", None, ("E19", ""), people=lambda: easy("0"), id=None, also="GAS218")

CELL = "what is wrong in a cell is told with the column, not yet with the goal"
NO_GOAL = {one.name: CELL for one in CASES if one.rule in ("GAS018", "GAS103", "GAS104", "GAS106")}
FORM = "how the file is written, which is another thing in a plan and in a table"
OWN_WORDS = {
    "UTF-16": FORM, "a control character": "the same, but for an article", "a quote that is not closed": FORM, "a name twice": FORM, "a file without anything": FORM,
    "a value of over a million bytes": "a table counts a row, a plan a value", "no id": FORM, "an entry without a date": "a table can be without dates",
    "a word that is no level": "a plan says what else it takes, a table what may be a code for missing", "a weight below 0": "a plan names the key, a table the column",
    "a goal rated twice": "of a plan it is the whole entry that comes twice", "a role that is none": "a plan names the key",
    "a weight on one goal alone": "a table names the participant", "an importance on one goal alone": "a table names the participant",
    "two baselines that differ": "a table has rows and a column, a plan an entry and a goal",
}

LEFT_OUT = "a warning or info of a well-made plan: of these a table is told 210, 218 and 221 alone (gas-table(5))"
OFTEN = ("bytes that are not UTF-8", "a control character", "no id")  # each row of the participant has it
# what cook has where walk has a level above the scale: both are told
BESIDES = {"GAS103": level("maybe", goal="cook"), "GAS106": key("weight", "1,5", "cook"), "GAS112": key("weight", "", "cook"), "GAS113": key("baseline", "-1", "cook"),
           "GAS119": level("no-change", 0, "cook"), "GAS221": level("worse", goal="cook")}
# what is not so yet: a case in a form, and words of what this test says of it
KNOWN = {}
ELSEWHERE = {
    "the syntax of YAML: a table has its own (021, 022)": "003 004 005 006 007 014 020",
    "the keys of a plan: a column of another name is a covariate, an empty cell is missing": "010 011 013 017",
    "a path, not what a file says: tests/bad_input.py and tests/golden/validate/near_plan_names": "019 232",
    "names over a whole run, which no participant has alone: tests/golden/validate/near_names": "231",
    "of a day that nobody asks for here, or of all dates of a plan: tests/golden/validate/at-a-day and dates-of-another-decade": "233 236",
    "of measures, and a table has none": "238",
    "of each name, in plans and tables: tests/golden/score/table-names-nobody-sees": "025",
    "a table alone can break it: a plan says its covariates and each goal once": "021 022 023 024",
    "rows of scores, which `gas summarize` reads": "026 234",
    "of scales, and a table has none": "101 102 114 115 116 117 118 120 201 202 203 205 206 207 208 216 235 237 301 302 303",
    "two goals of one id are one goal in a table": "108",
    "a table names its goals by rating them": "109",
    "target, added, ended, start, review, status, replaces and needs have no column": "209 211 223 224 225 226 306 310 312",
    "comments of a plan": "220 228 229",
    "rho is a key of the plan: of a table nothing says it but --rho": "313",
    "earlier versions in git, of plan files": "401 402 403",
    LEFT_OUT: "204 212 213 214 215 217 219 222 227 304 305 307 308 309",
}
NOT_ASKED = ",".join("GAS" + number for numbers in ELSEWHERE.values() for number in numbers.split() if number > "200")


class Form:
    """A case in one form: the findings, each with the text at its place."""

    def __init__(self, gas, one, form, folder):
        self.case, self.name = one, form
        people = one.people() if one.people else [sound("F01"), sound("F02")]
        if one.change:
            if "importance" in one.name or "difficulty" in one.name:
                of_two("importance", "2")(people[1])
            one.change(people[0])
        path, reading = write.write_forms(dirty.study(one.name, *people), folder)[form]
        files = sorted(pathlib.Path(path).iterdir()) if form == "plans" else [pathlib.Path(path)]
        if one.edit:
            file = next((file for file in files if file.name.startswith(people[0].id)), files[0])
            file.write_bytes(one.edit(form, file.read_bytes()))
        if one.twice:
            files.append(files[0].with_name("again-" + files[0].name))
            files[-1].write_bytes(files[0].read_bytes())
        self.code, out, _ = gas("validate", *files, *reading, "--info", "--ignore", NOT_ASKED, "-f", "json")
        self.rows = [row for row in json.loads(out)["rows"] if row["rule"] != one.also] if out else []
        self.lines = {str(file): file.read_bytes().decode(errors="surrogateescape").split("\n") for file in files}

    def is_at(self, row, text):
        """Whether `text` stands there, in quotes or not, and no more; where the finding has no width, in its line."""
        line = self.lines[row["file"]][row["line"] - 1]
        if row["end_line"] == row["line"] and row["end_column"] > row["column"]:
            there = line[row["column"] - 1:row["end_column"] - 1]
            return there in (text, f'"{text}"')
        return text in line

    def words(self, row):
        """The message without what tells the place."""
        text = re.sub(r'^(row \d+, )?(column "[^"]*": )?', "", row["message"])
        return re.sub(r"\S*(line|:)[ ]?\d+$", "PLACE", text)


def differences(form, words):
    """What of the findings of a form is not as the case has it; `words` is the message of the plans."""
    one, faults = form.case, []
    if not form.rows:
        return ["finds nothing"]
    for row in form.rows:
        got = (row["rule"], row["severity"])
        if got != (one.rule, one.severity()):
            faults.append(f"finds {got}: {row['message']}")
            continue
        if one.id is not None and row["id"] != one.id:
            faults.append(f"is of participant {row['id']}, not {one.id}")
        unsaid = form.name != "plans" and one.name in NO_GOAL
        if one.goal is not None and (row["goal"] or "") != ("" if unsaid else one.goal):
            faults.append(f"is of goal {row['goal']}, not {one.goal or 'none'}" + (": NO_GOAL is out of date" if unsaid else ""))
        want = one.at[form.name != "plans"]
        want = want.decode(errors="surrogateescape") if isinstance(want, bytes) else want
        if not form.is_at(row, want):
            faults.append(f"is at {row['line']}:{row['column']} to {row['end_column']}, not at {want[:60]!r}")
        own = form.name != "plans" and one.name in OWN_WORDS
        if (form.words(row) != words) != own:
            faults.append(f"says {form.words(row)!r}; the plan {words!r}" + (": OWN_WORDS is out of date" if own else ""))
    places = [(row["file"], row["line"], row["column"]) for row in form.rows]
    if len(set(places)) < len(places):
        faults.append(f"is told {len(places)} times at {len(set(places))} places")
    if form.name in ("plans", "wide") and len(set(places)) > 1 and one.name not in OFTEN:
        faults.append(f"is told {len(places)} times")
    if form.code != (1 if one.severity() == "error" else 0):
        faults.append(f"ends with exit {form.code}")
    return faults


def less_known(name, form, told):
    """The faults of a form but for one that is known; and a word where that is no more."""
    known = KNOWN.get((name, form), "")
    if known and not any(known in text for text in told):
        return [f"{name}, {form}: no longer \"{known}\": take it off KNOWN"]
    return [f"{name}, {form}: {text}" for text in told if not known or known not in text]


def run_besides(gas, rule, change, folder):
    def both(person):
        level("7")(person)
        change(person)

    faults = []
    for form in FORMS:
        found = sorted({row["rule"] for row in Form(gas, Case(f"GAS104 and {rule}", "GAS104", both, ("", "")), form, folder / form).rows})
        faults += less_known(rule, form, [] if found == sorted({"GAS104", rule}) else [f"finds {' and '.join(found)} alone"])
    return faults


def run(gas, one, folder):
    faults, words = [], ""
    for form in FORMS:
        got = Form(gas, one, form, folder / form)
        if form == "plans":
            words = got.words(got.rows[0]) if got.rows else ""
        faults += less_known(one.name, form, [f"{one.rule} {text}" for text in dict.fromkeys(differences(got, words))])
    return faults


def unplaced(gas):
    """Rules that neither a case nor a reason names, and those that both do."""
    rules = {row["rule"] for row in json.loads(gas("rule", "-f", "json")[1])["rows"]}
    placed = [one.rule for one in CASES]
    reasons = ["GAS" + number for numbers in ELSEWHERE.values() for number in numbers.split()]
    faults = [f"{rule}: no case, and no reason in ELSEWHERE" for rule in sorted(rules - {*placed, *reasons})]
    faults += [f"{rule}: in ELSEWHERE, though it has a case" for rule in sorted({*placed} & {*reasons})]
    faults += [f"{rule}: there is no such rule" for rule in sorted({*placed, *reasons} - rules)]
    faults += [f"{rule}: twice in ELSEWHERE" for rule in sorted({rule for rule in reasons if reasons.count(rule) > 1})]
    return faults + [f"{name}: a list speaks of it, and it is no case" for name in sorted({*NO_GOAL, *OWN_WORDS, *OFTEN, *(name for name, _ in KNOWN)} - {*NAMES, *BESIDES})]


def main():
    gas = cells.Gas(str(pathlib.Path(sys.argv[1]).resolve()))
    faults = unplaced(gas)
    with tempfile.TemporaryDirectory() as name, concurrent.futures.ThreadPoolExecutor(2) as pool:
        jobs = [pool.submit(run, gas, one, pathlib.Path(name) / str(number)) for number, one in enumerate(CASES)]
        jobs += [pool.submit(run_besides, gas, rule, change, pathlib.Path(name) / rule) for rule, change in BESIDES.items()]
        faults += [text for job in jobs for text in job.result()]
    print("\n".join(faults) or f"{len(CASES) + len(BESIDES)} studies with a fault in {gas.calls - 1} forms: plans and tables find the same")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
