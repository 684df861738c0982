// SPDX-License-Identifier: MIT
#pragma once

#include <doctest/doctest.h>

#include <string>
#include <variant>

#include "gas/caseload/course.hpp"
#include "gas/read/read_plans.hpp"

/// Plans of two goals, for the tests of a caseload.
namespace gas::test {

inline Date day(const char* text) { return *parse_date(text); }

/// A plan that begins on 2026-01-01 with goals a and b; what is said of them and of the plan, and the ratings as a list of flow mappings.
struct CoursePlan {
    std::string of_a = "";
    std::string of_b = "";
    std::string top = "start: 2026-01-01\n";
    std::string ratings = "";

    [[nodiscard]] std::string text() const
    {
        const std::string scale = ", scale: {-2: v, -1: w, 0: x, +1: y, +2: z}";
        return "gas: 1\nid: P\n" + top + "goals:\n  - {id: a, title: A" + scale + of_a + "}\n  - {id: b, title: B" + scale + of_b + "}\n" +
               (ratings.empty() ? "" : "ratings:\n" + ratings);
    }

    [[nodiscard]] Plan read() const
    {
        const SourceText source{"test", text()};
        const auto result = read_plans(source);
        for (const auto& d : result.diagnostics) {
            FAIL_CHECK(d.message);
        }
        REQUIRE(result.plans.size() == 1);
        return result.plans[0].plan;
    }
};

inline std::string entry(const char* date, const char* levels, const char* rater = "AB", const char* role = "practitioner", const char* occasion = "review")
{
    return std::string("  - {date: ") + date + ", occasion: " + occasion + ", rater: " + rater + (*role == 0 ? "" : std::string(", role: ") + role) +
           ", levels: {" + levels + "}}\n";
}

inline PlanCourse course_on(const Plan& plan, const char* date, int stall_after = 56)
{
    CourseOptions options;
    options.day = day(date);
    options.score.stall_after = stall_after;
    return std::get<PlanCourse>(course_of(plan, options));
}

}  // namespace gas::test
