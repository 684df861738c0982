// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "csv_problems.hpp"
#include "gas/text/near_names.hpp"
#include "table_header.hpp"

/// What is wrong with a row whatever it says.
namespace gas::tables {

/// Makes UTF-8 of a record of a table that is Windows-1252.
void decode(CsvRecord& record, char delimiter);

/// Which cell of a record is no text, and why; `windows_1252`: it was decoded.
struct NoText {
    std::size_t column = 0;
    ReadError wrong;
};
std::optional<NoText> no_text(const CsvRecord& record, bool windows_1252);

/// Whether a record, decoded, is text. False, and told, where it is not.
bool is_text(const CsvRecord& record, const RatingTableOptions& options, CsvProblems& problems);

/// Whether the row, decoded, is one of the table: its quotes closed, as many cells as the header, no other row within a cell. False, and told, where it is not.
bool is_sound(CsvRecord& record, const TableHeader& header, const RatingTableOptions& options, CsvProblems& problems);

/// Which columns hold names that are compared.
struct NameColumn {
    bool is_name = false;
    std::optional<NameKind> kind{};  ///< where those of a study are compared with each other
    std::string covariate{};         ///< whose words they are
};
std::vector<NameColumn> name_columns(const CsvColumns& columns);

/// Brings the names of a row that is not plain ASCII to NFC, by which they are compared, and adds to `written` what they were. Tells of those in which a
/// character cannot be seen, and takes that out, so that whatever else is wrong with the row can be told. Whether there is none.
bool settle_names(CsvRecord& record, const std::vector<NameColumn>& columns, CsvProblems& problems, std::vector<WrittenName>& written);

}  // namespace gas::tables
