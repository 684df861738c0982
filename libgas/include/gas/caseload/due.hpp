// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "gas/caseload/course.hpp"
#include "gas/plan/plan.hpp"
#include "gas/plan/words.hpp"

namespace gas {

enum class DueKind { review, target, rating, agreement };
template <>
inline constexpr std::array<std::string_view, 4> word_list<DueKind> = {"review", "target", "rating", "agreement"};

/// Something with a date: the plan's review, a goal's target, its next rating, the end of an agreement.
struct Due {
    Date date{};
    DueKind kind{};
    std::optional<std::size_t> goal;  ///< index into plan.goals, of a target and a rating
    std::string by;                   ///< who agreed, of an agreement
};

/// What of a plan is due up to `within` days after the options' day, in time, and what has passed without being done: a review without an entry since, a target
/// of a goal that is below 0 or was never rated, a rating, of each who agreed the agreement that no later one follows. Of goals that are worked on; of a plan
/// without one, nothing.
std::vector<Due> due_of(const Plan& plan, const PlanCourse& course, const CourseOptions& options, int within);

/// The first time that a goal reached a level at or above 0, its best so far, or held such a level twice.
struct Milestone {
    Date date{};
    std::size_t goal = 0;            ///< index into plan.goals
    std::optional<double> first_at;  ///< 0 or more: this level was reached for the first time, and none above it before
    std::optional<double> best;      ///< the highest level so far, above the baseline or at or above 0; on the day when it was first reached
    bool held_twice = false;         ///< the second of two ratings at or above 0, for the first time
};

/// The milestones of all goals up to the day of the course, ended ones too, in time.
std::vector<Milestone> milestones_of(const PlanCourse& course);

}  // namespace gas
