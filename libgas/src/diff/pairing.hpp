// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "gas/diff/facts.hpp"
#include "gas/plan/plan.hpp"

namespace gas::diff {

/// Which goal and entry of the old plan is which of the new one; nothing for one that only one side has.
struct Pairing {
    std::vector<std::optional<std::size_t>> new_goal;   ///< for each goal of the old plan
    std::vector<std::optional<std::size_t>> old_goal;   ///< for each goal of the new plan
    std::vector<std::optional<std::size_t>> new_entry;  ///< for each entry of the old plan
    std::vector<std::optional<std::size_t>> old_entry;
};

/// Pairs what is the same; the rule is diff_plans()'s.
Pairing pair_up(const Plan& old_plan, const Plan& new_plan);
Pairing pair_goals_up(const Plan& old_plan, const Plan& new_plan);  ///< without the entries

/// names_in(), for a pairing that is at hand.
FactNames names_by(const Pairing& pairing, const Plan& old_plan, const Plan& new_plan);

}  // namespace gas::diff
