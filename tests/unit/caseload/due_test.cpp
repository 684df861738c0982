// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <algorithm>
#include <vector>

#include "course_plan.hpp"
#include "gas/caseload/course.hpp"
#include "gas/caseload/due.hpp"
#include "gas/check/validate.hpp"

using namespace gas;
using namespace gas::test;

namespace {

/// What is due of a plan, as "2026-02-15 target b".
std::vector<std::string> due_on(const Plan& plan, const char* date, int within)
{
    CourseOptions options;
    options.day = day(date);
    std::vector<std::string> found;
    for (const auto& due : due_of(plan, std::get<PlanCourse>(course_of(plan, options)), options, within)) {
        found.push_back(to_string(due.date) + " " + std::string(to_string(due.kind)) + (due.goal ? " " + plan.goals[*due.goal].id : "") + due.by);
    }
    return found;
}

}  // namespace

TEST_CASE("next due is the first of review, target and the next rating that lies behind the last rating")
{
    const auto plan =
        CoursePlan{", target: 2026-02-15", "", "start: 2026-01-01\nreview: 2026-04-01\n", entry("2026-02-01", "a: -1") + entry("2026-02-20", "a: -1")}.read();
    CHECK(course_on(plan, "2026-02-10").goals[0].next_due == day("2026-02-15"));
    CHECK(course_on(plan, "2026-02-20").goals[0].next_due == day("2026-04-01"));  // the target lies before the last rating
    CourseOptions options;
    options.day = day("2026-02-20");
    options.rate_every = 14;
    CHECK(std::get<PlanCourse>(course_of(plan, options)).goals[0].next_due == day("2026-03-06"));
}

TEST_CASE("an agreement has ended from the day after its last, and the one that holds longest counts")
{
    const std::string first = "start: 2026-01-01\nreview: 2026-12-31\nagreed:\n  - {by: Dr Lee, date: 2026-01-02, until: 2026-03-31}\n";
    const auto plan = CoursePlan{"", "", first}.read();
    CHECK_FALSE(course_on(plan, "2026-03-31").agreement_ended);
    CHECK(course_on(plan, "2026-04-01").agreement_ended == day("2026-03-31"));

    const auto renewed = CoursePlan{"", "", first + "  - {by: Dr Lee, date: 2026-04-10, until: 2026-06-30}\n"}.read();
    CHECK(course_on(renewed, "2026-04-09").agreement_ended);  // it was not renewed yet
    CHECK_FALSE(course_on(renewed, "2026-04-10").agreement_ended);
    CHECK(course_on(renewed, "2026-07-01").agreement_ended == day("2026-06-30"));
}

TEST_CASE("what is due up to the last day within, and what has passed and was not done")
{
    const auto plan =
        CoursePlan{", target: 2026-03-15", ", target: 2026-02-15",
                   "start: 2026-01-01\nreview: 2026-03-16\nagreed: [{by: Dr Lee, date: 2026-01-02, until: 2026-03-17}]\n", entry("2026-02-10", "a: -1, b: -1")}
            .read();
    CHECK(due_on(plan, "2026-03-01", 13) == std::vector<std::string>{"2026-02-15 target b"});
    CHECK(due_on(plan, "2026-03-01", 14) == std::vector<std::string>{"2026-02-15 target b", "2026-03-15 target a"});
    CHECK(due_on(plan, "2026-03-01", 16) ==
          std::vector<std::string>{"2026-02-15 target b", "2026-03-15 target a", "2026-03-16 review", "2026-03-17 agreementDr Lee"});
    CHECK(due_on(plan, "2026-04-01", 0) ==
          std::vector<std::string>{"2026-02-15 target b", "2026-03-15 target a", "2026-03-16 review", "2026-03-17 agreementDr Lee"});
}

TEST_CASE("a rating is due a time after the last, of a goal never rated after it is worked on")
{
    const auto plan = CoursePlan{"", "", "start: 2026-01-01\n", entry("2026-02-01", "a: 0")}.read();
    CourseOptions options;
    options.day = day("2026-02-10");
    options.rate_every = 28;
    const auto due = due_of(plan, std::get<PlanCourse>(course_of(plan, options)), options, 19);
    REQUIRE(due.size() == 2);
    CHECK(due[0].date == day("2026-01-29"));
    CHECK(due[0].goal == 1);
    CHECK(due[1].date == day("2026-03-01"));
    CHECK(due_of(plan, std::get<PlanCourse>(course_of(plan, options)), options, 18).size() == 1);
}

