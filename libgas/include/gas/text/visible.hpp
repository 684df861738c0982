// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace gas {

/// Columns that `text` takes on a terminal (East Asian wide 2, combining 0), by utf8proc.
std::size_t display_width(std::string_view text);

/// `text` with C0 and C1 controls, DEL, bidi controls and marks, tag characters and bytes that are not UTF-8 as \n, \x1b, \u202e, \U000e0041, …:
/// what may go to a terminal.
std::string visible(std::string_view text);

/// Whether every byte is part of a character.
bool is_utf8(std::string_view text);

}  // namespace gas
