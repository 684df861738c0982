// SPDX-License-Identifier: MIT
#include "slips.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "bytes.hpp"
#include "gas/text/phrases.hpp"

namespace gas::yaml {

namespace {

/// Where a tab stands in the indentation of a line; npos where none does.
std::size_t tab_in_indent(std::string_view text, Line line)
{
    const auto content = slice(text, line);
    const auto tab = content.substr(0, std::min(content.find_first_not_of(" \t-"), content.size())).find('\t');
    return tab == npos || blank_or_comment(content) ? npos : line.begin + tab;
}

/// Whether `word` is a level as scales and ratings have it.
bool is_level(std::string_view word)
{
    const auto digits = word.substr(word.starts_with('+') || word.starts_with('-') ? 1 : 0);
    return (digits.size() == 1 && digits[0] >= '0' && digits[0] <= '3') || word == "-0.5";
}

/// Whether a line, `0 Sleeps four nights` or `walk 0`, is as the one above it but for the colon behind `word`.
bool is_like_above(std::string_view text, Line line, std::string_view word)
{
    const auto parts = take_apart(text, line);
    const auto above_line = content_line_before(text, line);
    const auto above = above_line ? take_apart(text, *above_line) : Parts();
    if (above.key.empty() || above.indent != parts.indent || !parts.key.empty()) {
        return false;
    }
    const auto rest = parts.value.substr(std::min(parts.value.find_first_not_of(" \t", word.size()), parts.value.size()));
    return !rest.empty() && (is_level(word) ? is_level(above.key) : is_level(rest) && is_level(above.value));
}

}  // namespace

std::optional<SyntaxError> tab_error(std::string_view text, Line line)
{
    const auto before = content_line_before(text, line);
    const bool here = tab_in_indent(text, line) != npos;
    if (!here && (!before || tab_in_indent(text, *before) == npos)) {
        return std::nullopt;
    }
    SyntaxError all;
    for (Line at = here ? line : *before;; at = line_at(text, at.end + 1)) {
        if (const auto tab = tab_in_indent(text, at); tab != npos) {
            all.diagnostics.push_back(
                syntax_error(Rule::tab_indentation, tab, tab + 1, "a tab in the indentation", "indent with spaces; YAML takes no tabs there")
                    .diagnostics.front());
        }
        const auto next = text.find('\n', at.end);
        if (next == npos || all.diagnostics.size() >= 100 || text.substr(next + 1).starts_with("---")) {
            return all;
        }
        at.end = next;
    }
}

std::optional<SyntaxError> separator_error(std::string_view text, Line line, std::span<const std::string_view> known_keys)
{
    std::optional<Line> at = line;
    for (int i = 0; at && i < 2; ++i, at = content_line_before(text, *at)) {
        const auto content = slice(text, *at);
        std::size_t from = std::min(content.find_first_not_of(" \t"), content.size());
        while (content.substr(from).starts_with("- ")) {
            from = std::min(content.find_first_not_of(' ', from + 2), content.size());
        }
        const auto rest = content.substr(from);
        const auto end = std::min(rest.find_first_of(": \t"), rest.size());
        const auto word = rest.substr(0, end);
        if (std::find(known_keys.begin(), known_keys.end(), word) == known_keys.end() && !is_like_above(text, *at, word)) {
            continue;
        }
        const auto begin = at->begin + from;
        if (end < rest.size() && rest[end] == ':' && end + 1 < rest.size() && rest[end + 1] != ' ' && rest[end + 1] != '\t') {
            return syntax_error(Rule::missing_colon, begin + end, begin + end + 1, fmt::format("no space after the colon of \"{}\"", word),
                                put_in(begin + end + 1, " ", fmt::format("write `{}: …`", word), true));
        }
        if (end == rest.size() || rest[end] != ':') {
            return syntax_error(Rule::missing_colon, begin, begin + end, fmt::format("no colon after \"{}\"", word),
                                put_in(begin + end, ":", fmt::format("write `{}: …`", word), false));
        }
    }
    return std::nullopt;
}

std::optional<SyntaxError> bare_line_error(std::string_view text, const YamlProblem& problem, const Parts& parts)
{
    const auto content = slice(text, parts.line);
    const auto end = std::min(content.find(" #"), content.size());
    const auto bare = content.substr(parts.indent, end - std::min(end, parts.indent));
    if (!parts.key.empty() || problem.at < parts.line.begin || bare.empty() || bare.find_first_of(":[]{}\"',") != npos) {
        return std::nullopt;
    }
    const auto begin = parts.line.begin + parts.indent;
    return syntax_error(Rule::missing_colon, begin, begin + bare.find_last_not_of(" \t") + 1, "this line has no colon",
                        "a plan has lines of the form `key: value`");
}

std::optional<SyntaxError> dash_error(std::string_view text, const Parts& parts)
{
    const auto content = slice(text, parts.line);
    if (parts.key.empty() || content.find_first_not_of(' ') != parts.indent) {
        return std::nullopt;
    }
    const auto begin = parts.line.begin + parts.indent;
    const bool braces = parts.key.front() == '{';
    bool again = false;  // the element above has this key
    for (auto at = content_line_before(text, parts.line); at; at = content_line_before(text, *at)) {
        const auto above = slice(text, *at);
        const auto indent = above.find_first_not_of(' ');
        const auto element = take_apart(text, *at);
        const bool is_element = above.substr(indent).starts_with("- ");
        const bool beside = braces && is_element && element.indent == parts.indent && element.key.starts_with('{');
        again = again || (element.key == parts.key && element.indent == parts.indent + 2);
        if (indent > parts.indent) {
            continue;
        }
        if (!beside && (indent < parts.indent || !is_element || !again)) {
            return std::nullopt;
        }
        auto words = fmt::format("write `- {}: …`, as line {} has it", parts.key, line_number(text, at->begin));
        const auto from = static_cast<std::uint32_t>(beside ? begin - 2 : begin);
        return syntax_error(Rule::key_out_of_line, begin, begin + parts.key.size(), fmt::format("a `-` is missing before \"{}\"", parts.key),
                            Fix{std::move(words), {{{from, static_cast<std::uint32_t>(begin)}, "- "}}, true});
    }
    return std::nullopt;
}

std::optional<SyntaxError> wrapped_error(std::string_view text, Line line)
{
    std::optional<Line> at = line;
    for (int i = 0; at && i < 2; ++i, at = content_line_before(text, *at)) {
        const auto before = content_line_before(text, *at);
        const auto parts = take_apart(text, *at);
        const auto content = slice(text, *at);
        if (!before || !parts.key.empty() || parts.value.empty() || content.find_first_not_of(' ') != parts.indent || content.find(':') != npos ||
            std::string_view("\"'{}[]#-?").find(parts.value.front()) != npos) {
            continue;
        }
        const auto above = take_apart(text, *before);
        const bool plain = !above.value.empty() && std::string_view("\"'{[|>&*!").find(above.value.front()) == npos;
        if (above.key.empty() || above.key.front() == '{' || above.key.front() == '[' || !plain || parts.indent > above.indent ||
            text.find('\n', before->end) + 1 != at->begin) {
            continue;
        }
        const auto n = above.indent + 2 - parts.indent;
        return syntax_error(
            Rule::key_out_of_line, parts.value_at, text_end(text, *at, parts.value_at, false),
            fmt::format("this line has no colon; if it goes on the text of line {}, it stands too far to the left", line_number(text, before->begin)),
            put_in(at->begin, std::string(n, ' '), fmt::format("move it {} to the right", counted(n, "column")), false));
    }
    return std::nullopt;
}

std::optional<SyntaxError> glued_error(std::string_view text, Line line)
{
    std::optional<Line> at = line;
    for (int i = 0; at && i < 2; ++i, at = content_line_before(text, *at)) {
        const auto parts = take_apart(text, *at);
        const auto colon = parts.value.find(':');
        const auto before = content_line_before(text, *at);
        if (!parts.key.empty() || colon == npos || colon == 0 || colon > 32 || colon + 1 == parts.value.size() || parts.value[colon + 1] == '/' || !before ||
            parts.value.substr(0, colon).find_first_of(" \t\"'{}[],#") != npos ||
            (take_apart(text, *before).indent < parts.indent && !take_apart(text, *before).value.empty())) {
            continue;
        }
        const auto begin = parts.value_at + colon;
        return syntax_error(Rule::missing_colon, begin, begin + 1, fmt::format("no space after the colon of \"{}\"", parts.value.substr(0, colon)),
                            put_in(begin + 1, " ", fmt::format("write `{}: …`", parts.value.substr(0, colon)), true));
    }
    return std::nullopt;
}

std::optional<SyntaxError> indent_error(std::string_view text, const Parts& parts)
{
    const auto before_line = content_line_before(text, parts.line);
    if (!before_line || parts.key.empty()) {
        return std::nullopt;
    }
    const auto before = take_apart(text, *before_line);
    const auto begin = parts.line.begin + parts.indent;
    const auto end = begin + parts.key.size();
    if (parts.indent > before.indent && !before.value.empty()) {
        const auto n = parts.indent - before.indent;
        const auto content = slice(text, parts.line);
        std::optional<Repair> repair;
        if (content.find_first_not_of(' ') == parts.indent) {
            repair = Repair{parts.line.begin, std::string(content.substr(n)) + std::string(n, ' '), n, false};
        }
        return syntax_error(Rule::key_out_of_line, begin, end,
                            fmt::format("this line is indented {} more than line {} above it", counted(n, "column"), line_number(text, before_line->begin)),
                            repair ? Hint(take_out(parts.line.begin, parts.line.begin + n, fmt::format("move it {} to the left", counted(n, "column"))))
                                   : Hint(fmt::format("move it {} to the left", counted(n, "column"))),
                            std::move(repair));
    }
    // less than the lines above, but level with none of the blocks that are open
    std::size_t inner = before.indent;
    for (auto at = before_line; at; at = content_line_before(text, *at)) {
        const auto indent = take_apart(text, *at).indent;
        if (indent == parts.indent) {
            return std::nullopt;
        }
        if (indent < parts.indent) {
            break;
        }
        inner = std::min(inner, indent);
    }
    if (inner <= parts.indent) {
        return std::nullopt;
    }
    return syntax_error(Rule::key_out_of_line, begin, end,
                        fmt::format("this line is indented {} less than its neighbours above", counted(inner - parts.indent, "column")),
                        put_in(parts.line.begin, std::string(inner - parts.indent, ' '),
                               fmt::format("move it {} to the right", counted(inner - parts.indent, "column")), true));
}

}  // namespace gas::yaml
