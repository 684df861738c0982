// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "format/scalars.hpp"
#include "gas/plan/plan.hpp"
#include "gas/tables/rating_table.hpp"
#include "plan/rating_grid.hpp"

/// Single cells of a table. They come from spreadsheets and statistics programs, which write numbers and dates in their own ways; what a plan file
/// takes is taken, and 1.00 for 1. All else is a slip with its cure.
namespace gas::tables {

using namespace format;

class DateColumn;

class CellReader {
public:
    explicit CellReader(const RatingTableOptions& options) : options_(options) {}

    /// Empty, `.`, `NA`, `N/A`.
    static bool is_missing(std::string_view text)
    {
        switch (text.size()) {
        case 0: return true;
        case 1: return text[0] == '.';
        case 2: return text[0] == 'N' && text[1] == 'A';
        case 3: return text == "N/A";
        default: return false;
        }
    }
    /// The same, and the codes of the options.
    [[nodiscard]] bool is_missing_or_coded(std::string_view text) const { return is_missing(text) || (!options_.missing_codes.empty() && is_coded(text)); }

    static constexpr std::int8_t no_level = 125;
    static constexpr std::int8_t first_word = 100;  ///< a GAS-light word: this and the number of its RatingWord

    /// The word that a level, as level() gives it, stands for.
    static std::optional<RatingWord> word(std::int8_t level)
    {
        return level >= first_word && level < no_level ? std::optional(static_cast<RatingWord>(level - first_word)) : std::nullopt;
    }

    /// A cell of the column `level`, as RatingGrid has it: twice the level, not_applicable, or a word; no_level for what is none of them.
    [[nodiscard]] std::int8_t level(std::string_view text) const
    {
        const bool sign = text.size() == 2 && (text[0] == '-' || text[0] == '+');
        const char digit = text.back();
        if ((text.size() == 1 || sign) && digit >= '0' && digit <= '2') {
            return static_cast<std::int8_t>(2 * (text[0] == '-' ? '0' - digit : digit - '0'));
        }
        return unusual_level(text);
    }
    /// Why it is none.
    [[nodiscard]] ReadError level_error(std::string_view text) const { return level_error(text, true); }
    /// A whole level, for a baseline.
    [[nodiscard]] std::variant<Level, ReadError> whole_level(std::string_view text) const;
    [[nodiscard]] std::variant<double, ReadError> number(std::string_view text, double low) const;
    [[nodiscard]] std::variant<int, ReadError> integer(std::string_view text, int low, int high) const;
    [[nodiscard]] std::optional<Date> date(std::string_view text) const;
    /// Why it is none; `column` has the dates beside it.
    [[nodiscard]] ReadError date_error(std::string_view text, DateColumn& column) const;
    /// The name that an occasion gets.
    [[nodiscard]] std::string_view occasion(std::string_view text) const;

private:
    [[nodiscard]] bool is_coded(std::string_view text) const;
    [[nodiscard]] std::int8_t unusual_level(std::string_view text) const;
    [[nodiscard]] std::optional<Level> number_level(std::string_view text) const;
    [[nodiscard]] ReadError level_error(std::string_view text, bool half) const;
    [[nodiscard]] std::string with_point(std::string_view text) const;

    const RatingTableOptions& options_;
};

/// The bytes that Windows-1252 leaves open.
inline constexpr std::string_view no_windows_1252 = "\x81\x8D\x8F\x90\x9D";

/// `bytes` of Windows-1252 as UTF-8; those that it leaves open become the control characters of that number, which is_text() refuses.
std::string from_windows_1252(std::string_view bytes);

}  // namespace gas::tables
