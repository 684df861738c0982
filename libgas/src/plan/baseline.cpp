// SPDX-License-Identifier: MIT
#include "gas/plan/baseline.hpp"

namespace gas {

namespace {

/// The baseline entries that count for `rater`: their own, else everybody's.
struct Pool {
    bool own = false;             ///< `rater` wrote baseline entries
    bool several_raters = false;  ///< of those that count
};

Pool pool_for(const Plan& plan, std::string_view rater)
{
    Pool pool;
    const RatingEntry* first = nullptr;
    for (const auto& entry : plan.ratings) {
        if (!entry.is_baseline()) {
            continue;
        }
        if (entry.rater == rater) {
            return {true, false};
        }
        if (first == nullptr) {
            first = &entry;
        } else if (first->rater != entry.rater) {
            pool.several_raters = true;
        }
    }
    return pool;
}

}  // namespace

GoalBaseline baseline_of(const Plan& plan, std::size_t goal, std::string_view rater)
{
    const Pool pool = pool_for(plan, rater);
    GoalBaseline found;
    for (std::size_t i = 0; i < plan.ratings.size(); ++i) {
        const auto& entry = plan.ratings[i];
        if (!entry.is_baseline() || (pool.own && entry.rater != rater)) {
            continue;
        }
        const GoalRating* rating = entry.of(goal);
        if (rating == nullptr || !rating->level) {
            continue;
        }
        if (found.entry || pool.several_raters) {
            return {BaselineSource::ambiguous, std::nullopt, std::nullopt};
        }
        found = {BaselineSource::entry, rating->level, i};
    }
    if (!found.entry && plan.goals[goal].baseline) {
        found = {BaselineSource::goal, plan.goals[goal].baseline, std::nullopt};
    }
    return found;
}

std::optional<Level> word_baseline(const Plan& plan, const RatingEntry& entry, std::size_t goal)
{
    const auto own = plan.goals[goal].baseline;
    const auto found = entry.is_baseline() ? own : baseline_of(plan, goal, entry.rater).level;
    return found ? found : own;
}

}  // namespace gas
