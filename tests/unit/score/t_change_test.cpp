// SPDX-License-Identifier: MIT
#include <cmath>
#include <random>
#include <vector>

#include <doctest/doctest.h>

#include "gas/score/score_plan.hpp"
#include "gas/score/t_score.hpp"

using namespace gas;

namespace {

using Numbers = std::vector<double>;

double change(const Numbers& now, const Numbers& before, const Numbers& weights, double rho = 0.3) { return *t_change(now, before, weights, rho); }

}  // namespace

// 10 sum w (x1 - x0) / D: the sums are whole numbers, written beside each
TEST_CASE("a gain of nothing is 0 whatever doubles its weights are")
{
    CHECK(change({-1, 0, -2}, {-2, -1, -1}, {.06, .02, .08}) == 0);  // 3 + 1 - 4
    CHECK(change({-1, -1, -2}, {-2, -2, -1}, {.1, .2, .3}) == 0);    // 1 + 2 - 3
    CHECK_FALSE(std::signbit(change({-1, 0, -2}, {-2, -1, -1}, {.06, .02, .08})));
}

TEST_CASE("equal gains are equal numbers by every route, order and unit of the weights")
{
    // three levels gained of three equal goals: 10 * 3 / sqrt(0.7 * 3 + 0.3 * 9)
    const double three = 30 / std::sqrt(0.7 * 3 + 0.3 * 9);
    CHECK(change({0, 0, 0}, {-1, -1, -1}, {1, 1, 1}) == three);
    CHECK(change({-1, 0, 0}, {-2, -1, -1}, {1, 1, 1}) == three);
    CHECK(change({1, -1, -2}, {-2, -1, -2}, {1, 1, 1}) == three);
    CHECK(change({0, 0, 0}, {-1, -1, -1}, {3, 3, 3}) == three);
    CHECK(change({0, 0, 0}, {-1, -1, -1}, {.1, .1, .1}) == three);
    // weights 2 3 4: 2*2 + 3*0 + 4*1 = 8 = 2*0 + 3*0 + 4*2, and the same of 6 9 12 and .2 .3 .4
    const double eight = 80 / std::sqrt(0.7 * (4 + 9 + 16) + 0.3 * 81);
    for (const auto& weights : {Numbers{2, 3, 4}, Numbers{6, 9, 12}, Numbers{.2, .3, .4}, Numbers{2e20, 3e20, 4e20}}) {
        CHECK(change({0, -1, 0}, {-2, -1, -1}, weights) == eight);
        CHECK(change({-1, -2, 1}, {-1, -2, -1}, weights) == eight);
    }
    CHECK(change({1, -1, -2}, {-1, -1, -2}, {4, 2, 3}) == eight);  // the same goals in another order
}

TEST_CASE("-0.5 as it stands counts half") { CHECK(change({-0.5, 0}, {-1, -1}, {1, 1}) == 15 / std::sqrt(0.7 * 2 + 0.3 * 4)); }

TEST_CASE("weights whose squares pass 2^53 are taken as they are")
{
    // 1 and 1e8: 1e16 + 1 is not exact; D by long division of the same formula to 15 digits
    const long double d = std::sqrt(0.7L * (1e16L + 1) + 0.3L * (1e8L + 1) * (1e8L + 1));
    CHECK(std::abs(change({1, 0}, {0, 0}, {1e8, 1}) / static_cast<double>(10 * 1e8L / d) - 1) < 1e-14);
    CHECK(change({1, 0}, {1, 0}, {1e8, 1}) == 0);
}

TEST_CASE("there is no change where all weights are 0")
{
    CHECK_FALSE(t_change(Numbers{1}, Numbers{0}, Numbers{0}, 0.3));
    CHECK_FALSE(t_change(Numbers{}, Numbers{}, Numbers{}, 0.3));
}

// T1 - T0 and the quotient are one number but for rounding: the property ties both formulas to each other
TEST_CASE("the change is the difference of the two T")
{
    std::mt19937 random(9);
    std::uniform_int_distribution<int> level(-2, 2);
    std::uniform_int_distribution<int> weight(0, 9);
    for (int i = 0; i < 2000; ++i) {
        Numbers now;
        Numbers before;
        Numbers weights;
        for (int g = 0; g < 1 + i % 6; ++g) {
            now.push_back(level(random));
            before.push_back(level(random));
            weights.push_back(weight(random) / 10.0);
        }
        const auto t1 = t_score(now, weights, 0.3);
        const auto found = t_change(now, before, weights, 0.3);
        REQUIRE(t1.has_value() == found.has_value());
        if (found) {
            CHECK(std::abs(*t1 - *t_score(before, weights, 0.3) - *found) < 1e-11);
        }
    }
}

// Jacobson & Truax: beyond 1.96; 1.96 * sqrt 2 * SEM over sqrt 2 * SEM is 1.96 but for its last digit
TEST_CASE("an index on the border is not beyond it")
{
    for (const double sem : {0.1, 0.3, 1.0, 3.3, 4.47, 7.0, 8.85}) {
        const double border = 1.96 * std::sqrt(2.0) * sem / (std::sqrt(2.0) * sem);
        CHECK(rci_verdict(border) == "no-reliable-change");
        CHECK(rci_verdict(std::nextafter(1.96, 2)) == "no-reliable-change");
    }
    CHECK(rci_verdict(1.9601) == "improved");
    CHECK(rci_verdict(-1.9601) == "worsened");
}
