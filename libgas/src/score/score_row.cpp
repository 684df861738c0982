// SPDX-License-Identifier: MIT
#include "gas/score/score_row.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "per_goal.hpp"
#include "t_parts.hpp"

namespace gas {

std::string_view reason_of(const ScoreFigures& figures)
{
    if (figures.no_score) {
        return to_string(*figures.no_score);
    }
    return figures.no_change ? to_string(*figures.no_change) : std::string_view();
}

std::string_view rci_verdict(double rci)
{
    constexpr double border = 1.96;
    constexpr double rounding = 1e-10;  // relative: an index on the border is not beyond it
    if (std::abs(rci) <= border * (1 + rounding)) {
        return "no-reliable-change";
    }
    return rci > 0 ? "improved" : "worsened";
}

Level analysed(Level recorded, HalfLevel rule)
{
    constexpr auto minus_one = *Level::from_int(-1);
    return recorded.is_half() && rule == HalfLevel::as_minus_one ? minus_one : recorded;
}

namespace {

/// Where a level is counted in LevelCounts, by twice the level and 6.
constexpr std::array<std::uint8_t, 11> count_place = {0, 0, 1, 1, 2, 3, 4, 4, 5, 5, 6};

/// What decides on T and change, beside the levels; sums are of twice the levels, which are whole.
struct RowFacts {
    int sum = 0;
    int paired_sum = 0;
    int paired_baselines = 0;
    bool equal = true;  ///< all weights are 1
    bool ambiguous_rating = false;
    bool ambiguous_baseline = false;
};

RowFacts count(std::span<const GoalInRow> goals, ScoreFigures& row)
{
    RowFacts facts;  // and all that is counted, in locals: this runs for every entry of a study
    LevelCounts counts{};
    int active = 0;
    int rated = 0;
    int paired = 0;
    int carried = 0;
    int unrated = 0;
    int not_applicable = 0;
    for (const auto& goal : goals) {
        active += goal.active ? 1 : 0;
        if (!goal.level) {
            facts.ambiguous_rating = facts.ambiguous_rating || goal.ambiguous_rating;
            not_applicable += goal.active && goal.not_applicable ? 1 : 0;
            unrated += goal.active && !goal.not_applicable && !goal.stood_for ? 1 : 0;
            continue;
        }
        const int twice = goal.level->twice();
        ++rated;
        facts.sum += twice;
        facts.equal = facts.equal && goal.weight == 1;
        ++counts[count_place[static_cast<unsigned>(twice + 6)]];
        carried += goal.carried ? 1 : 0;
        facts.ambiguous_baseline = facts.ambiguous_baseline || goal.ambiguous_baseline;
        if (goal.baseline) {
            ++paired;
            facts.paired_sum += twice;
            facts.paired_baselines += goal.baseline->twice();
        }
    }
    row.counts = counts;
    row.active = active;
    row.rated = rated;
    row.paired = paired;
    row.carried = carried;
    row.unrated = unrated;
    row.not_applicable = not_applicable;
    return facts;
}

/// T, baseline T and change of one row's goals.
struct RowScores {
    std::optional<double> t;
    std::optional<double> t_baseline;
    std::optional<double> t_change;
};

/// Where all goals weigh alike, sums of levels are all that is needed.
RowScores equal_scores(const ScoreFigures& row, const RowFacts& facts)
{
    RowScores scores;
    const auto root_of = [&](int goals) { return score::t_root(goals, goals, row.rho); };
    const double root = root_of(row.rated);
    scores.t = score::t_expected + score::t_distance(facts.sum / 2.0, root);
    if (row.paired > 0) {
        const double paired_root = row.paired == row.rated ? root : root_of(row.paired);
        scores.t_baseline = score::t_expected + score::t_distance(facts.paired_baselines / 2.0, paired_root);
        scores.t_change = score::t_distance((facts.paired_sum - facts.paired_baselines) / 2.0, paired_root);
    }
    return scores;
}

/// Levels and weights of the goals that make a T, and of those that make a change.
struct WeightedGoals {
    explicit WeightedGoals(std::span<const GoalInRow> goals)
        : levels(goals.size()), weights(goals.size()), paired_levels(goals.size()), baselines(goals.size()), paired_weights(goals.size())
    {
        for (const auto& goal : goals) {
            if (!goal.level) {
                continue;
            }
            levels[rated] = goal.level->value();
            weights[rated++] = goal.weight;
            if (goal.baseline) {
                paired_levels[paired] = goal.level->value();
                baselines[paired] = goal.baseline->value();
                paired_weights[paired++] = goal.weight;
            }
        }
    }
    [[nodiscard]] RowScores scores(double rho) const
    {
        return {t_score(levels.first(rated), weights.first(rated), rho), t_score(baselines.first(paired), paired_weights.first(paired), rho),
                t_change(paired_levels.first(paired), baselines.first(paired), paired_weights.first(paired), rho)};
    }
    [[nodiscard]] LevelSummary summary() const { return summarize_levels(levels.first(rated), weights.first(rated)); }

    score::PerGoal levels;
    score::PerGoal weights;
    score::PerGoal paired_levels;
    score::PerGoal baselines;
    score::PerGoal paired_weights;
    std::size_t rated = 0;
    std::size_t paired = 0;
};

void set_change(ScoreFigures& row, const RowFacts& facts, const RowScores& scores, const ScoreOptions& options)
{
    if (facts.ambiguous_baseline) {
        row.no_change = NoChange::ambiguous_baseline;
    } else if (row.paired == 0) {
        row.no_change = NoChange::no_baseline;
    } else if (!scores.t_change) {
        row.no_change = NoChange::baseline_zero_weights;
    } else {
        row.t_baseline = scores.t_baseline;
        row.t_change = scores.t_change;
        if (options.sem && *options.sem > 0) {
            row.rci = *row.t_change / (std::sqrt(2.0) * *options.sem);
        }
    }
}

/// T and change, or why there is none.
void set_scores(ScoreFigures& row, const RowFacts& facts, const RowScores& scores, const ScoreOptions& options)
{
    if (facts.ambiguous_rating) {
        row.no_score = NoScore::ambiguous_rating;
    } else if (row.rated == 0) {
        row.no_score = NoScore::no_rated_goal;
    } else if (options.complete && row.unrated > 0) {
        row.no_score = NoScore::incomplete;
    } else if (row.t = scores.t; !row.t) {
        row.no_score = NoScore::zero_weights;
    } else {
        set_change(row, facts, scores, options);
    }
    if (row.no_score || facts.ambiguous_baseline) {
        row.paired = 0;  // no change rests on them
    }
}

}  // namespace

void score_row(std::span<const GoalInRow> goals, double rho, Weighting weighting, const ScoreOptions& options, bool with_levels, ScoreFigures& row)
{
    row.rho = rho;
    row.weighting = weighting;
    const auto facts = count(goals, row);
    const bool summed_up = with_levels && !facts.ambiguous_rating;  // figures of the other goals would read as those of all
    if (facts.equal) {
        if (summed_up) {
            row.levels = summarize_counts(counted_levels, row.counts);
        }
        set_scores(row, facts, row.rated > 0 ? equal_scores(row, facts) : RowScores(), options);
        return;
    }
    const WeightedGoals weighted(goals);
    if (summed_up) {
        row.levels = weighted.summary();
    }
    set_scores(row, facts, weighted.scores(rho), options);
}

}  // namespace gas
