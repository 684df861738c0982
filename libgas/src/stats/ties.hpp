// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <span>
#include <vector>

/// What is equal and what is 0. A change of T is a sum of rounded quotients: two people who gained the same by different routes differ in the
/// last bits, and a test that asked `==` would rank them. This is the one place that decides; ranks, zeros, variances, analysis of variance and
/// agreement all ask here.
namespace gas::stats {

/// Neighbours in ascending order are tied where they are at most this share of the larger size apart.
inline constexpr double tied_share = 1e-10;
/// Changes, and deviations that go into a sum of squares, are 0 below this size. T comes in steps of some tenths at the least.
inline constexpr double rounding_size = 1e-9;

/// `x`, or 0 where it is rounding alone.
inline double without_rounding(double x) { return std::abs(x) < rounding_size ? 0 : x; }

/// Whether two neighbours in ascending order are one value.
inline bool are_tied(double lower, double upper) { return upper - lower <= tied_share * std::max(std::abs(lower), std::abs(upper)); }

/// Values that are one, told by the one of the smallest size (so that turning all signs turns its sign), and how many they are.
struct Tie {
    double value = 0;
    std::size_t count = 0;
};

/// Values without rounding, ascending, each tie once. Neighbours tie in a chain: the first and the last of a tie may be farther apart.
std::vector<Tie> ties_of(std::span<const double> values);

/// Whether all values are one tie; true without a value.
bool is_one_tie(std::span<const double> values);

}  // namespace gas::stats
