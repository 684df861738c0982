// SPDX-License-Identifier: MIT
#include <cmath>
#include <fstream>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "gas/score/t_score.hpp"

using gas::t_score;

namespace {

std::vector<double> numbers(const std::string& text)
{
    std::istringstream in(text);
    std::vector<double> values;
    for (double value = 0; in >> value;) {
        values.push_back(value);
    }
    return values;
}

struct Draw {
    std::vector<double> levels;
    std::vector<double> weights;
    double rho = 0;
};

/// Random goals of a plan: 1 to 10 goals, levels -2..2, weights 0.1..9, rho 0..1.
Draw draw(std::mt19937& random)
{
    const auto below = [&](unsigned n) { return static_cast<int>(random() % n); };
    Draw d;
    const int goals = 1 + below(10);
    for (int i = 0; i < goals; ++i) {
        d.levels.push_back(below(5) - 2);
        d.weights.push_back(0.1 + below(90) / 10.0);
    }
    d.rho = below(101) / 100.0;
    return d;
}

constexpr int draws = 2000;
bool close(double a, double b) { return std::abs(a - b) < 1e-9; }

}  // namespace

TEST_CASE("T agrees with the published and computed vectors")
{
    std::ifstream file(GAS_TEST_DIR "/vectors/tscore.csv");
    std::string line;
    std::getline(file, line);
    int count = 0;
    while (std::getline(file, line)) {
        std::istringstream row(line);
        std::string name;
        std::string weights;
        std::string levels;
        std::string rho;
        std::string t;
        std::getline(row, name, ',');
        std::getline(row, weights, ',');
        std::getline(row, levels, ',');
        std::getline(row, rho, ',');
        std::getline(row, t, ',');
        const auto score = t_score(numbers(levels), numbers(weights), numbers(rho).at(0));
        REQUIRE_MESSAGE(score, name);
        CHECK_MESSAGE(std::abs(*score - numbers(t).at(0)) < 1e-9, name);
        ++count;
    }
    CHECK(count == 16);
}

TEST_CASE("T is not clamped")
{
    // 50 + 10 * 10 / sqrt(0.7 * 5 + 0.3 * 25) = 50 + 100 / sqrt(11)
    CHECK(close(*t_score(std::vector<double>(5, 2), std::vector<double>(5, 1), 0.3), 50 + 100 / std::sqrt(11.0)));
    CHECK(*t_score(std::vector<double>(5, 2), std::vector<double>(5, 1), 0.3) > 80);
}

TEST_CASE("without a goal, or with all weights 0, there is no T")
{
    CHECK_FALSE(t_score({}, {}, 0.3));
    CHECK_FALSE(t_score(std::vector<double>{1, 2}, std::vector<double>{0, 0}, 0.3));
}

TEST_CASE("scaling all weights changes nothing, however large or small")
{
    std::mt19937 random(1);
    for (int i = 0; i < draws; ++i) {
        const auto d = draw(random);
        const auto t = *t_score(d.levels, d.weights, d.rho);
        for (const double k : {3.0, 0.001, 1e200, 1e-200}) {
            auto scaled = d.weights;
            for (auto& w : scaled) {
                w *= k;
            }
            CHECK(close(*t_score(d.levels, scaled, d.rho), t));
        }
    }
}

TEST_CASE("a goal of weight 0 changes nothing")
{
    std::mt19937 random(2);
    for (int i = 0; i < draws; ++i) {
        auto d = draw(random);
        const auto t = *t_score(d.levels, d.weights, d.rho);
        d.levels.push_back(2);
        d.weights.push_back(0);
        CHECK(close(*t_score(d.levels, d.weights, d.rho), t));
    }
}

TEST_CASE("T of the levels and of the levels turned round add to 100")
{
    std::mt19937 random(3);
    for (int i = 0; i < draws; ++i) {
        const auto d = draw(random);
        auto turned = d.levels;
        for (auto& x : turned) {
            x = -x;
        }
        CHECK(close(*t_score(d.levels, d.weights, d.rho) + *t_score(turned, d.weights, d.rho), 100));
    }
}

TEST_CASE("one goal gives 50 + 10 x for every rho and weight")
{
    std::mt19937 random(4);
    for (int i = 0; i < draws; ++i) {
        const auto d = draw(random);
        CHECK(close(*t_score(std::vector{d.levels[0]}, std::vector{d.weights[0]}, d.rho), 50 + 10 * d.levels[0]));
    }
}

TEST_CASE("rho 1 gives 50 + 10 times the weighted mean")
{
    std::mt19937 random(5);
    for (int i = 0; i < draws; ++i) {
        const auto d = draw(random);
        CHECK(close(*t_score(d.levels, d.weights, 1), 50 + 10 * *gas::summarize_levels(d.levels, d.weights).weighted_mean));
    }
}

TEST_CASE("all goals as expected give 50")
{
    std::mt19937 random(6);
    for (int i = 0; i < draws; ++i) {
        const auto d = draw(random);
        CHECK(*t_score(std::vector<double>(d.levels.size(), 0), d.weights, d.rho) == 50);
    }
}

// facts: weights 3,5,1,4,2,6 and levels -2,0,-1,2,0,1 give sum 0, mean 0, median 0, weighted mean 0.3333, achieved 66.7 %
TEST_CASE("the ordinal figures of a worked set of goals")
{
    const auto s = gas::summarize_levels(std::vector<double>{-2, 0, -1, 2, 0, 1}, std::vector<double>{3, 5, 1, 4, 2, 6});
    CHECK(*s.sum == 0);
    CHECK(*s.mean == 0);
    CHECK(*s.median == 0);
    CHECK(close(*s.weighted_mean, 7.0 / 21));
    CHECK(close(*s.achieved, 4.0 / 6));
    CHECK(close(*s.exceeded, 2.0 / 6));
}

TEST_CASE("weights of any size have a weighted mean")
{
    for (const double w : {1e308, 1e-308, 5e-324}) {
        CHECK(*gas::summarize_levels(std::vector<double>{1, -2}, std::vector<double>{w, w}).weighted_mean == -0.5);
    }
}

TEST_CASE("of no goal there is no figure, and of weights 0 no weighted mean")
{
    CHECK_FALSE(gas::summarize_levels({}, {}).mean);
    const auto s = gas::summarize_levels(std::vector<double>{1, 0, -2}, std::vector<double>{0, 0, 0});
    CHECK(*s.median == 0);
    CHECK_FALSE(s.weighted_mean);
}
