// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "gas/caseload/stream.hpp"
#include "gas/plan/level.hpp"
#include "gas/plan/plan.hpp"
#include "gas/score/score_plan.hpp"
#include "gas/write/frame.hpp"

namespace gas::view {

/// A level in three columns at most: "-2", "-.5", "0", "+1".
std::string short_level(Level level);

/// The last twelve ratings of a stream as recorded, a letter each; blank where not-applicable.
std::string sparkline(const Stream& stream, bool ascii);

/// " (1 of 3)", " (4, 3 active)": how many goals make a T, where these are not those that were active; else empty.
std::string rated_of_active(const ScoreRow& score);

/// "KM, TM": raters in a line; who has no name is "(no name)".
std::string raters_in_line(const std::vector<std::string>& raters);
/// The same as a cell: nothing for one without a name, as in the plan.
Cell raters_cell(const std::vector<std::string>& raters);

/// The readings of a measure up to `day`, in time.
std::vector<Reading> readings_until(const Measure& measure, Date day);

/// The latest rating that has a level; null where none has.
const StreamRating* latest_rated(const Stream& stream);

}  // namespace gas::view
