// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <algorithm>

#include "course_plan.hpp"
#include "gas/caseload/course.hpp"
#include "gas/caseload/due.hpp"
#include "gas/caseload/standing.hpp"
#include "gas/score/score_goals.hpp"

using namespace gas;
using namespace gas::test;

TEST_CASE("a goal is worse when it is below 0 and below its start, or below the rating before")
{
    const auto below_start = CoursePlan{", baseline: -1", "", "start: 2026-01-01\n", entry("2026-02-01", "a: -1") + entry("2026-03-01", "a: -2")}.read();
    CHECK_FALSE(course_on(below_start, "2026-02-28").goals[0].is_worse());
    CHECK(course_on(below_start, "2026-03-01").goals[0].worse_than_start);
    CHECK(course_on(below_start, "2026-03-01").goals[0].worse_than_before);

    const auto below_before = CoursePlan{", baseline: -2", "", "start: 2026-01-01\n", entry("2026-02-01", "a: 0") + entry("2026-03-01", "a: -1")}.read();
    CHECK_FALSE(course_on(below_before, "2026-02-28").goals[0].is_worse());
    CHECK(course_on(below_before, "2026-03-01").goals[0].worse_than_before);
    CHECK_FALSE(course_on(below_before, "2026-03-01").goals[0].worse_than_start);

    // -0.5 is analysed as -1: no fall from -1
    const auto half = CoursePlan{", baseline: -1", "", "start: 2026-01-01\n", entry("2026-02-01", "a: -1") + entry("2026-03-01", "a: -0.5")}.read();
    CHECK_FALSE(course_on(half, "2026-03-01").goals[0].is_worse());
}

TEST_CASE("a fall that stays at or above 0 has slipped, and needs no attention")
{
    const auto plan = CoursePlan{"", "", "start: 2026-01-01\n", entry("2026-02-01", "a: +2, b: 0") + entry("2026-03-01", "a: +1, b: 0")}.read();
    const auto course = course_on(plan, "2026-03-01");
    CHECK(course.goals[0].slipped);
    CHECK_FALSE(course.goals[0].is_worse());
    CHECK_FALSE(course.goals[1].slipped);
    CHECK_FALSE(course_on(plan, "2026-02-28").goals[0].slipped);
    CHECK(attention_of(course).empty());
}

TEST_CASE("a goal is held from the second rating in a row at 0 or above, while it is worked on")
{
    const auto plan = CoursePlan{", status: achieved, ended: 2026-04-01", "", "start: 2026-01-01\n",
                                 entry("2026-02-01", "a: -1") + entry("2026-02-15", "a: 0") + entry("2026-03-01", "a: +1")}
                          .read();
    CHECK_FALSE(course_on(plan, "2026-02-28").goals[0].held);
    CHECK(course_on(plan, "2026-03-01").goals[0].held);
    CHECK(course_on(plan, "2026-03-31").goals[0].held);
    CHECK_FALSE(course_on(plan, "2026-04-01").goals[0].held);
}

TEST_CASE("a goal is overdue from the day after its target, while it is below 0 or never rated")
{
    const auto plan = CoursePlan{", target: 2026-03-10", ", target: 2026-03-10", "start: 2026-01-01\n", entry("2026-03-01", "a: -1, b: 0")}.read();
    CHECK_FALSE(course_on(plan, "2026-03-10").goals[0].overdue);
    CHECK(course_on(plan, "2026-03-11").goals[0].overdue);
    CHECK_FALSE(course_on(plan, "2026-03-11").goals[1].overdue);

    const auto never = CoursePlan{", target: 2026-03-10"}.read();
    CHECK_FALSE(course_on(never, "2026-03-10").goals[0].overdue);
    CHECK(course_on(never, "2026-03-11").goals[0].overdue);
}

