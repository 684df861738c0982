// SPDX-License-Identifier: MIT
#include "gas/findings/findings.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include <fmt/format.h>

#include "gas/write/cells.hpp"
#include "gas/write/writers.hpp"

namespace gas {

namespace {

constexpr std::string_view bold = "\x1b[1m";
constexpr std::string_view plain = "\x1b[0m";

std::string_view colour_of(Severity severity)
{
    switch (severity) {
    case Severity::error: return "\x1b[1;31m";
    case Severity::warning: return "\x1b[1;33m";
    case Severity::info: return "\x1b[1;36m";
    }
    return "";
}

/// The first `n` characters (code points) of `text`.
std::string_view first_characters(std::string_view text, std::size_t n)
{
    std::size_t i = 0;
    while (i < text.size() && n > 0) {
        ++i;
        while (i < text.size() && (static_cast<unsigned char>(text[i]) & 0xC0) == 0x80) {
            ++i;
        }
        --n;
    }
    return text.substr(0, i);
}

std::size_t character_count(std::string_view text)
{
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::string excerpt(const Finding& finding, const FindingStyle& style)
{
    constexpr std::size_t before_place = 70;
    constexpr std::size_t widest = 110;
    std::string_view line = finding.excerpt;
    const auto column = std::min(finding.begin.column - 1, character_count(line));
    // of a long line, the part round the place
    const auto skipped = column > before_place ? column - before_place : 0;
    const auto from = first_characters(line, skipped).size();
    line = first_characters(line.substr(from), widest);
    const auto head = first_characters(line, column - skipped);
    const auto length = finding.end.line == finding.begin.line ? finding.end.column - finding.begin.column : character_count(finding.excerpt) - column;
    const auto marked = first_characters(line.substr(head.size()), length);
    const auto width = std::max<std::size_t>(1, display_width(visible(marked)));
    const auto number = fmt::format("{:>5}", finding.begin.line);
    const auto lead = skipped > 0 ? std::string("…") : std::string();
    return fmt::format("{} | {}{}\n{} | {}{}{}{}\n", number, lead, visible(line), std::string(number.size(), ' '),
                       std::string(display_width(lead) + display_width(visible(head)), ' '), style.color ? colour_of(finding.severity) : "",
                       std::string(width, '^'), style.color ? plain : "");
}

/// What there is to tell of a finding, in whatever form.
struct Field {
    const char* name;
    Cell (*of)(const Finding&);
    ColumnType type = ColumnType::text;
    bool in_table = true;
};
constexpr std::array<Field, 11> fields = {{
    {"file", [](const Finding& f) { return Cell{f.file}; }},
    {"line", [](const Finding& f) { return place_cell(f.begin.line); }, ColumnType::integer},
    {"column", [](const Finding& f) { return place_cell(f.begin.column); }, ColumnType::integer},
    {"end_line", [](const Finding& f) { return place_cell(f.end.line); }, ColumnType::integer, false},
    {"end_column", [](const Finding& f) { return place_cell(f.end.column); }, ColumnType::integer, false},
    {"severity", [](const Finding& f) { return Cell{std::string(to_string(f.severity))}; }},
    {"rule", [](const Finding& f) { return Cell{rule_id(f.rule)}; }},
    {"message", [](const Finding& f) { return Cell{f.message}; }},
    {"hint", [](const Finding& f) { return text_cell(f.hint); }},
    {"id", [](const Finding& f) { return text_cell(f.plan_id); }},
    {"goal", [](const Finding& f) { return text_cell(f.goal_id); }},
}};

}  // namespace

bool is_unread(const Finding& finding) { return finding.rule == Rule::unreadable_file || (finding.rule == Rule::too_large && finding.begin.line == 0); }

std::string as_text(const Finding& finding, const FindingStyle& style)
{
    auto place = visible(finding.file);
    if (finding.begin.line > 0) {
        place += fmt::format(":{}:{}", finding.begin.line, finding.begin.column);
    }
    const auto severity = to_string(finding.severity);
    std::string text = style.color ? fmt::format("{}{}:{} {}{}:{} {}{}{} [{}]\n", bold, place, plain, colour_of(finding.severity), severity, plain, bold,
                                                 visible(finding.message), plain, rule_id(finding.rule))
                                   : fmt::format("{}: {}: {} [{}]\n", place, severity, visible(finding.message), rule_id(finding.rule));
    if (style.excerpt && finding.begin.line > 0 && !finding.excerpt.empty()) {
        text += excerpt(finding, style);
    }
    if (style.hint && !finding.hint.empty()) {
        text += fmt::format("hint: {}\n", visible(finding.hint));
    }
    return text;
}

std::string as_json(const Finding& finding)
{
    std::string text;
    for (const auto& field : fields) {
        const auto cell = field.of(finding);
        const auto* words = std::get_if<std::string>(&cell);
        const auto* number = std::get_if<std::int64_t>(&cell);
        text += fmt::format("{}\"{}\":{}", text.empty() ? '{' : ',', field.name,
                            words != nullptr    ? json_string(*words)
                            : number != nullptr ? std::to_string(*number)
                                                : "null");
    }
    return text + "}";
}

std::vector<Column> finding_columns()
{
    std::vector<Column> columns;
    columns.reserve(fields.size());
    for (const auto& field : fields) {
        columns.push_back({field.name, field.type, field.type == ColumnType::integer ? Align::right : Align::left, field.in_table});
    }
    return columns;
}

std::vector<Cell> finding_cells(const Finding& finding)
{
    std::vector<Cell> cells;
    cells.reserve(fields.size());
    for (const auto& field : fields) {
        cells.push_back(field.of(finding));
    }
    return cells;
}

void Tally::add(const Finding& finding)
{
    add(finding.severity);
    unreadable = unreadable || is_unread(finding);
}

std::string as_text(const Tally& tally)
{
    std::string hidden;
    const auto& [errors, warnings, infos] = tally.not_shown;
    for (const auto& [count, what] :
         {std::pair(errors, counted(errors, "error")), {warnings, counted(warnings, "warning")}, {infos, fmt::format("{} info", infos)}}) {
        hidden += count > 0 ? (hidden.empty() ? "; not shown: " : ", ") + what : "";
    }
    const auto unchecked = tally.unchecked > 0 ? fmt::format("; not checked for warnings: {} with errors", counted(tally.unchecked, "plan")) : "";
    const auto found = tally.errors + tally.warnings + tally.infos == 0
                           ? "nothing found"
                           : fmt::format("{}, {}{}", counted(tally.errors, "error"), counted(tally.warnings, "warning"),
                                         tally.infos > 0 ? fmt::format(", {} info", tally.infos) : "");
    return fmt::format("{}: {}{}{}\n", counted(tally.plans, "plan"), found, unchecked, hidden);
}

}  // namespace gas
