// SPDX-License-Identifier: MIT
#include "gas/plan/active_days.hpp"

#include <chrono>

#include "plan/goal_numbers.hpp"
#include "plan/rating_grid.hpp"

namespace gas {

namespace {

/// The day of the goal's first rating with a level.
std::optional<Date> first_rating(const RatingGrid& grid, std::size_t goal)
{
    std::optional<Date> first;
    for (std::size_t e = 0; e < grid.entries.size(); ++e) {
        const auto date = grid.entries[e].date;
        first = (!first || date < *first) && Level::from_twice(grid.level(e, goal)) ? date : first;
    }
    return first;
}

}  // namespace

std::optional<Date> ActiveDays::last_day_by(Date date) const
{
    const auto by_then = [&](std::optional<Date> day) { return day && *day <= date ? day : std::nullopt; };
    const auto end = by_then(ended);
    const auto change = by_then(replaced);
    // a goal that is revised at a visit ends on the day on which its successor begins: it is that day's
    return change && (!end || *change < *end) ? std::optional(Date{change->day - std::chrono::days(1)}) : end;
}

std::vector<ActiveDays> active_days(const Plan& plan)
{
    RatingGrid grid;
    fill_grid(plan, grid);
    return active_days(plan, grid);
}

std::vector<ActiveDays> active_days(const Plan& plan, const RatingGrid& grid)
{
    const plan::GoalNumbers numbers(plan);
    std::vector<ActiveDays> days(plan.goals.size());
    for (std::size_t g = 0; g < plan.goals.size(); ++g) {
        const auto& goal = plan.goals[g];
        days[g].from = active_from(plan, goal);
        days[g].ended = goal.ended;
        days[g].replaces = goal.replaces ? numbers.find(*goal.replaces) : std::nullopt;
        if (days[g].replaces) {
            days[g].first_day = goal.added ? goal.added : first_rating(grid, g);
        }
    }
    for (std::size_t g = 0; g < days.size(); ++g) {
        if (!days[g].first_day || *days[g].replaces == g) {
            continue;
        }
        auto& old = days[*days[g].replaces];
        if (!old.replaced || *days[g].first_day < *old.replaced) {
            old.replaced = days[g].first_day;
            old.successor = g;
        }
    }
    return days;
}

}  // namespace gas
