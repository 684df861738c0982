// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <span>

#include "gas/stats/describe.hpp"

namespace gas {

/// Standardised response mean: mean change / SD of change; the same number as Cohen's d_z. Nothing where there is no SD, or it is 0.
std::optional<double> standardised_response_mean(std::span<const double> changes);

/// Effect size over the baseline: mean change / SD of the baseline (Kazis 1989). Nothing where that SD is 0, as it is by design where all goals start alike.
std::optional<double> baseline_effect_size(std::span<const double> changes, std::span<const double> baselines);

/// A standardised difference of two means with its interval.
struct HedgesG {
    double g = 0;
    Interval ci;
};

/// Hedges' g: the difference of means over the pooled SD, corrected for small samples by the exact factor
/// J = Gamma(df/2) / (sqrt(df/2) Gamma((df-1)/2)) (Hedges 1981). The interval inverts the noncentral t distribution (Steiger &
/// Fouladi 1997), its limits multiplied by J too. Nothing where a sample has fewer than 2 values or the pooled SD is 0.
std::optional<HedgesG> hedges_g(std::span<const double> first, std::span<const double> second, double confidence = 0.95);

}  // namespace gas
