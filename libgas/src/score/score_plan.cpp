// SPDX-License-Identifier: MIT
#include "gas/score/score_plan.hpp"

#include <cmath>

#include "history.hpp"
#include "score_sums.hpp"

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

std::string_view reason_of(const ScoreFigures& figures)
{
    if (figures.no_score) {
        return to_string(*figures.no_score);
    }
    return figures.no_change ? to_string(*figures.no_change) : std::string_view();
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

void take_goal(const Plan& plan, std::size_t goal, const GoalAt& at, double weight, const ScoreOptions& options, ScoreRow& row, score::Sums& sums)
{
    sums.ambiguous_rating = sums.ambiguous_rating || at.taken.ambiguous;
    if (at.taken.rating == nullptr || at.taken.ambiguous) {
        return;
    }
    const double level = score::analysed(*at.taken.rating->level, options.half_level);
    sums.add(level, weight);
    row.counts[score::count_index(level)] += 1;
    row.rated += 1;
    row.carried += at.carried ? 1 : 0;
    const auto baseline = baseline_of(plan, goal, row.entry ? std::string_view(row.rater) : std::string_view(at.taken.entry->rater));
    sums.ambiguous_baseline = sums.ambiguous_baseline || baseline.source == BaselineSource::ambiguous;
    if (baseline.level) {
        sums.add_pair(level, score::analysed(*baseline.level, options.half_level), weight);
    }
}

ScoreRow score_moment(const Plan& plan, const std::vector<std::size_t>& order, const Moment& moment, const GoalWeights& weights, const ScoreOptions& options)
{
    ScoreRow row;
    row.entry = moment.entry;
    row.date = moment.date;
    row.rho = score::rho_of(plan, options);
    row.weighting = weights.weighting;
    if (moment.entry) {
        const auto& entry = plan.ratings[*moment.entry];
        row.occasion = entry.occasion;
        row.rater = entry.rater;
        row.role = entry.role;
    }
    score::Sums sums;
    sums.clear(plan.goals.size());
    const RatingEntry* from = nullptr;
    bool one_rater = true;
    int missing = 0;
    for (std::size_t goal = 0; goal < plan.goals.size(); ++goal) {
        const bool active = is_active(plan, plan.goals[goal], moment.date);
        row.active += active ? 1 : 0;
        const auto at = score::goal_at(plan, order, goal, moment, options);
        missing += active && at.taken.rating == nullptr ? 1 : 0;
        take_goal(plan, goal, at, weights.weights[goal], options, row, sums);
        if (at.taken.rating != nullptr && !at.taken.ambiguous) {
            one_rater = one_rater && !at.taken.several && (from == nullptr || from->rater == at.taken.entry->rater);
            from = at.taken.entry;
        }
    }
    if (!moment.entry && from != nullptr && one_rater && !sums.ambiguous_rating) {
        row.rater = from->rater;
        row.role = from->role;
    }
    score::set_scores(row, sums, options, missing);
    if (!sums.ambiguous_rating) {  // figures of the other goals would read as those of all
        row.levels = summarize_levels(sums.levels(), sums.weights());
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
    row.rho = score::rho_of(plan, options);
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
    row.rho = score::rho_of(plan, options);
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
        row.rho = score::rho_of(plan, options);
        row.weighting = std::get<GoalWeights>(weights).weighting;
        return std::vector<ScoreRow>{row};
    }
    std::vector<ScoreRow> rows;
    if (!options.at && !options.carry) {
        RatingGrid grid;
        fill_grid(plan, grid);
        GridScores scores;
        score_grid(plan, grid, options, true, scores);
        for (const auto& figures : scores.rows) {
            const auto& entry = plan.ratings[*figures.entry];
            rows.push_back({figures, entry.date, entry.occasion, entry.rater, entry.role});
        }
        return rows;
    }
    const auto order = score::by_date(plan);
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

std::optional<ScoreRow> latest_score(const Plan& plan, bool with_baseline)
{
    std::optional<ScoreRow> latest;
    auto scores = score_plan(plan, {});
    if (auto* rows = std::get_if<std::vector<ScoreRow>>(&scores)) {
        for (auto& row : *rows) {
            if (row.t && (with_baseline || row.occasion != "baseline") && (!latest || latest->date <= row.date)) {
                latest = std::move(row);
            }
        }
    }
    return latest;
}

}  // namespace gas
