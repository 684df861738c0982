// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include "gas/check/check_plan.hpp"
#include "gas/check/check_run.hpp"
#include "gas/check/ignores.hpp"
#include "gas/read/read_plans.hpp"

using namespace gas;

namespace {

/// Rules that a goal with the five texts breaks, without those on target, baseline and the number of goals.
std::vector<Rule> broken_by(std::initializer_list<std::string> texts)
{
    std::string plan = "gas: 1\nid: P\ngoals:\n  - id: a\n    title: x\n    target: 2026-04-12\n    baseline: -1\n    scale:\n";
    int level = -2;
    for (const auto& text : texts) {
        plan += "      " + std::to_string(level++) + ": \"" + text + "\"\n";
    }
    const auto result = read_plans({"t", plan});
    REQUIRE(result.plans.size() == 1);
    REQUIRE(result.diagnostics.empty());
    std::vector<Rule> rules;
    for (const auto& d : check_plan(result.plans[0].plan, result.plans[0].ranges)) {
        if (d.rule != Rule::number_of_goals && d.rule != Rule::no_number) {
            rules.push_back(d.rule);
        }
    }
    return rules;
}

using Rules = std::vector<Rule>;

PlanSeen seen(std::string id, std::string file, std::optional<double> t = {}) { return {std::move(id), std::move(file), {2, 5}, {2, 8}, "id: x", t}; }

}  // namespace

TEST_CASE("ladders, open ends and points are no overlap")
{
    CHECK(broken_by({"Walks 5 m", "Walks 10 m", "Walks 15 m", "Walks 20 m", "Walks 25 m"}) == Rules{});
    CHECK(broken_by({"at most 1 time", "2 times", "at least 3 times", "at least 4 times", "at least 5 times"}) == Rules{});
    CHECK(broken_by({"fewer than 10 steps", "10 to 19 steps", "20 to 29 steps", "30 to 39 steps", "40 steps or more"}) == Rules{});
    CHECK(broken_by({"Needs 5 prompts", "Needs 4 prompts", "Needs 3 prompts", "Needs 2 prompts", "Needs 1 prompt"}) == Rules{});
}

TEST_CASE("overlaps and gaps between counted ranges are found")
{
    CHECK(broken_by({"0 to 1 times", "2 to 3 times", "3 to 4 times", "5 to 6 times", "7 times"}) == Rules{Rule::numbers_overlap});
    CHECK(broken_by({"0 to 1 times", "2 to 3 times", "5 to 6 times", "7 to 8 times", "9 times"}) == Rules{Rule::numbers_overlap});
    CHECK(broken_by({"0 to 1 times", "2 to 3 times", "4 to 6 times", "7 to 8 times", "9 times"}) == Rules{});
}

TEST_CASE("one number that changes beside others that do not is the scale's")
{
    CHECK(broken_by({"2 of 10 trials", "4 of 10 trials", "3 of 10 trials", "6 of 10 trials", "8 of 10 trials"}) == Rules{Rule::numbers_not_monotone});
    CHECK(broken_by({"1 m in 9 s", "2 m in 8 s", "3 m in 7 s", "4 m in 6 s", "5 m in 5 s"}) == Rules{Rule::several_variables});
}

