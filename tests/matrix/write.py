# SPDX-License-Identifier: MIT
"""One study in each form that is read: plans, a long table, a wide one, and rows in another order."""
import csv
import io
import random

GOAL_FIELDS = ("title", "domain", "importance", "difficulty", "weight", "baseline")
COVARIATES = ("arm", "site")
WIDE = "{goal}.{field}"


def plan_text(study, participant):
    lines = ["gas: 1", f"id: {participant.id}"]
    if participant.covariates:
        lines.append("covariates: {" + ", ".join(f"{name}: {value}" for name, value in participant.covariates.items()) + "}")
    if participant.start:
        lines.append(f"start: {participant.start}")
    scoring = [f"{name}: {value}" for name, value in (("rho", study.rho), ("weighting", study.weighting)) if value]
    if scoring:
        lines.append("scoring: {" + ", ".join(scoring) + "}")
    lines.append("goals:")
    for goal in participant.goals:
        lines.append(f"  - id: {goal.id}")
        for key in ("title", "domain", "importance", "difficulty", "weight", "baseline", "target", "added", "ended", "replaces", "status"):
            if getattr(goal, key):
                lines.append(f"    {key}: {getattr(goal, key)}")
        lines.append("    scale:")
        for level in range(-3 if "six" in study.traits else -2, 3):
            lines.append(f"      {level:+d}: Step {level + 4} of {goal.id}")
    if participant.entries:
        lines.append("ratings:")
    for entry in participant.entries:
        lines.append(f"  - date: {entry.date}")
        for key in ("occasion", "rater", "role"):
            if getattr(entry, key):
                lines.append(f"    {key}: {getattr(entry, key)}")
        lines.append("    levels: {" + ", ".join(f"{goal}: {level}" for goal, level in entry.levels.items()) + "}")
    return "\n".join(lines) + "\n"


def write_plans(study, folder):
    folder.mkdir(parents=True)
    for participant in study.participants:
        (folder / f"{participant.id}.gas.yaml").write_text(plan_text(study, participant))


def entry_cells(participant, entry):
    return {"id": participant.id, "occasion": entry.occasion, "date": str(entry.date or ""), "rater": entry.rater, "role": entry.role, **participant.covariates}


def long_rows(study):
    """A row for each goal of an entry; a goal that nobody rates there has one now and then, with the level NA."""
    rng = random.Random(study.name)
    rows = []
    for participant in study.participants:
        if not participant.entries:
            rows.append({"id": participant.id, **participant.covariates})  # a row of the participant alone
        for number, entry in enumerate(participant.entries):
            for goal in participant.goals:
                level = entry.levels.get(goal.id)
                seen_once = number == 0  # each goal has a row somewhere
                if level is not None or seen_once or not entry.levels or rng.random() < 0.5:
                    rows.append({**entry_cells(participant, entry), "goal": goal.id, "level": level or rng.choice(("NA", "")),
                                 **{field: getattr(goal, field) for field in GOAL_FIELDS}})
    return rows


def wide_rows(study):
    rows = []
    for participant in study.participants:
        for entry in participant.entries:
            row = entry_cells(participant, entry)
            for goal in participant.goals:
                row[f"{goal.id}.level"] = entry.levels.get(goal.id, "NA")
                row.update({f"{goal.id}.{field}": getattr(goal, field) for field in GOAL_FIELDS})
            rows.append(row)
    return rows


def table_text(rows, first):
    """The rows as csv, with the columns that some row fills."""
    names = list(first)
    for row in rows:
        names += [name for name in row if name not in names]
    names = [name for name in names if name in first[:1] or any(row.get(name) for row in rows)]
    text = io.StringIO()
    writer = csv.DictWriter(text, names, restval="", extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


ENTRY_FIELDS = ("id", "goal", "occasion", "date", "rater", "role", "level")


def shuffled(study, rows):
    """The rows in another order; without dates the entries keep theirs, since nothing else tells it."""
    rng = random.Random(study.name + " shuffled")
    rows = rows[:]
    if study.dated:
        rng.shuffle(rows)
        return rows
    key = lambda row: (row["id"], row.get("occasion"), row.get("rater"))
    order = list(dict.fromkeys(map(key, rows)))
    pieces = []
    for one in order:
        piece = [row for row in rows if key(row) == one]
        rng.shuffle(piece)
        pieces.append(piece)
    ids = sorted({row["id"] for row in rows}, key=lambda name: rng.random())
    return [row for name in ids for piece in pieces if piece[0]["id"] == name for row in piece]


def write_forms(study, folder):
    """Writes what can be; gives form: (path, options that its reading needs)."""
    forms = {}
    folder.mkdir(parents=True, exist_ok=True)
    if study.dated:
        write_plans(study, folder / "plans")
        forms["plans"] = str(folder / "plans"), []
    if not study.table:
        return forms
    needs = ["--six-levels"] if "six" in study.traits else []
    rows = long_rows(study)
    tables = {"long": rows, "shuffled": shuffled(study, rows), "wide": wide_rows(study)}
    if study.never_rated():
        del tables["wide"]  # each row of a wide table is an entry
    for form, form_rows in tables.items():
        path = folder / f"{form}.csv"
        path.write_text(table_text(form_rows, ENTRY_FIELDS if form != "wide" else ("id",)))
        forms[form] = str(path), needs + (["--wide", WIDE] if form == "wide" else [])
    return forms


def method_options(study, form):
    """What plans say of the method and a table cannot: told on the command line."""
    if form == "plans":
        return {}
    return {name: value for name, value in (("--rho", study.rho), ("--weighting", study.weighting)) if value}
