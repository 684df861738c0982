// SPDX-License-Identifier: MIT
#include "csv_problems.hpp"

#include <algorithm>
#include <cstring>
#include <tuple>

#include <fmt/format.h>

#include "gas/text/phrases.hpp"

namespace gas::tables {

namespace {

constexpr std::size_t max_of_a_kind = 20;

/// Findings of one row that show all of it; a row of a megabyte can have thousands.
constexpr std::size_t max_whole_rows = 100;
constexpr std::size_t max_excerpt = 2048;

}  // namespace

ReadError broken_quote(const CsvRecord& record)
{
    if (record.late_quote) {
        return {Rule::unclosed_quote, "a quote stands behind a blank at the beginning of a cell",
                "a quote opens a text where it is the cell's first character: remove the blank; for a ditto mark write what it stands for"};
    }
    return {Rule::unclosed_quote, "a quote in this row is not closed where its cell ends",
            "a quote that is part of a text is doubled, and the text stands in quotes"};
}

ReadError cannot_be_read(int error) { return {Rule::unreadable_file, fmt::format("cannot be read: {}", std::strerror(error)), ""}; }

bool CsvProblems::admit(Rule rule, int column, std::size_t line, std::string where)
{
    auto& kind = kinds_[{rule, column}];
    kind.last_line = line;
    kind.last_where = std::move(where);
    return ++kind.count <= max_of_a_kind;
}

void CsvProblems::send(Finding finding, const ReadError& wrong)
{
    finding.rule = wrong.rule;
    finding.severity = rule_info(wrong.rule).severity;
    finding.file = file_;
    finding.message += wrong.message;
    finding.hint = wrong.hint;
    if (sink_.problem) {
        sink_.problem(std::move(finding));
    }
}

/// Where cell `column` of a record begins and ends (-1: the record). Cells of one record that come from left to right are placed in one pass over it.
std::pair<Position, Position> CsvProblems::place_of(const CsvRecord& record, int column)
{
    if (last_.line != record.line || last_.raw.data() != record.raw.data() || last_.raw.size() != record.raw.size()) {
        last_ = LastRecord{record.raw, record.line, CellPlaces(record.raw, delimiter_)};
    }
    const auto [begin, end] = column >= 0 ? last_.cells.of(column) : std::pair<std::size_t, std::size_t>{0, record.raw.size()};
    if (begin < last_.offset) {
        last_.offset = 0;
        last_.place = {1, 1};
    }
    const LineIndex lines(record.raw.substr(last_.offset, end - last_.offset));
    const auto place = [&](std::size_t offset) {
        auto at = lines.position(offset - last_.offset);
        at.column += at.line == 1 ? last_.place.column - 1 : 0;
        at.line += last_.place.line - 1;
        return at;
    };
    auto from = place(begin);
    auto to = place(end);
    last_.offset = begin;
    last_.place = from;
    from.line += record.line - 1;
    to.line += record.line - 1;
    return {from, to};
}

void CsvProblems::at_cell(const CsvRecord& record, int column, const ReadError& wrong)
{
    const bool named = column >= 0 && static_cast<std::size_t>(column) < names_.size();
    const auto where = named ? fmt::format("column \"{}\": ", names_[static_cast<std::size_t>(column)]) : std::string();
    if (!admit(wrong.rule, column, record.line, where)) {
        return;
    }
    auto finding = finding_at(record, column);
    finding.message += where;
    send(std::move(finding), wrong);
}

void CsvProblems::at_quote(const CsvRecord& record)
{
    auto wrong = broken_quote(record);
    const auto column = broken_cell(record, delimiter_);
    if (column >= 0 && !record.late_quote) {
        wrong.message = "the quote that opens here is not closed where its cell ends";
    }
    at_cell(record, column, wrong);
}

Finding CsvProblems::finding_at(const CsvRecord& record, int column)
{
    Finding finding;
    std::tie(finding.begin, finding.end) = place_of(record, column);
    finding.message = record.number == record.line ? std::string() : fmt::format("row {}, ", record.number);
    finding.plan_id = participant_;
    const auto shown = record.raw.substr(0, ++last_.told <= max_whole_rows ? std::string_view::npos : max_excerpt);
    finding.excerpt = std::string(shown.substr(0, shown.find('\n')));
    return finding;
}

void CsvProblems::covariate_changes(const CsvRecord& record, int column, std::string_view kept)
{
    if (changes_.columns.empty()) {
        changes_.first = finding_at(record, column);
    }
    if (changes_.columns.insert(column).second && changes_.instrument.empty() && names_[static_cast<std::size_t>(column)] == "redcap_repeat_instrument") {
        changes_.instrument = shell_word(fmt::format("redcap_repeat_instrument={}", kept));
    }
    changes_.rows += changes_.last_line != record.line ? 1 : 0;
    changes_.last_line = record.line;
}

void CsvProblems::tell_changes()
{
    if (changes_.columns.empty()) {
        return;
    }
    constexpr std::size_t most = 20;
    const auto count = changes_.columns.size();
    const auto rows = changes_.rows;
    std::vector<std::string_view> named;
    for (const int column : changes_.columns) {
        if (named.size() < most) {
            named.emplace_back(names_[static_cast<std::size_t>(column)]);
        }
    }
    const std::string_view columns = count == 1 ? "column" : "columns";
    auto finding = std::move(changes_.first);
    finding.message += fmt::format("{} \"{}\"{}: ", columns, fmt::join(named, "\", \""), count > most ? fmt::format(" and {} more", count - most) : "");
    auto hint = fmt::format("mend the row{}, or leave the {} out", rows == 1 ? "" : "s", columns);
    hint += count > most ? " by `--skip`" : fmt::format(": `--skip {}`", shell_word(fmt::format("{}", fmt::join(named, ","))));
    send(std::move(finding), {Rule::covariate_changes,
                              fmt::format("a covariate is the same in all rows of a participant, and {} another value than one before",
                                          rows == 1 ? "this row has" : fmt::format("{} rows, this one first, have", rows)),
                              changes_.instrument.empty() ? hint : fmt::format("`--where {}` reads the rows of one instrument", changes_.instrument)});
}

void CsvProblems::at_line(std::size_t line, const ReadError& wrong, const std::string& goal)
{
    if (!admit(wrong.rule, -2, line, "")) {
        return;
    }
    Finding finding;
    finding.begin = finding.end = {line, 1};
    finding.plan_id = participant_;
    finding.goal_id = goal;
    send(std::move(finding), wrong);
}

bool CsvProblems::failed(const CsvRecords& records)
{
    if (records.failed()) {
        about("");
        if (records.too_long()) {
            at_line(records.line(), {Rule::too_large, "this row is longer than a million bytes",
                                     "most often a quote is opened and not closed; a quote that is part of a text is doubled, and the text stands in quotes"});
        } else {
            at_line(0, cannot_be_read(records.error()));
        }
    }
    return records.failed();
}

void CsvProblems::finish()
{
    for (const auto& [key, kind] : kinds_) {
        if (kind.count > max_of_a_kind) {
            Finding finding;
            finding.begin = finding.end = {kind.last_line, 1};
            const auto more = kind.count - max_of_a_kind;
            send(std::move(finding), {key.first, fmt::format("{}{} like this, the last of them here", kind.last_where, counted(more, "more row")), ""});
        }
    }
    tell_changes();
    clear();
}

}  // namespace gas::tables
