// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <span>

/// Numbers in, numbers out: statistics that know no goals. All take any finite numbers, in any order.
namespace gas {

struct Interval {
    double low = 0;
    double high = 0;
};

/// A sample described. What a sample of its size has not is nothing: no SD and interval for n = 1, nothing at all for n = 0.
struct Description {
    std::size_t n = 0;
    std::optional<double> mean;
    std::optional<double> sd;         ///< n - 1 in the denominator
    std::optional<Interval> mean_ci;  ///< mean -+ t(1 - alpha/2, n - 1) * sd / sqrt n
    std::optional<double> median;
    std::optional<double> q1;  ///< quartiles of type 7 (Hyndman & Fan 1996), R's and NumPy's default
    std::optional<double> q3;
    std::optional<double> min;
    std::optional<double> max;
};
Description describe(std::span<const double> values, double confidence = 0.95);

/// Quantile `p` (0..1) of type 7 of values in ascending order; nothing without a value.
std::optional<double> quantile(std::span<const double> ascending, double p);

/// Confidence interval of a share (Wilson 1927, without continuity correction); nothing for n = 0.
std::optional<Interval> wilson_interval(std::size_t successes, std::size_t n, double confidence = 0.95);

/// The same of a share 0..1 of n that need be no whole number of them, such as the mean of n participants' own shares.
std::optional<Interval> wilson_interval_of_share(double share, std::size_t n, double confidence = 0.95);

}  // namespace gas
