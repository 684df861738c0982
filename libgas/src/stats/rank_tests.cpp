// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <numeric>

#include "distributions.hpp"
#include "gas/stats/tests.hpp"
#include "moments.hpp"
#include "pooled.hpp"
#include "rank_distributions.hpp"
#include "signed_ranks.hpp"

namespace gas {

namespace {

/// Two-sided p of a statistic at `distance` from its expectation, by the normal form with correction for continuity.
double normal_p(double distance, double variance)
{
    const double correction = distance > 0 ? 0.5 : distance < 0 ? -0.5 : 0;
    return std::min(1.0, 2 * stats::normal_upper(std::abs((distance - correction) / std::sqrt(variance))));
}

}  // namespace

Figure<TestResult> wilcoxon_signed_rank(std::span<const double> differences)
{
    const auto signs = stats::signed_ranks_of(differences);
    if (differences.empty() || signs.doubled.empty()) {
        return differences.empty() ? NoFigure::no_value : NoFigure::no_difference;
    }
    TestResult result;
    result.statistic = static_cast<double>(signs.positive) / 2;
    result.zeros = signs.zeros;
    result.rank_biserial = stats::rank_biserial_of(signs);
    result.exact = differences.size() < stats::exact_below;
    if (result.exact) {
        const auto tails = stats::signed_rank_tails(signs.doubled, signs.positive);
        result.p = std::min(1.0, 2 * std::min(tails.lower, tails.upper));
        return result;
    }
    const auto n = static_cast<double>(signs.doubled.size());
    result.p = normal_p(result.statistic - n * (n + 1) / 4, n * (n + 1) * (2 * n + 1) / 24 - signs.ties / 48);
    return result;
}

Figure<TestResult> mann_whitney(std::span<const double> first, std::span<const double> second)
{
    if (first.empty() || second.empty()) {
        return NoFigure::no_value;
    }
    const auto [ranks, doubled_sum, doubled_u] = stats::rank_sum_of(first, second);
    if (ranks.distinct < 2) {
        return NoFigure::no_variance;
    }
    const auto n = static_cast<double>(first.size());
    const auto m = static_cast<double>(second.size());
    TestResult result;
    result.statistic = static_cast<double>(doubled_u) / 2;
    result.rank_biserial = stats::rank_biserial_of(doubled_u, first.size(), second.size());
    const double distance = result.statistic - n * m / 2;
    result.exact = first.size() < stats::exact_below && second.size() < stats::exact_below;
    if (result.exact) {
        const auto tails = stats::rank_sum_tails(ranks.doubled, first.size(), doubled_sum);
        result.p = std::min(1.0, 2 * (distance > 0 ? tails.upper : tails.lower));
        return result;
    }
    const double all = n + m;
    result.p = normal_p(distance, n * m / 12 * (all + 1 - ranks.ties / (all * (all - 1))));
    return result;
}

Figure<TestResult> kruskal_wallis(const std::vector<std::vector<double>>& groups)
{
    const auto kept = stats::with_values(groups);
    const auto ranks = stats::ranks_of(stats::pooled(kept));
    if (kept.size() < 2) {
        return NoFigure::too_few;
    }
    if (ranks.distinct < 2) {
        return NoFigure::no_variance;
    }
    const auto all = static_cast<double>(ranks.doubled.size());
    double sum = 0;
    auto at = ranks.doubled.begin();
    for (const auto& group : kept) {
        const auto end = at + static_cast<std::ptrdiff_t>(group.size());
        const auto n = static_cast<double>(group.size());
        // twice the sum of the ranks less its expectation, a whole number
        const double excess = static_cast<double>(std::accumulate(at, end, std::size_t{0})) - n * (all + 1);
        sum += excess * excess / n;
        at = end;
    }
    TestResult result;
    result.df = static_cast<double>(kept.size() - 1);
    result.statistic = 3 * sum / (all * (all + 1)) / (1 - ranks.ties / (all * all * all - all));
    result.p = stats::figure_of(stats::chi_square_upper(result.statistic, result.df));
    return result;
}

}  // namespace gas