TEST_CASE("a goal is stalled from the 56th day without a higher level, and this is not told where it is worse")
{
    const auto plan = CoursePlan{", target: 2026-12-31", "", "start: 2026-01-01\nreview: 2026-12-31\n", entry("2026-02-01", "a: -1, b: 0")}.read();
    // February has 28 days: 2026-02-01 and 56 days are 2026-03-29
    CHECK_FALSE(course_on(plan, "2026-03-28").goals[0].stalled);
    CHECK(course_on(plan, "2026-03-29").goals[0].stalled);
    CHECK(attention_of(course_on(plan, "2026-03-28")).empty());
    REQUIRE(attention_of(course_on(plan, "2026-03-29")).size() == 1);
    CHECK(attention_of(course_on(plan, "2026-03-29"))[0].pressing == Pressing::stalled);

    const auto worse = CoursePlan{", baseline: -1", "", "start: 2026-01-01\nreview: 2026-12-31\n", entry("2026-02-01", "a: -2, b: 0")}.read();
    const auto rows = attention_of(course_on(worse, "2026-03-29"));
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].pressing == Pressing::worse);
}

TEST_CASE("a goal is unrated from the day after 56 days without a rating, unless a review or a near target is planned")
{
    const auto with = [](const std::string& top, const std::string& of_a = "") {
        return CoursePlan{of_a, "", "start: 2026-01-01\n" + top, entry("2026-02-01", "a: 0") + entry("2026-02-02", "b: 0")}.read();
    };
    CHECK_FALSE(course_on(with(""), "2026-03-29").goals[0].unrated);  // 56 days
    CHECK(course_on(with(""), "2026-03-30").goals[0].unrated);
    CHECK_FALSE(course_on(with(""), "2026-03-30").goals[1].unrated);
    // a review on the day or later
    CHECK_FALSE(course_on(with("review: 2026-03-30\n"), "2026-03-30").goals[0].unrated);
    CHECK(course_on(with("review: 2026-03-30\n"), "2026-03-31").goals[0].unrated);
    // a target from the day to 56 days later: 2026-03-30 and 56 days are 2026-05-25
    CHECK_FALSE(course_on(with("", ", target: 2026-05-25"), "2026-03-30").goals[0].unrated);
    CHECK(course_on(with("", ", target: 2026-05-26"), "2026-03-30").goals[0].unrated);
    CHECK_FALSE(course_on(with("", ", target: 2026-03-30"), "2026-03-30").goals[0].unrated);
    CHECK(course_on(with("", ", target: 2026-03-29"), "2026-03-30").goals[0].unrated);
}

TEST_CASE("not-applicable counts as looked at, and a goal never rated counts from the day on which it is worked on")
{
    const auto plan = CoursePlan{"", ", added: 2026-02-01", "start: 2026-01-01\n", entry("2026-02-01", "a: not-applicable")}.read();
    const auto course = course_on(plan, "2026-03-29");
    CHECK_FALSE(course.goals[0].unrated);
    CHECK(course.goals[0].never_rated());
    CHECK(course.goals[0].days == 56);
    CHECK_FALSE(course.goals[1].unrated);
    CHECK(course_on(plan, "2026-03-30").goals[1].unrated);

    // nothing says since when it is worked on: the first entry does
    const auto old = CoursePlan{"", "", "", entry("2026-02-01", "a: 0")}.read();
    CHECK_FALSE(course_on(old, "2026-03-29").goals[1].unrated);
    CHECK(course_on(old, "2026-03-30").goals[1].unrated);
}

TEST_CASE("unrated goals are one row of the plan where all are, else a row each")
{
    const auto all = CoursePlan{"", "", "start: 2026-01-01\n", entry("2026-02-01", "a: 0, b: 0")}.read();
    auto rows = attention_of(course_on(all, "2026-03-30"));
    REQUIRE(rows.size() == 1);
    CHECK_FALSE(rows[0].goal);
    CHECK(rows[0].pressing == Pressing::unrated);
    CHECK(rows[0].days == 57);

    const auto one = CoursePlan{"", ", added: 2026-03-01", "start: 2026-01-01\n", entry("2026-02-01", "a: 0")}.read();
    rows = attention_of(course_on(one, "2026-03-30"));
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].goal == 0);

    // alone in the plan, a goal is no "all goals"
    const auto alone = CoursePlan{"", ", added: 2027-01-01", "start: 2026-01-01\n", entry("2026-02-01", "a: 0")}.read();
    rows = attention_of(course_on(alone, "2026-03-30"));
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].goal == 0);
}

