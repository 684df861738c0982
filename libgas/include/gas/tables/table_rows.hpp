// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "gas/tables/byte_source.hpp"
#include "gas/text/diagnostic.hpp"

namespace gas {

/// Takes the cells of the row on `line`, which run in step with the names of the columns. An empty cell is missing. Gives what is wrong with the row:
/// reading ends there.
using TakeRow = std::function<std::optional<RowProblem>(const std::vector<std::string>& names, const std::vector<std::string>& cells, std::size_t line)>;

/// Reads a csv (RFC 4180, header first; `,` `;` or tab; UTF-8) row by row; no two columns have one name in NFC. The finding says why reading ended early.
std::optional<Finding> read_csv_rows(const ByteSource& source, const std::string& name, const TakeRow& take);

/// Reads lines that are each a JSON object of texts, numbers, truth values and nulls (null is missing), no two members of one name. Numbers come as they are
/// written.
std::optional<Finding> read_jsonl_rows(const ByteSource& source, const std::string& name, const TakeRow& take);

/// Names of the columns in the first line of such a text, or of the members of its first object; empty where it is neither.
std::vector<std::string> names_of_rows(std::string_view beginning);

}  // namespace gas
