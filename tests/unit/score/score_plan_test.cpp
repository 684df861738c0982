// SPDX-License-Identifier: MIT
#include <random>

#include <cmath>

#include <doctest/doctest.h>

#include "gas/read/read_plans.hpp"
#include "gas/score/score_plan.hpp"
#include "plan/rating_grid.hpp"

using namespace gas;

namespace {

/// A plan of goals a, b, c (baselines -1, -2 and none), all weights equal, with the ratings given.
Plan plan_with(const std::string& ratings, const std::string& more_of_c = "", const std::string& top = "")
{
    const std::string scale = "{-2: v, -1: w, 0: x, +1: y, +2: z}";
    const SourceText source{"test", "gas: 1\nid: P\nstart: 2026-01-01\n" + top + "goals:\n" + "  - {id: a, title: A, baseline: -1, scale: " + scale + "}\n" +
                                        "  - {id: b, title: B, baseline: -2, scale: " + scale + "}\n" + "  - {id: c, title: C, scale: " + scale + more_of_c +
                                        "}\n" + ratings};
    const auto result = read_plans(source);
    for (const auto& d : result.diagnostics) {
        FAIL_CHECK(d.message);
    }
    REQUIRE(result.plans.size() == 1);
    return result.plans[0].plan;
}

std::vector<ScoreRow> score(const Plan& plan, const ScoreOptions& options = {}) { return std::get<0>(score_plan(plan, options)); }

bool close(std::optional<double> a, double b) { return a && std::abs(*a - b) < 1e-9; }

/// T of n goals of weight 1 whose levels add to `sum`, rho 0.3: 50 + 10 sum / sqrt(0.7 n + 0.3 n^2).
double t_of(int n, double sum) { return 50 + 10 * sum / std::sqrt(0.7 * n + 0.3 * n * n); }

}  // namespace

TEST_CASE("an unrated goal is left out, never counted as 0")
{
    const auto row = score(plan_with("ratings:\n  - {date: 2026-03-01, rater: R, levels: {a: 1, b: -1, c: not-applicable}}\n"))[0];
    CHECK(close(row.t, t_of(2, 0)));
    CHECK(row.rated == 2);
    CHECK(row.active == 3);
}

TEST_CASE("change is taken over the goals that have a baseline")
{
    // a and b pair: now 0 + 0, baseline -1 - 2; c has no baseline
    const auto row = score(plan_with("ratings:\n  - {date: 2026-03-01, rater: R, levels: {a: 0, b: 0, c: 2}}\n"))[0];
    CHECK(close(row.t, t_of(3, 2)));
    CHECK(close(row.t_baseline, t_of(2, -3)));
    CHECK(close(row.t_change, t_of(2, 0) - t_of(2, -3)));
    CHECK(row.paired == 2);
}

TEST_CASE("no rated goal is no T, with its reason")
{
    const auto row = score(plan_with("ratings:\n  - {date: 2026-03-01, rater: R, levels: {a: not-applicable}}\n"))[0];
    CHECK_FALSE(row.t);
    CHECK(row.no_score == NoScore::no_rated_goal);
    CHECK_FALSE(row.t_change);
}

TEST_CASE("a complete score is asked for and an active goal is unrated")
{
    ScoreOptions options;
    options.complete = true;
    const auto rows = score(
        plan_with("ratings:\n  - {date: 2026-03-01, rater: R, levels: {a: 1, b: 1}}\n  - {date: 2026-04-01, rater: R, levels: {a: 1, b: 1, c: 1}}\n"), options);
    CHECK(rows[0].no_score == NoScore::incomplete);
    CHECK(rows[1].t);
}

TEST_CASE("carry fills an unrated active goal and counts it, but not one that could not be rated")
{
    ScoreOptions options;
    options.carry = true;
    const auto rows = score(
        plan_with("ratings:\n  - {date: 2026-02-01, rater: R, levels: {a: 1, b: 1}}\n  - {date: 2026-03-01, rater: R, levels: {b: not-applicable, c: 0}}\n"),
        options);
    CHECK(rows[1].rated == 2);
    CHECK(rows[1].carried == 1);
    CHECK(close(rows[1].t, t_of(2, 1)));
}

TEST_CASE("a snapshot has each active goal with its latest rating")
{
    ScoreOptions options;
    options.at = parse_date("2026-03-15");
    const auto plan = plan_with(
        "ratings:\n  - {date: 2026-02-01, rater: R, levels: {a: 1, b: 1}}\n  - {date: 2026-03-01, rater: R, levels: {b: 2}}\n  - {date: 2026-04-01, rater: R, "
        "levels: {a: 2}}\n");
    const auto rows = score(plan, options);
    REQUIRE(rows.size() == 1);
    CHECK(close(rows[0].t, t_of(2, 3)));
    CHECK(rows[0].carried == 2);
    CHECK(rows[0].rater == "R");
}

