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
/// The entries with `occasion: baseline` of the same rater; where they have none and all baseline entries are by one other rater, those. Where these do
/// not rate the goal, its own `baseline`; else none. Baseline entries of several other raters that rate it, or two that do, are ambiguous: no level is
/// chosen for the reader.
GoalBaseline baseline_of(const Plan& plan, std::size_t goal, std::string_view rater);

/// Whether baseline_of() looks at entry number `entry`: the goal starts in it, or is ambiguous for it among others.
bool counts_as_start(const Plan& plan, std::size_t goal, std::string_view rater, std::size_t entry);

/// First day of the baseline entries that count for `rater` in baseline_of(); nothing where there is none, or they have no dates.
std::optional<Date> baseline_date(const Plan& plan, std::string_view rater);

}  // namespace gas
