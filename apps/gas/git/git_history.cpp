// SPDX-License-Identifier: MIT
#include "git/git_history.hpp"

#include <algorithm>
#include <iterator>
#include <memory>
#include <set>
#include <string_view>

#include "gas/read/read_plans.hpp"
#include "gas/text/phrases.hpp"
#include "input/inputs.hpp"

namespace gas::app {

namespace {

/// The commits of `git log --raw -z` in the format that ask_git() gives it, newest first; merges also where they have no change.
std::vector<Commit> read_log(std::string_view log)
{
    std::vector<Commit> commits;
    const auto take = [&](char separator) { return std::string(take_until(log, separator)); };
    while (!log.empty()) {
        take('\x01');
        if (log.empty()) {
            break;
        }
        Commit commit;
        commit.hash = take('\x02');
        commit.is_merge = take('\x02').find(' ') != std::string::npos;
        commit.date = take('\x02');
        commit.author_date = take('\x02');
        commit.author = take('\x02');
        const auto records = log.find_first_not_of(std::string_view("\0\n", 2));
        log.remove_prefix(std::min(records, log.size()));
        commit.changes = read_raw_changes(log, &log);
        if (commit.is_merge || !commit.changes.empty()) {
            commits.push_back(std::move(commit));
        }
    }
    return commits;
}

/// `flags` choose the commits, and what they are compared with.
GitAnswer ask_git(const std::vector<std::string>& flags, const std::vector<std::string>& paths, const std::string& folder)
{
    std::vector<std::string> arguments = {"-c",
                                          "log.showRoot=true",
                                          "log",
                                          "--raw",
                                          "-z",
                                          "--full-history",
                                          "--no-abbrev",
                                          "-M",
                                          "--no-ext-diff",
                                          "--format=%x01%H%x02%P%x02%cI%x02%aI%x02%an%x02"};
    arguments.insert(arguments.end(), flags.begin(), flags.end());
    arguments.emplace_back("--");
    arguments.insert(arguments.end(), paths.begin(), paths.end());
    return run_git(arguments, "", folder);
}

std::string exactly(const std::string& path_from_top) { return ":(top,literal)" + path_from_top; }

/// Leaves out what came before a file that is a copy: git follows to its source, which is another plan where it stays in its place. One that was renamed
/// all the same has its own past.
void leave_sources(std::vector<Commit>& commits, const std::string& folder)
{
    const auto is_copy = [](const Commit& commit) { return !commit.changes.empty() && commit.changes.front().status == 'C'; };
    for (auto from = commits.begin();;) {
        const auto copy = std::find_if(from, commits.end(), is_copy);
        if (copy == commits.end()) {
            return;
        }
        auto& change = copy->changes.front();
        // with -M, what a file comes from is gone
        const auto whole =
            read_raw_changes(run_git({"diff-tree", "-r", "--root", "--no-commit-id", "--raw", "-z", "--no-abbrev", "-M", copy->hash}, "", folder).out);
        const auto moved = std::find_if(whole.begin(), whole.end(), [&](const GitChange& other) {
            return other.new_path == change.new_path && !other.old_path.empty() && other.old_path != other.new_path;
        });
        if (moved == whole.end()) {
            change.status = 'A';
            change.old_path = change.old_hash = change.old_mode = "";
            commits.erase(copy + 1, commits.end());
            return;
        }
        change = *moved;
        change.status = 'R';
        const auto number = copy - commits.begin() + 1;
        auto earlier = read_log(ask_git({"-c", "--follow", copy->hash + "^"}, {exactly(moved->old_path)}, folder).out);
        commits.erase(copy + 1, commits.end());
        commits.insert(commits.end(), std::make_move_iterator(earlier.begin()), std::make_move_iterator(earlier.end()));
        from = commits.begin() + number;
    }
}

/// Which versions were made from which.
class Descent {
public:
    void add(const GitChange& change) { made_from_[change.new_hash].insert(change.old_hash); }

