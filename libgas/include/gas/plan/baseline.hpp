// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "gas/plan/plan.hpp"

namespace gas {

enum class BaselineSource { none, goal, entry, ambiguous };

/// A goal's baseline as one rater's scores see it.
struct GoalBaseline {
    BaselineSource source = BaselineSource::none;
    std::optional<Level> level;        ///< recorded; empty for none and ambiguous
    std::optional<std::size_t> entry;  ///< index into plan.ratings, for source entry
};

/// Where goal number `goal` started, for a rating by `rater`.
///
/// The entries with `occasion: baseline` of the same rater that rate the goal; else, where all baseline entries
/// are by one other rater, those; else the goal's own `baseline`; else none. Baseline entries of several other
/// raters, or two that rate the same goal, are ambiguous: no level is chosen for the reader.
GoalBaseline baseline_of(const Plan& plan, std::size_t goal, std::string_view rater);

/// The baseline that a rating word of `entry` is read against (level_of()): that of baseline_of() for its rater, else the goal's own; in a baseline
/// entry, which cannot say where its own goal began, the goal's own.
std::optional<Level> word_baseline(const Plan& plan, const RatingEntry& entry, std::size_t goal);

}  // namespace gas
