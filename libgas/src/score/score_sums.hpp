// SPDX-License-Identifier: MIT
#pragma once

#include <cmath>
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "gas/score/score_plan.hpp"

/// From the levels that an entry's goals have to its T and change: one way, however the levels were found.
namespace gas::score {

/// Levels and weights of the goals that make a T, and of those that make a change.
class Sums {
public:
    /// Room for so many goals; nothing in it.
    void clear(std::size_t goals)
    {
        if (levels_.size() < goals) {
            for (auto* values : {&levels_, &weights_, &paired_now_, &paired_baseline_, &paired_weights_}) {
                values->resize(goals);
            }
        }
        rated_ = paired_ = 0;
        ambiguous_rating = ambiguous_baseline = false;
    }
    void add(double level, double weight)
    {
        levels_[rated_] = level;
        weights_[rated_++] = weight;
    }
    void add_pair(double now, double baseline, double weight)
    {
        paired_now_[paired_] = now;
        paired_baseline_[paired_] = baseline;
        paired_weights_[paired_++] = weight;
    }
    [[nodiscard]] std::span<const double> levels() const { return {levels_.data(), rated_}; }
    [[nodiscard]] std::span<const double> weights() const { return {weights_.data(), rated_}; }
    [[nodiscard]] std::span<const double> paired_now() const { return {paired_now_.data(), paired_}; }
    [[nodiscard]] std::span<const double> paired_baseline() const { return {paired_baseline_.data(), paired_}; }
    [[nodiscard]] std::span<const double> paired_weights() const { return {paired_weights_.data(), paired_}; }

    bool ambiguous_rating = false;
    bool ambiguous_baseline = false;

private:
    std::vector<double> levels_;
    std::vector<double> weights_;
    std::vector<double> paired_now_;
    std::vector<double> paired_baseline_;
    std::vector<double> paired_weights_;
    std::size_t rated_ = 0;
    std::size_t paired_ = 0;
};

double rho_of(const Plan& plan, const ScoreOptions& options);
/// Where a level is counted in LevelCounts.
std::size_t count_index(double level);
/// What decides on T and change, beside the numbers.
struct Facts {
    int missing = 0;  ///< active goals that the entry does not rate
    int paired = 0;   ///< goals rated now and at baseline
    bool ambiguous_rating = false;
    bool ambiguous_baseline = false;
};

/// T and change of `row`, whose rated goals are counted, or why there is none. `t`, `now` (of the paired goals) and `baseline` compute a T where
/// it is wanted, nothing where all weights are 0.
template <typename T, typename Now, typename Baseline>
void set_scores(ScoreFigures& row, const Facts& facts, const ScoreOptions& options, T t, Now now, Baseline baseline)
{
    if (facts.ambiguous_rating) {
        row.no_score = NoScore::ambiguous_rating;
    } else if (row.rated == 0) {
        row.no_score = NoScore::no_rated_goal;
    } else if (options.complete && facts.missing > 0) {
        row.no_score = NoScore::incomplete;
    } else if (row.t = t(); !row.t) {
        row.no_score = NoScore::zero_weights;
    }
    if (row.no_score) {
        return;  // says enough
    }
    if (facts.ambiguous_baseline) {
        row.no_change = NoChange::ambiguous_baseline;
        return;
    }
    row.paired = facts.paired;
    if (row.paired == 0) {
        row.no_change = NoChange::no_baseline;
        return;
    }
    // where all are paired it is T itself
    const std::optional<double> of_paired = row.paired == row.rated ? row.t : now();
    row.t_baseline = baseline();
    if (!of_paired || !row.t_baseline) {
        row.no_change = NoChange::baseline_zero_weights;
        return;
    }
    row.t_change = *of_paired - *row.t_baseline;
    if (options.sem && *options.sem > 0) {
        row.rci = *row.t_change / (std::sqrt(2.0) * *options.sem);
    }
}

/// The same from sums.
void set_scores(ScoreFigures& row, const Sums& sums, const ScoreOptions& options, int missing);

}  // namespace gas::score
