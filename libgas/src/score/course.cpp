// SPDX-License-Identifier: MIT
#include "course.hpp"

#include <algorithm>
#include <iterator>
#include <numeric>
#include <set>
#include <utility>
#include <variant>

#include "gas/plan/entry_key.hpp"

namespace gas::score {

std::optional<WeightProblem> Course::begin(const Plan& plan, const RatingGrid& grid, const ScoreOptions& options)
{
    plan_ = &plan;
    grid_ = &grid;
    options_ = &options;
    baselines_known_ = 0;
    baselines_of_others_ = 0;
    baselines_found_ = ordered_ = false;
    rated_days_.clear();
    rho_ = rho_of(plan, options);
    if (auto wrong = check_options(options); !wrong.empty()) {
        return WeightProblem{0, std::move(wrong), ""};
    }
    if (auto problem = find_weights(plan, options.weighting, weights_)) {
        return problem;
    }
    always_active_ = !plan.start && std::none_of(plan.goals.begin(), plan.goals.end(), [](const Goal& g) { return g.added || g.ended || g.replaces; });
    if (!always_active_) {
        days_ = active_days(plan, grid);
    }
    goals_.resize(plan.goals.size());
    if (analysed_by_ != options.half_level) {
        analysed_by_ = options.half_level;
        for (std::size_t i = 0; i < analysed_.size(); ++i) {
            const auto recorded = Level::from_twice(static_cast<int>(i) + lowest_twice);
            analysed_[i] = recorded ? std::optional(analysed(*recorded, options.half_level)) : std::nullopt;
        }
    }
    return std::nullopt;
}

std::optional<Level> Course::level(std::size_t e, std::size_t goal) const
{
    const auto place = static_cast<std::size_t>(grid_->level(e, goal) - lowest_twice);
    return place < analysed_.size() ? analysed_[place] : std::nullopt;
}

const std::vector<GoalInRow>& Course::baselines_for(std::uint32_t rater)
{
    const plan::GridRatings ratings{*grid_};
    if (!baselines_found_) {
        baselines_found_ = true;
        baseline_entries_.find(ratings);
        baselines_of_.assign(grid_->names.size() + 1, 0);  // the last is whoever has no name here
    }
    auto& which = baselines_of_[rater];
    if (which == 0) {
        const auto counted = baseline_entries_.counted_for(ratings, rater);
        auto& known = counted.own ? which : baselines_of_others_;
        if (known == 0) {
            known = static_cast<std::uint32_t>(++baselines_known_);
            baselines_.resize(std::max(baselines_.size(), baselines_known_));
            set_baselines(counted, baselines_[known - 1]);
        }
        which = known;
    }
    return baselines_[which - 1];
}

void Course::set_baselines(const plan::CountedEntries& counted, std::vector<GoalInRow>& found) const
{
    const plan::GridRatings ratings{*grid_};
    found.assign(grid_->goals, {});
    for (std::size_t g = 0; g < grid_->goals; ++g) {
        const auto baseline = counted.of(ratings, g);
        auto& goal = found[g];
        goal.weight = weight(g);
        goal.ambiguous_baseline = baseline.source == BaselineSource::ambiguous;
        goal.baseline = baseline.level ? std::optional(analysed(*baseline.level, options_->half_level)) : std::nullopt;
    }
}

const GoalInRow& Course::unrated_asked_for(std::size_t goal)
{
    const auto& names = grid_->names;
    const auto found = std::find(names.begin(), names.end(), options_->rater);  // the first is the empty one; a rater who is none of them has no entries
    return baselines_for(static_cast<std::uint32_t>(found - names.begin()))[goal];
}

const std::vector<std::size_t>& Course::order()
{
    if (ordered_) {
        return order_;
    }
    ordered_ = true;
    order_.resize(grid_->entries.size());
    std::iota(order_.begin(), order_.end(), std::size_t{0});
    const auto key = [&](std::size_t e) {
        const auto& entry = grid_->entries[e];
        return EntryKey{entry.date, grid_->names[entry.occasion], grid_->names[entry.rater]};  // without dates, the date that says which is earlier
    };
    std::stable_sort(order_.begin(), order_.end(), [&](auto a, auto b) { return is_earlier(key(a), key(b)); });
    return order_;
}

std::span<const GoalInRow> Course::of_entry(std::size_t e)
{
    const auto& entry = grid_->entries[e];
    const auto& unrated = baselines_for(entry.rater);
    std::copy(unrated.begin(), unrated.end(), goals_.begin());
    const std::int8_t* recorded = grid_->levels.data() + e * grid_->goals;
    for (std::size_t g = 0; g < goals_.size(); ++g) {
        auto& goal = goals_[g];
        const auto place = static_cast<std::size_t>(recorded[g] - lowest_twice);
        if (place < analysed_.size()) {
            goal.level = analysed_[place];
        } else {
            goal.not_applicable = recorded[g] == RatingGrid::not_applicable;
        }
        if (!always_active_) {
            goal.active = days_[g].has(entry.date);
        }
    }
    entry_ = e;
    carried_from_.resize(goals_.size());
    if (!always_active_) {
        mark_stood_for(entry.date);
    }
    for (std::size_t g = 0; options_->carry && g < goals_.size(); ++g) {
        const auto& goal = goals_[g];
        // "could not be rated" is a statement about this day: nothing is carried over it
        if (goal.active && !goal.level && !goal.not_applicable && !goal.stood_for) {
            carry_into(e, g);
        }
    }
    return goals_;
}

void Course::mark_stood_for(Date date)
{
    for (std::size_t g = 0; g < goals_.size(); ++g) {
        auto& goal = goals_[g];
        goal.stood_for = !goal.level && !goal.not_applicable && days_[g].is_stood_for_on(date) && goals_[*days_[g].replaces].level;
    }
}

/// What can be carried: of each goal, the days on which it was rated.
void Course::set_days()
{
    rated_days_.resize(grid_->goals);
    const auto add = [&](std::vector<DayRated>& days, std::size_t e, std::size_t goal) {
        const auto date = grid_->entries[e].date;
        if (days.empty() || days.back().date != date) {
            days.push_back({date, e, false});
            return;
        }
        auto& day = days.back();
        const bool same_rater = grid_->entries[day.latest].rater == grid_->entries[e].rater;
        day.differ = day.differ || (!same_rater && level(day.latest, goal) != level(e, goal));
    };
    const auto& in_time = order();
    for (auto at = in_time.rbegin(); at != in_time.rend(); ++at) {  // the latest of a day first: it is the one that counts
        const auto e = *at;
        for (std::size_t g = 0; g < grid_->goals; ++g) {
            if (level(e, g)) {
                add(rated_days_[g].all, e, g);
                add(rated_days_[g].by_rater[grid_->entries[e].rater], e, g);
            }
        }
    }
    for (auto& rated : rated_days_) {
        std::reverse(rated.all.begin(), rated.all.end());
        for (auto& [rater, days] : rated.by_rater) {
            std::reverse(days.begin(), days.end());
        }
    }
}

/// The level of an earlier day: the latest of the same rater, else the latest of all, unless the raters of that day differ.
void Course::carry_into(std::size_t e, std::size_t goal)
{
    if (rated_days_.empty()) {
        set_days();
    }
    const auto& rated = rated_days_[goal];
    const auto before = [&](const std::vector<DayRated>& days) -> const DayRated* {
        const auto later = std::partition_point(days.begin(), days.end(), [&](const DayRated& day) { return day.date < grid_->entries[e].date; });
        return later == days.begin() ? nullptr : &*std::prev(later);
    };
    const auto own = rated.by_rater.find(grid_->entries[e].rater);
    const auto* taken = own != rated.by_rater.end() ? before(own->second) : nullptr;
    if (taken == nullptr) {
        const auto* other = before(rated.all);
        taken = other != nullptr && !other->differ ? other : nullptr;
    }
    if (taken != nullptr) {
        goals_[goal].level = level(taken->latest, goal);
        goals_[goal].carried = true;
        carried_from_[goal] = taken->latest;
    }
}

void Course::take_latest(Date date, std::size_t goal)
{
    const auto& entries = grid_->entries;
    auto& here = goals_[goal];
    auto& sources = day_sources_[goal];
    std::optional<Date> day;  // of the latest rating
    bool judged_on_date = false;
    const auto& in_time = order();
    for (auto place = in_time.rbegin(); place != in_time.rend(); ++place) {
        const auto e = *place;
        const auto& entry = entries[e];
        if (entry.date > date || (!options_->rater.empty() && grid_->names[entry.rater] != options_->rater)) {
            continue;
        }
        if (day && entry.date != *day) {
            break;
        }
        const auto rated = level(e, goal);
        if (grid_->level(e, goal) == RatingGrid::not_applicable) {
            here.not_applicable = true;
            judged_on_date = judged_on_date || entry.date == date;
        }
        if (!rated || counted_raters_[entry.rater]) {
            continue;
        }
        if (judged_on_date && entry.date != date) {
            break;  // "could not be rated" is a statement about this day: nothing is carried over it
        }
        const auto& start = unrated(goal, e);
        if (!day) {
            day = entry.date;
            here.level = rated;
            here.baseline = start.baseline;
            here.ambiguous_baseline = start.ambiguous_baseline;
        } else {
            here.ambiguous_rating = here.ambiguous_rating || rated != here.level;
            here.ambiguous_baseline = here.ambiguous_baseline || start.ambiguous_baseline || start.baseline != here.baseline;
        }
        sources.push_back(e);
        counted_raters_[entry.rater] = true;
    }
    for (const auto e : sources) {
        counted_raters_[entries[e].rater] = false;
    }
    if (here.ambiguous_rating) {
        here.level.reset();
        sources.clear();
    }
    here.carried = here.level && *day != date;
    std::sort(sources.begin(), sources.end(), [&](auto a, auto b) { return grid_->names[entries[a].rater] < grid_->names[entries[b].rater]; });
}

std::span<const GoalInRow> Course::of_day(Date date)
{
    day_sources_.assign(goals_.size(), {});
    counted_raters_.assign(grid_->names.size(), false);
    entry_.reset();
    for (std::size_t g = 0; g < goals_.size(); ++g) {
        goals_[g] = {};
        goals_[g].weight = weight(g);
        goals_[g].active = is_active(g, date);
        if (goals_[g].active) {
            take_latest(date, g);
        }
        goals_[g].not_applicable = goals_[g].not_applicable && !goals_[g].level && !goals_[g].ambiguous_rating;
        if (goals_[g].ambiguous_baseline) {
            goals_[g].baseline.reset();
        }
    }
    return goals_;
}

std::optional<std::size_t> Course::source(std::size_t goal) const
{
    if (!entry_) {
        return day_sources_[goal].empty() ? std::nullopt : std::optional(day_sources_[goal].front());
    }
    if (goals_[goal].carried) {
        return carried_from_[goal];
    }
    return goals_[goal].level ? entry_ : std::nullopt;
}

std::optional<std::size_t> Course::only_rater_of_day() const
{
    std::optional<std::size_t> found;
    for (std::size_t g = 0; g < goals_.size(); ++g) {
        const auto& sources = day_sources_[g];
        const bool other = !sources.empty() && found && grid_->entries[sources.front()].rater != grid_->entries[*found].rater;
        if (goals_[g].ambiguous_rating || sources.size() > 1 || other) {
            return std::nullopt;
        }
        found = sources.empty() ? found : sources.front();
    }
    return found;
}

std::optional<std::size_t> Course::latest_of_day()
{
    std::set<std::size_t> counted;
    for (const auto& sources : day_sources_) {
        counted.insert(sources.begin(), sources.end());
    }
    const auto& in_time = order();
    const auto latest = std::find_if(in_time.rbegin(), in_time.rend(), [&](std::size_t e) { return counted.contains(e); });
    return latest == in_time.rend() ? std::nullopt : std::optional(*latest);
}

}  // namespace gas::score
