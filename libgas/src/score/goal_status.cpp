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

bool is_stalled(std::span<const RatedOn> history, Date date, int stall_after)
{
    if (history.empty() || history.back().level >= 0) {
        return false;
    }
    // only what lies below 0 without a break: a goal that has just fallen back has not stood still
    std::size_t begin = history.size() - 1;
    while (begin > 0 && history[begin - 1].level < 0) {
        --begin;
    }
    const RatedOn* reached = &history[begin];
    int since = 0;
    for (std::size_t i = begin + 1; i < history.size(); ++i) {
        if (history[i].level > reached->level) {
            reached = &history[i];
            since = 0;
        } else {
            ++since;
        }
    }
    return since >= 3 || days_between(reached->date, date) >= stall_after;
}

}  // namespace gas
