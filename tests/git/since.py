# SPDX-License-Identifier: MIT
"""`gas validate --since`: ids and names of what changed are held against all plans of the PATHs, and only what touches a changed file is told."""
import json

from support import FILE, MAY, PLAN, Repo, holds, same, swap

RULES = ("--select", "GAS230,GAS231", "-f", "text")


def plan(id, occasion, rater):
    """PLAN under another id, with an occasion and a rater at its last entry, in lines 27 and 28."""
    text = swap(PLAN, "P-017", id)
    return swap(text, "  - date: 2026-03-02\n", f"  - date: 2026-03-02\n    occasion: {occasion}\n    rater: {rater}\n")


def findings(repo, *words, expect=0):
    """Without the hints."""
    lines = repo.gas("validate", *RULES, "--since", *words, expect=expect).stdout.splitlines()
    return "".join(line + "\n" for line in lines if not line.startswith("hint: "))


def ids_and_names_of_unchanged_plans(sandbox):
    repo = sandbox.repo()
    # a.gas.yaml and b.gas.yaml are of one id, and split by a name: that is old, and of no file that changed
    repo.commit("first", {"a.gas.yaml": plan("P1", "final", "AB"), "b.gas.yaml": plan("P1", "Final", "AB"), "c.gas.yaml": plan("P2", "final", "CD"),
                          "sub/d.gas.yaml": plan("P3", "final", "CD")})
    same(findings(repo, "HEAD"), "")
    repo.write("c.gas.yaml", plan("P2", "final", "CD") + "# seen\n")
    same(findings(repo, "HEAD"), "")  # "final" is in it, and what is nearly that was before
    repo.write("new.gas.yaml", plan("P1", "Final", "cd"))
    want = ("new.gas.yaml:3:5: warning: another plan has the id \"P1\" already, at a.gas.yaml:3 [GAS230]\n"
            "new.gas.yaml:27:15: warning: occasion \"Final\" (2 times) is nearly \"final\" (3 times), at c.gas.yaml:27 [GAS231]\n"
            "new.gas.yaml:28:12: warning: rater \"cd\" (1 time) is nearly \"CD\" (2 times), at c.gas.yaml:28 [GAS231]\n")
    same(findings(repo, "HEAD"), want)
    same(findings(repo, "HEAD", "."), want)
    same(repo.gas("validate", *RULES, ".").stdout.count("GAS230"), 2)  # without --since the old ones too
    # PATHs that leave out the others
    same(findings(repo, "HEAD", "new.gas.yaml", "sub"), "new.gas.yaml:27:15: warning: occasion \"Final\" (1 time) is nearly \"final\" (1 time), at sub/d.gas.yaml:27 [GAS231]\n"
         "new.gas.yaml:28:12: warning: rater \"cd\" (1 time) is nearly \"CD\" (1 time), at sub/d.gas.yaml:28 [GAS231]\n")
    same(repo.gas("validate", *RULES, "--since", "HEAD", "--strict", cwd="sub", expect=1).stdout.count("GAS23"), 3)


def a_name_that_a_change_made_near(sandbox):
    """The rarer name stands in a file that did not change; what splits the study came now."""
    repo = sandbox.repo()
    repo.commit("first", {"a.gas.yaml": plan("P1", "week4", "AB")})
    repo.write("b.gas.yaml", plan("P2", "Week4", "AB") + "  - date: 2026-05-04\n    occasion: Week4\n    levels: {walk: 0}\n")
    same(findings(repo, "HEAD"), "a.gas.yaml:27:15: warning: occasion \"week4\" (1 time) is nearly \"Week4\" (2 times), at b.gas.yaml:27 [GAS231]\n")
    repo.write("b.gas.yaml", plan("p1", "week4", "AB"))
    same(findings(repo, "HEAD"), "b.gas.yaml:3:1: warning: participant \"p1\" is nearly \"P1\", at a.gas.yaml:3 [GAS231]\n")


