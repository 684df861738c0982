// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <vector>

#include "gas/plan/active_days.hpp"
#include "gas/plan/plan.hpp"

/// The plan's `review`, as it stands on a day.
namespace gas {

/// The review until it is held: until an entry is dated on it or later, of those up to `day`.
std::optional<Date> open_review(const Plan& plan, Date day);

/// The review that has passed by `day` and was not held, while a goal goes on. `days` are those of active_days().
std::optional<Date> missed_review(const Plan& plan, const std::vector<ActiveDays>& days, Date day);

}  // namespace gas
