// SPDX-License-Identifier: MIT
#include "gas/check/check_without_texts.hpp"

#include <string_view>
#include <variant>

#include <fmt/format.h>

#include "gas/plan/weighting.hpp"
#include "plan/baseline_entries.hpp"

namespace gas {

std::vector<RatingFault> check_without_texts(const Plan& plan, std::optional<Date> at)
{
    std::vector<RatingFault> faults;
    const plan::PlanRatings ratings{plan};
    const plan::BaselineEntries baselines(ratings);
    std::optional<std::string_view> rater;  // that `first` is for: entries of one often follow each other
    std::optional<Date> first;
    for (std::size_t e = 0; e < plan.ratings.size(); ++e) {
        const auto& entry = plan.ratings[e];
        if (at && entry.dated && *at < entry.date) {
            faults.push_back({Rule::date_outside_plan, std::nullopt, e, fmt::format("a rating of {}, after {}", to_string(entry.date), to_string(*at)),
                              "check the year and month"});
        }
        if (!entry.dated || entry.is_baseline()) {
            continue;
        }
        if (rater != entry.rater) {
            rater = entry.rater;
            first = plan::first_day(ratings, baselines.counted_for(ratings, entry.rater));
        }
        if (first && entry.date < *first) {
            faults.push_back({Rule::rating_before_baseline, std::nullopt, e,
                              fmt::format("a rating of {}, before the baseline of {}", to_string(entry.date), to_string(*first)),
                              "check both dates, and which entry is the baseline"});
        }
    }
    const auto weights = weights_of(plan, std::nullopt);
    const auto* found = std::get_if<GoalWeights>(&weights);
    for (std::size_t g = 0; found != nullptr && g < plan.goals.size(); ++g) {
        if (found->weights[g] == 0) {
            faults.push_back({Rule::zero_weight, g, std::nullopt, fmt::format("goal \"{}\" has weight 0 and is excluded from T", plan.goals[g].id),
                              "give it a weight above 0, if it is to count"});
        }
    }
    return faults;
}

}  // namespace gas
