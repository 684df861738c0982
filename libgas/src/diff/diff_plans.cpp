// SPDX-License-Identifier: MIT
#include "gas/diff/diff_plans.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "effect.hpp"
#include "gas/text/phrases.hpp"
#include "pairing.hpp"

namespace gas {

namespace {

/// What a difference of this kind means. `rated`: the old plan has a rating of the goal.
ChangeClass class_of(const KeyInfo& key, bool in_old, bool rated)
{
    const auto worst = key.change.change_class;
    if (worst == ChangeClass::edited_ratings && key.is_element() && !in_old) {
        return ChangeClass::new_ratings;
    }
    return worst == ChangeClass::scale_change && !rated ? ChangeClass::goals : worst;
}

/// By goal, whether some entry rates it.
std::vector<bool> rated_goals(const Plan& plan)
{
    std::vector<bool> rated(plan.goals.size());
    for (const auto& entry : plan.ratings) {
        for (const auto& rating : entry.levels) {
            rated[rating.goal] = rated[rating.goal] || rating.level || rating.value || rating.word;
        }
    }
    return rated;
}

std::set<std::string_view> measures_with_readings(const Plan& plan)
{
    std::set<std::string_view> ids;
    for (const auto& measure : plan.measures) {
        if (!measure.readings.empty()) {
            ids.insert(measure.id);
        }
    }
    return ids;
}

std::string kind_of(const KeyInfo& key, bool in_old, bool in_new)
{
    const auto stem = key.change.stem;
    if (!in_old || !in_new) {
        return fmt::format("{}-{}", stem, in_old ? "removed" : "added");
    }
    if (key.key == FactKind::goal) {
        return "goal-renamed";
    }
    if (key.key == FactKind::entry) {
        return "entry-moved";
    }
    return fmt::format("{}-{}", stem, key.is_element() && key.change.change_class == ChangeClass::edited_ratings ? "edited" : "changed");
}

/// One side's facts, and where each path is among them.
struct Facts {
    std::vector<Fact> list;
    std::map<std::string_view, std::size_t> by_path;

    explicit Facts(std::vector<Fact> facts) : list(std::move(facts))
    {
        for (std::size_t i = 0; i < list.size(); ++i) {
            by_path.emplace(list[i].path, i);
        }
    }
    [[nodiscard]] std::optional<std::size_t> at(std::string_view path) const
    {
        const auto found = by_path.find(path);
        return found != by_path.end() ? std::optional(found->second) : std::nullopt;
    }
};

/// Compares the facts of two plans.
class ChangeFinder {
public:
    ChangeFinder(const PlanSide& old_side, const PlanSide& new_side)
        : old_side_(old_side), new_side_(new_side), pairing_(diff::pair_up(old_side.plan, new_side.plan, old_side.complete && new_side.complete)),
          old_(facts_of(old_side.plan, old_side.ranges, diff::names_by(pairing_, old_side.plan, new_side.plan, new_names_))),
          new_(facts_of(new_side.plan, new_side.ranges, new_names_)), rated_(rated_goals(old_side.plan)), measured_(measures_with_readings(old_side.plan))
    {
    }

    PlanDiff result()
    {
        // in the order of the new plan, with what is gone where it stood
        std::size_t next_old = 0;
        for (std::size_t n = 0; n < new_.list.size(); ++n) {
            const auto o = old_.at(new_.list[n].path);
            for (; o && next_old < *o; ++next_old) {
                removed(next_old);
            }
            next_old = o ? std::max(next_old, *o + 1) : next_old;
            if (!o) {
                added(n);
            } else if (old_.list[*o].value != new_.list[n].value && told(old_side_, old_.list[*o]) && told(new_side_, new_.list[n])) {
                add(&old_.list[*o], &new_.list[n]);
            }
        }
        for (; next_old < old_.list.size(); ++next_old) {
            removed(next_old);
        }
        std::stable_sort(changes_.begin(), changes_.end(), [](const auto& a, const auto& b) { return a.change.change_class < b.change.change_class; });
        PlanDiff diff;
        if (old_side_.complete && new_side_.complete) {
            diff.effects = diff::effects_of(old_side_.plan, new_side_.plan, pairing_, changes_);
        }
        for (auto& change : changes_) {
            diff.changes.push_back(std::move(change.change));
        }
        for (const auto& effect : diff.effects) {
            for (const auto c : effect.causes) {
                diff.changes[c].moved_scores = diff.changes[c].moved_scores || (effect.in_old && effect.in_new);
            }
        }
        return diff;
    }

private:
    /// Whether the file of a side that was not wholly read says this fact itself.
    static bool told(const PlanSide& side, const Fact& fact)
    {
        if (side.complete || fact.range == Range{}) {
            return side.complete;
        }
        const auto& lines = side.doubtful_lines;
        const auto at = std::partition_point(lines.begin(), lines.end(), [&](const Range& line) { return line.end <= fact.range.begin; });
        return at == lines.end() || at->begin >= fact.range.end;
    }