TEST_CASE("a review is missed from the day after it, until an entry is dated on it or later")
{
    const auto plan = CoursePlan{"", "", "start: 2026-01-01\nreview: 2026-03-01\n", entry("2026-02-28", "a: 0, b: 0") + entry("2026-03-05", "b: 0")}.read();
    CHECK_FALSE(course_on(plan, "2026-03-01").review_missed);
    CHECK(course_on(plan, "2026-03-02").review_missed == day("2026-03-01"));
    CHECK(course_on(plan, "2026-03-04").review_missed);
    CHECK_FALSE(course_on(plan, "2026-03-05").review_missed);

    const auto on_the_day = CoursePlan{"", "", "start: 2026-01-01\nreview: 2026-03-01\n", entry("2026-03-01", "a: 0")}.read();
    CHECK_FALSE(course_on(on_the_day, "2026-03-02").review_missed);
}

TEST_CASE("a goal is not listed from the day it ends, or another replaces it")
{
    const auto plan = CoursePlan{", target: 2026-02-01, status: discontinued, ended: 2026-03-01", ", replaces: a, added: 2026-03-01"}.read();
    CHECK(course_on(plan, "2026-02-28").goals[0].overdue);
    const auto course = course_on(plan, "2026-03-01");
    CHECK_FALSE(course.goals[0].active);
    CHECK_FALSE(course.goals[0].overdue);
    CHECK(course.goals[0].last_day == day("2026-03-01"));
    CHECK(course.active == 1);

    const auto replaced = CoursePlan{"", ", replaces: a, added: 2026-03-01"}.read();
    CHECK(course_on(replaced, "2026-02-28").active == 1);
    CHECK(course_on(replaced, "2026-03-01").goals[0].last_day == day("2026-02-28"));

    // nobody is asked about a plan whose goals have all ended
    const auto over = CoursePlan{", status: achieved, ended: 2026-03-01", ", status: achieved, ended: 2026-03-01",
                                 "start: 2026-01-01\nreview: 2026-03-10\nagreed: [{by: Dr Lee, date: 2026-01-02, until: 2026-03-05}]\n"}
                          .read();
    CHECK(attention_of(course_on(over, "2026-04-01")).empty());
}

TEST_CASE("of two raters on one day the practitioner's ratings count, and the other's are no fall")
{
    const auto plan =
        CoursePlan{"", "", "start: 2026-01-01\n",
                   entry("2026-02-01", "a: 0", "AB") + entry("2026-02-01", "a: -1", "client", "patient") + entry("2026-03-01", "a: -1", "client", "patient")}
            .read();
    const auto course = course_on(plan, "2026-03-01");
    const auto& streams = course.goals[0].streams;
    CHECK(streams.main.raters == std::vector<std::string>{"AB"});
    CHECK(streams.main.ratings.size() == 1);
    REQUIRE(streams.others.size() == 1);
    CHECK(streams.others[0].rater() == "client");
    CHECK_FALSE(course.goals[0].is_worse());
    CHECK(course.goals[0].latest == 0);
}

TEST_CASE("without a practitioner an independent rater's or a nameless role's ratings count, then the latest")
{
    const auto main_rater = [](const std::string& ratings) {
        const auto plan = CoursePlan{"", "", "start: 2026-01-01\n", ratings}.read();
        return std::string(course_on(plan, "2026-12-31").goals[0].streams.main.rater());
    };
    CHECK(main_rater(entry("2026-02-01", "a: 0", "IR", "independent") + entry("2026-03-01", "a: 0", "client", "patient")) == "IR");
    CHECK(main_rater(entry("2026-02-01", "a: 0", "IR", "independent") + entry("2026-03-01", "a: 0", "XY", "")) == "XY");
    CHECK(main_rater(entry("2026-02-01", "a: 0", "mother", "caregiver") + entry("2026-03-01", "a: 0", "client", "patient")) == "client");
    CHECK(main_rater(entry("2026-02-01", "a: 0", "AB") + entry("2026-03-01", "a: not-applicable", "CD")) == "AB");
}

