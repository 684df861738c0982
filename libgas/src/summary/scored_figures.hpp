// SPDX-License-Identifier: MIT
#pragma once

#include "gas/score/score_plan.hpp"
#include "gas/summary/participant_scores.hpp"

namespace gas::summary {

/// What a summary needs of a row's figures. The entry's names and goals are the caller's.
inline void set_figures(const ScoreFigures& row, ScoredEntry& entry)
{
    entry.t = row.t;
    entry.t_baseline = row.t_baseline;
    entry.t_change = row.t_change;
    entry.reason.assign(reason_of(row));
    static_cast<GoalCounts&>(entry) = row;
}

}  // namespace gas::summary
