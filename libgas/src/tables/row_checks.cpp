// SPDX-License-Identifier: MIT
#include "row_checks.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include <utf8proc.h>
#include "gas/text/near_names.hpp"

#include "csv_cells.hpp"
#include "gas/text/phrases.hpp"

namespace gas::tables {

namespace {

bool has_width(const CsvRecord& record, std::size_t width, CsvProblems& problems)
{
    if (record.broken) {
        problems.at_quote(record);
        return false;
    }
    const auto cells = record.cells.size();
    const bool blank_rest =
        cells > width && std::all_of(record.cells.begin() + static_cast<std::ptrdiff_t>(width), record.cells.end(), [](auto c) { return c.empty(); });
    if (cells == width || blank_rest) {
        return true;
    }
    problems.at_cell(record, -1,
                     {Rule::ragged_row, fmt::format("the row has {}, the header {}", counted(cells, "cell"), width),
                      cells > width ? "a text with a delimiter in it stands in quotes" : "the row may have been cut off"});
    return false;
}

bool is_covariate(int column, const CsvColumns& columns)
{
    const auto at =
        std::partition_point(columns.covariates.begin(), columns.covariates.end(), [&](const CovariateColumn& covariate) { return covariate.column < column; });
    return at != columns.covariates.end() && at->column == column;
}

/// Whether the quotes round cell `column` open in one row and close where that column begins in another, as ditto marks under each other do.
bool holds_rows(std::string_view raw, CellPlaces& places, char delimiter, std::size_t column)
{
    const auto [begin, end] = places.of(static_cast<int>(column));
    auto cell = raw.substr(begin, end - begin);
    cell = cell.substr(0, std::min(cell.rfind('"'), cell.size()));
    cell = cell.substr(0, cell.find_last_not_of(' ') + 1);
    const auto line = cell.substr(std::min(cell.rfind('\n'), cell.size()));
    return !line.empty() && line.back() == delimiter && static_cast<std::size_t>(std::count(line.begin(), line.end(), delimiter)) == column;
}

/// Whether the line ends in the cells are those of texts. False, and told, where a row would be gone in one, and its rating with it.
bool swallows_nothing(const CsvRecord& record, const TableHeader& header, CsvProblems& problems)
{
    if (record.raw.find('\n') == std::string_view::npos) {
        return true;
    }
    const auto& columns = header.columns;
    bool good = true;
    CellPlaces places(record.raw, header.delimiter);
    std::vector<NameColumn> names;
    for (std::size_t c = 0; c < record.cells.size(); ++c) {
        if (record.cells[c].find('\n') == std::string_view::npos) {
            continue;
        }
        const int column = static_cast<int>(c);
        const bool row = holds_rows(record.raw, places, header.delimiter, c);
        if (names.empty()) {
            names = name_columns(columns);
        }
        if (!row && (!names[c].is_name || names[c].kind == NameKind::id)) {  // of the id, the participant tells
            continue;
        }
        good = false;
        std::string hint = "a quote that is part of a text is doubled, and the text stands in quotes; for a ditto mark write what it stands for";
        if (!row && is_covariate(column, columns)) {
            hint = fmt::format("where it is a text of several lines, leave the column out: `--skip {}`", shell_word(columns.names[c]));
        }
        problems.at_cell(record, column,
                         {row ? Rule::unclosed_quote : Rule::wrong_type,
                          row ? "the quote that opens here closes in another row" : "a line break in a name: the quote that opens here closes on another line",
                          std::move(hint)});
    }
    return good;
}

}  // namespace

void decode(CsvRecord& record, char delimiter)
{
    if (!record.plain) {
        record.decoded = from_windows_1252(record.raw);
        split_record(record.decoded, delimiter, record);
    }
}

std::optional<NoText> no_text(const CsvRecord& record, bool windows_1252)
{
    if (record.plain) {
        return std::nullopt;
    }
    for (std::size_t c = 0; c < record.cells.size(); ++c) {
        const auto cell = record.cells[c];
        const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(cell.data());
        for (std::size_t i = 0; i < cell.size();) {
            utf8proc_int32_t point = 0;
            const auto n = utf8proc_iterate(bytes + i, static_cast<utf8proc_ssize_t>(cell.size() - i), &point);
            if (n <= 0) {
                const bool may_be_windows = record.raw.find_first_of(no_windows_1252) == std::string_view::npos;
                return NoText{c,
                              {Rule::not_utf8, fmt::format("byte 0x{:02X} is not UTF-8 text", static_cast<unsigned char>(cell[i])),
                               std::string(may_be_windows ? "`--encoding windows-1252` reads what spreadsheets on Windows write; or " : "") +
                                   "save the table as \"CSV UTF-8\""}};
            }
            if (windows_1252 && point >= 0x80 && point < 0xA0) {
                return NoText{c, {Rule::not_utf8, fmt::format("byte 0x{:02X} is no letter of Windows-1252", point), "save the table as \"CSV UTF-8\""}};
            }
            if ((point < 0x20 && point != '\n' && point != '\t' && (point != '\r' || i + 1 >= cell.size() || cell[i + 1] != '\n')) || point == 0x7F) {
                return NoText{
                    c,
                    {Rule::control_character, point == '\r' ? std::string("a line ends with CR alone") : fmt::format("a control character 0x{:02X}", point),
                     point == '\r' ? "save the table with line ends of LF or CR LF" : "remove it"}};
            }
            i += static_cast<std::size_t>(n);
        }
    }
    return std::nullopt;
}

bool is_text(const CsvRecord& record, const RatingTableOptions& options, CsvProblems& problems)
{
    const auto found = no_text(record, options.windows_1252);
    if (found) {
        problems.at_cell(record, static_cast<int>(found->column), found->wrong);
    }
    return !found;
}

bool is_sound(CsvRecord& record, const TableHeader& header, const RatingTableOptions& options, CsvProblems& problems)
{
    const auto width = header.columns.names.size();
    const bool usual = record.plain && !record.broken && record.cells.size() == width;
    return usual || (has_width(record, width, problems) && is_text(record, options, problems) && swallows_nothing(record, header, problems));
}

std::vector<NameColumn> name_columns(const CsvColumns& columns)
{
    std::vector<NameColumn> all(columns.names.size());
    const auto set = [&](int column, std::optional<NameKind> kind) {
        if (column >= 0) {
            all[static_cast<std::size_t>(column)] = {true, kind, ""};
        }
    };
    for (const auto& covariate : columns.covariates) {
        set(covariate.column, NameKind::covariate);
        all[static_cast<std::size_t>(covariate.column)].covariate = covariate.name;
    }
    for (const auto& slot : columns.slots) {
        set(column_of(slot.columns, CsvField::domain), std::nullopt);
        set(column_of(slot.columns, CsvField::goal), NameKind::goal);
    }
    set(column_of(columns.columns, CsvField::role), std::nullopt);
    set(column_of(columns.columns, CsvField::occasion), NameKind::occasion);
    set(column_of(columns.columns, CsvField::rater), NameKind::rater);
    set(column_of(columns.columns, CsvField::id), NameKind::id);
    return all;
}

bool settle_names(CsvRecord& record, const std::vector<NameColumn>& columns, CsvProblems& problems, std::vector<WrittenName>& written)
{
    constexpr std::size_t looked_back = 16;
    record.names.clear();
    bool good = true;
    for (std::size_t c = 0; c < std::min(record.cells.size(), columns.size()); ++c) {
        auto& cell = record.cells[c];
        const auto& column = columns[c];
        if (!column.is_name || all_ascii(cell)) {
            continue;
        }
        if (const auto hidden = invisible_in(cell); !hidden.empty()) {
            problems.at_cell(
                record, static_cast<int>(c),
                {Rule::invisible_character, fmt::format("this name has the character {}, which nobody sees", hidden), "remove it, or type the name anew"});
            good = false;
            cell = record.names.emplace_back(without_invisible(cell));
        }
        const auto first = written.size() < looked_back ? written.begin() : written.end() - static_cast<std::ptrdiff_t>(looked_back);
        const bool told = std::any_of(
            first, written.end(), [&](const WrittenName& name) { return name.kind == column.kind && name.text == cell && name.covariate == column.covariate; });
        if (column.kind && !told) {
            written.push_back({*column.kind, column.covariate, std::string(cell), record.line});
        }
        if (auto composed = recomposed(cell)) {
            cell = record.names.emplace_back(std::move(*composed));
        }
    }
    return good;
}

}  // namespace gas::tables