TEST_CASE("raters who differ on the latest day leave a snapshot without a T until one is asked for")
{
    const auto plan = plan_with("ratings:\n  - {date: 2026-02-01, rater: R, levels: {a: 1}}\n  - {date: 2026-02-01, rater: S, levels: {a: 0}}\n");
    ScoreOptions options;
    options.at = parse_date("2026-03-15");
    CHECK(score(plan, options)[0].no_score == NoScore::ambiguous_rating);
    options.rater = "S";
    CHECK(close(score(plan, options)[0].t, 50));
}

TEST_CASE("a goal that ended is not active, yet a rating of it counts")
{
    const auto rows = score(plan_with("ratings:\n  - {date: 2026-03-01, rater: R, levels: {a: 1, c: 1}}\n", ", ended: 2026-02-01, status: discontinued"));
    CHECK(rows[0].active == 2);
    CHECK(rows[0].rated == 2);
}

TEST_CASE("the baseline entry wins for goals without their own, by the same rater first")
{
    const auto plan = plan_with(
        "ratings:\n"
        "  - {date: 2026-01-01, occasion: baseline, rater: R, levels: {c: -1}}\n"
        "  - {date: 2026-01-01, occasion: baseline, rater: S, levels: {c: -2}}\n"
        "  - {date: 2026-03-01, rater: R, levels: {c: 0}}\n"
        "  - {date: 2026-03-01, rater: S, levels: {c: 0}}\n"
        "  - {date: 2026-03-01, rater: T, levels: {c: 0}}\n");
    const auto rows = score(plan);
    CHECK(close(rows[2].t_change, 10));
    CHECK(close(rows[3].t_change, 20));
    CHECK_FALSE(rows[4].t_change);
    CHECK(rows[4].no_change == NoChange::ambiguous_baseline);
    CHECK(close(rows[0].t_change, 0));
}

TEST_CASE("the only baseline entry there is serves another rater")
{
    const auto rows =
        score(plan_with("ratings:\n  - {date: 2026-01-01, occasion: baseline, rater: R, levels: {c: -1}}\n  - {date: 2026-03-01, rater: S, levels: {c: 1}}\n"));
    CHECK(close(rows[1].t_change, 20));
}

TEST_CASE("without any baseline there is no change, and the reason is given")
{
    const auto row = score(plan_with("ratings:\n  - {date: 2026-03-01, rater: R, levels: {c: 1}}\n"))[0];
    CHECK(close(row.t, 60));
    CHECK(row.no_change == NoChange::no_baseline);
}

// facts 2.1: (-0.5, 0, 0) gives 47.72 kept and 45.44 as -1
TEST_CASE("partly achieved is analysed as -1 unless it is kept")
{
    const auto plan = plan_with("ratings:\n  - {date: 2026-03-01, rater: R, levels: {a: partly, b: 0, c: 0}}\n");
    CHECK(std::abs(*score(plan)[0].t - 45.44) < 0.005);
    ScoreOptions keep;
    keep.half_level = HalfLevel::keep;
    CHECK(std::abs(*score(plan, keep)[0].t - 47.72) < 0.005);
}

TEST_CASE("all weights 0 is no T, while the ordinal figures stand")
{
    const std::string scale = "{-2: v, -1: w, 0: x, +1: y, +2: z}";
    const auto result = read_plans(
        {"t", "gas: 1\nid: P\ngoals:\n  - {id: a, title: A, weight: 0, scale: " + scale + "}\nratings:\n  - {date: 2026-03-01, rater: R, levels: {a: 1}}\n"});
    const auto row = score(result.plans.at(0).plan)[0];
    CHECK(row.no_score == NoScore::zero_weights);
    CHECK(*row.levels.mean == 1);
    CHECK_FALSE(row.levels.weighted_mean);
}

TEST_CASE("rho of the plan counts unless it is overridden")
{
    const auto plan = plan_with("ratings:\n  - {date: 2026-03-01, rater: R, levels: {a: 1, b: 1}}\n", "", "scoring: {rho: 0}\n");
    CHECK(close(score(plan)[0].t, 50 + 20 / std::sqrt(2.0)));
    ScoreOptions options;
    options.rho = 1;
    CHECK(close(score(plan, options)[0].t, 60));
}

// Jacobson & Truax: sem 8.85 and a change of 24.53 are at the border, 1.96 * sqrt(2) * 8.85 = 24.531
TEST_CASE("the reliable change index divides the change by sqrt 2 times the standard error")
{
    ScoreOptions options;
    options.sem = 10 / std::sqrt(2.0);
    const auto row = score(plan_with("ratings:\n  - {date: 2026-03-01, rater: R, levels: {a: 0}}\n"), options)[0];
    CHECK(close(row.rci, 1));  // change 10, denominator sqrt 2 * 10 / sqrt 2
    CHECK(rci_verdict(1.96) == "no-reliable-change");
    CHECK(rci_verdict(1.97) == "improved");
    CHECK(rci_verdict(-1.97) == "worsened");
}

