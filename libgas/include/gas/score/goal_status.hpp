// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "gas/plan/date.hpp"
#include "gas/plan/plan.hpp"
#include "gas/plan/words.hpp"
#include "gas/score/score_options.hpp"

namespace gas {

/// FHIR Goal.achievementStatus codes.
enum class Attainment { in_progress, improving, worsening, no_change, achieved, sustaining, not_achieved, no_progress };
template <>
inline constexpr std::array<std::string_view, 8> word_list<Attainment> = {"in-progress", "improving",  "worsening",    "no-change",
                                                                          "achieved",    "sustaining", "not-achieved", "no-progress"};

/// One rating in a goal's history, analysed.
struct RatedOn {
    Date date{};  ///< where a table has no dates, it only says which rating is earlier
    double level = 0;
    std::size_t entry = 0;  ///< index into plan.ratings
};

/// The ratings of goal number `goal` that have a level, oldest first (in_time_order()), by one rater: raters who differ make no course together. Entries
/// without a rater are one rater's, of the empty name.
std::vector<RatedOn> history_of(const Plan& plan, std::size_t goal, std::string_view rater, HalfLevel rule);

/// Status of a goal on `date` by one rater's ratings up to then, oldest first (FHIR Goal.achievementStatus).
///
/// Latest level >= 0: achieved, sustaining if the rating before was >= 0 too. Else, with `target` before `date`:
/// not-achieved, no-progress where the level is at or below `baseline`. Else against the rating before it, or the baseline:
/// improving, no-change, worsening; improving or worsening need something to compare with, so a first rating
/// without a baseline is no-change. Never rated: in-progress.
Attainment attainment_of(std::span<const RatedOn> history, std::optional<double> baseline, std::optional<Date> target, Date date);

/// Whether a goal below 0 has stood still: three ratings, or `stall_after` days until `date`, since it last reached
/// a level higher than all before, of those since it was last at or above 0. The first of them counts as such. Ours, not FHIR's.
bool is_stalled(std::span<const RatedOn> history, Date date, int stall_after);

/// The same of a history that grows: what one has to know of it.
struct Standstill {
    bool below = false;  ///< the latest level is below 0
    Date reached{};      ///< when a level higher than all before was last reached, of those since the goal was last at or above 0
    double highest = 0;  ///< that level
    int since = 0;       ///< ratings after it

    void add(const RatedOn& rated);
    [[nodiscard]] bool is_stalled(Date date, int stall_after) const { return below && (since >= 3 || days_between(reached, date) >= stall_after); }
};

}  // namespace gas
