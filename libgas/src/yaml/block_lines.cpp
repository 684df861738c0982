// SPDX-License-Identifier: MIT
#include "block_lines.hpp"

#include <algorithm>

namespace gas::yaml {

std::string_view slice(std::string_view text, Line line) { return text.substr(line.begin, line.end - line.begin); }

bool blank_or_comment(std::string_view line)
{
    const auto first = line.find_first_not_of(" \t");
    return first == npos || line[first] == '#';
}

Parts take_apart(std::string_view text, Line line)
{
    Parts parts;
    parts.line = line;
    const auto content = slice(text, line);
    std::size_t i = std::min(content.find_first_not_of(" \t"), content.size());
    while (content.substr(i).starts_with("- ")) {
        i = std::min(content.find_first_not_of(' ', i + 2), content.size());
    }
    parts.indent = i;
    const auto colon = content.find(": ", i);
    const bool at_end = content.ends_with(':') && content.find(": ", i) == npos;
    const auto end = at_end ? content.size() - 1 : colon;
    if (end != npos && end > i) {
        parts.key = content.substr(i, end - i);
        const auto value = content.find_first_not_of(" \t", end + 1);
        parts.value_at = value == npos ? line.end : line.begin + value;
        parts.value = text.substr(parts.value_at, line.end - parts.value_at);
    } else {
        parts.value_at = line.begin + i;
        parts.value = content.substr(i);
    }
    return parts;
}

Line content_line(std::string_view text, std::size_t at)
{
    Line line = line_at(text, at);
    while (blank_or_comment(slice(text, line)) && line.begin > 0) {
        line = line_at(text, line.begin - 1);
    }
    return line;
}

std::optional<Line> content_line_before(std::string_view text, Line line)
{
    while (line.begin > 0) {
        line = line_at(text, line.begin - 1);
        if (!blank_or_comment(slice(text, line))) {
            return line;
        }
    }
    return std::nullopt;
}

}  // namespace gas::yaml
