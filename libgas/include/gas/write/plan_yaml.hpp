// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "gas/plan/plan.hpp"

namespace gas {

/// The plan as a plan file, in the one canonical way: keys in the order of gas-plan(5), lists in the plan's own order, scales from the lowest level up,
/// `+1` with its sign, one-line maps where they fit, quotes only where a text needs them. What is left out or a default is not written.
///
/// A plan that read_plans() gave without errors is equal to what read_plans() makes of this text; only a text whose escapes take it over 1 MiB is not read
/// again. Values that no plan file has (an entry without a date, a range without bounds) are written as they stand, for the reader to refuse.
/// Ends in a line end; several plans make one file with a line `---` between them.
std::string write_plan_yaml(const Plan& plan);

}  // namespace gas
