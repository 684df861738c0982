# SPDX-License-Identifier: MIT
"""More of small_cases.py: what shaped a number travels with it, from `gas score` to `gas summarize`."""
from small_cases import case, change, plan

ALL = change((-1, -1), (0, 0))


def people(number, start=1):
    return [(f"P{n}", "x", None, ALL) for n in range(start, start + number)]


def scored(bench, source, name, *options):
    path = bench.folder / f"{bench.name}-{name}.csv"
    bench.run("score", source, *options, "-f", "csv", "-o", path)
    return path


RULES = ((["--carry"], "carried"), (["--complete"], "no-score"), (["--carry", "--complete"], "carried+no-score"), ([], "left-out"))


@case
def the_missing_rule_travels(bench):
    """In the rows, in the json of both commands, in the footer and in the checklist."""
    table = bench.table(people(3))
    told = set()
    for options, rule in RULES:
        for goals in ([], ["--goals"]):
            rows = scored(bench, table, rule + "-".join(goals), *options, *goals)
            bench.equal({line.get("missing_rule") for line in bench.rows("score", table, *options, *goals)}, {rule}, f"missing_rule {goals}")
            bench.equal(bench.json("summarize", rows).get("parameters", {}).get("missing"), rule, f"json of the rows {goals}")
        bench.equal(bench.json("summarize", table, *options)["parameters"]["missing"], rule, "json of the table")
        bench.equal(bench.json("score", table, *options)["parameters"]["missing"], rule, "json of the scores")
        told.add(str(bench.rows("summarize", rows, "--checklist")))
    bench.equal(len(told), len(RULES), "checklists of four rules, with nothing missing, that differ")


@case
def the_missing_rule_of_at_is_carried(bench):
    """--at implies --carry."""
    table = bench.table(people(1))
    bench.equal({row.get("missing_rule") for row in bench.rows("score", table, "--at", "2025-05-01")}, {"carried"}, "missing_rule")
    bench.equal({row.get("missing_rule") for row in bench.rows("score", table, "--at", "2025-05-01", "--complete")}, {"carried+no-score"}, "missing_rule")


@case
def other_missing_rules_are_refused(bench):
    """Half a study with --complete and half without is no study, as with another rho."""
    for goals in ([], ["--goals"]):
        a = scored(bench, bench.table(people(2), "a.csv"), "one" + "".join(goals), "--complete", *goals)
        b = scored(bench, bench.table(people(2, 3), "b.csv"), "other" + "".join(goals), *goals)
        err = bench.run("summarize", a, b, code=2)[1]
        bench.expect("no-score" in err and "left-out" in err, f"the message does not name both rules: {err[:200]}")


@case
def who_has_no_entry_of_an_occasion_has_a_row(bench):
    """Three have no final: rows with reason no-entry, in every format, and the summary of the rows says 3 missing of 4."""
    table = bench.table([("P1", "x", None, ALL)] + [(f"P{n}", "x", None, {"baseline": (-1, -1)}) for n in (2, 3, 4)])
    for option, name in (("--occasion", "final"), ("--rater", "R")):
        rows = bench.rows("score", table, option, name)
        none = [row for row in rows if row["reason"] == "no-entry"]
        bench.equal(len(none), 3 if option == "--occasion" else 0, f"rows without an entry, {option}")
        for row in none:
            got = tuple(row.get(key) for key in ("occasion", "date", "rater", "t", "active", "unrated", "not_applicable", "rated", "weighting", "rho"))
            bench.equal(got, ("", "", "", "", "2", "2", "0", "0", "", "0.3"), "the row of one without an entry")
    bench.expect(all(name in bench.run("score", table, "--occasion", "final")[0] for name in ("P2", "P3", "P4")), "the table form lacks them")
    goals = bench.rows("score", table, "--occasion", "final", "--goals")
    bench.equal(sorted((row["id"], row["goal"], row["date"], row["level"], row["status"]) for row in goals if row["id"] == "P2"),
                [("P2", "g0", "", "", ""), ("P2", "g1", "", "", "")], "goals of one without an entry")
    for more in ([], ["--goals"]):
        rows = bench.rows("summarize", scored(bench, table, "final" + "".join(more), "--occasion", "final", *more))
        bench.equal([bench.figure(rows, name, measure="t") for name in ("missing", "missing_no_entry")], [("3", ""), ("3", "")], f"missing {more}")


