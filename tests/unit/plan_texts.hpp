// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include <doctest/doctest.h>

namespace gas::test {

/// `text` with the first `from` as `to`; the test fails where there is none.
inline std::string replaced(std::string text, std::string_view from, std::string_view to)
{
    const auto at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

/// A plan with comments and both ways of writing a scale.
inline const std::string plan_text =
    "# a plan\n"
    "gas: 1\n"
    "id: P\n"
    "\n"
    "goals:\n"
    "  - id: a  # the first\n"
    "    title: Walk\n"
    "    scale: {-2: v, -1: w, 0: x, 1: y, 2: z}\n"
    "\n"
    "  # the second\n"
    "  - id: b\n"
    "    title: Read\n"
    "    scale:\n"
    "      -2: k\n"
    "      -1: l\n"
    "      0: m\n"
    "      +1: n\n"
    "      +2: o\n"
    "      # nothing above\n"
    "\n"
    "ratings:\n"
    "  - date: 2026-01-01\n"
    "    rater: AB\n"
    "    levels: {a: -1, b: -2}\n";

}  // namespace gas::test
