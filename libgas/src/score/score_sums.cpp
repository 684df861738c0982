// SPDX-License-Identifier: MIT
#include "score_sums.hpp"

namespace gas::score {

double rho_of(const Plan& plan, const ScoreOptions& options) { return options.rho ? *options.rho : plan.scoring.rho.value_or(default_rho); }

std::size_t count_index(double level) { return level == -0.5 ? 3 : static_cast<std::size_t>(level < 0 ? level + 3 : level + 4); }

void set_scores(ScoreFigures& row, const Sums& sums, const ScoreOptions& options, int missing)
{
    const Facts facts{missing, static_cast<int>(sums.paired_now().size()), sums.ambiguous_rating, sums.ambiguous_baseline};
    set_scores(
        row, facts, options, [&] { return t_score(sums.levels(), sums.weights(), row.rho); },
        [&] { return t_score(sums.paired_now(), sums.paired_weights(), row.rho); },
        [&] { return t_score(sums.paired_baseline(), sums.paired_weights(), row.rho); });
}

}  // namespace gas::score
