// SPDX-License-Identifier: MIT
#pragma once

#include <vector>

#include "gas/summary/group_summary.hpp"

namespace gas {

/// What speaks for a participant at an occasion.
struct ChosenEntry {
    const ScoredEntry* entry = nullptr;  ///< the latest; null where raters differ
    const ScoredEntry* first = nullptr;  ///< the first of the occasion, for its name
    int passed_over = 0;                 ///< earlier entries of the same rater
};

/// One entry for each occasion that the options ask for, in the order of the entries: the latest of one rater's, none where several raters
/// made them.
std::vector<ChosenEntry> chosen_entries(const ScoredParticipant& participant, const SummaryOptions& options);

}  // namespace gas
