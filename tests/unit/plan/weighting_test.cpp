// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include "gas/plan/weighting.hpp"

using namespace gas;

namespace {

Goal goal(std::string id, std::optional<int> importance, std::optional<int> difficulty, std::optional<double> weight = {})
{
    Goal g;
    g.id = std::move(id);
    g.importance = importance;
    g.difficulty = difficulty;
    g.weight = weight;
    return g;
}

Plan plan_of(std::vector<Goal> goals)
{
    Plan plan;
    plan.goals = std::move(goals);
    return plan;
}

}  // namespace

TEST_CASE("left out, the weighting follows what the goals carry")
{
    const auto weighting = [](const Plan& plan) { return std::get<GoalWeights>(weights_of(plan, {})); };
    CHECK(weighting(plan_of({goal("a", {}, {}), goal("b", {}, {})})).weighting == Weighting::equal);
    const auto product = weighting(plan_of({goal("a", 3, 2), goal("b", 1, 0)}));
    CHECK(product.weighting == Weighting::product);
    CHECK(product.weights == std::vector<double>{6, 0});
    CHECK(weighting(plan_of({goal("a", 3, {}), goal("b", 1, {})})).weighting == Weighting::importance);
    CHECK(weighting(plan_of({goal("a", 3, 2, 1.5), goal("b", 1, 1, 0.5)})).weighting == Weighting::explicit_weight);
    CHECK(weighting(plan_of({goal("a", {}, 2), goal("b", {}, 1)})).weighting == Weighting::equal);
}

TEST_CASE("some goals weighted and others not is a problem that names the goal")
{
    const auto result = weights_of(plan_of({goal("a", 3, 2), goal("b", {}, {})}), {});
    REQUIRE(std::holds_alternative<WeightProblem>(result));
    CHECK(std::get<WeightProblem>(result).goal == 1);
    CHECK(std::get<WeightProblem>(result).message == "goal \"b\" has no weight, but goal \"a\" has importance and difficulty");
}

TEST_CASE("goals with different kinds of weights are a problem, since any choice would drop some")
{
    CHECK(std::holds_alternative<WeightProblem>(weights_of(plan_of({goal("a", 3, 2), goal("b", 3, {})}), {})));
    CHECK(std::holds_alternative<WeightProblem>(weights_of(plan_of({goal("a", {}, {}, 2.0), goal("b", 3, 1)}), {})));
}

TEST_CASE("a weighting that is asked for overrides the plan, and every goal must have what it needs")
{
    auto plan = plan_of({goal("a", 3, 2), goal("b", 1, {})});
    plan.scoring.weighting = Weighting::product;
    CHECK(std::get<WeightProblem>(weights_of(plan, {})).message == "goal \"b\" has no difficulty, which weighting \"product\" needs");
    CHECK(std::get<GoalWeights>(weights_of(plan, Weighting::importance)).weights == std::vector<double>{3, 1});
    CHECK(std::get<GoalWeights>(weights_of(plan, Weighting::equal)).weights == std::vector<double>{1, 1});
}
