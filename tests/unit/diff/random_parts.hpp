// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "random_plan.hpp"

/// What random plans are made of, for what is added to them.
namespace gas::test {

inline Date day(int number) { return Date{std::chrono::sys_days{std::chrono::year{2026} / 1 / 1} + std::chrono::days{number}}; }
inline Level level(int n) { return *Level::from_int(n); }

Goal random_goal(Rng& rng, const std::string& id, bool weighted);
GoalRating random_rating(Rng& rng, const Plan& plan, std::size_t goal);
RatingEntry random_entry(Rng& rng, const Plan& plan, Date date);

}  // namespace gas::test
