// SPDX-License-Identifier: MIT
#include "distributions.hpp"

#include <cmath>
#include <cstdint>

#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/fisher_f.hpp>
#include <boost/math/distributions/non_central_t.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <boost/math/tools/toms748_solve.hpp>

namespace gas::stats {

using boost::math::cdf;
using boost::math::complement;
using boost::math::quantile;

double normal_quantile(double p) { return quantile(boost::math::normal(), p); }
double normal_upper(double z) { return cdf(complement(boost::math::normal(), z)); }
double t_quantile(double p, double df) { return quantile(boost::math::students_t(df), p); }
double t_two_sided(double t, double df) { return 2 * cdf(complement(boost::math::students_t(df), std::abs(t))); }
double f_upper(double f, double df1, double df2) { return cdf(complement(boost::math::fisher_f(df1, df2), f)); }
double f_quantile(double p, double df1, double df2) { return quantile(boost::math::fisher_f(df1, df2), p); }
double chi_square_upper(double x, double df) { return cdf(complement(boost::math::chi_squared(df), x)); }

double noncentral_t_parameter(double t, double df, double p)
{
    const auto distance = [&](double ncp) { return cdf(boost::math::non_central_t(df, ncp), t) - p; };
    // the quantile falls as the parameter rises; it lies within some standard errors of t
    double low = t - 2;
    double high = t + 2;
    const double step = 2 + std::abs(t) / std::sqrt(2 * df);
    while (distance(low) < 0) {
        low -= step;
    }
    while (distance(high) > 0) {
        high += step;
    }
    std::uintmax_t most = 200;
    const auto found = boost::math::tools::toms748_solve(distance, low, high, boost::math::tools::eps_tolerance<double>(52), most);
    return (found.first + found.second) / 2;
}

double gamma_ratio(double a, double b) { return boost::math::tgamma_ratio(a, b); }

}  // namespace gas::stats