    void removed(std::size_t o)
    {
        const auto& fact = old_.list[o];
        if (!new_.at(fact.path) && new_side_.complete && told(old_side_, fact) && !subsumed(old_, o, new_)) {
            add(&fact, nullptr);
        }
    }
    void added(std::size_t n)
    {
        if (old_side_.complete && told(new_side_, new_.list[n]) && !subsumed(new_, n, old_)) {
            add(nullptr, &new_.list[n]);
        }
    }
    /// Whether a fact that one side only has needs no telling: the goal or need it belongs to is told as a whole, and an entry by its ratings.
    static bool subsumed(const Facts& side, std::size_t i, const Facts& other)
    {
        const auto& fact = side.list[i];
        if (fact.kind == FactKind::entry) {
            return i + 1 < side.list.size() && side.list[i + 1].entry == fact.entry && has_ratings(side, i);
        }
        if (fact.kind == FactKind::rating_note || fact.kind == FactKind::entry_note) {
            return false;  // told beside the new rating or entry, which shows a level alone
        }
        if (fact.owner != i && fact.kind != FactKind::reading) {
            return !other.at(side.list[fact.owner].path).has_value();
        }
        // the levels of a goal that one side only has
        return fact.kind == FactKind::scale_level && !other.at(fact.path.substr(0, fact.path.rfind("/scale/"))).has_value();
    }
    static bool has_ratings(const Facts& side, std::size_t entry)
    {
        for (auto i = entry + 1; i < side.list.size() && side.list[i].entry == side.list[entry].entry; ++i) {
            if (side.list[i].kind == FactKind::rating) {
                return true;
            }
        }
        return false;
    }
    /// What stands for something that came or went as a whole: its own words, where it has any.
    static const Fact* words_for(const Facts& side, const Fact& fact)
    {
        const auto i = *side.at(fact.path);
        for (auto k = i + 1; k < side.list.size() && side.list[k].owner == i; ++k) {
            if ((is_free_text(side.list[k].kind) && fact.kind != FactKind::rating) || side.list[k].kind == FactKind::session_used) {
                return &side.list[k];
            }
        }
        return &fact;
    }

    void add(const Fact* old_fact, const Fact* new_fact)
    {
        const auto& fact = new_fact != nullptr ? *new_fact : *old_fact;
        const auto& plan = (new_fact != nullptr ? new_side_ : old_side_).plan;
        diff::ChangeFacts found;
        found.old_fact = old_fact;
        found.new_fact = new_fact;
        auto& change = found.change;
        const auto goal = old_goal(fact, new_fact != nullptr);
        const bool rated = goal ? rated_[*goal] : fact.kind == FactKind::measure_better && measured_.contains(fact.name);
        const auto& key = key_info(fact.kind);
        const bool takes_ratings = fact.kind == FactKind::plan_id && !old_side_.plan.ratings.empty();  // they are another participant's now
        change.change_class = takes_ratings ? ChangeClass::edited_ratings : class_of(key, old_fact != nullptr, rated);
        change.fact = fact.kind;
        change.kind = kind_of(key, old_fact != nullptr, new_fact != nullptr);
        change.field = !key.change.called.empty() ? key.change.called : key.is_element() ? key.change.stem : key.name();
        if (fact.level) {
            change.field += " " + to_string(*fact.level);
        }
        change.path = fact.path;
        change.goal = fact.goal ? goal_id(fact, new_fact != nullptr) : "";
        change.name = fact.goal ? "" : fact.name;
        change.date = fact.date;
        if (fact.entry) {
            const auto& entry = plan.ratings[*fact.entry];
            change.date = entry.date;
            change.occasion = entry.occasion;
            change.rater = entry.rater;
        }
        const bool whole = (old_fact == nullptr || new_fact == nullptr) && fact.kind != FactKind::entry;
        for (const auto* side : {old_fact, new_fact}) {
            if (side != nullptr) {
                const auto* shown = whole && side->owner == *facts(side == new_fact).at(side->path) ? words_for(facts(side == new_fact), *side) : side;
                (side == new_fact ? change.after : change.before) = shown->value;
                change.free_text = change.free_text || is_free_text(shown->kind);
                (side == new_fact ? change.new_range : change.old_range) = side->range;
            }
        }
        changes_.push_back(std::move(found));
    }
    [[nodiscard]] const Facts& facts(bool of_new) const { return of_new ? new_ : old_; }
    [[nodiscard]] std::optional<std::size_t> old_goal(const Fact& fact, bool in_new) const
    {
        return fact.goal && in_new ? pairing_.old_goal[*fact.goal] : fact.goal;
    }

