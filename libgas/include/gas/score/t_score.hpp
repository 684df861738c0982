// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

#include "gas/plan/words.hpp"

namespace gas {

/// The usual expected inter-goal correlation (Kiresuk & Sherman 1968).
inline constexpr double default_rho = 0.3;

/// Why there is no T. A T that is not there is never 50: 50 says "all goals met".
/// `empty_shard` stands in the one row of a part of a study that holds nobody.
enum class NoScore { no_rated_goal, zero_weights, incomplete, ambiguous_rating, no_entry, empty_shard };
template <>
inline constexpr std::array<std::string_view, 6> word_list<NoScore> = {"no-rated-goal",    "zero-weights", "incomplete",
                                                                       "ambiguous-rating", "no-entry",     "empty-shard"};

/// T-score (Kiresuk & Sherman 1968; form of the erratum to Turner-Stokes 2009, Clin Rehabil 23:362-370):
///
///     T = 50 + 10 * sum(w x) / sqrt((1 - rho) * sum(w^2) + rho * (sum w)^2)
///
/// `levels` and `weights` (each finite and >= 0) run in step; rho is 0..1. The root covers both terms; T is never clamped.
/// Nothing where no weight is positive (no goals, or all weights 0).
///
/// Weights are taken as whole numbers: the shortest decimal text of each, times the power of ten that makes all whole, over their greatest common divisor.
/// So goals in another order, or weights in another unit, change no digit. Only where the sum of squares of the whole numbers would pass 2^53 are the weights
/// taken as they are.
std::optional<double> t_score(std::span<const double> levels, std::span<const double> weights, double rho);

/// Change of T from `baselines` to `levels` of the same goals, as one quotient:
///
///     change = 10 * sum(w (x1 - x0)) / sqrt((1 - rho) * sum(w^2) + rho * (sum w)^2)
///
/// Centred on 0, no T-score itself. Under one set of weights, and its multiples, equal gains are equal doubles by whatever goals and levels they came, and a
/// gain of nothing is 0; a difference of two T would not be. Nothing where t_score() is nothing.
std::optional<double> t_change(std::span<const double> levels, std::span<const double> baselines, std::span<const double> weights, double rho);

/// The ordinal-safe figures beside T that its critics ask for (MacKay 1996; Tennant 2007), over the rated goals.
struct LevelSummary {
    std::optional<double> mean;           ///< of the levels; nothing without a rated goal, like all below
    std::optional<double> weighted_mean;  ///< sum(w x) / sum(w); nothing where all weights are 0
    std::optional<double> sum;
    std::optional<double> median;
    std::optional<double> achieved;  ///< share of goals with x >= 0, 0..1
    std::optional<double> exceeded;  ///< share of goals with x > 0, 0..1
};
LevelSummary summarize_levels(std::span<const double> levels, std::span<const double> weights);

/// The same of goals of equal weight, from how often each of `levels` (ascending) occurs.
LevelSummary summarize_counts(std::span<const double> levels, std::span<const int> counts);

}  // namespace gas
