// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include "gas/text/diagnostic.hpp"
#include "gas/text/source_text.hpp"

using namespace gas;

TEST_CASE("lines and columns count from 1, columns in characters")
{
    const std::string text = "ab\ncafé x\r\n\nend";
    const LineIndex lines(text);
    CHECK(lines.position(0) == Position{1, 1});
    CHECK(lines.position(text.find('x')) == Position{2, 6});  // é has two bytes
    CHECK(lines.position(text.find("end") + 2) == Position{4, 3});
    CHECK(lines.position(10000) == Position{4, 4});
    CHECK(lines.position(text.find('x')) == Position{2, 6});  // asked again, and backwards
    CHECK(lines.position(1) == Position{1, 2});
    CHECK(lines.line_text(2) == "café x");
    CHECK(lines.line_text(3).empty());
    CHECK(lines.line_text(9).empty());
    CHECK(lines.line_count() == 4);
}

TEST_CASE("a byte order mark at the begin is no text")
{
    CHECK(without_bom("\xEF\xBB\xBFgas") == "gas");
    CHECK(without_bom("gas") == "gas");
}

TEST_CASE("findings come sorted by place and once each, with the line they stand on")
{
    const SourceText source{"f", "one\ntwo\n"};
    std::vector<Diagnostic> found{{Rule::unknown_key, Severity::error, {4, 7}, "b", "", "", ""},
                                  {Rule::unknown_key, Severity::error, {0, 3}, "a", "", "", ""},
                                  {Rule::unknown_key, Severity::error, {4, 7}, "b", "", "", ""}};
    const auto findings = locate(source, found);
    REQUIRE(findings.size() == 2);
    CHECK(findings[0].message == "a");
    CHECK(findings[1].begin == Position{2, 1});
    CHECK(findings[1].end == Position{2, 4});
    CHECK(findings[1].excerpt == "two");
}
