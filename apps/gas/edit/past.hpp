// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>

#include "edit/plan_file.hpp"
#include "gas/syntax/edit.hpp"

namespace gas::app {

/// Refuses an edit of the plan that changes or takes out what the last commit has: a rating, its note, an entry's note or role, as GAS401 would tell it
/// afterwards. What is put in beside it is no edit of the past, nor is what makes the plan again as the commit has it. `before` and `after` are the bytes of
/// the file. git is asked only where something goes or becomes another; where it cannot say what the last commit has, the edit is refused too.
std::optional<EditProblem> past_is_kept(const PlanFile& file, const std::string& before, const std::string& after);

}  // namespace gas::app
