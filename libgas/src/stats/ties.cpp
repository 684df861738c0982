// SPDX-License-Identifier: MIT
#include "ties.hpp"

#include <algorithm>

namespace gas::stats {

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
    if (values.size() < 2) {
        return true;
    }
    // a chain of so many ties spans no more than this; values mostly come in order, so that these two are the farthest apart
    const double first = without_rounding(values.front());
    const double last = without_rounding(values.back());
    const double longest_chain = 2 * static_cast<double>(values.size()) * tied_share * std::max(std::abs(first), std::abs(last));
    return std::abs(first - last) <= longest_chain && ties_of(values).size() <= 1;
}

}  // namespace gas::stats
