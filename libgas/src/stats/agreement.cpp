// SPDX-License-Identifier: MIT
#include "gas/stats/agreement.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "distributions.hpp"
#include "moments.hpp"

namespace gas {

namespace {

using Table = std::vector<std::vector<double>>;

/// Agreement weight of categories i and j, 1 on the diagonal.
double agreement_weight(std::size_t i, std::size_t j, std::size_t k, KappaWeights weights)
{
    const double distance = std::abs(static_cast<double>(i) - static_cast<double>(j)) / static_cast<double>(k - 1);
    switch (weights) {
    case KappaWeights::unweighted: return i == j ? 1 : 0;
    case KappaWeights::linear: return 1 - distance;
    case KappaWeights::quadratic: return 1 - distance * distance;
    }
    return 0;
}

double total(const Table& table)
{
    double sum = 0;
    for (const auto& row : table) {
        sum += std::accumulate(row.begin(), row.end(), 0.0);
    }
    return sum;
}

struct Shares {
    Table cells;
    std::vector<double> rows;
    std::vector<double> columns;
};

Shares shares_of(const Table& table, double n)
{
    const auto k = table.size();
    Shares shares{Table(k, std::vector<double>(k)), std::vector<double>(k), std::vector<double>(k)};
    for (std::size_t i = 0; i < k; ++i) {
        for (std::size_t j = 0; j < k; ++j) {
            const double p = table[i][j] / n;
            shares.cells[i][j] = p;
            shares.rows[i] += p;
            shares.columns[j] += p;
        }
    }
    return shares;
}

}  // namespace

std::optional<double> percent_agreement(const Table& table)
{
    const double n = total(table);
    if (n == 0) {
        return std::nullopt;
    }
    double same = 0;
    for (std::size_t i = 0; i < table.size(); ++i) {
        same += table[i][i];
    }
    return same / n;
}

std::optional<Kappa> kappa(const Table& table, KappaWeights weights, double confidence)
{
    const double n = total(table);
    const auto k = table.size();
    if (n == 0 || k < 2) {
        return std::nullopt;
    }
    const auto shares = shares_of(table, n);
    const auto w = [&](std::size_t i, std::size_t j) { return agreement_weight(i, j, k, weights); };
    double observed = 0;
    double expected = 0;
    std::vector<double> row_weight(k);     // mean weight of row i over the columns
    std::vector<double> column_weight(k);  // mean weight of column j over the rows
    for (std::size_t i = 0; i < k; ++i) {
        for (std::size_t j = 0; j < k; ++j) {
            observed += w(i, j) * shares.cells[i][j];
            expected += w(i, j) * shares.rows[i] * shares.columns[j];
            row_weight[i] += w(i, j) * shares.columns[j];
            column_weight[j] += w(i, j) * shares.rows[i];
        }
    }
    if (1 - expected < 1e-15) {
        return std::nullopt;
    }
    double sum = 0;
    for (std::size_t i = 0; i < k; ++i) {
        for (std::size_t j = 0; j < k; ++j) {
            const double term = w(i, j) * (1 - expected) - (row_weight[i] + column_weight[j]) * (1 - observed);
            sum += shares.cells[i][j] * term * term;
        }
    }
    const double middle = observed * expected - 2 * expected + observed;
    const double spread = sum - middle * middle;
    const bool none = spread < 1e-14;  // rounding alone; its root would look like an error
    Kappa result;
    result.kappa = (observed - expected) / (1 - expected);
    result.standard_error = std::sqrt(none ? 0 : spread / n) / ((1 - expected) * (1 - expected));
    const double half = stats::normal_quantile(1 - (1 - confidence) / 2) * result.standard_error;
    result.ci = {result.kappa - half, result.kappa + half};
    return result;
}

namespace {

/// Mean squares of the two-way analysis of variance: subjects (rows), raters (columns), what is left.
struct MeanSquares {
    double rows = 0;
    double columns = 0;
    double error = 0;
};

MeanSquares mean_squares(const Table& ratings)
{
    const auto n = ratings.size();
    const auto k = ratings.front().size();
    std::vector<double> all;
    std::vector<double> row_means;
    std::vector<double> column_means(k);
    for (const auto& row : ratings) {
        all.insert(all.end(), row.begin(), row.end());
        row_means.push_back(stats::moments_of(row).mean);
    }
    for (std::size_t j = 0; j < k; ++j) {
        std::vector<double> column;
        std::transform(ratings.begin(), ratings.end(), std::back_inserter(column), [&](const auto& row) { return row[j]; });
        column_means[j] = stats::moments_of(column).mean;
    }
    const double grand = stats::moments_of(all).mean;
    MeanSquares squares;
    for (std::size_t i = 0; i < n; ++i) {
        squares.rows += (row_means[i] - grand) * (row_means[i] - grand);
        for (std::size_t j = 0; j < k; ++j) {
            const double left = ratings[i][j] - row_means[i] - column_means[j] + grand;
            squares.error += left * left;
        }
    }
    for (const double mean : column_means) {
        squares.columns += (mean - grand) * (mean - grand);
    }
    const auto dn = static_cast<double>(n);
    const auto dk = static_cast<double>(k);
    squares.rows *= dk / (dn - 1);
    squares.columns *= dn / (dk - 1);
    squares.error /= (dn - 1) * (dk - 1);
    return squares;
}

}  // namespace

std::optional<IccSet> intraclass_correlations(const Table& ratings, double confidence)
{
    if (ratings.size() < 2 || ratings.front().size() < 2) {
        return std::nullopt;
    }
    const auto ms = mean_squares(ratings);
    if (ms.rows + ms.columns + ms.error <= 0 || ms.rows + ms.error <= 0) {
        return std::nullopt;
    }
    const auto n = static_cast<double>(ratings.size());
    const auto k = static_cast<double>(ratings.front().size());
    const double upper = 1 - (1 - confidence) / 2;
    IccSet set;
    set.subjects = ratings.size();
    set.raters = ratings.front().size();
    set.icc_2_1.icc = (ms.rows - ms.error) / (ms.rows + (k - 1) * ms.error + k * (ms.columns - ms.error) / n);
    set.icc_2_k.icc = (ms.rows - ms.error) / (ms.rows + (ms.columns - ms.error) / n);
    set.icc_3_1.icc = (ms.rows - ms.error) / (ms.rows + (k - 1) * ms.error);

    const double f = ms.rows / ms.error;
    const double df = (n - 1) * (k - 1);
    const double f_low = f / stats::f_quantile(upper, n - 1, df);
    const double f_high = f * stats::f_quantile(upper, df, n - 1);
    set.icc_3_1.ci = ms.error > 0 ? Interval{(f_low - 1) / (f_low + k - 1), (f_high - 1) / (f_high + k - 1)} : Interval{1, 1};

    const double r = set.icc_2_1.icc;
    const double fj = ms.columns / ms.error;
    const double a = k * r * fj + n * (1 + (k - 1) * r) - k * r;
    const double v = ms.error > 0
                         ? (k - 1) * (n - 1) * a * a / ((n - 1) * k * k * r * r * fj * fj + (n * (1 + (k - 1) * r) - k * r) * (n * (1 + (k - 1) * r) - k * r))
                         : k - 1;  // all difference is between raters
    const double fu = stats::f_quantile(upper, n - 1, v);
    const double fl = stats::f_quantile(upper, v, n - 1);
    const double rest = k * ms.columns + (k * n - k - n) * ms.error;
    set.icc_2_1.ci = {n * (ms.rows - fu * ms.error) / (fu * rest + n * ms.rows), n * (fl * ms.rows - ms.error) / (rest + n * fl * ms.rows)};
    // below -1/(k-1) no correlation of one rater has a mean of k: the interval is open there
    const auto of_mean = [&](double one) {
        const double scale = 1 + one * (k - 1);
        return scale > 0 ? one * k / scale : -std::numeric_limits<double>::infinity();
    };
    set.icc_2_k.ci = {of_mean(set.icc_2_1.ci.low), of_mean(set.icc_2_1.ci.high)};
    return set;
}

std::optional<BlandAltman> bland_altman(std::span<const double> first, std::span<const double> second)
{
    if (first.size() != second.size() || first.size() < 2) {
        return std::nullopt;
    }
    std::vector<double> differences;
    std::transform(first.begin(), first.end(), second.begin(), std::back_inserter(differences), [](double a, double b) { return a - b; });
    const auto moments = stats::moments_of(differences);
    const double sd = std::sqrt(moments.variance);
    return BlandAltman{first.size(), moments.mean, sd, {moments.mean - 1.96 * sd, moments.mean + 1.96 * sd}};
}

}  // namespace gas
