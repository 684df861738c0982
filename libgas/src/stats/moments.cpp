// SPDX-License-Identifier: MIT
#include "moments.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "ties.hpp"

namespace gas::stats {

namespace {

template <typename Settled>
Moments moments_by(std::span<const double> values, Settled settled)
{
    const auto n = static_cast<double>(values.size());
    double first = 0;
    for (const double x : values) {
        first += settled(x);
    }
    first /= n;
    double rest = 0;
    for (const double x : values) {
        rest += settled(x) - first;
    }
    const double mean = first + rest / n;
    if (values.size() < 2 || is_one_tie(values)) {
        return {mean, 0};
    }
    double squares = 0;
    double lost = 0;
    for (const double x : values) {
        const double deviation = without_rounding(settled(x) - mean);
        squares += deviation * deviation;
        lost += deviation;
    }
    return {mean, std::max((squares - lost * lost / n) / (n - 1), 0.0)};
}

}  // namespace

Moments moments_of(std::span<const double> values)
{
    if (values.empty()) {
        return {};
    }
    // most samples have nothing to settle: T lies far from 0, and a change of nothing is 0
    const auto is_rounding = [](double x) { return x != 0 && std::abs(x) < rounding_size; };
    if (std::none_of(values.begin(), values.end(), is_rounding)) {
        return moments_by(values, [](double x) { return x; });
    }
    return moments_by(values, without_rounding);
}

Ranks ranks_of(std::span<const double> values)
{
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::vector<double> settled(values.size());
    std::transform(values.begin(), values.end(), settled.begin(), without_rounding);
    // samples come in order, two of them one behind the other: then they only have to be merged
    const auto second = std::is_sorted_until(settled.begin(), settled.end());
    const auto less = [&](auto a, auto b) { return settled[a] < settled[b]; };
    if (std::is_sorted(second, settled.end())) {
        std::inplace_merge(order.begin(), order.begin() + (second - settled.begin()), order.end(), less);
    } else {
        std::sort(order.begin(), order.end(), less);
    }
    Ranks result;
    result.doubled.resize(values.size());
    for (std::size_t i = 0; i < order.size();) {
        std::size_t j = i + 1;
        while (j < order.size() && are_tied(settled[order[j - 1]], settled[order[j]])) {
            ++j;
        }
        for (std::size_t k = i; k < j; ++k) {
            result.doubled[order[k]] = i + j + 1;  // twice the mean of i+1 .. j
        }
        const auto t = static_cast<double>(j - i);
        result.ties += t * t * t - t;
        ++result.distinct;
        i = j;
    }
    return result;
}

}  // namespace gas::stats
