// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "cli/console.hpp"
#include "git/diff_sides.hpp"
#include "git/git_history.hpp"

namespace gas::app {

/// What a history is of.
struct HistoryPlace {
    std::string repository;  ///< the submodule that the path lies in; empty: the repository of the run
    bool is_folder = false;
};

/// Tells what the history of a folder leaves out, beside what git did not look at now: submodules whose commits it moves, for what they have is told by a
/// history of their own, and files that nearly have names of plans.
void tell_left_out(const std::vector<Commit>& commits, const HistoryPlace& where, DiffSides& now, const Console& console);

}  // namespace gas::app
