// SPDX-License-Identifier: MIT
#include "gas/tables/table_rows.hpp"

#include <algorithm>
#include <unordered_set>
#include <utility>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "csv_columns.hpp"
#include "csv_problems.hpp"
#include "csv_records.hpp"
#include "gas/text/near_names.hpp"
#include "gas/text/source_text.hpp"
#include "row_checks.hpp"

namespace gas {

namespace {

Finding at_line(const std::string& name, std::size_t line, Rule rule, std::string message)
{
    auto finding = finding_in(name, rule, std::move(message));
    finding.begin = finding.end = {line, line == 0 ? 0U : 1U};
    return finding;
}

Finding at_line(const std::string& name, std::size_t line, RowProblem problem)
{
    auto finding = at_line(name, line, problem.rule, std::move(problem.message));
    finding.hint = std::move(problem.hint);
    return finding;
}

std::string first_line(std::string_view text)
{
    text = without_bom(text);
    const auto end = std::min(text.find('\n'), text.size());
    return std::string(text.substr(0, end > 0 && text[end - 1] == '\r' ? end - 1 : end));
}

std::vector<std::string> texts(const tables::CsvRecord& record) { return {record.cells.begin(), record.cells.end()}; }

/// Takes the members of a flat object as they are written: 0.10 stays 0.10.
class FlatObject : public nlohmann::json_sax<nlohmann::json> {
public:
    FlatObject(std::vector<std::string>& names, std::vector<std::string>& cells) : names_(names), cells_(cells) {}
    bool null() override { return put(""); }
    bool boolean(bool value) override { return put(value ? "true" : "false"); }
    bool number_integer(number_integer_t value) override { return put(std::to_string(value)); }
    bool number_unsigned(number_unsigned_t value) override { return put(std::to_string(value)); }
    bool number_float(number_float_t, const string_t& written) override { return put(written); }
    bool string(string_t& text) override { return put(text); }
    bool binary(binary_t&) override { return false; }
    bool start_object(std::size_t) override { return !std::exchange(open_, true); }
    bool key(string_t& name) override
    {
        names_.push_back(name);
        return true;
    }
    bool end_object() override { return true; }
    bool start_array(std::size_t) override { return false; }
    bool end_array() override { return false; }
    bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override { return false; }

private:
    bool put(const std::string& text)
    {
        if (open_) {
            cells_.push_back(text);
        }
        return open_;
    }
    std::vector<std::string>& names_;
    std::vector<std::string>& cells_;
    bool open_ = false;
};

/// The members of a flat JSON object, in order; false where the line is none.
bool members(std::string_view line, std::vector<std::string>& names, std::vector<std::string>& cells)
{
    names.clear();
    cells.clear();
    FlatObject object(names, cells);
    return nlohmann::json::sax_parse(line.begin(), line.end(), &object) && names.size() == cells.size() && !names.empty();
}

/// The first name that comes a second time, in NFC; columns without a name are no columns of scores.
std::optional<std::string> twice_in(const std::vector<std::string>& names)
{
    std::unordered_set<std::string_view> known;
    for (const auto& name : names) {
        if (!name.empty() && !known.insert(name).second) {
            return name;
        }
    }
    return std::nullopt;
}

/// Names are compared in NFC; no other text of a row of scores changes by it what it says.
void compose(std::vector<std::string>& texts)
{
    for (auto& text : texts) {
        if (auto composed = recomposed(text)) {
            text = std::move(*composed);
        }
    }
}

/// What of a record is no text; whatever wrote scores wrote UTF-8.
std::optional<RowProblem> no_text_of_scores(const tables::CsvRecord& record)
{
    auto found = tables::no_text(record, false);
    if (!found) {
        return std::nullopt;
    }
    auto& wrong = found->wrong;
    return RowProblem{
        wrong.rule, std::move(wrong.message),
        wrong.rule == Rule::not_utf8 ? "rows of scores are UTF-8, as `gas score` writes them; save them as \"CSV UTF-8\"" : std::move(wrong.hint)};
}

/// Why the records ended early; nothing where they did not.
std::optional<Finding> failure(const std::string& name, const tables::CsvRecords& records, std::size_t line, std::string_view too_long)
{
    if (!records.failed()) {
        return std::nullopt;
    }
    return records.too_long() ? at_line(name, line, Rule::too_large, std::string(too_long))
                              : at_line(name, 0, Rule::unreadable_file, tables::cannot_be_read(records.error()).message);
}

std::string beginning(const ByteSource& source)
{
    std::string text(std::size_t{64} << 10U, '\0');
    const auto n = source(text.data(), text.size(), 0);
    text.resize(n > 0 ? static_cast<std::size_t>(n) : 0);
    return text;
}

}  // namespace

std::vector<std::string> names_of_rows(std::string_view beginning)
{
    const auto line = first_line(beginning);
    std::vector<std::string> names;
    if (line.starts_with('{')) {
        std::vector<std::string> cells;
        return members(line, names, cells) ? names : std::vector<std::string>();
    }
    tables::CsvRecord record;
    tables::split_record(line, tables::sniff_delimiter(line), record);
    return texts(record);
}

std::optional<Finding> read_csv_rows(const ByteSource& source, const std::string& name, const TakeRow& take)
{
    const auto start = beginning(source);
    tables::CsvRecords records(source, tables::sniff_delimiter(first_line(start)), start.size() - without_bom(start).size());
    tables::CsvRecord record;
    constexpr std::string_view too_long = "this row is longer than a million bytes; most often a quote is not closed";
    if (!records.next(record)) {
        return records.failed() ? failure(name, records, records.line(), too_long) : at_line(name, 1, Rule::no_plan, "the table is empty");
    }
    const auto names = texts(record);
    if (const auto wrong = no_text_of_scores(record)) {
        return at_line(name, 1, *wrong);
    }
    auto columns = names;
    compose(columns);
    if (const auto twice = twice_in(columns)) {
        return at_line(name, 1,
                       {Rule::duplicate_key, fmt::format("two columns are called \"{}\"", *twice), "a row of scores has each column once, under a header"});
    }
    while (records.next(record)) {
        auto cells = texts(record);
        if (cells == names) {
            continue;  // files put together
        }
        if (record.broken) {
            auto wrong = tables::broken_quote(record);
            return at_line(name, record.line, {wrong.rule, std::move(wrong.message), std::move(wrong.hint)});
        }
        if (const auto wrong = no_text_of_scores(record)) {
            return at_line(name, record.line, *wrong);
        }
        if (cells.size() != names.size()) {
            return at_line(name, record.line, Rule::ragged_row, fmt::format("the row has {} cells, the header {}", cells.size(), names.size()));
        }
        if (!record.plain) {
            compose(cells);
        }
        if (auto wrong = take(columns, cells, record.line)) {
            return at_line(name, record.line, std::move(*wrong));
        }
    }
    return failure(name, records, records.line(), too_long);
}

std::optional<Finding> read_jsonl_rows(const ByteSource& source, const std::string& name, const TakeRow& take)
{
    tables::CsvRecords lines(source, '\n');
    std::vector<std::string> names;
    std::vector<std::string> cells;
    std::vector<std::string> as_before;  // as they were written: most lines have the same
    std::vector<std::string> composed;
    std::size_t number = 0;
    for (std::string_view line; lines.next_line(line);) {
        ++number;
        if (line.empty() || line == "\r") {
            continue;
        }
        if (!members(line, names, cells)) {
            return at_line(name, number, Rule::wrong_type, "the line is not a JSON object of plain values");
        }
        if (names != as_before) {
            as_before = composed = names;
            compose(composed);
            if (const auto twice = twice_in(composed)) {
                return at_line(name, number,
                               {Rule::duplicate_key, fmt::format("two members are called \"{}\"", *twice), "a row of scores has each column once"});
            }
        }
        compose(cells);
        if (auto wrong = take(composed, cells, number)) {
            return at_line(name, number, std::move(*wrong));
        }
    }
    return failure(name, lines, number + 1, "this line is longer than a million bytes");
}

}  // namespace gas
