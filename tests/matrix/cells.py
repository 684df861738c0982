# SPDX-License-Identifier: MIT
"""The cells of the matrix: one command under one option on one study, in all forms that the study has."""
import csv
import datetime
import io
import json
import pathlib
import subprocess

import dirty
import oracle
import write
from rules import Options

FORMS = ("plans", "long", "wide", "shuffled")


class Gas:
    def __init__(self, program):
        self.program, self.calls = program, 0

    def __call__(self, *arguments):
        done = subprocess.run([self.program, *map(str, arguments)], capture_output=True, stdin=subprocess.DEVNULL)
        self.calls += 1
        return done.returncode, done.stdout.decode(), done.stderr.decode()


def middle_day(study):
    days = sorted(entry.date for p in study.participants for entry in p.entries)
    return days[len(days) * 2 // 3]


def own_weighting(study):
    """A weighting that all goals of the study can have, other than theirs."""
    goals = [goal for p in study.participants for goal in p.goals]
    for word in ("difficulty", "importance"):
        if all(getattr(goal, word) for goal in goals) and study.weighting != word:
            return word
    return "equal"


def last_occasion(study):
    return [name for name in study.occasions() if name in ("final", "discharge", "t2")][-1:] or study.occasions()[-1:]


SCORING = {
    "": lambda s: Options(),
    "--carry": lambda s: Options(carry=True),
    "--complete": lambda s: Options(complete=True),
    "--carry --complete": lambda s: Options(carry=True, complete=True),
    "--at": lambda s: Options(at=middle_day(s)) if s.dated else None,
    "--at --complete": lambda s: Options(at=middle_day(s) + datetime.timedelta(days=1), complete=True) if s.dated else None,
    "--at --rater": lambda s: Options(at=middle_day(s), rater=s.raters()[0]) if s.dated and s.raters() else None,
    "--occasion": lambda s: Options(occasion=last_occasion(s)[0]),
    "--occasion --carry": lambda s: Options(occasion=s.occasions()[-1], carry=True),
    "--rater": lambda s: Options(rater=s.raters()[-1]) if s.raters() else None,
    "--rho": lambda s: Options(rho="0.45"),
    "--weighting": lambda s: Options(weighting=own_weighting(s)),
    "--half-level keep": lambda s: Options(keep_half=True),
    "--reliability": lambda s: Options(reliability="0.84"),
    "--stall-after": lambda s: Options(stall_after=30),
}
OF_SCORES = [name for name in SCORING if name != "--stall-after"]
OF_GOALS = [name for name in SCORING if name != "--reliability"]

GROUPING = {
    "": [], "--by": ["--by", "arm,site"], "--occasion": None, "--rater": None, "--role": None, "--domain": ["--domain"], "--unit goal": ["--unit", "goal"],
    "--change": ["--change"], "--missing": ["--missing"], "--checklist": ["--checklist"], "--rho-check": ["--rho-check"], "--carry": ["--carry"],
    "--complete": ["--complete"], "--carry --complete": ["--carry", "--complete"], "--rho": ["--rho", "0.45"], "--weighting": None,
    "--half-level keep": ["--half-level", "keep"],
}
NEEDS_GOALS = ("--domain", "--unit goal", "--checklist", "--rho-check")
# what `gas score` and `gas summarize` both have: their rows, summarized, are the summary of the plans
IN_ROWS = ("", "--carry", "--complete", "--carry --complete", "--at", "--occasion", "--rater", "--rho", "--weighting", "--half-level keep", "--reliability")


def grouping(study, option):
    if option == "--occasion":
        return ["--occasion", last_occasion(study)[0]]
    if option == "--rater":
        return ["--rater", study.raters()[-1]] if study.raters() else None
    if option == "--role":
        roles = sorted({entry.role for p in study.participants for entry in p.entries if entry.role})
        return ["--role", roles[-1]] if roles else None
    if option == "--weighting":
        return ["--weighting", own_weighting(study)]
    return GROUPING[option]


AGREEING = {"--raters": ["--raters", "AB,CD"], "--roles": ["--roles", "practitioner,patient"], "--occasion": None, "--rho": ["--rho", "0.45"],
            "--weighting": None}


def command_line(study, form, options):
    """The options of a form: its reading, and what plans say of the method unless it is asked for otherwise."""
    path, reading = study.forms[form]
    method = [part for name, value in write.method_options(study, form).items() if name not in options for part in (name, value)]
    return [path, *reading, *method, *options]


def rows_of(text):
    return list(csv.DictReader(io.StringIO(text)))


def less_untold(study, rows, goals):
    """Rows that a table can say: of who was never rated it knows the id and covariates, not the goals."""
    untold = {p.id for p in study.never_rated()}
    out = []
    for row in rows:
        if row["id"] in untold and goals:
            continue
        dropped = ("file", "active", "unrated", "weighting") if row["id"] in untold else ("file",)
        out.append({name: value for name, value in row.items() if name not in dropped})
    return sorted(out, key=lambda row: sorted(row.items()))


def first_difference(want, got):
    if len(want) != len(got):
        return f"{len(got)} rows, not {len(want)}"
    for a, b in zip(want, got):
        if a != b:
            names = [name for name in {**a, **b} if a.get(name) != b.get(name)]
            return f"{a.get('id')} {a.get('goal', '')} {a.get('occasion')} {a.get('date')} {a.get('rater')}: " + ", ".join(
                f"{name} {b.get(name)!r}, not {a.get(name)!r}" for name in names[:4])
    return ""


class Cell:
    """One study under one option: what differed, and which forms were compared."""

    def __init__(self, gas, study, command, option):
        self.gas, self.study, self.command, self.option = gas, study, command, option
        self.faults, self.compared = [], []

    def fault(self, form, text):
        self.faults.append(f"{self.study.name} {form}: {self.command} {self.option}: {text}")

    def output(self, form, command, options, *more):
        code, out, err = self.gas(*command.split(), *command_line(self.study, form, options), *more)
        if code != 0:
            self.fault(form, f"exit {code}: {err.strip()[:300]}")
            return None
        return out

    def score(self):
        goals = self.command == "score --goals"
        options = SCORING[self.option](self.study)
        if options is None:
            return self
        want = None
        for form in self.study.forms:
            out = self.output(form, self.command, options.arguments(), "-f", "csv")
            if out is None:
                continue
            got = rows_of(out)
            if want is None:
                rows = (oracle.goal_rows if goals else oracle.score_rows)(self.study, options)
                if form != "plans":
                    rows, compared = ([row for row in some if row["id"] not in {p.id for p in self.study.never_rated()}] for some in (rows, got))
                else:
                    compared = got
                for text in oracle.differences(rows, compared)[:3]:
                    self.fault(form, text)
                want = got
            else:
                text = first_difference(less_untold(self.study, want, goals), less_untold(self.study, got, goals))
                if text:
                    self.fault(form, text)
            self.compared.append(form)
        return self

    def summary(self, form, options, path=None):
        arguments = [path, *options] if path else command_line(self.study, form, options)
        code, out, err = self.gas("summarize", *arguments, "-f", "json")
        if code != 0:
            return {"exit": code, "error": err.strip().replace(str(arguments[0]), "INPUT")[:300]}
        return json.loads(out, parse_float=str)

    def compare(self, form, want, got, less=()):
        for name in sorted(set(want) | set(got)):
            a, b = want.get(name), got.get(name)
            if name == "parameters" and a and b:
                # rho and weighting are those of the T that there are: rows of an occasion may have none
                untold = ("rho", "weighting", "half_level") if "occasion" in less and b.get("rho") is None else ()
                a, b = ({key: value for key, value in some.items() if key not in (*less, *untold)} for some in (a, b))
            if a == b:
                continue
            if isinstance(a, list) and isinstance(b, list):
                only_a, only_b = [x for x in a if x not in b], [x for x in b if x not in a]
                self.fault(form, f"{name}: {len(only_b)} are other, lacks {str(only_a[:1])[:260]}, has {str(only_b[:1])[:260]}")
            elif isinstance(a, dict) and isinstance(b, dict):
                self.fault(form, f"{name}: " + ", ".join(f"{key} {b.get(key)!r}, not {a.get(key)!r}" for key in {**a, **b} if a.get(key) != b.get(key)))
            else:
                self.fault(form, f"{name}: {str(b)[:260]}, not {str(a)[:260]}")

    def summarize(self):
        options = grouping(self.study, self.option)
        if options is None:
            return self
        want = None
        for form in self.study.forms:
            got = self.summary(form, options)
            if want is None:
                want = got
                if "exit" in got and not self.refusal_is_right(got):
                    self.fault(form, f"exit {got['exit']}: {got['error']}")
                    return self
            else:
                self.compare(form, want, got)
            self.compared.append(form)
        return self

    def refusal_is_right(self, got):
        """Participants of one study have one rho and weighting here; what may be refused is a covariate or a role that none has."""
        return "--by" in self.option and "no participant has the covariate" in got["error"]

    def rows(self):
        """Summaries of what `gas score` wrote: of entries as csv and jsonl, and of goals."""
        options = SCORING[self.option](self.study)
        if options is None:
            return self
        form = list(self.study.forms)[self.study.number * 5 // 3 % len(self.study.forms)]
        asked = [] if self.option == "--reliability" else options.arguments()
        kinds = [("score rows, csv", "score", "csv", [[]]), ("score rows, jsonl", "score", "jsonl", [[], ["--missing"]]),
                 ("goal rows, csv", "score --goals", "csv", [[], [["--domain"], ["--unit", "goal"], ["--rho-check"], ["--checklist"]][self.study.number % (3 if "--occasion" in asked or "--rater" in asked else 4)]])]
        of_at = None
        for kind, command, suffix, groupings in kinds:
            if "goals" in command and (self.option == "--reliability" or (form != "plans" and self.study.never_rated())):
                continue  # a table names no goal of who was never rated
            path = pathlib.Path(self.study.forms[form][0]).parent / f"{kind.split(',')[0].replace(' ', '-')}{self.option.replace(' ', '')}.{suffix}"
            if self.output(form, command, options.arguments(), "-f", suffix, "-o", path) is None:
                continue
            for more in [[]] if options.at else groupings:
                got = self.summary(form, more, path)
                of_at = of_at or got  # summarize has no --at: rows of goals are held to those of entries
                want = of_at if options.at else self.summary(form, [*asked, *more])
                self.compare(f"{form}, {kind} {' '.join(more)}", want, got, less=("occasion", "rater"))
            self.compared.append(kind)
        return self

    def agree(self):
        if not {"AB", "CD"} <= set(self.study.raters()):
            return self
        options = AGREEING[self.option]
        if options is None:
            options = ["--raters", "AB,CD"] + (["--occasion", last_occasion(self.study)[0]] if self.option == "--occasion" else ["--weighting", own_weighting(self.study)])
        elif self.option == "--rho":
            options = options + ["--raters", "AB,CD"]
        want = None
        for form in self.study.forms:
            code, out, err = self.gas("agree", *command_line(self.study, form, options), "-f", "json")
            got = json.loads(out, parse_float=str) if code == 0 else {"exit": code, "error": err}
            if want is None:
                want = got
            else:
                self.compare(form, want, got)
            self.compared.append(form)
        return self

    def validate(self):
        """Findings that need no text: rule, participant, goal."""
        rules = {"GAS210", "GAS221", "GAS218", "GAS110", "GAS113"}
        want = None
        for form in self.study.forms:
            path, reading = self.study.forms[form]
            _, out, err = self.gas("validate", path, *reading, "-f", "csv")
            found = sorted((row["rule"], row["id"], row["goal"] if row["rule"] != "GAS110" else "") for row in rows_of(out) if row["rule"] in rules)
            if want is None:
                want = found
                expected = dirty.EXPECTED.get(self.study.name, found)
                if found != expected:
                    self.fault(form, f"found {found}, not {expected}")
            elif found != want:
                self.fault(form, f"lacks {[one for one in want if one not in found]}, has {[one for one in found if one not in want]} {err[:100]}")
            self.compared.append(form)
        return self

    def run(self):
        return {"score": self.score, "score --goals": self.score, "summarize": self.summarize, "summarize of rows": self.rows, "agree": self.agree,
                "validate": self.validate}[self.command]()
