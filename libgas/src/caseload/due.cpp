// SPDX-License-Identifier: MIT
#include "gas/caseload/due.hpp"

#include <algorithm>
#include <chrono>
#include <iterator>

namespace gas {

namespace {

void add_milestones(const GoalCourse& course, std::vector<Milestone>& found)
{
    const auto history = course.streams.main.history();
    const auto best = std::max_element(history.begin(), history.end(), [](const RatedOn& a, const RatedOn& b) { return a.level < b.level; });  // the first
    std::optional<double> highest;
    bool held = false;
    for (auto rated = history.begin(); rated != history.end(); ++rated) {
        Milestone here{rated->date, course.goal, {}, {}, false};
        const bool reached = rated->level >= 0;
        here.first_at = reached && (!highest || *highest < rated->level) ? std::optional(rated->level) : std::nullopt;
        here.best = rated == best && (reached || (course.baseline && *course.baseline < rated->level)) ? std::optional(rated->level) : std::nullopt;
        here.held_twice = !held && reached && rated != history.begin() && std::prev(rated)->level >= 0;
        held = held || here.held_twice;
        highest = std::max(highest.value_or(rated->level), rated->level);
        if (here.first_at || here.best || here.held_twice) {
            found.push_back(here);
        }
    }
}

}  // namespace

std::vector<Due> due_of(const Plan& plan, const PlanCourse& course, const CourseOptions& options, int within)
{
    std::vector<Due> due;
    if (course.active == 0) {
        return due;
    }
    const Date last{options.day.day + std::chrono::days(within)};
    const auto add = [&](std::optional<Date> date, DueKind kind, std::optional<std::size_t> goal, const std::string& by) {
        if (date && *date <= last) {
            due.push_back({*date, kind, goal, by});
        }
    };
    add(course.review_due, DueKind::review, {}, {});
    for (const auto& goal : course.goals) {
        add(goal.target_due, DueKind::target, goal.goal, {});
        add(goal.rating_due, DueKind::rating, goal.goal, {});
    }
    for (const auto& agreement : agreements_to_end(plan, options.day)) {
        add(agreement.until, DueKind::agreement, {}, agreement.by);
    }
    std::stable_sort(due.begin(), due.end(), [](const Due& a, const Due& b) { return a.date < b.date; });
    return due;
}

std::vector<Milestone> milestones_of(const PlanCourse& course)
{
    std::vector<Milestone> all;
    for (const auto& goal : course.goals) {
        add_milestones(goal, all);
    }
    std::stable_sort(all.begin(), all.end(), [](const Milestone& a, const Milestone& b) { return a.date < b.date; });
    return all;
}

}  // namespace gas