TEST_CASE("what is due and when a goal is next due are one rule: a review that was held and a target that was met are due no more")
{
    const auto plan =
        CoursePlan{", target: 2026-02-05", "", "start: 2026-01-01\nreview: 2026-02-10\n", entry("2026-02-01", "a: +1, b: -1") + entry("2026-02-11", "b: 0")}
            .read();
    const auto next_due = [&](const char* date) { return course_on(plan, date).goals[0].next_due; };
    // up to its day the target is due, met or not
    CHECK(next_due("2026-02-05") == day("2026-02-05"));
    CHECK(due_on(plan, "2026-02-05", 0) == std::vector<std::string>{"2026-02-05 target a"});
    // then the review, until the entry of 02-11
    CHECK(next_due("2026-02-06") == day("2026-02-10"));
    CHECK(due_on(plan, "2026-02-10", 0) == std::vector<std::string>{"2026-02-10 review"});
    CHECK(next_due("2026-02-11") == std::nullopt);
    CHECK(due_on(plan, "2026-02-20", 0).empty());
}

TEST_CASE("each who agreed has an agreement that ends, and who agreed anew without a last day has none")
{
    const std::string top =
        "start: 2026-01-01\nreview: 2026-12-31\nagreed:\n  - {by: client, date: 2026-01-01, until: 2027-01-01}\n  - {by: Dr Lee, date: 2026-01-01, until: "
        "2026-02-01}\n";
    const auto two = CoursePlan{"", "", top}.read();
    CHECK(due_on(two, "2026-02-10", 14) == std::vector<std::string>{"2026-02-01 agreementDr Lee"});
    CHECK(due_on(two, "2026-01-17", 14).empty());
    CHECK(due_on(two, "2026-01-18", 14) == std::vector<std::string>{"2026-02-01 agreementDr Lee"});
    CHECK_FALSE(course_on(two, "2026-02-10").agreement_ended);  // the latest of all holds

    const auto anew = CoursePlan{"", "", top + "  - {by: Dr Lee, date: 2026-02-05, until: 2026-03-01}\n"}.read();
    CHECK(due_on(anew, "2026-02-04", 0) == std::vector<std::string>{"2026-02-01 agreementDr Lee"});
    CHECK(due_on(anew, "2026-02-10", 14).empty());
    CHECK(due_on(CoursePlan{"", "", top + "  - {by: Dr Lee, date: 2026-02-05}\n"}.read(), "2026-02-10", 14).empty());

    const auto one_day =
        CoursePlan{"", "",
                   "start: 2026-01-01\nagreed: [{by: client, date: 2026-01-01, until: 2026-02-01}, {by: Dr Lee, date: 2026-01-01, until: 2026-02-01}]\n"}
            .read();
    CHECK(due_on(one_day, "2026-02-01", 0) == std::vector<std::string>{"2026-02-01 agreementclient", "2026-02-01 agreementDr Lee"});
}

TEST_CASE("a review is missed for gas validate --at on the days on which it is missed for a caseload")
{
    const auto told_on = [](const CoursePlan& made, const char* date) {
        const auto found = validate_text({"test", made.text()}, usual_rules(), day(date)).findings;
        return std::any_of(found.begin(), found.end(), [](const Finding& finding) { return finding.rule == Rule::review_without_entry; });
    };
    const std::string top = "start: 2026-01-01\nreview: 2026-02-10\n";
    const std::string over = ", status: achieved, ended: 2026-02-15";
    struct Case {
        CoursePlan plan;
        bool missed_on_14th;
        bool missed_on_15th;
        bool missed_on_20th;
    };
    const std::vector<Case> cases = {
        {{"", "", top, entry("2026-02-01", "a: -1")}, true, true, true},
        {{"", "", top, entry("2026-02-10", "a: -1")}, false, false, false},
        {{"", "", top, entry("2026-02-15", "a: -1")}, true, false, false},        // held on the 15th
        {{"", "", top, entry("2026-02-25", "a: -1")}, true, true, true},          // after the days asked about
        {{", ended: 2027-01-01", ", ended: 2027-01-01", top}, true, true, true},  // they go on till then
        {{over, over, top}, true, false, false},                                  // nothing goes on
        {{over, ", status: achieved", top}, true, true, true},                    // b has no end
        {{over, ", added: 2026-02-20", top}, true, false, true},
    };
    for (const auto& one : cases) {
        CAPTURE(one.plan.of_a + one.plan.of_b + one.plan.ratings);
        const auto plan = one.plan.read();
        CHECK_FALSE(course_on(plan, "2026-02-10").review_missed);
        CHECK_FALSE(told_on(one.plan, "2026-02-10"));
        CHECK(course_on(plan, "2026-02-14").review_missed.has_value() == one.missed_on_14th);
        CHECK(told_on(one.plan, "2026-02-14") == one.missed_on_14th);
        CHECK(course_on(plan, "2026-02-15").review_missed.has_value() == one.missed_on_15th);
        CHECK(told_on(one.plan, "2026-02-15") == one.missed_on_15th);
        CHECK(course_on(plan, "2026-02-20").review_missed.has_value() == one.missed_on_20th);
        CHECK(told_on(one.plan, "2026-02-20") == one.missed_on_20th);
    }
}
