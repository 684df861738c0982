// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>

#include "gas/plan/plan.hpp"

/// What a goal says of its scale, as values of YAML on one line.
namespace gas::write {

std::string indicator_yaml(const Indicator& indicator);

/// A level's text or, where it has a range, both. `decimals`: those that the numbers of the range are written with; as few as tell them, where left out.
std::string level_yaml(const ScaleLevel& level, std::optional<int> decimals = {});

std::string range_yaml(const ValueRange& range, std::optional<int> decimals = {});

}  // namespace gas::write