TEST_CASE("a practitioner who takes over continues the stream, so that the hand-over hides no standstill")
{
    const auto handed = CoursePlan{", baseline: -1", "", "start: 2026-01-01\nreview: 2026-12-31\n",
                                   entry("2026-02-01", "a: -1", "KM") + entry("2026-02-20", "a: -1", "client", "patient") + entry("2026-03-20", "a: -1", "TM")}
                            .read();
    const auto course = course_on(handed, "2026-03-29");  // 56 days after the first
    const auto& stream = course.goals[0].streams.main;
    CHECK(stream.raters == std::vector<std::string>{"KM", "TM"});
    CHECK(stream.handed_over == day("2026-03-20"));
    CHECK(course.goals[0].stalled);
    CHECK_FALSE(course_on(handed, "2026-03-28").goals[0].stalled);

    // two practitioners who rate on the same day do not hand over
    const auto together =
        CoursePlan{"", "", "start: 2026-01-01\n", entry("2026-02-01", "a: -1", "KM") + entry("2026-03-01", "a: 0", "KM") + entry("2026-03-01", "a: -1", "TM")}
            .read();
    const auto streams = course_on(together, "2026-03-01").goals[0].streams;
    CHECK(streams.main.raters == std::vector<std::string>{"TM"});
    REQUIRE(streams.others.size() == 1);
    CHECK(streams.others[0].rater() == "KM");

    // the status stays by rater: TM's one rating is their first
    const auto after_target =
        CoursePlan{", baseline: -2", "", "start: 2026-01-01\n", entry("2026-02-01", "a: 0", "KM") + entry("2026-03-20", "a: 0", "TM")}.read();
    CHECK(course_on(after_target, "2026-03-20").goals[0].status == Attainment::achieved);  // sustaining, were KM's counted
    CHECK(course_on(after_target, "2026-03-20").goals[0].held);
}

TEST_CASE("what is dated after the day is not looked at, and counted")
{
    const auto plan = CoursePlan{"", "", "start: 2026-01-01\n", entry("2026-02-01", "a: -1") + entry("2026-03-01", "a: +2")}.read();
    const auto course = course_on(plan, "2026-02-28");
    CHECK(course.goals[0].latest == -1);
    CHECK(course.later == 1);
}

TEST_CASE("the list is in the order of how much presses, then of weight, then of days")
{
    const std::vector<Attention> rows = {{Pressing::review, {}, 1, 400},  {Pressing::overdue, 0, 0.2, 5},    {Pressing::overdue, 1, 0.5, 1},
                                         {Pressing::overdue, 2, 0.2, 9},  {Pressing::worse, 3, 0.01, 0},     {Pressing::overdue_and_stalled, 4, 0.1, 1},
                                         {Pressing::stalled, 5, 0.9, 80}, {Pressing::agreement, {}, 1, 500}, {Pressing::unrated, {}, 1, 60}};
    auto sorted = rows;
    std::stable_sort(sorted.begin(), sorted.end(), is_more_pressing);
    std::vector<int> days;
    std::transform(sorted.begin(), sorted.end(), std::back_inserter(days), [](const Attention& row) { return row.days; });
    CHECK(days == std::vector<int>{0, 1, 1, 9, 5, 80, 60, 400, 500});
    CHECK(sorted[1].pressing == Pressing::overdue_and_stalled);
}

