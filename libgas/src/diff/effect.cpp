// SPDX-License-Identifier: MIT
// Which change moved which score: the old plan is scored again with each change alone.
#include "effect.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <utility>

#include "gas/plan/resolve.hpp"
#include "gas/score/score_plan.hpp"
#include "reach.hpp"

namespace gas::diff {

namespace {

/// More changes that reach every entry than these are not tried one by one; then those that can have moved it are named where nothing nearer is.
constexpr std::size_t max_tried = 200;

struct Scores {
    std::optional<double> t;
    std::optional<double> change;
};

bool same(const std::optional<double>& a, const std::optional<double>& b)
{
    constexpr double rounding = 1e-9;
    return a.has_value() == b.has_value() && (!a || std::abs(*a - *b) < rounding);
}
bool same(const Scores& a, const Scores& b) { return same(a.t, b.t) && same(a.change, b.change); }

/// T and change of each entry of the plan; nothing where the plan has no weights.
std::optional<std::vector<Scores>> scores_of(const Plan& plan)
{
    const auto scored = score_plan(plan, {});
    const auto* rows = std::get_if<std::vector<ScoreRow>>(&scored);
    if (rows == nullptr) {
        return std::nullopt;
    }
    std::vector<Scores> scores(plan.ratings.size());
    for (const auto& row : *rows) {
        if (row.entry) {
            scores[*row.entry] = {row.t, row.t_change};
        }
    }
    return scores;
}

/// The old plan on its way to the new one, change by change.
class Hybrid {
public:
    Hybrid(Plan old_plan, const Plan& new_plan, const Pairing& pairing) : plan_(std::move(old_plan)), new_(new_plan), pairing_(pairing) {}

    [[nodiscard]] const Plan& plan() const { return plan_; }

    void bring(const ChangeFacts& change)
    {
        const auto kind = (change.new_fact != nullptr ? change.new_fact : change.old_fact)->kind;
        if (kind == FactKind::rho) {
            plan_.scoring.rho = new_.scoring.rho;
        } else if (kind == FactKind::weighting) {
            plan_.scoring.weighting = new_.scoring.weighting;
        } else if (kind == FactKind::entry) {
            bring_entry(change);
        } else if (kind == FactKind::rating) {
            bring_rating(change);
        } else if (kind == FactKind::goal) {
            bring_goal(change);
        } else if (const auto pair = goal_pair(change)) {
            bring_field(kind, new_.goals[pair->second], plan_.goals[pair->first]);
            derive_levels(plan_, pair->first);
        }
    }

private:
    /// The goal that the change is about, in the old plan and in the new one.
    [[nodiscard]] std::optional<std::pair<std::size_t, std::size_t>> goal_pair(const ChangeFacts& change) const
    {
        if (change.new_fact != nullptr && change.new_fact->goal && pairing_.old_goal[*change.new_fact->goal]) {
            return std::pair(*pairing_.old_goal[*change.new_fact->goal], *change.new_fact->goal);
        }
        if (change.old_fact != nullptr && change.old_fact->goal && pairing_.new_goal[*change.old_fact->goal]) {
            return std::pair(*change.old_fact->goal, *pairing_.new_goal[*change.old_fact->goal]);
        }
        return std::nullopt;
    }
    static void bring_field(FactKind kind, const Goal& from, Goal& to)
    {
        switch (kind) {
        case FactKind::goal_importance: to.importance = from.importance; break;
        case FactKind::goal_difficulty: to.difficulty = from.difficulty; break;
        case FactKind::goal_weight: to.weight = from.weight; break;
        case FactKind::goal_baseline: to.baseline = from.baseline; break;
        case FactKind::scale_level:
        case FactKind::scale_range: to.scale = from.scale; break;
        default: break;
        }
    }
    void bring_entry(const ChangeFacts& change)
    {
        if (change.old_fact == nullptr || change.new_fact == nullptr) {
            return;  // comes with its ratings
        }
        auto& entry = plan_.ratings[*change.old_fact->entry];
        const auto& from = new_.ratings[*change.new_fact->entry];
        entry.date = from.date;
        entry.occasion = from.occasion;
        entry.rater = from.rater;
    }
    void bring_goal(const ChangeFacts& change)
    {
        if (change.old_fact == nullptr) {
            ensure_goal(*change.new_fact->goal);
        } else if (change.new_fact == nullptr) {
            // a goal that has gone weighs nothing and is rated no more; its place stays, so that the others keep theirs
            const auto gone = *change.old_fact->goal;
            for (auto& entry : plan_.ratings) {
                std::erase_if(entry.levels, [&](const auto& rating) { return rating.goal == gone; });
            }
        }
    }
    /// The goal of the old plan that is goal `g` of the new one, put there where it was not.
    std::size_t ensure_goal(std::size_t g)
    {
        if (pairing_.old_goal[g]) {
            return *pairing_.old_goal[g];
        }
        const auto [place, fresh] = added_goals_.emplace(g, plan_.goals.size());
        if (fresh) {
            plan_.goals.push_back(new_.goals[g]);
        }
        return place->second;
    }
    std::size_t ensure_entry(std::size_t e)
    {
        if (pairing_.old_entry[e]) {
            return *pairing_.old_entry[e];
        }
        const auto [place, fresh] = added_entries_.emplace(e, plan_.ratings.size());
        if (fresh) {
            plan_.ratings.push_back(new_.ratings[e]);
            plan_.ratings.back().levels.clear();
        }
        return place->second;
    }
    void bring_rating(const ChangeFacts& change)
    {
        const bool is_new = change.new_fact != nullptr;
        const auto entry = is_new ? ensure_entry(*change.new_fact->entry) : *change.old_fact->entry;
        const auto goal = is_new ? ensure_goal(*change.new_fact->goal) : *change.old_fact->goal;
        auto& levels = plan_.ratings[entry].levels;
        const auto old = std::find_if(levels.begin(), levels.end(), [&](const auto& rating) { return rating.goal == goal; });
        if (old != levels.end()) {
            levels.erase(old);
        }
        if (is_new) {
            levels.push_back(*new_.ratings[*change.new_fact->entry].of(*change.new_fact->goal));
            levels.back().goal = goal;
        }
        derive_levels(plan_, goal);
    }

