// SPDX-License-Identifier: MIT
#include "slips.hpp"

#include <algorithm>
#include <utility>

#include "bytes.hpp"

namespace gas::yaml {

std::size_t line_number(std::string_view text, std::size_t at)
{
    return static_cast<std::size_t>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(at), '\n')) + 1;
}

SyntaxError syntax_error(Rule rule, std::size_t begin, std::size_t end, std::string message, Hint hint, std::optional<Repair> repair)
{
    const Range range{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
    return {{diagnose(rule, range, std::move(message), std::move(hint))}, std::move(repair)};
}

std::size_t text_end(std::string_view text, Line line, std::size_t from, bool flow)
{
    const auto rest = text.substr(from, line.end - from);
    const auto end = std::min({rest.find(" #"), flow ? rest.find_first_of(",]}") : npos, rest.size()});
    const auto last = rest.substr(0, end).find_last_not_of(" \t");
    return from + (last == npos ? 0 : last + 1);
}

bool goes_on(std::string_view text, const Parts& parts)
{
    const auto next = text.find('\n', parts.line.end);
    if (next == npos || next + 1 >= text.size()) {
        return false;
    }
    const auto line = line_at(text, next + 1);
    return !blank_or_comment(slice(text, line)) && take_apart(text, line).indent > parts.indent && !slice(text, line).starts_with("---");
}

Hint quote_whole(std::string_view text, const Parts& parts, std::size_t from, bool flow, std::string words)
{
    if (parts.key.empty() || (goes_on(text, parts) && !flow)) {
        return words;
    }
    return Fix{std::move(words), quoted_whole(text, from, text_end(text, parts.line, from, flow)), true};
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

}  // namespace gas::yaml