@case
def an_entry_without_goals_is_in_the_rows_of_goals(bench):
    """Its only goal ended before: the entry has no T, no-rated-goal, and is not lost, nor is the participant under --occasion."""
    text = plan("A", {"walk": ["ended: 2025-02-20", "status: achieved"]}, [("2025-02-17", "review", "R", "walk: 0"), ("2025-03-17", "final", "R", "")])
    path = bench.file("a.gas.yaml", text)
    for options in ([], ["--occasion", "final"]):
        want = bench.rows("summarize", path, *options, "--missing")
        got = bench.rows("summarize", scored(bench, path, "goals" + "".join(options), "--goals", *options), "--missing", code=0)
        bench.equal([(row["occasion"], row["measure"], row["reason"]) for row in got], [(row["occasion"], row["measure"], row["reason"]) for row in want], f"missing {options}")


@case
def rows_of_goals_at_a_day_are_one_entry(bench):
    """--at takes one goal's rating from R and another's from S: one row of scores, T 50, and so from the rows of its goals."""
    text = plan("A", {"walk": [], "cook": []}, [("2025-01-06", "baseline", "R", "walk: -1, cook: -1"), ("2025-02-17", "review", "R", "walk: 0"),
                                                ("2025-02-17", "review", "S", "cook: 0")])
    path = bench.file("a.gas.yaml", text)
    for goals in ([], ["--goals"]):
        rows = bench.rows("summarize", scored(bench, path, "at" + "".join(goals), "--at", "2025-03-01", *goals))
        bench.equal((bench.figure(rows, "n", measure="t")[0], bench.figure(rows, "mean", measure="t")[0]), ("1", "50"), f"n and mean of T {goals}")


@case
def who_was_not_rated_by_a_rater_has_a_row(bench):
    table = bench.file("a.csv", "id,goal,occasion,date,rater,level\nP1,g,final,2025-04-07,AB,0\nP2,g,final,2025-04-07,CD,0\n")
    bench.equal([(row["id"], row["reason"]) for row in bench.rows("score", table, "--rater", "AB")], [("P1", "no-baseline"), ("P2", "no-entry")], "rows")


@case
def an_occasion_that_nobody_has_is_an_error(bench):
    """But not in a shard: the others may have it."""
    table = bench.table(people(1) + [("P2", "x", None, {"baseline": (-1, -1)})])
    bench.run("score", table, "--occasion", "week 9", code=2)
    bench.equal([(row["id"], row["reason"]) for row in bench.rows("score", table, "--occasion", "final", "--shard", "2/2")], [("P2", "no-entry")], "rows of shard 2")
    parts = [scored(bench, table, f"part{i}", "--occasion", "week 9", "--shard", f"{i}/2") for i in (1, 2)]
    bench.run("summarize", *parts, code=2)


@case
def problems_of_a_summary_are_told(bench):
    """P1 has an error and is left out: named in json, in the footer, and in the list of the missing."""
    text = "id,goal,occasion,date,rater,level\nP1,g,final,2025-04-07,AB,9\nP2,g,final,2025-04-07,AB,0\nP3,g,final,2025-04-07,AB,1\n"
    table = bench.file("a.csv", text)
    told = bench.json("summarize", table, "--keep-going", code=2)
    bench.expect(len(told["problems"]) == 1 and told["problems"][0].get("rule") == "GAS104", f"problems {told['problems']}")
    bench.expect(("P1", "error") in [(row["id"], row["reason"]) for row in told["missing"]], f"missing {told['missing']}")
    bench.expect("1 participant left out for errors: P1" in bench.run("summarize", table, "--keep-going", code=2)[0], "the footer does not tell")


HEAD = "id,occasion,date,rater,role,t,t_baseline,t_change,active,rated,paired,carried,rho,weighting,half_level,reason,level_minus_1,level_0,unrated,not_applicable,missing_rule,shard"


def row(name="P1", t="50", t_baseline="", t_change="", active=1, rated=1, paired=0, reason="no-baseline", zeros=1):
    return f"{name},final,2025-04-07,R,,{t},{t_baseline},{t_change},{active},{rated},{paired},0,0.3,equal,-1,{reason},{rated - zeros},{zeros},0,0,left-out,"


