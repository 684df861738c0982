// SPDX-License-Identifier: MIT
#include "gas/summary/participant_scores.hpp"

#include "gas/plan/date.hpp"
#include "gas/score/score_columns.hpp"
#include "plan/rating_grid.hpp"
#include "scored_figures.hpp"

namespace gas {

namespace {

void set_participant(const Plan& plan, const ScoreOptions& options, ScoredParticipant& scored)
{
    scored.id.assign(plan.id);
    scored.covariates.resize(plan.covariates.size());
    for (std::size_t i = 0; i < plan.covariates.size(); ++i) {
        scored.covariates[i].first.assign(plan.covariates[i].name);
        scored.covariates[i].second.assign(plan.covariates[i].value);
    }
    scored.method = {rho_of(plan, options), "", std::string(to_string(options.half_level)), std::string(missing_rule_of(options)),
                     options.at ? to_string(*options.at) : std::string()};
}

/// The goals of each entry, which score_grid() and score_goals() give in the same order.
void set_goals(const Plan& plan, const std::vector<GoalRow>& rows, const std::vector<ScoreFigures>& of, ScoredParticipant& scored)
{
    std::size_t entry = 0;
    for (const auto& row : rows) {
        while (entry < of.size() && of[entry].entry != row.entry) {
            ++entry;
        }
        if (entry == of.size()) {
            return;
        }
        const auto& goal = plan.goals[row.goal];
        scored.entries[entry].goals.push_back({goal.id, goal.domain, row.level, row.baseline, row.weight});
    }
}

}  // namespace

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
        if (row.no_score == NoScore::no_entry) {
            continue;
        }
        scored.method.weighting.assign(to_string(*row.weighting));
        auto& entry = scored.entries[count++];
        summary::set_figures(row, entry);
        entry.goals.clear();
        const auto name = name_of(grid, row, options);
        entry.occasion.assign(name.occasion);
        entry.date = name.date;
        entry.rater.assign(name.rater);
        entry.role.assign(name.role ? to_string(*name.role) : std::string_view());
    }
    scored.entries.resize(count);
    return std::nullopt;
}

std::optional<WeightProblem> score_participant(const Plan& plan, const ScoreOptions& options, bool goals, ScoredParticipant& scored)
{
    RatingGrid grid;
    fill_grid(plan, grid);
    GridScores figures;
    if (auto problem = score_participant(plan, grid, options, figures, scored)) {
        return problem;
    }
    if (goals && !scored.entries.empty()) {
        set_goals(plan, std::get<0>(score_goals(plan, options)), figures.rows, scored);
    }
    return std::nullopt;
}

}  // namespace gas
