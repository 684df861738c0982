// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/descriptor.hpp"

namespace gas::app {

/// Where git hands over a plan to compare or merge, what is larger than this is none.
inline constexpr std::size_t max_plan_bytes = std::size_t{64} << 20U;

/// What a run of git gave.
struct GitAnswer {
    int status = -1;  ///< its exit status; -1 where git could not be started
    int error = 0;    ///< errno, where it could not be started
    std::string out;
    std::string err;
    [[nodiscard]] bool good() const { return status == 0; }
    /// Why it failed, or could not be started: git's own words on one line, fit for a terminal.
    [[nodiscard]] std::string reason() const;
    /// What helps: `refused` where git itself refused, else what makes git start, if anything does.
    [[nodiscard]] std::string hint(std::string refused) const;
};

/// Why something is not done, and what helps; empty where it is.
struct Refusal {
    std::string why;
    std::string hint;
};

/// Runs git with these arguments, without a shell, and waits for it. `input` goes to its standard input. In `folder`, where it is not empty: then as if
/// nothing had told git which repository this runs in.
GitAnswer run_git(const std::vector<std::string>& arguments, std::string_view input = "", const std::string& folder = "");

/// Reads objects of the repository by one `git cat-file --batch`, however many there are.
class GitObjects {
public:
    /// Of the repository that `folder` is in; empty: that of the run.
    explicit GitObjects(std::string folder = "") : folder_(std::move(folder)) {}
    ~GitObjects();
    GitObjects(const GitObjects&) = delete;
    GitObjects& operator=(const GitObjects&) = delete;

    /// The bytes of the object with this hash; nothing where there is none or it is over `max_size`, for which error() says why.
    std::optional<std::string> read(const std::string& hash, std::size_t max_size);
    [[nodiscard]] const std::string& error() const { return error_; }

    /// Says which objects will be read next, in this order, so that git can get them ready; a read of another one is an error.
    void expect(std::vector<std::string> hashes);

private:
    bool start();
    bool ask_for(const std::string& hash);
    bool fill();
    bool pass_over(std::size_t size);
    std::optional<std::string> fail(std::string_view message);

    std::string folder_;
    int pid_ = -1;
    Descriptor to_git_, from_git_;
    std::string buffer_;
    std::string error_;
    std::vector<std::string> expected_;
    std::size_t sent_ = 0;  ///< of the expected ones
    std::size_t next_ = 0;
};

/// One file that differs between two states of a repository.
struct GitChange {
    char status = 'M';     ///< A, D, M, R, T, U as git has it
    std::string old_path;  ///< from the top of the work tree; empty where it was not there
    std::string new_path;
    std::string old_hash;  ///< of the blob; empty where it was not there
    std::string new_hash;  ///< empty where it is not there, or only in the work tree
    std::string old_mode;
    std::string new_mode;
    std::vector<std::string> other_parents;  ///< of a merge: the blobs of its parents after the first, each empty where it was not there
};

/// A file of a tree, and its blob; or a submodule, and its commit.
struct GitFile {
    std::string path;
    std::string hash;
    bool submodule = false;
};
/// The files below a tree, as `git ls-tree -r` with these arguments has them; no links.
std::vector<GitFile> tree_files(const std::vector<std::string>& arguments);

/// Whether the mode is that of a file: symbolic links and submodules are not.
bool is_file_mode(std::string_view mode);
/// Whether it is that of a submodule, whose blob is the name of a commit of another repository.
bool is_submodule_mode(std::string_view mode);

/// The records of `git diff --raw -z --no-abbrev` (and of `git log --raw -z`, up to the first that is none; `rest` is what follows).
std::vector<GitChange> read_raw_changes(std::string_view raw, std::string_view* rest = nullptr);

/// Where the work tree begins ("/home/me/plans/"), and where in it this run stands ("" or "2026/"). Nothing outside a work tree.
struct GitPlace {
    std::string top;
    std::string prefix;
    bool inside = true;  ///< false where GIT_WORK_TREE is elsewhere
};
std::optional<GitPlace> git_place();
/// The top of the work tree that a folder lies in, without a slash at its end; empty where it is in none.
std::string top_of(const std::string& folder);

/// Whether the clone lacks its older commits.
bool is_shallow(const std::string& folder = "");

}  // namespace gas::app
