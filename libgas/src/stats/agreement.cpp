// SPDX-License-Identifier: MIT
#include "gas/stats/agreement.hpp"

#include <algorithm>
#include <cmath>
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

Figure<Kappa> kappa(const Table& table, KappaWeights weights, double confidence)
{
    const double n = total(table);
    const auto k = table.size();
    if (n == 0 || k < 2) {
        return NoFigure::not_defined;
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
        return NoFigure::not_defined;
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
    // rounding alone, whose root would look like an error; where nearly all pairs are of one category, all of this is small
    const bool none = spread <= 1e-14 * std::max(std::abs(middle), std::sqrt(sum));
    Kappa result;
    result.kappa = std::min((observed - expected) / (1 - expected), 1.0);
    result.standard_error = std::sqrt(none ? 0 : spread / n) / ((1 - expected) * (1 - expected));
    const auto quantile = stats::normal_quantile(1 - stats::tail_share(confidence));
    if (!quantile) {
        result.ci = NoFigure::not_computed;
    } else if (!none || observed >= 1 - 1e-14) {
        const double half = *quantile * result.standard_error;
        const auto kept = cut_to({-1, 1}, {result.kappa - half, result.kappa + half});
        result.ci = kept.ci;
        result.cut = kept.cut;
    }
    return result;
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
