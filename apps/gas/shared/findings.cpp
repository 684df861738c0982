// SPDX-License-Identifier: MIT
#include "shared/findings.hpp"

#include <algorithm>
#include <iterator>

#include <fmt/format.h>

#include "gas/write/writers.hpp"

namespace gas::app {

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

std::string escaped(std::string_view text, bool property)
{
    std::string out;
    for (const char c : text) {
        switch (c) {
        case '%': out += "%25"; break;
        case '\r': out += "%0D"; break;
        case '\n': out += "%0A"; break;
        case ':': out += property ? "%3A" : ":"; break;
        case ',': out += property ? "%2C" : ","; break;
        default: out += c;
        }
    }
    return out;
}

Cell text_cell(const std::string& text) { return text.empty() ? Cell{} : Cell{text}; }

Cell number_cell(std::size_t n) { return n == 0 ? Cell{} : Cell{static_cast<std::int64_t>(n)}; }

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

std::string as_github(const Finding& finding)
{
    const auto level = finding.severity == Severity::info ? "notice" : to_string(finding.severity);
    std::string text = fmt::format("::{} file={}", level, escaped(visible(finding.file), true));
    if (finding.begin.line > 0) {
        text += fmt::format(",line={},col={},endLine={}", finding.begin.line, finding.begin.column, finding.end.line);
        // GitHub takes columns only of one line
        text += finding.end.line == finding.begin.line ? fmt::format(",endColumn={}", std::max(finding.end.column, finding.begin.column + 1)) : "";
    }
    const auto message = finding.hint.empty() ? finding.message : finding.message + "\n" + finding.hint;
    text += fmt::format(",title={} {}::{}\n", rule_id(finding.rule), escaped(rule_info(finding.rule).name, true), escaped(message, false));
    return text;
}

Frame findings_frame()
{
    const auto hidden = [](std::string name) {
        Column column;
        column.name = std::move(name);
        column.align = Align::right;
        column.in_table = false;
        return column;
    };
    return Frame({{"file"},
                  {"line", Align::right},
                  {"column", Align::right},
                  hidden("end_line"),
                  hidden("end_column"),
                  {"severity"},
                  {"rule"},
                  {"message"},
                  {"hint"},
                  {"id"},
                  {"goal"}},
                 {});
}

bool add_row(Frame& frame, const Finding& finding)
{
    return frame.add_row({Cell{finding.file}, number_cell(finding.begin.line), number_cell(finding.begin.column), number_cell(finding.end.line),
                          number_cell(finding.end.column), Cell{std::string(to_string(finding.severity))}, Cell{rule_id(finding.rule)}, Cell{finding.message},
                          text_cell(finding.hint), text_cell(finding.plan_id), text_cell(finding.goal_id)},
                         {}, {});
}

void Tally::add(const Finding& finding)
{
    (finding.severity == Severity::error ? errors : finding.severity == Severity::warning ? warnings : infos) += 1;
    unreadable = unreadable || is_unread(finding);
}

std::string summary(const Tally& tally)
{
    const auto plans = counted(tally.plans, "plan");
    if (tally.errors + tally.warnings + tally.infos == 0) {
        return fmt::format("{}: nothing found\n", plans);
    }
    return fmt::format("{}: {}, {}{}\n", plans, counted(tally.errors, "error"), counted(tally.warnings, "warning"),
                       tally.infos > 0 ? fmt::format(", {} info", tally.infos) : "");
}

std::string as_json(const Finding& finding)
{
    const auto number = [](std::size_t n) { return n == 0 ? std::string("null") : std::to_string(n); };
    const auto text = [](const std::string& s) { return s.empty() ? std::string("null") : json_string(s); };
    return fmt::format(R"({{"file":{},"line":{},"column":{},"end_line":{},"end_column":{},"severity":{},"rule":{},"message":{},"hint":{},"id":{},"goal":{}}})",
                       json_string(finding.file), number(finding.begin.line), number(finding.begin.column), number(finding.end.line),
                       number(finding.end.column), json_string(to_string(finding.severity)), json_string(rule_id(finding.rule)), json_string(finding.message),
                       text(finding.hint), text(finding.plan_id), text(finding.goal_id));
}

}  // namespace gas::app
