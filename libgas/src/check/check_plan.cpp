// SPDX-License-Identifier: MIT
#include "gas/check/check_plan.hpp"

#include "rules.hpp"

namespace gas {

namespace check {

void Findings::add(Rule rule, Range at, std::string message, Hint hint)
{
    out_.push_back(diagnose(rule, or_else(at, ranges.whole), std::move(message), std::move(hint), plan.id));
}

void Findings::add_goal(Rule rule, std::size_t goal, Range at, std::string message, Hint hint)
{
    out_.push_back(diagnose(rule, or_else(at, ranges.goals[goal].whole), std::move(message), std::move(hint), plan.id, plan.goals[goal].id));
}

bool is_given_up(const Goal& goal)
{
    return goal.status == GoalStatus::discontinued || goal.status == GoalStatus::revised || goal.status == GoalStatus::not_attainable;
}

}  // namespace check

std::vector<Diagnostic> check_plan(const Plan& plan, const PlanRanges& ranges, std::optional<Date> at)
{
    std::vector<Diagnostic> out;
    check::Findings findings(plan, ranges, at, out);
    check::check_scales(findings);
    check::check_goal_texts(findings);
    check::check_numbers(findings);
    check::check_baselines(findings);
    check::check_range_texts(findings);
    check::check_dates(findings);
    check::check_far_dates(findings);
    check::check_readings(findings);
    check::check_rho(findings);
    check::check_weights(findings);
    check::check_facts(findings);
    check::check_ratings(findings);
    check::check_goals(findings);
    return out;
}

}  // namespace gas
