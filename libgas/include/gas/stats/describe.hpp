// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <span>

#include "gas/stats/figure.hpp"

/// Numbers in, numbers out: statistics that know no goals. All take any finite numbers, in any order. A confidence is above
/// 0 and below 1; of any other there is no interval.
namespace gas {

struct Interval {
    double low = 0;
    double high = 0;
};

/// A sample described. What a sample of its size has not is nothing: no SD and interval for n = 1 (too_few), nothing at all for n = 0 (no_value).
/// The SD is 0, exactly, where the values differ by rounding alone (tests.hpp).
struct Description {
    std::size_t n = 0;
    std::optional<double> mean;
    Figure<double> sd = NoFigure::no_value;         ///< n - 1 in the denominator
    Figure<Interval> mean_ci = NoFigure::no_value;  ///< mean -+ t(1 - alpha/2, n - 1) * sd / sqrt n
    std::optional<double> median;
    std::optional<double> q1;  ///< quartiles of type 7 (Hyndman & Fan 1996), R's and NumPy's default
    std::optional<double> q3;
    std::optional<double> min;
    std::optional<double> max;
};
Description describe(std::span<const double> values, double confidence = 0.95);

/// Quantile `p` (0..1) of type 7 of values in ascending order; nothing without a value, or for another `p`.
std::optional<double> quantile(std::span<const double> ascending, double p);

/// Confidence interval of a share (Wilson 1927, without continuity correction); nothing for n = 0 or more successes than n.
std::optional<Interval> wilson_interval(std::size_t successes, std::size_t n, double confidence = 0.95);

/// An interval that may have been cut to where its figure can lie at all.
struct CutInterval {
    Interval ci;
    bool cut = false;
};

/// `interval` less what lies outside of `range`.
CutInterval cut_to(Interval range, Interval interval);

/// Confidence interval of the mean of shares, such as each participant's share of goals achieved: the mean's interval by t, cut to 0..1. Wilson's
/// would take the mean for a count of successes. too_few for one share, no_variance where all are alike.
Figure<CutInterval> mean_share_interval(std::span<const double> shares, double confidence = 0.95);

}  // namespace gas
