// SPDX-License-Identifier: MIT
#include "gas/plan/review.hpp"

#include <algorithm>

namespace gas {

std::optional<Date> open_review(const Plan& plan, Date day)
{
    const auto holds_it = [&](const RatingEntry& entry) { return entry.dated && *plan.review <= entry.date && entry.date <= day; };
    return plan.review && std::none_of(plan.ratings.begin(), plan.ratings.end(), holds_it) ? plan.review : std::nullopt;
}

std::optional<Date> missed_review(const Plan& plan, const std::vector<ActiveDays>& days, Date day)
{
    const auto review = open_review(plan, day);
    const bool is_missed = review && *review < day && std::any_of(days.begin(), days.end(), [&](const ActiveDays& goal) { return goal.goes_on(day); });
    return is_missed ? review : std::nullopt;
}

}  // namespace gas
