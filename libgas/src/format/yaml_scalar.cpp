// SPDX-License-Identifier: MIT
#include "yaml_scalar.hpp"

#include <algorithm>
#include <array>

#include "gas/plan/date.hpp"
#include "gas/text/phrases.hpp"
#include "gas/text/visible.hpp"

namespace gas::format {

namespace {

bool has(std::string_view letters, char c) { return letters.find(c) != std::string_view::npos; }

/// What another reader of YAML, of version 1.1 at that, would not take for a text: `yes`, `1e3`, `007`, `2026-04-12`, `12:30`.
bool looks_typed(std::string_view text)
{
    constexpr std::array<std::string_view, 14> words = {"~", "null", "true", "false", "yes", "no", "on", "off", "y", "n", "=", "<<", ".inf", ".nan"};
    std::string low(text);
    std::transform(low.begin(), low.end(), low.begin(), small_letter);
    const bool number = has("0123456789+-.", low.front()) && low.find_first_not_of("0123456789abcdefx_+-.:") == std::string::npos;
    return number || low.starts_with("0o") || parse_date(text.substr(0, 10)) || std::find(words.begin(), words.end(), low) != words.end();
}

}  // namespace

bool is_plain(std::string_view text, bool in_flow)
{
    if (text.empty() || text.back() == ' ' || text == "~" || text == "null" || text == "Null" || text == "NULL") {
        return false;
    }
    const auto blank = [&](std::size_t i) { return i >= text.size() || text[i] == ' ' || text[i] == '\t'; };
    // of the marks that begin something else only where a blank follows, a `-` in brackets may end the text: `{lives: -}`
    const bool marks = has("-?:", text[0]) && blank(1) && !(in_flow && text == "-");
    if (marks || blank(0) || has(",[]{}#&*!|>'\"%@`", text[0])) {
        return false;
    }
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        // yaml-cpp takes a ? in brackets for the mark of a key, wherever it stands
        if (c == '\n' || (c == ':' && blank(i + 1)) || (c == '#' && blank(i - 1)) || (in_flow && has(",[]{}?", c))) {
            return false;
        }
    }
    return true;
}

std::string quoted_scalar(std::string_view text)
{
    const auto escapes = std::count_if(text.begin(), text.end(), [](char c) { return c == '"' || c == '\\'; });
    const bool single = visible(text) == text && escapes > std::count(text.begin(), text.end(), '\'');
    std::string inner;
    for (const char c : text) {
        inner += single && c == '\'' ? "'" : !single && (c == '"' || c == '\\') ? "\\" : "";
        inner += c;
    }
    // the escapes that make a text visible are those of YAML
    return single ? "'" + inner + "'" : "\"" + visible(inner) + "\"";
}

std::string yaml_scalar(std::string_view text, bool in_flow)
{
    return is_plain(text, in_flow) && !looks_typed(text) && visible(text) == text ? std::string(text) : quoted_scalar(text);
}

std::string flow_map(const std::vector<std::pair<std::string, std::string>>& pairs)
{
    std::string out = "{";
    for (const auto& [key, value] : pairs) {
        out += out.size() > 1 ? ", " : "";
        out += key;
        out += ": ";
        out += value;
    }
    return out + "}";
}

}  // namespace gas::format
