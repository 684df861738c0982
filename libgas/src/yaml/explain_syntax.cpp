// SPDX-License-Identifier: MIT
#include "explain_syntax.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include <fmt/format.h>

#include "block_lines.hpp"
#include "bytes.hpp"
#include "gas/text/phrases.hpp"

namespace gas::yaml {

namespace {

std::size_t line_number(std::string_view text, std::size_t at)
{
    return static_cast<std::size_t>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n')) + 1;
}

SyntaxError syntax_error(Rule rule, std::size_t begin, std::size_t end, std::string message, Hint hint, std::optional<Repair> repair = {})
{
    const Range range{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
    return {{diagnose(rule, range, std::move(message), std::move(hint))}, std::move(repair)};
}

/// Where a tab stands in the indentation of a line; npos where none does.
std::size_t tab_in_indent(std::string_view text, Line line)
{
    const auto content = slice(text, line);
    const auto tab = content.substr(0, std::min(content.find_first_not_of(" \t-"), content.size())).find('\t');
    return tab == npos || blank_or_comment(content) ? npos : line.begin + tab;
}

/// Tabs in the indentation of the line of the trouble or of the one before it; then all such lines are told at once,
/// since no guess of how wide a tab was meant would let reading go on.
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

/// One past the last character of the text that begins at `from` on `line`: before a comment, or in brackets before the next `,`, `]` or `}`.
std::size_t text_end(std::string_view text, Line line, std::size_t from, bool flow)
{
    const auto rest = text.substr(from, line.end - from);
    const auto end = std::min({rest.find(" #"), flow ? rest.find_first_of(",]}") : npos, rest.size()});
    const auto last = rest.substr(0, end).find_last_not_of(" \t");
    return from + (last == npos ? 0 : last + 1);
}

/// Whether the text of `line` goes on below it, deeper than its key.
bool goes_on(std::string_view text, const Parts& parts)
{
    const auto next = text.find('\n', parts.line.end);
    if (next == npos || next + 1 >= text.size()) {
        return false;
    }
    const auto line = line_at(text, next + 1);
    return !blank_or_comment(slice(text, line)) && take_apart(text, line).indent > parts.indent && !slice(text, line).starts_with("---");
}

/// The whole text that begins at `from` in quotes; words alone where it does not end on its line.
Hint quote_whole(std::string_view text, const Parts& parts, std::size_t from, bool flow, std::string words)
{
    if (parts.key.empty() || (goes_on(text, parts) && !flow)) {
        return words;
    }
    return Fix{std::move(words), quoted_whole(text, from, text_end(text, parts.line, from, flow)), true};
}

bool quote_begins(std::string_view text, std::size_t at)
{
    const auto line = line_at(text, at);
    const auto before = text.substr(line.begin, at - line.begin);
    const auto last = before.find_last_not_of(" \t");
    return last == npos ||
           (std::string_view(":-[{,").find(before[last]) != npos && (last + 1 < before.size() || std::string_view("[{,").find(before[last]) != npos));
}

/// A quote opened before the trouble and closed, if at all, on a later line.
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

/// `title: Walk: 10 m`, and `{text: a: b}`.
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

/// Unquoted text that begins with a character that YAML keeps for itself.
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

/// The value of the flow entry that the trouble is in, `{s: - 1}`, as if it stood on a line of its own.
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

Fix put_in(std::size_t at, std::string_view what, std::string words, bool safe)
{
    const auto place = static_cast<std::uint32_t>(at);
    return {std::move(words), {{{place, place}, std::string(what)}}, safe};
}

Fix take_out(std::size_t begin, std::size_t end, std::string words)
{
    return {std::move(words), {{{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}, ""}}, true};
}

/// `rho:0.3`, `title Walk`.
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
        if (std::find(known_keys.begin(), known_keys.end(), word) == known_keys.end()) {
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

/// A line with a text and no colon, where a key is due.
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

/// An element of a list whose dash was forgotten: a line of a key at the column of the dashes above it.
std::optional<SyntaxError> dash_error(std::string_view text, const Parts& parts)
{
    const auto content = slice(text, parts.line);
    if (parts.key.empty() || content.find_first_not_of(' ') != parts.indent) {
        return std::nullopt;
    }
    for (auto at = content_line_before(text, parts.line); at; at = content_line_before(text, *at)) {
        const auto above = slice(text, *at);
        const auto indent = above.find_first_not_of(' ');
        if (indent <= parts.indent) {
            const auto element = take_apart(text, *at);
            if (indent < parts.indent || !above.substr(indent).starts_with("- ") || element.key != parts.key) {
                return std::nullopt;
            }
            const auto begin = parts.line.begin + parts.indent;
            return syntax_error(Rule::key_out_of_line, begin, begin + parts.key.size(), fmt::format("a `-` is missing before \"{}\"", parts.key),
                                put_in(begin, "- ", fmt::format("write `- {}: …`, as line {} has it", parts.key, line_number(text, at->begin)), true));
        }
    }
    return std::nullopt;
}

/// A text that goes on on a line of its own, at the column of its key: a line without a colon.
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
            line_at(text, parts.value_at).begin != before->end + 1) {
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

/// `"Good" sleep` and `'Client's walk'`: a quoted text, and more behind it.
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

/// `0:Sleeps` or `walk:+1` on a line of its own; YAML stumbles over the line below it.
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

/// A line indented against its neighbours.
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

/// The last bracket before `to` that nothing closes.
std::optional<std::size_t> open_bracket(std::string_view text, std::size_t from, std::size_t to)
{
    int closed = 0;
    const auto first = line_at(text, from).begin;
    for (std::size_t i = to; i > first; --i) {
        const char c = text[i - 1];
        closed += c == ']' || c == '}' ? 1 : 0;
        if ((c == '[' || c == '{') && closed-- == 0) {
            return i - 1;
        }
    }
    return std::nullopt;
}

std::string plain_words(std::string_view message)
{
    constexpr std::array<std::pair<std::string_view, std::string_view>, 10> words = {{
        {"unexpected comma", "a comma that separates nothing"},
        {"end of sequence flow not found", "a `[` is not closed"},
        {"end of map flow not found", "a `{` is not closed"},
        {"end of sequence not found", "this line is not level with the list above it"},
        {"end of map not found", "this line is not level with the keys above it"},
        {"illegal flow end", "a `]` or `}` that closes nothing"},
        {"illegal block entry", "a `- ` where no list can begin"},
        {"illegal map key", "a key where none can stand"},
        {"illegal map value", "a `key: value` where none can stand"},
        {"unknown escape character", "inside \"…\" a backslash begins an escape that is not known"},
    }};
    for (const auto& [theirs, ours] : words) {
        if (message.starts_with(theirs)) {
            return std::string(ours);
        }
    }
    return "this is no YAML";
}

}  // namespace

SyntaxError explain_syntax(std::string_view text, const YamlProblem& problem, std::span<const std::string_view> known_keys)
{
    const Line line = content_line(text, problem.at);
    const Parts parts = take_apart(text, line);
    if (auto found = tab_error(text, line)) {
        return *found;
    }
    if (auto found = quote_error(text, problem)) {
        return *found;
    }
    if (auto found = start_error(text, parts, false)) {
        return *found;
    }
    if (const auto entry = flow_entry(text, problem, parts)) {
        if (auto found = start_error(text, *entry, true)) {
            return *found;
        }
    }
    if (problem.at >= parts.value_at && problem.at < line.end) {
        if (auto found = colon_error(text, problem, parts)) {
            return *found;
        }
    }
    if (auto found = after_quote_error(text, problem, parts)) {
        return *found;
    }
    if (auto found = separator_error(text, line, known_keys)) {
        return *found;
    }
    if (auto found = dash_error(text, parts)) {
        return *found;
    }
    if (auto found = glued_error(text, line)) {
        return *found;
    }
    if (auto found = wrapped_error(text, line)) {
        return *found;
    }
    if (auto found = indent_error(text, parts)) {
        return *found;
    }
    if (auto found = bare_line_error(text, problem, parts)) {
        return *found;
    }
    if (auto found = colon_error(text, problem, parts)) {
        return *found;
    }
    auto at = std::min<std::size_t>(problem.at, text.size());
    if (problem.message.find("flow not found") != std::string::npos) {
        at = open_bracket(text, problem.last_event, at).value_or(at);
    }
    const bool escape = problem.message.starts_with("unknown escape");
    return syntax_error(Rule::yaml_syntax, at, std::min(at + 1, text.size()), plain_words(problem.message),
                        escape ? "write `\\\\` for a backslash, or put the text in 'single quotes'" : "");
}

}  // namespace gas::yaml
