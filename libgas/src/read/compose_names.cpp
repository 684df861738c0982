// SPDX-License-Identifier: MIT
#include "gas/read/read_plans.hpp"
#include "gas/text/near_names.hpp"

namespace gas {

namespace {

/// Calls `take(name)` for each name of a plan that is compared over a study.
template <typename Of, typename Take>
void for_each_name(Of& plan, Take take)
{
    take(plan.id);
    for (auto& covariate : plan.covariates) {
        take(covariate.name);
        take(covariate.value);
    }
    for (auto& goal : plan.goals) {
        take(goal.domain);
    }
    for (auto& entry : plan.ratings) {
        take(entry.occasion);
        take(entry.rater);
    }
}

}  // namespace

std::optional<Plan> with_composed_names(const Plan& plan)
{
    bool composed = true;
    for_each_name(plan, [&](const std::string& name) { composed = composed && !recomposed(name); });
    if (composed) {
        return std::nullopt;
    }
    auto other = plan;
    for_each_name(other, [](std::string& name) { name = composed_name(name); });
    return other;
}

}  // namespace gas
