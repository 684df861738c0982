// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "gas/plan/plan.hpp"
#include "gas/read/plan_ranges.hpp"
#include "gas/text/diagnostic.hpp"

namespace gas {

/// The rules of a well-made plan (2xx) and the heuristics (3xx) over one plan that has no errors.
/// Every finding carries the plan's id and, where it is about one, the goal's; its range is the user's own text.
/// Rules over several plans (duplicate ids, easy goals) are in check_run.hpp.
std::vector<Diagnostic> check_plan(const Plan& plan, const PlanRanges& ranges);

}  // namespace gas