TEST_CASE("milestones are the first time at each level from 0 on, the best so far, and what was held twice")
{
    const auto plan = CoursePlan{", baseline: -2", ", baseline: -2", "start: 2026-01-01\n",
                                 entry("2026-02-01", "a: -1, b: -1") + entry("2026-03-01", "a: +1, b: -1") + entry("2026-04-01", "a: 0, b: -2") +
                                     entry("2026-05-01", "a: +1")}
                          .read();
    std::vector<std::string> found;
    for (const auto& one : milestones_of(course_on(plan, "2026-05-01"))) {
        found.push_back(to_string(one.date) + " " + plan.goals[one.goal].id + (one.first_at ? " first at " + number_text(*one.first_at) : "") +
                        (one.best ? " best " + number_text(*one.best) : "") + (one.held_twice ? " held" : ""));
    }
    CHECK(found == std::vector<std::string>{"2026-02-01 b best -1", "2026-03-01 a first at 1 best 1", "2026-04-01 a held"});
}

TEST_CASE("T of a caseload is the latest row of the plan's rater up to the day, never a snapshot")
{
    const auto plan = CoursePlan{", baseline: -1", ", baseline: -1", "start: 2026-01-01\n",
                                 entry("2026-02-01", "a: 0, b: 0") + entry("2026-03-01", "a: +1") + entry("2026-03-15", "a: -2, b: -2", "client", "patient") +
                                     entry("2026-04-01", "a: +2, b: +2")}
                          .read();
    CourseOptions options;
    options.day = day("2026-03-31");
    const auto course = std::get<PlanCourse>(course_of(plan, options));
    const auto standing = std::get<Standing>(standing_of(plan, course, options));
    REQUIRE(standing.score);
    CHECK(*standing.score->date == day("2026-03-01"));
    CHECK(standing.score->rated == 1);
    CHECK(standing.score->active == 2);
    CHECK(*standing.score->t == doctest::Approx(60));  // one goal at +1: 50 + 10
    CHECK(standing.goals == 2);
    CHECK(standing.met == 2);  // a +1, b 0
    CHECK(standing.rated == 2);
    CHECK(standing.days == 30);
    const auto t_course = std::get<std::vector<ScoreRow>>(t_course_of(plan, options));
    CHECK(t_course.size() == 2);
}

TEST_CASE("the baseline is that of a score on the day, whatever its own day, and an entry that it is from is looked at")
{
    const auto plan = CoursePlan{"", "", "start: 2026-01-01\n",
                                 entry("2026-02-01", "a: -1") + entry("2026-03-01", "a: 0", "AB", "practitioner", "baseline") + entry("2026-04-01", "a: +1")}
                          .read();
    const auto course = course_on(plan, "2026-02-10");
    ScoreOptions options;
    options.at = day("2026-02-10");
    const auto scored = std::get<std::vector<GoalRow>>(score_goals(plan, options));
    CHECK(scored[0].baseline == 0);
    CHECK(course.goals[0].baseline == scored[0].baseline);
    CHECK(course.goals[0].change == scored[0].level_change);
    CHECK(course.later == 1);
    CHECK(course.later_starts == 1);
}

TEST_CASE("baselines of two raters, one of them dated later, are looked at: they are why no baseline is known")
{
    const auto baseline = [](const char* date, const char* rater) { return entry(date, "a: -1", rater, "practitioner", "baseline"); };
    const auto plan =
        CoursePlan{"", "", "start: 2026-01-01\n", baseline("2026-01-05", "KM") + entry("2026-02-01", "a: 0", "RV") + baseline("2026-05-01", "NW")}.read();
    const auto course = course_on(plan, "2026-02-10");
    CHECK_FALSE(course.goals[0].baseline);
    CHECK(course.later == 0);
    CHECK(course.later_starts == 1);
    const auto own =
        CoursePlan{"", "", "start: 2026-01-01\n", baseline("2026-01-05", "RV") + entry("2026-02-01", "a: 0", "RV") + baseline("2026-05-01", "NW")}.read();
    CHECK(course_on(own, "2026-02-10").later == 1);  // RV's own counts, and nobody asks NW
    CHECK(course_on(own, "2026-02-10").later_starts == 0);
}

