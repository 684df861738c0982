# SPDX-License-Identifier: MIT
"""One run of each kind that writes a result, on a study made here; in each format that the command's --help lists."""
import functools
import os
import pathlib
import re
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "matrix"))
import studies  # noqa: E402
import write  # noqa: E402

PEOPLE = 12 if os.environ.get("GAS_SANITIZED") == "1" else 40
PLANS = ("plans",)
# name: arguments; those that take plans are given the folder, and --jobs
OF_PLANS = {
    "score": ["score"], "score of goals": ["score", "--goals"], "score carried": ["score", "--carry", "--complete", "--reliability", "0.84"],
    "score of an occasion": ["score", "--occasion", "discharge"], "score at a day": ["score", "--at", "2025-04-01"], "score of a part": ["score", "--shard", "2/3"],
    "summary": ["summarize", "--by", "arm"], "summary of missing": ["summarize", "--missing"], "checklist": ["summarize", "--checklist"],
    "correlation": ["summarize", "--rho-check"], "summary of goals": ["summarize", "--domain", "--unit", "goal"], "agreement": ["agree", "--raters", "AB,CD"],
    "findings": ["validate", "--info"],
    "trend": ["trend", "--at", "2025-04-01", "--raters"], "attention": ["trend", "--needs-attention", "--at", "2026-04-01"],
    "milestones": ["trend", "--milestones", "--at", "2026-04-01"], "what is due": ["due", "--at", "2025-04-01", "--rate-every", "28"],
    "caseload": ["caseload", "--at", "2025-04-01", "--by", "arm", "--sort", "attention"],
}
OTHERS = {
    "score of a table": ["score", "study.csv"], "score of two tables": ["score", "study.csv", "more.csv"], "goals of a table": ["score", "--goals", "study.csv"],
    "summary of a table": ["summarize", "study.csv"], "findings of a table": ["validate", "faulty.csv"], "differences": ["diff", "old", "plans"],
    "history": ["history", "kept/p.gas.yaml"], "a calculation": ["calc", "0", "1", "-1"], "the rules": ["rule"], "a rule": ["rule", "GAS104"],
}
IN_ANY_ORDER = ("summarize", "agree")  # whose results do not hang on the order of their inputs


@functools.cache
def help_of(gas, *command):
    return subprocess.run([gas, *command, "--help"], check=True, capture_output=True, text=True).stdout


def formats_of(gas, command):
    """As --help lists them: a new format is in all of this without a word here."""
    line = next(line for line in help_of(gas, command).splitlines() if "--format" in line)
    return [word.strip() for word in line.split("any number of times: ")[-1].split("): ")[-1].split(",")]


def commands(gas):
    """Those that have formats."""
    names = re.findall(r"^  ([a-z-]+)  ", help_of(gas), re.M)
    return [name for name in names if "--format" in help_of(gas, name)]


def make_people(number):
    """Of one kind of study: weights, two raters, six levels, covariates, goals that are not applicable."""
    some = [(study, person) for seed in range(number) for study in [studies.study_of(1, f" for outputs {seed}")] for person in study.participants]
    for place, (_, person) in enumerate(some[:number]):
        person.id = f"P{place:03}"
    some[number - 1][1].covariates["late"] = '"a, b"'  # which all before it lack
    return some[:number]


def write_folder(folder, texts):
    """Half of them in the first file: the threads that read the others are done long before the one that has it."""
    folder.mkdir()
    half = len(texts) // 2
    (folder / "00.gas.yaml").write_text("---\n".join(texts[:half]))
    for number, text in enumerate(texts[half:], half):
        (folder / f"{number}.gas.yaml").write_text(text)


def git(folder, *arguments):
    settings = ("-c", "user.name=A", "-c", "user.email=a@clinic.example", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *settings, *arguments], cwd=folder, check=True, capture_output=True)


def make_inputs(folder, people=PEOPLE):
    some = make_people(people)
    texts = [write.plan_text(study, person) for study, person in some]
    write_folder(folder / "plans", texts)
    write_folder(folder / "old", [text.replace("Step 4", "Once").replace(": 0,", ": +1,") for text in texts])
    rows = [row for study, person in some for row in write.long_rows(studies.dataclasses.replace(study, participants=[person]))]
    half = [row for row in rows if row["id"] < f"P{people // 2:03}"]
    (folder / "study.csv").write_text(write.table_text(half, write.ENTRY_FIELDS).replace(",-3,", ",-2,"))
    (folder / "more.csv").write_text(write.table_text([{**row, "late": "x"} for row in rows if row not in half], write.ENTRY_FIELDS).replace(",-3,", ",-2,"))
    (folder / "faulty.csv").write_text((folder / "study.csv").read_text().replace(",-1,", ",7,"))
    # plans with a fault, each between sound ones: a level that is none, and a text that is no YAML
    faulty = [text.replace("levels: {", "levels: {g1: 9, ") if n == people // 2 else text.replace("goals:\n", "goals: [\n") if n == people * 3 // 4 else text
              for n, text in enumerate(texts)]
    write_folder(folder / "faulty", faulty)
    (folder / "kept").mkdir()
    git(folder, "init", "-q")
    for text in (texts[-1].replace("Step 4", "Once"), texts[-1]):
        (folder / "kept/p.gas.yaml").write_text(text)
        git(folder, "add", "kept")
        git(folder, "commit", "-q", "-m", "plan")
