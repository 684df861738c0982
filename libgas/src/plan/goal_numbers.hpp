// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <unordered_map>

#include "gas/plan/plan.hpp"

namespace gas::plan {

/// find_goal() for whoever asks for many. Of a plan whose goals stay as they are.
class GoalNumbers {
public:
    explicit GoalNumbers(const Plan& plan) : plan_(plan)
    {
        constexpr std::size_t few = 16;  // among which a search is faster
        for (std::size_t g = 0; plan.goals.size() > few && g < plan.goals.size(); ++g) {
            numbers_.try_emplace(plan.goals[g].id, g);
        }
    }
    [[nodiscard]] std::optional<std::size_t> find(std::string_view id) const
    {
        if (numbers_.empty()) {
            return find_goal(plan_, id);
        }
        const auto found = numbers_.find(id);
        return found == numbers_.end() ? std::nullopt : std::optional(found->second);
    }

private:
    const Plan& plan_;
    std::unordered_map<std::string_view, std::size_t> numbers_;
};

}  // namespace gas::plan
