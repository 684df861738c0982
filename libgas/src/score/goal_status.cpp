// SPDX-License-Identifier: MIT
#include "gas/score/goal_status.hpp"

namespace gas {

Attainment attainment_of(std::span<const RatedOn> history, std::optional<double> baseline, std::optional<Date> target, Date date)
{
    if (history.empty()) {
        return Attainment::in_progress;
    }
    const double level = history.back().level;
    const bool has_earlier = history.size() > 1;
    if (level >= 0) {
        return has_earlier && history[history.size() - 2].level >= 0 ? Attainment::sustaining : Attainment::achieved;
    }
    if (target && *target < date) {
        return baseline && level <= *baseline ? Attainment::no_progress : Attainment::not_achieved;
    }
    const auto against = has_earlier ? std::optional(history[history.size() - 2].level) : baseline;
    if (!against || level == *against) {
        return Attainment::no_change;
    }
    return level > *against ? Attainment::improving : Attainment::worsening;
}

void Standstill::add(const RatedOn& rated)
{
    // only what lies below 0 without a break: a goal that has just fallen back has not stood still
    const bool higher = !below || rated.level > highest;
    below = rated.level < 0;
    if (higher) {
        reached = rated.date;
        highest = rated.level;
        since = 0;
    } else {
        ++since;
    }
}

bool is_stalled(std::span<const RatedOn> history, Date date, int stall_after)
{
    Standstill standstill;
    for (const auto& rated : history) {
        standstill.add(rated);
    }
    return standstill.is_stalled(date, stall_after);
}

}  // namespace gas
