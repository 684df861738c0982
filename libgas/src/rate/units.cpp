// SPDX-License-Identifier: MIT
#include "units.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "gas/text/phrases.hpp"

namespace gas::rate {

namespace {

/// Words for one unit, in the singular.
constexpr std::string_view same_units[][4] = {
    {"m", "metre", "meter", ""}, {"km", "kilometre", "kilometer", ""},
    {"min", "minute", "", ""},   {"h", "hour", "hr", ""},
    {"s", "second", "sec", ""},  {"%", "percent", "pct", ""},
    {"day", "d", "", ""},        {"night", "", "", ""},
    {"week", "wk", "w", ""},     {"time", "x", "", ""},
    {"step", "", "", ""},        {"kg", "kilo", "kilogram", ""},
};

/// The group that a word is of; null for a word that is no unit known here.
const std::string_view* group_of(std::string_view word)
{
    for (const auto& group : same_units) {
        if (std::find(std::begin(group), std::end(group), word) != std::end(group)) {
            return group;
        }
    }
    return nullptr;
}

/// In small letters and the singular, with one word for one unit.
std::string one_word(std::string word)
{
    std::transform(word.begin(), word.end(), word.begin(), small_letter);
    if (word == "/" || word == "a" || word == "an" || word == "each") {
        return "per";
    }
    if (word.size() > 2 && word.ends_with('s')) {  // of two letters it is no plural: "ms" are not metres
        word.pop_back();
    }
    const auto* group = group_of(word);
    return group != nullptr ? std::string(group[0]) : word;
}

std::vector<std::string> words_of(std::string_view text)
{
    std::vector<std::string> words;
    std::string word;
    const auto end = [&] {
        if (!word.empty()) {
            words.push_back(one_word(std::exchange(word, "")));
        }
    };
    for (const char c : text) {
        if (c == ' ' || c == '\t' || c == '/') {
            end();
            if (c == '/') {
                words.emplace_back("per");
            }
        } else {
            word += c;
        }
    }
    end();
    return words;
}

/// Metres an hour, kilometres a minute: a length alone is something else that is measured, and not a short way to write it.
bool is_speed(const std::vector<std::string>& unit)
{
    const auto is_one_of = [](const std::string& word, std::initializer_list<std::string_view> words) {
        return std::find(words.begin(), words.end(), word) != words.end();
    };
    return unit.size() > 2 && is_one_of(unit[0], {"m", "km"}) && unit[1] == "per" && is_one_of(unit[2], {"s", "min", "h"});
}

}  // namespace

UnitFit unit_fit(std::string_view typed, std::string_view unit)
{
    const auto given = words_of(typed);
    const auto due = words_of(unit);
    const bool whole = given.size() == due.size() || (given.size() < due.size() && !is_speed(due));
    if (!given.empty() && whole && std::equal(given.begin(), given.end(), due.begin())) {
        return UnitFit::fits;
    }
    return !given.empty() && group_of(given[0]) != nullptr ? UnitFit::another : UnitFit::unknown;
}

}  // namespace gas::rate
