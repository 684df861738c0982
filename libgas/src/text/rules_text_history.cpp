// SPDX-License-Identifier: MIT
#include "rules_text.hpp"

namespace gas::rules {

std::span<const RuleInfo> history_rules()
{
    static constexpr RuleInfo table[] = {
        {Rule::past_rating_edited, Severity::warning, "past-rating-edited", "A rating that stood in an earlier version was edited or removed.",
         "A rating is a record of what was seen on a day. A slip may be corrected, and the review of the change is the place to say so; the score of "
         "that day, and every change since the baseline, moves with it. Where a plan with ratings gets another id, all of them are another "
         "participant's, who may be one more in the study. Checked by `gas validate --since`.",
         "ICH E6(R2), 4.9.3: a correction does not obscure the entry before it", "- date: 2026-01-12\n  levels: {sleep: -1}    # was -2 in the commit before",
         "- date: 2026-01-12\n  levels: {sleep: -2}\n- date: 2026-04-12\n  levels: {sleep: -1}    # a new rating, a new entry", RuleNeeds::older_version},
        {Rule::scale_moved_after_rating, Severity::warning, "scale-moved-after-rating",
         "A level's text or range, or a goal's weight, changed after the goal had been rated.",
         "The ratings before were given on another scale than those after, so that their T are not comparable (Kiresuk & Sherman 1968 fix the scale "
         "before treatment). Goals may change during treatment: as a new goal that replaces the old one, whose ratings stay with it. Checked by `gas "
         "validate --since`.",
         "Kiresuk & Sherman 1968", "0: Sleeps through 3 nights a week    # was 4 when it was rated",
         "- id: sleep-2\n  replaces: sleep\n  scale: {0: Sleeps through 3 nights a week, …}", RuleNeeds::older_version},
        {Rule::past_score_moved, Severity::warning, "past-score-moved", "T of an entry that was there before, or its change, moved with something else.",
         "A score that was reported is no longer that of the plan: rho or the weighting is another, a goal's baseline was moved, a rating was added to an "
         "entry "
         "of long ago. It may be meant, and then the change is the place to say so. One finding for each such cause that GAS401 or GAS402 does not tell. "
         "Checked by `gas validate --since`; `gas diff --fail-on past-score` stops at all that moved a score of the past.",
         "ICH E6(R2), 4.9.3: a correction does not obscure the entry before it", "scoring: {rho: 0.5}    # the plan had 0.3 when T was reported",
         "scoring: {rho: 0.3}    # as it was; what another rho gives: gas score --rho 0.5", RuleNeeds::older_version},
    };
    return table;
}

}  // namespace gas::rules
