// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "gas/plan/plan.hpp"
#include "gas/plan/weighting.hpp"
#include "gas/score/score_row.hpp"

/// Scores of the participants of a table from their ratings as numbers: what read_rating_table() gives as a grid, half the work of a plan.
namespace gas {

struct RatingGrid;

/// What score_grid() gives, and the room that it works in: used again for each participant, one after the other.
struct GridScores {
    GridScores();
    ~GridScores();
    GridScores(GridScores&&) noexcept;
    GridScores& operator=(GridScores&&) noexcept;

    std::vector<ScoreFigures> rows;
    struct Scratch;
    std::unique_ptr<Scratch> room;
};

/// The same figures from the ratings as numbers. `plan` has the goals and settings, `grid` the ratings. `with_levels`: the LevelSummary too.
std::optional<WeightProblem> score_grid(const Plan& plan, const RatingGrid& grid, const ScoreOptions& options, bool with_levels, GridScores& scores);

}  // namespace gas
