// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "gas/stats/describe.hpp"
#include "gas/stats/figure.hpp"

/// Tests of hypotheses. Equal is what differs by rounding alone: in ascending order, neighbours that are at most 1e-10 of the larger size apart
/// are tied (a chain of them is one tie); differences, and deviations that go into a sum of squares, are 0 where they are below 1e-9. So it
/// hangs on no last digit whether people who gained the same by different routes have the same rank.
namespace gas {

/// A test's outcome. p is two-sided.
struct TestResult {
    double statistic = 0;
    double df = 0;   ///< of t, F (numerator) and chi-square; 0 where there is none
    double df2 = 0;  ///< of F (denominator)
    Figure<double> p = NoFigure::not_computed;
    Figure<Interval> ci = NoFigure::not_defined;  ///< of the mean difference, for t tests
    double estimate = 0;                          ///< mean difference, for t tests
    bool exact = false;                           ///< p from the exact distribution of a rank statistic
    std::size_t zeros = 0;                        ///< differences of 0, for the signed-rank test
    double rank_biserial = 0;                     ///< for the signed-rank and the rank sum test: rank_biserial() of the same values
};

/// One-sample t test of differences against 0 (the paired t test); too_few for n < 2, no_variance where all differences are equal.
Figure<TestResult> paired_t(std::span<const double> differences, double confidence = 0.95);

/// Welch's t test of two samples (unequal variances, Welch-Satterthwaite df), first less second. too_few where a sample has fewer than 2 values,
/// no_variance where both have none; where one has none, the df are those of the other.
Figure<TestResult> welch_t(std::span<const double> first, std::span<const double> second, double confidence = 0.95);

/// Wilcoxon signed-rank test of differences against 0. The statistic is V, the sum of the ranks of positive differences. For fewer than 50
/// differences exact, under ties and zeros too: zeros are ranked among the sizes (Pratt 1959), the signs of the others are even odds (Streitberg & Röhmel
/// 1986), and p is twice the smaller tail. Else zeros are dropped (Wilcoxon 1945) and p is of the normal approximation, corrected for ties and
/// continuity. The rule of R's wilcox.test since 4.6. no_difference where no difference is other than 0, no_value where there is none.
Figure<TestResult> wilcoxon_signed_rank(std::span<const double> differences);

/// Mann-Whitney test (Wilcoxon rank sum). The statistic is U of the first sample, ties counting half. Exact where both samples have fewer than 50 values,
/// under ties too: U's distribution given the ties; p is twice the tail on the side of U (the lower one where U is its expectation).
/// Else the normal approximation, corrected for ties and continuity. As R's wilcox.test since 4.6. no_value where a sample is empty, no_variance where all
/// values are equal.
Figure<TestResult> mann_whitney(std::span<const double> first, std::span<const double> second);

/// One-way analysis of variance (equal variances). Groups without a value are left out; too_few with fewer than two groups or no
/// degree of freedom left, no_variance where no group has any within.
Figure<TestResult> one_way_anova(const std::vector<std::vector<double>>& groups);

/// Kruskal-Wallis test, corrected for ties. Groups without a value are left out; too_few with fewer than two groups, no_variance where all values are equal.
Figure<TestResult> kruskal_wallis(const std::vector<std::vector<double>>& groups);

}  // namespace gas
