// SPDX-License-Identifier: MIT
#include "rank_distributions.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "distributions.hpp"

namespace gas::stats {

namespace {

using Shares = std::vector<double>;  ///< probability of each sum

std::size_t sum_of(const std::vector<std::size_t>& ranks) { return std::accumulate(ranks.begin(), ranks.end(), std::size_t{0}); }

/// Probabilities of the sum of the ranks with a positive sign. For fewer than 53 ranks they are whole multiples of 2^-n, and so exact.
Shares signed_rank_shares(const std::vector<std::size_t>& ranks)
{
    Shares shares(sum_of(ranks) + 1, 0.0);
    shares[0] = 1;
    std::size_t reached = 0;
    for (const auto rank : ranks) {
        reached += rank;
        for (std::size_t s = reached + 1; s-- > 0;) {
            shares[s] = (shares[s] + (s >= rank ? shares[s - rank] : 0)) / 2;
        }
    }
    return shares;
}

/// Probabilities of the sum of m of the ranks.
Shares rank_sum_shares(const std::vector<std::size_t>& ranks, std::size_t m)
{
    // ways[i][s]: ways to choose i of the ranks so far with the sum s
    auto largest = ranks;
    std::sort(largest.rbegin(), largest.rend());
    largest.resize(m);
    const auto most = sum_of(largest);
    std::vector<Shares> ways(m + 1, Shares(most + 1, 0.0));
    ways[0][0] = 1;
    std::size_t before = 0;
    for (const auto rank : ranks) {
        for (std::size_t i = std::min(++before, m); i >= 1; --i) {
            const auto& fewer = ways[i - 1];
            auto& here = ways[i];
            for (std::size_t s = rank; s <= most; ++s) {
                here[s] += fewer[s - rank];
            }
        }
    }
    const double all = std::accumulate(ways[m].begin(), ways[m].end(), 0.0);
    for (double& w : ways[m]) {
        w /= all;
    }
    return ways[m];
}

Tails tails_at(const Shares& shares, std::size_t sum)
{
    const auto at = shares.begin() + static_cast<std::ptrdiff_t>(std::min(sum, shares.size() - 1));
    return {std::accumulate(shares.begin(), at + 1, 0.0), std::accumulate(at, shares.end(), 0.0)};
}

/// Largest k with 2 P(statistic < k) <= alpha, the statistic counted from `lowest` on.
std::size_t bound_of(const Shares& shares, std::size_t lowest, double alpha)
{
    double below = 0;
    std::size_t k = 0;
    for (std::size_t s = lowest; s < shares.size(); ++s, ++k) {
        below += shares[s];
        if (!(2 * below <= alpha * (1 + 1e-12))) {  // so too where alpha is no number
            break;
        }
    }
    return k;
}

std::size_t normal_bound(double mean, double sd, double alpha)
{
    const auto quantile = normal_quantile(1 - alpha / 2);
    return quantile ? static_cast<std::size_t>(std::max(std::floor(mean + 0.5 - *quantile * sd), 0.0)) : 0;
}

std::vector<std::size_t> whole_numbers(std::size_t first, std::size_t count)
{
    std::vector<std::size_t> numbers(count);
    std::iota(numbers.begin(), numbers.end(), first);
    return numbers;
}

}  // namespace

Tails signed_rank_tails(const std::vector<std::size_t>& ranks, std::size_t sum) { return tails_at(signed_rank_shares(ranks), sum); }

Tails rank_sum_tails(const std::vector<std::size_t>& ranks, std::size_t m, std::size_t sum)
{
    if (2 * m > ranks.size()) {  // the other sample has what this one has not, and is smaller
        const auto other = rank_sum_tails(ranks, ranks.size() - m, sum_of(ranks) - sum);
        return {other.upper, other.lower};
    }
    return tails_at(rank_sum_shares(ranks, m), sum);
}

std::size_t signed_rank_bound(std::size_t n, double alpha)
{
    if (n < exact_below) {
        return bound_of(signed_rank_shares(whole_numbers(1, n)), 0, alpha);
    }
    const auto size = static_cast<double>(n);
    return normal_bound(size * (size + 1) / 4, std::sqrt(size * (size + 1) * (2 * size + 1) / 24), alpha);
}

std::size_t rank_sum_bound(std::size_t m, std::size_t n, double alpha)
{
    if (m < exact_below && n < exact_below) {
        const auto smaller = std::min(m, n);
        const std::size_t lowest = smaller > 0 ? smaller * (smaller - 1) / 2 : 0;
        return bound_of(rank_sum_shares(whole_numbers(0, m + n), smaller), lowest, alpha);
    }
    const auto first = static_cast<double>(m);
    const auto second = static_cast<double>(n);
    return normal_bound(first * second / 2, std::sqrt(first * second * (first + second + 1) / 12), alpha);
}

}  // namespace gas::stats
