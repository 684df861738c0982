// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <vector>

#include "gas/plan/plan.hpp"
#include "gas/read/plan_ranges.hpp"
#include "gas/text/diagnostic.hpp"

namespace gas {

/// The rules of a well-made plan (2xx) and the heuristics (3xx) over one plan that has no errors.
/// Every finding carries the plan's id and, where it is about one, the goal's; its range is the user's own text.
/// Rules over several plans (duplicate ids, easy goals) are in check_run.hpp.
///
/// `at`: the day on which the plan is looked at. Then targets (211) and the review (236) are held to that day, and no rating or reading may be dated after it
/// (233). Without it no rule knows what day it is, and "passed" is seen from the latest rating.
std::vector<Diagnostic> check_plan(const Plan& plan, const PlanRanges& ranges, std::optional<Date> at = {});

}  // namespace gas
