// SPDX-License-Identifier: MIT
// How doctest shows the values that tests compare.
#pragma once

#include <string>
#include <vector>

#include <doctest/doctest.h>

namespace doctest {

template <>
struct StringMaker<std::vector<std::string>> {
    static String convert(const std::vector<std::string>& lines)
    {
        std::string text;
        for (const auto& line : lines) {
            text += "\n    " + line;
        }
        return text.c_str();
    }
};

}  // namespace doctest
