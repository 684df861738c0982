// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <variant>
#include <vector>

#include "gas/caseload/course.hpp"
#include "gas/plan/plan.hpp"
#include "gas/plan/weighting.hpp"
#include "gas/score/score_plan.hpp"

namespace gas {

/// The rows of score_plan() up to the options' day that have a T, in time, by the raters of raters_of(): the course of T. Never a snapshot, whose T jumps
/// when a goal is revised.
std::variant<std::vector<ScoreRow>, WeightProblem> t_course_of(const Plan& plan, const CourseOptions& options);

/// Why none of these rows has a T, as the latest says: "zero-weights". Empty where one has, and where there is none.
std::string_view why_no_t(const Plan& plan, const CourseOptions& options);

/// Where a participant stands: a row of a caseload.
struct Standing {
    std::size_t goals = 0;          ///< active ones
    std::optional<ScoreRow> score;  ///< the latest row of the plan's last rater that has a T
    std::string_view reason;        ///< why that has no change, or why no row of theirs has a T: a word of `gas score`
    std::size_t met = 0;            ///< active goals whose latest level is at or above 0
    std::size_t rated = 0;          ///< active goals that have a level
    std::optional<int> days;        ///< since an active goal was last looked at
    std::optional<Date> next_due;   ///< the first of the goals'
    std::size_t attention = 0;      ///< rows of attention_of()
};

std::variant<Standing, WeightProblem> standing_of(const Plan& plan, const PlanCourse& course, const CourseOptions& options);

}  // namespace gas
