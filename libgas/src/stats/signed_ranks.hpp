// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "moments.hpp"

namespace gas::stats {

/// Ranks of the sizes of differences that are not 0, doubled.
struct SignedRanks {
    std::vector<std::size_t> doubled;
    std::size_t positive = 0;  ///< sum of the doubled ranks of positive differences
    std::size_t negative = 0;
    std::size_t zeros = 0;
    double ties = 0;  ///< sum of t^3 - t over tied sizes, zeros left out
};

/// Zeros are ranked among the sizes, and so lift the ranks of the others (Pratt 1959), where there are fewer than 50 differences, and else dropped
/// (Wilcoxon 1945): the rule of the signed-rank test, whose ranks the rank-biserial correlation has too.
SignedRanks signed_ranks_of(std::span<const double> differences);

/// (V+ - V-) / (V+ + V-) of them (Kerby 2014); there is some difference other than 0.
inline double rank_biserial_of(const SignedRanks& signs)
{
    const auto positive = static_cast<double>(signs.positive);
    const auto negative = static_cast<double>(signs.negative);
    return (positive - negative) / (positive + negative);
}

/// The ranks of two samples among each other, the first sample's first.
struct RankSum {
    Ranks ranks;
    std::size_t doubled_sum = 0;  ///< twice the sum of the first sample's ranks
    std::size_t doubled_u = 0;    ///< twice its U
};
RankSum rank_sum_of(std::span<const double> first, std::span<const double> second);

/// 2U/(mn) - 1 of twice the U of m values against n.
inline double rank_biserial_of(std::size_t doubled_u, std::size_t m, std::size_t n)
{
    return static_cast<double>(doubled_u) / (static_cast<double>(m) * static_cast<double>(n)) - 1;
}

}  // namespace gas::stats
