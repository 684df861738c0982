// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "git/diff_sides.hpp"
#include "git/git.hpp"

/// What the words of a command line that names a range of git stand for: its states, and the paths in them.
namespace gas::app {

/// The tree that has nothing in it, under git's own name in this repository: what one without a commit is compared with.
std::string empty_tree(const std::string& folder = "");

/// The states that revisions name, as git understands them: A, A B, A..B, A...B, A^!, A^-, A^@, ^A B.
struct RangeStates {
    std::vector<std::string> hashes;  ///< none where the words name no commit
    std::string older;                ///< its hash; of A...B that of where they parted
    std::string older_name;           ///< as far as git can tell as it was written: of A^! that is A^1
    /// Whether they stand for one state, which `git diff` compares with the work tree.
    [[nodiscard]] bool is_one() const { return hashes.size() == 1; }
};
RangeStates states_of(const std::vector<std::string>& revisions);

/// A path of the command line as git tells it.
std::string path_from_top(const std::optional<GitPlace>& place, const std::string& path);
std::string path_from_here(const GitPlace& place, const std::string& path);

/// Whether what git has at this path, seen from the folder of the run, is a submodule now.
bool is_submodule(const std::string& path);

/// How a submodule whose repository is not here comes here.
std::string how_to_bring(const std::optional<GitPlace>& place, const std::string& submodule);

/// Patterns are git's own matter.
bool is_pattern(const std::string& path);

/// The paths of the command line: those that git takes here, and those that lie in a submodule, by the submodule's path.
struct AskedPaths {
    std::vector<std::string> here;
    std::map<std::string, std::vector<std::string>> inside;
    std::set<std::string> named;  ///< all of them, from the top
    /// Whether a file is a plan by its name, or was named.
    [[nodiscard]] bool wants(const std::string& path) const { return is_plan_name(path) || named.contains(path); }
};
/// The paths of the range as git is to be asked for them. Where one lies in another repository that is no submodule, that is a refusal.
AskedPaths ask_paths(const GitRange& range, const std::optional<GitPlace>& place, DiffSides& sides);

/// The files of a state below `paths`, each as one that was added; submodules among them.
std::vector<GitChange> files_of_state(const std::string& folder, const std::string& hash, const std::vector<std::string>& paths);

/// Whether what git takes for a pattern stands for a plan, here or in one of the states.
bool has_plan_at(const std::string& pattern, const AskedPaths& asked, const RangeStates& states);

/// Why a path of the command line stands for nothing that could be compared: it is nowhere, unknown to git, or a folder without a plan. Else empty.
std::string why_nothing_at(const std::string& path, const GitRange& range, const RangeStates& states, bool something_differs);

/// The records of `git diff` between these revisions below `paths`; submodules are among them.
GitAnswer ask_git_diff(const std::string& folder, bool cached, const std::vector<std::string>& revisions, const std::vector<std::string>& paths);

}  // namespace gas::app
