// SPDX-License-Identifier: MIT
#include "signed_ranks.hpp"

#include <cmath>

#include "moments.hpp"
#include "rank_distributions.hpp"
#include "ties.hpp"

namespace gas::stats {

SignedRanks signed_ranks_of(std::span<const double> differences)
{
    std::vector<double> sizes;
    std::vector<bool> positive;
    for (const double difference : differences) {
        if (without_rounding(difference) != 0) {
            sizes.push_back(std::abs(difference));
            positive.push_back(difference > 0);
        }
    }
    SignedRanks result;
    result.zeros = differences.size() - sizes.size();
    auto ranks = ranks_of(sizes);
    const std::size_t lift = differences.size() < exact_below ? 2 * result.zeros : 0;
    for (std::size_t i = 0; i < sizes.size(); ++i) {
        ranks.doubled[i] += lift;
        (positive[i] ? result.positive : result.negative) += ranks.doubled[i];
    }
    result.doubled = std::move(ranks.doubled);
    result.ties = ranks.ties;
    return result;
}

}  // namespace gas::stats
