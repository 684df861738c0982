// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace gas {

/// Edits (insert, delete, replace, swap of neighbours; ASCII case does not count) between two words.
std::size_t edit_distance(std::string_view a, std::string_view b);

/// The nearest of `candidates` to `word`, or empty where none is near enough to be a slip (over a third of its letters, at least 1).
std::string_view nearest(std::string_view word, std::span<const std::string_view> candidates);

}  // namespace gas
