// SPDX-License-Identifier: MIT
// Equal gains by different routes. The doubles are made as a difference of two T, each a rounded quotient (Kiresuk & Sherman 1968), so that they differ
// in the last bits; what is right is counted from the levels, whole numbers.
#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <map>
#include <set>
#include <vector>

#include <doctest/doctest.h>

#include "gas/stats/agreement.hpp"
#include "gas/stats/describe.hpp"
#include "gas/stats/effect_size.hpp"
#include "gas/stats/tests.hpp"
#include "stats/moments.hpp"
#include "stats/ties.hpp"

using namespace gas;

namespace {

using Levels = std::array<int, 3>;
using Weights = std::array<double, 3>;
using Values = std::vector<double>;

double t_of(const Levels& x, const Weights& w = {1, 1, 1})
{
    double weighted = 0;
    double weights = 0;
    double squares = 0;
    for (std::size_t i = 0; i < x.size(); ++i) {
        weighted += w[i] * x[i];
        weights += w[i];
        squares += w[i] * w[i];
    }
    return 50 + 10 * weighted / std::sqrt(0.7 * squares + 0.3 * weights * weights);
}

double change(const Levels& before, const Levels& after, const Weights& w = {1, 1, 1}) { return t_of(after, w) - t_of(before, w); }

/// Every double that a gain of so many levels over three equal goals comes out as.
Values routes(int gain)
{
    std::set<double> changes;
    for (int sum = -6; sum + gain <= 6; ++sum) {
        const auto split = [](int total) {
            const int a = std::clamp(total, -2, 2);
            const int b = std::clamp(total - a, -2, 2);
            return Levels{a, b, total - a - b};
        };
        if (sum + gain >= -6) {
            changes.insert(change(split(sum), split(sum + gain)));
        }
    }
    return {changes.begin(), changes.end()};
}

/// Groups of gains in levels, each gain by another of its routes than the one before.
std::vector<Values> groups_of(const std::vector<std::vector<int>>& gains)
{
    std::map<int, std::size_t> used;
    std::vector<Values> groups;
    for (const auto& group : gains) {
        groups.emplace_back();
        for (const int gain : group) {
            const auto all = routes(gain);
            groups.back().push_back(all[used[gain]++ % all.size()]);
        }
    }
    return groups;
}

}  // namespace

TEST_CASE("neighbours tie, in a chain, and what is below 1e-9 is 0")
{
    using stats::ties_of;
    CHECK(ties_of(Values{10, 10 + 9e-10}).size() == 1);
    CHECK(ties_of(Values{10, 10 + 1.1e-9}).size() == 2);
    CHECK(ties_of(Values{10, 10 + 1.8e-9, 10 + 9e-10}).size() == 1);  // the first and the last are 1.8e-10 of their size apart
    CHECK(ties_of(Values{-10, -10 - 9e-10}).front().value == -10);
    CHECK(ties_of(Values{0, 9e-10, -9e-10}).size() == 1);
    CHECK(ties_of(Values{0, 1.1e-9}).size() == 2);
    CHECK(ties_of(Values{}).empty());
    // deviations that are rounding leave no variance, though the values are no tie
    CHECK(stats::moments_of(Values{3, 3 + 8e-10}).variance == 0);
    CHECK(stats::moments_of(Values{3, 3 + 8e-9}).variance > 0);
    CHECK(*describe(routes(3)).sd == 0);
    CHECK(routes(3).size() > 1);
}

TEST_CASE("a gain and a loss of one size share their ranks")
{
    const Values changes{change({-1, -1, -1}, {0, 0, 0}), change({-1, 0, 0}, {-2, -1, -1})};
    REQUIRE(changes[0] != -changes[1]);
    const auto w = wilcoxon_signed_rank(changes);
    REQUIRE(w);
    CHECK(w->statistic == 1.5);
    CHECK(w->exact);
    CHECK(*w->p == 1);
    CHECK(*rank_biserial(changes) == 0);
}

