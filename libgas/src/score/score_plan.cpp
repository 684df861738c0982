// SPDX-License-Identifier: MIT
#include "gas/score/score_plan.hpp"

#include <cmath>
#include <variant>

#include "gas/plan/entry_key.hpp"

namespace gas {

std::string_view missing_rule_of(const ScoreOptions& options)
{
    const bool carried = options.carry || options.at;
    return options.complete ? (carried ? "carried+no-score" : "no-score") : carried ? "carried" : "left-out";
}

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
    constexpr double border = 1.96;
    constexpr double rounding = 1e-10;  // relative: an index on the border is not beyond it
    if (std::abs(rci) <= border * (1 + rounding)) {
        return "no-reliable-change";
    }
    return rci > 0 ? "improved" : "worsened";
}

double rho_of(const Plan& plan, const ScoreOptions& options) { return options.rho ? *options.rho : plan.scoring.rho.value_or(default_rho); }

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
        row.date = options.at;
        if (figures.named_by) {
            row.rater = plan.ratings[*figures.named_by].rater;
            row.role = plan.ratings[*figures.named_by].role;
        }
        if (figures.entry) {
            row.date = plan.ratings[*figures.entry].day();
            row.occasion = plan.ratings[*figures.entry].occasion;
        }
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