def unchanged_plans_that_are_elsewhere(sandbox):
    """In a submodule, and outside a sparse checkout; as they stand here where line ends are git's matter."""
    inner = sandbox.repo("inner")
    inner.commit("first", {FILE: plan("P1", "final", "AB")})
    outer = sandbox.repo("outer")
    outer.git("-c", "protocol.file.allow=always", "submodule", "--quiet", "add", inner.top, "plans")
    outer.commit("first", {"far/q.gas.yaml": plan("P2", "final", "AB"), "near/r.gas.yaml": plan("P3", "final", "AB")})
    outer.git("sparse-checkout", "set", "near")
    outer.write("near/new.gas.yaml", plan("P1", "final", "ab"))
    want = ("near/new.gas.yaml:3:5: warning: another plan has the id \"P1\" already, at plans/p.gas.yaml:3 [GAS230]\n"
            "near/new.gas.yaml:28:12: warning: rater \"ab\" (1 time) is nearly \"AB\" (3 times), at far/q.gas.yaml:28 [GAS231]\n")
    same(findings(outer, "HEAD"), want)
    outer.git("add", "--sparse", "near/new.gas.yaml")
    sandbox.run("git", "clone", "-q", outer.top, "absent")
    clone = Repo(sandbox, sandbox.home / "absent")
    clone.write("new.gas.yaml", plan("P1", "final", "ab"))
    done = clone.gas("validate", *RULES[:2], "-f", "json", "--since", "HEAD")
    holds(done.stderr, "gas: not looked at: plans is a submodule that is not in this work tree\n")
    same(json.loads(done.stdout)["left_out"]["submodules"], 1)
    same([row["rule"] for row in json.loads(done.stdout)["rows"]], ["GAS231"])


def plan_of_another_id(sandbox):
    """Its ratings are another participant's, which splits one of a study in two: as an edited rating, for validate and for diff."""
    unrated = lambda id: swap(PLAN[: PLAN.index("ratings:")], "P-017", id)
    repo = sandbox.repo()
    repo.commit("first", {FILE: PLAN, "new.gas.yaml": unrated("P-1")})
    repo.write(FILE, swap(PLAN, "P-017", "P-17"))
    repo.write("new.gas.yaml", unrated("P-2"))
    history = ("validate", "--select", "GAS4", "-f", "text", "--strict", "--since", "HEAD")
    holds(repo.gas(*history, expect=1).stdout, f"{FILE}:3:5: warning: the plan's id was P-017 and is now P-17; its ratings are another participant's [GAS401]\n")
    same(repo.gas(*history, "new.gas.yaml").stdout, "")
    gate = ("diff", "--git", "--fail-on", "edited-ratings,scale-change,past-score", "--")
    holds(repo.gas(*gate, FILE, expect=1).stdout, "  past ratings edited or removed\n    ! id P-017 -> P-17\n")
    holds(repo.gas(*gate, "new.gas.yaml").stdout, "  settings\n    ! id P-1 -> P-2\n")
    repo.git("commit", "-q", "-a", "-m", "renamed")
    holds(repo.gas("history", FILE, "-f", "csv").stdout, "edited-ratings")


def tables(sandbox):
    """One that is named is checked as it is, and is told to have no earlier version here."""
    repo = sandbox.repo()
    table = "id,date,goal,level\nP-017,2026-01-12,sleep,-2\n"
    repo.commit("first", {FILE: PLAN, "t.csv": table})
    for words in (["t.csv"], ["t.csv", FILE]):
        done = repo.gas("validate", "-f", "json", "--since", "HEAD", *words)
        same(done.stderr, "gas: not checked: 1 table that did not change, t.csv\n")
        same(json.loads(done.stdout)["left_out"]["tables_not_compared"], 1)
    repo.write("t.csv", table + "P-017,2026-03-02,sleep,7\n")
    for step in ((), ("add", "t.csv")):
        repo.git(*(step or ("status",)))
        done = repo.gas("validate", "-f", "json", "--since", "HEAD", "t.csv", expect=1)
        same(done.stderr, "gas: not compared with what it was before: 1 table, t.csv\n")
        answer = json.loads(done.stdout)
        same(answer["left_out"]["tables"], 1)
        same([row["rule"] for row in answer["rows"]], ["GAS104"])
    same(repo.gas("validate", "--since", "HEAD").stderr, "")  # not named, it is no plan
    repo.write("n.csv", table)
    repo.git("stash", "-q")
    repo.write(FILE, MAY)
    done = repo.gas("validate", "-f", "json", "--since", "HEAD", "t.csv", FILE)
    same(done.stderr, "gas: not compared: ids and names in 1 table that did not change, t.csv\n")
    same(json.loads(done.stdout)["left_out"]["tables_not_compared"], 1)
    repo.git("checkout", "-q", FILE)
    repo.git("stash", "pop", "-q")
    holds(repo.gas("validate", "--since", "HEAD", "n.csv", "t.csv", expect=1).stderr, "they were before: 2 tables, t.csv, …")
    for words in (("diff", "--git", "--", "t.csv"), ("history", "t.csv")):
        holds(repo.gas(*words, expect=2).stderr, "t.csv is a table of ratings; plans can be compared, not tables")
