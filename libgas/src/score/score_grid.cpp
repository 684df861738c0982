// SPDX-License-Identifier: MIT
#include <memory>
#include <utility>

#include "course.hpp"
#include "gas/score/score_columns.hpp"
#include "gas/score/score_grid.hpp"
#include "gas/score/score_row.hpp"

namespace gas {

struct GridScores::Scratch {
    score::Course course;
};

GridScores::GridScores() : room(std::make_unique<Scratch>()) {}
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
    if (!scores.room) {  // moved from
        scores.room = std::make_unique<GridScores::Scratch>();
    }
    auto& course = scores.room->course;
    scores.rows.clear();
    if (auto problem = course.begin(plan, grid, options)) {
        return problem;
    }
    const auto add = [&](std::span<const GoalInRow> goals, std::optional<std::size_t> entry, std::optional<std::size_t> named_by,
                         std::optional<std::size_t> noted_in) {
        auto& row = scores.rows.emplace_back();
        score_row(goals, course.rho(), course.weighting(), options, with_levels, row);
        row.entry = entry;
        row.named_by = named_by;
        row.noted_in = noted_in;
    };
    if (options.at) {
        const auto goals = course.of_day(*options.at);
        add(goals, std::nullopt, course.only_rater_of_day(), course.latest_of_day());
        return std::nullopt;
    }
    for (std::size_t e = 0; e < grid.entries.size(); ++e) {
        const auto& entry = grid.entries[e];
        if (is_asked_for(options, grid.names[entry.occasion], grid.names[entry.rater])) {
            add(course.of_entry(e), e, e, e);
        }
    }
    if (scores.rows.empty()) {
        scores.rows.push_back(no_entry_row(grid.goals, course.rho()));
    }
    return std::nullopt;
}

RowName name_of(const RatingGrid& grid, const ScoreFigures& figures, const ScoreOptions& options)
{
    RowName name;
    name.date = options.at;
    if (figures.named_by) {
        const auto& entry = grid.entries[*figures.named_by];
        name.rater = grid.names[entry.rater];
        name.role = entry.role;
    }
    if (figures.entry) {
        const auto& entry = grid.entries[*figures.entry];
        name.date = entry.day();
        name.occasion = grid.names[entry.occasion];
    }
    return name;
}

}  // namespace gas
