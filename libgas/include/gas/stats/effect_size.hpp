// SPDX-License-Identifier: MIT
#pragma once

#include <span>

#include "gas/stats/describe.hpp"
#include "gas/stats/figure.hpp"

/// Sizes of effects. What is equal and what is 0 is told as for the tests (tests.hpp).
namespace gas {

/// Standardised response mean: mean change / SD of change; the same number as Cohen's d_z. too_few for n < 2, no_variance where that SD is 0.
Figure<double> standardised_response_mean(std::span<const double> changes);

/// Effect size over the baseline: mean change / SD of the baseline (Kazis 1989). too_few for n < 2, baseline_sd_0 where that SD is 0, as it is by design
/// where all goals start alike.
Figure<double> baseline_effect_size(std::span<const double> changes, std::span<const double> baselines);

/// A standardised difference of two means with its interval.
struct HedgesG {
    double g = 0;
    Figure<Interval> ci = NoFigure::not_computed;
};

/// Hedges' g: the difference of means over the pooled SD, corrected for small samples by the exact factor
/// J = Gamma(df/2) / (sqrt(df/2) Gamma((df-1)/2)) (Hedges 1981). The interval inverts the noncentral t distribution (Steiger &
/// Fouladi 1997), its limits multiplied by J too; not_computed for g in the thousands, where that distribution is out of reach. too_few where a sample has
/// fewer than 2 values, no_variance where the pooled SD is 0.
Figure<HedgesG> hedges_g(std::span<const double> first, std::span<const double> second, double confidence = 0.95);

/// A shift of location with its interval.
struct Shift {
    double estimate = 0;
    Figure<Interval> ci = NoFigure::too_few;
    bool exact = false;  ///< the interval by the exact distribution of the ranks, not its normal form
};

/// Hodges-Lehmann shift of differences from 0 (Hodges & Lehmann 1963): the median of the Walsh averages, the means of every two of them and
/// of each with itself. The interval is the closed one between the k-th smallest and the k-th largest average, k the largest whole number with
/// 2 P(V < k) <= 1 - confidence in the distribution without ties (zeros count in n); from n = 50 on k is floor(mean + 1/2 - z SD) of its normal form. So
/// it holds its level under ties, too (Lehmann 1975). too_few where k is below 1 (n < 6). no_value without a difference.
/// Found by counting over the distinct values: memory as for the values, time n log n.
Figure<Shift> hodges_lehmann(std::span<const double> differences, double confidence = 0.95);

/// The same between two samples: the median of all differences first - second, k by the distribution of U; too_few for 3 against 4 and less.
Figure<Shift> hodges_lehmann(std::span<const double> first, std::span<const double> second, double confidence = 0.95);

/// Matched-pairs rank-biserial correlation (Kerby 2014): (V+ - V-) / (V+ + V-) of the ranks of the signed-rank test. no_difference where all are 0.
Figure<double> rank_biserial(std::span<const double> differences);

/// Rank-biserial correlation of two samples (Cureton 1956; Wendt 1972): 2 U / (m n) - 1, above 0 where the first sample has the higher values.
Figure<double> rank_biserial(std::span<const double> first, std::span<const double> second);

}  // namespace gas
