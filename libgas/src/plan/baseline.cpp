// SPDX-License-Identifier: MIT
#include "gas/plan/baseline.hpp"

#include <algorithm>

#include "baseline_entries.hpp"

namespace gas {

GoalBaseline baseline_of(const Plan& plan, std::size_t goal, std::string_view rater)
{
    const plan::PlanRatings ratings{plan};
    return plan::BaselineEntries(ratings).counted_for(ratings, rater).of(ratings, goal);
}

bool counts_as_start(const Plan& plan, std::size_t goal, std::string_view rater, std::size_t entry)
{
    const plan::PlanRatings ratings{plan};
    if (!ratings.is_baseline(entry) || !ratings.level(entry, goal)) {
        return false;
    }
    const plan::BaselineEntries baselines(ratings);
    const auto counted = baselines.counted_for(ratings, rater).entries;
    return std::find(counted.begin(), counted.end(), entry) != counted.end();
}

std::optional<Date> baseline_date(const Plan& plan, std::string_view rater)
{
    const plan::PlanRatings ratings{plan};
    return plan::first_day(ratings, plan::BaselineEntries(ratings).counted_for(ratings, rater));
}

std::optional<Date> plan::first_day(const PlanRatings& ratings, const CountedEntries& counted)
{
    std::optional<Date> first;
    for (const auto e : counted.entries) {
        const auto& entry = ratings.plan.ratings[e];
        first = entry.dated && (!first || entry.date < *first) ? entry.date : first;
    }
    return first;
}

}  // namespace gas
