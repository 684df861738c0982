// SPDX-License-Identifier: MIT
#include "gas/plan/active_days.hpp"

namespace gas {

namespace {

/// `first_rating(goal)`: the day of the goal's first rating with a level.
template <typename FirstRating>
std::vector<ActiveDays> days_of(const Plan& plan, FirstRating first_rating)
{
    std::vector<ActiveDays> days(plan.goals.size());
    for (std::size_t g = 0; g < plan.goals.size(); ++g) {
        const auto& goal = plan.goals[g];
        days[g].from = active_from(plan, goal);
        days[g].ended = goal.ended;
        days[g].replaces = goal.replaces ? find_goal(plan, *goal.replaces) : std::nullopt;
        if (days[g].replaces) {
            days[g].first_day = goal.added ? goal.added : first_rating(g);
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

}  // namespace

std::vector<ActiveDays> active_days(const Plan& plan)
{
    return days_of(plan, [&](std::size_t goal) {
        std::optional<Date> first;
        for (const auto& entry : plan.ratings) {
            const auto* rating = !first || entry.date < *first ? entry.of(goal) : nullptr;
            first = rating != nullptr && rating->level ? entry.date : first;
        }
        return first;
    });
}

std::vector<ActiveDays> active_days(const Plan& plan, const RatingGrid& grid)
{
    return days_of(plan, [&](std::size_t goal) {
        std::optional<Date> first;
        for (std::size_t e = 0; e < grid.entries.size(); ++e) {
            const auto& entry = grid.entries[e];
            const bool earlier = !first || entry.date < *first;
            first = earlier && Level::from_twice(grid.level(e, goal)) ? entry.date : first;
        }
        return first;
    });
}

}  // namespace gas
