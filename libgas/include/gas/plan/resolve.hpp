// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>

#include "gas/plan/level.hpp"
#include "gas/plan/plan.hpp"

/// From what was recorded to the level that it says: a measured value by the goal's ranges, a GAS-light word by its baseline.
namespace gas {

/// A word read against a baseline.
struct ResolvedWord {
    std::optional<Level> level;       ///< nothing where the word needs a baseline of -1 or -2 and there is none
    bool worse_than_nothing = false;  ///< "worse" at baseline -2: read as -2, which may not be what was meant
};
ResolvedWord resolve_word(RatingWord word, std::optional<Level> baseline);

/// The baseline that a word in entry number `entry` is read against: that of baseline_of() for its rater, else the goal's own; in a baseline entry, which
/// cannot say where its own goal began, the goal's own.
std::optional<Level> word_baseline(const Plan& plan, std::size_t entry, std::size_t goal);

/// Finds again the levels of goal `goal` that follow from something else, its ranges or a baseline: baseline entries first, since words hang on them.
/// A value in no range, or a word without its baseline, has no level.
void derive_levels(Plan& plan, std::size_t goal);

}  // namespace gas