TEST_CASE("a level without a number does not hide the others, nor is it taken for one where it speaks of something else")
{
    CHECK(broken_by({"Never walks", "Walks 20 m", "Walks 10 m", "Walks 30 m", "Walks 40 m"}) == Rules{Rule::numbers_not_monotone});
    CHECK(broken_by({"Walks 20 m", "Never walks", "Walks 30 m", "Walks 40 m", "Walks 50 m"}) == Rules{Rule::numbers_not_monotone});
    CHECK(broken_by({"Walks 0 to 4 m", "Walks 4 to 9 m", "Walks 10 to 19 m", "Walks 20 to 49 m", "Walks 50+ m"}) == Rules{Rule::numbers_overlap});
    CHECK(broken_by({"In the ward", "Walks 2 to 3 m", "Walks 3 to 4 m", "Walks 5 to 6 m", "Walks 7 m"}) == Rules{Rule::numbers_overlap});
    CHECK(broken_by({"Walks 2 days a week", "Walks 1 day a week", "Walks 4 days a week", "Walks 5 days a week", "Walks daily"}) ==
          Rules{Rule::numbers_not_monotone});
    CHECK(broken_by({"Walks with help", "Walks 10 m", "Walks 20 m", "Walks 30 m", "Never falls"}) == Rules{});
    CHECK(broken_by({"Walks 10 m", "Walks 20 m", "Walks 30 m", "Walks 40 m", "Walks with no help"}) == Rules{});
    CHECK(broken_by({"Walks 1 day a month", "Walks 5 days a month", "Walks 10 days a month", "Walks 20 days a month", "Walks daily"}) == Rules{});
    CHECK(broken_by({"Wakes 4 times", "Wakes 3 times", "Wakes twice", "Wakes once", "Never wakes"}) == Rules{});
}

TEST_CASE("equal texts are found whatever their case, and next to the expected outcome they leave no room")
{
    CHECK(broken_by({"Sits", "sits.", "Stands", "Walks", "Runs"}) == Rules{Rule::same_level_text});
    CHECK(broken_by({"Lies", "Sits", "Stands", "Stands", "Runs"}) == Rules{Rule::no_room});
}

TEST_CASE("vague words pass where a number stands beside them")
{
    CHECK(broken_by({"Lies", "Sits", "Walks more", "Walks alone", "Runs"}) == Rules{Rule::vague_words});
    CHECK(broken_by({"Lies", "Sits", "Walks 10 m or more", "Walks alone", "Runs"}) == Rules{});
}

TEST_CASE("two plans of a run with one id are told of at the second")
{
    RunRules run;
    CHECK(run.see(seen("P-1", "a")).empty());
    CHECK(run.see(seen("P-2", "a")).empty());
    const auto found = run.see(seen("P-1", "b"));
    REQUIRE(found.size() == 1);
    CHECK(found[0].file == "b");
    CHECK(found[0].message == "another plan has the id \"P-1\" already, at a:2");
}

TEST_CASE("goals of a run look easy by their mean or their spread, from 20 participants on")
{
    const auto verdict = [](int n, auto t_of) {
        RunRules run;
        for (int i = 0; i < n; ++i) {
            run.see(seen("P-" + std::to_string(i), "f", t_of(i)));
        }
        return run.finish().size();
    };
    CHECK(verdict(19, [](int) { return 60.0; }) == 0);
    CHECK(verdict(20, [](int i) { return i % 2 == 0 ? 45.0 : 66.0; }) == 1);  // mean 55.5
    CHECK(verdict(20, [](int i) { return i % 2 == 0 ? 40.0 : 60.0; }) == 0);
    CHECK(verdict(20, [](int i) { return i % 2 == 0 ? 49.0 : 51.0; }) == 1);  // SD about 1
}

TEST_CASE("an ignore comment takes what it names on its line or the next, and no error")
{
    const std::string text = "a\nb # gas: ignore[GAS203] why\n# gas: ignore[GAS203, GAS204]\nc\nd \"gas: ignore[GAS205]\"\n";
    const SourceText source{"t", text};
    const auto at = [&](char c, Rule rule, Severity severity = Severity::warning) {
        const auto begin = static_cast<std::uint32_t>(text.find(c));
        return Diagnostic{rule, severity, {begin, begin + 1}, "", "", "", ""};
    };
    std::vector<Diagnostic> found{at('a', Rule::same_level_text), at('b', Rule::same_level_text), at('c', Rule::same_goal_text),
                                  at('b', Rule::unknown_key, Severity::error)};
    apply_ignores(source, found, true);
    REQUIRE(found.size() == 3);
    CHECK(found[0].range.begin == text.find('a'));
    CHECK(found[1].rule == Rule::unknown_key);
    CHECK(found[2].rule == Rule::unused_ignore);  // GAS203 on the line before c
}
