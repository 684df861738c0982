// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "edit/questions.hpp"
#include "gas/rate/new_ratings.hpp"

/// From what `gas rate` is told to the entry that it is about, and what is told of it.
namespace gas::app {

/// What a rating is given as, on the command line.
struct RateWords {
    std::vector<std::string> ratings;  ///< GOAL=VALUE
    std::vector<std::string> notes;    ///< TEXT of the entry, or GOAL=TEXT of a rating
    std::string occasion;
    std::string rater;
    std::string role;
    Date day{};
    bool update = false;  ///< other ratings, notes and roles are written over those that are there
    bool past = false;    ///< also over those that the last commit has (past_is_kept())
};

/// The entry of the plan that the words make: its goals by their ids, its ratings as they are recorded; what the words leave out as complete_entry() has it,
/// with `rater` of default_rater(). `questions`, where there is somebody to ask: of what is missing, and of each active goal where no rating was given; null:
/// what is missing is a problem.
std::variant<NewEntry, EditProblem> entry_of(const RateWords& words, const Plan& plan, const std::string& rater, Questions* questions);

/// What was done, on a line: "P-310 2026-03-16 review, AB: sleep 4 nights -> level 0 (was -1), office -1 (as before); T 37.7 -> 42.6".
std::string told_of(const Plan& after, const NewEntry& entry, const RatingsPut& put);

}  // namespace gas::app
