// SPDX-License-Identifier: MIT
#include "ties.hpp"

#include <algorithm>
#include <cmath>

namespace gas::stats {

double without_rounding(double x) { return std::abs(x) < rounding_size ? 0 : x; }

bool are_tied(double lower, double upper) { return upper - lower <= tied_share * std::max(std::abs(lower), std::abs(upper)); }

std::vector<Tie> ties_of(std::span<const double> values)
{
    std::vector<double> sorted(values.begin(), values.end());
    std::transform(sorted.begin(), sorted.end(), sorted.begin(), without_rounding);
    if (!std::is_sorted(sorted.begin(), sorted.end())) {
        std::sort(sorted.begin(), sorted.end());
    }
    std::vector<Tie> ties;
    ties.reserve(64);
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        if (i == 0 || !are_tied(sorted[i - 1], sorted[i])) {
            ties.push_back({sorted[i], 0});
        }
        auto& tie = ties.back();
        tie.value = std::abs(sorted[i]) < std::abs(tie.value) ? sorted[i] : tie.value;
        ++tie.count;
    }
    return ties;
}

bool is_one_tie(std::span<const double> values)
{
    if (!std::is_sorted(values.begin(), values.end())) {
        return ties_of(values).size() <= 1;
    }
    // the first two that are apart end it
    const auto apart = [](double lower, double upper) { return !are_tied(without_rounding(lower), without_rounding(upper)); };
    return std::adjacent_find(values.begin(), values.end(), apart) == values.end();
}

}  // namespace gas::stats
