// SPDX-License-Identifier: MIT
#include "gas/stats/effect_size.hpp"

#include <algorithm>
#include <cmath>

#include "distributions.hpp"
#include "moments.hpp"

namespace gas {

namespace {

bool has_spread(std::span<const double> values)
{
    return values.size() > 1 && std::any_of(values.begin(), values.end(), [&](double x) { return x != values.front(); });
}

}  // namespace

std::optional<double> standardised_response_mean(std::span<const double> changes)
{
    if (!has_spread(changes)) {
        return std::nullopt;
    }
    const auto moments = stats::moments_of(changes);
    return moments.mean / std::sqrt(moments.variance);
}

std::optional<double> baseline_effect_size(std::span<const double> changes, std::span<const double> baselines)
{
    if (changes.empty() || !has_spread(baselines)) {
        return std::nullopt;
    }
    return stats::moments_of(changes).mean / std::sqrt(stats::moments_of(baselines).variance);
}

std::optional<HedgesG> hedges_g(std::span<const double> first, std::span<const double> second, double confidence)
{
    if (first.size() < 2 || second.size() < 2 || (!has_spread(first) && !has_spread(second))) {
        return std::nullopt;
    }
    const auto a = stats::moments_of(first);
    const auto b = stats::moments_of(second);
    const auto n = static_cast<double>(first.size());
    const auto m = static_cast<double>(second.size());
    const double df = n + m - 2;
    const double pooled = std::sqrt(((n - 1) * a.variance + (m - 1) * b.variance) / df);
    const double d = (a.mean - b.mean) / pooled;
    const double root = std::sqrt(n * m / (n + m));
    const double correction = stats::gamma_ratio(df / 2, (df - 1) / 2) / std::sqrt(df / 2);
    const double alpha = (1 - confidence) / 2;
    const double low = stats::noncentral_t_parameter(d * root, df, 1 - alpha) / root;
    const double high = stats::noncentral_t_parameter(d * root, df, alpha) / root;
    return HedgesG{correction * d, {correction * low, correction * high}};
}

}  // namespace gas
