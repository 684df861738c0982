// SPDX-License-Identifier: MIT
#include "gas/plan/baseline.hpp"

#include "baseline_entries.hpp"

namespace gas {

GoalBaseline baseline_of(const Plan& plan, std::size_t goal, std::string_view rater)
{
    plan::BaselineEntries entries;
    entries.find(plan::PlanRatings{plan}, rater);
    return entries.of(plan::PlanRatings{plan}, goal);
}

std::optional<Date> baseline_date(const Plan& plan, std::string_view rater)
{
    plan::BaselineEntries entries;
    entries.find(plan::PlanRatings{plan}, rater);
    std::optional<Date> first;
    for (const auto e : entries.entries()) {
        const auto& entry = plan.ratings[e];
        first = entry.dated && (!first || entry.date < *first) ? entry.date : first;
    }
    return first;
}

}  // namespace gas
