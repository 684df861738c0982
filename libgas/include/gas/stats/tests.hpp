// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "gas/stats/describe.hpp"

namespace gas {

/// A test's outcome. p is two-sided.
struct TestResult {
    double statistic = 0;
    double df = 0;   ///< of t, F (numerator) and chi-square; 0 where there is none
    double df2 = 0;  ///< of F (denominator)
    double p = 1;
    std::optional<Interval> ci;  ///< of the mean difference, for t tests
    double estimate = 0;         ///< mean difference, for t tests
    bool exact = false;          ///< p from the exact distribution of a rank statistic
};

/// One-sample t test of differences against 0 (the paired t test); nothing for n < 2 or where all differences are equal.
std::optional<TestResult> paired_t(std::span<const double> differences, double confidence = 0.95);

/// Welch's t test of two samples (unequal variances, Welch-Satterthwaite df), first less second; nothing where a sample has fewer
/// than 2 values or both have no variance.
std::optional<TestResult> welch_t(std::span<const double> first, std::span<const double> second, double confidence = 0.95);

/// Wilcoxon signed-rank test of differences against 0. Zeros are dropped (Wilcoxon 1945). Exact for fewer than 50 differences without
/// ties or zeros, else the normal approximation with correction for ties and continuity: the rule of R's wilcox.test. The statistic
/// is V, the sum of the ranks of positive differences. Nothing where no difference is other than 0.
std::optional<TestResult> wilcoxon_signed_rank(std::span<const double> differences);

/// Mann-Whitney test (Wilcoxon rank sum). Exact where both samples have fewer than 50 values and there are no ties, else normal with
/// correction for ties and continuity, as R's wilcox.test. The statistic is U of the first sample. Nothing where a sample is empty or all values are equal.
std::optional<TestResult> mann_whitney(std::span<const double> first, std::span<const double> second);

/// One-way analysis of variance (equal variances). Groups without a value are left out; nothing with fewer than two groups, no
/// degree of freedom left, or no variance within.
std::optional<TestResult> one_way_anova(const std::vector<std::vector<double>>& groups);

/// Kruskal-Wallis test, corrected for ties. Groups without a value are left out; nothing with fewer than two groups or all values equal.
std::optional<TestResult> kruskal_wallis(const std::vector<std::vector<double>>& groups);

}  // namespace gas
