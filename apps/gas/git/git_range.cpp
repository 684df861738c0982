// SPDX-License-Identifier: MIT
// The versions of plans that `git diff` says have changed.
#include <algorithm>
#include <filesystem>
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
#include "git/side_files.hpp"

namespace gas::app {

namespace {

/// The tree that has nothing in it, under git's own name in this repository: what one without a commit is compared with.
std::string empty_tree(const std::string& folder = "")
{
    const auto hash = run_git({"hash-object", "-t", "tree", "--stdin"}, "", folder).out;
    return hash.substr(0, hash.find('\n'));
}

std::string path_from_here(const GitPlace& place, const std::string& path)
{
    return place.inside && path.starts_with(place.prefix) ? path.substr(place.prefix.size()) : place.top + path;
}

/// A repository whose versions are compared: that of the run, or a submodule in its work tree.
struct Repository {
    std::string folder{};      ///< to run git in; empty: where this runs
    std::string above{};       ///< what stands before its paths, seen from the top of the outermost: "" or "plans/"
    std::string old_name{};    ///< of the older revision
    bool in_work_tree = true;  ///< whether the newer state is the work tree
};

/// A path of the command line as git tells it.
std::string path_from_top(const std::optional<GitPlace>& place, const std::string& path)
{
    if (place && path.starts_with(place->top)) {
        return path.substr(place->top.size());
    }
    return std::filesystem::path((place ? place->prefix : "") + path).lexically_normal().string();
}

/// Files of the work tree that are in no index; `flags` choose among them. A repository of its own in there comes as its folder, with a slash.
std::vector<std::string> files_outside_index(const Repository& repository, const std::vector<std::string>& flags, const std::vector<std::string>& paths,
                                             DiffSides& sides)
{
    std::vector<std::string> arguments = {"ls-files", "--others", "--exclude-standard", "--full-name", "-z"};
    arguments.insert(arguments.end(), flags.begin(), flags.end());
    arguments.emplace_back("--");
    arguments.insert(arguments.end(), paths.begin(), paths.end());
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

/// Whether `is_it` takes one of the names that end with a NUL each.
template <typename Test>
bool any_name(std::string_view names, const Test& is_it)
{
    while (!names.empty()) {
        if (is_it(take_until(names, '\0'))) {
            return true;
        }
    }
    return false;
}

/// The folder that a path of the command line is, or lies in, as far as it is on the disk.
std::string folder_of(const std::string& path)
{
    auto folder = std::filesystem::path(path);
    while (!folder.empty() && !is_folder(folder.string())) {
        folder = folder.parent_path();
    }
    return folder.empty() ? "." : folder.string();
}

/// Patterns are git's own matter.
bool is_pattern(const std::string& path) { return path.find_first_of("*?[:") != std::string::npos; }

/// Whether any of the states that revisions name (A, A..B or A...B) has a file below `path` that `is_it` takes.
template <typename Test>
bool in_revisions(const std::string& path, const std::vector<std::string>& revisions, const Test& is_it)
{
    const auto in_tree = [&](const std::string& revision) {
        const auto files = revision.empty() ? std::string() : run_git({"ls-tree", "-r", "-z", "--name-only", revision, "--", path}).out;
        return any_name(files, is_it);
    };
    return std::any_of(revisions.begin(), revisions.end(), [&](const std::string& words) {
        const auto dots = words.find("..");
        const auto second = dots != std::string::npos ? words.find_first_not_of('.', dots) : dots;
        return in_tree(words.substr(0, dots)) || (second != std::string::npos && in_tree(words.substr(second)));
    });
}

/// Why a path of the command line stands for nothing that could be compared: it is nowhere, unknown to git, or a folder without a plan. Else empty.
std::string why_nothing_at(const std::string& path, const GitRange& range, const std::vector<std::string>& revisions, bool something_differs)
{
    const auto any = [](std::string_view /*name*/) { return true; };
    const auto in_index = [&](const auto& is_it) {
        return any_name(run_git({"ls-files", "-z", "--cached", "--others", "--exclude-standard", "--", path}).out, is_it);
    };
    const auto where = fmt::format("neither here nor in {}", visible(fmt::format("{}", fmt::join(revisions, " and "))));
    if (!on_disk(path)) {
        return in_revisions(path, revisions, any) ? "" : fmt::format("there is no {}, {}", visible(path), where);
    }
    if (is_folder(path)) {
        const bool has_plan = something_differs || in_index(is_plan_name) || in_revisions(path, revisions, is_plan_name);
        return has_plan ? "" : fmt::format("there is no plan in {}, {}", visible(path), where);
    }
    const bool known = range.untracked || !run_git({"ls-files", "--", path}).out.empty() || in_revisions(path, revisions, any);
    return known ? "" : fmt::format("git does not know {}", visible(path));
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

/// The records of `git diff` between these revisions below `paths`; submodules are among them.
GitAnswer ask_git(const std::string& folder, bool cached, const std::vector<std::string>& revisions, const std::vector<std::string>& paths)
{
    std::vector<std::string> arguments = {
        "-c", "core.quotePath=false", "-c", "diff.relative=false", "diff", "--raw", "-z", "--no-abbrev", "-M", "--no-ext-diff", "--ignore-submodules=none"};
    if (cached) {
        arguments.emplace_back("--cached");
    }
    arguments.emplace_back("--end-of-options");
    arguments.insert(arguments.end(), revisions.begin(), revisions.end());
    arguments.emplace_back("--");
    arguments.insert(arguments.end(), paths.begin(), paths.end());
    return run_git(arguments, "", folder);
}

/// The blob to read a changed file's new version from; empty where it is the file itself. Of a file that has another name than it had, git gives the
/// blob that it computed to find the old name, and that no one has stored where the file was edited since `git add`.
std::string new_blob(const GitChange& change, const std::string& path, bool in_work_tree)
{
    const bool computed = in_work_tree && change.status != 'M' && change.new_hash != change.old_hash && on_disk(path);
    return computed ? std::string() : change.new_hash;
}

/// The paths of the command line: those that git takes here, and those that lie in a submodule, by the submodule's path.
struct AskedPaths {
    std::vector<std::string> here;
    std::map<std::string, std::vector<std::string>> inside;
    std::set<std::string> named;  ///< all of them, from the top
};

/// Gathers the files of both sides that git names as changed, those of submodules too.
class RangeReader {
public:
    RangeReader(const GitRange& range, const std::optional<GitPlace>& place, AskedPaths asked, const Console& console, DiffSides& sides)
        : range_(range), place_(place), asked_(std::move(asked)), console_(console), sides_(sides)
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
                if (wanted(path)) {
                    sides_.problems.push_back(unreadable(shown(path), "is not merged yet", "solve the conflict, then `git add` the file"));
                    unmerged.insert(path);
                }
            } else if (!unmerged.contains(path)) {
                take_file(repository, change, path);
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
            } else if (wanted(path)) {
                new_files.push_back({path, shown(path), shown(path), "", {shown(path), false}});
            }
        }
        std::vector<std::string> ignored;
        for (const auto& file : files_outside_index(repository, {"--ignored"}, paths, sides_)) {
            const auto path = repository.above + file;
            if (asked_.named.contains(path)) {
                new_files.push_back({path, shown(path), shown(path), "", {shown(path), false}});
            } else if (is_plan_name(path)) {
                ignored.push_back(visible(shown(path)));
            }
        }
        if (!ignored.empty()) {
            console_.err(fmt::format("gas: not looked at: {} that git ignores, {}{}\n", counted(ignored.size(), "plan"), ignored.front(),
                                     ignored.size() > 1 ? ", …" : ""));
        }
    }

private:
    /// Whether a changed file is a plan by its name, or was named.
    [[nodiscard]] bool wanted(const std::string& path) const { return is_plan_name(path) || asked_.named.contains(path); }
    [[nodiscard]] std::string shown(const std::string& path) const { return place_ ? path_from_here(*place_, path) : path; }

