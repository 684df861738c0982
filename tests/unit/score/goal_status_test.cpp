// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include "gas/score/goal_status.hpp"

using namespace gas;

namespace {

Date day(const char* text) { return *parse_date(text); }

std::vector<RatedOn> monthly(std::initializer_list<double> levels)
{
    std::vector<RatedOn> history;
    const char* days[] = {"2026-01-01", "2026-02-01", "2026-03-01", "2026-04-01", "2026-05-01", "2026-06-01"};
    for (const double level : levels) {
        history.push_back({day(days[history.size()]), level});
    }
    return history;
}

}  // namespace

TEST_CASE("a goal at or above 0 is achieved, and sustaining if it was before")
{
    CHECK(attainment_of(monthly({-1, 0}), -1, {}, day("2026-02-01")) == Attainment::achieved);
    CHECK(attainment_of(monthly({-1, 0, 1}), -1, {}, day("2026-03-01")) == Attainment::sustaining);
    CHECK(attainment_of(monthly({0, -1, 0}), -1, {}, day("2026-03-01")) == Attainment::achieved);
}

TEST_CASE("below 0 after the target date a goal is not achieved, or has made no progress")
{
    CHECK(attainment_of(monthly({-2, -1}), -2, day("2026-01-15"), day("2026-02-01")) == Attainment::not_achieved);
    CHECK(attainment_of(monthly({-2, -2}), -2, day("2026-01-15"), day("2026-02-01")) == Attainment::no_progress);
    CHECK(attainment_of(monthly({-2, -1}), -2, day("2026-02-01"), day("2026-02-01")) == Attainment::improving);
}

TEST_CASE("before the target date the rating before counts, then the baseline")
{
    CHECK(attainment_of(monthly({-1, -2}), -2, {}, day("2026-02-01")) == Attainment::worsening);
    CHECK(attainment_of(monthly({-2, -2}), -1, {}, day("2026-02-01")) == Attainment::no_change);
    CHECK(attainment_of(monthly({-1}), -2, {}, day("2026-01-01")) == Attainment::improving);
    CHECK(attainment_of(monthly({-1}), {}, {}, day("2026-01-01")) == Attainment::no_change);
    CHECK(attainment_of({}, -1, {}, day("2026-01-01")) == Attainment::in_progress);
}

TEST_CASE("a goal stalls after 56 days without a higher level, or three ratings after the one that first had its highest")
{
    CHECK_FALSE(is_stalled(monthly({-1, -1}), day("2026-02-25"), 56));  // 55 days
    CHECK(is_stalled(monthly({-1, -1}), day("2026-02-26"), 56));        // 56 days
    CHECK(is_stalled(monthly({-2, -1, -1, -1, -1}), day("2026-05-01"), 1000));
    CHECK_FALSE(is_stalled(monthly({-2, -1, -1, -1}), day("2026-04-01"), 1000));
    CHECK_FALSE(is_stalled(monthly({-1, -1, -1}), day("2026-03-01"), 1000));  // the first is the one that the others are no higher than
    CHECK(is_stalled(monthly({-1, -1, -1, -1}), day("2026-04-01"), 1000));
    CHECK(is_stalled(monthly({-1, -2, -1, -1}), day("2026-04-01"), 1000));   // back where it was is no higher level
    CHECK_FALSE(is_stalled(monthly({2, 1, 0, -1}), day("2026-04-01"), 56));  // has fallen back just now
    CHECK_FALSE(is_stalled(monthly({-1, 0, 0}), day("2027-01-01"), 56));
    CHECK_FALSE(is_stalled({}, day("2027-01-01"), 56));
}
