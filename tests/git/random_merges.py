# SPDX-License-Identifier: MIT
"""Seeded merges of changes that do not touch the same fact: what comes out is computed here from the lines of `gas textconv`."""
import random

from support import Fault, same

SEEDS = range(40)
LEVELS = (-2, -1, 0, 1, 2)


def goal(name):
    return {"title": f"Title {name}", "scale": {level: f"{name} level {level}" for level in LEVELS}}


def new_plan(rng):
    goals = {f"g{i}": goal(f"g{i}") for i in range(rng.randint(2, 4))}
    entries = {(f"2026-0{i + 2}-03", rng.choice(("", "AB"))): {g: rng.choice(LEVELS) for g in goals} for i in range(rng.randint(0, 3))}
    return {"goals": goals, "entries": entries}


def copy(plan):
    return {"goals": {g: {"title": v["title"], "scale": dict(v["scale"])} for g, v in plan["goals"].items()}, "entries": {e: dict(v) for e, v in plan["entries"].items()}}


def edit(rng, base, who, taken):
    """`base` with one to four changes by `who`, none of a fact that is taken by somebody else."""
    plan = copy(base)
    kept = next(iter(base["entries"]), None)  # one entry stays, so that no side removes `ratings:` as a whole
    for _ in range(rng.randint(1, 4)):
        name, level, entry = rng.choice(list(base["goals"])), rng.choice(LEVELS), rng.choice(list(base["entries"]) or [None])
        what = rng.choice(("title", "level", "new goal", "new entry", "new entry", "rating", "gone"))
        fact = {"title": (what, name), "level": (what, name, level), "new goal": (what, who),
                "new entry": (what, rng.randint(10, 28), rng.choice(("", "AB"))), "rating": ("entry", entry), "gone": ("entry", entry)}[what]
        if taken.setdefault(fact, who) != who:
            continue
        if what == "title":
            plan["goals"][name]["title"] += f" by {who}"
        elif what == "level":
            plan["goals"][name]["scale"][level] += f" by {who}"
        elif what == "new goal":
            plan["goals"][f"n{who}"] = goal(f"n{who}")
        elif what == "new entry":
            plan["entries"][(f"2026-07-{fact[1]}", fact[2])] = {g: rng.choice(LEVELS) for g in base["goals"]}
        elif what == "rating" and entry in plan["entries"]:
            plan["entries"][entry][name] = (base["entries"][entry][name] + 4) % 5 - 2
        elif what == "gone" and entry != kept:
            plan["entries"].pop(entry, None)
    entries = list(plan["entries"].items())
    if rng.random() < 0.3:
        rng.shuffle(entries)
    plan["entries"] = dict(entries)
    return plan


def written(plan, style):
    text = "gas: 1\nid: P-1\nstart: 2026-01-12\ngoals:\n"
    for name, value in plan["goals"].items():
        text += f"  - id: {name}  # goal\n    title: {value['title']}\n    scale:\n"
        text += "".join(f"      {level if level <= 0 else f'+{level}'}: {words}\n" for level, words in value["scale"].items()) + ("\n" if style["blank"] else "")
    text += "ratings:\n" if plan["entries"] else "ratings: []\n" if style["empty"] else ""
    for (date, rater), levels in plan["entries"].items():
        text += f"  - date: {date}  # visit {date}{rater}\n" + (f"    rater: {rater}\n" if rater else "")
        text += f"    levels: {{{', '.join(f'{g}: {level}' for g, level in levels.items())}}}\n" if style["flow"] else "    levels:\n" + "".join(f"      {g}: {level}\n" for g, level in levels.items())
    text = text.rstrip("\n") if style["no end"] else text
    return text.replace("\n", "\r\n") if style["crlf"] else text


def facts(sandbox, path):
    return sandbox.run("gas", "textconv", path).stdout.splitlines()


def random_merges(sandbox):
    for seed in SEEDS:
        rng, taken = random.Random(seed), {}
        base = new_plan(rng)
        style = {name: rng.random() < share for name, share in (("blank", 0.3), ("empty", 0.5), ("flow", 0.5), ("crlf", 0.3), ("no end", 0.3))}
        texts = {"O": written(base, style), "A": written(edit(rng, base, "a", taken), style), "B": written(edit(rng, base, "b", taken), style)}
        for name, text in texts.items():
            (sandbox.home / name).write_bytes(text.encode())
        was, ours, theirs = (set(facts(sandbox, name)) for name in texts)
        done = sandbox.run("gas", "git-merge-driver", "O", "A", "B", "7", "p.gas.yaml", expect=None)
        same((done.returncode, done.stderr), (0, ""), f"merge, seed {seed}")
        lines = facts(sandbox, "A")
        same(set(lines), (was & ours & theirs) | (ours - was) | (theirs - was), f"facts, seed {seed}")
        same(len(lines), len(set(lines)), f"facts told twice, seed {seed}")
        merged = (sandbox.home / "A").read_bytes().decode()
        if style["crlf"] and merged.count("\n") != merged.count("\r\n"):
            raise Fault(f"line ends, seed {seed}")
        if merged.count("# visit") != sum(line.startswith("rating ") and ":" not in line for line in lines):
            raise Fault(f"comments, seed {seed}\n{merged}")
