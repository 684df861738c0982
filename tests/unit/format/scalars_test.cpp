// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include "format/scalars.hpp"
#include "yaml/bytes.hpp"

using namespace gas;
using namespace gas::format;

namespace {

std::optional<double> level(std::string_view text, bool half = false)
{
    const auto result = read_level(text, half);
    const auto* found = std::get_if<Level>(&result);
    return found != nullptr ? std::optional(found->value()) : std::nullopt;
}

ReadError slip(std::string_view text) { return std::get<ReadError>(read_level(text, true)); }

std::optional<double> number(std::string_view text)
{
    const auto result = read_number(text);
    const auto* found = std::get_if<double>(&result);
    return found != nullptr ? std::optional(*found) : std::nullopt;
}

}  // namespace

TEST_CASE("levels are read with and without sign, and -0 is 0")
{
    CHECK(level("-3") == -3);
    CHECK(level("-2") == -2);
    CHECK(level("+1") == 1);
    CHECK(level("2") == 2);
    CHECK(level("-0") == 0);
    CHECK(level("+0") == 0);
    CHECK(level("-0.5", true) == -0.5);
    CHECK_FALSE(level("-0.5", false));
}

TEST_CASE("what is no level is refused with the cure")
{
    for (const auto* text : {"", "+", "3", "-4", "01", "1.0", "+-1", "- 1", "(1)", "0 (expected)", "one", "1 ", "0x1", "1e0", "+1 - better"}) {
        CHECK_MESSAGE(!level(text, true), text);
    }
    CHECK(slip("3").rule == Rule::level_outside_scale);
    CHECK(slip("99").hint.find("not-applicable") != std::string::npos);
    CHECK(slip("0 (expected)").hint == "write the level alone: 0");
    CHECK(slip("- 1").hint == "write the level alone: -1");
    CHECK(slip("+1 - better").hint == "write the level alone: +1");
    for (const auto* text : {"1/2", "1 of 2", "1;2", "0 or +1", "-1 to 0", "2 weeks"}) {
        CHECK_MESSAGE(!slip(text).offer, text);  // which of two, or a count
    }
    CHECK(slip("1.0").hint == "write +1");
    CHECK(slip("(1)").rule == Rule::not_a_level);
}

TEST_CASE("a typographic minus is named and the mended text shown")
{
    CHECK(slip("−1").rule == Rule::lookalike_minus);
    CHECK(slip("−1").message == "a minus sign U+2212 stands before the digit, not a `-`");
    CHECK(slip("–2").message == "an en dash U+2013 stands before the digit, not a `-`");
    CHECK(slip("−1").hint == "write \"-1\" with the `-` of the keyboard");
}

TEST_CASE("numbers are decimal and finite, whatever C++ would take")
{
    CHECK(number("0.3") == 0.3);
    CHECK(number("+2") == 2);
    CHECK(number("-1.5") == -1.5);
    CHECK(number(".5") == 0.5);
    CHECK(number("1.") == 1);
    CHECK(number("1e3") == 1000);
    CHECK(number("010") == 10);
    for (const auto* text : {"", "+", ".", "nan", "inf", "0x1F", "1_000", "1:30", "1,5", "1e400", "1e", "5 ", "--1"}) {
        CHECK_MESSAGE(!number(text), text);
    }
    CHECK(std::get<ReadError>(read_number("1,5")).hint == "write 1.5 with a point");
}

TEST_CASE("ranges of values are read in all their forms")
{
    const auto range = [](std::string_view text) { return std::get<WrittenRange>(read_range(text)).range; };
    CHECK(range("4").holds(4));
    CHECK_FALSE(range("4").holds(4.1));
    CHECK(range("2..3").holds(2));
    CHECK(range("2..3").holds(3));
    CHECK(range("-2.5..-1").holds(-2));
    CHECK_FALSE(range("<1").holds(1));
    CHECK(range("<= 1").holds(1));
    CHECK(range("> 6").holds(6.01));
    CHECK_FALSE(range(">6").holds(6));
    CHECK(range(">=6").holds(1e9));
    CHECK(std::get<WrittenRange>(read_range("0.5..1.25")).decimals == 2);
    for (const auto* text : {"", "..", "1..", "..2", "2-3", "a", "3..2", "<", "<=>1", "1..2..3", "1 2"}) {
        CHECK_MESSAGE(std::holds_alternative<ReadError>(read_range(text)), text);
    }
}

TEST_CASE("messages quote tokens but no sentence")
{
    CHECK(quoted_token("+3") == "\"+3\"");
    CHECK(quoted_token("0 (expected)") == "\"0 (expected)\"");
    CHECK(quoted_token("hates her job") == "this text");
    CHECK(quoted_token(std::string(40, 'x')) == "this text");
    CHECK(quoted_token("") == "an empty text");
}

TEST_CASE("the closing quote of a scalar is found past escapes")
{
    CHECK(yaml::quoted_end("\"a\\\"b\" c", 0) == 6);
    CHECK(yaml::quoted_end("'it''s' x", 0) == 7);
    CHECK(yaml::quoted_end("\"abc", 0) == std::string_view::npos);
}
