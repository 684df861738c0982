// SPDX-License-Identifier: MIT
#include "level_texts.hpp"

#include <cmath>

#include <fmt/format.h>

#include "gas/text/phrases.hpp"

namespace gas::scale {

std::string range_in_words(const ValueRange& range, int decimals)
{
    const auto low = number_text(range.low, decimals);
    const auto high = number_text(range.high, decimals);
    const bool whole = decimals == 0;
    if (std::isinf(range.high)) {
        return range.low_open ? "more than " + low : low + " or more";
    }
    const std::string_view below = whole && range.high >= 0 ? "fewer" : "less";  // what can be below 0 is measured, not counted
    if (std::isinf(range.low)) {
        return range.high_open ? fmt::format("{} than {}", below, high) : fmt::format("{} or {}", high, below);
    }
    return low == high ? low : fmt::format("{} {} {}", low, whole && range.high - range.low == 1 ? "or" : "to", high);
}

std::variant<std::string, ScaleProblem> filled_in(std::string_view pattern, const std::string& numbers)
{
    constexpr std::string_view how = "write {n} where the numbers belong, or {n|night|nights} for them and their word";
    std::string text;
    std::size_t at = 0;
    std::size_t places = 0;
    for (auto begin = pattern.find('{'); begin != std::string_view::npos; begin = pattern.find('{', at), ++places) {
        const auto end = pattern.find('}', begin);
        if (end == std::string_view::npos) {
            return ScaleProblem{"a { in the text has no } behind it", std::string(how)};
        }
        auto many = pattern.substr(begin + 1, end - begin - 1);
        const auto name = take_until(many, '|');
        const auto one = take_until(many, '|');
        if (name != "n" || one.empty() != many.empty() || many.find('|') != std::string_view::npos) {
            return ScaleProblem{fmt::format("\"{}\" stands for nothing in a text", pattern.substr(begin, end - begin + 1)), std::string(how)};
        }
        text += pattern.substr(at, begin - at);
        text += numbers + (one.empty() ? "" : " ");
        text += numbers == "1" ? one : many;
        at = end + 1;
    }
    if (places == 0) {
        return ScaleProblem{"the text has no place for numbers, so all levels would have the same", std::string(how)};
    }
    return text.append(pattern.substr(at));
}

}  // namespace gas::scale
