// SPDX-License-Identifier: MIT
#include "gas/stats/describe.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "distributions.hpp"
#include "moments.hpp"
#include "ties.hpp"

namespace gas {

std::optional<double> quantile(std::span<const double> ascending, double p)
{
    if (ascending.empty() || !(p >= 0 && p <= 1)) {
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
    std::transform(sorted.begin(), sorted.end(), sorted.begin(), stats::without_rounding);
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
    d.sd = NoFigure::too_few;
    d.mean_ci = NoFigure::too_few;
    if (d.n > 1) {
        const auto n = static_cast<double>(d.n);
        d.sd = std::sqrt(moments.variance);
        const auto quantile = stats::t_quantile(1 - stats::tail_share(confidence), n - 1);
        const double half = quantile.value_or(0) * *d.sd / std::sqrt(n);
        d.mean_ci = quantile ? Figure<Interval>(Interval{moments.mean - half, moments.mean + half}) : NoFigure::not_computed;
    }
    return d;
}

std::optional<Interval> wilson_interval(std::size_t successes, std::size_t n, double confidence)
{
    const auto quantile = stats::normal_quantile(1 - stats::tail_share(confidence));
    if (n == 0 || successes > n || !quantile) {
        return std::nullopt;
    }
    const double z = *quantile;
    const auto size = static_cast<double>(n);
    const double share = static_cast<double>(successes) / size;
    const double centre = (share + z * z / (2 * size)) / (1 + z * z / size);
    const double half = z / (1 + z * z / size) * std::sqrt(share * (1 - share) / size + z * z / (4 * size * size));
    // at 0 and 1 the limit is 0 or 1 exactly, which rounding would miss by a hair
    return Interval{successes == 0 ? 0 : std::max(centre - half, 0.0), successes >= n ? 1 : std::min(centre + half, 1.0)};
}

CutInterval cut_to(Interval range, Interval interval)
{
    const Interval kept{std::clamp(interval.low, range.low, range.high), std::clamp(interval.high, range.low, range.high)};
    return {kept, kept.low > interval.low || kept.high < interval.high};
}

Figure<CutInterval> mean_share_interval(std::span<const double> shares, double confidence)
{
    const auto d = describe(shares, confidence);
    if (!d.mean_ci) {
        return d.mean_ci.why();
    }
    return *d.sd > 0 ? Figure<CutInterval>(cut_to({0, 1}, *d.mean_ci)) : NoFigure::no_variance;
}

}  // namespace gas
