// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "gas/plan/plan.hpp"

namespace gas {

/// The days on which a goal is worked on (scoring.md, "active").
struct ActiveDays {
    std::optional<Date> from;              ///< `added`, else the plan's `start`, else nothing: it always was
    std::optional<Date> ended;             ///< the last day
    std::optional<Date> replaced;          ///< first day of the first goal that replaces it: from then on it is not active, for good
    std::optional<std::size_t> successor;  ///< that goal, as an index into plan.goals

    /// Of a goal that replaces another: which one, and its own first day, by which the other is replaced. `added`, else the day of its first rating; nothing
    /// where it has neither, and then it replaces nothing yet.
    std::optional<std::size_t> replaces;
    std::optional<Date> first_day;

    [[nodiscard]] bool has(Date date) const { return (!from || *from <= date) && (!ended || date <= *ended) && (!replaced || date < *replaced); }
    /// Whether it is worked on beyond `date`: what has ended on that very day is rated and scored on it (has()), and nobody is asked about it any more.
    [[nodiscard]] bool goes_on(Date date) const { return has(date) && ended != date; }
    /// Its last day, where it is over by `date`: `ended`, or the day before a successor's first where that comes earlier.
    [[nodiscard]] std::optional<Date> last_day_by(Date date) const;
    /// Whether a rating of the replaced goal on `date`, the day of the change, speaks for this goal where the entry does not rate it.
    [[nodiscard]] bool is_stood_for_on(Date date) const { return replaces && first_day == date; }
};

/// The active days of each goal, in the order of plan.goals.
std::vector<ActiveDays> active_days(const Plan& plan);

}  // namespace gas