    Plan plan_;
    const Plan& new_;
    const Pairing& pairing_;
    std::map<std::size_t, std::size_t> added_goals_;
    std::map<std::size_t, std::size_t> added_entries_;
};

EntryEffect named(const RatingEntry& entry)
{
    EntryEffect effect;
    effect.date = entry.date;
    effect.occasion = entry.occasion;
    effect.rater = entry.rater;
    return effect;
}

/// The changes of ratings in each entry of one side.
std::vector<std::vector<std::size_t>> ratings_by_entry(std::size_t entries, bool of_new, const std::vector<ChangeFacts>& changes)
{
    std::vector<std::vector<std::size_t>> found(entries);
    for (std::size_t c = 0; c < changes.size(); ++c) {
        const auto* fact = of_new ? changes[c].new_fact : changes[c].old_fact;
        if (fact != nullptr && (fact->kind == FactKind::rating || fact->kind == FactKind::entry)) {
            found[*fact->entry].push_back(c);
        }
    }
    return found;
}

/// The level that a side of a changed rating has.
std::optional<Level> level_in(const Fact* fact, const Plan& plan)
{
    const auto* rating = fact != nullptr ? plan.ratings[*fact->entry].of(*fact->goal) : nullptr;
    return rating != nullptr ? rating->level : std::nullopt;
}

/// An entry that both plans have and whose scores differ.
struct Moved {
    std::size_t effect;
    std::size_t old_entry;
    std::size_t new_entry;
};

/// Finds the causes of the effects on entries that both plans have.
class Causes {
public:
    Causes(const Plan& old_plan, const Plan& new_plan, const Pairing& pairing, const std::vector<ChangeFacts>& changes)
        : old_(old_plan), new_(new_plan), pairing_(pairing), changes_(changes)
    {
        for (std::size_t c = 0; c < changes.size(); ++c) {
            if (reach_of(changes[c], old_plan, new_plan) == Reach::all_entries) {
                wide_.push_back(c);
            }
        }
    }

