// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace gas {

/// Whether `a` stands before `b` where runs of digits count as numbers (P-2 before P-10); a total order on texts.
bool natural_less(std::string_view a, std::string_view b);

}  // namespace gas
