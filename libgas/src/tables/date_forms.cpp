// SPDX-License-Identifier: MIT
#include "date_forms.hpp"

#include <algorithm>
#include <array>
#include <iterator>

#include <fmt/format.h>

#include "csv_cells.hpp"
#include "gas/plan/date.hpp"
#include "gas/text/phrases.hpp"

namespace gas::tables {

namespace {

/// Patterns in which a day is likely to be written, of each order the narrower ones first.
const std::vector<std::string>& likely_patterns()
{
    static const auto patterns = [] {
        std::vector<std::string> all;
        for (const std::string_view order : {"dmy", "mdy", "ymd"}) {
            for (const std::string_view separator : {"/", ".", "-", ""}) {
                for (const std::size_t width : {2, 1}) {
                    std::string pattern;
                    for (const char letter : order) {
                        pattern += (pattern.empty() ? "" : std::string(separator)) + std::string(letter == 'y' ? 4 : width, letter);
                    }
                    if (width == 2 || !separator.empty()) {
                        all.push_back(std::move(pattern));
                    }
                }
            }
        }
        return all;
    }();
    return patterns;
}

std::string order_of(std::string_view pattern)
{
    std::string order;
    for (const char letter : pattern) {
        if (letter >= 'a' && (order.empty() || order.back() != letter)) {
            order += letter;
        }
    }
    return order;
}

std::vector<std::string> by_which(std::string_view text, const std::vector<std::string>& patterns)
{
    std::vector<std::string> found;
    if (text.size() < std::string_view("d/m/yyyy").size() || text.size() > std::string_view("dd/mm/yyyy").size() || !is_digit(text.front())) {
        return found;  // a million cells of anything else are not to take a second
    }
    std::copy_if(patterns.begin(), patterns.end(), std::back_inserter(found), [&](const auto& pattern) { return date_by(text, pattern).has_value(); });
    return found;
}

/// `5/1/26`.
bool has_short_year(std::string_view text)
{
    const auto last = text.find_last_of("/.-");
    return last != std::string_view::npos && text.find_first_of("/.-") < last && text.size() - last == 3 && is_digit(text[last + 1]) &&
           is_digit(text[last + 2]);
}

std::string cure_of(std::string_view text, const std::vector<std::string>& fitting)
{
    if (has_form_of_date(text)) {
        return "";  // there is no such day, in whatever form
    }
    if (!fitting.empty()) {
        return fmt::format("`--date-format {}` says how the dates are written", fmt::join(fitting, "` or `"));
    }
    if (!by_which(text, likely_patterns()).empty()) {
        return "the dates of this column have several forms, of which one can be read: write them all as YYYY-MM-DD";
    }
    if (text.size() == 5 && std::all_of(text.begin(), text.end(), is_digit)) {
        return "a spreadsheet's day number; format the column as a date, YYYY-MM-DD, before it is saved";
    }
    if (const auto days = dates_meant(text); days.size() == 1) {
        return fmt::format("write the dates as YYYY-MM-DD, this one as {}", to_string(days.front()));
    }
    return has_short_year(text) ? "write the year with four digits, best the whole date as YYYY-MM-DD"
                                : "write the day alone, as YYYY-MM-DD; where it is not known, leave the cell empty";
}

}  // namespace

std::optional<Date> date_by(std::string_view text, std::string_view pattern)
{
    std::array<int, 3> fields{};  // year, month, day
    std::size_t at = 0;
    for (std::size_t p = 0; p < pattern.size();) {
        const char letter = pattern[p] >= 'A' && pattern[p] <= 'Z' ? static_cast<char>(pattern[p] - 'A' + 'a') : pattern[p];
        const auto which = std::string_view("ymd").find(letter);
        if (which == std::string_view::npos) {
            if (at >= text.size() || text[at] != pattern[p]) {
                return std::nullopt;
            }
            ++at;
            ++p;
            continue;
        }
        std::size_t width = 0;
        for (const char own = pattern[p]; p < pattern.size() && pattern[p] == own; ++p) {
            ++width;
        }
        const std::size_t most = width == 1 ? 2 : width;
        const std::size_t begin = at;
        int value = 0;
        while (at < text.size() && at - begin < most && is_digit(text[at])) {
            value = value * 10 + (text[at++] - '0');
        }
        if (at - begin < (width == 1 ? 1 : width)) {
            return std::nullopt;
        }
        fields[which] = value;
    }
    if (at != text.size()) {
        return std::nullopt;
    }
    return parse_date(fmt::format("{:04}-{:02}-{:02}", fields[0], fields[1], fields[2]));
}

void DateForms::see(std::string_view text)
{
    const auto fitting = by_which(text, any_ ? left_ : likely_patterns());
    if (!any_) {
        any_ = !fitting.empty();
        left_ = fitting;
    } else if (!fitting.empty() || !by_which(text, likely_patterns()).empty()) {
        left_ = fitting;
    }
}

ReadError no_date(std::string_view text, const std::vector<std::string>& forms)
{
    auto fitting = by_which(text, forms);
    // of an order the first: the others take more than there is
    const auto is_wider = [&](const std::string& pattern) {
        return std::any_of(fitting.begin(), fitting.end(), [&](const auto& other) { return &other < &pattern && order_of(other) == order_of(pattern); });
    };
    std::vector<std::string> offered;
    std::copy_if(fitting.begin(), fitting.end(), std::back_inserter(offered), [&](const auto& pattern) { return !is_wider(pattern); });
    const auto why = offered.size() == 1 && !has_form_of_date(text) ? "a date has the form YYYY-MM-DD" : why_no_date(text);
    return {Rule::not_a_date, fmt::format("{} is not a date: {}", quoted_token(text), why), cure_of(text, offered)};
}

const std::vector<std::string>& DateColumn::forms()
{
    if (!seen_) {
        seen_.emplace();
        const int column = column_of(header_.columns.columns, CsvField::date);
        const CellReader cells(options_);  // a code is no date, whatever it looks like
        CsvRecords records(source_, header_.delimiter, header_.at, header_.line);
        for (CsvRecord record; records.next(record);) {
            if (record.cells.size() == header_.columns.names.size() && !cells.is_missing_or_coded(record.cell(column))) {
                seen_->see(record.cell(column));
            }
        }
    }
    return seen_->left();
}

}  // namespace gas::tables
