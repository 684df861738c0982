// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "gas/stats/describe.hpp"

namespace gas {

enum class KappaWeights { unweighted, linear, quadratic };

struct Kappa {
    double kappa = 0;
    double standard_error = 0;
    Interval ci;
};

/// Cohen's kappa of a square table of counts, rows rater A, columns rater B, categories in order and equally spaced
/// (Cohen 1960, 1968). The standard error is that of Fleiss, Cohen & Everitt 1969, the interval kappa -+ z * SE (not cut to
/// -1..1). Nothing without a count, or where chance alone agrees fully (both raters use one and the same category).
std::optional<Kappa> kappa(const std::vector<std::vector<double>>& table, KappaWeights weights, double confidence = 0.95);

/// Share of equal pairs in a square table, 0..1; nothing without a count.
std::optional<double> percent_agreement(const std::vector<std::vector<double>>& table);

/// An intraclass correlation with its interval.
struct Icc {
    double icc = 0;
    Interval ci;
};

/// Intraclass correlations of n subjects each rated by the same k raters (Shrout & Fleiss 1979; McGraw & Wong 1996).
struct IccSet {
    std::size_t subjects = 0;
    std::size_t raters = 0;
    Icc icc_2_1;  ///< two-way random, absolute agreement, one rater: ICC(A,1)
    Icc icc_2_k;  ///< the same, mean of k raters: ICC(A,k)
    Icc icc_3_1;  ///< two-way mixed, consistency, one rater: ICC(C,1)
};

/// `ratings`: a row for each subject, a column for each rater, all of one length. Nothing with fewer than 2 subjects or 2 raters, or without any variance.
/// The lower limit of icc_2_k is -infinity where that of icc_2_1 is -1/(k-1) or less, as in samples of three or four.
/// Intervals by F distributions, for ICC(2,·) by the approximation of Satterthwaite that both papers give.
std::optional<IccSet> intraclass_correlations(const std::vector<std::vector<double>>& ratings, double confidence = 0.95);

/// Limits of agreement of two raters (Bland & Altman 1986): first less second.
struct BlandAltman {
    std::size_t n = 0;
    double bias = 0;
    double sd = 0;
    Interval limits;  ///< bias -+ 1.96 sd
};
std::optional<BlandAltman> bland_altman(std::span<const double> first, std::span<const double> second);

}  // namespace gas
