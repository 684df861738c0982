// SPDX-License-Identifier: MIT
#include <memory>
#include <utility>

#include "course.hpp"
#include "gas/score/score_plan.hpp"
#include "gas/score/score_row.hpp"

namespace gas {

struct GridScores::Room {
    score::Course course;
};

GridScores::GridScores() : room(std::make_unique<Room>()) {}
GridScores::~GridScores() = default;
GridScores::GridScores(GridScores&&) noexcept = default;
GridScores& GridScores::operator=(GridScores&&) noexcept = default;

ScoreFigures no_entry_row(std::size_t goals, double rho)
{
    ScoreFigures row;
    row.no_score = NoScore::no_entry;
    row.active = row.unrated = static_cast<int>(goals);
    row.rho = rho;
    return row;
}

std::optional<WeightProblem> score_grid(const Plan& plan, const RatingGrid& grid, const ScoreOptions& options, bool with_levels, GridScores& scores)
{
    auto& course = scores.room->course;
    scores.rows.clear();
    if (auto problem = course.begin(plan, grid, options)) {
        return problem;
    }
    const auto add = [&](std::span<const GoalInRow> goals, std::optional<std::size_t> entry, std::optional<std::size_t> named_by) {
        auto& row = scores.rows.emplace_back();
        score_row(goals, course.rho(), course.weighting(), options, with_levels, row);
        row.entry = entry;
        row.named_by = named_by;
    };
    if (options.at) {
        const auto goals = course.of_day(*options.at);
        add(goals, std::nullopt, course.only_rater_of_day());
        return std::nullopt;
    }
    for (std::size_t e = 0; e < grid.entries.size(); ++e) {
        const auto& entry = grid.entries[e];
        const bool asked_for =
            (options.occasion.empty() || grid.names[entry.occasion] == options.occasion) && (options.rater.empty() || grid.names[entry.rater] == options.rater);
        if (asked_for) {
            add(course.of_entry(e), e, e);
        }
    }
    if (scores.rows.empty()) {
        scores.rows.push_back(no_entry_row(grid.goals, course.rho()));
    }
    return std::nullopt;
}

}  // namespace gas