TEST_CASE("one change, reached twice, has no variance anywhere")
{
    const Values arm{change({-1, -1, -1}, {0, 0, 0}), change({-2, -1, -1}, {-1, 0, 0})};
    REQUIRE(arm[0] != arm[1]);
    CHECK(*describe(arm).sd == 0);
    CHECK(paired_t(arm).why() == NoFigure::no_variance);
    CHECK(standardised_response_mean(arm).why() == NoFigure::no_variance);
    CHECK(welch_t(arm, arm).why() == NoFigure::no_variance);
    CHECK(hedges_g(arm, arm).why() == NoFigure::no_variance);
    CHECK(mann_whitney(arm, arm).why() == NoFigure::no_variance);
    CHECK(one_way_anova({arm, arm, arm}).why() == NoFigure::no_variance);
    CHECK(kruskal_wallis({arm, arm, arm}).why() == NoFigure::no_variance);
    // one arm without variance is computed as it stands: the df are the other's
    const Values other{0, 10, 20};
    const auto t = welch_t(arm, other);
    REQUIRE(t);
    CHECK(t->df == 2);
    CHECK(t->statistic == doctest::Approx((arm[0] - 10) / std::sqrt(100.0 / 3)).epsilon(1e-12));
    CHECK(hedges_g(arm, other));
}

TEST_CASE("two arms with the same two gains, by other routes: U 2, p 1")
{
    const auto arms = groups_of({{3, 2}, {3, 2}});
    REQUIRE(arms[0][0] != arms[1][0]);
    REQUIRE(arms[0][0] == doctest::Approx(13.693).epsilon(1e-4));
    REQUIRE(arms[0][1] == doctest::Approx(9.129).epsilon(1e-4));
    const auto u = mann_whitney(arms[0], arms[1]);
    REQUIRE(u);
    CHECK(u->statistic == 2);
    CHECK(*u->p == 1);
    CHECK(*rank_biserial(arms[0], arms[1]) == 0);
    CHECK(hodges_lehmann(arms[0], arms[1])->estimate == 0);
}

TEST_CASE("a gain of nothing is 0")
{
    const double first = change({-2, -1, -1}, {-1, 0, -2}, {0.06, 0.02, 0.08});  // both sums are -0.22
    const double second = change({-2, -2, -1}, {-1, -1, -2}, {0.1, 0.2, 0.3});   // both are -0.9
    REQUIRE(first != 0);
    REQUIRE(second != 0);
    const Values changes{first, first, second};
    CHECK(wilcoxon_signed_rank(changes).why() == NoFigure::no_difference);
    CHECK(rank_biserial(changes).why() == NoFigure::no_difference);
    CHECK(paired_t(changes).why() == NoFigure::no_variance);
    CHECK(hodges_lehmann(changes)->estimate == 0);
    CHECK(*describe(changes).mean == 0);
    const auto w = wilcoxon_signed_rank(Values{first, 10, second, 20});
    CHECK(w->zeros == 2);
    CHECK(w->statistic == 7);  // ranks 1.5, 1.5, 3, 4
}

TEST_CASE("children who all start at the lowest level have one baseline, whatever their weights")
{
    const Values baselines{t_of({-2, -2, -2}, {9, 9, 9}), t_of({-2, -2, -2})};
    REQUIRE(baselines[0] != baselines[1]);
    CHECK(*describe(baselines).sd == 0);
    CHECK(baseline_effect_size(Values{10, 20}, baselines).why() == NoFigure::baseline_sd_0);
}

TEST_CASE("raters who agree on people who do not differ have no correlation")
{
    const double heavy = t_of({-2, -2, -2}, {9, 9, 9});
    const double light = t_of({-2, -2, -2});
    REQUIRE(heavy != light);
    const auto icc = intraclass_correlations({{heavy, heavy}, {light, light}});
    CHECK(icc.icc_2_1.why() == NoFigure::not_defined);
    CHECK(icc.icc_2_k.why() == NoFigure::not_defined);
    CHECK(icc.icc_3_1.why() == NoFigure::not_defined);
    CHECK(bland_altman(Values{heavy, light}, Values{light, heavy})->sd == 0);
}

