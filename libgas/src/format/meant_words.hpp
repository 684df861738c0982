// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "scalars.hpp"

/// What is meant by a word that the format does not have.
namespace gas::format {

/// The one of `known` that `text` means: in another spelling (`No change`), in another word for the same (`parent` is a caregiver), or by a slip of
/// a letter. Empty where it means none, or may mean several.
std::string_view word_meant(std::string_view text, std::span<const std::string_view> known);

/// Whether `text` says that it went well, but not how well: "achieved", "better".
bool is_vague_rating(std::string_view text);

/// Why a text in letters is no rating, with the rating that it means: a GAS-light word, an answer of LOINC's list LL6900-6 or its code, `not-applicable`.
ReadError no_rating_word(std::string_view text);

/// `text` as an id is written: letters in lower case and without their marks, ä as ae; empty where nothing is left of it.
std::string as_id(std::string_view text);

}  // namespace gas::format
