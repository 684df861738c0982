// SPDX-License-Identifier: MIT
#include "gas/plan/level.hpp"

namespace gas {

std::string to_string(Level level)
{
    if (level.is_half()) {
        return "-0.5";
    }
    const int whole = level.twice() / 2;
    return (whole > 0 ? "+" : "") + std::to_string(whole);
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
