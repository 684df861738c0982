// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "gas/plan/plan.hpp"
#include "gas/text/rules.hpp"

/// Strict readers of single values, YAML 1.2 core typing: yaml-cpp's own conversions take octal, hexadecimal, quoted
/// numbers and a trailing space.
namespace gas::format {

/// Why a text is not the value that was due.
struct ReadError {
    Rule rule{};
    std::string message;
    std::string hint;
    std::optional<std::string> offer{};  ///< what the hint offers in the place of the whole text
};

/// An error whose hint is `before`, the offered text and `after`.
ReadError offering(Rule rule, std::string message, std::string_view before, std::string offer, std::string_view after = "");

/// -3, -2, -1, 0, 1, 2, with or without `+`; -0 is 0; -0.5 where `half` says so. All else is a slip with its cure.
std::variant<Level, ReadError> read_level(std::string_view text, bool half);

/// `YYYY-MM-DD`. A date in another form is offered in this one where it can be read in one way only.
std::variant<Date, ReadError> read_date(std::string_view text);

/// A finite decimal number: sign, digits, point, exponent as in 1e3. No octal, hexadecimal, `1_000`, `1,5`, nan.
std::variant<double, ReadError> read_number(std::string_view text);
/// Whether a number as written has at most one digit that counts, as each level has: 0.99999999999999999 is no 1, though its double is.
bool has_one_digit(std::string_view number);

/// `[-+]?[0-9]+` within low..high.
std::variant<int, ReadError> read_integer(std::string_view text, int low, int high);

/// A range of values as gas-plan(5) has it, with the number of decimals it is written with.
struct WrittenRange {
    ValueRange range;
    int decimals = 0;
};
std::variant<WrittenRange, ReadError> read_range(std::string_view text);

/// The decimal number that `text` begins with, where all that follows is a unit: "25%", "250 m". Empty for any other text.
std::string_view number_alone(std::string_view text);

/// `"text"` where it is one short word that says what the writer did; "this text" where it may be somebody's words.
std::string quoted_token(std::string_view text);

}  // namespace gas::format
