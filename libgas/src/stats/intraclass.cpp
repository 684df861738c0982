// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cmath>
#include <iterator>

#include "distributions.hpp"
#include "gas/stats/agreement.hpp"
#include "moments.hpp"
#include "ties.hpp"

namespace gas {

namespace {

using Table = std::vector<std::vector<double>>;

constexpr double smallest_share = 1e-9;  ///< of the largest term, that a denominator must have
constexpr double lowest_limit = -10;     ///< below it says nothing: a correlation of k raters is above -1/(k-1)

/// Mean squares of the two-way analysis of variance: subjects (rows), raters (columns), what is left; and how many of each.
struct MeanSquares {
    double rows = 0;
    double columns = 0;
    double error = 0;
    double n = 0;
    double k = 0;
};

MeanSquares mean_squares(const Table& ratings)
{
    const auto raters = ratings.front().size();
    MeanSquares squares;
    squares.n = static_cast<double>(ratings.size());
    squares.k = static_cast<double>(raters);
    std::vector<double> row_means;
    std::vector<double> column_means;
    for (const auto& row : ratings) {
        row_means.push_back(stats::moments_of(row).mean);
    }
    for (std::size_t j = 0; j < raters; ++j) {
        std::vector<double> column;
        std::transform(ratings.begin(), ratings.end(), std::back_inserter(column), [&](const auto& row) { return row[j]; });
        column_means.push_back(stats::moments_of(column).mean);
    }
    const auto rows = stats::moments_of(row_means);
    squares.rows = squares.k * rows.variance;
    squares.columns = squares.n * stats::moments_of(column_means).variance;
    for (std::size_t i = 0; i < ratings.size(); ++i) {
        for (std::size_t j = 0; j < raters; ++j) {
            const double left = stats::without_rounding(ratings[i][j] - row_means[i] - column_means[j] + rows.mean);
            squares.error += left * left;
        }
    }
    squares.error /= (squares.n - 1) * (squares.k - 1);
    return squares;
}

/// `over` / the sum of `terms`, where that is a variance.
Figure<double> ratio(double over, std::initializer_list<double> terms)
{
    double sum = 0;
    double largest = 0;
    for (const double term : terms) {
        sum += term;
        largest = std::max(largest, std::abs(term));
    }
    return sum > smallest_share * largest ? Figure<double>(std::min(over / sum, 1.0)) : NoFigure::negative_variance;
}

/// A correlation of one rater; no variance of subjects is so small that it were -1/(k-1).
Figure<double> of_one_rater(const Figure<double>& icc, double k) { return icc && *icc <= -1 / (k - 1) + smallest_share ? NoFigure::negative_variance : icc; }

/// Limits that hold a correlation, by rounding at the least: those of perfect agreement are 1 but for the last digit.
std::optional<Interval> holding(double icc, double low, double high)
{
    const bool holds = std::isfinite(low) && std::isfinite(high) && low <= icc + smallest_share && icc <= high + smallest_share;
    return holds ? std::optional(Interval{std::min(low, icc), std::clamp(high, icc, 1.0)}) : std::nullopt;
}

/// A correlation with those limits that can be computed and hold it.
Figure<Icc> with_limits(const Figure<double>& icc, std::optional<double> low, std::optional<double> high)
{
    if (!icc) {
        return icc.why();
    }
    Icc result;
    result.icc = *icc;
    if (const auto limits = low && high ? holding(*icc, *low, *high) : std::nullopt) {
        result.low = limits->low >= lowest_limit ? Figure<double>(limits->low) : NoFigure::negative_variance;
        result.high = limits->high;
    }
    return result;
}

Figure<Icc> consistency(const MeanSquares& ms, double upper)
{
    const auto icc = of_one_rater(ratio(ms.rows - ms.error, {ms.rows, (ms.k - 1) * ms.error}), ms.k);
    if (ms.error <= 0) {
        return with_limits(icc, 1.0, 1.0);
    }
    const double f = ms.rows / ms.error;
    const double df = (ms.n - 1) * (ms.k - 1);
    const auto below = stats::f_quantile(upper, ms.n - 1, df);
    const auto above = stats::f_quantile(upper, df, ms.n - 1);
    const auto limit = [&](double at) { return (at - 1) / (at + ms.k - 1); };
    return below && above ? with_limits(icc, limit(f / *below), limit(f * *above)) : with_limits(icc, {}, {});
}

Figure<Icc> absolute_agreement(const MeanSquares& ms, double upper)
{
    const auto& [rows, columns, error, n, k] = ms;
    const auto icc = of_one_rater(ratio(rows - error, {rows, (k - 1) * error, k * columns / n, -k * error / n}), k);
    if (!icc) {
        return icc.why();
    }
    // Satterthwaite's degrees of freedom; without error all difference is between raters
    double v = k - 1;
    if (error > 0) {
        const double of_raters = k * *icc * columns / error;
        const double of_rest = n * (1 + (k - 1) * *icc) - k * *icc;
        const double a = of_raters + of_rest;
        v = (k - 1) * (n - 1) * a * a / ((n - 1) * of_raters * of_raters + of_rest * of_rest);
    }
    const auto below = stats::f_quantile(upper, n - 1, v);
    const auto above = stats::f_quantile(upper, v, n - 1);
    if (!below || !above) {
        return with_limits(icc, {}, {});
    }
    const double rest = k * columns + (k * n - k - n) * error;
    return with_limits(icc, n * (rows - *below * error) / (*below * rest + n * rows), n * (*above * rows - error) / (rest + n * *above * rows));
}

/// The mean of k raters, by the one rater's limits.
Figure<Icc> agreement_of_mean(const MeanSquares& ms, const Figure<Icc>& one)
{
    const auto icc = ratio(ms.rows - ms.error, {ms.rows, ms.columns / ms.n, -ms.error / ms.n});
    if (!icc) {
        return icc.why();
    }
    const auto of_mean = [&](const Figure<double>& limit) -> Figure<double> {
        if (!limit) {
            return limit.why();
        }
        const double scale = 1 + *limit * (ms.k - 1);
        const double mean = *limit * ms.k / scale;
        return scale > 0 && mean >= lowest_limit ? Figure<double>(std::min(mean, 1.0)) : NoFigure::negative_variance;
    };
    Icc result;
    result.icc = *icc;
    if (one) {
        const auto low = of_mean(one->low);
        const auto high = of_mean(one->high);
        const auto limits = high ? holding(*icc, low ? *low : *icc, *high) : std::nullopt;
        result.low = limits && low ? Figure<double>(limits->low) : low ? NoFigure::not_computed : low.why();
        result.high = limits ? Figure<double>(limits->high) : high ? NoFigure::not_computed : high.why();
    }
    return result;
}

}  // namespace

IccSet intraclass_correlations(const Table& ratings, double confidence)
{
    IccSet set;
    if (ratings.size() < 2 || ratings.front().size() < 2) {
        return set;
    }
    std::vector<double> all;
    for (const auto& row : ratings) {
        all.insert(all.end(), row.begin(), row.end());
    }
    const auto ms = mean_squares(ratings);
    if (stats::is_one_tie(all) || ms.rows + ms.error <= 0) {
        return set;
    }
    const double upper = 1 - stats::tail_share(confidence);
    set.icc_3_1 = consistency(ms, upper);
    set.icc_2_1 = absolute_agreement(ms, upper);
    set.icc_2_k = agreement_of_mean(ms, set.icc_2_1);
    return set;
}

}  // namespace gas
