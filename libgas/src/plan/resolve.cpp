// SPDX-License-Identifier: MIT
#include "gas/plan/resolve.hpp"

#include "baseline_entries.hpp"

namespace gas {

ResolvedWord resolve_word(RatingWord word, std::optional<Level> baseline)
{
    return {level_of(word, baseline), word == RatingWord::worse && baseline == Level::from_int(-2)};
}

std::optional<Level> word_baseline(const Plan& plan, std::size_t entry, std::size_t goal)
{
    const plan::PlanRatings ratings{plan};
    return plan::word_baseline(ratings, plan::BaselineEntries(ratings), entry, goal);
}

void derive_levels(Plan& plan, std::size_t goal)
{
    const plan::PlanRatings ratings{plan};
    const plan::BaselineEntries entries(ratings);
    for (const bool baselines : {true, false}) {
        for (std::size_t e = 0; e < plan.ratings.size(); ++e) {
            if (plan.ratings[e].is_baseline() != baselines) {
                continue;
            }
            for (auto& rating : plan.ratings[e].levels) {
                if (rating.goal != goal) {
                    continue;
                }
                if (rating.value) {
                    const auto* step = plan.goals[goal].holding(*rating.value);
                    rating.level = step != nullptr ? std::optional(step->level) : std::nullopt;
                } else if (rating.word) {
                    rating.level = resolve_word(*rating.word, plan::word_baseline(ratings, entries, e, goal)).level;
                }
            }
        }
    }
}

}  // namespace gas
