// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>

/// The formula of T, once: what scores many goals alike takes the same parts as t_score().
namespace gas::score {

/// The root under T, of the sum of the weights and the sum of their squares.
inline double t_root(double weights, double squares, double rho) { return std::sqrt((1 - rho) * squares + rho * weights * weights); }

/// The part of T that levels move: `sum` is sum(w x). One quotient, so that equal sums give equal doubles.
inline double t_distance(double sum, double root) { return 10 * sum / root; }

inline constexpr double t_expected = 50;  ///< T where every goal is as expected

}  // namespace gas::score
