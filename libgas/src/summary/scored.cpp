// SPDX-License-Identifier: MIT
#include "gas/summary/scored.hpp"

#include "gas/plan/date.hpp"

namespace gas {

namespace {

void set_figures(const ScoreFigures& row, ScoredEntry& entry)
{
    entry.t = row.t;
    entry.t_baseline = row.t_baseline;
    entry.t_change = row.t_change;
    entry.reason.assign(reason_of(row));
    entry.active = row.active;
    entry.rated = row.rated;
    entry.counts = row.counts;
    entry.goals.clear();
}

void set_entry(const Plan& plan, const ScoreRow& row, ScoredEntry& entry)
{
    set_figures(row, entry);
    entry.occasion = row.occasion;
    const bool dated = !row.entry || plan.ratings[*row.entry].dated;
    entry.date = dated ? std::optional(row.date) : std::nullopt;
    entry.rater = row.rater;
    entry.role.assign(row.role ? to_string(*row.role) : std::string_view());
}

void set_participant(const Plan& plan, const ScoreOptions& options, ScoredParticipant& scored)
{
    scored.id.assign(plan.id);
    scored.covariates.resize(plan.covariates.size());
    for (std::size_t i = 0; i < plan.covariates.size(); ++i) {
        scored.covariates[i].first.assign(plan.covariates[i].name);
        scored.covariates[i].second.assign(plan.covariates[i].value);
    }
    scored.rho = options.rho ? *options.rho : plan.scoring.rho.value_or(default_rho);
    scored.half_level.assign(to_string(options.half_level));
}

}  // namespace

std::optional<WeightProblem> score_participant(const Plan& plan, const ScoreOptions& options, bool goals, ScoredParticipant& scored)
{
    auto weights = weights_of(plan, options.weighting);
    if (auto* problem = std::get_if<WeightProblem>(&weights)) {
        return std::move(*problem);
    }
    auto rows = std::get<0>(score_plan(plan, options));
    std::erase_if(rows, [](const ScoreRow& row) { return row.no_score == NoScore::no_entry; });
    set_participant(plan, options, scored);
    scored.weighting = to_string(std::get<GoalWeights>(weights).weighting);
    scored.entries.resize(rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        set_entry(plan, rows[i], scored.entries[i]);
    }
    if (!goals || rows.empty()) {
        return std::nullopt;
    }
    const auto goal_rows = std::get<0>(score_goals(plan, options));
    for (const auto& row : goal_rows) {
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (rows[i].entry == row.entry) {
                const auto& goal = plan.goals[row.goal];
                scored.entries[i].goals.push_back({goal.id, goal.domain, row.level, row.baseline, row.weight});
            }
        }
    }
    return std::nullopt;
}

std::optional<WeightProblem> score_participant(const Plan& plan, const RatingGrid& grid, const ScoreOptions& options, GridScores& figures,
                                               ScoredParticipant& scored)
{
    if (auto problem = score_grid(plan, grid, options, false, figures)) {
        return problem;
    }
    set_participant(plan, options, scored);
    scored.entries.resize(figures.rows.size());
    std::size_t count = 0;
    for (const auto& row : figures.rows) {
        scored.weighting.assign(to_string(row.weighting));
        if (!row.entry) {
            continue;  // never rated
        }
        const auto& from = grid.entries[*row.entry];
        auto& entry = scored.entries[count++];
        set_figures(row, entry);
        entry.occasion.assign(grid.names[from.occasion]);
        entry.date = from.dated ? std::optional(from.date) : std::nullopt;
        entry.rater.assign(grid.names[from.rater]);
        entry.role.assign(from.role ? to_string(*from.role) : std::string_view());
    }
    scored.entries.resize(count);
    return std::nullopt;
}

}  // namespace gas
