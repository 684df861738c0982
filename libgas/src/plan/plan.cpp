// SPDX-License-Identifier: MIT
#include "gas/plan/plan.hpp"

#include <array>

#include <fmt/format.h>

namespace gas {

namespace {

constexpr std::array<std::string_view, 5> weightings = {"equal", "importance", "difficulty", "product", "explicit"};
constexpr std::array<std::string_view, 5> statuses = {"active", "achieved", "discontinued", "revised", "not-attainable"};
constexpr std::array<std::string_view, 4> roles = {"practitioner", "patient", "caregiver", "independent"};
constexpr std::array<std::string_view, 2> betters = {"higher", "lower"};

template <typename Enum, std::size_t N>
std::optional<Enum> word_in(const std::array<std::string_view, N>& words, std::string_view text)
{
    for (std::size_t i = 0; i < N; ++i) {
        if (words[i] == text) {
            return static_cast<Enum>(i);
        }
    }
    return std::nullopt;
}

}  // namespace

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

std::string_view to_string(Weighting weighting) { return weightings[static_cast<std::size_t>(weighting)]; }
std::string_view to_string(GoalStatus status) { return statuses[static_cast<std::size_t>(status)]; }
std::string_view to_string(Role role) { return roles[static_cast<std::size_t>(role)]; }
std::string_view to_string(Better better) { return betters[static_cast<std::size_t>(better)]; }
std::optional<Weighting> weighting_from(std::string_view text) { return word_in<Weighting>(weightings, text); }
std::optional<GoalStatus> goal_status_from(std::string_view text) { return word_in<GoalStatus>(statuses, text); }
std::optional<Role> role_from(std::string_view text) { return word_in<Role>(roles, text); }
std::optional<Better> better_from(std::string_view text) { return word_in<Better>(betters, text); }

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
