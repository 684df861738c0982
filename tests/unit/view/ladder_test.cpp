// SPDX-License-Identifier: MIT
#include <algorithm>

#include <doctest/doctest.h>

#include "gas/read/read_plans.hpp"
#include "gas/text/phrases.hpp"
#include "gas/view/ladder.hpp"
#include "gas/write/writers.hpp"

using namespace gas;

TEST_CASE("a plan's ladders keep to the width, whatever people wrote, and lose none of it")
{
    const std::string word(100, 'w');
    const SourceText source{"test", "gas: 1\nid: P\nstart: 2026-01-01\ngoals:\n  - id: " + std::string(90, 'g') + "\n    title: " + word +
                                        "\n    scale: {-2: 日本語の本を一冊読み終えることができる日本語の本を一冊読み終える, -1: " + word +
                                        " and more, 0: \"a\\nb\", 1: y, 2: z}\nmeasures: [{id: " + std::string(60, 'm') +
                                        ", title: M, readings: {2026-01-01: 1}}]\nratings:\n" + "  - {date: 2026-01-01, rater: AB, levels: {" +
                                        std::string(90, 'g') + ": -1}}\n" + "  - {date: 2026-02-01, rater: " + std::string(70, 'r') +
                                        ", role: patient, levels: {" + std::string(90, 'g') + ": 0}}\n"};
    const auto result = read_plans(source);
    REQUIRE(result.plans.size() == 1);
    REQUIRE(result.plans[0].usable);
    CourseOptions options;
    options.day = *parse_date("2026-03-01");
    const auto& plan = result.plans[0].plan;
    const auto course = std::get<PlanCourse>(course_of(plan, options));
    const auto t_course = std::get<std::vector<ScoreRow>>(t_course_of(plan, options));
    for (const std::size_t width : {40U, 57U, 80U}) {
        const auto text = ladders(plan, course, t_course, options, width);
        std::string letters;
        for (std::string_view rest = text; !rest.empty();) {
            const auto line = take_line(rest);
            CHECK(display_width(line.substr(0, line.size() - 1)) <= width);
            letters += line.substr(0, line.size() - 1);
        }
        std::erase(letters, ' ');
        for (const char letter : {'w', 'g', 'm', 'r'}) {
            CHECK(std::count(letters.begin(), letters.end(), letter) >= (letter == 'w' ? 200 : letter == 'g' ? 90 : letter == 'm' ? 60 : 70));
        }
        CHECK(text.find("a\\nb") != std::string::npos);  // a line break is an escape
    }
}
