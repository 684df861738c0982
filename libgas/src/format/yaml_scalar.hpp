// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Pieces of YAML text as the reader takes them.
namespace gas::format {

/// Of a line with a map that could stand on lines of its own.
inline constexpr std::size_t max_width = 120;

/// Whether `text` without quotes is read as this very text, in a `{…}` or `[…]` (`in_flow`) or outside.
bool is_plain(std::string_view text, bool in_flow);

/// `text` in quotes, on one line.
std::string quoted_scalar(std::string_view text);

/// `text` as a scalar on one line: plain where that is safe and YAML of any version makes no number, date or truth value of it, else in quotes.
std::string yaml_scalar(std::string_view text, bool in_flow);

/// `{key: value, …}` of pairs that are YAML already.
std::string flow_map(const std::vector<std::pair<std::string, std::string>>& pairs);

}  // namespace gas::format
