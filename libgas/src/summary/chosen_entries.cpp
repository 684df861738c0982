// SPDX-License-Identifier: MIT
#include "gas/summary/chosen_entries.hpp"

#include <algorithm>

namespace gas {

std::vector<ChosenEntry> chosen_entries(const ScoredParticipant& participant, const SummaryOptions& options)
{
    std::vector<ChosenEntry> chosen;
    chosen.reserve(participant.entries.size());
    for (const auto& entry : participant.entries) {
        const bool wanted = (options.occasion.empty() || entry.occasion == options.occasion) && (options.rater.empty() || entry.rater == options.rater) &&
                            (options.role.empty() || entry.role == options.role);
        if (!wanted) {
            continue;
        }
        const auto same = std::find_if(chosen.begin(), chosen.end(), [&](const ChosenEntry& other) { return other.first->occasion == entry.occasion; });
        if (same == chosen.end()) {
            chosen.push_back({&entry, {}, &entry, 0});
        } else if (same->first->rater != entry.rater) {
            same->entry = nullptr;
            same->reason = "several-raters";
        } else if (same->entry != nullptr) {
            same->entry = same->entry->date <= entry.date ? &entry : same->entry;  // entries without dates come in time
            ++same->passed_over;
        }
    }
    for (auto& one : chosen) {
        if (one.entry != nullptr && one.passed_over > 0 && one.entry->unrated > 0) {
            one.entry = nullptr;
            one.reason = "several-entries";
        }
    }
    return chosen;
}

}  // namespace gas
