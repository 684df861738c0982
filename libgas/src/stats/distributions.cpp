// SPDX-License-Identifier: MIT
#include "distributions.hpp"

#include <cmath>
#include <cstdint>
#include <exception>
#include <limits>

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

namespace {

template <typename Compute>
Computed guarded(Compute compute)
{
    try {
        const double value = compute();
        return std::isfinite(value) ? Computed(value) : std::nullopt;
    } catch (const std::exception&) {
        return std::nullopt;
    }
}

}  // namespace

double tail_share(double confidence) { return confidence > 0 && confidence < 1 ? (1 - confidence) / 2 : std::numeric_limits<double>::quiet_NaN(); }

Computed normal_quantile(double p)
{
    return guarded([&] { return quantile(boost::math::normal(), p); });
}
double normal_upper(double z) { return cdf(complement(boost::math::normal(), z)); }

Computed t_quantile(double p, double df)
{
    return guarded([&] { return quantile(boost::math::students_t(df), p); });
}

Computed t_two_sided(double t, double df)
{
    return guarded([&] { return 2 * cdf(complement(boost::math::students_t(df), std::abs(t))); });
}

Computed f_upper(double f, double df1, double df2)
{
    return guarded([&] { return cdf(complement(boost::math::fisher_f(df1, df2), f)); });
}

Computed f_quantile(double p, double df1, double df2)
{
    return guarded([&] { return quantile(boost::math::fisher_f(df1, df2), p); });
}

Computed chi_square_upper(double x, double df)
{
    return guarded([&] { return cdf(complement(boost::math::chi_squared(df), x)); });
}

Computed noncentral_t_parameter(double t, double df, double p)
{
    constexpr int max_steps = 1000;
    return guarded([&] {
        const auto distance = [&](double ncp) { return cdf(boost::math::non_central_t(df, ncp), t) - p; };
        // the quantile falls as the parameter rises; it lies within some standard errors of t
        double low = t - 2;
        double high = t + 2;
        const double step = 2 + std::abs(t) / std::sqrt(2 * df);
        for (int i = 0; i < max_steps && distance(low) < 0; ++i) {
            low -= step;
        }
        for (int i = 0; i < max_steps && distance(high) > 0; ++i) {
            high += step;
        }
        std::uintmax_t most = 200;
        const auto found = boost::math::tools::toms748_solve(distance, low, high, boost::math::tools::eps_tolerance<double>(52), most);
        return (found.first + found.second) / 2;
    });
}

Computed gamma_ratio(double a, double b)
{
    return guarded([&] { return boost::math::tgamma_ratio(a, b); });
}

}  // namespace gas::stats