    void take_file(const Repository& repository, const GitChange& change, const std::string& key)
    {
        // the two names of a renamed file are one file
        const auto old_path = repository.above + change.old_path;
        const auto path = shown(repository.above + change.new_path);
        const bool has_new = is_file_mode(change.new_mode) && wanted(repository.above + change.new_path);
        if (has_new && repository.in_work_tree && is_stream(path)) {  // which git takes for a file that differs
            sides_.problems.push_back(unreadable(path, "is a FIFO, socket or device where git has a file"));
            return;
        }
        if (is_file_mode(change.old_mode) && wanted(old_path)) {
            old_files.push_back({key, repository.old_name + ":" + old_path, shown(old_path), change.old_hash, {}, repository.folder});
        }
        if (has_new) {
            new_files.push_back({key, path, path, new_blob(change, path, repository.in_work_tree), {path, false}, repository.folder});
        }
    }

    /// The plans of a submodule between the commits that its repository has on each side, or its work tree.
    void take_submodule(const Repository& outer, const GitChange& change, const std::string& path)
    {
        const Repository inner{place_ ? place_->top + path : std::string(), path + "/", outer.old_name,
                               outer.in_work_tree && is_submodule_mode(change.new_mode)};
        const auto cannot = [&](std::string_view why) {
            sides_.problems.push_back(unreadable(shown(path), fmt::format("is a submodule whose plans are not looked at: {}", why),
                                                 "`git submodule update --init` brings it here; a PATH limits what is compared"));
        };
        if (!place_ || top_of(inner.folder) != inner.folder) {
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
        const auto answer = ask_git(inner.folder, false, revisions, paths);
        if (!answer.good()) {
            cannot(answer.reason());
            return;
        }
        take(inner, read_raw_changes(answer.out));
        if (range_.untracked && inner.in_work_tree) {
            take_untracked(inner, paths);
        }
    }

    const GitRange& range_;
    const std::optional<GitPlace>& place_;
    AskedPaths asked_;
    const Console& console_;
    DiffSides& sides_;
};

/// The paths of the range as git is to be asked for them. Where one lies in another repository that is no submodule, that is a refusal.
AskedPaths ask_paths(const GitRange& range, const std::optional<GitPlace>& place, DiffSides& sides)
{
    AskedPaths asked;
    std::map<std::string, std::string> tops;  // of the repositories that folders are in
    for (const auto& path : range.paths) {
        const auto from_top = path_from_top(place, path);
        asked.named.insert(from_top);
        std::string repository;
        if (place && place->inside && !is_pattern(path)) {
            const auto [known, fresh] = tops.try_emplace(folder_of(path));
            known->second = fresh ? top_of(known->first) : known->second;
            repository = known->second;
        }
        if (repository.empty() || repository + "/" == place->top) {
            asked.here.push_back(path);
            continue;
        }
        const auto inner = path_from_top(place, repository);
        const bool submodule = repository.starts_with(place->top) && run_git({"ls-files", "--stage", "--", ":(top,literal)" + inner}).out.starts_with("160000");
        if (!submodule) {
            sides.refusal = fmt::format("{} is in another git repository, {}", visible(path), visible(repository));
            sides.hint = "run it there";
            return asked;
        }
        asked.here.push_back(":(top,literal)" + inner);
        const auto rest = from_top.substr(std::min(from_top.size(), inner.size() + 1));
        asked.inside[inner].push_back(rest.empty() ? "." : rest);
    }
    return asked;
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
        const bool wanted = !file.submodule && (is_plan_name(file.path) || named.contains(file.path));
        if (wanted && !differing.contains(old_name + ":" + file.path)) {
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
    auto asked = ask_paths(range, place, sides);
    if (!sides.refusal.empty()) {
        return sides;
    }
    const auto here = asked.here;
    const auto answer = ask_git("", range.cached, revisions, here);
    if (!answer.good()) {
        sides.refusal = answer.reason();
        sides.hint = hint_for(range);
        return sides;
    }
    // of A..B, A is the older
    const auto old_name = has_commit ? revisions.front().substr(0, revisions.front().find("..")) : std::string();
    const Repository outermost{"", "", old_name, !range.cached && is_one_state(revisions)};
    const auto named = asked.named;
    RangeReader files(range, place, std::move(asked), console, sides);
    files.take(outermost, read_raw_changes(answer.out));
    if (range.untracked) {
        files.take_untracked(outermost, here);
    }
    const bool differs = !files.old_files.empty() || !files.new_files.empty() || !sides.problems.empty();
    for (std::size_t i = 0; i < range.paths.size() && sides.refusal.empty(); ++i) {
        const auto& path = range.paths[i];
        if (here[i] == path && !is_pattern(path)) {
            sides.refusal = why_nothing_at(path, range, revisions, differs);
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
