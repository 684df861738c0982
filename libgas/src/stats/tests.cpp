// SPDX-License-Identifier: MIT
#include "gas/stats/tests.hpp"

#include <algorithm>
#include <cmath>

#include "distributions.hpp"
#include "moments.hpp"
#include "pooled.hpp"
#include "ties.hpp"

namespace gas {

namespace {

TestResult t_result(double estimate, double error, double df, double confidence)
{
    TestResult result;
    result.estimate = estimate;
    result.statistic = estimate / error;
    result.df = df;
    result.p = stats::figure_of(stats::t_two_sided(result.statistic, df));
    const auto quantile = stats::t_quantile(1 - stats::tail_share(confidence), df);
    result.ci = quantile ? Figure<Interval>(Interval{estimate - *quantile * error, estimate + *quantile * error}) : NoFigure::not_computed;
    return result;
}

}  // namespace

Figure<TestResult> paired_t(std::span<const double> differences, double confidence)
{
    if (differences.size() < 2) {
        return NoFigure::too_few;
    }
    const auto n = static_cast<double>(differences.size());
    const auto moments = stats::moments_of(differences);
    if (moments.variance <= 0) {
        return NoFigure::no_variance;
    }
    return t_result(moments.mean, std::sqrt(moments.variance / n), n - 1, confidence);
}

Figure<TestResult> welch_t(std::span<const double> first, std::span<const double> second, double confidence)
{
    if (first.size() < 2 || second.size() < 2) {
        return NoFigure::too_few;
    }
    const auto a = stats::moments_of(first);
    const auto b = stats::moments_of(second);
    const auto n = static_cast<double>(first.size());
    const auto m = static_cast<double>(second.size());
    const double va = a.variance / n;
    const double vb = b.variance / m;
    if (va + vb <= 0) {
        return NoFigure::no_variance;
    }
    const double df = va <= 0 ? m - 1 : vb <= 0 ? n - 1 : (va + vb) * (va + vb) / (va * va / (n - 1) + vb * vb / (m - 1));
    return t_result(a.mean - b.mean, std::sqrt(va + vb), df, confidence);
}

Figure<TestResult> one_way_anova(const std::vector<std::vector<double>>& groups)
{
    const auto kept = stats::with_values(groups);
    const auto pool = stats::pooled(kept);
    if (kept.size() < 2 || pool.size() <= kept.size()) {
        return NoFigure::too_few;
    }
    const double grand = stats::moments_of(pool).mean;
    std::vector<double> means;
    double between = 0;
    double within = 0;
    for (const auto& group : kept) {
        const auto moments = stats::moments_of(group);
        const auto n = static_cast<double>(group.size());
        const double deviation = stats::without_rounding(moments.mean - grand);
        means.push_back(moments.mean);
        between += n * deviation * deviation;
        within += (n - 1) * moments.variance;
    }
    if (within <= 0) {
        return NoFigure::no_variance;
    }
    TestResult result;
    result.df = static_cast<double>(kept.size() - 1);
    result.df2 = static_cast<double>(pool.size() - kept.size());
    result.statistic = stats::is_one_tie(means) ? 0 : (between / result.df) / (within / result.df2);
    result.p = stats::figure_of(stats::f_upper(result.statistic, result.df, result.df2));
    return result;
}

}  // namespace gas
