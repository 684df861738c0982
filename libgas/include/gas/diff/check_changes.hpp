// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "gas/diff/diff_plans.hpp"
#include "gas/text/diagnostic.hpp"

namespace gas {

/// The rules of a plan's history (4xx) over what changed in it: past ratings that were edited or removed (401), scales, ranges and weights that moved
/// after they were rated (402), and every other change that moved T, or the change, of an entry that was there before (403). Each stands in the new plan's
/// text; what is gone from there stands at `home`. Values are told where they are levels, numbers or dates, never somebody's words.
std::vector<Diagnostic> check_changes(const PlanDiff& diff, const std::string& plan_id, Range home);

}  // namespace gas
