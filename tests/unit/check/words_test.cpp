// SPDX-License-Identifier: MIT
#include <cmath>

#include <doctest/doctest.h>

#include "check/words.hpp"

using namespace gas::check;

namespace {

TextNumber only(std::string_view text)
{
    const auto numbers = numbers_of(text);
    REQUIRE(numbers);
    REQUIRE(numbers->size() == 1);
    return numbers->front();
}

}  // namespace

TEST_CASE("amounts are found with their unit, as single numbers and as ranges")
{
    CHECK(only("Walks 10 metres").low == 10);
    CHECK(only("Walks 10 metres").unit == "metre");
    CHECK(only("Walks 10m").unit == "m");
    CHECK(only("2 or 3 nights a week").low == 2);
    CHECK(only("2 or 3 nights a week").high == 3);
    CHECK(only("5-9 minutes").high == 9);
    CHECK(only("5–9 minutes").high == 9);
    CHECK(only("two to four times").high == 4);
    CHECK(only("2.5 km").low == 2.5);
    CHECK_FALSE(only("2.5 km").whole);
}

TEST_CASE("open ends are read as such")
{
    CHECK(std::isinf(only("at least 4 days").high));
    CHECK(std::isinf(only("4 or more days").high));
    CHECK(std::isinf(only("4 days or more").high));
    CHECK(only("4 or more days").unit == "day");
    CHECK(std::isinf(only("up to 3 days").low));
    CHECK(std::isinf(only("3 days or fewer").low));
    CHECK(only("fewer than 10 steps").open);
    CHECK_FALSE(only("at least 4 days").open);
}

TEST_CASE("a number that a text says in a word alone")
{
    CHECK(std::isinf(only("Walks 50+ m").high));
    CHECK(only("Walks 50+ m").low == 50);
    CHECK(only("Walks 50+ m").unit == "m");
    const auto worded = [](std::string_view text) { return worded_number(text).value_or(WordedNumber{}); };
    CHECK(worded("Never walks").any_unit);
    CHECK(worded("Never walks").number.high == 0);
    CHECK(worded("Sleeps through on no nights").number.unit == "night");
    CHECK(worded("Sleeps through on no night or one").number.high == 1);
    CHECK(worded("One step").number.low == 1);
    CHECK(worded("Asks twice a week").number.low == 2);
    CHECK(worded("Walks daily").daily);
    CHECK(worded("Walks daily").number.low == 7);
    CHECK_FALSE(worded_number("Walks in the ward"));
}

TEST_CASE("digits that are no amounts end the reading")
{
    for (const auto* text : {"Up at 7:30", "By 12/04/2026", "The 2nd floor", "Code d450 reached", "1/2 of the way", "No.3"}) {
        CHECK_MESSAGE(!numbers_of(text), text);
    }
}

TEST_CASE("texts are compared without case, white space and closing punctuation")
{
    CHECK(normalised("  Walks  10 m. ") == "walks 10 m");
    CHECK(without_numbers("Walks 10.5 m") == "walks m");
    CHECK(has_number("Sleeps through every night"));
    CHECK_FALSE(has_number("Sleeps better"));
}

TEST_CASE("a sign before a number, with a blank between, bounds it as the word does")
{
    CHECK(only("walks > 20 m") == only("walks more than 20 m"));
    CHECK(only("walks < 10 m") == only("walks less than 10 m"));
    CHECK(only("walks >= 20 m") == only("walks at least 20 m"));
    CHECK(only("walks <= 10 m") == only("walks at most 10 m"));
}
