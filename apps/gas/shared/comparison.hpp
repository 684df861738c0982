// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "gas/diff/diff_plans.hpp"
#include "gas/text/diagnostic.hpp"
#include "git/diff_sides.hpp"

namespace gas::app {

/// Two versions of a plan and what differs between them.
struct ComparedPlan {
    std::string id;
    std::string old_name;  ///< of the files; empty where there is none
    std::string new_name;
    PlanDiff diff;
    /// Where the changes stand, in the order of diff.changes; line 0 where they stand nowhere.
    struct Places {
        Position old_begin{0, 0}, old_end{0, 0}, new_begin{0, 0}, new_end{0, 0};
    };
    std::vector<Places> places;
    Range new_home;                ///< where the new plan's ratings, else the plan, begin: for what is gone from it
    std::optional<Plan> new_plan;  ///< where compare() was told to keep it
};

/// All that a comparison of two sides found.
struct Comparison {
    std::vector<ComparedPlan> plans;      ///< those with changes, in the order of the new side
    std::vector<std::string> texts_only;  ///< files whose text differs and meaning does not
    std::vector<std::string> broken;      ///< files with errors: what could be read of them was compared
    std::vector<Finding> unread;          ///< why files could not be read at all: nothing of them was compared
    std::vector<Finding> problems;        ///< the errors
    std::set<std::string> goals;          ///< ids of all goals of both sides
};
Comparison compare(const DiffSides& sides, bool keep_plans = false);

/// Leaves of a plan's changes those that `keep` takes, and of its effects those that one of them made.
void keep_changes(ComparedPlan& plan, const std::function<bool(const Change&)>& keep);

}  // namespace gas::app
