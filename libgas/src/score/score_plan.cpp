// SPDX-License-Identifier: MIT
#include "gas/score/score_plan.hpp"

#include <cmath>

#include "history.hpp"

namespace gas {

std::string_view to_string(HalfLevel rule) { return rule == HalfLevel::keep ? "keep" : "-1"; }

std::string_view to_string(NoChange reason)
{
    switch (reason) {
    case NoChange::no_baseline: return "no-baseline";
    case NoChange::ambiguous_baseline: return "ambiguous-baseline";
    case NoChange::baseline_zero_weights: return "zero-weights";
    }
    return "";
}

std::string_view rci_verdict(double rci)
{
    if (std::abs(rci) <= 1.96) {
        return "no-reliable-change";
    }
    return rci > 0 ? "improved" : "worsened";
}

namespace {

using score::GoalAt;
using score::Moment;

/// Levels and weights of the goals that make a T, and of those that make a change.
struct Sums {
    std::vector<double> levels;
    std::vector<double> weights;
    std::vector<double> paired_now;
    std::vector<double> paired_baseline;
    std::vector<double> paired_weights;
    bool ambiguous_rating = false;
    bool ambiguous_baseline = false;
    bool one_rater = true;
    const RatingEntry* from = nullptr;
};

double rho_of(const Plan& plan, const ScoreOptions& options) { return options.rho ? *options.rho : plan.scoring.rho.value_or(default_rho); }

std::size_t count_index(double level) { return level == -0.5 ? 3 : static_cast<std::size_t>(level < 0 ? level + 3 : level + 4); }

void take_goal(const Plan& plan, std::size_t goal, const GoalAt& at, double weight, const ScoreOptions& options, ScoreRow& row, Sums& sums)
{
    sums.ambiguous_rating = sums.ambiguous_rating || at.taken.ambiguous;
    if (at.taken.rating == nullptr || at.taken.ambiguous) {
        return;
    }
    const double level = score::analysed(*at.taken.rating->level, options.half_level);
    sums.levels.push_back(level);
    sums.weights.push_back(weight);
    row.counts[count_index(level)] += 1;
    row.rated += 1;
    row.carried += at.carried ? 1 : 0;
    if (at.taken.several || (sums.from != nullptr && sums.from->rater != at.taken.entry->rater)) {
        sums.one_rater = false;
    }
    sums.from = at.taken.entry;
    const auto baseline = baseline_of(plan, goal, row.entry ? std::string_view(row.rater) : std::string_view(at.taken.entry->rater));
    sums.ambiguous_baseline = sums.ambiguous_baseline || baseline.source == BaselineSource::ambiguous;
    if (baseline.level) {
        sums.paired_now.push_back(level);
        sums.paired_baseline.push_back(score::analysed(*baseline.level, options.half_level));
        sums.paired_weights.push_back(weight);
    }
}

void set_t(ScoreRow& row, const Sums& sums, const ScoreOptions& options, int missing)
{
    if (sums.ambiguous_rating) {
        row.no_score = NoScore::ambiguous_rating;
    } else if (sums.levels.empty()) {
        row.no_score = NoScore::no_rated_goal;
    } else if (options.complete && missing > 0) {
        row.no_score = NoScore::incomplete;
    } else {
        row.t = t_score(sums.levels, sums.weights, row.rho);
        if (!row.t) {
            row.no_score = NoScore::zero_weights;
        }
    }
}

void set_change(ScoreRow& row, const Sums& sums, const ScoreOptions& options)
{
    if (row.no_score) {
        return;  // says enough
    }
    if (sums.ambiguous_baseline) {
        row.no_change = NoChange::ambiguous_baseline;
        return;
    }
    row.paired = static_cast<int>(sums.paired_now.size());
    if (row.paired == 0) {
        row.no_change = NoChange::no_baseline;
        return;
    }
    const auto now = t_score(sums.paired_now, sums.paired_weights, row.rho);
    row.t_baseline = t_score(sums.paired_baseline, sums.paired_weights, row.rho);
    if (!now || !row.t_baseline) {
        row.no_change = NoChange::baseline_zero_weights;
        return;
    }
    row.t_change = *now - *row.t_baseline;
    if (options.sem && *options.sem > 0) {
        row.rci = *row.t_change / (std::sqrt(2.0) * *options.sem);
    }
}

ScoreRow score_moment(const Plan& plan, const std::vector<std::size_t>& order, const Moment& moment, const GoalWeights& weights, const ScoreOptions& options)
{
    ScoreRow row;
    row.entry = moment.entry;
    row.date = moment.date;
    row.rho = rho_of(plan, options);
    row.weighting = weights.weighting;
    if (moment.entry) {
        const auto& entry = plan.ratings[*moment.entry];
        row.occasion = entry.occasion;
        row.rater = entry.rater;
        row.role = entry.role;
    }
    Sums sums;
    int missing = 0;
    for (std::size_t goal = 0; goal < plan.goals.size(); ++goal) {
        const bool active = is_active(plan, plan.goals[goal], moment.date);
        row.active += active ? 1 : 0;
        const auto at = score::goal_at(plan, order, goal, moment, options);
        missing += active && at.taken.rating == nullptr ? 1 : 0;
        take_goal(plan, goal, at, weights.weights[goal], options, row, sums);
    }
    if (!moment.entry && sums.from != nullptr && sums.one_rater && !sums.ambiguous_rating) {
        row.rater = sums.from->rater;
        row.role = sums.from->role;
    }
    set_t(row, sums, options, missing);
    set_change(row, sums, options);
    if (!sums.ambiguous_rating) {  // figures of the other goals would read as those of all
        row.levels = summarize_levels(sums.levels, sums.weights);
    }
    return row;
}

GoalRow goal_row(const Plan& plan, const std::vector<std::size_t>& order, std::size_t goal, const Moment& moment, const GoalWeights& weights,
                 const ScoreOptions& options)
{
    GoalRow row;
    row.goal = goal;
    row.entry = moment.entry;
    row.date = moment.date;
    row.weight = weights.weights[goal];
    row.weighting = weights.weighting;
    row.rho = rho_of(plan, options);
    std::optional<std::string_view> rater;
    if (moment.entry) {
        const auto& entry = plan.ratings[*moment.entry];
        row.occasion = entry.occasion;
        row.rater = entry.rater;
        row.role = entry.role;
        rater = entry.rater;
    } else if (!options.rater.empty()) {
        rater = options.rater;
    }
    const auto at = score::goal_at(plan, order, goal, moment, options);
    if (at.taken.rating != nullptr && !at.taken.ambiguous) {
        row.level = score::analysed(*at.taken.rating->level, options.half_level);
        row.recorded = at.taken.rating->recorded;
        row.value = at.taken.rating->value;
        if (!moment.entry) {
            row.rater = at.taken.entry->rater;
            row.role = at.taken.entry->role;
        }
    } else if (moment.entry) {
        const GoalRating* rating = plan.ratings[*moment.entry].of(goal);
        row.recorded = rating != nullptr ? rating->recorded : "";
    }
    const auto baseline = baseline_of(plan, goal, row.rater);
    if (baseline.level) {
        row.baseline = score::analysed(*baseline.level, options.half_level);
    }
    if (row.level && row.baseline) {
        row.level_change = *row.level - *row.baseline;
    }
    const auto history = score::history_of(plan, order, goal, moment.date, rater, options.half_level);
    row.status = attainment_of(history, row.baseline, plan.goals[goal].target, moment.date);
    row.stalled = is_active(plan, plan.goals[goal], moment.date) && is_stalled(history, moment.date, options.stall_after);
    return row;
}

/// A goal of a plan that has no rating yet: in progress since no day in particular.
GoalRow unrated_row(const Plan& plan, std::size_t goal, const GoalWeights& weights, const ScoreOptions& options)
{
    GoalRow row;
    row.goal = goal;
    row.weight = weights.weights[goal];
    row.weighting = weights.weighting;
    row.rho = rho_of(plan, options);
    if (plan.goals[goal].baseline) {
        row.baseline = score::analysed(*plan.goals[goal].baseline, options.half_level);
    }
    return row;
}

}  // namespace

std::variant<std::vector<ScoreRow>, WeightProblem> score_plan(const Plan& plan, const ScoreOptions& options)
{
    auto weights = weights_of(plan, options.weighting);
    if (auto* problem = std::get_if<WeightProblem>(&weights)) {
        return std::move(*problem);
    }
    if (plan.ratings.empty() && !options.at && options.occasion.empty() && options.rater.empty()) {
        ScoreRow row;
        row.no_score = NoScore::no_entry;
        row.active = static_cast<int>(plan.goals.size());
        row.rho = rho_of(plan, options);
        row.weighting = std::get<GoalWeights>(weights).weighting;
        return std::vector<ScoreRow>{row};
    }
    const auto order = score::by_date(plan);
    std::vector<ScoreRow> rows;
    for (const auto& moment : score::moments(plan, options)) {
        rows.push_back(score_moment(plan, order, moment, std::get<GoalWeights>(weights), options));
    }
    return rows;
}

std::variant<std::vector<GoalRow>, WeightProblem> score_goals(const Plan& plan, const ScoreOptions& options)
{
    auto weights = weights_of(plan, options.weighting);
    if (auto* problem = std::get_if<WeightProblem>(&weights)) {
        return std::move(*problem);
    }
    const auto& found = std::get<GoalWeights>(weights);
    std::vector<GoalRow> rows;
    if (plan.ratings.empty() && !options.at && options.occasion.empty() && options.rater.empty()) {
        for (std::size_t goal = 0; goal < plan.goals.size(); ++goal) {
            rows.push_back(unrated_row(plan, goal, found, options));
        }
        return rows;
    }
    const auto order = score::by_date(plan);
    for (const auto& moment : score::moments(plan, options)) {
        for (std::size_t goal = 0; goal < plan.goals.size(); ++goal) {
            const bool rated = moment.entry && plan.ratings[*moment.entry].of(goal) != nullptr;
            if (rated || is_active(plan, plan.goals[goal], moment.date)) {
                rows.push_back(goal_row(plan, order, goal, moment, found, options));
            }
        }
    }
    return rows;
}

}  // namespace gas
