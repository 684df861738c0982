// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <deque>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "git/diff_sides.hpp"
#include "git/git.hpp"

namespace gas::app {

/// A commit that changed the file.
struct Commit {
    std::string hash;
    std::string date;         ///< of the commit: YYYY-MM-DD, then the time
    std::string author_date;  ///< when it was written; rebasing keeps it
    std::string author;
    bool is_merge = false;
    bool took_side = false;  ///< the changes are those from what a merge did not take to what it took
    std::vector<GitChange> changes;
};

/// The commits that changed a plan file, past renames, or the files of a folder, oldest first; merges where their version differs from every parent's, and
/// where they took that of one parent though another had a change of its own.
/// Nothing, and why in `refusal`, where git cannot tell; nothing alone in a repository without a commit. In the repository of `folder`, where that is not
/// empty; `path` is then one from its top.
std::vector<Commit> commits_of(const std::string& path, Refusal& refusal, const std::string& folder = "");

/// A plan whose new version cannot be read.
struct BrokenVersion {
    std::string file;
    std::size_t errors = 0;
    bool lfs_pointer = false;  ///< for it is a pointer of git-lfs
};

/// The versions of one commit's plans.
struct CommitVersions {
    DiffSides sides;                     ///< old and new; old is the last version before it that had no errors
    std::vector<BrokenVersion> broken;   ///< not among the sides
    std::vector<TextVersion> unchanged;  ///< whose text is that of the old version: renamed, or mended to what it was
    bool mended = false;                 ///< a version with errors lies between old and new
};

/// Reads the versions of commits, in the order of commits_of(). Remembers which had errors, so that what was edited in such a version is seen when the plan
/// can be read again.
class HistoryVersions {
public:
    /// `plans_only`: of a folder, the files that are plans by their name.
    HistoryVersions(std::size_t max_size, bool plans_only, const std::string& folder = "") : objects_(folder), max_size_(max_size), plans_only_(plans_only) {}

    /// The versions of a commit and those of its parent number `parent`.
    CommitVersions of(const Commit& commit, std::size_t parent);

    /// Of a file with this key that stands in the work tree: where the last version that the commits, all of which were read, have of it has errors, the
    /// last one before that without; its bytes are empty where there is none.
    std::optional<TextVersion> readable_before(const std::string& key, const std::vector<Commit>& commits, DiffSides& sides);

private:
    struct Version {
        std::size_t errors = 0;
        bool lfs_pointer = false;
        std::string readable;  ///< the last version without errors: itself, where it has none; empty where there was none
    };
    const Version& look_at(const std::string& hash, const std::string& before, DiffSides& sides, const std::string& name);
    TextVersion text_of(const std::string& hash, const std::string& key, const std::string& name, DiffSides& sides);

    GitObjects objects_;
    std::size_t max_size_;
    bool plans_only_;
    std::map<std::string, Version> versions_;  ///< by hash
    /// The texts that were read last: the next commit of a file compares its version with the one before it.
    std::deque<std::pair<std::string, TextVersion>> last_texts_;
};

}  // namespace gas::app
