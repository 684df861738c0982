// SPDX-License-Identifier: MIT
#include "gas/score/t_score.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
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

/// The weights relative to the largest, so that sums and squares can neither overflow nor vanish; by a power of two, so that no
/// digit of a weight is lost. Empty where no weight is positive.
std::vector<double> relative_weights(std::span<const double> weights)
{
    const double largest = weights.empty() ? 0 : *std::max_element(weights.begin(), weights.end());
    if (!(largest > 0)) {
        return {};
    }
    const int exponent = std::ilogb(largest);
    std::vector<double> relative;
    std::transform(weights.begin(), weights.end(), std::back_inserter(relative), [&](double w) { return std::scalbn(w, -exponent); });
    return relative;
}

}  // namespace

std::optional<double> t_score(std::span<const double> levels, std::span<const double> weights, double rho)
{
    // T does not change with the scale of the weights
    const auto relative = relative_weights(weights.first(levels.size()));
    if (relative.empty()) {
        return std::nullopt;
    }
    double weighted = 0;
    double sum = 0;
    double squares = 0;
    for (std::size_t i = 0; i < levels.size(); ++i) {
        weighted += relative[i] * levels[i];
        sum += relative[i];
        squares += relative[i] * relative[i];
    }
    return 50 + 10 * weighted / std::sqrt((1 - rho) * squares + rho * sum * sum);
}

LevelSummary summarize_levels(std::span<const double> levels, std::span<const double> weights)
{
    LevelSummary summary;
    if (levels.empty()) {
        return summary;
    }
    const auto relative = relative_weights(weights.first(levels.size()));
    double sum = 0;
    double weighted = 0;
    double weight = 0;
    int achieved = 0;
    int exceeded = 0;
    for (std::size_t i = 0; i < levels.size(); ++i) {
        sum += levels[i];
        weighted += relative.empty() ? 0 : relative[i] * levels[i];
        weight += relative.empty() ? 0 : relative[i];
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
