# SPDX-License-Identifier: MIT
"""More of small_cases.py: rows of scores say, when they are read back, what the plans said."""
import csv
import io

from small_cases import case, change, plan
from travels import ALL, people, scored

FIRST = "id,occasion,date,rater,role,t,t_baseline,t_change,active,rated,paired,carried,rho,weighting,half_level,reason,level_minus_1,level_0,level_plus_1"


def changed(bench, path, name, **cells):
    """The rows of a file of scores with some cells of its last row changed."""
    rows = list(csv.DictReader(io.StringIO(path.read_text())))
    rows[-1].update(cells)
    out = io.StringIO()
    writer = csv.DictWriter(out, rows[0], lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return bench.file(name, out.getvalue())


def missing(bench, *arguments):
    return [(row["id"], row["measure"], row["reason"]) for row in bench.rows("summarize", *arguments, "--missing")]


@case
def complete_needs_no_name_of_an_entry(bench):
    """Without date, occasion and rater an unrated goal of an entry looked like one of nobody: P1 lacks g2, so it has no T."""
    table = bench.file("t.csv", "id,goal,level,baseline\nP1,g1,0,-1\nP1,g2,,-1\nP2,g1,1,-1\nP2,g2,0,-1\n")
    for goals in ([], ["--goals"]):
        rows = scored(bench, table, "s" + "".join(goals), "--complete", *goals)
        bench.equal(missing(bench, rows), [("P1", "t", "incomplete"), ("P1", "t_change", "incomplete")], str(goals))


@case
def a_snapshot_keeps_not_applicable(bench):
    """Feb: g1 +1, g2 could not be rated, whatever it was in Jan. T = 50 + 10 of one goal, by --carry as by --at of that day, which is carry of all."""
    goals = {"g1": ["baseline: -1"], "g2": ["baseline: -1"]}
    path = bench.file("p.gas.yaml", plan("A", goals, [("2025-01-06", "review", "R", "g1: 0, g2: -1"), ("2025-02-17", "final", "R", "g1: 1, g2: not-applicable")]))
    for options in (["--carry", "--occasion", "final"], ["--at", "2025-02-17"], ["--at", "2025-02-17", "--complete"]):
        row = bench.rows("score", path, *options)[0]
        bench.equal((row["t"], row["rated"], row["not_applicable"], row["unrated"]), ("60", "1", "1", "0"), str(options))
        rows = scored(bench, path, "g" + "".join(options).replace("-", ""), "--goals", *options)
        figures = {(f["measure"], f["statistic"]): f["value"] for f in bench.rows("summarize", rows)}
        bench.equal(figures.get(("t", "mean")), "60", f"mean T of rows of goals {options}")


@case
def who_has_no_goal_is_counted(bench):
    """P2 and P3 have no row that --where lets through, and so no goal: 2 of 3 are missing, from the table, its rows and its rows of goals."""
    table = bench.file("t.csv", "id,goal,occasion,level,visit\nP1,g1,final,0,a\nP2,g1,final,0,b\nP3,g1,final,1,b\n")
    want = [(one, measure, "no-entry") for measure in ("t", "t_change") for one in ("P2", "P3")]
    got = {"table": missing(bench, table, "--where", "visit=a")}
    for goals in ([], ["--goals"]):
        got[str(goals)] = missing(bench, scored(bench, table, "s" + "".join(goals), "--where", "visit=a", *goals))
    for way, rows in got.items():
        bench.equal([row for row in rows if row[2] == "no-entry"], want, way)


@case
def a_t_of_nobody_contradicts_itself(bench):
    """A T beside a reason that says that nobody was rated is no missing value: GAS026."""
    path = scored(bench, bench.table(people(2)), "s")
    for reason in ("no-entry", "empty-shard"):
        err = bench.run("summarize", changed(bench, path, reason + ".csv", reason=reason), code=2)[1]
        bench.expect("GAS026" in err, f"{reason}: {err[:200]}")


@case
def a_change_is_the_difference_of_its_two_t(bench):
    """All goals are paired: T 50 less 36.3 is 13.7. -20 is another sign (GAS026); 13.6 came of rounding (GAS234)."""
    path = scored(bench, bench.table(people(2)), "s")
    err = bench.run("summarize", changed(bench, path, "sign.csv", t_change="-20"), code=2)[1]
    bench.expect("GAS026" in err and "-20" in err, err[:200])
    bench.expect("GAS234" in bench.run("summarize", changed(bench, path, "round.csv", t_change="12.3"))[1], "a rounded change is not told")
    bench.equal(bench.run("summarize", path)[1], "", "our own rows")


@case
def words_that_are_none_of_ours_are_refused(bench):
    """A rule that nobody knows was printed as `unrated goals left out`."""
    path = scored(bench, bench.table(people(1)), "s")
    for column, word in (("missing_rule", "foo"), ("weighting", "foo"), ("rho", "7"), ("half_level", "0")):
        rows = path.read_text().splitlines()
        place = rows[0].split(",").index(column)
        lines = [rows[0]] + [",".join(word if i == place else cell for i, cell in enumerate(row.split(","))) for row in rows[1:]]
        err = bench.run("summarize", bench.file(column + ".csv", "\n".join(lines) + "\n"), code=2)[1]
        bench.expect(word in err and column in err, f"{column}: {err[:200]}")


@case
def a_column_that_comes_twice_is_refused(bench):
    """Which of the two counts nobody can say; as in tables of ratings it is GAS009."""
    lines = scored(bench, bench.table(people(1)), "s").read_text().splitlines()
    err = bench.run("summarize", bench.file("two.csv", "\n".join([lines[0] + ",t"] + [line + ",99" for line in lines[1:]]) + "\n"), code=2)[1]
    bench.expect("GAS009" in err and '"t"' in err, err[:200])


@case
def any_text_of_na_is_read_back(bench):
    """`--na -` of a run is what its rows say for missing."""
    table = bench.table(people(2) + [("P9", "x", None, {"baseline": (-1, -1)})])
    want = bench.rows("summarize", table)
    for goals in ([], ["--goals"]):
        for options in ([], ["--shard", "1/1"]):
            rows = scored(bench, table, "s" + "".join(goals + options).replace("/", ""), "--na", "none", *goals, *options)
            bench.equal(bench.rows("summarize", rows), want, f"{goals} {options}")


@case
def days_of_snapshots_are_not_mixed(bench):
    """What was as of March is no study with what was as of June, nor with entries; the day stands in footer and json."""
    march = [scored(bench, bench.table(people(1)), "a" + "".join(goals), "--at", "2025-03-01", *goals) for goals in ([], ["--goals"])]
    june = scored(bench, bench.table(people(1, 2), "june.csv"), "b", "--at", "2025-06-01")
    carried = scored(bench, bench.table(people(1, 3), "carried.csv"), "c", "--carry")
    for path in march:
        bench.expect("as of 2025-03-01" in bench.run("summarize", path)[0], "the footer does not name the day")
        bench.equal(bench.json("summarize", path)["parameters"].get("at"), "2025-03-01", "json")
        for other in (june, carried):
            bench.expect("2025-03-01" in bench.run("summarize", path, other, code=2)[1], "the message does not name the day")


@case
def covariates_of_old_rows_may_be_called_like_new_columns(bench):
    """Rows of the first version have no column missing_rule: there `at` and `shard` are the study's own words, and two raters stay two."""
    lines = [FIRST + ",at,shard,file"] + [f"P1,final,2025-04-07,{rater},,60,,,1,1,0,0,0.3,equal,-1,no-baseline,0,0,1,home,north,p.csv" for rater in "AB"]
    path = bench.file("old.csv", "\n".join(lines) + "\n")
    bench.equal(missing(bench, path), [("P1", "t", "several-raters"), ("P1", "t_change", "several-raters")], "")
    bench.expect("home" in str(bench.rows("summarize", path, "--by", "at,shard", "--missing")), "no group by the covariate")


@case
def left_out_are_those_who_are_in_no_figure(bench):
    """A row without an id is nobody's; a participant with an error here and whole there is in the figures."""
    table = bench.file("t.csv", "id,goal,level\nP1,g1,0\nP2,g1,1\n,g1,1\nP4,g1,2\n")
    report = bench.json("summarize", table, "--keep-going", code=2)
    bench.equal(report["parameters"]["left_out"], [], "participants")
    bench.equal(len(report["parameters"]["inputs_with_errors"]), 1, "inputs with errors that name no participant")
    bench.equal([row for row in report["missing"] if row["reason"] == "error"], [], "missing rows")
    whole = scored(bench, bench.table(people(2)), "s")
    broken = changed(bench, scored(bench, bench.table(people(2), "twice.csv"), "again"), "broken.csv", t="50", rated="0")
    one = bench.file("only.csv", "\n".join(line for i, line in enumerate(broken.read_text().splitlines()) if i in (0, 4)) + "\n")
    bench.equal(bench.json("summarize", whole, one, "--keep-going", code=2)["parameters"]["left_out"], [], "P2 is in the figures")


@case
def a_part_whose_people_have_errors_is_not_empty(bench):
    """Part 2 of 2 holds P2, who cannot be scored: no row says that it is empty, and the summary of both parts is not whole."""
    table = bench.file("t.csv", "id,goal,occasion,level,weight\nP1,g,final,0,1\nP2,g,final,0,1\nP2,h,final,0,\n")
    out, _ = bench.run("score", table, "--shard", "2/2", "-f", "csv", code=2)
    bench.expect("empty-shard" not in out, out[:300])


@case
def a_part_of_a_study_ends_with_status_2(bench):
    """As a missing input does; the line on standard error says which part is not there, in every format."""
    first = scored(bench, bench.table(people(2)), "s", "--shard", "1/2")
    for form in ("csv", "json", "table"):
        err = bench.run("summarize", first, "--keep-going", "-f", form, code=2)[1]
        bench.expect("2/2" in err, f"{form}: {err[:200]}")


@case
def occasion_and_rater_together_that_nobody_has(bench):
    """KM has only a baseline, AB only a final: the final of KM is nobody's, and an error, not a study of no-entry."""
    text = "id,goal,occasion,date,rater,level\nP1,g,baseline,2025-01-06,KM,-1\nP1,g,final,2025-04-07,AB,0\n"
    err = bench.run("score", bench.file("t.csv", text), "--occasion", "final", "--rater", "KM", code=2)[1]
    bench.expect("final" in err and "KM" in err, err[:200])


@case
def the_difference_of_means_needs_no_test(bench):
    """Gains 10 and 10 against 0 and 0 of one goal: the difference is 10, and no interval has a variance to go by."""
    arm = lambda name, to: [(f"{name}{n}", name, None, change((-1,), (to,))) for n in (1, 2)]
    rows = bench.rows("summarize", bench.table(arm("A", 0) + arm("B", -1)), "--by", "arm", "--change", "--occasion", "final")
    figures = {f["statistic"]: f for f in rows if f["group"] == "A - B"}
    bench.equal((figures["difference"]["value"], figures["difference_ci_low"]["reason"]), ("10", "no-variance"), "")


@case
def raters_who_agree_on_a_day_have_one_status_or_none(bench):
    """At -1 both: A comes down from 0 (worsening), B up from -2 (improving): no word for both, whatever the occasions are called."""
    for first, second in (("one", "two"), ("two", "one")):
        entries = [("2025-01-06", "start", "A", "g: 0"), ("2025-01-06", "start", "B", "g: -2"), ("2025-04-07", first, "A", "g: -1"), ("2025-04-07", second, "B", "g: -1")]
        rows = bench.rows("score", bench.file(f"{first}.gas.yaml", plan("A", {"g": []}, entries)), "--at", "2025-04-07", "--goals")
        bench.equal([(row["level"], row["rater"], row["status"]) for row in rows], [("-1", "", "")], first)
