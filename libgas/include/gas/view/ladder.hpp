// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "gas/caseload/course.hpp"
#include "gas/caseload/standing.hpp"
#include "gas/plan/plan.hpp"

namespace gas {

/// A plan as a text of lines of `width` columns at most, where its words have blanks to break at: each goal as a ladder of its levels with the marks of the
/// latest visits, a measured value as its figure, by the main rater; the ratings of others in a line each; T and the measures below. Holds what people wrote.
std::string ladders(const Plan& plan, const PlanCourse& course, const std::vector<ScoreRow>& t_course, const CourseOptions& options, std::size_t width);

}  // namespace gas
