// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "cli/console.hpp"
#include "gas/plan/plan.hpp"
#include "gas/rate/new_ratings.hpp"

/// What `gas rate` says of what it did.
namespace gas::app {

/// Lines for a terminal: nothing in them can lead it astray.
std::string visible_lines(std::string_view lines);

/// This rater's latest rating of the goal before the entry; null where there is none.
const GoalRating* last_rating(const Plan& plan, std::size_t goal, const NewEntry& entry);

/// What was done, on a line: "P-310 2026-03-16 review, AB: sleep 4 nights -> level 0 (was -1), office -1 (as before); T 37.7 -> 42.6".
std::string told_of(const Plan& after, const NewEntry& entry, const RatingsPut& put);

/// The lines that take back what was put into the plan's file at `path`, each with what it says before it: calls of `gas rate`, and what only a person can
/// take out. `past`: what the calls change may be in the last commit.
std::string undoing(const Plan& plan, const std::string& path, const NewEntry& entry, const RatingsPut& put, bool past);

/// Tells what the rules of a well-made plan say of the plan's file `name` now, and did not say before of the same place.
void tell_new_findings(const std::string& name, const std::string& before, const std::string& after, const Console& console);

}  // namespace gas::app
