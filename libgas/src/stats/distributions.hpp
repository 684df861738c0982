// SPDX-License-Identifier: MIT
#pragma once

/// The distributions that tests and intervals need, by Boost.Math. One file includes it: it takes seconds to compile.
namespace gas::stats {

double normal_quantile(double p);
double normal_upper(double z);  ///< P(Z > z)
double t_quantile(double p, double df);
double t_two_sided(double t, double df);  ///< P(|T| > |t|)
double f_upper(double f, double df1, double df2);
double f_quantile(double p, double df1, double df2);
double chi_square_upper(double x, double df);
/// The noncentrality at which `t` is the quantile `p` of noncentral t with `df`.
double noncentral_t_parameter(double t, double df, double p);
/// Gamma(a) / Gamma(b).
double gamma_ratio(double a, double b);

}  // namespace gas::stats
