// SPDX-License-Identifier: MIT
#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <variant>

#include <fmt/format.h>

#include "gas/check/check_without_texts.hpp"
#include "gas/plan/active_days.hpp"
#include "gas/plan/weighting.hpp"
#include "gas/text/phrases.hpp"
#include "plan/goal_numbers.hpp"
#include "rules.hpp"

namespace gas::check {

void check_rho(Findings& findings)
{
    constexpr double one_less_usual = 0.7;  // as it is read: a plan that says 0.70 means the same
    if (findings.plan.scoring.rho == one_less_usual) {
        findings.add(Rule::rho_of_seven_tenths, findings.ranges.rho, "rho is 0.7, which is one minus the usual 0.3",
                     "write `rho: 0.3` where 0.7 was to be the figure before the sum of squares");
    }
}

void check_weights(Findings& findings)
{
    const auto& plan = findings.plan;
    const auto result = weights_of(plan, std::nullopt);
    const auto* weights = std::get_if<GoalWeights>(&result);
    if (weights == nullptr || plan.goals.empty()) {
        return;
    }
    const auto& first = plan.goals.front();
    const bool by_halves = weights->weighting != Weighting::explicit_weight && first.importance.has_value() != first.difficulty.has_value();
    if (!plan.scoring.weighting && by_halves) {
        const bool importance = first.importance.has_value();
        findings.add_goal(Rule::half_weighted, 0, importance ? findings.ranges.goals[0].importance : findings.ranges.goals[0].difficulty,
                          importance ? "goals have importance but no difficulty; importance alone is the weight"
                                     : "goals have difficulty but no importance; all goals weigh the same",
                          importance ? "say so by `scoring: {weighting: importance}`, or add difficulty to every goal"
                                     : "add importance to every goal, or say `scoring: {weighting: difficulty}`");
    }
}

namespace {

/// Where the weight 0 of goal `g` comes from.
Range place_of_weight(const Findings& findings, std::size_t g, Weighting weighting)
{
    const auto& goal = findings.plan.goals[g];
    const auto& places = findings.ranges.goals[g];
    return weighting == Weighting::explicit_weight                      ? places.weight
           : goal.importance == 0 && weighting != Weighting::difficulty ? places.importance
                                                                        : places.difficulty;
}

}  // namespace

void check_facts(Findings& findings)
{
    const auto weights = weights_of(findings.plan, std::nullopt);
    for (auto& fault : check_without_texts(findings.plan, findings.day)) {
        if (fault.entry) {
            findings.add(fault.rule, findings.ranges.ratings[*fault.entry].date, std::move(fault.message), std::move(fault.hint));
        } else {
            findings.add_goal(fault.rule, *fault.goal, place_of_weight(findings, *fault.goal, std::get<GoalWeights>(weights).weighting),
                              std::move(fault.message), std::move(fault.hint));
        }
    }
}

namespace {

std::string why_inactive(const Plan& plan, std::size_t g, const ActiveDays& days, Date date)
{
    const auto rated = fmt::format("goal \"{}\" is rated on {}, but ", plan.goals[g].id, to_string(date));
    if (days.ended && *days.ended < date) {
        return rated + "ended on " + to_string(*days.ended);
    }
    if (days.replaced && *days.replaced <= date) {
        return rated + fmt::format("goal \"{}\" replaces it from {}", plan.goals[*days.successor].id, to_string(*days.replaced));
    }
    return rated + "begins on " + to_string(*days.from);
}

void check_entry(Findings& findings, const std::vector<ActiveDays>& days, std::size_t e)
{
    const auto& entry = findings.plan.ratings[e];
    const auto& places = findings.ranges.ratings[e];
    if (entry.rater.empty()) {
        findings.add(Rule::no_rater, places.whole, fmt::format("the rating entry of {} does not say who rated", to_string(entry.date)),
                     "add `rater:` with initials or a code");
    }
    int rated = 0;
    bool alike = true;
    std::optional<Level> first;
    for (std::size_t i = 0; i < entry.levels.size(); ++i) {
        const auto& rating = entry.levels[i];
        if (!rating.level) {
            continue;
        }
        ++rated;
        alike = alike && (!first || *first == *rating.level);
        first = rating.level;
        const auto& goal_days = days[rating.goal];
        // on the day of the change the rating of the old goal is a rating like others
        if (!goal_days.has(entry.date) && goal_days.replaced != entry.date) {
            findings.add_goal(Rule::rated_while_inactive, rating.goal, places.goals[i].goal, why_inactive(findings.plan, rating.goal, goal_days, entry.date),
                              "check the dates; the rating counts in T");
        }
    }
    if (rated >= 3 && alike) {
        findings.add(Rule::all_ratings_alike, places.levels,
                     fmt::format("all {} goals rated on {} have level {}", rated, to_string(entry.date), to_string(*first)), "nothing, if it was so");
    }
}

}  // namespace

void check_ratings(Findings& findings)
{
    const auto& ratings = findings.plan.ratings;
    const auto days = active_days(findings.plan);
    for (std::size_t e = 0; e < ratings.size(); ++e) {
        check_entry(findings, days, e);
    }
    const bool practitioners = std::all_of(ratings.begin(), ratings.end(), [](const auto& entry) { return !entry.role || entry.role == Role::practitioner; });
    if (!ratings.empty() && practitioners) {
        findings.add(Rule::no_independent_rater, findings.ranges.ratings_key, "no rating is by the client, a caregiver or an independent rater",
                     "add one where it can be had, with its `role`");
    }
}

void check_goals(Findings& findings)
{
    const auto& plan = findings.plan;
    const plan::GoalNumbers numbers(plan);
    std::set<std::string_view> addressed;
    std::size_t active = 0;
    for (std::size_t g = 0; g < plan.goals.size(); ++g) {
        const auto& goal = plan.goals[g];
        const auto& places = findings.ranges.goals[g];
        addressed.insert(goal.addresses.begin(), goal.addresses.end());
        active += is_given_up(goal) ? 0 : 1;
        if (is_given_up(goal) && !goal.ended) {
            findings.add_goal(Rule::status_and_end, g, places.status, fmt::format("goal \"{}\" is {} but has no end", goal.id, to_string(goal.status)),
                              "add `ended:` with the day");
        } else if (goal.status == GoalStatus::active && goal.ended) {
            findings.add_goal(Rule::status_and_end, g, places.ended, fmt::format("goal \"{}\" ended but is active", goal.id),
                              "add `status:` achieved, discontinued, revised or not-attainable");
        }
        const auto old = goal.replaces ? numbers.find(*goal.replaces) : std::nullopt;
        if (old && plan.goals[*old].status != GoalStatus::revised) {
            findings.add_goal(Rule::replaced_not_revised, *old, findings.ranges.goals[*old].status,
                              fmt::format("goal \"{}\" is replaced by \"{}\", but not marked as revised", *goal.replaces, goal.id),
                              "add `status: revised` and `ended:` to it");
        }
    }
    if (active < 3 || active > 6) {
        findings.add(Rule::number_of_goals, findings.ranges.goals_key,
                     fmt::format("the plan has {} worked on", counted(active, "goal that is", "goals that are")), "three to six are usual");
    }
    for (std::size_t n = 0; n < plan.needs.size(); ++n) {
        if (!addressed.contains(plan.needs[n].id)) {
            findings.add(Rule::need_without_goal, findings.ranges.needs[n].id, fmt::format("no goal addresses the need \"{}\"", plan.needs[n].id),
                         "name it in a goal's `addresses`");
        }
    }
}

}  // namespace gas::check