    /// As the new plan has it, where it has the goal: an old id may be another goal's there.
    [[nodiscard]] const std::string& goal_id(const Fact& fact, bool in_new) const
    {
        const auto now = in_new ? fact.goal : pairing_.new_goal[*fact.goal];
        return now ? new_side_.plan.goals[*now].id : fact.name;
    }

    const PlanSide& old_side_;
    const PlanSide& new_side_;
    diff::Pairing pairing_;
    FactNames new_names_;
    Facts old_;
    Facts new_;
    std::vector<bool> rated_;              ///< goals of the old plan
    std::set<std::string_view> measured_;  ///< measures of the old plan that have readings
    std::vector<diff::ChangeFacts> changes_;
};

}  // namespace

FactNames names_in(const Plan& plan, const Plan& other)
{
    FactNames of_other;
    return diff::names_by(diff::pair_up(plan, other), plan, other, of_other);
}

namespace {

/// Whether both title and scale are others.
bool is_other(const Goal& a, const Goal& b)
{
    const bool same_scale = std::equal(a.scale.begin(), a.scale.end(), b.scale.begin(), b.scale.end(),
                                       [](const auto& one, const auto& other) { return one.level == other.level && one.text == other.text; });
    return a.title != b.title && !a.scale.empty() && !b.scale.empty() && !same_scale;
}

}  // namespace

std::set<std::string> replaced_goals(const Plan& old_plan, const Plan& new_plan)
{
    std::set<std::string> replaced;
    const auto pairing = diff::pair_goals_up(old_plan, new_plan);
    for (std::size_t g = 0; g < old_plan.goals.size(); ++g) {
        const auto partner = pairing.new_goal[g];
        if (partner && old_plan.goals[g].id == new_plan.goals[*partner].id && is_other(old_plan.goals[g], new_plan.goals[*partner])) {
            replaced.insert(old_plan.goals[g].id);
        }
    }
    return replaced;
}

std::set<std::string> other_goals(const Plan& a, const Plan& b)
{
    std::map<std::string_view, const Goal*> goals;
    for (const auto& goal : a.goals) {
        goals.emplace(goal.id, &goal);
    }
    std::set<std::string> others;
    for (const auto& goal : b.goals) {
        if (const auto found = goals.find(goal.id); found != goals.end() && is_other(*found->second, goal)) {
            others.insert(goal.id);
        }
    }
    return others;
}

Severity severity_of(ChangeClass change_class) { return change_class <= ChangeClass::settings ? Severity::warning : Severity::info; }

Severity severity_of(const Change& change) { return change.moved_scores ? Severity::warning : severity_of(change.change_class); }

Change whole_plan(const PlanSide& side, bool added, bool again)
{
    Change change;
    const bool ratings_gone = !added && !again && !side.plan.ratings.empty();
    change.change_class = ratings_gone ? ChangeClass::edited_ratings : ChangeClass::goals;
    change.kind = fmt::format("plan{}-{}", again ? "-again" : "", added ? "added" : "removed");
    change.field = again ? "second plan of this id" : "plan";
    change.path = "/id";
    const auto told = fmt::format("{}, rated {}", counted(side.plan.goals.size(), "goal"), counted(side.plan.ratings.size(), "time"));
    (added ? change.after : change.before) = told;
    (added ? change.new_range : change.old_range) = or_else(side.ranges.id, side.ranges.whole);
    return change;
}

PlanDiff diff_plans(const PlanSide& old_side, const PlanSide& new_side) { return ChangeFinder(old_side, new_side).result(); }

}  // namespace gas
