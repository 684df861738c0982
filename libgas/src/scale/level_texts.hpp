// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "gas/scale/build_scale.hpp"

/// The texts of levels that are made from ranges.
namespace gas::scale {

/// "4", "0 or 1", "2 to 4", "6 or more", "1 or fewer", "fewer than 3"; with decimals "2.0 to 3.9", "1.0 or less", "less than 3.0".
std::string range_in_words(const ValueRange& range, int decimals);

/// `pattern` with the numbers in the place of `{n}`; of `{n|night|nights}`, the numbers and the word that goes with them.
std::variant<std::string, ScaleProblem> filled_in(std::string_view pattern, const std::string& numbers);

}  // namespace gas::scale
