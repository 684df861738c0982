// SPDX-License-Identifier: MIT
#include "gas/plan/weighting.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace gas {

namespace {

/// What a goal carries of weights, as a set.
struct Carried {
    bool weight = false;
    bool importance = false;
    bool difficulty = false;
    bool operator==(const Carried&) const = default;
    [[nodiscard]] bool any() const { return weight || importance || difficulty; }
};

Carried carried_by(const Goal& goal) { return {goal.weight.has_value(), goal.importance.has_value(), goal.difficulty.has_value()}; }

std::string words(const Carried& c)
{
    if (c.weight) {
        return "an explicit weight";
    }
    if (c.importance && c.difficulty) {
        return "importance and difficulty";
    }
    return c.importance ? "importance only" : c.difficulty ? "difficulty only" : "no weight";
}

/// The key that `goal` lacks for `weighting`, or empty.
std::string_view lacking(const Goal& goal, Weighting weighting)
{
    const bool importance = weighting == Weighting::importance || weighting == Weighting::product;
    const bool difficulty = weighting == Weighting::difficulty || weighting == Weighting::product;
    if (importance && !goal.importance) {
        return "importance";
    }
    if (difficulty && !goal.difficulty) {
        return "difficulty";
    }
    return weighting == Weighting::explicit_weight && !goal.weight ? "weight" : "";
}

double weight_of(const Goal& goal, Weighting weighting)
{
    switch (weighting) {
    case Weighting::importance: return *goal.importance;
    case Weighting::difficulty: return *goal.difficulty;
    case Weighting::product: return *goal.importance * *goal.difficulty;
    case Weighting::explicit_weight: return *goal.weight;
    case Weighting::equal: break;
    }
    return 1.0;
}

/// Asked only where some goal carries something, so there is one.
std::variant<Weighting, WeightProblem> implied_weighting(const std::vector<Goal>& goals)
{
    const Carried first = carried_by(goals.front());
    for (std::size_t i = 1; i < goals.size(); ++i) {
        const bool here = carried_by(goals[i]).any();
        if (here != first.any()) {
            const auto& without = here ? goals.front() : goals[i];
            const auto& with = here ? goals[i] : goals.front();
            return WeightProblem{here ? 0 : i, fmt::format("goal \"{}\" has no weight, but goal \"{}\" has {}", without.id, with.id, words(carried_by(with))),
                                 "weight every goal or none, or say `weighting: equal` under `scoring`"};
        }
    }
    const auto all = [&](auto is) { return std::all_of(goals.begin(), goals.end(), [&](const Goal& goal) { return is(carried_by(goal)); }); };
    if (all([](const Carried& c) { return c.weight; })) {
        return Weighting::explicit_weight;
    }
    if (all([](const Carried& c) { return c.importance && c.difficulty; })) {
        return Weighting::product;
    }
    if (all([](const Carried& c) { return c.importance && !c.difficulty; })) {
        return Weighting::importance;
    }
    if (all([](const Carried& c) { return !c.weight && !c.importance; })) {
        return Weighting::equal;  // difficulty alone, which by itself weights nothing
    }
    for (std::size_t i = 1; i < goals.size(); ++i) {
        const Carried here = carried_by(goals[i]);
        if (!(here == first)) {
            return WeightProblem{i, fmt::format("goal \"{}\" has {}, but goal \"{}\" has {}", goals[i].id, words(here), goals.front().id, words(first)),
                                 "give every goal the same kind of weight, or say under `scoring` which `weighting` counts"};
        }
    }
    return Weighting::equal;
}

}  // namespace

std::optional<WeightProblem> find_weights(const Plan& plan, std::optional<Weighting> asked, GoalWeights& found)
{
    found.weights.clear();
    if (asked || plan.scoring.weighting) {
        found.weighting = asked ? *asked : *plan.scoring.weighting;
    } else if (std::none_of(plan.goals.begin(), plan.goals.end(), [](const Goal& goal) { return carried_by(goal).any(); })) {
        found.weighting = Weighting::equal;
        found.weights.assign(plan.goals.size(), 1.0);
        return std::nullopt;
    } else {
        auto implied = implied_weighting(plan.goals);
        if (auto* problem = std::get_if<WeightProblem>(&implied)) {
            return std::move(*problem);
        }
        found.weighting = std::get<Weighting>(implied);
    }
    for (std::size_t i = 0; i < plan.goals.size(); ++i) {
        const auto& goal = plan.goals[i];
        if (const auto key = lacking(goal, found.weighting); !key.empty()) {
            return WeightProblem{i, fmt::format("goal \"{}\" has no {}, which weighting \"{}\" needs", goal.id, key, to_string(found.weighting)),
                                 fmt::format("add `{}` to the goal, or choose another weighting", key)};
        }
        found.weights.push_back(weight_of(goal, found.weighting));
    }
    return std::nullopt;
}

std::variant<GoalWeights, WeightProblem> weights_of(const Plan& plan, std::optional<Weighting> asked)
{
    GoalWeights found;
    if (auto problem = find_weights(plan, asked, found)) {
        return std::move(*problem);
    }
    return found;
}

}  // namespace gas
