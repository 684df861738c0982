// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "cli/console.hpp"
#include "gas/diff/compare.hpp"
#include "gas/text/diagnostic.hpp"
#include "input/inputs.hpp"

namespace gas::app {

struct SameFiles;

/// A plan that git does not know yet.
struct UntrackedPlan {
    std::string path;  ///< as seen from the folder of the run
    std::string cure;  ///< the command by which it is compared
};

/// The plan files of both sides that differ in their bytes: those that do not are left out.
struct DiffSides {
    std::vector<TextVersion> old_files;  ///< the key of one is its path below what is compared; empty for a file that was named itself
    std::vector<TextVersion> new_files;
    std::map<std::string, std::string> old_paths;  ///< by name of an old file: its path as seen from the folder of the run, whatever the revision
    std::vector<std::string> tables;               ///< files that were named and differ, and are no plans to be compared
    std::vector<Finding> problems;                 ///< what could not be read
    std::vector<Finding> near_plans;               ///< objects and files of git that differ and are not read, whose names nearly are plans (GAS232)
    std::vector<UntrackedPlan> untracked{};        ///< of the work tree, where that is compared, and in neither side
    std::vector<Input> read;                       ///< files of the disk, whether they differ or not
    /// The old side's files that do not differ. What could not be looked at is told, and counted.
    std::function<SameFiles(LeftOut& left_out)> same_files{};
    /// The old side's plans outside the paths that are compared: a plan in there is not new where it has another name now.
    std::function<SameFiles()> outside{};
    std::size_t max_size = 0;  ///< of a text
    LeftOut left_out{};        ///< of both sides
    std::string refusal;       ///< the command line is wrong; how to go on in `hint`
    std::string hint;
};

/// Why a table is not compared with an earlier one.
std::string no_plans_in(const std::string& table);

/// OLD and NEW as the command line has them: a file, `-`, a folder, /dev/null for nothing, or a git object `REV:path`.
DiffSides open_sides(const std::string& old_side, const std::string& new_side, std::size_t max_size, const Console& console);

/// What differs between the sides, found on all cores; `keep_plans` as CompareOptions has it.
Comparison compare(DiffSides& sides, const Console& console, bool keep_plans = false);

/// What `git diff` says has changed: `revisions` (none: the last commit and the work tree; one: it and the work tree; two, or A..B), the index
/// instead of the work tree where `cached`, only below `paths`. Only plan files by their name, and files that `paths` name exactly.
struct GitRange {
    std::vector<std::string> revisions;
    std::vector<std::string> paths;
    bool cached = false;
    bool untracked = false;  ///< also files that git does not know yet, as added
    std::string usage{};     ///< how to go on where git refuses a revision; empty: how `gas diff` is used
};
DiffSides open_git_range(const GitRange& range, std::size_t max_size, const Console& console);

}  // namespace gas::app
