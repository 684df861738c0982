// SPDX-License-Identifier: MIT
#include "gas/stats/effect_size.hpp"

#include <cmath>

#include "distributions.hpp"
#include "moments.hpp"

namespace gas {

Figure<double> standardised_response_mean(std::span<const double> changes)
{
    if (changes.size() < 2) {
        return NoFigure::too_few;
    }
    const auto moments = stats::moments_of(changes);
    return moments.variance > 0 ? Figure<double>(moments.mean / std::sqrt(moments.variance)) : NoFigure::no_variance;
}

Figure<double> baseline_effect_size(std::span<const double> changes, std::span<const double> baselines)
{
    if (changes.size() < 2 || baselines.size() < 2) {
        return NoFigure::too_few;
    }
    const double variance = stats::moments_of(baselines).variance;
    return variance > 0 ? Figure<double>(stats::moments_of(changes).mean / std::sqrt(variance)) : NoFigure::baseline_sd_0;
}

Figure<HedgesG> hedges_g(std::span<const double> first, std::span<const double> second, double confidence)
{
    if (first.size() < 2 || second.size() < 2) {
        return NoFigure::too_few;
    }
    const auto a = stats::moments_of(first);
    const auto b = stats::moments_of(second);
    const auto n = static_cast<double>(first.size());
    const auto m = static_cast<double>(second.size());
    const double df = n + m - 2;
    const double pooled = std::sqrt(((n - 1) * a.variance + (m - 1) * b.variance) / df);
    if (pooled <= 0) {
        return NoFigure::no_variance;
    }
    const auto ratio = stats::gamma_ratio(df / 2, (df - 1) / 2);
    if (!ratio) {
        return NoFigure::not_computed;
    }
    const double d = (a.mean - b.mean) / pooled;
    const double root = std::sqrt(n * m / (n + m));
    const double correction = *ratio / std::sqrt(df / 2);
    const double alpha = stats::tail_share(confidence);
    HedgesG result;
    result.g = correction * d;
    const auto low = stats::noncentral_t_parameter(d * root, df, 1 - alpha);
    const auto high = stats::noncentral_t_parameter(d * root, df, alpha);
    if (low && high && *low / root <= d && d <= *high / root) {
        result.ci = Interval{correction * *low / root, correction * *high / root};
    }
    return result;
}

}  // namespace gas
