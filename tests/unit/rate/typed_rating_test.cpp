// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <string>

#include "gas/rate/typed_rating.hpp"
#include "gas/read/read_plans.hpp"

using namespace gas;

namespace {

const Plan& plan()
{
    static const auto read = read_plans({"", R"(gas: 1
id: P
goals:
  - id: sleep
    title: Sleep through the night
    indicator: {unit: nights per week, better: higher}
    scale: {-1: {text: w, range: "<4"}, 0: {text: e, range: "4"}, +1: {text: b, range: ">4"}}
  - id: work
    title: Be at work again
    scale: {-1: w, 0: e, +1: b}
  - {id: heat, title: Bear the heat, indicator: {unit: degrees}, scale: {-1: {text: w, range: "<-4"}, 0: {text: e, range: "-4"}, +1: {text: b, range: ">-4"}}}
  - {id: pages, title: Read at night, scale: {-1: {text: w, range: "<4"}, 0: {text: e, range: "4"}, +1: {text: b, range: ">4"}}}
  - {id: walk, title: Walk to the shop, indicator: {unit: metres}, scale: {-1: {text: w, range: "<4"}, 0: {text: e, range: "4"}, +1: {text: b, range: ">4"}}}
  - {id: pace, title: Go faster, indicator: {unit: km/h}, scale: {-1: {text: w, range: "<4"}, 0: {text: e, range: "4"}, +1: {text: b, range: ">4"}}}
  - {id: old, title: Sleep at noon, ended: 2026-01-31, scale: {-1: w, 0: e, +1: b}}
)"});
    REQUIRE(!read.has_errors());
    return read.plans[0].plan;
}

std::string typed(const std::string& goal, const std::string& words)
{
    const auto rating = typed_rating(plan().goals[*find_goal(plan(), goal)], words);
    const auto* problem = std::get_if<EditProblem>(&rating);
    return problem != nullptr ? "refused: " + problem->message + " / " + problem->hint : std::get<std::string>(rating);
}

std::string called(const std::string& name, const std::string& day = "2026-02-01")
{
    const auto goal = goal_called(plan(), name, *parse_date(day));
    const auto* problem = std::get_if<EditProblem>(&goal);
    return problem != nullptr ? "refused: " + problem->message + " / " + problem->hint : plan().goals[std::get<std::size_t>(goal)].id;
}

}  // namespace

TEST_CASE("a sign makes a level, of goals with ranges too")
{
    for (const std::string goal : {"sleep", "work"}) {
        CHECK(typed(goal, "+1") == "+1");
        CHECK(typed(goal, " -2 ") == "-2");
        CHECK(typed(goal, "-0.5") == "-0.5");
        CHECK(typed(goal, "+0") == "0");
        CHECK(typed(goal, "+3").starts_with("refused: "));
        CHECK(typed(goal,
                    "\xE2\x88\x92"
                    "1")
                  .starts_with("refused: "));
        CHECK(typed(goal, "+1.5").starts_with("refused: "));
    }
}

TEST_CASE("a number alone is a level of a goal without ranges, and a value of one with ranges unless it could be both")
{
    CHECK(typed("work", "0") == "0");
    CHECK(typed("work", "1") == "+1");
    CHECK(typed("work", "2") == "+2");
    CHECK(typed("work", "5").starts_with("refused: "));
    CHECK(typed("work", "3.5").starts_with("refused: "));
    CHECK(typed("sleep", "5") == "value 5");
    CHECK(typed("sleep", "3.50") == "value 3.5");
    CHECK(typed("sleep", "350") == "value 350");
    CHECK(typed("sleep", "2") ==
          "refused: \"2\" of goal \"sleep\" could be a level or a measured value / write \"+2\" for the level, \"2 nights\" for the value");
    CHECK(typed("sleep", "0") ==
          "refused: \"0\" of goal \"sleep\" could be a level or a measured value / write \"+0\" for the level, \"0 nights\" for the value");
    CHECK(typed("pages", "1") ==
          "refused: \"1\" of goal \"pages\" could be a level or a measured value / write \"+1\" for the level, \"value 1\" for the value");
    CHECK(typed("pages", "value 1") == "value 1");
    CHECK(typed("walk", "1.0") ==
          "refused: \"1.0\" of goal \"walk\" could be a level or a measured value / write \"+1\" for the level, \"1.0 metres\" for the value");
    CHECK(typed("walk", "02").starts_with("refused: \"02\" of goal \"walk\" could be a level or a measured value / write \"+2\" for the level"));
    CHECK(typed("walk", "0.5") == "value 0.5");
    CHECK(typed("walk", "1 000 m") == "refused: \"1 000 m\" of goal \"walk\" is no number with a unit / write \"1000 metres\"");
    CHECK(typed("walk", "value 1 000") == "refused: \"value 1 000\" of goal \"walk\" is no number with a unit / write \"1000 metres\"");
    for (const std::string text : {"1e2 m", "1 00 m", "1 000.5 m", "1'000 m"}) {
        CHECK(typed("walk", text) ==
              "refused: \"" + text +
                  "\" of goal \"walk\" is no number with a unit / write the number with digits alone, as 100 or 0.5, and the unit behind it");
    }
    CHECK(typed("sleep", "1,5").starts_with("refused: "));
    CHECK(typed("sleep", "4-5").starts_with("refused: "));
    CHECK(typed("sleep", "4/5").starts_with("refused: "));
    CHECK(typed("sleep", "").starts_with("refused: "));
}

TEST_CASE("a unit is that of the goal, or the rating is refused")
{
    for (const std::string words : {"5 nights", "5 night", "5nights", "5 Nights per week", "5 nights/week", "5 nights a week"}) {
        CHECK(typed("sleep", words) == "value 5");
    }
    CHECK(typed("sleep", "1 night") == "value 1");
    CHECK(typed("sleep", "5 hours") == "refused: goal \"sleep\" counts nights per week, not hours / write \"5 nights\" if that is what was measured");
    CHECK(typed("sleep", "5 nights per month").starts_with("refused: goal \"sleep\" counts nights per week"));
    CHECK(typed("sleep", "5 calm ones") == "refused: goal \"sleep\" counts nights per week / write \"5 nights\" if that is what was measured");
    CHECK(typed("walk", "350m") == "value 350");
    CHECK(typed("walk", "350 meters") == "value 350");
    CHECK(typed("walk", "3 km").starts_with("refused: goal \"walk\" counts metres, not km"));
    CHECK(typed("work", "5 nights").starts_with("refused: goal \"work\" has no ranges"));
    CHECK(typed("pages", "5 pages").starts_with("refused: the values of goal \"pages\" have no unit"));
    // a sign and a unit
    CHECK(typed("sleep", "+1 night") ==
          "refused: \"+1 night\" of goal \"sleep\" could be a level, or what is measured / write \"+1\" for the level, \"1 night\" for the value");
    CHECK(typed("sleep", "+3 nights") == "refused: \"+3 nights\" of goal \"sleep\" has a sign, as levels have it / write \"3 nights\" for the value");
    CHECK(typed("walk", "+400 m") == "refused: \"+400 m\" of goal \"walk\" has a sign, as levels have it / write \"400 metres\" for the value");
    CHECK(typed("walk", "-1 m").starts_with("refused: \"-1 m\" of goal \"walk\" could be a level, or what is measured"));
    CHECK(typed("heat", "-2 degrees") == "value -2");
    CHECK(typed("heat", "+3 degrees") == "value 3");
    CHECK(typed("heat", "-7").ends_with("/ a sign makes a level; write \"-7 degrees\" for the value"));
    CHECK(typed("walk", "+350").ends_with("/ a sign makes a level; write \"350 metres\" for the value"));
    CHECK(typed("work", "+350").find("for the value") == std::string::npos);
    CHECK(typed("walk", "350 ms").starts_with("refused: goal \"walk\" counts metres"));
    CHECK(typed("heat", "-2") == "-2");
    CHECK(typed("heat", "value -7") == "value -7");
}

TEST_CASE("words, as people spell them")
{
    CHECK(typed("work", "as-expected") == "as-expected");
    CHECK(typed("work", "As expected") == "as-expected");
    CHECK(typed("work", "No change") == "no-change");
    CHECK(typed("sleep", "n/a") == "not-applicable");
    CHECK(typed("sleep", "NA") == "not-applicable");
    CHECK(typed("sleep", "not-applicable") == "not-applicable");
    CHECK(typed("work", "achieved").starts_with("refused: "));
    CHECK(typed("work", "blue").starts_with("refused: "));
}

TEST_CASE("a goal goes by its id, the begin of it, or words of its title, if only one active goal fits")
{
    CHECK(called("sleep") == "sleep");
    CHECK(called("sl") == "sleep");
    CHECK(called("old") == "old");
    CHECK(called("HEAT") == "heat");
    CHECK(called("shop") == "walk");
    CHECK(called("Sleep through") == "sleep");
    CHECK(called("w") == "refused: \"w\" could be 2 goals: work (Be at work again), walk (Walk to the shop) / name one by its id");
    CHECK(called("noon") == "refused: the plan has no goal \"noon\" that is active then / its goals: sleep, work, heat, pages, walk, pace, old");
    CHECK(called("noon", "2026-01-31") == "old");
    CHECK(called("slep") == "refused: the plan has no goal \"slep\" / did you mean \"sleep\"?");
    CHECK(called("").starts_with("refused: "));
}

TEST_CASE("a length is no speed")
{
    CHECK(typed("pace", "12 km/h") == "value 12");
    CHECK(typed("pace", "12 km per hour") == "value 12");
    CHECK(typed("pace", "12 km") == "refused: goal \"pace\" counts km/h, not km / write \"12 km/h\" if that is what was measured");
    CHECK(typed("pace", "2") == "refused: \"2\" of goal \"pace\" could be a level or a measured value / write \"+2\" for the level, \"2 km/h\" for the value");
}

TEST_CASE("a decimal comma of a measured value is shown as a point, and one that may part thousands is not")
{
    CHECK(typed("sleep", "3,5") == "refused: \"3,5\" of goal \"sleep\" is no number: the decimal sign is a point / write \"3.5 nights\"");
    CHECK(typed("sleep", "3,5 nights").ends_with(" / write \"3.5 nights\""));
    CHECK(typed("pages", "3,25").ends_with(" / write \"value 3.25\""));
    CHECK(typed("sleep", "3,500").find("3.500") == std::string::npos);
    CHECK(typed("sleep", "value nan") == "refused: \"value nan\" of goal \"sleep\" has no number / write the measured value behind it, as \"value 4\"");
}
