// SPDX-License-Identifier: MIT
#include "moments.hpp"

#include <algorithm>
#include <numeric>

namespace gas::stats {

Moments moments_of(std::span<const double> values)
{
    const auto n = static_cast<double>(values.size());
    if (values.empty()) {
        return {};
    }
    const double first = std::accumulate(values.begin(), values.end(), 0.0) / n;
    double rest = 0;
    for (const double x : values) {
        rest += x - first;
    }
    const double mean = first + rest / n;
    double squares = 0;
    double lost = 0;
    for (const double x : values) {
        squares += (x - mean) * (x - mean);
        lost += x - mean;
    }
    const double variance = values.size() > 1 ? (squares - lost * lost / n) / (n - 1) : 0;
    return {mean, std::max(variance, 0.0)};
}

Ranks ranks_of(std::span<const double> values)
{
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](auto a, auto b) { return values[a] < values[b]; });
    Ranks result;
    result.ranks.resize(values.size());
    for (std::size_t i = 0; i < order.size();) {
        std::size_t j = i;
        while (j < order.size() && values[order[j]] == values[order[i]]) {
            ++j;
        }
        const double shared = static_cast<double>(i + j + 1) / 2;  // mean of i+1 .. j
        for (std::size_t k = i; k < j; ++k) {
            result.ranks[order[k]] = shared;
        }
        const auto t = static_cast<double>(j - i);
        result.ties += t * t * t - t;
        i = j;
    }
    return result;
}

}  // namespace gas::stats
