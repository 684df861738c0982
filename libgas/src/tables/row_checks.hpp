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

/// Decodes the record, or checks that it is text. False, and told, where it is not.
bool decode(CsvRecord& record, char delimiter, const RatingTableOptions& options, CsvProblems& problems);

/// Whether the row is one of the table, decoded: its quotes closed, as many cells as the header, no other row within a cell. False, and told, where it is not.
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
