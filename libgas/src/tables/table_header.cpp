// SPDX-License-Identifier: MIT
#include "table_header.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "gas/text/source_text.hpp"
#include "row_checks.hpp"
#include "text/other_files.hpp"

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
    if (const auto other = other_file(rest)) {
        problems.at_line(1, {Rule::no_plan, fmt::format("this is {}", other->what), std::string(other->cure)});
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

/// Whether exports of Qualtrics stand below their first row: the questions, and what it calls them.
bool has_rows_of_qualtrics(const ByteSource& source, const TableHeader& header)
{
    CsvRecords records(source, header.delimiter, header.at, header.line);
    CsvRecord record;
    for (int row = 0; row < 3 && records.next(record); ++row) {
        if (std::any_of(record.cells.begin(), record.cells.end(), [](std::string_view cell) { return cell.starts_with("{\"ImportId\":"); })) {
            return true;
        }
    }
    return false;
}

/// The line of a header that has all columns, where titles stand above it.
std::optional<std::size_t> header_below(const ByteSource& source, const TableHeader& first, const RatingTableOptions& options)
{
    constexpr int most = 20;
    CsvRecords lines(source, '\n', first.at, first.line);
    std::string_view line;
    for (int row = 0; row < most && lines.next_line(line); ++row) {
        const char delimiter = options.delimiter != 0 ? options.delimiter : sniff_delimiter(line);
        CsvRecord record;
        split_record(line, delimiter, record);
        std::vector<ColumnProblem> wrong;
        (void)read_columns(record, options, delimiter, wrong);
        if (wrong.empty()) {
            return first.line + static_cast<std::size_t>(row);
        }
    }
    return std::nullopt;
}

/// Tells what is wrong with the columns, as one thing where it is one.
void tell_columns(const ByteSource& source, const TableHeader& header, const RatingTableOptions& options, const CsvRecord& record,
                  const std::vector<ColumnProblem>& wrong, CsvProblems& problems)
{
    const bool incomplete = std::any_of(wrong.begin(), wrong.end(), [](const auto& problem) { return problem.rule == Rule::missing_column; });
    if (const auto below = incomplete ? header_below(source, header, options) : std::nullopt) {
        problems.at_cell(record, -1,
                         {Rule::missing_column, fmt::format("the first row has no names of columns; they stand on line {}", *below),
                          "remove what stands above them: a table begins with its header"});
        return;
    }
    for (const auto& problem : wrong) {
        problems.at_cell(record, problem.column, {problem.rule, problem.message, problem.hint});
    }
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
    if (options.windows_1252) {
        decode(record, header.delimiter);
    }
    if (!is_text(record, options, problems)) {
        return std::nullopt;
    }
    if (record.broken) {
        problems.at_quote(record);
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
    const bool of_qualtrics = has_rows_of_qualtrics(source, header);
    if (of_qualtrics) {
        problems.at_line(header.line, {Rule::no_plan, "the table has the three header rows of Qualtrics",
                                       "remove the second and the third, the questions and their ImportIds"});
    }
    tell_columns(source, header, options, record, wrong, problems);
    problems.in_table(header.delimiter, header.columns.names);
    return wrong.empty() && !of_qualtrics ? std::optional(std::move(header)) : std::nullopt;
}

}  // namespace gas::tables
