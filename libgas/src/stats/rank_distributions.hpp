// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <vector>

/// Exact distributions of rank statistics where nothing but chance tells the ranks apart, given the ranks that there are, ties and all
/// (the shift algorithm of Streitberg & Röhmel 1986).
namespace gas::stats {

/// Samples of fewer values than this have exact distributions, larger ones the normal form: the rule of R's wilcox.test.
inline constexpr std::size_t exact_below = 50;

struct Tails {
    double lower = 1;  ///< P(statistic <= observed)
    double upper = 1;  ///< P(statistic >= observed)
};

/// Of the sum of those `ranks` (whole numbers, such as doubled midranks) whose sign is positive, each sign even odds.
Tails signed_rank_tails(const std::vector<std::size_t>& ranks, std::size_t sum);

/// Of the sum of `m` of the `ranks`, each choice of m as likely.
Tails rank_sum_tails(const std::vector<std::size_t>& ranks, std::size_t m, std::size_t sum);

/// Largest whole k with 2 P(V < k) <= alpha for n differences without ties; 0 where there is none. From exact_below on of the normal form.
/// Where no tail is exactly alpha / 2, as at .025 up to 49, this is R's qsignrank(alpha / 2, n).
std::size_t signed_rank_bound(std::size_t n, double alpha);

/// The same of U for samples of m and n; qwilcox(alpha / 2, m, n).
std::size_t rank_sum_bound(std::size_t m, std::size_t n, double alpha);

}  // namespace gas::stats
