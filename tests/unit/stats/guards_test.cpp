// SPDX-License-Identifier: MIT
// What cannot be computed has a reason, what can lies within its own interval and its range; exact ranks and the shift that belongs to them.
#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>
#include <vector>

#include <doctest/doctest.h>

#include "gas/stats/agreement.hpp"
#include "gas/stats/describe.hpp"
#include "gas/stats/effect_size.hpp"
#include "gas/stats/tests.hpp"
#include "stats/distributions.hpp"
#include "stats/rank_distributions.hpp"

using namespace gas;

namespace {

using Values = std::vector<double>;

/// Half the number of signs of `ranks` (doubled) whose positive sum is as far out as `sum`, on the nearer side, times two, as a share: by listing all.
double listed_signs_p(const std::vector<int>& ranks, int sum)
{
    int lower = 0;
    int upper = 0;
    for (unsigned signs = 0; signs < 1U << ranks.size(); ++signs) {
        int here = 0;
        for (std::size_t i = 0; i < ranks.size(); ++i) {
            here += (signs >> i & 1U) != 0 ? ranks[i] : 0;
        }
        lower += here <= sum ? 1 : 0;
        upper += here >= sum ? 1 : 0;
    }
    return std::min(1.0, 2.0 * std::min(lower, upper) / static_cast<double>(1U << ranks.size()));
}

}  // namespace

TEST_CASE("signed ranks are exact under ties and zeros")
{
    const auto check = [](const Values& x, double v, double p, const std::vector<int>& doubled_ranks) {
        const auto w = wilcoxon_signed_rank(x);
        REQUIRE(w);
        CHECK(w->exact);
        CHECK(w->statistic == v);
        CHECK(*w->p == doctest::Approx(p).epsilon(1e-12));
        CHECK(*w->p == doctest::Approx(listed_signs_p(doubled_ranks, static_cast<int>(2 * v))).epsilon(1e-12));
    };
    check({10, 10, 20, 30, 40}, 15, 0.0625, {3, 3, 6, 8, 10});
    check({0, 10, 20, 30, 40}, 14, 0.125, {4, 6, 8, 10});
    check({-20, -20, -20, 0, 30}, 5, 0.625, {6, 6, 6, 10});
    check({0, 0, -10, -10, 10, 20, 20, 30}, 25, 0.3125, {8, 8, 8, 13, 13, 16});
    // from 50 on zeros are dropped, and p is of the normal form
    Values many(49, 10);
    many.push_back(0);
    const auto w = wilcoxon_signed_rank(many);
    CHECK_FALSE(w->exact);
    CHECK(w->statistic == 49 * 50 / 2);
    CHECK(w->zeros == 1);
}

TEST_CASE("rank sums are exact under ties")
{
    // 126 ways to choose four of nine doubled midranks; U 3, the tail of it and below 9 of them
    const auto u = mann_whitney(Values{0, 0, 0, 10}, Values{0, 10, 20, 20, 30});
    REQUIRE(u);
    CHECK(u->exact);
    CHECK(u->statistic == 3);
    CHECK(*u->p == doctest::Approx(2 * 9 / 126.0).epsilon(1e-12));
    // the same told from the other side
    const auto other = mann_whitney(Values{0, 10, 20, 20, 30}, Values{0, 0, 0, 10});
    CHECK(other->statistic == 17);
    CHECK(*other->p == doctest::Approx(2 * 9 / 126.0).epsilon(1e-12));
}

// scoring.md, "Groups"; R's qsignrank(0.025, n) and qwilcox(0.025, m, n)
TEST_CASE("the order statistics of a shift's interval")
{
    CHECK(stats::signed_rank_bound(0, 0.05) == 0);
    CHECK(stats::signed_rank_bound(5, 0.05) == 0);
    CHECK(stats::signed_rank_bound(6, 0.05) == 1);
    CHECK(stats::signed_rank_bound(10, 0.05) == 9);
    CHECK(stats::signed_rank_bound(20, 0.05) == 53);
    CHECK(stats::signed_rank_bound(49, 0.05) == 416);
    CHECK(stats::signed_rank_bound(50, 0.05) == 434);
    CHECK(stats::rank_sum_bound(3, 4, 0.05) == 0);
    CHECK(stats::rank_sum_bound(4, 4, 0.05) == 1);
    CHECK(stats::rank_sum_bound(12, 12, 0.05) == 38);
    CHECK(stats::rank_sum_bound(50, 1, 0.05) == 0);
    CHECK(hodges_lehmann(Values{1, 2, 3, 4, 5})->ci.why() == NoFigure::too_few);
    CHECK(hodges_lehmann(Values{1, 2, 3}, Values{4, 5, 6, 7})->ci.why() == NoFigure::too_few);
    CHECK(hodges_lehmann(Values{1, 2, 4, 8, 16, 32})->ci->low == 1);
    CHECK(hodges_lehmann(Values{1, 2, 4, 8, 16, 32})->ci->high == 32);
}

