// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "gas/stats/describe.hpp"
#include "gas/stats/figure.hpp"

namespace gas {

enum class KappaWeights { unweighted, linear, quadratic };

struct Kappa {
    double kappa = 0;
    double standard_error = 0;
    Figure<Interval> ci = NoFigure::too_few;
    bool cut = false;  ///< the interval reached beyond -1..1
};

/// Cohen's kappa of a square table of counts, rows rater A, columns rater B, categories in order and equally spaced
/// (Cohen 1960, 1968). The standard error is that of Fleiss, Cohen & Everitt 1969, the interval kappa -+ z * SE, cut to -1..1; too_few where the error
/// is 0 although kappa is below 1, as for a single pair that disagrees. not_defined without a count, or where chance alone agrees fully (both raters
/// use one and the same category).
Figure<Kappa> kappa(const std::vector<std::vector<double>>& table, KappaWeights weights, double confidence = 0.95);

/// Share of equal pairs in a square table, 0..1; nothing without a count.
std::optional<double> percent_agreement(const std::vector<std::vector<double>>& table);

/// An intraclass correlation with its interval, either limit by itself.
struct Icc {
    double icc = 0;
    Figure<double> low = NoFigure::not_computed;
    Figure<double> high = NoFigure::not_computed;
};

/// Intraclass correlations of n subjects each rated by the same k raters (Shrout & Fleiss 1979; McGraw & Wong 1996).
struct IccSet {
    Figure<Icc> icc_2_1 = NoFigure::not_defined;  ///< two-way random, absolute agreement, one rater: ICC(A,1)
    Figure<Icc> icc_2_k = NoFigure::not_defined;  ///< the same, mean of k raters: ICC(A,k)
    Figure<Icc> icc_3_1 = NoFigure::not_defined;  ///< two-way mixed, consistency, one rater: ICC(C,1)
};

/// `ratings`: a row for each subject, a column for each rater, all of one length. Mean squares of rounding (tests.hpp) are 0. not_defined with fewer than
/// 2 subjects or 2 raters, or where neither subjects nor what is left vary. Each is negative_variance where its denominator is not above 1e-9 of its
/// largest term, and icc_2_1 and icc_3_1 where they are not above -1/(k-1), by 1e-9: no variance of subjects is that small. A negative icc_2_k of a
/// positive denominator stays; its lower limit is negative_variance below -10, as in samples of three or four. Intervals by F distributions, for ICC(2,·) by
/// the approximation of Satterthwaite that both papers give; not_computed where that has no degrees of freedom.
IccSet intraclass_correlations(const std::vector<std::vector<double>>& ratings, double confidence = 0.95);

/// Limits of agreement of two raters (Bland & Altman 1986): first less second.
struct BlandAltman {
    std::size_t n = 0;
    double bias = 0;
    double sd = 0;    ///< of the differences; 0 where they differ by rounding alone
    Interval limits;  ///< bias -+ 1.96 sd
};
/// Nothing for fewer than 2 pairs.
std::optional<BlandAltman> bland_altman(std::span<const double> first, std::span<const double> second);

}  // namespace gas
