// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <cstddef>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "../printers.hpp"
#include "gas/diff/compare.hpp"

using namespace gas;

namespace {

/// The level stands on line 9 of the text, at column 20.
std::string plan(const std::string& id, const std::string& level)
{
    return "gas: 1\nid: " + id +
           "\ngoals:\n  - id: walk\n    title: Walk\n    scale: {-2: none, -1: a little, 0: some, +1: more, +2: much}\nratings:\n  - date: 2026-01-12\n    "
           "levels: {walk: " +
           level + "}\n    occasion: baseline\n";
}

std::vector<std::string> told(const Comparison& found)
{
    std::vector<std::string> lines;
    for (const auto& plan : found.plans) {
        for (const auto& change : plan.diff.changes) {
            lines.push_back(plan.id + " " + plan.old_name + ">" + plan.new_name + " " + change.kind + " " + change.path);
        }
    }
    return lines;
}

}  // namespace

TEST_CASE("a change of one text stands at its line in both versions")
{
    const auto found = compare({{"", {"before", plan("P", "-1")}}}, {{"", {"after", "# a line more\n" + plan("P", "+1")}}});
    REQUIRE(told(found) == std::vector<std::string>{"P before>after rating-edited /ratings/2026-01-12/baseline//walk"});
    const auto& places = found.plans[0].places.at(0);
    CHECK(places.old_begin == Position{9, 20});
    CHECK(places.old_end == Position{9, 22});
    CHECK(places.new_begin == Position{10, 20});
    CHECK(places.new_end == Position{10, 22});
    CHECK_FALSE(found.plans[0].new_plan);
    CHECK(found.goals == std::set<std::string>{"walk"});
}

TEST_CASE("of many texts a plan is found where it went, and what one side lacks came or went")
{
    const std::vector<TextVersion> before = {{"a", {"1/a", plan("A", "0")}},
                                             {"b", {"1/b", plan("B", "0")}},
                                             {"c", {"1/c", plan("C", "0")}},
                                             {"d", {"1/d", plan("D", "0")}},
                                             {"e", {"1/e", plan("E", "0")}}};
    const std::vector<TextVersion> after = {{"a", {"2/a", "# only words\n" + plan("A", "0")}},
                                            {"moved", {"2/moved", plan("B", "1")}},
                                            {"new", {"2/new", plan("N", "0")}},
                                            {"d", {"2/d", plan("D", "5")}},
                                            {"e", {"2/e", "# nothing\n"}}};
    const auto found = compare(before, after);
    CHECK(told(found) ==
          std::vector<std::string>{"B 1/b>2/moved rating-edited /ratings/2026-01-12/baseline//walk", "N >2/new plan-added /id", "C 1/c> plan-removed /id"});
    CHECK(found.texts_only == std::vector<std::string>{"2/a"});
    // E is not told to be gone: its text could not be read
    CHECK(found.broken == std::vector<std::string>{"2/d", "2/e"});
    REQUIRE_FALSE(found.problems.empty());
    CHECK(found.problems[0].rule == Rule::level_outside_scale);
    CHECK(found.problems[0].file == "2/d");
    CHECK(found.problems[0].begin.line == 9);
    REQUIRE(found.new_read.size() == 5);
    CHECK(found.new_read[2].plans.at(0).plan.id == "N");
    CHECK(found.new_read[3].has_errors());
}

TEST_CASE("a comparison hangs neither on the order of the work nor on who does it, and keeps plans where it is told to")
{
    std::vector<TextVersion> before;
    std::vector<TextVersion> after;
    for (int i = 0; i < 20; ++i) {
        const auto id = "P-" + std::to_string(i);
        before.push_back({id, {id, plan(id, "0")}});
        after.push_back({id, {id, plan(id, i % 3 == 0 ? "1" : "0")}});
    }
    CompareOptions backwards;
    std::size_t calls = 0;
    backwards.run_all = [&](std::size_t count, const std::function<void(std::size_t)>& work) {
        for (; count > 0; ++calls) {
            work(--count);
        }
    };
    backwards.keep_plans = true;
    const auto found = compare(before, after, backwards);
    CHECK(calls == 60);  // texts of both sides, pairs
    CHECK(found.plans.size() == 7);
    CHECK(told(found) == told(compare(before, after)));
    for (const auto& plan : found.plans) {
        REQUIRE(plan.new_plan);
        CHECK(plan.new_plan->id == plan.id);
    }
}

TEST_CASE("with the changes that are not kept go the effects that they alone made")
{
    auto found = compare({{"", {"t", plan("P", "-1")}}}, {{"", {"t", plan("Q", "+1")}}});
    REQUIRE(found.plans.size() == 1);
    auto& only = found.plans[0];
    REQUIRE(only.diff.changes.size() == 2);
    REQUIRE(only.diff.effects.size() == 1);
    auto without = only;
    keep_changes(only, [](const Change& change) { return change.fact == FactKind::rating; });
    CHECK(only.diff.changes.size() == 1);
    CHECK(only.places.size() == 1);
    CHECK(only.places[0].new_begin.line == 9);
    CHECK(only.diff.effects.at(0).causes == std::vector<std::size_t>{0});
    keep_changes(without, [](const Change& change) { return change.fact == FactKind::plan_id; });
    CHECK(without.diff.changes.size() == 1);
    CHECK(without.diff.effects.empty());
}