@case
def rows_that_contradict_themselves(bench):
    """A T of no goal, a T with a reason why there is none, more pairs than goals, a change without a baseline."""
    wrong = {"no goal": row(rated=0, zeros=0, reason="no-rated-goal"), "no goal, no reason": row(rated=0, zeros=0, reason=""), "reason": row(reason="incomplete"),
             "pairs": row(t_baseline="40", t_change="10", paired=2, reason=""), "change": row(t_change="10", paired=1, reason="")}
    for name, line in wrong.items():
        err = bench.run("summarize", bench.file(name + ".csv", f"{HEAD}\n{line}\n{row('P2')}\n"), code=2)[1]
        bench.expect("GAS026" in err, f"{name}: no GAS026: {err[:200]}")
    bench.run("summarize", bench.file("right.csv", f"{HEAD}\n{row()}\n{row('P2', t_baseline='40', t_change='10', paired=1, reason='')}\n"))


@case
def rounded_t_is_a_warning(bench):
    """Levels 0 0 -1: T is 50 - 10 / sqrt(0.7 * 3 + 0.3 * 9) = 45.4356, and a spreadsheet wrote 45.4."""
    columns = HEAD.replace("rho", "mean_level,weighted_mean,sum_levels,rho")
    for t, found in (("45.4", True), (repr(50 - 10 / 4.8**0.5), False)):
        line = row(t=t, active=3, rated=3, zeros=2).replace(",0.3,equal", ",-0.3333333333333333,-0.3333333333333333,-1,0.3,equal")
        err = bench.run("summarize", bench.file(f"{found}.csv", f"{columns}\n{line}\n"))[1]
        bench.equal("GAS234" in err, found, f"GAS234 of {t}")
    # other weights: t and weighted_mean lie on one side
    for t, found in (("49.9", True), ("50.2", False)):
        line = row(t=t, active=3, rated=3, zeros=2).replace(",0.3,equal", ",-0.3333333333333333,0.01,-1,0.3,explicit")
        err = bench.run("summarize", bench.file(f"weighted-{found}.csv", f"{columns}\n{line}\n"))[1]
        bench.equal("GAS234" in err, found, f"GAS234 of {t} with a weighted mean above 0")


@case
def rows_carry_their_shard(bench):
    """Which part a row is of; a part that holds nobody has one row that says so, which readers pass over."""
    table = bench.table(people(2))
    for goals in ([], ["--goals"]):
        for i in (1, 2, 3):
            rows = bench.rows("score", table, "--shard", f"{i}/3", *goals)
            bench.equal({one.get("shard") for one in rows}, {f"{i}/3"}, f"shard {goals}")
        bench.expect(len(rows) == 1 and rows[0]["id"] == "" and rows[0].get("goal", "") == "" and rows[0].get("reason", "empty-shard") == "empty-shard", f"empty shard: {rows}")
        bench.equal({one.get("shard") for one in bench.rows("score", table, *goals)}, {""}, "shard of the whole")
        parts = [scored(bench, table, f"part{i}" + "".join(goals), "--shard", f"{i}/3", *goals) for i in (1, 2, 3)]
        bench.equal(bench.json("summarize", *parts), bench.json("summarize", table), "summary of the parts")


@case
def an_empty_shard_is_nobody_called_na(bench):
    """With --na NA its row has NA for an id: still nobody."""
    table = bench.table(people(2))
    want = bench.json("summarize", table)
    for goals in ([], ["--goals"]):
        parts = [scored(bench, table, f"part{i}" + "".join(goals), "--shard", f"{i}/3", "--na", "NA", *goals) for i in (1, 2, 3)]
        bench.equal(len(bench.rows("score", table, "--shard", "3/3", "--na", "NA", *goals)), 1, f"rows of part 3 {goals}")
        got = bench.json("summarize", *parts)
        bench.equal(got.get("parameters", {}).get("participants"), 2, f"participants of the parts {goals}")
        bench.expect(got == want, f"the parts give another summary than the table {goals}")


