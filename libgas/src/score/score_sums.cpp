// SPDX-License-Identifier: MIT
#include "score_sums.hpp"

#include <cmath>

namespace gas::score {

double rho_of(const Plan& plan, const ScoreOptions& options) { return options.rho ? *options.rho : plan.scoring.rho.value_or(default_rho); }

std::size_t count_index(double level) { return level == -0.5 ? 3 : static_cast<std::size_t>(level < 0 ? level + 3 : level + 4); }

void set_t(ScoreFigures& row, const Sums& sums, const ScoreOptions& options, int missing)
{
    if (sums.ambiguous_rating) {
        row.no_score = NoScore::ambiguous_rating;
    } else if (sums.levels().empty()) {
        row.no_score = NoScore::no_rated_goal;
    } else if (options.complete && missing > 0) {
        row.no_score = NoScore::incomplete;
    } else {
        row.t = t_score(sums.levels(), sums.weights(), row.rho);
        if (!row.t) {
            row.no_score = NoScore::zero_weights;
        }
    }
}

void set_change(ScoreFigures& row, const Sums& sums, const ScoreOptions& options)
{
    if (row.no_score) {
        return;  // says enough
    }
    if (sums.ambiguous_baseline) {
        row.no_change = NoChange::ambiguous_baseline;
        return;
    }
    row.paired = static_cast<int>(sums.paired_now().size());
    if (row.paired == 0) {
        row.no_change = NoChange::no_baseline;
        return;
    }
    // where all are paired it is T itself
    const auto now = sums.paired_now().size() == sums.levels().size() ? row.t : t_score(sums.paired_now(), sums.paired_weights(), row.rho);
    row.t_baseline = t_score(sums.paired_baseline(), sums.paired_weights(), row.rho);
    if (!now || !row.t_baseline) {
        row.no_change = NoChange::baseline_zero_weights;
        return;
    }
    row.t_change = *now - *row.t_baseline;
    if (options.sem && *options.sem > 0) {
        row.rci = *row.t_change / (std::sqrt(2.0) * *options.sem);
    }
}

}  // namespace gas::score
