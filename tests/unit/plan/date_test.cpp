// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include "gas/plan/date.hpp"

using gas::parse_date;
using gas::why_no_date;

TEST_CASE("a date is ten characters and a day of the calendar")
{
    REQUIRE(parse_date("2026-04-12"));
    CHECK(to_string(*parse_date("2026-04-12")) == "2026-04-12");
    CHECK(parse_date("2024-02-29"));
    CHECK_FALSE(parse_date("2026-02-29"));
    for (const auto* text : {"2026-4-12", "2026-04-12 ", "12.04.2026", "2026-00-10", "2026-13-01", "2026-01-32", "0000-01-01", "20260412", "2026-04-1x", ""}) {
        CHECK_MESSAGE(!parse_date(text), text);
    }
}

TEST_CASE("what is wrong with a date is said in words")
{
    CHECK(why_no_date("2026-02-30") == "2026 has no 30 February");
    CHECK(why_no_date("2026-13-01") == "there is no month 13");
    CHECK(why_no_date("2026-04-12T10:00") == "a time of day is not read, only the day");
    CHECK(why_no_date("12/04/2026") == "day and month cannot be told apart in this form");
    CHECK(why_no_date("soon") == "a date has the form YYYY-MM-DD");
    CHECK(why_no_date("2026-04-12").empty());
}

TEST_CASE("days are counted over leap days and backwards")
{
    CHECK(days_between(*parse_date("2024-02-28"), *parse_date("2024-03-01")) == 2);
    CHECK(days_between(*parse_date("2026-03-01"), *parse_date("2026-02-28")) == -1);
}
