// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "gas/view/diff_report.hpp"

/// Pieces of the words in which a change is told, in every form of a report.
namespace gas::view {

struct ClassWords {
    std::string_view head;
    std::string_view one;
    std::string_view many;
};
ClassWords class_words(ChangeClass change_class);

/// What stands for somebody's words where they are not shown.
inline constexpr std::string_view hidden_text = "(text)";

std::string value_text(const std::optional<std::string>& value, const Change& change, bool hide_text);

bool is_new_rating(const Change& change);

/// What happened to it, for a change that is no new value for an old one.
std::string_view verb_of(const Change& change);

std::string effect_name(const EntryEffect& effect);

}  // namespace gas::view
