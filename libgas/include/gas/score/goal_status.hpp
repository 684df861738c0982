// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "gas/score/score_plan.hpp"

namespace gas {

/// One rating in a goal's history, analysed.
struct RatedOn {
    Date date{};
    double level = 0;
};

/// Status of a goal on `date` by its ratings up to then, oldest first (FHIR Goal.achievementStatus).
///
/// Latest level >= 0: achieved, sustaining if the rating before was >= 0 too. Else, with `target` before `date`:
/// not-achieved, no-progress where the level is at or below `baseline`. Else against the rating before it, or the baseline:
/// improving, no-change, worsening; improving or worsening need something to compare with, so a first rating
/// without a baseline is no-change. Never rated: in-progress.
Attainment attainment_of(const std::vector<RatedOn>& history, std::optional<double> baseline, std::optional<Date> target, Date date);

/// Whether a goal below 0 has stood still: three ratings, or `stall_after` days until `date`, since it last reached
/// a level higher than all before, of those since it was last at or above 0. The first of them counts as such. Ours, not FHIR's.
bool is_stalled(const std::vector<RatedOn>& history, Date date, int stall_after);

}  // namespace gas
