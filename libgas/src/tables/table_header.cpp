// SPDX-License-Identifier: MIT
#include "table_header.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <string_view>
#include <utility>
#include <vector>

#include "gas/text/source_text.hpp"
#include "row_checks.hpp"

namespace gas::tables {

namespace {

/// The bytes up to a line end, and what was read behind it. Nothing, and told, where they cannot be read.
std::optional<std::string> beginning_of(const ByteSource& source, CsvProblems& problems)
{
    std::string start;
    while (start.size() < CsvRecords::longest) {
        const auto size = start.size();
        start.resize(size + (std::size_t{16} << 10U));
        const auto n = source(start.data() + size, start.size() - size, size);
        if (n < 0) {
            problems.at_line(0, cannot_be_read(errno));
            return std::nullopt;
        }
        start.resize(size + static_cast<std::size_t>(n));
        if (n == 0 || start.find('\n', size) != std::string::npos) {
            break;
        }
    }
    return start;
}

/// Finds where the header begins, and what splits it.
bool find_header(const ByteSource& source, const RatingTableOptions& options, TableHeader& header, CsvProblems& problems)
{
    const auto start = beginning_of(source, problems);
    if (!start) {
        return false;
    }
    std::string_view rest = *start;
    if (rest.starts_with("\xFF\xFE") || rest.starts_with("\xFE\xFF")) {
        problems.at_line(1, {Rule::not_utf8, "the table is UTF-16, not UTF-8", "save it as \"CSV UTF-8\""});
        return false;
    }
    rest = without_bom(rest);
    const auto text = std::min(rest.find_first_not_of("\r\n"), rest.size());
    header.line += static_cast<std::size_t>(std::count(rest.begin(), rest.begin() + static_cast<std::ptrdiff_t>(text), '\n'));
    rest.remove_prefix(text);
    header.at = start->size() - rest.size();
    const auto line = rest.substr(0, rest.find('\n'));
    header.delimiter = sniff_delimiter(line);
    if (line.starts_with("sep=") && line.size() >= 5) {
        header.delimiter = line[4];
        header.at += line.size() + 1;
        ++header.line;
    }
    header.delimiter = options.delimiter != 0 ? options.delimiter : header.delimiter;
    return true;
}

}  // namespace

std::optional<TableHeader> read_table_header(const ByteSource& source, const RatingTableOptions& options, CsvProblems& problems)
{
    TableHeader header;
    if (!find_header(source, options, header, problems)) {
        return std::nullopt;
    }
    problems.in_table(header.delimiter, {});
    CsvRecords records(source, header.delimiter, header.at, header.line);
    CsvRecord record;
    if (!records.next(record)) {
        if (!problems.failed(records)) {
            problems.at_line(1, {Rule::no_plan, "the table is empty", "its first row names the columns: id, goal, occasion, date, rater, level"});
        }
        return std::nullopt;
    }
    header.raw = record.raw;
    if (!decode(record, header.delimiter, options, problems)) {
        return std::nullopt;
    }
    if (record.broken) {
        problems.at_cell(record, -1, broken_quote(record));
        return std::nullopt;
    }
    for (std::size_t c = 0; c < record.cells.size(); ++c) {
        const auto cell = record.cells[c];
        if (cell.find('\n') != std::string_view::npos && std::find(options.skipped.begin(), options.skipped.end(), cell) == options.skipped.end()) {
            problems.at_cell(record, static_cast<int>(c),
                             {Rule::wrong_type, "a line break in the name of a column: the quote that opens here closes on another line",
                              "write the names of columns on one line each, the first of the table"});
            return std::nullopt;
        }
    }
    std::vector<ColumnProblem> wrong;
    header.columns = read_columns(record, options, header.delimiter, wrong);
    for (const auto& problem : wrong) {
        problems.at_cell(record, problem.column, {problem.rule, problem.message, problem.hint});
    }
    problems.in_table(header.delimiter, header.columns.names);
    return wrong.empty() ? std::optional(std::move(header)) : std::nullopt;
}

}  // namespace gas::tables
