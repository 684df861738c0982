// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <vector>

#include "gas/score/score_plan.hpp"

/// From the levels that an entry's goals have to its T and change: one way, however the levels were found.
namespace gas::score {

/// Levels and weights of the goals that make a T, and of those that make a change.
struct Sums {
    std::vector<double> levels;
    std::vector<double> weights;
    std::vector<double> paired_now;
    std::vector<double> paired_baseline;
    std::vector<double> paired_weights;
    bool ambiguous_rating = false;
    bool ambiguous_baseline = false;

    void clear();
};

double rho_of(const Plan& plan, const ScoreOptions& options);
/// Where a level is counted in LevelCounts.
std::size_t count_index(double level);
/// T, or why there is none. `missing`: active goals that the entry does not rate.
void set_t(ScoreFigures& row, const Sums& sums, const ScoreOptions& options, int missing);
/// Change from the baseline, or why there is none.
void set_change(ScoreFigures& row, const Sums& sums, const ScoreOptions& options);

}  // namespace gas::score