TEST_CASE("another rater's stream is judged by their ratings alone, of one without a name too")
{
    const auto plan =
        CoursePlan{"", "", "start: 2026-01-01\n", "  - {date: 2026-02-01, occasion: review, levels: {a: -1}}\n" + entry("2026-02-02", "a: +2")}.read();
    CourseOptions options;
    options.day = day("2026-02-10");
    const auto course = course_on(plan, "2026-02-10");
    const auto& goal = course.goals[0];
    CHECK(goal.latest == 2);
    REQUIRE(goal.streams.others.size() == 1);
    const auto seen = as_seen_in(goal.streams.others[0], plan, course, goal, options);
    CHECK(seen.latest == -1);
    CHECK(seen.days == 9);
    CHECK(seen.streams.main.raters == std::vector<std::string>{""});
}

TEST_CASE("days of a plan are since an active goal was last looked at, whatever goal was added since")
{
    const auto plan = CoursePlan{"", ", added: 2026-02-09", "start: 2025-01-01\n", entry("2025-02-01", "a: -1")}.read();
    // 2025-02-01 and 365 days are 2026-02-01, 9 more are 2026-02-10
    CHECK(course_on(plan, "2026-02-10").days == 374);
    const auto never = CoursePlan{"", ", added: 2026-02-09", "start: 2026-01-01\n"}.read();
    CHECK(course_on(never, "2026-02-10").days == 1);
    const auto ended =
        CoursePlan{", status: achieved, ended: 2026-02-05", "", "start: 2026-01-01\n", entry("2026-02-05", "a: 0") + entry("2026-02-01", "b: 0")}.read();
    CHECK(course_on(ended, "2026-02-10").days == 9);
}

TEST_CASE("a plan without any date is worked on since ever: never rated, it is unrated and a rating is due")
{
    const auto plan = CoursePlan{"", "", ""}.read();
    CourseOptions options;
    options.day = day("2026-02-10");
    options.rate_every = 30;
    const auto course = std::get<PlanCourse>(course_of(plan, options));
    CHECK(course.all_unrated);
    CHECK_FALSE(course.days);
    CHECK(course.goals[0].next_due == day("2026-02-10"));
    REQUIRE(attention_of(course).size() == 1);
    CHECK(attention_of(course)[0].pressing == Pressing::unrated);
    CHECK(due_of(plan, course, options, 0).size() == 2);
    CHECK_FALSE(course_on(CoursePlan{"", "", "review: 2026-02-10\n"}.read(), "2026-02-10").all_unrated);
    // before its first entry it was not begun, for all that is known
    CHECK_FALSE(course_on(CoursePlan{"", "", "", entry("2026-03-01", "a: 0")}.read(), "2026-02-10").all_unrated);
}

TEST_CASE("a goal that is not begun is neither active nor over, and is counted")
{
    const auto plan = CoursePlan{"", ", added: 2026-03-01"}.read();
    CHECK(course_on(plan, "2026-02-28").to_come == 1);
    CHECK(course_on(plan, "2026-02-28").goals[1].is_to_come());
    CHECK(course_on(plan, "2026-03-01").to_come == 0);
    CHECK(course_on(CoursePlan{", status: achieved, ended: 2026-01-10", ""}.read(), "2026-02-28").to_come == 0);
}

TEST_CASE("what became of a goal is its status, of one that another replaces that it was revised, of one that ended nothing else")
{
    const auto outcome = [](const std::string& of_a, const std::string& of_b = "") {
        return course_on(CoursePlan{of_a, of_b}.read(), "2026-03-01").goals[0].outcome;
    };
    CHECK(outcome("", ", replaces: a, added: 2026-03-01") == GoalStatus::revised);
    CHECK(outcome(", ended: 2026-03-01, status: discontinued", ", replaces: a, added: 2026-03-01") == GoalStatus::discontinued);
    CHECK(outcome(", ended: 2026-03-01") == std::nullopt);
    CHECK(outcome(", ended: 2026-03-02, status: achieved") == std::nullopt);  // not over yet
    // over from its successor's first day, though its own end comes later
    const auto replaced = CoursePlan{", ended: 2026-04-01", ", replaces: a, added: 2026-03-01"}.read();
    CHECK(course_on(replaced, "2026-05-01").goals[0].last_day == day("2026-02-28"));
}
