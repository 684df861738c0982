// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "gas/plan/plan.hpp"
#include "gas/read/long_csv.hpp"
#include "scalars.hpp"

/// Single cells of a table. They come from spreadsheets and statistics programs, which write numbers and dates in their own ways; what a plan file
/// takes is taken, and 1.00 for 1. All else is a slip with its cure.
namespace gas::read {

/// What a cell of the column `level` says.
struct CellLevel {
    std::optional<Level> level;      ///< empty for a word, and where the goal could not be rated
    std::optional<RatingWord> word;  ///< GAS-light
    bool not_applicable = false;
};

class CellReader {
public:
    explicit CellReader(const LongCsvOptions& options) : options_(options) {}

    /// Empty, `.`, `NA`, `N/A`.
    static bool is_missing(std::string_view text) { return text.empty() || (text.size() <= 3 && (text == "." || text == "NA" || text == "N/A")); }
    /// The same, and the codes of the options.
    [[nodiscard]] bool is_missing_or_coded(std::string_view text) const;

    [[nodiscard]] std::variant<CellLevel, Slip> level(std::string_view text) const;
    /// A whole level, for a baseline.
    [[nodiscard]] std::variant<Level, Slip> whole_level(std::string_view text) const;
    [[nodiscard]] std::variant<double, Slip> number(std::string_view text, double low) const;
    [[nodiscard]] std::variant<int, Slip> integer(std::string_view text, int low, int high) const;
    [[nodiscard]] std::variant<Date, Slip> date(std::string_view text) const;
    /// The name that an occasion gets.
    [[nodiscard]] std::string_view occasion(std::string_view text) const;

private:
    [[nodiscard]] std::optional<Level> number_level(std::string_view text) const;
    [[nodiscard]] Slip level_slip(std::string_view text, bool half) const;
    [[nodiscard]] std::string with_point(std::string_view text) const;

    const LongCsvOptions& options_;
};

/// `bytes` of Windows-1252 as UTF-8; the five bytes that it leaves open become U+FFFD.
std::string from_windows_1252(std::string_view bytes);

}  // namespace gas::read