@case
def shards_are_there_once_each(bench):
    """Missing and doubled parts are named; --keep-going takes what there is and says so."""
    table = bench.table(people(4))
    for goals in ([], ["--goals"]):
        parts = [scored(bench, table, f"part{i}" + "".join(goals), "--shard", f"{i}/3", *goals) for i in (1, 2, 3)]
        err = bench.run("summarize", parts[0], parts[2], code=2)[1]
        bench.expect("2/3" in err, f"part 2 of 3 is not named: {err[:200]}")
        err = bench.run("summarize", *parts, parts[1], code=2)[1]
        bench.expect("2/3" in err, f"part 2 of 3, which comes twice, is not named: {err[:200]}")
        out, err = bench.gas("summarize", parts[0], parts[2], "--keep-going")[1:]
        bench.expect("2/3" in out and "T " in out, f"--keep-going does not say that part 2 of 3 is missing: {(out or err)[-200:]}")


@case
def rows_of_the_first_version_are_read(bench):
    """Without the columns missing_rule and shard, with a line that says so."""
    names = HEAD.split(",")
    old = [name for name in names if name not in ("unrated", "not_applicable", "missing_rule", "shard")]
    cut = lambda line: ",".join(line.split(",")[:len(old)])
    out = bench.run("summarize", bench.file("old.csv", "\n".join([",".join(old), cut(row()), cut(row("P2"))]) + "\n"))[0]
    bench.expect("missing rule not stated" in out, f"the footer does not say it: {out[-200:]}")


@case
def the_share_of_one_person_has_no_interval(bench):
    """A mean of shares takes its interval from t: none of one person, none where all shares are alike, cut to 0..1 else."""
    one = bench.rows("summarize", bench.table(people(1)), "--occasion", "final")
    alike = bench.rows("summarize", bench.table(people(3), "alike.csv"), "--occasion", "final")
    for rows in (one, alike):
        value, reason = bench.figure(rows, "ci_low", measure="achieved")
        bench.expect(value == "" and reason not in ("", "not there"), f"interval from {value!r}, reason {reason!r}")
    # shares 1, 1, 0.5: mean 5/6, SD sqrt(1/12), t(2) = 4.302653: 5/6 -+ 0.7171 = 0.1162 to 1 (1.5504 cut)
    some = bench.table([("P1", "x", None, ALL), ("P2", "x", None, ALL), ("P3", "x", None, change((-1, -1), (0, -1)))], "some.csv")
    rows = bench.rows("summarize", some, "--occasion", "final")
    low, high = (bench.figure(rows, name, measure="achieved")[0] for name in ("ci_low", "ci_high"))
    want = 5 / 6 - 4.302652729696142 * (1 / 12 / 3) ** 0.5
    bench.expect(high == "1" and low != "" and abs(float(low) - want) < 1e-9, f"interval {low} to {high}, not {want} to 1")
    bench.expect("cut" in bench.run("summarize", some, "--occasion", "final")[0], "that it was cut is not said")
    out = bench.run("summarize", some, "--occasion", "final", "--unit", "goal")[0]
    bench.expect("independent" in out, "unit goal does not say that goals are taken as independent")


@case
def nobody_rated_has_no_weighting(bench):
    """A participant without entries in a product-weighted study; a study without any T."""
    goals = {"walk": ["importance: 2", "difficulty: 3"]}
    folder = bench.folder / "weighted"
    folder.mkdir()
    (folder / "a.gas.yaml").write_text(plan("A", goals, [("2025-04-07", "final", "R", "walk: 0")]))
    (folder / "b.gas.yaml").write_text(plan("B", goals, []))
    bench.equal([row["weighting"] for row in bench.rows("score", folder)], ["product", ""], "weighting")
    path = bench.file("none.gas.yaml", plan("A", goals, [("2025-04-07", "final", "R", "walk: not-applicable")]))
    bench.expect("weighting ;" not in bench.run("summarize", path)[0], "a footer with `weighting ;`")


@case
def rows_without_the_text_of_where_are_told(bench):
    """--where keeps who has no such row, as no-entry, and says how many."""
    text = "id,goal,occasion,date,rater,level,form\nP1,g,final,2025-04-07,AB,0,gas\nP2,,,,,,intake\nP3,,,,,,intake\n"
    out, err = bench.run("score", bench.file("a.csv", text), "--where", "form=gas", "-f", "csv")
    bench.expect("2 participants" in err, f"stderr: {err[:200]}")
    bench.equal([line.split(",")[0] for line in out.splitlines() if "no-entry" in line], ["P2", "P3"], "rows without an entry")
