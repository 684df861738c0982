// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "gas/diff/facts.hpp"
#include "gas/plan/plan.hpp"
#include "gas/read/plan_ranges.hpp"
#include "gas/text/rules.hpp"

namespace gas {

inline constexpr std::array<ChangeClass, 7> all_change_classes = {ChangeClass::edited_ratings, ChangeClass::scale_change,    ChangeClass::settings,
                                                                  ChangeClass::goals,          ChangeClass::baseline_target, ChangeClass::new_ratings,
                                                                  ChangeClass::texts};

/// warning for the first three, which move or put in doubt what was measured before; info for the others.
Severity severity_of(ChangeClass change_class);
struct Change;
/// The same for one change, which is a warning too where it moved T or the change of an entry that was there before.
Severity severity_of(const Change& change);

/// One fact that differs.
struct Change {
    ChangeClass change_class{};
    FactKind fact{};    ///< what differs; `plan` for one that came or went
    std::string kind;   ///< what happened, a word for scripts: "rating-edited", "scale-text-changed", "goal-renamed"
    std::string field;  ///< what of the goal, entry, need it is, in words: "rating", "level +1", "importance"
    std::string path;   ///< of the fact (facts.hpp), in the new plan's names
    std::string goal;   ///< the goal's id, where it is about one
    std::string name;   ///< of the covariate, need, intervention or measure
    std::optional<Date> date;
    std::string occasion;
    std::string rater;
    std::optional<std::string> before;  ///< nothing where it was not there
    std::optional<std::string> after;
    bool free_text = false;     ///< before and after are somebody's words
    bool moved_scores = false;  ///< it is a cause of an effect on an entry that both plans have
    std::optional<Range> old_range;
    std::optional<Range> new_range;
};

/// What the changes do to one rating entry's scores.
struct EntryEffect {
    Date date{};
    std::string occasion;
    std::string rater;
    bool in_old = false;
    bool in_new = false;
    std::optional<double> t_before;
    std::optional<double> t_after;
    std::optional<double> change_before;  ///< t_change, T now less T at baseline
    std::optional<double> change_after;
    /// Indices into PlanDiff::changes. Of an entry that both plans have: its own ratings whose level differs, and those changes beyond it that each alone
    /// would move it; changes that leave no plan to score alone are tried together.
    std::vector<std::size_t> causes;
};

/// One side of a comparison.
struct PlanSide {
    const Plan& plan;
    const PlanRanges& ranges;
    bool complete = true;                 ///< false for a plan with errors: what is missing from it may only not have been read
    std::vector<Range> doubtful_lines{};  ///< lines of the errors, from above, each once: what stands there may have been read as nobody meant it
};

struct PlanDiff {
    std::vector<Change> changes;       ///< by class, then in the order of facts
    std::vector<EntryEffect> effects;  ///< entries whose T or change differs, or that are on one side only; none where a side is not complete
};

/// What differs between two versions of a plan, by meaning.
///
/// Goals are the same where two of id, title and scale are (all three first; an id and a title or scale that no other goal has), then those left over by
/// title or scale alone where that is unique, then by id: a goal with another id is one change, and an id that was given to another goal is two. Rating entries
/// are the same by date, occasion and rater, then those left over by equal ratings and equal date or equal occasion and rater. Order, comments, quoting,
/// layout, `+1` for `1`, and a default written down are no difference. A rating that is recorded as a value or a word is edited where that is; where only its
/// level moved with the ranges or the baseline, that is the effect of their change. Where a side is not complete, what only the other side has is left out,
/// since it may stand where reading stopped.
///
/// diff_plans(b, a) has the same changes with before and after exchanged.
PlanDiff diff_plans(const PlanSide& old_side, const PlanSide& new_side);

/// Names for facts_of(): of each goal and entry of `plan` the one that it has in `other`, paired as diff_plans() does; its own where `other` has no such,
/// with a mark where `other` uses that name for something else.
FactNames names_in(const Plan& plan, const Plan& other);

/// Ids of goals that have nothing else in common in the two plans: title and scale are both others. They may be worded anew, or be other goals.
std::set<std::string> replaced_goals(const Plan& old_plan, const Plan& new_plan);

/// Ids of goals of which that is so, though what the one plan has under such an id may be in the other under another.
std::set<std::string> other_goals(const Plan& a, const Plan& b);

/// A plan that one side does not have at all, as one change: of class goals; of edited ratings where a plan with ratings has gone. `again`: the other side
/// has the plan, but fewer times; then of class goals.
Change whole_plan(const PlanSide& side, bool added, bool again = false);

/// A plan of one side of a comparison of many, by what it is paired with.
struct PlanKey {
    std::string id;
    std::string path;  ///< of its file, relative to what is compared; plans of one file are told apart by their order
};

/// Which plans are two versions of one: by id where each side has it once, then those left over by path and order in the file.
/// Pairs of indices, in the order of the new side; what has gone comes last. Nothing for what the other side does not have. A plan left over whose id
/// the other side has is one more version of the first such plan there, never a new or a removed one.
struct PlanPair {
    std::optional<std::size_t> old_plan;
    std::optional<std::size_t> new_plan;
    bool added_again = false;    ///< the new side has the plan once more than the old one; its partner is in another pair too
    bool removed_again = false;  ///< the same of the old side
};
std::vector<PlanPair> pair_plans(const std::vector<PlanKey>& old_plans, const std::vector<PlanKey>& new_plans);

}  // namespace gas
