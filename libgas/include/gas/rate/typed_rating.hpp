// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "gas/plan/plan.hpp"
#include "gas/syntax/edit.hpp"

/// What somebody types to rate a goal, on the command line or at a question. Nothing is guessed: what could be two things is refused with both spellings.
namespace gas {

/// The rating that `text` says of `goal`, as the fact of a plan has it: a level `+1`, a measured value `value 5`, a word `partly`, `not-applicable`.
///
/// A sign makes a level (`+1`, `-0.5`, `+0`). Without one, a number is a level of a goal without ranges, and a measured value of one with ranges; 0, 1 and 2
/// could be either there, and are refused unless the unit stands behind (`1 night`). A sign and a unit are a value only where values below 0 are measured. A
/// unit has to be that of the goal's indicator: its first word or more, plural and case aside, `/` for per, `m` for metres. GAS-light words may be in the
/// spellings that people use, `na` and `n/a` are not-applicable. Whether the level is on the scale and the value in a range is for who puts the rating into the
/// plan.
std::variant<std::string, EditProblem> typed_rating(const Goal& goal, std::string_view text);

/// A rating of the goal, as a fact has it, as people say it: "4 nights" for `value 4` of "nights per week", "4" where it has no unit.
std::string rating_in_words(const Goal& goal, std::string_view recorded);

/// How a rating of a fact is typed, so that typed_rating() takes it for nothing else: `+0` for the level 0.
std::string typed_text(std::string_view recorded);

/// The goals that somebody may mean by `name`, as indices into plan.goals: the one with that id, else all that are active on `day` and whose id begins so,
/// or whose title has words that do; case aside.
std::vector<std::size_t> goals_called(const Plan& plan, std::string_view name, Date day);
/// The id that `name` is a slip of; empty where it is of none.
std::string_view goal_nearly_called(const Plan& plan, std::string_view name);

/// The only one of goals_called(). The problem lists those that fit, or names the nearest.
std::variant<std::size_t, EditProblem> goal_called(const Plan& plan, std::string_view name, Date day);

}  // namespace gas
