// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

/// The distributions that tests and intervals need, by Boost.Math. One file includes it: it takes seconds to compile. Nothing where Boost cannot
/// compute one (its series give up at large noncentralities, its parameters have ranges): an exception of Boost ends here.
namespace gas::stats {

using Computed = std::optional<double>;

/// (1 - confidence) / 2; no number where that is not above 0 and below 1, of which the quantiles below are nothing.
double tail_share(double confidence);
Computed normal_quantile(double p);
double normal_upper(double z);  ///< P(Z > z)
Computed t_quantile(double p, double df);
Computed t_two_sided(double t, double df);  ///< P(|T| > |t|)
Computed f_upper(double f, double df1, double df2);
Computed f_quantile(double p, double df1, double df2);
Computed chi_square_upper(double x, double df);
/// The noncentrality at which `t` is the quantile `p` of noncentral t with `df`. Nothing from some 60,000 on.
Computed noncentral_t_parameter(double t, double df, double p);
/// Gamma(a) / Gamma(b).
Computed gamma_ratio(double a, double b);

}  // namespace gas::stats
