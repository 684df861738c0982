// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What can be told of a text by looking at its words. English, since the lists are; a text in another language gives nothing.
namespace gas::check {

/// Lower case (ASCII), white space folded to single spaces, closing punctuation gone: what two texts are compared by.
std::string normalised(std::string_view text);

/// Whether a text was to be filled in later: only a word such as "TODO", or no letter and no digit at all.
bool is_placeholder(std::string_view text);

/// The words of a text in lower case, without punctuation around them.
std::vector<std::string> words_of(std::string_view text);

/// Whether a text has a digit or a number word (one … twelve, once, twice, no, none, never, all, half).
bool has_number(std::string_view text);

/// A number in a text, or a range of them: "5", "2 or 3", "at least 4", "fewer than 10".
struct TextNumber {
    double low = 0;   ///< -infinity for "up to 3"
    double high = 0;  ///< infinity for "4 or more"
    bool whole = true;
    bool open = false;  ///< "less than 10", "more than 3": the number itself is outside
    std::string unit;   ///< the word behind it, without a plural s
    [[nodiscard]] bool is_range() const { return low != high; }
    bool operator==(const TextNumber&) const = default;
};

/// A number that a text without any other says in a word: "never", "no steps", "one step", "twice", "daily".
struct WordedNumber {
    TextNumber number;
    bool any_unit = false;  ///< it names none: "never", "twice"
    bool daily = false;     ///< 7 or more, in a week
};
std::optional<WordedNumber> worded_number(std::string_view text);

/// The numbers of a text in order, by digits ("50+" is 50 or more) or the words two to twelve. Nothing where the text has digits that are
/// no amounts: times, dates, ordinals, fractions, codes.
std::optional<std::vector<TextNumber>> numbers_of(std::string_view text);

/// `text` with its numbers taken out.
std::string without_numbers(std::string_view text);

}  // namespace gas::check
