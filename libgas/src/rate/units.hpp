// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

/// Units of measured values as people write them.
namespace gas::rate {

enum class UnitFit {
    fits,     ///< it is the unit, or how it begins
    another,  ///< it is some unit, but not this one
    unknown,
};

/// How what stands behind a number goes with the unit of an indicator: "nights", "night/week" with "nights per week"; "m" with "metres". Of a speed
/// it is all of it: "km" does not go with "km/h".
UnitFit unit_fit(std::string_view typed, std::string_view unit);

}  // namespace gas::rate
