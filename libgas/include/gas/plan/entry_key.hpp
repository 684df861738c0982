// SPDX-License-Identifier: MIT
#pragma once

#include <compare>
#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "gas/plan/date.hpp"
#include "gas/plan/plan.hpp"

namespace gas {

/// What tells a rating entry of a participant from the others: its day, occasion and rater. No plan has two entries with one key.
/// Views into the entry.
struct EntryKey {
    std::optional<Date> date;  ///< nothing in a table without dates
    std::string_view occasion;
    std::string_view rater;
    auto operator<=>(const EntryKey&) const = default;
};
EntryKey key_of(const RatingEntry& entry);

/// Whether `a` comes before `b`: by day, of one day the baseline first, then by the names of occasion and rater. So that nothing hangs on the order of a file.
bool is_earlier(const EntryKey& a, const EntryKey& b);

/// Numbers of the plan's entries in that order; where there are no dates, in the order of the plan.
std::vector<std::size_t> in_time_order(const Plan& plan);

}  // namespace gas
