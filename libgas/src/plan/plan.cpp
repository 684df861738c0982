// SPDX-License-Identifier: MIT
#include "gas/plan/plan.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace gas {

std::string number_text(double value, std::optional<int> decimals)
{
    const double number = value == 0 ? 0.0 : value;
    return decimals ? fmt::format("{:.{}f}", number, *decimals) : fmt::format("{}", number);
}

std::string to_string(const ValueRange& range, std::optional<int> decimals)
{
    const auto low = number_text(range.low, decimals);
    const auto high = number_text(range.high, decimals);
    const bool from = range.low > -std::numeric_limits<double>::infinity();
    const bool to = range.high < std::numeric_limits<double>::infinity();
    if (from && to) {
        return range.low == range.high ? low : fmt::format("{}..{}", low, high);
    }
    return from ? (range.low_open ? ">" : ">=") + low : (range.high_open ? "<" : "<=") + high;
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

bool Goal::has_ranges() const
{
    return std::any_of(scale.begin(), scale.end(), [](const ScaleLevel& level) { return level.range.has_value(); });
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