    /// Whether the new version of a change was made from the old one, by one commit or more.
    [[nodiscard]] bool holds(const GitChange& change) const
    {
        std::vector<std::string> open = {change.new_hash};
        std::set<std::string> seen;
        while (!open.empty()) {
            const auto version = std::move(open.back());
            open.pop_back();
            if (version == change.old_hash) {
                return true;
            }
            const auto known = made_from_.find(version);
            const bool begins_here = version.empty() && !seen.empty();  // a file that came; what went before is another's
            if (known != made_from_.end() && !begins_here && seen.insert(version).second) {
                open.insert(open.end(), known->second.begin(), known->second.end());
            }
        }
        return false;
    }

private:
    std::map<std::string, std::set<std::string>> made_from_;  ///< by hash; empty: that of no file
};

/// Of merges, oldest first, what they took from one side though the other had changed it too; each as a commit of its own behind the merge. Merges that have
/// nothing to tell go.
std::vector<Commit> with_sides_taken(std::vector<Commit> commits, const std::vector<std::string>& paths, const std::string& folder)
{
    std::map<std::string, std::vector<GitChange>> from_sides;  // by merge: what differs from one of its parents
    if (std::any_of(commits.begin(), commits.end(), [](const Commit& commit) { return commit.is_merge; })) {
        for (auto& side : read_log(ask_git({"-m", "--merges"}, paths, folder).out)) {
            auto& changes = from_sides[side.hash];
            changes.insert(changes.end(), std::make_move_iterator(side.changes.begin()), std::make_move_iterator(side.changes.end()));
        }
    }
    std::vector<Commit> told;
    Descent descent;
    for (auto& commit : commits) {
        Commit taken = commit;
        taken.changes.clear();
        taken.took_side = true;
        std::set<std::string> known;
        for (const auto& change : commit.changes) {
            known.insert(change.new_path);
            descent.add(change);
        }
        for (auto& change : from_sides[commit.hash]) {
            const auto& file = change.new_path.empty() ? change.old_path : change.new_path;
            if (!known.contains(file) && !descent.holds(change)) {
                known.insert(file);
                descent.add(change);
                taken.changes.push_back(std::move(change));
            }
        }
        for (auto* part : {&commit, &taken}) {
            if (!part->changes.empty()) {
                told.push_back(std::move(*part));
            }
        }
    }
    return told;
}

}  // namespace

std::vector<Commit> commits_of(const std::string& path, Refusal& refusal, const std::string& folder)
{
    const bool follow = !is_folder(folder.empty() ? path : folder + '/' + path);  // past renames; git can do that for one file only
    const auto log = ask_git(follow ? std::vector<std::string>{"-c", "--follow"} : std::vector<std::string>{"-c"}, {path}, folder);
    const bool no_commit =
        !log.good() && run_git({"rev-parse", "--git-dir"}, "", folder).good() && !run_git({"rev-parse", "--verify", "--quiet", "HEAD"}, "", folder).good();
    if (!log.good() && !no_commit) {
        refusal = {log.reason(), log.hint("`gas history` reads the history of a plan in a git repository")};
    }
    auto commits = read_log(log.out);
    std::vector<std::string> paths = {path};
    if (follow) {
        leave_sources(commits, folder);
        std::set<std::string> names;
        for (const auto& commit : commits) {
            for (const auto& change : commit.changes) {
                names.insert({exactly(change.old_path.empty() ? change.new_path : change.old_path),
                              exactly(change.new_path.empty() ? change.old_path : change.new_path)});
            }
        }
        paths.insert(paths.end(), names.begin(), names.end());
    }
    std::reverse(commits.begin(), commits.end());
    return with_sides_taken(std::move(commits), paths, folder);
}

/// The text of a version as read, under this key and name.
TextVersion HistoryVersions::text_of(const std::string& hash, const std::string& key, const std::string& name, DiffSides& sides)
{
    constexpr std::size_t kept = 8;
    auto known = std::find_if(last_texts_.begin(), last_texts_.end(), [&](const auto& text) { return text.first == hash; });
    if (known == last_texts_.end()) {
        auto bytes = objects_.read(hash, max_size_);
        if (!bytes) {
            sides.problems.push_back(unreadable(name, objects_.error()));
            bytes.emplace();
        }
        TextVersion text{key, {name, std::string(without_bom(*bytes))}};
        text.read = std::make_shared<const ReadResult>(read_plans(text.source));
        last_texts_.emplace_front(hash, std::move(text));
        last_texts_.resize(std::min(last_texts_.size(), kept));
        known = last_texts_.begin();
    }
    auto text = known->second;
    text.key = key;
    text.source.name = name;
    return text;
}

const HistoryVersions::Version& HistoryVersions::look_at(const std::string& hash, const std::string& before, DiffSides& sides, const std::string& name)
{
    const auto known = versions_.find(hash);
    if (known != versions_.end()) {
        // the same slip made again has another version before it
        known->second.readable = known->second.errors > 0 && !before.empty() ? before : known->second.readable;
        return known->second;
    }
    Version version;
    const auto text = text_of(hash, name, name, sides);
    version.errors = errors_of(text.read->diagnostics).size();
    version.lfs_pointer = is_lfs_pointer(text.source.bytes);
    version.readable = version.errors == 0 ? hash : before;
    return versions_.emplace(hash, std::move(version)).first->second;
}

std::optional<TextVersion> HistoryVersions::readable_before(const std::string& key, const std::vector<Commit>& commits, DiffSides& sides)
{
    const auto is_of_key = [&](const GitChange& change) {  // a key begins at the outermost repository, a path at its own
        return !plans_only_ || key == change.new_path || key.ends_with('/' + change.new_path);
    };
    for (auto commit = commits.rbegin(); commit != commits.rend(); ++commit) {
        const auto change = std::find_if(commit->changes.begin(), commit->changes.end(), is_of_key);
        const auto known = change != commit->changes.end() ? versions_.find(change->new_hash) : versions_.end();
        if (known != versions_.end()) {
            const auto& [errors, lfs_pointer, readable] = known->second;
            return errors == 0 ? std::nullopt : std::optional(readable.empty() ? TextVersion{} : text_of(readable, key, key + " (before)", sides));
        }
    }
    return std::nullopt;
}

CommitVersions HistoryVersions::of(const Commit& commit, std::size_t parent)
{
    CommitVersions found;
    for (const auto& change : commit.changes) {
        const auto& key = change.new_path.empty() ? change.old_path : change.new_path;
        if (plans_only_ && !is_plan_name(key)) {
            continue;
        }
        const auto& old_hash = parent == 0 ? change.old_hash : parent <= change.other_parents.size() ? change.other_parents[parent - 1] : std::string();
        const auto readable = old_hash.empty() ? std::string() : look_at(old_hash, "", found.sides, key).readable;
        if (!change.new_hash.empty()) {
            const auto& version = look_at(change.new_hash, readable, found.sides, key);
            if (version.errors > 0) {
                found.broken.push_back({key, version.errors, version.lfs_pointer});
                continue;
            }
            auto& files = readable == change.new_hash ? found.unchanged : found.sides.new_files;
            files.push_back(text_of(change.new_hash, key, key, found.sides));
        }
        found.mended = found.mended || readable != old_hash;
        if (!readable.empty() && readable != change.new_hash) {
            found.sides.old_files.push_back(text_of(readable, key, key + " (before)", found.sides));
        }
    }
    return found;
}

}  // namespace gas::app
