// SPDX-License-Identifier: MIT
// The versions of plans that `git diff` says have changed.
#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "gas/text/phrases.hpp"
#include "gas/write/writers.hpp"
#include "git/diff_sides.hpp"
#include "git/git.hpp"
#include "git/range_words.hpp"
#include "git/side_files.hpp"
#include "input/submodules.hpp"
#include "input/tables.hpp"

namespace gas::app {

namespace {

/// A repository whose versions are compared: that of the run, or a submodule in its work tree.
struct Repository {
    std::string folder{};      ///< to run git in; empty: where this runs
    std::string above{};       ///< what stands before its paths, seen from the top of the outermost: "" or "plans/"
    std::string old_name{};    ///< of the older revision
    bool in_work_tree = true;  ///< whether the newer state is the work tree
};

/// Files of the work tree that are in no index; `flags` choose among them. A repository of its own in there comes as its folder, with a slash.
std::vector<std::string> files_outside_index(const Repository& repository, const std::vector<std::string>& flags, const std::vector<std::string>& paths,
                                             DiffSides& sides)
{
    std::vector<std::string> arguments = {"ls-files", "--others", "--exclude-standard", "--full-name", "-z"};
    arguments.insert(arguments.end(), flags.begin(), flags.end());
    arguments.emplace_back("--");
    arguments.insert(arguments.end(), paths.begin(), paths.end());
    if (paths.empty()) {
        arguments.emplace_back(":/");  // as `git diff` does, and not from the folder of the run down
    }
    const auto answer = run_git(arguments, "", repository.folder);
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

/// Why nothing can be compared here, with a hint; empty where it can.
std::pair<std::string, std::string> why_not_here(const GitRange& range)
{
    const auto folder = run_git({"rev-parse", "--git-dir"});
    if (!folder.good()) {
        return {folder.reason(), folder.hint("run it in the repository that has the plans")};
    }
    return range.revisions.empty() || states_of(range.revisions).is_one()
               ? std::pair<std::string, std::string>("this repository has no work tree to compare with",
                                                     range.usage.empty() ? "name two revisions" : "`gas diff --git OLD NEW` compares two revisions")
               : std::pair<std::string, std::string>();
}

/// A path as a word of a command: one that begins like an option stands behind `--`.
std::string operand(const std::string& path) { return (path.starts_with('-') ? "-- " : "") + shell_word(path); }

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

/// The blob to read a changed file's new version from; empty where it is the file itself. Of a file that has another name than it had, git gives the
/// blob that it computed to find the old name, and that no one has stored where the file was edited since `git add`.
std::string new_blob(const GitChange& change, const std::string& path, bool in_work_tree)
{
    const bool computed = in_work_tree && change.status != 'M' && change.new_hash != change.old_hash && on_disk(path);
    return computed ? std::string() : change.new_hash;
}

/// Gathers the files of both sides that git names as changed, those of submodules too.
class RangeReader {
public:
    RangeReader(const GitRange& range, const std::optional<GitPlace>& place, AskedPaths asked, std::size_t max_size, const Console& console, DiffSides& sides)
        : range_(range), place_(place), asked_(std::move(asked)), max_size_(max_size), console_(console), sides_(sides)
    {
    }

    std::vector<SideFile> old_files;
    std::vector<SideFile> new_files;

    void take(const Repository& repository, const std::vector<GitChange>& changes)
    {
        std::set<std::string> unmerged;
        for (const auto& change : changes) {
            const auto path = repository.above + (change.new_path.empty() ? change.old_path : change.new_path);
            if (is_submodule_mode(change.old_mode) || is_submodule_mode(change.new_mode)) {
                take_submodule(repository, change, path);
            }
            if (change.status == 'U') {
                // git tells an unmerged file twice where the work tree differs
                if (asked_.wants(path)) {
                    sides_.problems.push_back(unreadable(shown(path), "is not merged yet", "solve the conflict, then `git add` the file"));
                    unmerged.insert(path);
                }
            } else if (!unmerged.contains(path)) {
                take_file(repository, change, path);
            }
        }
    }

    /// Plans that git does not know yet: a comparison with the work tree leaves them out, as `git diff` does.
    void see_untracked(const Repository& repository, const std::vector<std::string>& paths)
    {
        for (const auto& file : files_outside_index(repository, {}, paths, sides_)) {
            if (is_plan_name(file)) {
                const auto path = shown(repository.above + file);
                const auto above = repository.above.substr(0, repository.above.find_last_not_of('/') + 1);
                sides_.untracked.push_back(
                    {path, above.empty() ? "git add -N " + operand(path) : fmt::format("git -C {} add -N {}", shell_word(shown(above)), operand(file))});
            }
        }
    }

    /// Files that git does not know yet, as new ones; whatever else it does not know is told.
    void take_untracked(const Repository& repository, const std::vector<std::string>& paths)
    {
        for (const auto& file : files_outside_index(repository, {}, paths, sides_)) {
            const auto path = repository.above + file;
            if (file.ends_with('/')) {
                console_.err(fmt::format("gas: not looked at: {} is another git repository\n", visible(shown(path))));
                add(sides_.left_out, "repositories", 1);
            } else if (asked_.wants(path)) {
                take_new_file(path);
            } else {
                see_near_plan({path, shown(path), shown(path), "", {}}, path, blobs_, max_size_, sides_);
            }
        }
        std::vector<std::string> ignored;
        for (const auto& file : files_outside_index(repository, {"--ignored"}, paths, sides_)) {
            const auto path = repository.above + file;
            if (asked_.named.contains(path)) {
                take_new_file(path);
            } else if (is_plan_name(path)) {
                ignored.push_back(visible(shown(path)));
            }
        }
        if (!ignored.empty()) {
            console_.err(fmt::format("gas: not looked at: {} that git ignores, {}{}\n", counted(ignored.size(), "plan"), ignored.front(),
                                     ignored.size() > 1 ? ", …" : ""));
            add(sides_.left_out, "ignored_plans", ignored.size());
        }
    }

    /// What the work tree has and git does not, where that is compared.
    void see_outside_index(const Repository& repository, const std::vector<std::string>& paths)
    {
        if (range_.untracked && (repository.above.empty() || repository.in_work_tree)) {
            take_untracked(repository, paths);
        } else if (repository.in_work_tree) {
            see_untracked(repository, paths);
        }
    }

private:
    [[nodiscard]] std::string shown(const std::string& path) const { return place_ ? path_from_here(*place_, path) : path; }

    void take_new_file(const std::string& path)
    {
        if (is_table_name(path)) {
            sides_.tables.push_back(shown(path));
        } else {
            new_files.push_back({path, shown(path), shown(path), "", {shown(path), false}});
        }
    }

    void take_file(const Repository& repository, const GitChange& change, const std::string& key)
    {
        // the two names of a renamed file are one file
        const auto old_path = repository.above + change.old_path;
        const auto path = shown(repository.above + change.new_path);
        const bool has_new = is_file_mode(change.new_mode) && asked_.wants(repository.above + change.new_path);
        const bool had_old = is_file_mode(change.old_mode) && asked_.wants(old_path);
        if (!has_new && !had_old) {
            take_other_file(repository, change);
            return;
        }
        if (is_table_name(has_new ? path : had_old ? old_path : std::string())) {
            sides_.tables.push_back(has_new ? path : shown(old_path));
            return;
        }
        if (has_new && repository.in_work_tree && is_stream(path)) {  // which git takes for a file that differs
            sides_.problems.push_back(unreadable(path, "is a FIFO, socket or device where git has a file"));
            return;
        }
        if (!has_new && is_file_mode(change.new_mode)) {
            take_other_file(repository, change);  // a plan that is renamed to what nearly is the name of one
        }
        if (had_old && !is_table_name(old_path)) {
            old_files.push_back({key, repository.old_name + ":" + old_path, shown(old_path), change.old_hash, {}, repository.folder});
        }
        if (has_new) {
            new_files.push_back({key, path, path, new_blob(change, path, repository.in_work_tree), {path, false}, repository.folder});
        }
    }

    /// One that is no plan by its name, and was not named.
    void take_other_file(const Repository& repository, const GitChange& change)
    {
        const bool is_there = is_file_mode(change.new_mode);
        if (!is_there && (range_.untracked || !is_file_mode(change.old_mode))) {
            return;
        }
        const auto path = repository.above + (is_there ? change.new_path : change.old_path);
        const auto hash = is_there ? new_blob(change, shown(path), repository.in_work_tree) : change.old_hash;
        const auto name = is_there ? shown(path) : repository.old_name + ":" + path;
        if (!hash.empty() || !is_stream(shown(path))) {
            see_near_plan({path, name, shown(path), hash, {}, repository.folder}, path, blobs_, max_size_, sides_);
        }
    }

    /// The plans of a submodule between the commits that its repository has on each side, or its work tree.
    void take_submodule(const Repository& outer, const GitChange& change, const std::string& path)
    {
        const Repository inner{place_ ? place_->top + path : std::string(), path + "/", outer.old_name,
                               outer.in_work_tree && is_submodule_mode(change.new_mode)};
        const auto cannot = [&](std::string_view why) {
            sides_.problems.push_back(unreadable(shown(path), fmt::format("is a submodule whose plans are not looked at: {}", why),
                                                 how_to_bring(place_, shown(path)) + "; a PATH limits what is compared"));
        };
        if (!place_ || !is_checked_out(place_->top + path)) {
            cannot("it is not in this work tree");
            return;
        }
        const auto commit_of = [&](const std::string& mode, const std::string& hash) { return is_submodule_mode(mode) ? hash : empty_tree(inner.folder); };
        std::vector<std::string> revisions = {commit_of(change.old_mode, change.old_hash)};
        if (!inner.in_work_tree) {
            revisions.push_back(commit_of(change.new_mode, change.new_hash));
        }
        const auto asked = asked_.inside.find(path);
        const auto& paths = asked != asked_.inside.end() ? asked->second : std::vector<std::string>();
        const auto answer = ask_git_diff(inner.folder, false, revisions, paths);
        if (!answer.good()) {
            cannot(answer.reason());
            return;
        }
        take(inner, read_raw_changes(answer.out));
        see_outside_index(inner, paths);
    }

    const GitRange& range_;
    const std::optional<GitPlace>& place_;
    AskedPaths asked_;
    std::size_t max_size_;
    Blobs blobs_;  ///< that are looked into and not compared
    const Console& console_;
    DiffSides& sides_;
};

/// Gathers the older state's files that a range looks at and that do not differ.
struct SameReader {
    std::optional<GitPlace> place;
    AskedPaths asked;
    std::set<std::string> differing;  ///< names of old files, and tables
    SameFiles found{};
    std::vector<std::string> not_looked_at{};  ///< submodules that are not here

    void add(const Repository& repository, const std::string& hash, const std::vector<std::string>& paths)
    {
        for (const auto& file : files_of_state(repository.folder, hash, paths)) {
            const auto path = repository.above + file.new_path;
            const auto name = repository.old_name + ":" + path;
            if (is_submodule_mode(file.new_mode) && place && is_checked_out(place->top + path)) {
                const auto inside = asked.inside.find(path);
                add({place->top + path, path + "/", repository.old_name, false}, file.new_hash,
                    inside != asked.inside.end() ? inside->second : std::vector<std::string>());
            } else if (is_submodule_mode(file.new_mode)) {
                not_looked_at.push_back(place ? path_from_here(*place, path) : path);
            } else if (is_file_mode(file.new_mode) && asked.wants(path) && !differing.contains(name)) {
                const auto here = place ? path_from_here(*place, path) : path;
                if (!is_table_name(path)) {
                    found.plans.push_back({path, name, here, file.new_hash, {}, repository.folder});
                } else if (!differing.contains(here)) {
                    found.tables.push_back(here);
                }
            }
        }
    }
};

/// The plans of the older state that are outside the paths asked for; `whole` is what differs wherever it is.
SameFiles files_outside(SameReader within, const Repository& outermost, const std::string& older, const GitAnswer& whole)
{
    within.add(outermost, older, within.asked.here);
    SameReader outside{within.place, {}, {}};
    for (const auto& file : within.found.plans) {
        outside.differing.insert(file.name);
    }
    outside.add(outermost, older, {});
    std::set<std::string> gone;
    for (const auto& change : read_raw_changes(whole.out)) {
        if (change.new_path != change.old_path) {
            gone.insert(change.old_path);
        }
    }
    for (auto& file : outside.found.plans) {
        file.is_gone = gone.contains(file.key);
    }
    return outside.found;
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
    const auto asked = ask_paths(range, place, sides);
    if (!sides.refusal.empty()) {
        return sides;
    }
    const auto answer = ask_git_diff("", range.cached, revisions, asked.here);
    const auto states = states_of(revisions);
    if (!answer.good() || states.hashes.empty()) {
        sides.refusal = answer.good() ? fmt::format("{} names no commit", visible(fmt::format("{}", fmt::join(revisions, " ")))) : answer.reason();
        sides.hint = hint_for(range);
        return sides;
    }
    if (range.untracked && !states.is_one()) {
        sides.refusal = fmt::format("{} names a range, and that leaves out what is not committed", visible(fmt::format("{}", fmt::join(revisions, " "))));
        sides.hint = fmt::format("name the revision that it begins with, {}; `gas diff --git` compares two", visible(states.older_name));
        return sides;
    }
    const Repository outermost{"", "", has_commit ? states.older_name : "", !range.cached && states.is_one()};
    RangeReader files(range, place, asked, max_size, console, sides);
    files.take(outermost, read_raw_changes(answer.out));
    files.see_outside_index(outermost, asked.here);
    const bool differs = !files.old_files.empty() || !files.new_files.empty() || !sides.problems.empty();
    if (!sides.tables.empty() && !range.untracked) {
        sides.refusal = no_plans_in(sides.tables.front());
    }
    for (std::size_t i = 0; i < range.paths.size() && sides.refusal.empty(); ++i) {
        const auto& path = range.paths[i];
        if (asked.here[i] == path && !is_pattern(path)) {
            sides.refusal = why_nothing_at(path, range, states, differs);
        } else if (asked.here[i] == path && !has_plan_at(path, asked, states)) {
            console.err(fmt::format("gas: nothing to look at: no plan is at {}\n", visible(path)));
            add(sides.left_out, "paths", 1);
        }
    }
    for (const auto& file : files.new_files) {
        sides.read.push_back(file.input);
    }
    read_sides(files.old_files, files.new_files, max_size, console, sides);
    std::set<std::string> differing(sides.tables.begin(), sides.tables.end());
    for (const auto& file : sides.old_files) {
        differing.insert(file.source.name);
    }
    sides.same_files = [place, asked, differing, outermost, older = states.older, &console, told = false](LeftOut& left_out) mutable {
        SameReader same{place, asked, differing};
        same.add(outermost, older, asked.here);
        if (!std::exchange(told, true)) {
            tell_submodules(same.not_looked_at, console);
            add(left_out, "submodules", same.not_looked_at.size());
        }
        return same.found;
    };
    sides.outside = [range, place, asked, outermost, older = states.older, revisions] {
        return range.paths.empty() ? SameFiles{} : files_outside({place, asked, {}}, outermost, older, ask_git_diff("", range.cached, revisions, {}));
    };
    return sides;
}

}  // namespace gas::app
