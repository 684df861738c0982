// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

/// Small pieces that messages are made of and texts are taken apart by.
namespace gas {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

inline bool all_ascii(std::string_view text)
{
    return std::none_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
}

/// An ASCII capital as a small letter; every other byte as it is.
constexpr char small_letter(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

/// "1 goal", "2 goals"; `many` where that is not `one` with an s: "1 entry", "2 entries".
inline std::string counted(std::size_t n, std::string_view one, std::string_view many = "")
{
    return std::to_string(n) + ' ' + std::string(n == 1 || many.empty() ? one : many) + (n != 1 && many.empty() ? "s" : "");
}

/// Without the blanks and tabs around it.
constexpr std::string_view trimmed(std::string_view text)
{
    const auto begin = std::min(text.find_first_not_of(" \t"), text.size());
    return text.substr(begin, text.find_last_not_of(" \t") + 1 - begin);
}

/// A unit as it stands behind the number: "night per week" behind 1 where the unit is "nights per week".
inline std::string unit_behind(std::string_view number, std::string_view unit)
{
    const auto end = std::min(unit.find_first_of(" /"), unit.size());
    const auto first = unit.substr(0, end);
    const bool plural = first.size() > 2 && first.ends_with('s') && !first.ends_with("ss");
    return std::string(first.substr(0, end - (number == "1" && plural ? 1 : 0))).append(unit.substr(end));
}

/// "a, b or c", with `last` before the last one.
inline std::string listed(std::span<const std::string_view> words, std::string_view last = " or ")
{
    std::string text;
    for (std::size_t i = 0; i < words.size(); ++i) {
        text += i == 0 ? "" : i + 1 == words.size() ? last : ", ";
        text += words[i];
    }
    return text;
}

/// `word` as one argument for a shell: in quotes where it has more than letters, digits and what no shell takes for something else.
inline std::string shell_word(std::string_view word)
{
    constexpr std::string_view harmless = "_-./:=@%+,";
    const auto is_harmless = [&](char c) {
        return is_digit(c) || (small_letter(c) >= 'a' && small_letter(c) <= 'z') || harmless.find(c) != std::string_view::npos;
    };
    if (!word.empty() && std::all_of(word.begin(), word.end(), is_harmless)) {
        return std::string(word);
    }
    std::string quoted = "'";
    for (const char c : word) {
        quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
    }
    return quoted + '\'';
}

/// Takes what stands before the first `separator` off `rest`, or all of it, and the separator with it. One at the end of `rest` ends the last part.
inline std::string_view take_until(std::string_view& rest, char separator)
{
    const auto end = std::min(rest.find(separator), rest.size());
    const auto part = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    return part;
}

/// Takes the first line off `rest`, with its line end.
inline std::string_view take_line(std::string_view& rest)
{
    const auto line = rest.substr(0, std::min(rest.find('\n'), rest.size() - 1) + 1);
    rest.remove_prefix(line.size());
    return line;
}

}  // namespace gas
