// SPDX-License-Identifier: MIT
#include "gas/plan/baseline.hpp"

#include "baseline_entries.hpp"

namespace gas {

GoalBaseline baseline_of(const Plan& plan, std::size_t goal, std::string_view rater)
{
    const plan::PlanRatings ratings{plan};
    return plan::BaselineEntries(ratings).counted_for(ratings, rater).of(ratings, goal);
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
