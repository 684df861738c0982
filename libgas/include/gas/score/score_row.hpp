// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <span>

#include "gas/plan/level.hpp"
#include "gas/plan/weighting.hpp"
#include "gas/score/score_plan.hpp"

/// From what the goals of an entry have to its figures: the one way, whether they come from a plan, a table, or rows that were written goal by goal.
namespace gas {

/// The level as it is analysed: -0.5 as -1 (Turner-Stokes & Williams 2010) unless it is kept.
Level analysed(Level recorded, HalfLevel rule);

/// One goal as a row of scores sees it.
struct GoalInRow {
    std::optional<Level> level;       ///< as analysed; nothing where it has none here
    std::optional<Level> baseline;    ///< as analysed
    double weight = 1;                ///< finite, >= 0
    bool active = true;               ///< worked on, on the day of the row
    bool carried = false;             ///< the level is of an earlier entry
    bool not_applicable = false;      ///< judged: it could not be rated
    bool stood_for = false;           ///< no level, but the goal that it replaces is rated in the entry, on the day of the change
    bool ambiguous_rating = false;    ///< raters differ, so there is no level
    bool ambiguous_baseline = false;  ///< raters differ, or it is rated twice, so there is no baseline
};

/// T, baseline T, change, counts and the figures beside T of these goals, or why there is none. Of the options only `half_level`'s name is left to the caller:
/// levels come analysed; `complete` and `sem` are applied here. `row` comes as it is made, all counts 0. `with_levels`: the LevelSummary too. The row's entry
/// and names are the caller's.
void score_row(std::span<const GoalInRow> goals, double rho, Weighting weighting, const ScoreOptions& options, bool with_levels, ScoreFigures& row);

}  // namespace gas