TEST_CASE("goal rows stand for each rated or active goal of each entry")
{
    const auto rows = std::get<0>(score_goals(plan_with("ratings:\n  - {date: 2026-03-01, rater: R, levels: {a: partly, b: -1}}\n"), {}));
    REQUIRE(rows.size() == 3);
    CHECK(rows[0].recorded == "partly");
    CHECK(*rows[0].level == -1);
    CHECK(*rows[0].level_change == 0);
    CHECK(*rows[1].level_change == 1);
    CHECK(rows[1].status == Attainment::improving);
    CHECK_FALSE(rows[2].level);
    CHECK(rows[2].status == Attainment::in_progress);
}

TEST_CASE("goals of equal weight: sums of whole numbers give the T of the general formula, to the last digit")
{
    std::mt19937 chance(20261125);
    for (int round = 0; round < 2000; ++round) {
        gas::Plan plan;
        gas::RatingGrid grid;
        grid.goals = 1 + chance() % 7;
        plan.goals.resize(grid.goals);
        const std::size_t entries = 1 + chance() % 4;
        for (std::size_t e = 0; e < entries; ++e) {
            gas::RatingGrid::Entry entry;
            entry.is_baseline = e == 0;
            entry.rater = chance() % 8 == 0 ? 1U : 0U;
            grid.entries.push_back(entry);
        }
        grid.names = {"", "AB"};
        constexpr std::int8_t cells[] = {-6, -4, -2, -1, 0, 2, 4, gas::RatingGrid::unrated, gas::RatingGrid::not_applicable};
        for (std::size_t i = 0; i < entries * grid.goals; ++i) {
            grid.levels.push_back(cells[chance() % std::size(cells)]);
        }
        for (std::size_t g = 0; g < grid.goals; ++g) {
            grid.baselines.push_back(chance() % 3 == 0 ? cells[chance() % 3] : gas::RatingGrid::unrated);
        }
        gas::ScoreOptions equal;
        equal.rho = static_cast<double>(chance() % 11) / 10;
        equal.half_level = chance() % 2 == 0 ? gas::HalfLevel::keep : gas::HalfLevel::as_minus_one;
        equal.complete = chance() % 5 == 0;
        equal.weighting = gas::Weighting::equal;
        auto general = equal;
        general.weighting = gas::Weighting::explicit_weight;
        for (auto& goal : plan.goals) {
            goal.weight = 1;
        }
        gas::GridScores a;
        gas::GridScores b;
        REQUIRE_FALSE(gas::score_grid(plan, grid, equal, true, a));
        REQUIRE_FALSE(gas::score_grid(plan, grid, general, true, b));
        REQUIRE(a.rows.size() == b.rows.size());
        for (std::size_t i = 0; i < a.rows.size(); ++i) {
            const auto& x = a.rows[i];
            const auto& y = b.rows[i];
            CHECK(x.t == y.t);
            CHECK(x.no_score == y.no_score);
            CHECK(x.t_baseline == y.t_baseline);
            CHECK(x.t_change == y.t_change);
            CHECK(x.no_change == y.no_change);
            CHECK(x.active == y.active);
            CHECK(x.rated == y.rated);
            CHECK(x.paired == y.paired);
            CHECK(x.counts == y.counts);
            CHECK(x.levels.mean == y.levels.mean);
            CHECK(x.levels.weighted_mean == y.levels.weighted_mean);
            CHECK(x.levels.median == y.levels.median);
            CHECK(x.levels.achieved == y.levels.achieved);
            CHECK(x.levels.exceeded == y.levels.exceeded);
        }
    }
}

TEST_CASE("score options out of range are a problem of who takes them")
{
    const auto problem_of = [](const gas::ScoreOptions& options) {
        gas::Plan plan;
        plan.goals.resize(1);
        const auto rows = gas::score_plan(plan, options);
        const auto* problem = std::get_if<gas::WeightProblem>(&rows);
        CHECK(std::holds_alternative<gas::WeightProblem>(gas::score_goals(plan, options)) == (problem != nullptr));
        return problem != nullptr ? problem->message : "";
    };
    gas::ScoreOptions options;
    for (const double rho : {0.0, 1.0}) {
        options.rho = rho;
        CHECK(problem_of(options).empty());
    }
    for (const double rho : {-0.1, 1.1, std::nan("")}) {
        options.rho = rho;
        CHECK(problem_of(options).starts_with("rho is a number from 0 to 1, not "));
    }
    options = {};
    for (const double sem : {0.0, -1.0, std::nan("")}) {
        options.sem = sem;
        CHECK(problem_of(options).starts_with("a standard error of measurement is above 0, not "));
    }
    options = {};
    options.stall_after = -1;
    CHECK(problem_of(options) == "a goal stalls after 0 days or more, not -1");
}
