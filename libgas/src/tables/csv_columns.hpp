// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "csv_records.hpp"
#include "format/scalars.hpp"
#include "gas/tables/rating_table.hpp"

namespace gas::tables {

using namespace format;

enum class CsvField { id, goal, occasion, date, rater, role, level, value, weight, importance, difficulty, domain, baseline, title };
inline constexpr std::size_t csv_field_count = 14;
std::string_view to_string(CsvField field);

/// What a goal carries, the same in all its rows.
inline constexpr std::array<CsvField, 6> goal_attributes = {CsvField::weight, CsvField::importance, CsvField::difficulty,
                                                            CsvField::domain, CsvField::baseline,   CsvField::title};

/// Columns by field, -1 where there is none.
using FieldColumns = std::array<int, csv_field_count>;
inline int& column_of(FieldColumns& columns, CsvField field) { return columns[static_cast<std::size_t>(field)]; }
inline int column_of(const FieldColumns& columns, CsvField field) { return columns[static_cast<std::size_t>(field)]; }

/// One goal of a row: the row itself in the long form, one of several in the wide form.
struct GoalSlot {
    std::string goal;  ///< from the column names; empty in the long form
    FieldColumns columns{};
};

struct CovariateColumn {
    std::string name;
    int column = 0;
};

/// What each column of a table is.
struct CsvColumns {
    std::vector<std::string> names;
    FieldColumns columns{};  ///< of the row as a whole: id, occasion, date, rater, role
    std::vector<GoalSlot> slots;
    std::vector<CovariateColumn> covariates;
    int only = -1;                        ///< column that says which rows rate a goal
    std::vector<std::size_t> attributes;  ///< of goal_attributes, those for which there is a column
    bool has_values = false;
};

struct ColumnProblem {
    Rule rule{};
    int column = -1;  ///< that is wrong; -1: the header as a whole
    std::string message;
    std::string hint;
};

/// The columns of `header` under `options`; problems go to `problems`.
CsvColumns read_columns(const CsvRecord& header, const RatingTableOptions& options, char delimiter, std::vector<ColumnProblem>& problems);

/// The delimiter that splits the first line of a text into most cells; a comma where none does.
char sniff_delimiter(std::string_view line);

}  // namespace gas::tables
