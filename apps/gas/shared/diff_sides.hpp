// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "console.hpp"
#include "gas/diff/diff_plans.hpp"
#include "gas/read/read_plans.hpp"
#include "gas/text/diagnostic.hpp"
#include "gas/text/source_text.hpp"

namespace gas::app {

/// A version of a plan file that a comparison reads.
struct FileVersion {
    std::string key;    ///< what tells which file it is in both sides: the path below what is compared; empty for a file that was named itself
    SourceText source;  ///< its name is what messages call it
};

/// The plan files of both sides that differ in their bytes: those that do not are left out.
struct DiffSides {
    std::vector<FileVersion> old_files;
    std::vector<FileVersion> new_files;
    std::vector<Finding> problems;  ///< what could not be read
    std::string refusal;            ///< the command line is wrong; how to go on in `hint`
    std::string hint;
};

/// OLD and NEW as the command line has them: a file, `-`, a folder, /dev/null for nothing, or a git object `REV:path`.
DiffSides open_sides(const std::string& old_side, const std::string& new_side, std::size_t max_size, const Console& console);

/// What `git diff` says has changed: `revisions` (none: the last commit and the work tree; one: it and the work tree; two, or A..B), the index
/// instead of the work tree where `cached`, only below `paths`. Only plan files by their name, and files that `paths` name exactly.
struct GitRange {
    std::vector<std::string> revisions;
    std::vector<std::string> paths;
    bool cached = false;
    bool untracked = false;  ///< also files that git does not know yet, as added
};
DiffSides open_git_range(const GitRange& range, std::size_t max_size, const Console& console);

/// Two versions of a plan and what differs between them.
struct ComparedPlan {
    std::string id;
    std::string old_name;  ///< of the files; empty where there is none
    std::string new_name;
    PlanDiff diff;
    /// Where the changes stand, in the order of diff.changes; line 0 where they stand nowhere.
    struct Places {
        Position old_begin{0, 0}, old_end{0, 0}, new_begin{0, 0}, new_end{0, 0};
    };
    std::vector<Places> places;
    Range new_home;                ///< where the new plan's ratings, else the plan, begin: for what is gone from it
    std::optional<Plan> new_plan;  ///< where compare() was told to keep it
};

/// All that a comparison of two sides found.
struct Comparison {
    std::vector<ComparedPlan> plans;      ///< those with changes, in the order of the new side
    std::vector<std::string> texts_only;  ///< files whose text differs and meaning does not
    std::vector<std::string> broken;      ///< files with errors: what could be read of them was compared
    std::vector<Finding> problems;        ///< the errors
};
Comparison compare(const DiffSides& sides, bool keep_plans = false);

}  // namespace gas::app
