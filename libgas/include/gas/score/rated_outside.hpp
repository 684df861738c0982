// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <vector>

#include "gas/plan/plan.hpp"
#include "gas/score/score_options.hpp"

namespace gas {

struct RatingGrid;

/// Goals (indices into plan.goals) that have a level on or before the day of the options' snapshot, by the rater of the options where they name one, and that
/// are not active on that day: the snapshot leaves their ratings out. None without `at`; rows of entries leave no rating out.
std::vector<std::size_t> rated_outside(const Plan& plan, const ScoreOptions& options);
/// The same with the ratings as numbers.
std::vector<std::size_t> rated_outside(const Plan& plan, const RatingGrid& grid, const ScoreOptions& options);

}  // namespace gas
