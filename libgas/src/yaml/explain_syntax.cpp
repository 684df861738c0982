// SPDX-License-Identifier: MIT
#include "explain_syntax.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "bytes.hpp"
#include "slips.hpp"

namespace gas::yaml {

namespace {

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
    if (auto found = wrapped_colon_error(text, parts)) {
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
