// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include "gas/plan/level.hpp"

using gas::Level;
using gas::RatingWord;

TEST_CASE("a level is one of seven numbers and nothing else")
{
    for (const int twice : {-6, -4, -2, -1, 0, 2, 4}) {
        REQUIRE(Level::from_twice(twice));
        CHECK(Level::from_twice(twice)->value() == twice / 2.0);
    }
    for (const int twice : {-8, -7, -5, -3, 1, 3, 5, 6}) {
        CHECK_FALSE(Level::from_twice(twice));
    }
    CHECK_FALSE(Level::from_int(3));
    CHECK_FALSE(Level::from_int(-4));
}

TEST_CASE("a level is written with its sign")
{
    CHECK(to_string(*Level::from_int(2)) == "+2");
    CHECK(to_string(*Level::from_int(0)) == "0");
    CHECK(to_string(*Level::from_int(-3)) == "-3");
    CHECK(to_string(*Level::from_twice(-1)) == "-0.5");
}

// The table of GAS-light words in scoring.md (Turner-Stokes).
TEST_CASE("GAS-light words map to levels by the baseline")
{
    const auto level = [](RatingWord word, int baseline) { return level_of(word, Level::from_int(baseline))->value(); };
    for (const int baseline : {-1, -2}) {
        CHECK(level(RatingWord::much_more, baseline) == 2);
        CHECK(level(RatingWord::more, baseline) == 1);
        CHECK(level(RatingWord::as_expected, baseline) == 0);
        CHECK(level(RatingWord::worse, baseline) == -2);
        CHECK(level(RatingWord::no_change, baseline) == baseline);
    }
    CHECK(level(RatingWord::partly, -1) == -0.5);
    CHECK(level(RatingWord::partly, -2) == -1);
}

TEST_CASE("words below the expected outcome say nothing without a baseline of -1 or -2")
{
    for (const auto word : {RatingWord::partly, RatingWord::no_change, RatingWord::worse}) {
        CHECK_FALSE(level_of(word, std::nullopt));
        CHECK_FALSE(level_of(word, Level::from_int(0)));
        CHECK_FALSE(level_of(word, Level::from_int(-3)));
    }
    CHECK(level_of(RatingWord::more, std::nullopt));
}
