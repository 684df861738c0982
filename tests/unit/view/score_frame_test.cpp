// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include "gas/read/read_plans.hpp"
#include "gas/view/score_frame.hpp"
#include "gas/write/writers.hpp"

using namespace gas;

namespace {

const char* const plan_text = R"(gas: 1
id: P-1
covariates: {age: 61, rho: x}
goals:
  - id: walk
    title: Walk
    scale: {-2: a, -1: b, 0: c, +1: d, +2: e}
ratings:
  - date: 2026-01-12
    occasion: baseline
    rater: AB
    levels: {walk: -2}
  - date: 2026-04-12
    occasion: final
    rater: AB
    levels: {walk: +1}
)";

/// Rows of goals, with and without the columns known before.
Frame scores(const std::vector<std::string>& expected)
{
    const auto read = read_plans({"p.gas.yaml", plan_text});
    REQUIRE(read.plans.size() == 1);
    auto frame = score_frame(goal_columns());
    ScoreRows rows(frame);
    rows.expect(expected);
    const auto& plan = read.plans[0].plan;
    const auto goals = score_goals(plan, {});
    for (const auto& row : std::get<0>(goals)) {
        CHECK(rows.add(GoalRecord{plan, row, {}, ""}, "p.gas.yaml"));
    }
    return frame;
}

std::vector<std::string> covariate_names(const Frame& frame)
{
    std::vector<std::string> names;
    for (std::size_t i = 0; i < frame.columns().size(); ++i) {
        if (frame.is_open(i)) {
            names.push_back(frame.columns()[i].name);
        }
    }
    return names;
}

}  // namespace

TEST_CASE("covariates follow the columns of a row of scores, before its file, and take no other column's name")
{
    CHECK(covariate_names(scores({})) == std::vector<std::string>{"age", "covariate_rho"});
    CHECK(covariate_names(scores({"rho", "age"})) == std::vector<std::string>{"covariate_rho", "age"});
    CHECK(scores({}).columns().back().name == "file");
}

TEST_CASE("rows of scores may come between rows of others, which bring covariates of their own")
{
    auto frame = score_frame(goal_columns());
    ScoreRows rows(frame);
    REQUIRE(frame.append(scores({"rho"})));  // covariate_rho, age; two rows of P-1
    rows.expect({"arm", "age", "rho"});
    Plan plan;
    plan.id = "T-1";
    plan.covariates = {{"rho", "y", true}, {"arm", "x", true}};
    CHECK(rows.add(GoalRecord{plan, {}, {}, ""}, "t.csv"));
    REQUIRE(frame.append(scores({})));
    CHECK(rows.add(GoalRecord{plan, {}, {}, ""}, "t.csv"));
    CHECK(covariate_names(frame) == std::vector<std::string>{"covariate_rho", "age", "arm"});
    std::string csv;
    CHECK(write_frame(frame, "csv", {}, [&](std::string_view bytes) {
        csv += bytes;
        return true;
    }));
    std::vector<std::string> ends;  // of each line, the covariates and the file
    for (std::size_t at = 0; at < csv.size(); at = csv.find('\n', at) + 1) {
        const auto line = csv.substr(at, csv.find('\n', at) - at);
        auto comma = line.rfind(',');
        for (int i = 0; i < 3; ++i) {
            comma = line.rfind(',', comma - 1);
        }
        ends.push_back(line.substr(comma + 1));
    }
    const std::string plan_row = "x,61,,p.gas.yaml";
    const std::string table_row = "y,,x,t.csv";
    CHECK(ends == std::vector<std::string>{"covariate_rho,age,arm,file", plan_row, plan_row, table_row, plan_row, plan_row, table_row});
}

TEST_CASE("a row of scores is the same into a frame and into a sink that knows the covariates before")
{
    const auto frame = scores({"age", "rho"});
    std::string buffered;
    std::string at_once;
    CHECK(write_frame(frame, "csv", {}, [&](std::string_view bytes) {
        buffered += bytes;
        return true;
    }));
    const auto read = read_plans({"p.gas.yaml", plan_text});
    const auto sink = make_row_sink("csv", {}, [&](std::string_view bytes) {
        at_once += bytes;
        return true;
    });
    ScoreRows rows(*sink, goal_columns(), {"age", "rho"});
    const auto& plan = read.plans[0].plan;
    const auto goals = score_goals(plan, {});
    for (const auto& row : std::get<0>(goals)) {
        CHECK(rows.add(GoalRecord{plan, row, {}, ""}, "p.gas.yaml"));
    }
    CHECK(sink->end());
    CHECK(at_once == buffered);
    CHECK(buffered.find(",61,x,p.gas.yaml\n") != std::string::npos);
}

TEST_CASE("what is the same in all rows of scores is said once")
{
    const auto frame = scores({});
    const CommonCells common(frame);
    CHECK(common.covariates_said_once() == "age 61, covariate_rho x");
    CHECK(common.said_once("rater", "rater") == "rater AB");
    CHECK(common.said_once("occasion", "occasion") == "occasion differs, see its column");
    const auto hidden = common.hidden({"rater"});
    CHECK(std::find(hidden.begin(), hidden.end(), "rater") != hidden.end());
    CHECK(std::find(hidden.begin(), hidden.end(), "occasion") == hidden.end());
}

TEST_CASE("below a table of scores stands what its columns need not show")
{
    const auto below = said_below(scores({}), {}, "1/4", false);
    REQUIRE(below.notes.size() > 2);
    CHECK(below.notes[0].find("rho 0.3") == 0);
    CHECK(below.notes[1] == "part 1/4 of the inputs");
    CHECK(std::find(below.hidden.begin(), below.hidden.end(), "file") != below.hidden.end());
    const auto of_two_files = said_below(scores({}), {}, "", true);
    CHECK(std::find(of_two_files.notes.begin(), of_two_files.notes.end(), below.notes[1]) == of_two_files.notes.end());
    CHECK(std::find(of_two_files.hidden.begin(), of_two_files.hidden.end(), "file") == of_two_files.hidden.end());
}

TEST_CASE("columns of scores have their types")
{
    for (const auto& column : goal_columns()) {
        const auto type = column.name == "date" || column.name == "at"          ? ColumnType::date
                          : column.name == "active" || column.name == "stalled" ? ColumnType::truth
                          : column.name == "level" || column.name == "value" || column.name == "baseline" || column.name == "level_change" ||
                                  column.name == "weight" || column.name == "rho"
                              ? ColumnType::number
                              : ColumnType::text;
        CHECK_MESSAGE(column.type == type, column.name);
    }
    CHECK(score_columns().size() + 2 == score_columns({.sem = true}).size());    // rci, rci_verdict
    CHECK(score_columns().size() + 1 == score_columns({.notes = true}).size());  // entry_note
    CHECK(goal_columns().size() + 2 == goal_columns({.notes = true}).size());    // note, entry_note
    CHECK(score_columns()[5].name == "t");
    CHECK(score_columns()[5].type == ColumnType::number);
}