    void find(const std::vector<Scores>& old_scores, const std::vector<Moved>& moved, std::vector<EntryEffect>& effects) const
    {
        // another level of one of its goals always moves an entry's T
        const auto in_entry = ratings_by_entry(new_.ratings.size(), true, changes_);
        const auto in_old_entry = ratings_by_entry(old_.ratings.size(), false, changes_);
        for (const auto& at : moved) {
            for (const auto* own : {&in_old_entry[at.old_entry], &in_entry[at.new_entry]}) {
                for (const auto c : *own) {
                    if (reach_of(changes_[c], old_, new_) == Reach::own_entry && level_in(changes_[c].old_fact, old_) != level_in(changes_[c].new_fact, new_)) {
                        effects[at.effect].causes.push_back(c);
                    }
                }
            }
        }
        std::vector<std::size_t> together;  // those after which, alone, the plan could not be scored
        for (std::size_t k = 0; k < wide_.size() && wide_.size() <= max_tried; ++k) {
            if (const auto scores = scores_with({wide_[k]})) {
                name({wide_[k]}, *scores, old_scores, moved, effects);
            } else {
                together.push_back(wide_[k]);
            }
        }
        if (!together.empty()) {
            name(together, scores_with(together).value_or(std::vector<Scores>(old_.ratings.size())), old_scores, moved, effects);
        }
        std::optional<NearChanges> near;
        if (wide_.size() > max_tried) {
            near.emplace(old_, new_, changes_, wide_);
        }
        for (const auto& at : moved) {
            auto& causes = effects[at.effect].causes;
            if (causes.empty()) {
                causes = near ? near->of(at.old_entry, at.new_entry) : wide_;  // none alone: they did it together
            }
            causes = causes.empty() ? in_entry[at.new_entry] : causes;  // the entry has another name, and so another baseline
            std::sort(causes.begin(), causes.end());
            causes.erase(std::unique(causes.begin(), causes.end()), causes.end());
        }
    }

private:
    [[nodiscard]] std::optional<std::vector<Scores>> scores_with(const std::vector<std::size_t>& some) const
    {
        Hybrid hybrid(old_, new_, pairing_);
        for (const auto c : some) {
            hybrid.bring(changes_[c]);
        }
        return scores_of(hybrid.plan());
    }
    static void name(const std::vector<std::size_t>& some, const std::vector<Scores>& scores, const std::vector<Scores>& old_scores,
                     const std::vector<Moved>& moved, std::vector<EntryEffect>& effects)
    {
        for (const auto& at : moved) {
            if (!same(scores[at.old_entry], old_scores[at.old_entry])) {
                effects[at.effect].causes.insert(effects[at.effect].causes.end(), some.begin(), some.end());
            }
        }
    }

    const Plan& old_;
    const Plan& new_;
    const Pairing& pairing_;
    const std::vector<ChangeFacts>& changes_;
    std::vector<std::size_t> wide_;  ///< changes that reach every entry
};

}  // namespace

std::vector<EntryEffect> effects_of(const Plan& old_plan, const Plan& new_plan, const Pairing& pairing, const std::vector<ChangeFacts>& changes)
{
    std::vector<EntryEffect> effects;
    const auto old_scores = scores_of(old_plan).value_or(std::vector<Scores>(old_plan.ratings.size()));
    const auto new_scores = scores_of(new_plan).value_or(std::vector<Scores>(new_plan.ratings.size()));
    const auto come = ratings_by_entry(new_plan.ratings.size(), true, changes);
    const auto gone = ratings_by_entry(old_plan.ratings.size(), false, changes);
    std::vector<Moved> moved;
    for (std::size_t e = 0; e < new_plan.ratings.size(); ++e) {
        const auto old = pairing.old_entry[e];
        if (old && same(old_scores[*old], new_scores[e])) {
            continue;
        }
        auto effect = named(new_plan.ratings[e]);
        effect.in_new = true;
        effect.in_old = old.has_value();
        effect.t_after = new_scores[e].t;
        effect.change_after = new_scores[e].change;
        if (old) {
            effect.t_before = old_scores[*old].t;
            effect.change_before = old_scores[*old].change;
            moved.push_back({effects.size(), *old, e});
        } else {
            effect.causes = come[e];
        }
        effects.push_back(std::move(effect));
    }
    for (std::size_t e = 0; e < old_plan.ratings.size(); ++e) {
        if (!pairing.new_entry[e]) {
            auto effect = named(old_plan.ratings[e]);
            effect.in_old = true;
            effect.t_before = old_scores[e].t;
            effect.change_before = old_scores[e].change;
            effect.causes = gone[e];
            effects.push_back(std::move(effect));
        }
    }
    Causes(old_plan, new_plan, pairing, changes).find(old_scores, moved, effects);
    std::stable_sort(effects.begin(), effects.end(), [](const auto& a, const auto& b) { return a.date < b.date; });
    return effects;
}

}  // namespace gas::diff
