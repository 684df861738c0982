// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "gas/plan/plan.hpp"

/// A scale of five levels for a goal that is counted or measured, made from a few figures. Every value that can be lies in one level: the ranges meet, with
/// no gap and no overlap. That they must, and that there must be room above the expected outcome, is of Marson (ten commandments) and Bard-Pondarre 2023,
/// Table II; the levels that a goal starts at are Turner-Stokes' (2009). How wide the levels are is this project's own choice, for a person to change.
namespace gas {

/// Numbers as people write them: the most decimals that one is written with make the step of the scale, 1 or 0.1 or less. A number has 8 digits at most,
/// 5 of them decimals.
struct ScaleFigures {
    std::string unit;                 ///< what is counted: "nights per week"
    std::string now;                  ///< at the start
    std::string expected;             ///< by the target date; where it is less than now, less is better
    std::string least{};              ///< of what can be; left out, 0 where neither now nor expected is below it, else there is none
    std::string most{};               ///< of what can be; left out, there is none
    std::optional<Level> start_at{};  ///< -1 or -2; left out, -2 where nothing can be worse than now ("no function"), else -1
    std::string text{};               ///< of each level, with its numbers in the place of `{n}` or `{n|night|nights}`; left out, the numbers and the unit
};

struct BuiltScale {
    Level baseline;  ///< the level of what is now
    Indicator indicator;
    std::vector<ScaleLevel> levels;  ///< -2 to +2
    int decimals = 0;                ///< that the numbers are written with
};

/// Why there is no scale, and what to do. Lower case, no full stop.
struct ScaleProblem {
    std::string message;
    std::string hint;
};

/// Level 0 begins at the expected value and reaches half as far beyond it as the way to it is long, or less far where the limit leaves less: the levels
/// above 0 share what is left. Level +1 is as wide, +2 has all beyond. Level -1 ends before the expected value; it begins at what is now, or where the goal
/// starts at -2 just beyond it. What is expected is in level 0 and what is now in the baseline, always.
/// Refused is what leaves one of the five levels without a value. The hint names what would not be refused, by the options of gas-scale(1).
std::variant<BuiltScale, ScaleProblem> build_scale(const ScaleFigures& figures);

/// The keys `baseline`, `indicator` and `scale` as lines of a plan file, to be put under a goal. They are read in a plan before they are given: nothing is
/// found there, and they are this scale. Where a unit or a text has what a plan may not have, that is the problem.
std::variant<std::string, ScaleProblem> scale_lines(const BuiltScale& scale);

}  // namespace gas
