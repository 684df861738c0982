// SPDX-License-Identifier: MIT
#include "gas/stats/describe.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "distributions.hpp"
#include "moments.hpp"

namespace gas {

std::optional<double> quantile(std::span<const double> ascending, double p)
{
    if (ascending.empty()) {
        return std::nullopt;
    }
    const double place = p * static_cast<double>(ascending.size() - 1);
    const auto below = static_cast<std::size_t>(std::floor(place));
    const auto above = std::min(below + 1, ascending.size() - 1);
    return ascending[below] + (place - static_cast<double>(below)) * (ascending[above] - ascending[below]);
}

Description describe(std::span<const double> values, double confidence)
{
    Description d;
    d.n = values.size();
    if (values.empty()) {
        return d;
    }
    std::vector<double> sorted(values.begin(), values.end());
    if (!std::is_sorted(sorted.begin(), sorted.end())) {
        std::sort(sorted.begin(), sorted.end());
    }
    const auto moments = stats::moments_of(values);
    d.mean = moments.mean;
    d.median = quantile(sorted, 0.5);
    d.q1 = quantile(sorted, 0.25);
    d.q3 = quantile(sorted, 0.75);
    d.min = sorted.front();
    d.max = sorted.back();
    if (d.n > 1) {
        const auto n = static_cast<double>(d.n);
        d.sd = std::sqrt(moments.variance);
        const double half = stats::t_quantile(1 - (1 - confidence) / 2, n - 1) * *d.sd / std::sqrt(n);
        d.mean_ci = Interval{moments.mean - half, moments.mean + half};
    }
    return d;
}

std::optional<Interval> wilson_interval_of_share(double share, std::size_t n, double confidence)
{
    if (n == 0) {
        return std::nullopt;
    }
    const auto size = static_cast<double>(n);
    const double z = stats::normal_quantile(1 - (1 - confidence) / 2);
    const double centre = (share + z * z / (2 * size)) / (1 + z * z / size);
    const double half = z / (1 + z * z / size) * std::sqrt(share * (1 - share) / size + z * z / (4 * size * size));
    // at 0 and 1 the limit is 0 or 1 exactly, which rounding would miss by a hair
    return Interval{share <= 0 ? 0 : centre - half, share >= 1 ? 1 : centre + half};
}

std::optional<Interval> wilson_interval(std::size_t successes, std::size_t n, double confidence)
{
    return wilson_interval_of_share(static_cast<double>(successes) / static_cast<double>(n), n, confidence);
}

}  // namespace gas
