// SPDX-License-Identifier: MIT
#include "gas/score/score_plan.hpp"

#include <variant>

#include "gas/plan/entry_key.hpp"
#include "gas/score/score_columns.hpp"
#include "plan/rating_grid.hpp"

namespace gas {

std::variant<std::vector<ScoreRow>, WeightProblem> score_plan(const Plan& plan, const ScoreOptions& options)
{
    RatingGrid grid;
    fill_grid(plan, grid);
    GridScores scores;
    if (auto problem = score_grid(plan, grid, options, true, scores)) {
        return std::move(*problem);
    }
    std::vector<ScoreRow> rows;
    rows.reserve(scores.rows.size());
    for (const auto& figures : scores.rows) {
        ScoreRow row;
        static_cast<ScoreFigures&>(row) = figures;
        const auto name = name_of(grid, figures, options);
        row.date = name.date;
        row.occasion = name.occasion;
        row.rater = name.rater;
        row.role = name.role;
        rows.push_back(std::move(row));
    }
    return rows;
}

std::optional<ScoreRow> latest_score(const Plan& plan, bool with_baseline)
{
    auto scores = score_plan(plan, {});
    auto* rows = std::get_if<std::vector<ScoreRow>>(&scores);
    const auto order = in_time_order(plan);
    for (auto e = order.rbegin(); rows != nullptr && e != order.rend(); ++e) {
        auto& row = (*rows)[*e];  // a row an entry, in the order of the plan
        if (row.t && (with_baseline || !is_baseline(row.occasion))) {
            return std::move(row);
        }
    }
    return std::nullopt;
}

}  // namespace gas
