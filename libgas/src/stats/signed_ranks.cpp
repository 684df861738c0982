// SPDX-License-Identifier: MIT
#include "signed_ranks.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <numeric>

#include "moments.hpp"
#include "rank_distributions.hpp"
#include "ties.hpp"

namespace gas::stats {

SignedRanks signed_ranks_of(std::span<const double> differences)
{
    // losses from the last, then gains from the first: of differences in order, sizes in order twice
    std::vector<double> sizes;
    sizes.reserve(differences.size());
    for (auto difference = differences.rbegin(); difference != differences.rend(); ++difference) {
        if (without_rounding(*difference) < 0) {
            sizes.push_back(-*difference);
        }
    }
    const auto losses = sizes.size();
    std::copy_if(differences.begin(), differences.end(), std::back_inserter(sizes), [](double x) { return without_rounding(x) > 0; });
    SignedRanks result;
    result.zeros = differences.size() - sizes.size();
    auto ranks = ranks_of(sizes);
    const std::size_t lift = differences.size() < exact_below ? 2 * result.zeros : 0;
    for (std::size_t i = 0; i < sizes.size(); ++i) {
        ranks.doubled[i] += lift;
        (i >= losses ? result.positive : result.negative) += ranks.doubled[i];
    }
    result.doubled = std::move(ranks.doubled);
    result.ties = ranks.ties;
    return result;
}

RankSum rank_sum_of(std::span<const double> first, std::span<const double> second)
{
    std::vector<double> pool(first.begin(), first.end());
    pool.insert(pool.end(), second.begin(), second.end());
    RankSum sum;
    sum.ranks = ranks_of(pool);
    const auto own = sum.ranks.doubled.begin() + static_cast<std::ptrdiff_t>(first.size());
    sum.doubled_sum = std::accumulate(sum.ranks.doubled.begin(), own, std::size_t{0});
    sum.doubled_u = sum.doubled_sum - first.size() * (first.size() + 1);
    return sum;
}

}  // namespace gas::stats
