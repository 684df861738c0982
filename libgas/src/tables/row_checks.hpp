// SPDX-License-Identifier: MIT
#pragma once

#include "csv_problems.hpp"
#include "table_header.hpp"

/// What is wrong with a row whatever it says.
namespace gas::tables {

/// Decodes the record, or checks that it is text. False, and told, where it is not.
bool decode(CsvRecord& record, char delimiter, const RatingTableOptions& options, CsvProblems& problems);

/// Whether the row is one of the table, decoded: its quotes closed, as many cells as the header, no other row within a cell. False, and told, where it is not.
bool is_sound(CsvRecord& record, const TableHeader& header, const RatingTableOptions& options, CsvProblems& problems);

}  // namespace gas::tables
