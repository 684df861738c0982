// SPDX-License-Identifier: MIT
#include "course.hpp"

#include <algorithm>
#include <numeric>
#include <utility>
#include <variant>

#include "gas/plan/entry_key.hpp"

namespace gas::score {

std::optional<WeightProblem> Course::begin(const Plan& plan, const RatingGrid& grid, const ScoreOptions& options)
{
    plan_ = &plan;
    grid_ = &grid;
    options_ = &options;
    raters_known_ = 0;
    ordered_ = false;
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
    for (std::size_t i = 0; i < raters_known_; ++i) {
        if (baselines_[i].rater == rater) {
            return baselines_[i].goals;
        }
    }
    if (raters_known_ == baselines_.size()) {
        baselines_.emplace_back();
    }
    auto& found = baselines_[raters_known_++];
    found.rater = rater;
    set_baselines(found);
    return found.goals;
}

void Course::set_baselines(RaterBaselines& found) const
{
    const plan::GridRatings ratings{*grid_};
    found.entries.find(ratings, found.rater);
    found.goals.assign(grid_->goals, {});
    for (std::size_t g = 0; g < grid_->goals; ++g) {
        const auto baseline = found.entries.of(ratings, g);
        auto& goal = found.goals[g];
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
    carried_.clear();
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

/// The level of an earlier day: the latest of the same rater, else the latest of all, unless the raters of that day differ.
void Course::carry_into(std::size_t e, std::size_t goal)
{
    const auto& entries = grid_->entries;
    std::optional<std::size_t> own;
    std::optional<std::size_t> other;
    bool differ = false;
    const auto& in_time = order();
    for (auto it = in_time.rbegin(); it != in_time.rend() && !own; ++it) {
        if (entries[*it].date >= entries[e].date || !level(*it, goal)) {
            continue;
        }
        if (entries[*it].rater == entries[e].rater) {
            own = *it;
        } else if (!other) {
            other = *it;
        } else if (entries[*it].date == entries[*other].date && entries[*it].rater != entries[*other].rater) {
            differ = differ || level(*it, goal) != level(*other, goal);
        }
    }
    const auto taken = own ? own : differ ? std::nullopt : other;
    if (taken) {
        goals_[goal].level = level(*taken, goal);
        goals_[goal].carried = true;
        carried_.emplace_back(goal, *taken);
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
        const auto is_rater = [&](std::size_t other) { return entries[other].rater == entry.rater; };
        if (!rated || std::any_of(sources.begin(), sources.end(), is_rater)) {
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
        return std::find_if(carried_.begin(), carried_.end(), [&](const auto& one) { return one.first == goal; })->second;
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

}  // namespace gas::score
