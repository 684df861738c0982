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
    /// How many entries from the first on, and from the last back, are equal in both plans to the last note: nothing in them can differ.
    std::size_t equal_first = 0;
    std::size_t equal_last = 0;

    /// Whether entry `e` of a plan with `count` of them is one of these.
    [[nodiscard]] bool is_equal(std::size_t e, std::size_t count) const { return e < equal_first || e + equal_last >= count; }
};

/// Pairs what is the same; the rule is diff_plans()'s. Where both plans are `complete`, equal entries at their beginning and end are found first: of a plan
/// that grows from version to version these are nearly all.
Pairing pair_up(const Plan& old_plan, const Plan& new_plan, bool complete = false);
Pairing pair_goals_up(const Plan& old_plan, const Plan& new_plan);  ///< without the entries

/// names_in(), for a pairing that is at hand; those of entries that are equal in both plans are empty, in `new_names` too, which are those of the new plan.
FactNames names_by(const Pairing& pairing, const Plan& old_plan, const Plan& new_plan, FactNames& new_names);

}  // namespace gas::diff
