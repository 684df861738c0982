// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "bytes.hpp"

/// Lines of block YAML, looked at without a parser: where it has given up, this is what is left to tell by.
namespace gas::yaml {

inline constexpr auto npos = std::string_view::npos;

/// A line of block YAML taken apart: `  - key: value`.
struct Parts {
    Line line;
    std::size_t indent = 0;    ///< where the first key or text begins, less the begin of the line
    std::string_view key;      ///< empty where the line has none
    std::size_t value_at = 0;  ///< offset of the value; end of the line where there is none
    std::string_view value;
};

std::string_view slice(std::string_view text, Line line);
bool blank_or_comment(std::string_view line);
Parts take_apart(std::string_view text, Line line);
/// The last line at or before `at` that has content.
Line content_line(std::string_view text, std::size_t at);
/// The line with content before `line`.
std::optional<Line> content_line_before(std::string_view text, Line line);

}  // namespace gas::yaml