// ranks of the levels 3 6 2 | 3 4 | 3 2: 4 7 1.5 | 4 6 | 4 1.5, sums 12.5, 10, 5.5 of 28. H = 12 / (7 * 8) * (12.5^2 / 3 + 10^2 / 2 + 5.5^2 / 2) - 3 * 8
// = 1.116071, over 1 - (24 + 6) / (343 - 7) for the ties
TEST_CASE("Kruskal-Wallis of gains in levels: H 1.2255")
{
    const auto arms = groups_of({{3, 6, 2}, {3, 4}, {3, 2}});
    REQUIRE(arms[0][0] != arms[1][0]);
    const double h = (12.0 / 56 * (12.5 * 12.5 / 3 + 50 + 5.5 * 5.5 / 2) - 24) / (1 - 30.0 / 336);
    REQUIRE(h == doctest::Approx(1.2255).epsilon(1e-4));
    CHECK(kruskal_wallis(arms)->statistic == doctest::Approx(h).epsilon(1e-12));
}

TEST_CASE("permuting goals, scaling weights and taking another route change no statistic")
{
    const std::vector<std::vector<int>> gains{{3, 0, 1, 2, 3, 1, -1}, {2, 2, 0, 1, 5, -1}, {4, 4, 3}};
    std::vector<Values> whole;
    for (const auto& group : gains) {
        whole.emplace_back(group.begin(), group.end());
    }
    const double unit = 10 / std::sqrt(0.7 * 3 + 0.3 * 9);
    const auto by_routes = groups_of(gains);
    for (const double scale : {1.0, 0.1, 3.0, 1e-3}) {
        std::vector<Values> scaled;
        for (std::size_t g = 0; g < gains.size(); ++g) {
            scaled.emplace_back();
            for (std::size_t i = 0; i < gains[g].size(); ++i) {
                const int gain = gains[g][i];
                const Levels before{-2, gain > 3 ? -2 : -1, -1};
                Levels after = before;
                for (int left = std::abs(gain), at = 0; left > 0; at = (at + 1) % 3) {
                    auto& level = after[static_cast<std::size_t>(at)];
                    if ((gain > 0 && level < 2) || (gain < 0 && level > -2)) {
                        level += gain > 0 ? 1 : -1;
                        --left;
                    }
                }
                const Weights w{scale, scale, scale};
                const std::size_t turn = i % 3;
                const auto turned = [&](Levels x) {
                    std::rotate(x.begin(), x.begin() + static_cast<std::ptrdiff_t>(turn), x.end());
                    return x;
                };
                scaled.back().push_back(change(turned(before), turned(after), w));
            }
        }
        for (const auto* found : std::initializer_list<const std::vector<Values>*>{&scaled, &by_routes}) {
            CHECK(mann_whitney((*found)[0], (*found)[1])->statistic == mann_whitney(whole[0], whole[1])->statistic);
            CHECK(*mann_whitney((*found)[0], (*found)[1])->p == *mann_whitney(whole[0], whole[1])->p);
            CHECK(kruskal_wallis(*found)->statistic == kruskal_wallis(whole)->statistic);
            CHECK(wilcoxon_signed_rank((*found)[0])->statistic == wilcoxon_signed_rank(whole[0])->statistic);
            CHECK(*wilcoxon_signed_rank((*found)[0])->p == *wilcoxon_signed_rank(whole[0])->p);
            CHECK(*rank_biserial((*found)[1]) == *rank_biserial(whole[1]));
            CHECK(hodges_lehmann((*found)[0])->estimate == doctest::Approx(unit * hodges_lehmann(whole[0])->estimate).epsilon(1e-12));
            CHECK(one_way_anova(*found)->statistic == doctest::Approx(one_way_anova(whole)->statistic).epsilon(1e-9));
        }
    }
}
