// SPDX-License-Identifier: MIT
#include <algorithm>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "gas/plan/review.hpp"
#include "rules.hpp"

namespace gas::check {

namespace {

constexpr int a_year = 365;

std::optional<Date> latest_rating(const Plan& plan)
{
    std::optional<Date> latest;
    for (const auto& entry : plan.ratings) {
        latest = !latest || *latest < entry.date ? entry.date : latest;
    }
    return latest;
}

/// When each goal was first rated with a level, baseline entries aside.
std::vector<std::optional<Date>> first_rated(const Plan& plan)
{
    std::vector<std::optional<Date>> first(plan.goals.size());
    for (const auto& entry : plan.ratings) {
        for (std::size_t i = 0; !entry.is_baseline() && i < entry.levels.size(); ++i) {
            auto& day = first[entry.levels[i].goal];
            day = entry.levels[i].level && (!day || entry.date < *day) ? entry.date : day;
        }
    }
    return first;
}

void check_target(Findings& findings, std::size_t g, std::optional<Date> latest, std::optional<Date> first)
{
    const auto& goal = findings.plan.goals[g];
    if (!goal.target) {
        if (!is_given_up(goal)) {
            findings.add_goal(Rule::no_target_date, g, {}, fmt::format("goal \"{}\" has no target date", goal.id),
                              "add `target:` with the date at which level 0 is due");
        }
        return;
    }
    const bool over = goal.ended && *goal.ended < *goal.target;
    if (!latest || *latest <= *goal.target || over || is_given_up(goal)) {
        return;
    }
    if (first && *first <= *goal.target) {
        return;
    }
    const std::string cure = "rate it, move the target date, or give the goal an end and a status";
    const auto seen = first.value_or(*latest);
    const bool typed = first || !findings.day;  // a date of the plan, whose year may be wrong
    findings.add_goal(
        Rule::target_unrated, g, findings.ranges.goals[g].target,
        first          ? fmt::format("goal \"{}\" was due on {}, but first rated on {}", goal.id, to_string(*goal.target), to_string(*first))
        : findings.day ? fmt::format("goal \"{}\" was due on {} and has not been rated by {}", goal.id, to_string(*goal.target), to_string(seen))
                       : fmt::format("goal \"{}\" was due on {} and has not been rated, while the plan has ratings up to {}", goal.id, to_string(*goal.target),
                                     to_string(seen)),
        typed && days_between(*goal.target, seen) > a_year ? fmt::format("check the year {}; if it is right, {}", to_string(seen).substr(0, 4), cure) : cure);
}

void check_goal_dates(Findings& findings, std::size_t g)
{
    const auto& goal = findings.plan.goals[g];
    const auto& places = findings.ranges.goals[g];
    const auto from = active_from(findings.plan, goal);
    if (goal.target && from && *goal.target < *from) {
        findings.add_goal(Rule::dates_out_of_order, g, places.target,
                          fmt::format("target {} is before the goal begins, {}", to_string(*goal.target), to_string(*from)), "check the year and month");
    }
    if (goal.ended && from && *goal.ended < *from) {
        findings.add_goal(Rule::dates_out_of_order, g, places.ended,
                          fmt::format("the goal ends on {}, before it begins, {}", to_string(*goal.ended), to_string(*from)), "check the year and month");
    }
}

/// What ends before it begins, of what has both dates.
void check_ends(Findings& findings)
{
    const auto check = [&](const std::optional<Date>& from, const std::optional<Date>& until, const std::string& what, Range at) {
        if (from && until && *until < *from) {
            findings.add(Rule::dates_out_of_order, at, fmt::format("{} ends on {}, before it begins, {}", what, to_string(*until), to_string(*from)),
                         "check the year and month");
        }
    };
    const auto& plan = findings.plan;
    for (std::size_t a = 0; a < plan.agreed.size(); ++a) {
        check(plan.agreed[a].date, plan.agreed[a].until, "the agreement", findings.ranges.agreed[a].until);
    }
    for (std::size_t i = 0; i < plan.interventions.size(); ++i) {
        const auto& intervention = plan.interventions[i];
        check(intervention.from, intervention.until, fmt::format("intervention \"{}\"", intervention.id), findings.ranges.interventions[i].until);
    }
}

/// A review of which nothing is written down, seen from a day after it.
void check_review(Findings& findings)
{
    const auto& plan = findings.plan;
    const auto review = findings.day ? missed_review(plan, active_days(plan), *findings.day) : std::nullopt;
    if (review) {
        const bool later = latest_rating(plan) > findings.day;  // it is told by itself
        findings.add(Rule::review_without_entry, findings.ranges.review,
                     fmt::format("the review of {} has passed by {}, and no rating {}is dated then or later", to_string(*review), to_string(*findings.day),
                                 later ? "up to that day " : ""),
                     "add its ratings, or write when the next review is due");
    }
}

void check_same_targets(Findings& findings)
{
    std::optional<Date> first;
    for (std::size_t g = 0; g < findings.plan.goals.size(); ++g) {
        const auto& goal = findings.plan.goals[g];
        if (!goal.target || is_given_up(goal)) {
            continue;
        }
        if (first && *first != *goal.target) {
            findings.add_goal(Rule::targets_differ, g, findings.ranges.goals[g].target,
                              fmt::format("target {} differs from that of an earlier goal, {}", to_string(*goal.target), to_string(*first)),
                              "nothing, if the goals are due at different times");
            return;
        }
        first = goal.target;
    }
}

}  // namespace

void check_dates(Findings& findings)
{
    const auto& plan = findings.plan;
    const auto latest = findings.day ? findings.day : latest_rating(plan);
    const auto first = first_rated(plan);
    for (std::size_t g = 0; g < plan.goals.size(); ++g) {
        check_target(findings, g, latest, first[g]);
        check_goal_dates(findings, g);
    }
    for (std::size_t e = 0; e < plan.ratings.size(); ++e) {
        if (plan.start && plan.ratings[e].date < *plan.start) {
            findings.add(Rule::dates_out_of_order, findings.ranges.ratings[e].date,
                         fmt::format("a rating of {}, before the plan starts, {}", to_string(plan.ratings[e].date), to_string(*plan.start)),
                         "check the year and month");
        }
    }
    if (plan.review && plan.start && *plan.review < *plan.start) {
        findings.add(Rule::dates_out_of_order, findings.ranges.review,
                     fmt::format("review {} is before the plan starts, {}", to_string(*plan.review), to_string(*plan.start)), "check the year and month");
    }
    check_ends(findings);
    check_review(findings);
    check_same_targets(findings);
}

}  // namespace gas::check
