// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "csv_problems.hpp"
#include "table_header.hpp"

/// Forms of dates: patterns as --date-format takes them, like dd/mm/yyyy.
namespace gas::tables {

/// The date of `text` by a pattern of d, m and y; a letter alone takes one or two digits, doubled ones two, yyyy four.
std::optional<Date> date_by(std::string_view text, std::string_view pattern);

/// The patterns by which all dates that were seen are dates; what is a date by none is passed over.
class DateForms {
public:
    void see(std::string_view text);
    /// At most one for each order of day, month and year; none where the dates are of several forms.
    [[nodiscard]] const std::vector<std::string>& left() const { return left_; }

private:
    std::vector<std::string> left_;
    bool any_ = false;
};

/// Why `text` is no date, and the cure, in a column whose dates have `forms`.
ReadError no_date(std::string_view text, const std::vector<std::string>& forms);

/// The forms of a table's column of dates. It is looked through when they are first asked for: once some cell is no date.
class DateColumn {
public:
    DateColumn(const ByteSource& source, const TableHeader& header, const RatingTableOptions& options) : source_(source), header_(header), options_(options) {}
    const std::vector<std::string>& forms();

private:
    const ByteSource& source_;
    const TableHeader& header_;
    const RatingTableOptions& options_;
    std::optional<DateForms> seen_;
};

}  // namespace gas::tables
