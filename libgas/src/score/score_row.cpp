// SPDX-License-Identifier: MIT
#include "gas/score/score_row.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "per_goal.hpp"

namespace gas {

Level analysed(Level recorded, HalfLevel rule)
{
    constexpr auto minus_one = *Level::from_int(-1);
    return recorded.is_half() && rule == HalfLevel::as_minus_one ? minus_one : recorded;
}

namespace {

/// Where a level is counted in LevelCounts, by twice the level and 6.
constexpr std::array<std::uint8_t, 11> count_place = {0, 0, 1, 1, 2, 3, 4, 4, 5, 5, 6};

/// Levels and weights of the goals that make a T, and of those that make a change.
struct RowSums {
    explicit RowSums(std::size_t goals) : levels(goals), weights(goals), paired_levels(goals), paired_baselines(goals), paired_weights(goals) {}
    score::PerGoal levels;
    score::PerGoal weights;
    score::PerGoal paired_levels;
    score::PerGoal paired_baselines;
    score::PerGoal paired_weights;
    std::size_t paired = 0;
    bool equal = true;  ///< all weights are 1
    bool ambiguous_rating = false;
    bool ambiguous_baseline = false;
};

void count(std::span<const GoalInRow> goals, ScoreFigures& row, RowSums& sums)
{
    for (const auto& goal : goals) {
        row.active += goal.active ? 1 : 0;
        sums.ambiguous_rating = sums.ambiguous_rating || goal.ambiguous_rating;
        if (!goal.level) {
            const bool judged = goal.not_applicable || goal.stood_for;
            row.not_applicable += goal.active && goal.not_applicable ? 1 : 0;
            row.unrated += goal.active && !judged ? 1 : 0;
            continue;
        }
        const auto place = static_cast<std::size_t>(row.rated++);
        sums.levels[place] = goal.level->value();
        sums.weights[place] = goal.weight;
        sums.equal = sums.equal && goal.weight == 1;
        row.counts[count_place[static_cast<std::size_t>(goal.level->twice() + 6)]] += 1;
        row.carried += goal.carried ? 1 : 0;
        sums.ambiguous_baseline = sums.ambiguous_baseline || goal.ambiguous_baseline;
        if (goal.baseline) {
            sums.paired_levels[sums.paired] = goal.level->value();
            sums.paired_baselines[sums.paired] = goal.baseline->value();
            sums.paired_weights[sums.paired++] = goal.weight;
        }
    }
}

void set_change(ScoreFigures& row, const RowSums& sums, const ScoreOptions& options)
{
    if (sums.ambiguous_baseline) {
        row.no_change = NoChange::ambiguous_baseline;
        return;
    }
    row.paired = static_cast<int>(sums.paired);
    if (row.paired == 0) {
        row.no_change = NoChange::no_baseline;
        return;
    }
    const auto baselines = sums.paired_baselines.first(sums.paired);
    const auto weights = sums.paired_weights.first(sums.paired);
    row.t_baseline = t_score(baselines, weights, row.rho);
    row.t_change = t_change(sums.paired_levels.first(sums.paired), baselines, weights, row.rho);
    if (!row.t_change) {
        row.no_change = NoChange::baseline_zero_weights;
    } else if (options.sem && *options.sem > 0) {
        row.rci = *row.t_change / (std::sqrt(2.0) * *options.sem);
    }
}

}  // namespace

ScoreFigures score_row(std::span<const GoalInRow> goals, double rho, Weighting weighting, const ScoreOptions& options, bool with_levels)
{
    ScoreFigures row;
    row.rho = rho;
    row.weighting = weighting;
    RowSums sums(goals.size());
    count(goals, row, sums);
    const auto rated = static_cast<std::size_t>(row.rated);
    if (with_levels && !sums.ambiguous_rating) {  // figures of the other goals would read as those of all
        row.levels = sums.equal ? summarize_counts(counted_levels, row.counts) : summarize_levels(sums.levels.first(rated), sums.weights.first(rated));
    }
    if (sums.ambiguous_rating) {
        row.no_score = NoScore::ambiguous_rating;
    } else if (row.rated == 0) {
        row.no_score = NoScore::no_rated_goal;
    } else if (options.complete && row.unrated > 0) {
        row.no_score = NoScore::incomplete;
    } else if (row.t = t_score(sums.levels.first(rated), sums.weights.first(rated), rho); !row.t) {
        row.no_score = NoScore::zero_weights;
    } else {
        set_change(row, sums, options);
    }
    return row;
}

}  // namespace gas
