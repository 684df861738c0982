// SPDX-License-Identifier: MIT
// The versions of plans that `git diff` says have changed.
#include <algorithm>
#include <filesystem>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "gas/text/phrases.hpp"
#include "gas/write/writers.hpp"
#include "git/diff_sides.hpp"
#include "git/git.hpp"
#include "git/side_files.hpp"

namespace gas::app {

namespace {

/// The tree that has nothing in it, under git's own name in this repository: what one without a commit is compared with.
std::string empty_tree()
{
    const auto hash = run_git({"hash-object", "-t", "tree", "--stdin"}).out;
    return hash.substr(0, hash.find('\n'));
}

/// Whether a changed file is a plan by its name, or `paths` name it.
bool is_wanted(const std::string& path, const std::set<std::string>& named) { return is_plan_name(path) || named.contains(path); }

std::string path_from_here(const GitPlace& place, const std::string& path)
{
    return place.inside && path.starts_with(place.prefix) ? path.substr(place.prefix.size()) : place.top + path;
}

/// A path of the command line as git tells it.
std::string path_from_top(const std::optional<GitPlace>& place, const std::string& path)
{
    if (place && path.starts_with(place->top)) {
        return path.substr(place->top.size());
    }
    return std::filesystem::path((place ? place->prefix : "") + path).lexically_normal().string();
}

std::vector<std::string> untracked_files(const GitRange& range, DiffSides& sides)
{
    std::vector<std::string> arguments = {"ls-files", "--others", "--exclude-standard", "--full-name", "-z", "--"};
    arguments.insert(arguments.end(), range.paths.begin(), range.paths.end());
    const auto answer = run_git(arguments);
    if (!answer.good()) {
        sides.refusal = answer.reason();
    }
    std::vector<std::string> files;
    std::string_view rest = answer.out;
    while (!rest.empty()) {
        files.emplace_back(take_until(rest, '\0'));
    }
    return files;
}

/// Whether a path of the command line is anywhere: on the disk, or in one of the revisions. Patterns are git's own matter.
bool is_anywhere(const std::string& path, const std::vector<std::string>& revisions)
{
    if (on_disk(path) || path.find_first_of("*?[:") != std::string::npos) {
        return true;
    }
    const auto in_tree = [&](const std::string& revision) {
        return !revision.empty() && !run_git({"ls-tree", "--name-only", revision, "--", path}).out.empty();
    };
    return std::any_of(revisions.begin(), revisions.end(), [&](const std::string& words) {
        // A, A..B or A...B
        const auto dots = words.find("..");
        const auto second = dots != std::string::npos ? words.find_first_not_of('.', dots) : dots;
        return in_tree(words.substr(0, dots)) || (second != std::string::npos && in_tree(words.substr(second)));
    });
}

/// Whether these words (none: the last commit) stand for one state, which `git diff` compares with the work tree. A..B, and A^! too, stand for two.
bool is_one_state(const std::vector<std::string>& revisions)
{
    if (revisions.empty()) {
        return true;
    }
    std::vector<std::string> arguments = {"rev-parse", "--revs-only"};
    arguments.insert(arguments.end(), revisions.begin(), revisions.end());
    const auto hashes = run_git(arguments).out;
    return std::count(hashes.begin(), hashes.end(), '\n') == 1;
}

/// Why nothing can be compared here, with a hint; empty where it can.
std::pair<std::string, std::string> why_not_here(const GitRange& range)
{
    const auto folder = run_git({"rev-parse", "--git-dir"});
    if (!folder.good()) {
        return {folder.reason(), "run it in the repository that has the plans"};
    }
    return is_one_state(range.revisions) ? std::pair<std::string, std::string>("this repository has no work tree to compare with", "name two revisions")
                                         : std::pair<std::string, std::string>();
}

/// How to go on where git refused.
std::string hint_for(const GitRange& range)
{
    if (range.usage.empty() && std::any_of(range.revisions.begin(), range.revisions.end(), [](const auto& word) { return on_disk(word); })) {
        return "paths stand behind `--`";
    }
    if (is_shallow()) {
        return "this clone is shallow; `git fetch --unshallow` brings the older commits (in CI: fetch-depth: 0, GIT_DEPTH: 0)";
    }
    return range.usage.empty() ? "`gas diff --git [REVISION [REVISION]] [-- PATH...]` compares plans of a git repository" : range.usage;
}

/// The records of `git diff` between what the range names; nothing, and why in `sides`, where git refused.
std::optional<std::vector<GitChange>> ask_git(const GitRange& range, const std::vector<std::string>& revisions, DiffSides& sides)
{
    std::vector<std::string> arguments = {
        "-c", "core.quotePath=false", "-c", "diff.relative=false", "diff", "--raw", "-z", "--no-abbrev", "-M", "--no-ext-diff", "--ignore-submodules"};
    if (range.cached) {
        arguments.emplace_back("--cached");
    }
    arguments.emplace_back("--end-of-options");
    arguments.insert(arguments.end(), revisions.begin(), revisions.end());
    arguments.emplace_back("--");
    arguments.insert(arguments.end(), range.paths.begin(), range.paths.end());
    const auto answer = run_git(arguments);
    if (!answer.good()) {
        sides.refusal = answer.reason();
        sides.hint = hint_for(range);
        return std::nullopt;
    }
    return read_raw_changes(answer.out);
}

/// The files of both sides that the records name.
struct RangeFiles {
    std::vector<SideFile> old_files;
    std::vector<SideFile> new_files;
};

/// The blob to read a changed file's new version from; empty where it is the file itself. Of a file that has another name than it had, git gives the
/// blob that it computed to find the old name, and that no one has stored where the file was edited since `git add`.
std::string new_blob(const GitChange& change, const std::string& path, bool in_work_tree)
{
    const bool computed = in_work_tree && change.status != 'M' && change.new_hash != change.old_hash && on_disk(path);
    return computed ? std::string() : change.new_hash;
}

RangeFiles files_of(const std::vector<GitChange>& changes, const std::string& old_name, const std::set<std::string>& named,
                    const std::optional<GitPlace>& place, bool in_work_tree, DiffSides& sides)
{
    RangeFiles files;
    std::set<std::string> unmerged;
    const auto shown = [&](const std::string& path) { return place ? path_from_here(*place, path) : path; };
    for (const auto& change : changes) {
        if (change.status == 'U') {
            // git tells an unmerged file twice where the work tree differs
            if (is_wanted(change.old_path, named)) {
                sides.problems.push_back(unreadable(shown(change.old_path), "is not merged yet", "solve the conflict, then `git add` the file"));
                unmerged.insert(change.old_path);
            }
            continue;
        }
        if (unmerged.contains(change.old_path)) {
            continue;
        }
        // the two names of a renamed file are one file
        const auto key = change.new_path.empty() ? change.old_path : change.new_path;
        const auto path = shown(change.new_path);
        const bool has_new = is_file_mode(change.new_mode) && is_wanted(change.new_path, named);
        if (has_new && in_work_tree && is_stream(path)) {  // which git takes for a file that differs
            sides.problems.push_back(unreadable(path, "is a FIFO, socket or device where git has a file"));
            continue;
        }
        if (is_file_mode(change.old_mode) && is_wanted(change.old_path, named)) {
            files.old_files.push_back({key, old_name + ":" + change.old_path, shown(change.old_path), change.old_hash, {}});
        }
        if (has_new) {
            files.new_files.push_back({key, path, path, new_blob(change, path, in_work_tree), {path, false}});
        }
    }
    return files;
}

/// The older of the states that the words name, as one hash: of A..B that is A, of A...B where they parted.
std::string older_state(const std::vector<std::string>& revisions)
{
    std::vector<std::string> arguments = {"rev-parse", "--revs-only"};
    arguments.insert(arguments.end(), revisions.begin(), revisions.end());
    const auto hashes = run_git(arguments).out;
    const auto line = hashes.substr(hashes.find('^') == std::string::npos ? 0 : hashes.find('^') + 1);
    return line.substr(0, line.find('\n'));
}

/// The older state's plans that the range looks at and that do not differ.
std::vector<SideFile> same_files(const GitRange& range, const std::vector<std::string>& revisions, const std::string& old_name,
                                 const std::set<std::string>& named, const std::set<std::string>& differing)
{
    std::vector<std::string> arguments = {range.paths.empty() ? "--full-tree" : "--full-name", older_state(revisions), "--"};
    arguments.insert(arguments.end(), range.paths.begin(), range.paths.end());
    std::vector<SideFile> files;
    for (const auto& file : tree_files(arguments)) {
        if (is_wanted(file.path, named) && !differing.contains(old_name + ":" + file.path)) {
            files.push_back({file.path, old_name + ":" + file.path, file.path, file.hash, {}});
        }
    }
    return files;
}

}  // namespace

DiffSides open_git_range(const GitRange& range, std::size_t max_size, const Console& console)
{
    DiffSides sides;
    const auto place = git_place();
    if (!place) {
        std::tie(sides.refusal, sides.hint) = why_not_here(range);
        if (!sides.refusal.empty()) {
            return sides;
        }
    }
    auto revisions = range.revisions;
    const bool has_commit = !revisions.empty() || run_git({"rev-parse", "--verify", "--quiet", "HEAD"}).good();
    if (revisions.empty()) {
        revisions.push_back(has_commit ? "HEAD" : empty_tree());
    }
    const auto changes = ask_git(range, revisions, sides);
    if (!changes) {
        return sides;
    }
    std::set<std::string> named;
    for (const auto& path : range.paths) {
        if (!is_anywhere(path, revisions)) {
            sides.refusal = fmt::format("there is no {}, neither here nor in {}", visible(path), visible(fmt::format("{}", fmt::join(revisions, " and "))));
            return sides;
        }
        named.insert(path_from_top(place, path));
    }
    // of A..B, A is the older
    const auto old_name = has_commit ? revisions.front().substr(0, revisions.front().find("..")) : std::string();
    auto files = files_of(*changes, old_name, named, place, !range.cached && is_one_state(revisions), sides);
    if (range.untracked) {
        for (const auto& path : untracked_files(range, sides)) {
            if (is_wanted(path, named)) {
                const auto shown = place ? path_from_here(*place, path) : path;
                files.new_files.push_back({path, shown, shown, "", {shown, false}});
            }
        }
    }
    for (const auto& file : files.new_files) {
        sides.read.push_back(file.input);
    }
    read_sides(files.old_files, files.new_files, max_size, console, sides);
    std::set<std::string> differing;
    for (const auto& file : sides.old_files) {
        differing.insert(file.source.name);
    }
    sides.same_texts = [range, revisions, old_name, named, differing, max_size, &console] {
        return read_texts(same_files(range, revisions, old_name, named, differing), max_size, console);
    };
    return sides;
}

}  // namespace gas::app
