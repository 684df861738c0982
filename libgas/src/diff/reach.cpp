// SPDX-License-Identifier: MIT
#include "reach.hpp"

#include "gas/diff/facts.hpp"

namespace gas::diff {

Reach reach_of(const ChangeFacts& change, const Plan& old_plan, const Plan& new_plan)
{
    const auto is_baseline = [&](const Fact* fact, const Plan& plan) { return fact != nullptr && plan.ratings[*fact->entry].is_baseline(); };
    const auto kind = (change.new_fact != nullptr ? change.new_fact : change.old_fact)->kind;
    if (key_info(kind).change.role != KeyRole::moves_t) {
        return Reach::nothing;
    }
    if ((kind != FactKind::entry && kind != FactKind::rating) || is_baseline(change.old_fact, old_plan) || is_baseline(change.new_fact, new_plan)) {
        return Reach::all_entries;
    }
    return kind == FactKind::rating ? Reach::own_entry : Reach::nothing;
}

NearChanges::Side::Side(const Plan& of) : plan(of), of_goal(of.goals.size()), of_start(of.goals.size())
{
    for (const auto& entry : of.ratings) {
        if (entry.is_baseline()) {
            raters.insert(entry.rater);
        }
    }
}

void NearChanges::Side::start(std::string_view rater, std::size_t goal, std::size_t change)
{
    constexpr std::size_t most = 10;  // more say the same of the goal, which then has no start
    for (auto* changes : {&of_start[goal], &of_rater_start[{rater, goal}]}) {
        if (changes->size() < most) {
            changes->push_back(change);
        }
    }
}

bool NearChanges::Side::take(const Fact& fact, std::size_t change)
{
    if (fact.kind == FactKind::rating) {
        start(plan.ratings[*fact.entry].rater, *fact.goal, change);
    } else if (fact.kind == FactKind::entry) {
        for (const auto& rating : plan.ratings[*fact.entry].levels) {
            start(plan.ratings[*fact.entry].rater, rating.goal, change);
        }
    } else if (fact.goal) {
        of_goal[*fact.goal].push_back(change);
    } else {
        return false;
    }
    return true;
}

/// A rater who says nowhere where goals began is held to what others say (scoring.md, "Baseline, change").
void NearChanges::Side::add(const RatingEntry& entry, Changes& near) const
{
    const bool by_others = !raters.contains(entry.rater);
    for (const auto& rating : entry.levels) {
        near.insert(near.end(), of_goal[rating.goal].begin(), of_goal[rating.goal].end());
        const auto own = of_rater_start.find({entry.rater, rating.goal});
        const auto& start = by_others ? of_start[rating.goal] : own != of_rater_start.end() ? own->second : Changes();
        near.insert(near.end(), start.begin(), start.end());
    }
}

NearChanges::NearChanges(const Plan& old_plan, const Plan& new_plan, const std::vector<ChangeFacts>& changes, const std::vector<std::size_t>& wide)
    : old_(old_plan), new_(new_plan)
{
    for (const auto c : wide) {
        const bool in_old = changes[c].old_fact != nullptr && old_.take(*changes[c].old_fact, c);
        const bool in_new = changes[c].new_fact != nullptr && new_.take(*changes[c].new_fact, c);
        if (!in_old && !in_new) {
            of_all_.push_back(c);
        }
    }
}

std::vector<std::size_t> NearChanges::of(std::size_t old_entry, std::size_t new_entry) const
{
    auto near = of_all_;
    old_.add(old_.plan.ratings[old_entry], near);
    new_.add(new_.plan.ratings[new_entry], near);
    return near;
}

}  // namespace gas::diff
