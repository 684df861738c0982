// SPDX-License-Identifier: MIT
#include "gas/score/t_score.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace gas {

std::string_view to_string(NoScore reason)
{
    switch (reason) {
    case NoScore::no_rated_goal: return "no-rated-goal";
    case NoScore::zero_weights: return "zero-weights";
    case NoScore::incomplete: return "incomplete";
    case NoScore::ambiguous_rating: return "ambiguous-rating";
    }
    return "";
}

std::optional<double> t_score(std::span<const double> levels, std::span<const double> weights, double rho)
{
    double largest = 0;
    for (std::size_t i = 0; i < levels.size(); ++i) {
        largest = std::max(largest, weights[i]);
    }
    if (largest == 0) {
        return std::nullopt;
    }
    // T does not change with the scale of the weights; taken relative to the largest, squares can neither overflow nor vanish.
    // A power of two only, so that no digit of a weight is lost.
    const int exponent = std::ilogb(largest);
    double weighted = 0;
    double sum = 0;
    double squares = 0;
    for (std::size_t i = 0; i < levels.size(); ++i) {
        const double w = std::scalbn(weights[i], -exponent);
        weighted += w * levels[i];
        sum += w;
        squares += w * w;
    }
    return 50 + 10 * weighted / std::sqrt((1 - rho) * squares + rho * sum * sum);
}

LevelSummary summarize_levels(std::span<const double> levels, std::span<const double> weights)
{
    LevelSummary summary;
    if (levels.empty()) {
        return summary;
    }
    double sum = 0;
    double weighted = 0;
    double weight = 0;
    int achieved = 0;
    int exceeded = 0;
    for (std::size_t i = 0; i < levels.size(); ++i) {
        sum += levels[i];
        weighted += weights[i] * levels[i];
        weight += weights[i];
        achieved += levels[i] >= 0 ? 1 : 0;
        exceeded += levels[i] > 0 ? 1 : 0;
    }
    const auto n = static_cast<double>(levels.size());
    std::vector<double> sorted(levels.begin(), levels.end());
    std::sort(sorted.begin(), sorted.end());
    const auto middle = sorted.size() / 2;
    summary.mean = sum / n;
    summary.sum = sum;
    summary.median = sorted.size() % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    summary.achieved = achieved / n;
    summary.exceeded = exceeded / n;
    if (weight > 0) {
        summary.weighted_mean = weighted / weight;
    }
    return summary;
}

}  // namespace gas
