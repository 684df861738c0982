// SPDX-License-Identifier: MIT
#pragma once

#include <span>

#include "gas/text/rules.hpp"

/// The texts of the rules, a table for each kind.
namespace gas::rules {

std::span<const RuleInfo> reading_rules();    ///< 0xx
std::span<const RuleInfo> structure_rules();  ///< 1xx
std::span<const RuleInfo> quality_rules();    ///< 2xx
std::span<const RuleInfo> heuristic_rules();  ///< 3xx
std::span<const RuleInfo> history_rules();    ///< 4xx

}  // namespace gas::rules
