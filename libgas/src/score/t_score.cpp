// SPDX-License-Identifier: MIT
#include "gas/score/t_score.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <compare>
#include <cstdint>
#include <numeric>
#include <vector>

#include "per_goal.hpp"
#include "t_parts.hpp"

namespace gas {

namespace {

/// Sums of whole numbers up to here are exact in a double.
constexpr double max_exact = 9007199254740992.0;  // 2^53

/// `whole` over the greatest number that divides all of them. False where the sum of their squares would not be exact.
bool over_common_divisor(std::span<double> whole)
{
    std::uint64_t divisor = 0;
    for (const double w : whole) {
        divisor = std::gcd(divisor, static_cast<std::uint64_t>(w));
        if (divisor == 1) {
            break;  // as of most weights
        }
    }
    for (double& w : divisor > 1 ? whole : std::span<double>()) {
        const auto quotient = static_cast<std::uint64_t>(w) / divisor;  // exact: it divides all of them
        w = static_cast<double>(quotient);
    }
    double squares = 0;
    for (const double w : whole) {
        squares += w * w;
    }
    return squares <= max_exact;
}

/// A number as people write it: digits * 10^exponent, by its shortest decimal text.
struct Decimal {
    std::uint64_t digits = 0;
    int exponent = 0;
};

Decimal decimal_of(double weight)
{
    std::array<char, 32> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), weight, std::chars_format::scientific).ptr;
    Decimal number;
    const char* at = text.data();
    for (bool behind_point = false; at != end && *at != 'e'; ++at) {
        if (*at == '.') {
            behind_point = true;
            continue;
        }
        number.digits = number.digits * 10 + static_cast<std::uint64_t>(*at - '0');
        number.exponent -= behind_point ? 1 : 0;
    }
    int power = 0;
    at += at != end ? 1 : 0;
    at += at != end && *at == '+' ? 1 : 0;  // from_chars knows no plus
    std::from_chars(at, end, power);
    number.exponent += power;
    return number;
}

/// Weights as whole numbers without a common divisor: the shortest decimal text of each, times the power of ten that makes all of them whole. What people
/// write as .1 .2 .3 is 1 2 3, whatever the doubles nearest to them are. False where the sum of their squares would pass 2^53.
bool whole_weights(std::span<const double> weights, std::span<double> whole)
{
    constexpr double few_digits = 4294967296.0;  // such a weight has no digits behind the point, and is exact as it stands
    if (std::all_of(weights.begin(), weights.end(), [](double w) { return w <= few_digits && w == std::floor(w); })) {
        std::copy(weights.begin(), weights.end(), whole.begin());
        return over_common_divisor(whole);
    }
    std::vector<Decimal> numbers;
    std::optional<int> last_place;
    for (const double w : weights) {
        numbers.push_back(decimal_of(w));
        if (w > 0) {
            last_place = std::min(last_place.value_or(numbers.back().exponent), numbers.back().exponent);
        }
    }
    for (std::size_t i = 0; i < weights.size(); ++i) {
        auto [digits, exponent] = numbers[i];
        for (; digits > 0 && exponent > *last_place; --exponent) {
            digits *= 10;
            if (digits > static_cast<std::uint64_t>(max_exact)) {
                return false;
            }
        }
        if (digits > static_cast<std::uint64_t>(max_exact)) {
            return false;
        }
        whole[i] = static_cast<double>(digits);
    }
    return over_common_divisor(whole);
}

struct WeightedGoal {
    double weight = 0;
    double level = 0;
    auto operator<=>(const WeightedGoal&) const = default;
};

/// Sums over the goals, in one and the same unit of weight.
struct WeightedSums {
    double levels = 0;   ///< sum(w x)
    double weights = 0;  ///< sum w
    double squares = 0;  ///< sum(w^2)

    void add(double weight, double level)
    {
        levels += weight * level;
        weights += weight;
        squares += weight * weight;
    }
};

/// With whole weights every sum is exact, so no digit hangs on the order of the goals or on the unit of the weights, and equal gains are equal. Where weights
/// have too many digits for that, they are taken relative to the largest (by a power of two, so that no digit of a weight is lost, and neither sums nor
/// squares overflow or vanish) and added in their own order. All 0 where no weight is positive.
WeightedSums weigh(std::span<const double> levels, std::span<const double> weights)
{
    WeightedSums sums;
    if (std::all_of(weights.begin(), weights.end(), [](double w) { return w == 1; })) {
        sums.levels = std::accumulate(levels.begin(), levels.end(), 0.0);
        sums.weights = sums.squares = static_cast<double>(levels.size());
        return sums;
    }
    const double largest = *std::max_element(weights.begin(), weights.end());
    if (!(largest > 0)) {
        return sums;
    }
    score::PerGoal whole(weights.size());
    if (whole_weights(weights, whole.all())) {
        for (std::size_t i = 0; i < levels.size(); ++i) {
            sums.add(whole[i], levels[i]);
        }
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
        sums.add(weight, level);
    }
    return sums;
}

/// t_distance() of levels and weights.
std::optional<double> distance_from_50(std::span<const double> levels, std::span<const double> weights, double rho)
{
    const auto sums = weigh(levels, weights.first(levels.size()));
    if (!(sums.weights > 0)) {
        return std::nullopt;
    }
    return score::t_distance(sums.levels, score::t_root(sums.weights, sums.squares, rho));
}

}  // namespace

std::optional<double> t_score(std::span<const double> levels, std::span<const double> weights, double rho)
{
    const auto distance = distance_from_50(levels, weights, rho);
    return distance ? std::optional(score::t_expected + *distance) : std::nullopt;
}

std::optional<double> t_change(std::span<const double> levels, std::span<const double> baselines, std::span<const double> weights, double rho)
{
    score::PerGoal gains(levels.size());
    for (std::size_t i = 0; i < levels.size(); ++i) {
        gains[i] = levels[i] - baselines[i];
    }
    return distance_from_50(gains.all(), weights, rho);
}

namespace {

double median_of(std::span<const double> levels)
{
    score::PerGoal room(levels.size());
    const auto sorted = room.all();
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
