// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string_view>

namespace gas::format {

/// The one of `known` that `text` means: in another spelling (`No change`), in another word for the same (`parent` is a caregiver), or by a slip of
/// a letter. Empty where it means none, or may mean several.
std::string_view word_meant(std::string_view text, std::span<const std::string_view> known);

}  // namespace gas::format
