// SPDX-License-Identifier: MIT
#include "gas/plan/level.hpp"

#include <array>

namespace gas {

namespace {

constexpr std::array<std::string_view, 6> words = {"much-more", "more", "as-expected", "partly", "no-change", "worse"};

}  // namespace

std::string to_string(Level level)
{
    if (level.is_half()) {
        return "-0.5";
    }
    const int whole = level.twice() / 2;
    return (whole > 0 ? "+" : "") + std::to_string(whole);
}

std::string_view to_string(RatingWord word) { return words[static_cast<std::size_t>(word)]; }

std::optional<RatingWord> rating_word(std::string_view text)
{
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (words[i] == text) {
            return static_cast<RatingWord>(i);
        }
    }
    return std::nullopt;
}

std::optional<Level> level_of(RatingWord word, std::optional<Level> baseline)
{
    switch (word) {
    case RatingWord::much_more: return Level::from_int(2);
    case RatingWord::more: return Level::from_int(1);
    case RatingWord::as_expected: return Level{};
    default: break;
    }
    const bool some = baseline == Level::from_int(-1);
    const bool none = baseline == Level::from_int(-2);
    if (!some && !none) {
        return std::nullopt;
    }
    switch (word) {
    case RatingWord::partly: return some ? Level::from_twice(-1) : Level::from_int(-1);
    case RatingWord::no_change: return baseline;
    default: return Level::from_int(-2);
    }
}

}  // namespace gas
