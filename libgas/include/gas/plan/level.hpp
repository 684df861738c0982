// SPDX-License-Identifier: MIT
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "gas/plan/words.hpp"

namespace gas {

/// Attainment level of a goal: -3, -2, -1, -0.5, 0, +1 or +2, and no other number.
///
/// 0 is the expected outcome (Kiresuk & Sherman 1968). -3 is "worse than baseline" of the six-level
/// scale (Steenbeek 2005), -0.5 "partly achieved" of Turner-Stokes & Williams 2010. Valid by
/// construction: there is no way to hold a level that is none of the seven.
class Level {
public:
    constexpr Level() = default;  ///< the expected outcome, 0

    /// The level whose value is `twice / 2`, or nothing where that is no level (so twice = 1, 3, 6 … fail).
    static constexpr std::optional<Level> from_twice(int twice)
    {
        switch (twice) {
        case -6:
        case -4:
        case -2:
        case -1:
        case 0:
        case 2:
        case 4: return Level(static_cast<std::int8_t>(twice));
        default: return std::nullopt;
        }
    }
    /// The whole level `n`, -3..2, or nothing.
    static constexpr std::optional<Level> from_int(int n) { return n < -3 || n > 2 ? std::nullopt : from_twice(2 * n); }

    /// The level that has this value(), or nothing.
    static constexpr std::optional<Level> from_value(double value)
    {
        const bool near = value >= -3 && value <= 2;
        return near && 2 * value == static_cast<int>(2 * value) ? from_twice(static_cast<int>(2 * value)) : std::nullopt;
    }

    [[nodiscard]] constexpr double value() const { return twice_ / 2.0; }  ///< -3.0 .. 2.0
    [[nodiscard]] constexpr int twice() const { return twice_; }
    [[nodiscard]] constexpr bool is_half() const { return twice_ == -1; }
    constexpr auto operator<=>(const Level&) const = default;

private:
    constexpr explicit Level(std::int8_t twice) : twice_(twice) {}
    std::int8_t twice_ = 0;
};

/// "-2", "-0.5", "0", "+1": the level as people write it in a scale, with its sign.
std::string to_string(Level level);

/// GAS-light verbal rating (Turner-Stokes; KCL). Which level a word is depends on the goal's baseline.
enum class RatingWord { much_more, more, as_expected, partly, no_change, worse };
template <>
inline constexpr std::array<std::string_view, 6> word_list<RatingWord> = {"much-more", "more", "as-expected", "partly", "no-change", "worse"};

/// The level that `word` stands for.
///
/// much-more, more, as-expected are +2, +1, 0 whatever the baseline. partly is -0.5 at baseline -1 and -1 at
/// baseline -2; no-change is the baseline; worse is -2 (at baseline -2 nothing is worse, a rule warns).
/// Nothing where the word needs a baseline and there is none, or it is neither -1 nor -2.
std::optional<Level> level_of(RatingWord word, std::optional<Level> baseline);

}  // namespace gas
