// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace gas::stats {

struct Moments {
    double mean = 0;
    double variance = 0;  ///< n - 1 in the denominator; 0 for n < 2
};

/// Mean and variance in two passes: the second takes away what the first lost by rounding.
Moments moments_of(std::span<const double> values);

/// Ranks of values, ties sharing the mean of theirs, and the sum of t^3 - t over ties of size t.
struct Ranks {
    std::vector<double> ranks;
    double ties = 0;
};
Ranks ranks_of(std::span<const double> values);

}  // namespace gas::stats
