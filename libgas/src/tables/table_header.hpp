// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "csv_columns.hpp"
#include "csv_problems.hpp"

namespace gas::tables {

/// What the beginning of a table says of its rows.
struct TableHeader {
    CsvColumns columns;
    char delimiter = 0;
    std::string raw;       ///< as it stands, to know it when it comes again
    std::uint64_t at = 0;  ///< where it begins
    std::size_t line = 1;
};

/// Finds and reads it: behind a byte order mark, and behind the `sep=;` that some spreadsheets write. Nothing, and told, where there is none.
std::optional<TableHeader> read_table_header(const ByteSource& source, const RatingTableOptions& options, CsvProblems& problems);

}  // namespace gas::tables
