// SPDX-License-Identifier: MIT
#include "gas/stats/tests.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "distributions.hpp"
#include "moments.hpp"

namespace gas {

namespace {

constexpr std::size_t most_exact = 49;  ///< R's wilcox.test: fewer than 50

bool all_equal(std::span<const double> values)
{
    return std::all_of(values.begin(), values.end(), [&](double x) { return x == values.front(); });
}

TestResult t_result(double estimate, double error, double df, double confidence)
{
    TestResult result;
    result.estimate = estimate;
    result.statistic = estimate / error;
    result.df = df;
    result.p = stats::t_two_sided(result.statistic, df);
    const double half = stats::t_quantile(1 - (1 - confidence) / 2, df) * error;
    result.ci = Interval{estimate - half, estimate + half};
    return result;
}

/// Share of the subsets of 1..n whose sum is at most `sum`: the null distribution of V.
double signed_rank_cdf(double sum, std::size_t n)
{
    const std::size_t most = n * (n + 1) / 2;
    std::vector<double> share(most + 1, 0.0);
    share[0] = 1;
    for (std::size_t rank = 1; rank <= n; ++rank) {
        for (std::size_t s = rank * (rank + 1) / 2 + 1; s-- > 0;) {
            const double without = share[s];
            const double with = s >= rank ? share[s - rank] : 0;
            share[s] = (without + with) / 2;
        }
    }
    const auto end = static_cast<std::size_t>(std::floor(sum)) + 1;
    return std::accumulate(share.begin(), share.begin() + static_cast<std::ptrdiff_t>(std::min(end, share.size())), 0.0);
}

/// Null probabilities of U = 0 .. m * n for samples of m and n without ties.
std::vector<double> rank_sum_shares(std::size_t m, std::size_t n)
{
    // ways[i][u]: ways to choose i of the values so far with U = u; one value of the pool after the other
    std::vector<std::vector<double>> ways(m + 1, std::vector<double>(m * n + 1, 0.0));
    ways[0][0] = 1;
    for (std::size_t total = 1; total <= m + n; ++total) {
        for (std::size_t i = std::min(total, m); i >= 1; --i) {
            const std::size_t above = total - i;  // values of the other sample that stand below this one
            if (above > n) {
                continue;
            }
            for (std::size_t u = m * n + 1; u-- > above;) {
                ways[i][u] += ways[i - 1][u - above];
            }
        }
    }
    const double all = std::accumulate(ways[m].begin(), ways[m].end(), 0.0);
    for (double& w : ways[m]) {
        w /= all;
    }
    return ways[m];
}

}  // namespace

std::optional<TestResult> paired_t(std::span<const double> differences, double confidence)
{
    if (differences.size() < 2 || all_equal(differences)) {
        return std::nullopt;
    }
    const auto n = static_cast<double>(differences.size());
    const auto moments = stats::moments_of(differences);
    return t_result(moments.mean, std::sqrt(moments.variance / n), n - 1, confidence);
}

std::optional<TestResult> welch_t(std::span<const double> first, std::span<const double> second, double confidence)
{
    if (first.size() < 2 || second.size() < 2 || (all_equal(first) && all_equal(second))) {
        return std::nullopt;
    }
    const auto a = stats::moments_of(first);
    const auto b = stats::moments_of(second);
    const auto n = static_cast<double>(first.size());
    const auto m = static_cast<double>(second.size());
    const double va = all_equal(first) ? 0 : a.variance / n;
    const double vb = all_equal(second) ? 0 : b.variance / m;
    const double df = (va + vb) * (va + vb) / (va * va / (n - 1) + vb * vb / (m - 1));
    return t_result(a.mean - b.mean, std::sqrt(va + vb), df, confidence);
}

std::optional<TestResult> wilcoxon_signed_rank(std::span<const double> differences)
{
    std::vector<double> sizes;
    std::vector<bool> positive;
    for (const double d : differences) {
        if (d != 0) {
            sizes.push_back(std::abs(d));
            positive.push_back(d > 0);
        }
    }
    if (sizes.empty()) {
        return std::nullopt;
    }
    const auto ranks = stats::ranks_of(sizes);
    TestResult result;
    for (std::size_t i = 0; i < sizes.size(); ++i) {
        result.statistic += positive[i] ? ranks.ranks[i] : 0;
    }
    const auto n = static_cast<double>(sizes.size());
    result.exact = sizes.size() == differences.size() && ranks.ties == 0 && sizes.size() <= most_exact;
    if (result.exact) {
        const double lower = signed_rank_cdf(result.statistic, sizes.size());
        const double upper = signed_rank_cdf(n * (n + 1) / 2 - result.statistic, sizes.size());
        result.p = std::min(1.0, 2 * std::min(lower, upper));
        return result;
    }
    const double distance = result.statistic - n * (n + 1) / 4;
    const double variance = n * (n + 1) * (2 * n + 1) / 24 - ranks.ties / 48;
    const double correction = distance > 0 ? 0.5 : distance < 0 ? -0.5 : 0;
    const double z = (distance - correction) / std::sqrt(variance);
    result.p = std::min(1.0, 2 * stats::normal_upper(std::abs(z)));
    return result;
}

std::optional<TestResult> mann_whitney(std::span<const double> first, std::span<const double> second)
{
    std::vector<double> pool(first.begin(), first.end());
    pool.insert(pool.end(), second.begin(), second.end());
    if (first.empty() || second.empty() || all_equal(pool)) {
        return std::nullopt;
    }
    const auto ranks = stats::ranks_of(pool);
    const auto n = static_cast<double>(first.size());
    const auto m = static_cast<double>(second.size());
    TestResult result;
    result.statistic = std::accumulate(ranks.ranks.begin(), ranks.ranks.begin() + static_cast<std::ptrdiff_t>(first.size()), 0.0) - n * (n + 1) / 2;
    result.exact = ranks.ties == 0 && first.size() <= most_exact && second.size() <= most_exact;
    if (result.exact) {
        const auto shares = rank_sum_shares(first.size(), second.size());
        const auto u = static_cast<std::size_t>(result.statistic);
        const double lower = std::accumulate(shares.begin(), shares.begin() + static_cast<std::ptrdiff_t>(u) + 1, 0.0);
        const double upper = std::accumulate(shares.begin() + static_cast<std::ptrdiff_t>(u), shares.end(), 0.0);
        result.p = std::min(1.0, 2 * std::min(lower, upper));
        return result;
    }
    const double distance = result.statistic - n * m / 2;
    const double all = n + m;
    const double variance = n * m / 12 * (all + 1 - ranks.ties / (all * (all - 1)));
    const double correction = distance > 0 ? 0.5 : distance < 0 ? -0.5 : 0;
    const double z = (distance - correction) / std::sqrt(variance);
    result.p = std::min(1.0, 2 * stats::normal_upper(std::abs(z)));
    return result;
}

namespace {

std::vector<std::vector<double>> with_values(const std::vector<std::vector<double>>& groups)
{
    std::vector<std::vector<double>> kept;
    std::copy_if(groups.begin(), groups.end(), std::back_inserter(kept), [](const auto& group) { return !group.empty(); });
    return kept;
}

std::vector<double> pooled(const std::vector<std::vector<double>>& groups)
{
    std::vector<double> pool;
    for (const auto& group : groups) {
        pool.insert(pool.end(), group.begin(), group.end());
    }
    return pool;
}

}  // namespace

std::optional<TestResult> one_way_anova(const std::vector<std::vector<double>>& groups)
{
    const auto kept = with_values(groups);
    const auto pool = pooled(kept);
    if (kept.size() < 2 || pool.size() <= kept.size() || std::all_of(kept.begin(), kept.end(), [](const auto& group) { return all_equal(group); })) {
        return std::nullopt;
    }
    const double grand = stats::moments_of(pool).mean;
    double between = 0;
    double within = 0;
    for (const auto& group : kept) {
        const auto moments = stats::moments_of(group);
        const auto n = static_cast<double>(group.size());
        between += n * (moments.mean - grand) * (moments.mean - grand);
        within += (n - 1) * moments.variance;
    }
    TestResult result;
    result.df = static_cast<double>(kept.size() - 1);
    result.df2 = static_cast<double>(pool.size() - kept.size());
    result.statistic = (between / result.df) / (within / result.df2);
    result.p = stats::f_upper(result.statistic, result.df, result.df2);
    return result;
}

std::optional<TestResult> kruskal_wallis(const std::vector<std::vector<double>>& groups)
{
    const auto kept = with_values(groups);
    const auto pool = pooled(kept);
    if (kept.size() < 2 || all_equal(pool)) {
        return std::nullopt;
    }
    const auto ranks = stats::ranks_of(pool);
    const auto all = static_cast<double>(pool.size());
    double sum = 0;
    auto at = ranks.ranks.begin();
    for (const auto& group : kept) {
        const auto end = at + static_cast<std::ptrdiff_t>(group.size());
        const double of_group = std::accumulate(at, end, 0.0);
        sum += of_group * of_group / static_cast<double>(group.size());
        at = end;
    }
    TestResult result;
    result.df = static_cast<double>(kept.size() - 1);
    result.statistic = (12 * sum / (all * (all + 1)) - 3 * (all + 1)) / (1 - ranks.ties / (all * all * all - all));
    result.p = stats::chi_square_upper(std::max(result.statistic, 0.0), result.df);
    return result;
}

}  // namespace gas
