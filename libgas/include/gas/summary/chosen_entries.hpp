// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>
#include <vector>

#include "gas/summary/group_summary.hpp"

namespace gas {

/// What speaks for a participant at an occasion.
struct ChosenEntry {
    const ScoredEntry* entry = nullptr;  ///< the latest; null where there is none to choose
    std::string_view reason;             ///< why there is none: several-raters, several-entries
    const ScoredEntry* first = nullptr;  ///< the first of the occasion, for its name
    int passed_over = 0;                 ///< earlier entries of the same rater
};

/// One entry for each occasion that the options ask for, in the order of the entries. Of several by one rater the latest, where no active goal is without a
/// judgement in it (a level, or not-applicable): then it replaces the others. Where one is, a visit was rated over several days, and no entry speaks for all
/// goals (several-entries). None where several raters made them (several-raters).
std::vector<ChosenEntry> chosen_entries(const ScoredParticipant& participant, const SummaryOptions& options);

}  // namespace gas
