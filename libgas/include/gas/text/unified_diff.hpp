// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace gas {

/// What turns `before` into `after`, line by line as `diff -u` writes it, for patch(1) and git-apply(1): `--- name`, `+++ name`, hunks with three lines of what
/// stays around. Each line keeps its bytes, a carriage return before its end among them. Empty where the texts are the same.
///
/// The fewest lines that can are told as changed, up to 1,000 of them: of texts that have more, all from the first that differs to the last.
std::string unified_diff(std::string_view before, std::string_view after, std::string_view name);

}  // namespace gas
