// SPDX-License-Identifier: MIT
#include "gas/score/t_score.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <compare>
#include <numeric>
#include <vector>

namespace gas {

std::string_view to_string(NoScore reason)
{
    switch (reason) {
    case NoScore::no_rated_goal: return "no-rated-goal";
    case NoScore::zero_weights: return "zero-weights";
    case NoScore::incomplete: return "incomplete";
    case NoScore::ambiguous_rating: return "ambiguous-rating";
    case NoScore::no_entry: return "no-entry";
    }
    return "";
}

namespace {

struct WeightedGoal {
    double weight = 0;
    double level = 0;
    auto operator<=>(const WeightedGoal&) const = default;
};

/// Sums over the goals, with the weights relative to the largest.
struct WeightedSums {
    double levels = 0;   ///< sum(w x)
    double weights = 0;  ///< sum w
    double squares = 0;  ///< sum(w^2)
};

/// Weights relative to the largest, so that sums and squares can neither overflow nor vanish; by a power of two, so that no digit of a weight is lost.
/// Added in the order of the weights, so that no digit hangs on the order of the goals. All 0 where no weight is positive.
WeightedSums weigh(std::span<const double> levels, std::span<const double> weights)
{
    WeightedSums sums;
    if (std::all_of(weights.begin(), weights.end(), [](double w) { return w == 1; })) {
        for (const double x : levels) {
            sums.levels += x;
        }
        sums.weights = sums.squares = static_cast<double>(levels.size());
        return sums;
    }
    const double largest = *std::max_element(weights.begin(), weights.end());
    if (!(largest > 0)) {
        return sums;
    }
    const int exponent = std::ilogb(largest);
    std::vector<WeightedGoal> goals;
    goals.reserve(levels.size());
    for (std::size_t i = 0; i < levels.size(); ++i) {
        goals.push_back({std::scalbn(weights[i], -exponent), levels[i]});
    }
    std::sort(goals.begin(), goals.end());
    for (const auto& [weight, level] : goals) {
        sums.levels += weight * level;
        sums.weights += weight;
        sums.squares += weight * weight;
    }
    return sums;
}

}  // namespace

double equal_weights_root(std::size_t n, double rho)
{
    const auto goals = static_cast<double>(n);
    return std::sqrt((1 - rho) * goals + rho * goals * goals);
}

std::optional<double> t_score(std::span<const double> levels, std::span<const double> weights, double rho)
{
    const auto own = weights.first(levels.size());
    if (!levels.empty() && std::all_of(own.begin(), own.end(), [](double w) { return w == 1; })) {
        return equal_weights_t(std::accumulate(levels.begin(), levels.end(), 0.0), equal_weights_root(levels.size(), rho));
    }
    const auto sums = weigh(levels, own);  // T does not change with the scale of the weights
    if (!(sums.weights > 0)) {
        return std::nullopt;
    }
    return 50 + 10 * sums.levels / std::sqrt((1 - rho) * sums.squares + rho * sums.weights * sums.weights);
}

namespace {

double median_of(std::span<const double> levels)
{
    constexpr std::size_t few = 16;
    std::array<double, few> room{};
    std::vector<double> more;
    std::span<double> sorted(room.data(), std::min(levels.size(), few));
    if (levels.size() > few) {
        more.assign(levels.begin(), levels.end());
        sorted = more;
    }
    std::copy(levels.begin(), levels.end(), sorted.begin());
    std::sort(sorted.begin(), sorted.end());
    const auto middle = sorted.size() / 2;
    return sorted.size() % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

}  // namespace

LevelSummary summarize_levels(std::span<const double> levels, std::span<const double> weights)
{
    LevelSummary summary;
    if (levels.empty()) {
        return summary;
    }
    double sum = 0;
    int achieved = 0;
    int exceeded = 0;
    for (const double x : levels) {
        sum += x;
        achieved += x >= 0 ? 1 : 0;
        exceeded += x > 0 ? 1 : 0;
    }
    const auto n = static_cast<double>(levels.size());
    summary.mean = sum / n;
    summary.sum = sum;
    summary.median = median_of(levels);
    summary.achieved = achieved / n;
    summary.exceeded = exceeded / n;
    const auto sums = weigh(levels, weights.first(levels.size()));
    if (sums.weights > 0) {
        summary.weighted_mean = sums.levels / sums.weights;
    }
    return summary;
}

LevelSummary summarize_counts(std::span<const double> levels, std::span<const int> counts)
{
    LevelSummary summary;
    int n = 0;
    int achieved = 0;
    int exceeded = 0;
    double sum = 0;
    for (std::size_t i = 0; i < levels.size(); ++i) {
        n += counts[i];
        sum += counts[i] * levels[i];
        achieved += levels[i] >= 0 ? counts[i] : 0;
        exceeded += levels[i] > 0 ? counts[i] : 0;
    }
    if (n == 0) {
        return summary;
    }
    // the level of the goal in place `place`, from 0
    const auto at = [&](int place) {
        std::size_t i = 0;
        for (; place >= counts[i]; ++i) {
            place -= counts[i];
        }
        return levels[i];
    };
    summary.mean = summary.weighted_mean = sum / n;
    summary.sum = sum;
    summary.median = n % 2 == 1 ? at(n / 2) : (at(n / 2 - 1) + at(n / 2)) / 2;
    summary.achieved = static_cast<double>(achieved) / n;
    summary.exceeded = static_cast<double>(exceeded) / n;
    return summary;
}

}  // namespace gas
