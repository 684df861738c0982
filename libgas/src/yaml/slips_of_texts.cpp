// SPDX-License-Identifier: MIT
#include "slips.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "bytes.hpp"
#include "gas/text/phrases.hpp"

namespace gas::yaml {

namespace {

bool quote_begins(std::string_view text, std::size_t at)
{
    const auto line = line_at(text, at);
    const auto before = text.substr(line.begin, at - line.begin);
    const auto last = before.find_last_not_of(" \t");
    return last == npos ||
           (std::string_view(":-[{,").find(before[last]) != npos && (last + 1 < before.size() || std::string_view("[{,").find(before[last]) != npos));
}

}  // namespace

std::optional<SyntaxError> quote_error(std::string_view text, const YamlProblem& problem)
{
    // tokens run ahead of events by a flow collection at most: start at the line of the last event
    std::size_t at = line_at(text, problem.last_event).begin;
    const auto before = text.substr(0, std::min<std::size_t>(problem.at + 1, text.size()));  // of a long text not all that follows, at each problem
    while ((at = before.find_first_of("\"'", at)) != npos) {
        if (!quote_begins(text, at)) {
            ++at;
            continue;
        }
        const auto end = quoted_end(text, at);
        const auto line_end = line_at(text, at).end;
        if (end == npos || (end > line_end && (end >= problem.at || line_at(text, end).begin == line_at(text, problem.at).begin))) {
            return syntax_error(Rule::unclosed_quote, at, line_end,
                                fmt::format("the quote {} that opens here is {}", text[at], end == npos ? "never closed" : "not closed on its line"),
                                fmt::format("close it with {0}; inside the text write {1}", text[at], text[at] == '"' ? "\\\"" : "''"));
        }
        at = end;
    }
    return std::nullopt;
}

std::optional<SyntaxError> colon_error(std::string_view text, const YamlProblem& problem, const Parts& parts)
{
    const auto at = problem.at;
    if (at < parts.line.begin || at > parts.line.end || parts.key.empty() || parts.value.empty()) {
        return std::nullopt;
    }
    const char first = parts.value.front();
    const bool flow = first == '{' || first == '[' || parts.key.find_first_of("{[") != npos;
    if (first == '"' || first == '\'' || (!flow && at < parts.value_at)) {
        return std::nullopt;
    }
    std::string_view key = parts.key;
    if (flow) {
        // inside brackets colons are at home: only one that follows another in the same entry is a slip
        const auto entry = text.find_last_of("{[,", at == 0 ? 0 : at - 1);
        const auto earlier = entry == npos ? npos : text.find(": ", entry);
        if (at >= text.size() || text[at] != ':' || earlier == npos || earlier >= at) {
            return std::nullopt;
        }
        const auto word = text.find_last_of("{[, ", earlier);
        key = text.substr(word + 1, earlier - word - 1);
    }
    // the colon of the trouble, or the first one in the value
    std::size_t colon = at < text.size() && text[at] == ':' ? at : text.find(": ", parts.value_at);
    if (colon == npos || colon >= parts.line.end) {
        colon = text[parts.line.end - 1] == ':' ? parts.line.end - 1 : npos;
    }
    if (colon == npos || colon < parts.value_at) {
        return std::nullopt;
    }
    std::string mended(text.substr(colon, parts.line.end - colon));
    for (std::size_t i = 0; !flow && i < mended.size(); ++i) {
        mended[i] = mended[i] == ':' ? ';' : mended[i];
    }
    mended[0] = ';';
    const auto begins = flow ? text.find_first_not_of(' ', text.rfind(": ", colon - 1) + 1) : parts.value_at;
    return syntax_error(Rule::unquoted_colon, colon, colon + 1, "a colon and a space inside a text that is not in quotes",
                        quote_whole(text, parts, begins, flow, fmt::format("put the whole text in quotes: {}: \"… : …\"", key)),
                        Repair{colon, mended, 0, true});
}

std::optional<SyntaxError> start_error(std::string_view text, const Parts& parts, bool flow)
{
    if (parts.value.empty()) {
        return std::nullopt;
    }
    const auto value = parts.value;
    const auto at = parts.value_at;
    if (!parts.key.empty() && value.starts_with("- ")) {
        const auto digit = value.find_first_not_of(' ', 1);
        const bool level = digit != npos && is_digit(value[digit]);
        std::string mended(value);
        if (level) {
            mended = "-" + std::string(value.substr(digit)) + std::string(digit - 1, ' ');
        } else {
            mended[0] = 'x';
        }
        const Range blanks{static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(level ? at + digit : at)};
        return syntax_error(level ? Rule::not_a_level : Rule::special_start, at, at + 1, "a `-` with a space after it begins a list, not a value",
                            level ? Hint(write_at({blanks.begin, blanks.end + 1}, "write ", fmt::format("-{}", value[digit]), " without the space"))
                                  : Hint("put the text in quotes, or begin the list on the next line"),
                            Repair{at, mended, 0, true});
    }
    if (const auto trimmed = value.substr(0, value.find_last_not_of(" \t") + 1); trimmed == "?" || value.starts_with("? ")) {
        return syntax_error(Rule::special_start, at, at + 1, "a `?` with a space after it begins a key, not a value",
                            trimmed == "?" ? Hint("leave a goal out that was not rated, or write not-applicable; a text stands in quotes")
                                           : quote_whole(text, parts, at, flow, "put the whole text in quotes"),
                            Repair{at, "x", 0, true});
    }
    constexpr std::string_view reserved = "@`%*&!|>";
    if (reserved.find(value.front()) == npos) {
        return std::nullopt;
    }
    const bool range = value.front() == '>' && parts.key == "range";
    const auto whole = text.substr(at, text_end(text, parts.line, at, flow) - at);
    return syntax_error(Rule::special_start, at, at + 1, fmt::format("a text that begins with `{}` has to stand in quotes", value.front()),
                        quote_whole(text, parts, at, flow, range ? fmt::format("write range: \"{}\"", whole) : "put the whole text in quotes"),
                        Repair{at, "x", 0, true});
}

std::optional<Parts> flow_entry(std::string_view text, const YamlProblem& problem, const Parts& parts)
{
    if (parts.value.empty() || (parts.value.front() != '{' && parts.value.front() != '[') || problem.at < parts.value_at || problem.at > parts.line.end) {
        return std::nullopt;
    }
    // the trouble is at the value or just behind its first character
    const auto colon = text.rfind(": ", problem.at);
    if (colon == npos || colon < parts.value_at) {
        return std::nullopt;
    }
    Parts entry;
    entry.line = parts.line;
    entry.value_at = std::min(text.find_first_not_of(' ', colon + 1), parts.line.end);
    entry.value = text.substr(entry.value_at, std::min(text.find_first_of(",]}", entry.value_at), parts.line.end) - entry.value_at);
    const auto key = text.find_last_of("{[, ", colon - 1);
    entry.key = text.substr(key + 1, colon - key - 1);
    return entry;
}

std::optional<SyntaxError> after_quote_error(std::string_view text, const YamlProblem& problem, const Parts& parts)
{
    if (parts.value.empty() || (parts.value.front() != '"' && parts.value.front() != '\'')) {
        return std::nullopt;
    }
    const auto end = quoted_end(text, parts.value_at);
    if (end == npos || end > parts.line.end || problem.at < parts.value_at) {
        return std::nullopt;
    }
    const auto last = text_end(text, parts.line, end, false);
    const auto behind = std::min(text.find_first_not_of(" \t", end), last);
    if (last <= behind) {
        return std::nullopt;
    }
    const char quote = parts.value.front();
    const auto whole = text.substr(parts.value_at, last - parts.value_at);
    std::vector<Edit> edits;
    if (quote == '\'' && whole.back() == '\'' && whole.size() > 2) {  // an apostrophe inside
        for (std::size_t i = 1; i + 1 < whole.size(); ++i) {
            if (whole[i] == '\'' && whole[i + 1] == '\'') {
                ++i;
            } else if (whole[i] == '\'') {
                const auto place = static_cast<std::uint32_t>(parts.value_at + i);
                edits.push_back({{place, place}, "'"});
            }
        }
    } else if (whole.back() != quote) {
        edits = quoted_whole(text, parts.value_at, last);
    }
    std::string words =
        quote == '\'' && whole.back() == '\'' ? "inside '…' write '' for an apostrophe" : "put the whole text in \"…\", and write \\\" for each quote inside";
    return syntax_error(Rule::yaml_syntax, behind, last, fmt::format("text behind the closing quote {}", quote),
                        edits.empty() || goes_on(text, parts) ? Hint(std::move(words)) : Hint(Fix{std::move(words), std::move(edits), true}));
}

std::optional<SyntaxError> wrapped_colon_error(std::string_view text, const Parts& parts)
{
    if (parts.key.find(' ') == npos) {
        return std::nullopt;  // a key of the plan, which stands too far to the right
    }
    auto above_line = content_line_before(text, parts.line);
    while (above_line && take_apart(text, *above_line).indent >= parts.indent && take_apart(text, *above_line).key.empty()) {
        above_line = content_line_before(text, *above_line);
    }
    const auto above = above_line ? take_apart(text, *above_line) : Parts();
    if (above.key.empty() || above.indent >= parts.indent || above.value.empty() || std::string_view("\"'{[|>&*!").find(above.value.front()) != npos ||
        above.key.find_first_of("{[") != npos) {
        return std::nullopt;
    }
    auto last = parts.line;
    for (auto next = text.find('\n', last.end); next != npos && next + 1 < text.size(); next = text.find('\n', last.end)) {
        const auto line = line_at(text, next + 1);
        if (blank_or_comment(slice(text, line)) || take_apart(text, line).indent <= above.indent || slice(text, line).starts_with("---")) {
            break;
        }
        last = line;
    }
    const auto end = text_end(text, last, last.begin, false);
    const auto whole = text.substr(above.value_at, end - above.value_at);
    const auto colon = parts.line.begin + parts.indent + parts.key.size();
    std::string mended(text.substr(colon, end - colon));
    std::replace(mended.begin(), mended.end(), ':', ';');
    auto words = fmt::format("put the whole text in quotes, from line {} on: {}: \"… : …\"", line_number(text, above.value_at), above.key);
    return syntax_error(Rule::unquoted_colon, colon, colon + 1, "a colon and a space inside a text that is not in quotes",
                        whole.find(" #") == npos ? Hint(Fix{std::move(words), quoted_whole(text, above.value_at, end), true}) : Hint(std::move(words)),
                        Repair{colon, std::move(mended), 0, true});
}

}  // namespace gas::yaml
