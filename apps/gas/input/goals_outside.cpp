// SPDX-License-Identifier: MIT
#include "input/goals_outside.hpp"

#include <fmt/format.h>

#include "gas/text/phrases.hpp"

namespace gas::app {

namespace {

constexpr std::size_t most_goals_told = 3;

}  // namespace

void GoalsOutside::see(const PlanAt& at, const std::vector<std::size_t>& goals)
{
    count_ += goals.size();
    for (std::size_t i = 0; i < goals.size() && first_.size() < most_goals_told; ++i) {
        first_.push_back({at.plan.id, at.plan.goals[goals[i]].id, at.file});
    }
}

void GoalsOutside::see(const GoalsOutside& more)
{
    count_ += more.count_;
    for (std::size_t i = 0; i < more.first_.size() && first_.size() < most_goals_told; ++i) {
        first_.push_back(more.first_[i]);
    }
}

std::string GoalsOutside::told(Date day) const
{
    if (count_ == 0) {
        return "";
    }
    std::string text =
        fmt::format("not in the snapshot: {} by {}, but not active on that day", counted(count_, "goal that is rated", "goals that are rated"), to_string(day));
    for (std::size_t i = 0; i < first_.size(); ++i) {
        const auto& [participant, goal, file] = first_[i];
        text += fmt::format("{} {} of {} ({})", i == 0 ? ":" : ",", goal, participant, file);
    }
    const auto more = count_ - first_.size();
    return more > 0 ? text + fmt::format(" and {} more", more) : text;
}

}  // namespace gas::app
