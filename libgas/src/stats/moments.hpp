// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace gas::stats {

struct Moments {
    double mean = 0;
    double variance = 0;  ///< n - 1 in the denominator; 0 for n < 2, where all values are one tie, and of deviations that are rounding
};

/// Mean and variance in two passes: the second takes away what the first lost by rounding. Values that are rounding count as 0 (ties.hpp).
/// A sample has no variance where this says 0, and nowhere else is that asked.
Moments moments_of(std::span<const double> values);

/// Ranks of values, ties (ties.hpp) sharing the mean of theirs. Doubled, since a mean of ranks may end in a half: whole numbers add up exactly.
struct Ranks {
    std::vector<std::size_t> doubled;
    double ties = 0;           ///< sum of t^3 - t over ties of size t
    std::size_t distinct = 0;  ///< how many ties there are, those of one value too
};
Ranks ranks_of(std::span<const double> values);

}  // namespace gas::stats
