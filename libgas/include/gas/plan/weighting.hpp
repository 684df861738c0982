// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "gas/plan/plan.hpp"

namespace gas {

/// The weights of a plan's goals, in the order of plan.goals, and the rule that made them.
struct GoalWeights {
    Weighting weighting = Weighting::equal;
    std::vector<double> weights;  ///< each >= 0
};

/// Why a plan has no weights: the first goal that lacks what the others, or the asked-for weighting, have.
struct WeightProblem {
    std::size_t goal = 0;  ///< index into plan.goals
    std::string message;   ///< "goal \"work\" has no importance, which weighting importance needs"
    std::string hint;
};

/// The weights by `asked`, else by the plan's `scoring.weighting`, else by what the goals carry:
/// explicit if every goal has `weight`; product (importance x difficulty, Turner-Stokes 2009) if every goal has both;
/// importance if every goal has only that; else equal. Some goals weighted and others not is a problem, not a guess.
/// The same into `found`, whose room is used again.
std::optional<WeightProblem> find_weights(const Plan& plan, std::optional<Weighting> asked, GoalWeights& found);
std::variant<GoalWeights, WeightProblem> weights_of(const Plan& plan, std::optional<Weighting> asked);

}  // namespace gas
