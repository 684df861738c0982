#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Seeded merges: random_merges.py GAS COUNT [FIRST] for many, with counts; a few under tests/git/run.py.

Two sides change a plan, ids among it. Goals, needs and measures have names here that stand in their words and never change; a fact is under these names. What
comes out is read here again, without a word of gas about it: merged, it must say what a three-way merge of the facts gives; with markers, each fact of either
side must be in what is left where one side is taken for all of them, and nothing that no side ever said.
"""
import collections
import concurrent.futures
import datetime
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from support import Fault

NOBODY = "an id that no goal has"  # which is an error that whoever mends the file sees
SEEDS = range(120)
LEVELS = (-2, -1, 0, 1, 2)
GOALS = ("walk", "sleep", "cook", "read", "eat", "call", "swim")


class Unreadable(Exception):
    pass


# ---- plans, and what is done to them ----

def goal(name, number):
    return {"id": number, "title": f"Title {name}", "scale": {level: f"{name} level {level}" for level in LEVELS}, "addresses": []}


def new_plan(rng):
    goals = {name: goal(name, f"g{i + 1}") for i, name in enumerate(rng.sample(GOALS, rng.randint(2, 4)))}
    needs = {name: {"id": f"n{i + 1}", "text": f"Need {name}"} for i, name in enumerate(rng.sample(("smokes", "drinks", "falls"), rng.randint(0, 3)))}
    for value in goals.values():
        value["addresses"] = rng.sample(sorted(needs), rng.randint(0, len(needs)))
    measures = {name: {"id": f"m{i + 1}", "title": f"Test {name}", "readings": {f"2025-0{k + 1}-01": rng.randint(0, 30) for k in range(rng.randint(1, 3))}}
                for i, name in enumerate(rng.sample(("PHQ-9", "FIM", "TUG"), rng.randint(0, 2)))}
    visits = rng.randint(24, 60) if rng.random() < 0.3 else rng.randint(0, 3)  # a year's worth, or a first few
    day = datetime.date(2025, 1, 6)
    entries = {}
    for _ in range(visits):
        entries[(day.isoformat(), rng.choice(("", "AB")))] = {g: rng.choice(LEVELS) for g in goals}
        day += datetime.timedelta(days=rng.randint(2, 9))
    return {"needs": needs, "goals": goals, "measures": measures, "entries": entries}


def copy(plan):
    return {"needs": {n: dict(v) for n, v in plan["needs"].items()},
            "goals": {g: {**v, "scale": dict(v["scale"]), "addresses": list(v["addresses"])} for g, v in plan["goals"].items()},
            "measures": {m: {**v, "readings": dict(v["readings"])} for m, v in plan["measures"].items()},
            "entries": {e: dict(v) for e, v in plan["entries"].items()}}


def by_id(things):
    return {value["id"]: name for name, value in things.items()}


def ratings_stay(plan, old_names):
    """The ratings are left as they were typed: under their ids, whichever goals have these now."""
    ids = {name: number for number, name in old_names.items()}
    now = by_id(plan["goals"])
    plan["entries"] = {e: {now[ids[g]]: level for g, level in levels.items() if g in ids and ids[g] in now} for e, levels in plan["entries"].items()}
    plan["entries"] = {e: levels for e, levels in plan["entries"].items() if levels}


def numbered_anew(things, letter, first):
    """A new one in front, and the others numbered on."""
    for i, value in enumerate(things.values()):
        value["id"] = f"{letter}{i + 2}"
    rest = dict(things)
    things.clear()
    things.update({**first, **rest})


def change_ids(rng, plan, what, who):
    """Goals, needs or measures numbered anew, goals swapped or replaced. Whoever does it takes what refers to the ids along, but for ratings sometimes."""
    old_names = by_id(plan["goals"])
    if what == "renumber goals":
        numbered_anew(plan["goals"], "g", {f"first of {who}": goal(f"first of {who}", "g1")})
    elif what == "swap goals":
        one, other = rng.sample(sorted(plan["goals"]), 2)
        plan["goals"][one]["id"], plan["goals"][other]["id"] = plan["goals"][other]["id"], plan["goals"][one]["id"]
    elif what == "replace goal":
        gone = rng.choice(sorted(plan["goals"]))
        name = f"instead of {gone} by {who}"
        plan["goals"] = {name if g == gone else g: {**goal(name, v["id"]), "addresses": v["addresses"]} if g == gone else v for g, v in plan["goals"].items()}
        plan["entries"] = {e: {name if g == gone else g: level for g, level in levels.items()} for e, levels in plan["entries"].items()}
    elif what == "renumber needs":
        numbered_anew(plan["needs"], "n", {f"first of {who}": {"id": "n1", "text": f"Need first of {who}"}})
    elif what == "renumber measures":
        numbered_anew(plan["measures"], "m", {f"first of {who}": {"id": "m1", "title": f"Test first of {who}", "readings": {"2025-05-05": 1}}})
    if what in ("renumber goals", "swap goals") and rng.random() < 0.2:
        ratings_stay(plan, old_names)


ID_CHANGES = ("renumber goals", "swap goals", "replace goal", "renumber needs", "renumber measures")
CHANGES = ("title", "level", "new goal", "new entry", "new entry", "rating", "gone", "addresses", "reading")


def edit(rng, base, who, taken, id_changes):
    """`base` with one to four changes by `who`, none of a fact that is taken by somebody else, and changes of ids. Also what was done."""
    plan, done = copy(base), set()
    kept = next(iter(base["entries"]), None)  # one entry stays, so that no side removes `ratings:` as a whole
    for _ in range(rng.randint(1, 4)):
        name, level, entry = rng.choice(list(base["goals"])), rng.choice(LEVELS), rng.choice(list(base["entries"]) or [None])
        measure, number = rng.choice(list(base["measures"]) or [None]), rng.randint(10, 28)
        what = rng.choice(CHANGES)
        fact = {"title": (what, name), "level": (what, name, level), "new goal": (what, who), "new entry": (what, number, rng.choice(("", "AB"))),
                "rating": ("entry", entry), "gone": ("entry", entry), "addresses": (what, name), "reading": (what, measure, number)}[what]
        if taken.setdefault(fact, who) != who or (id_changes and done & {("title", name), ("level", name)} - {fact[:2]}):
            continue  # a goal with another id, title and scale is another
        done.add(fact[:2])
        if what == "title":
            plan["goals"][name]["title"] += f" by {who}"
        elif what == "level":
            plan["goals"][name]["scale"][level] += f" by {who}"
        elif what == "new goal":
            plan["goals"][f"new of {who}"] = goal(f"new of {who}", f"n{who}")
        elif what == "new entry":
            plan["entries"][(f"2026-07-{number}", fact[2])] = {g: rng.choice(LEVELS) for g in base["goals"]}
        elif what == "rating" and entry in plan["entries"]:
            plan["entries"][entry][name] = (base["entries"][entry][name] + 4) % 5 - 2
        elif what == "gone" and entry != kept:
            plan["entries"].pop(entry, None)
        elif what == "addresses":
            plan["goals"][name]["addresses"] = rng.sample(sorted(base["needs"]), rng.randint(0, len(base["needs"])))
        elif what == "reading" and measure:
            plan["measures"][measure]["readings"][f"2025-09-{number}"] = rng.randint(0, 30)
    for what in id_changes:
        if what != "renumber measures" or plan["measures"]:
            change_ids(rng, plan, what, who)
    entries = list(plan["entries"].items())
    if rng.random() < 0.3:
        rng.shuffle(entries)
    plan["entries"] = dict(entries)
    return plan, done


def written(plan, style):
    goal_ids = {name: value["id"] for name, value in plan["goals"].items()}
    need_ids = {name: value["id"] for name, value in plan["needs"].items()}
    text = "gas: 1\nid: P-1\nstart: 2025-01-01\n" + ("needs:\n" if plan["needs"] else "")
    text += "".join(f"  - id: {value['id']}\n    text: {value['text']}\n" for value in plan["needs"].values()) + "goals:\n"
    for value in plan["goals"].values():
        text += f"  - id: {value['id']}  # goal\n    title: {value['title']}\n"
        text += f"    addresses: [{', '.join(need_ids[n] for n in value['addresses'])}]\n" if value["addresses"] else ""
        text += "    scale:\n" + "".join(f"      {level if level <= 0 else f'+{level}'}: {words}\n" for level, words in value["scale"].items())
        text += "\n" if style["blank"] else ""
    text += "measures:\n" if plan["measures"] else ""
    for value in plan["measures"].values():
        text += f"  - id: {value['id']}\n    title: {value['title']}\n    readings:\n" + "".join(f"      {day}: {n}\n" for day, n in value["readings"].items())
    text += "ratings:\n" if plan["entries"] else "ratings: []\n" if style["empty"] else ""
    for (date, rater), levels in plan["entries"].items():
        text += f"  - date: {date}  # visit {date}{rater}\n" + (f"    rater: {rater}\n" if rater else "")
        pairs = [f"{goal_ids[g]}: {level}" for g, level in levels.items()]
        text += f"    levels: {{{', '.join(pairs)}}}\n" if style["flow"] else "    levels:\n" + "".join(f"      {pair}\n" for pair in pairs)
    text = text.rstrip("\n") if style["no end"] else text
    return text.replace("\n", "\r\n") if style["crlf"] else text


# ---- reading them again ----

def parsed(text):
    """The YAML that is written above: mappings, lists of mappings, flow collections of words on one line."""
    lines = [(len(line) - len(line.lstrip(" ")), line.strip()) for line in (re.sub(r"(^|\s)#.*", "", raw).rstrip() for raw in text.splitlines()) if line.strip()]

    def put(mapping, key, value):
        if key in mapping:
            raise Unreadable(f"{key} twice")
        mapping[key] = value

    def scalar(value):
        if value.startswith("["):
            return [part.strip() for part in value[1:-1].split(",") if part.strip()]
        if not value.startswith("{"):
            return value
        flow = {}
        for part in filter(None, map(str.strip, value[1:-1].split(","))):
            put(flow, *part.split(": "))
        return flow

    def block(i, indent):
        is_list, found = lines[i][1].startswith("- "), {}
        items = []
        while i < len(lines) and lines[i][0] == indent and lines[i][1].startswith("- ") == is_list:
            if is_list:
                lines[i] = (indent + 2, lines[i][1][2:])
                value, i = block(i, indent + 2)
                items.append(value)
                continue
            key, colon, value = lines[i][1].partition(":")
            if not colon:
                raise Unreadable(lines[i][1])
            i += 1
            if value.strip():
                put(found, key, scalar(value.strip()))
            elif i < len(lines) and lines[i][0] > indent:
                value, i = block(i, lines[i][0])
                put(found, key, value)
        if i < len(lines) and lines[i][0] > indent:
            raise Unreadable(lines[i][1])
        return (items if is_list else found), i

    plan, end = block(0, 0)
    if end != len(lines) or not isinstance(plan, dict):
        raise Unreadable("more than a plan")
    return plan


def facts(text):
    """Facts under names."""
    plan, found = parsed(text), []
    def names(key, words, first):
        ids = [one["id"] for one in plan.get(key) or []]
        if len(ids) != len(set(ids)):
            raise Unreadable(f"an id twice in {key}")
        return {one["id"]: re.match(r"(.*?instead of .*? by [ab]|.*?)( by [ab])*$", one[words][len(first):])[1] for one in plan.get(key) or []}

    need_names, goal_names, measure_names = names("needs", "text", "Need "), names("goals", "title", "Title "), names("measures", "title", "Test ")
    for need in plan.get("needs") or []:
        found += [("need", need_names[need["id"]], "id", need["id"]), ("need", need_names[need["id"]], "text", need["text"])]
    for one in plan["goals"]:
        name = goal_names[one["id"]]
        found += [("goal", name, "id", one["id"]), ("goal", name, "title", one["title"])]
        found += [("goal", name, int(level), words) for level, words in one["scale"].items()]
        found += [("goal", name, "addresses", tuple(sorted(need_names.get(n, n) for n in one["addresses"])))] if one.get("addresses") else []
    for one in plan.get("measures") or []:
        name = measure_names[one["id"]]
        found += [("measure", name, "id", one["id"]), ("measure", name, "title", one["title"])]
        found += [("measure", name, day, value) for day, value in (one.get("readings") or {}).items()]
    for entry in plan.get("ratings") or []:
        visit = ("visit", entry["date"], entry.get("rater", ""))
        found += [visit] + [(*visit, goal_names.get(g, f"{NOBODY}: {g}"), int(level)) for g, level in (entry.get("levels") or {}).items()]
    if len(found) != len(set(found)):
        raise Unreadable("a fact twice")
    return set(found)


def taken_from(text, side):
    """`text` with one side in the place of each conflict."""
    out, where = [], None
    for line in text.splitlines(keepends=True):
        if line.startswith("<<<<<<<"):
            where = "ours"
        elif line.startswith("=======") and where == "ours":
            where = "theirs"
        elif line.startswith(">>>>>>>") and where == "theirs":
            where = None
        elif where in (None, side):
            out.append(line)
    return "".join(out)


# ---- merges ----

def case_of(seed):
    """Three texts, and whether nothing stands in the way of their merge."""
    rng, taken = random.Random(seed), {}
    base = new_plan(rng)
    style = {name: rng.random() < share for name, share in (("blank", 0.3), ("empty", 0.5), ("flow", 0.5), ("crlf", 0.3), ("no end", 0.3))}
    id_changes = {"a": [], "b": []}
    if seed % 2:
        for who in rng.choice(("a", "b", "a", "b", "ab")):
            id_changes[who] = rng.sample(ID_CHANGES, rng.randint(1, 2))
    (ours, our_work), (theirs, their_work) = (edit(rng, base, who, taken, id_changes[who]) for who in "ab")
    reworded = any({("title", g), ("level", g)} <= work for work in (our_work, their_work) for g in base["goals"])
    return [written(plan, style) for plan in (base, ours, theirs)], not reworded and not any(id_changes.values())


def judge(texts, apart, code, text, err):
    """How the merge came out; a Fault where it lost a fact, made one up, or is a conflict for nothing."""
    was, ours, theirs = map(facts, texts)
    wanted = (was & ours & theirs) | (ours - was) | (theirs - was)
    marked = "<<<<<<<" in text
    if code == 0:
        found = facts(text)
        if err or marked or found != wanted:
            raise Fault(f"merged, lost {sorted(map(str, wanted - found))}, made up {sorted(map(str, found - wanted))}\n{err}")
        return "merged"
    if apart or code != 1 or not err:
        raise Fault(f"exit {code} of changes that do not touch each other\n{err}")
    if marked:
        sides = {side: facts(taken_from(text, side)) for side in ("ours", "theirs")}
        there = sides["ours"] | sides["theirs"]
        made_up = there - (was | ours | theirs)
        if wanted - there or made_up:
            raise Fault(f"in conflict, lost {sorted(map(str, wanted - there))}, made up {sorted(map(str, made_up))}\n{err}")
        return "conflict"
    # without markers, to be mended: all lines of both are there, under ids that do not go together
    lines = lambda words: collections.Counter(re.sub(r"[\s{}]", "", part) for line in words.splitlines() for part in line.split("#")[0].split(","))
    missing = (lines(texts[1]) - lines(texts[0])) - lines(text) | (lines(texts[2]) - lines(texts[0])) - lines(text)
    if missing:
        raise Fault(f"to be mended, lost {sorted(missing)}\n{err}")
    return "to be mended"


def merged(seed, folder, gas, env):
    texts, apart = case_of(seed)
    for name, text in zip("OAB", texts):
        (folder / name).write_bytes(text.encode())
    done = subprocess.run([gas, "git-merge-driver", "O", "A", "B", "7", "p.gas.yaml"], cwd=folder, env=env, capture_output=True, text=True)
    try:
        return judge(texts, apart, done.returncode, (folder / "A").read_bytes().decode(), done.stderr)
    except (Fault, Unreadable) as fault:
        raise Fault(f"seed {seed}: {fault}\n--- base\n{texts[0]}\n--- ours\n{texts[1]}\n--- theirs\n{texts[2]}\n--- merged\n{(folder / 'A').read_bytes().decode()}")


def random_merges(sandbox):
    counts = collections.Counter(merged(seed, sandbox.home, "gas", sandbox.env) for seed in SEEDS)
    if counts["merged"] < 40 or counts["conflict"] < 15:
        raise Fault(f"the seeds try nothing: {counts}")


def many(gas, count, first):
    """Counts of `count` merges; a git that leaves a mark says which were left to lines."""
    counts, faults = collections.Counter(), []
    with tempfile.TemporaryDirectory() as home:
        def run(part):
            folder = pathlib.Path(home, f"part{part}")
            (folder / "bin").mkdir(parents=True)
            (folder / "bin/git").write_text(f"#!/bin/sh\necho 1 > {folder}/lines\nexec {shutil.which('git')} \"$@\"\n")
            (folder / "bin/git").chmod(0o755)
            env = {"HOME": str(folder), "PATH": f"{folder}/bin:/usr/bin:/bin"}
            for seed in range(first + part, first + count, os.cpu_count()):
                (folder / "lines").unlink(missing_ok=True)
                try:
                    outcome = merged(seed, folder, gas, env)
                    counts[outcome + (", by lines" if (folder / "lines").exists() else ", by meaning")] += 1
                except Fault as fault:
                    counts["fault"] += 1
                    faults.append(str(fault))
        with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
            list(pool.map(run, range(os.cpu_count())))
    for fault in faults[:3]:
        print(fault)
    for outcome, number in sorted(counts.items()):
        print(f"{number:7} {outcome}")
    print(" ".join(re.match(r"seed (\d+)", fault)[1] for fault in faults[:40]))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(many(str(pathlib.Path(sys.argv[1]).resolve()), int(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 0))
