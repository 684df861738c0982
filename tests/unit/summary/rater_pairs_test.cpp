// SPDX-License-Identifier: MIT
#include <cmath>

#include <doctest/doctest.h>

#include "gas/read/read_plans.hpp"
#include "gas/summary/rater_pairs.hpp"

using namespace gas;

namespace {

Plan plan_with(const std::string& id, const std::string& ratings)
{
    const std::string scale = "{-3: u, -2: v, -1: w, 0: x, +1: y, +2: z}";
    const auto result = read_plans({"t", "gas: 1\nid: " + id + "\ngoals:\n  - {id: a, title: A, scale: " + scale + "}\n  - {id: b, title: B, scale: " + scale +
                                             "}\nratings:\n" + ratings});
    REQUIRE(result.diagnostics.empty());
    return result.plans.at(0).plan;
}

}  // namespace

TEST_CASE("levels pair by participant, date, occasion and goal, and T over the goals that both rated")
{
    RaterEntries entries({});
    entries.add(plan_with("P",
                          "  - {date: 2026-01-01, rater: R, levels: {a: -1, b: +1}}\n  - {date: 2026-01-01, rater: S, levels: {a: 0}}\n"
                          "  - {date: 2026-02-01, rater: R, levels: {a: 0}}\n  - {date: 2026-02-02, rater: S, levels: {a: 2}}\n"));
    std::size_t ambiguous = 0;
    const auto pairs = entries.pair_up({"R", "S", false}, ambiguous);
    CHECK(pairs.goals == 1);
    CHECK(pairs.participants == 1);
    CHECK(ambiguous == 0);
    REQUIRE(pairs.levels.size() == 5);
    CHECK(pairs.levels[1][2] == 1);  // R -1, S 0
    CHECK(pairs.t_first == std::vector<double>{40});
    CHECK(pairs.t_second == std::vector<double>{50});
}

TEST_CASE("a level of -3 makes the table one wider")
{
    RaterEntries entries({});
    entries.add(plan_with("P", "  - {date: 2026-01-01, rater: R, levels: {a: -3}}\n  - {date: 2026-01-01, rater: S, levels: {a: -2}}\n"));
    std::size_t ambiguous = 0;
    const auto pairs = entries.pair_up({"R", "S", false}, ambiguous);
    CHECK(pairs.lowest_level == -3);
    REQUIRE(pairs.levels.size() == 6);
    CHECK(pairs.levels[0][1] == 1);
}

TEST_CASE("a role with two entries on a day is left out and counted")
{
    RaterEntries entries({});
    entries.add(
        plan_with("P",
                  "  - {date: 2026-01-01, rater: R, role: patient, levels: {a: 1}}\n  - {date: 2026-01-01, rater: S, role: practitioner, levels: {a: 1}}\n"
                  "  - {date: 2026-01-01, rater: T, role: practitioner, levels: {a: 0}}\n"));
    std::size_t ambiguous = 0;
    CHECK(entries.pair_up({"patient", "practitioner", true}, ambiguous).goals == 0);
    CHECK(ambiguous == 1);
    CHECK(entries.roles() == std::set<std::string>{"patient", "practitioner"});
}

TEST_CASE("two sets of files pair whoever rated")
{
    RaterEntries entries({});
    entries.add(plan_with("P", "  - {date: 2026-01-01, rater: R, levels: {a: 1}}\n"), 0);
    entries.add(plan_with("P", "  - {date: 2026-01-01, rater: R, levels: {a: 2}}\n"), 1);
    entries.add(plan_with("Q", "  - {date: 2026-01-01, rater: R, levels: {a: 2}}\n"), 1);
    std::size_t ambiguous = 0;
    const auto pairs = entries.pair_sets(ambiguous);
    CHECK(pairs.goals == 1);
    CHECK(pairs.levels[3][4] == 1);
}
