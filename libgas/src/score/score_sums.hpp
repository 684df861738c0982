// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
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
/// T, or why there is none. `missing`: active goals that the entry does not rate.
void set_t(ScoreFigures& row, const Sums& sums, const ScoreOptions& options, int missing);
/// Change from the baseline, or why there is none.
void set_change(ScoreFigures& row, const Sums& sums, const ScoreOptions& options);

}  // namespace gas::score
