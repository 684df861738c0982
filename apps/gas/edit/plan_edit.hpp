// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <variant>

#include "cli/console.hpp"
#include "gas/syntax/edit.hpp"

/// Plan files are changed in place by this alone: no two runs of gas change files of one folder at a time, and what another program writes into the file
/// meanwhile is not written over.
namespace gas::app {

struct NothingToChange {};
/// What a file is to hold from now on; or that it stays as it is, for a reason or for none.
using ChangedFile = std::variant<std::string, NothingToChange, EditProblem>;
/// Makes it of the bytes that the file holds, byte order mark and all. Called again with those that it holds by then, where another program has changed the
/// file meanwhile; what it says to people waits until change_plan() is done.
using PlanChange = std::function<ChangedFile(const std::string& bytes)>;

struct PlanEdit {
    enum class Outcome { written, unchanged, refused };
    Outcome outcome{};
    std::string message{};  ///< why it is refused; what else is to be told of a file that was written, or nothing
    std::string hint{};
};

/// Changes the plan at `path`, whole or not at all. The folder of the file (the one at the end of links, which stay) is locked, so that one run after the other
/// has it; a run that gets no lock in ten seconds is refused. The file keeps its owner, rights and access list; one that this user may not write is refused,
/// and so is one of more than `max_size` bytes. When this is back, the file is on the disk.
PlanEdit change_plan(const std::string& path, Console& console, const PlanChange& change, std::size_t max_size);

}  // namespace gas::app
