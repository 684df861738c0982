// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "gas/write/row_sink.hpp"

/// Cells and columns as results have them.
namespace gas {

/// A text; missing where it is empty.
inline Cell text_cell(std::string_view text) { return text.empty() ? Cell{} : Cell{std::string(text)}; }
inline Cell number_cell(const std::optional<double>& value) { return value ? Cell{*value} : Cell{}; }
inline Cell integer_cell(std::size_t n) { return Cell{static_cast<std::int64_t>(n)}; }
/// Lines and columns of a text begin with 1: 0 is missing.
inline Cell place_cell(std::size_t n) { return n == 0 ? Cell{} : integer_cell(n); }

/// Whether a number is whole, and so small that its digits say so.
inline bool is_whole(double value) { return value == std::round(value) && std::abs(value) < 1e15; }
/// A number that may be whole by its nature, then without a point.
inline Cell figure_cell(const std::optional<double>& value) { return value && is_whole(*value) ? Cell{static_cast<std::int64_t>(*value)} : number_cell(value); }

inline Column text_column(std::string name) { return {std::move(name)}; }
inline Column number_column(std::string name, std::optional<int> digits = std::nullopt)
{
    return {std::move(name), ColumnType::number, Align::right, true, digits};
}
inline Column integer_column(std::string name) { return {std::move(name), ColumnType::integer, Align::right}; }
inline Column truth_column(std::string name) { return {std::move(name), ColumnType::truth}; }
/// Text that a narrow table shows whole.
inline Column whole_column(std::string name, ColumnType type = ColumnType::text)
{
    Column column{std::move(name), type};
    column.whole = true;
    return column;
}
inline Column date_column(std::string name) { return whole_column(std::move(name), ColumnType::date); }
inline Column hidden(Column column)
{
    column.in_table = false;
    return column;
}
/// Text that stands at the right of its column in a table, under a head of its own.
inline Column right_column(std::string name, std::string title = "")
{
    return {std::move(name), ColumnType::text, Align::right, true, std::nullopt, std::move(title)};
}

}  // namespace gas
