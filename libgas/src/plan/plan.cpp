// SPDX-License-Identifier: MIT
#include "gas/plan/plan.hpp"

#include <fmt/format.h>

namespace gas {

std::string number_text(double value) { return fmt::format("{}", value == 0 ? 0.0 : value); }

std::string to_string(const ValueRange& range)
{
    const bool from = range.low > -std::numeric_limits<double>::infinity();
    const bool to = range.high < std::numeric_limits<double>::infinity();
    if (from && to) {
        return range.low == range.high ? number_text(range.low) : fmt::format("{}..{}", number_text(range.low), number_text(range.high));
    }
    return from ? fmt::format("{}{}", range.low_open ? ">" : ">=", number_text(range.low))
                : fmt::format("{}{}", range.high_open ? "<" : "<=", number_text(range.high));
}

const ScaleLevel* Goal::at(Level level) const
{
    for (const auto& written : scale) {
        if (written.level == level) {
            return &written;
        }
    }
    return nullptr;
}

const ScaleLevel* Goal::holding(double value) const
{
    for (const auto& written : scale) {
        if (written.range && written.range->holds(value)) {
            return &written;
        }
    }
    return nullptr;
}

const GoalRating* RatingEntry::of(std::size_t goal) const
{
    for (const auto& rating : levels) {
        if (rating.goal == goal) {
            return &rating;
        }
    }
    return nullptr;
}

std::optional<Date> active_from(const Plan& plan, const Goal& goal) { return goal.added ? goal.added : plan.start; }

std::optional<std::size_t> find_goal(const Plan& plan, std::string_view id)
{
    for (std::size_t i = 0; i < plan.goals.size(); ++i) {
        if (plan.goals[i].id == id) {
            return i;
        }
    }
    return std::nullopt;
}

}  // namespace gas
