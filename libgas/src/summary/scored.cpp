// SPDX-License-Identifier: MIT
#include "gas/summary/scored.hpp"

#include "gas/plan/date.hpp"

namespace gas {

namespace {

std::string reason_of(const ScoreRow& row)
{
    if (row.no_score) {
        return std::string(to_string(*row.no_score));
    }
    return row.no_change ? std::string(to_string(*row.no_change)) : std::string();
}

void set_entry(const Plan& plan, const ScoreRow& row, ScoredEntry& entry)
{
    entry.occasion = row.occasion;
    const bool dated = !row.entry || plan.ratings[*row.entry].dated;
    entry.date = dated ? to_string(row.date) : std::string();
    entry.rater = row.rater;
    entry.role = row.role ? std::string(to_string(*row.role)) : std::string();
    entry.t = row.t;
    entry.t_baseline = row.t_baseline;
    entry.t_change = row.t_change;
    entry.reason = reason_of(row);
    entry.active = row.active;
    entry.rated = row.rated;
    entry.counts = row.counts;
    entry.goals.clear();
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
    scored.id = plan.id;
    scored.covariates.resize(plan.covariates.size());
    for (std::size_t i = 0; i < plan.covariates.size(); ++i) {
        scored.covariates[i].first = plan.covariates[i].name;
        scored.covariates[i].second = plan.covariates[i].value;
    }
    scored.rho = options.rho ? *options.rho : plan.scoring.rho.value_or(default_rho);
    scored.weighting = to_string(std::get<GoalWeights>(weights).weighting);
    scored.half_level = to_string(options.half_level);
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

}  // namespace gas