TEST_CASE("a shift is that of all averages and all differences, listed")
{
    std::mt19937 random(7);
    for (int round = 0; round < 200; ++round) {
        const auto draw = [&](std::size_t n) {
            Values values(n);
            for (double& x : values) {
                x = static_cast<double>(static_cast<int>(random() % 9) - 4) / (round % 2 == 0 ? 1 : 3);
            }
            return values;
        };
        const auto x = draw(1 + random() % 12);
        const auto y = draw(1 + random() % 12);
        Values averages;
        for (std::size_t i = 0; i < x.size(); ++i) {
            for (std::size_t j = i; j < x.size(); ++j) {
                averages.push_back((x[i] + x[j]) / 2);
            }
        }
        Values differences;
        for (const double a : x) {
            for (const double b : y) {
                differences.push_back(a - b);
            }
        }
        const auto check = [](const Figure<Shift>& shift, Values all, std::size_t k) {
            std::sort(all.begin(), all.end());
            CHECK(shift->estimate == doctest::Approx(*quantile(all, 0.5)).epsilon(1e-12));
            REQUIRE(static_cast<bool>(shift->ci) == (k >= 1));
            if (k >= 1) {
                CHECK(shift->ci->low == doctest::Approx(all[k - 1]).epsilon(1e-12));
                CHECK(shift->ci->high == doctest::Approx(all[all.size() - k]).epsilon(1e-12));
            }
        };
        check(hodges_lehmann(x), averages, stats::signed_rank_bound(x.size(), 0.05));
        check(hodges_lehmann(x, y), differences, stats::rank_sum_bound(x.size(), y.size(), 0.05));
    }
}

TEST_CASE("a shift of many values takes no pairs")
{
    Values x(100000);
    std::iota(x.begin(), x.end(), 1.0);
    CHECK(hodges_lehmann(x)->estimate == 50000.5);  // symmetric about its mean
    Values y = x;
    for (double& value : y) {
        value -= 7;
    }
    CHECK(hodges_lehmann(x, y)->estimate == 7);
    CHECK(hodges_lehmann(x, y)->ci->low < 7);
}

TEST_CASE("raters who exchange their ratings have no correlation that could be printed")
{
    const auto two = intraclass_correlations({{50, 40}, {40, 50}});
    CHECK(two.icc_2_1.why() == NoFigure::negative_variance);
    CHECK(two.icc_2_k.why() == NoFigure::negative_variance);
    CHECK(two.icc_3_1.why() == NoFigure::negative_variance);
    const auto three = intraclass_correlations({{50, 40}, {40, 50}, {50, 40}});
    CHECK(three.icc_2_k.why() == NoFigure::negative_variance);  // 12.000 before
    CHECK(three.icc_3_1.why() == NoFigure::negative_variance);  // -1.000 (-1.000 to -1.000) before
    // a negative one of a positive denominator stays; its lower limit says nothing
    const double step = 10 / std::sqrt(0.7 * 2 + 0.3 * 4);
    const auto negative = intraclass_correlations({{50 + step, 50 + step}, {50 + 2 * step, 50}, {50, 50 + step}, {50 + step, 50}});
    REQUIRE(negative.icc_2_k);
    CHECK(negative.icc_2_k->icc == doctest::Approx(-8).epsilon(1e-9));
    CHECK(negative.icc_2_k->low.why() == NoFigure::negative_variance);
    CHECK(negative.icc_2_k->high);
}

TEST_CASE("raters who agree fully have limits of 1")
{
    std::vector<Values> ratings;
    for (int levels = 0; levels < 7; ++levels) {
        ratings.push_back(Values(2, 50 + 10 * levels / std::sqrt(0.7 * 3 + 0.3 * 9)));
    }
    const auto set = intraclass_correlations(ratings);
    for (const auto& icc : {set.icc_2_1, set.icc_2_k, set.icc_3_1}) {
        REQUIRE((icc && icc->low && icc->high));
        CHECK(icc->icc == doctest::Approx(1).epsilon(1e-12));
        CHECK(*icc->low == doctest::Approx(1).epsilon(1e-12));
        CHECK(*icc->high >= icc->icc);
        CHECK(*icc->high <= 1);
    }
}

TEST_CASE("correlations of any ratings are at most 1 and within their limits")
{
    std::mt19937 random(11);
    std::size_t found = 0;
    for (int round = 0; round < 3000; ++round) {
        const std::size_t n = 2 + random() % 5;
        const std::size_t k = 2 + random() % 2;
        std::vector<Values> ratings(n, Values(k));
        for (auto& row : ratings) {
            for (double& x : row) {
                x = 50 + static_cast<double>(static_cast<int>(random() % 5) - 2) * 10 / std::sqrt(0.7 * 3 + 0.3 * 9);
            }
        }
        const auto set = intraclass_correlations(ratings);
        for (const auto& icc : {set.icc_2_1, set.icc_2_k, set.icc_3_1}) {
            if (icc) {
                ++found;
                CHECK(icc->icc <= 1);
                CHECK((!icc->low || (*icc->low <= icc->icc && *icc->low >= -10)));
                CHECK((!icc->high || (*icc->high >= icc->icc && *icc->high <= 1)));
            }
        }
    }
    CHECK(found > 3000);
}

