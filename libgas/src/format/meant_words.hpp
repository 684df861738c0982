// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include "gas/format/word_meant.hpp"
#include "scalars.hpp"

/// What is meant by a word that the format does not have.
namespace gas::format {

/// Whether `text` says that it went well, but not how well: "achieved", "better".
bool is_vague_rating(std::string_view text);

/// Whether `text` may say that the goal was not rated as well as that it could not be: "n/a", "not assessed", "missing".
bool may_be_unrated(std::string_view text);

/// Whether `text` is a number in letters: "two", "minus one".
bool is_number_in_words(std::string_view text);

/// Why a text in letters is no rating, with the rating that it means: a GAS-light word, an answer of LOINC's list LL6900-6 or its code, `not-applicable`.
ReadError no_rating_word(std::string_view text);

/// `text` as an id is written: letters in lower case and without their marks, ä as ae; empty where nothing is left of it.
std::string as_id(std::string_view text);

}  // namespace gas::format