TEST_CASE("an interval of kappa keeps to where kappa can lie")
{
    const auto lone = kappa({{0, 0}, {1, 0}}, KappaWeights::unweighted);
    REQUIRE(lone);
    CHECK(lone->kappa == 0);
    CHECK(lone->ci.why() == NoFigure::too_few);
    const auto perfect = kappa({{3, 0}, {0, 4}}, KappaWeights::unweighted);
    CHECK(perfect->kappa == 1);
    CHECK(perfect->ci->low == 1);
    CHECK_FALSE(perfect->cut);
    // one of a million pairs differs: the error is small, and there
    const auto rare = kappa({{1000000, 1}, {0, 3}}, KappaWeights::unweighted);
    REQUIRE(rare->ci);
    CHECK(rare->ci->low < rare->kappa);
    const auto near = kappa({{9, 1}, {0, 9}}, KappaWeights::unweighted);
    REQUIRE(near->kappa + 1.96 * near->standard_error > 1);
    CHECK(near->ci->high == 1);
    CHECK(near->cut);
}

TEST_CASE("an effect of any size has its g, and an interval where the distribution can be had")
{
    const Values gains{10, 10, 10.0000001};
    const Values stays{0, 0, 0};
    const auto g = hedges_g(gains, stays);
    REQUIRE(g);
    CHECK(g->g > 1e6);
    CHECK(g->ci.why() == NoFigure::not_computed);
    for (const double spread : {1.0, 0.1, 0.01}) {
        const auto large = hedges_g(Values{10, 10 + spread, 10}, stays);
        REQUIRE(large->ci);
        CHECK(large->ci->low < large->g);
        CHECK(large->ci->high > large->g);
    }
    CHECK(hedges_g(Values{10}, stays).why() == NoFigure::too_few);
    CHECK(welch_t(Values{10}, Values{1, 2}).why() == NoFigure::too_few);
    CHECK_FALSE(stats::noncentral_t_parameter(1e7, 4, 0.5));
    CHECK_FALSE(stats::f_quantile(0.975, 1, std::nan("")));
    CHECK_FALSE(stats::f_quantile(0.975, 1, 0));
}

TEST_CASE("the interval of a mean share is by t, cut to 0..1")
{
    // shares 0.5 and 1: mean 0.75, SD 0.353553, half 12.706205 * 0.25
    const auto two = mean_share_interval(Values{0.5, 1});
    REQUIRE(two);
    CHECK(two->cut);
    CHECK(two->ci.low == 0);
    CHECK(two->ci.high == 1);
    const auto many = mean_share_interval(Values{0.4, 0.5, 0.6});
    CHECK_FALSE(many->cut);
    CHECK(many->ci.low == doctest::Approx(0.5 - 4.302652729749464 * 0.1 / std::sqrt(3.0)).epsilon(1e-9));
    CHECK(mean_share_interval(Values{1}).why() == NoFigure::too_few);
    CHECK(mean_share_interval(Values{1, 1, 1}).why() == NoFigure::no_variance);
    CHECK(mean_share_interval(Values{}).why() == NoFigure::no_value);
}

TEST_CASE("of a confidence that is none there is no interval")
{
    const Values x{1, 2, 4, 7, 11, 16, 22};
    const Values y{0, 1, 1, 2, 3, 5, 8};
    for (const double none : {-0.5, 0.0, 1.0, 1.5, std::nan("")}) {
        CAPTURE(none);
        CHECK_FALSE(describe(x, none).mean_ci);
        CHECK_FALSE(wilson_interval(3, 7, none));
        CHECK_FALSE(kappa({{8, 2}, {1, 9}}, KappaWeights::unweighted, none)->ci);
        CHECK_FALSE(intraclass_correlations({{1, 2}, {3, 3}, {5, 7}, {2, 1}}, none).icc_2_1->low);
        CHECK_FALSE(hedges_g(x, y, none)->ci);
        CHECK_FALSE(hodges_lehmann(x, none)->ci);
        CHECK_FALSE(hodges_lehmann(x, y, none)->ci);
        CHECK_FALSE(hodges_lehmann(Values(60, 1.0), none)->ci);
        CHECK_FALSE(welch_t(x, y, none)->ci);
        CHECK_FALSE(quantile(x, none == 1.0 ? 2 : none == 0.0 ? -1 : none));
    }
    CHECK_FALSE(wilson_interval(8, 7));
}
