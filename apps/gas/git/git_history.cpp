// SPDX-License-Identifier: MIT
#include "git/git_history.hpp"

#include <algorithm>
#include <memory>
#include <string_view>

#include "gas/read/read_plans.hpp"
#include "gas/text/phrases.hpp"
#include "input/inputs.hpp"

namespace gas::app {

namespace {

/// The commits of `git log --raw -z` in the format that ask_git() gives it, oldest first.
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
        commit.date = take('\x02');
        commit.author_date = take('\x02');
        commit.author = take('\x02');
        const auto records = log.find_first_not_of(std::string_view("\0\n", 2));
        log.remove_prefix(std::min(records, log.size()));
        commit.changes = read_raw_changes(log, &log);
        if (!commit.changes.empty()) {  // with -c and --follow, git names every merge
            commits.push_back(std::move(commit));
        }
    }
    std::reverse(commits.begin(), commits.end());
    return commits;
}

GitAnswer ask_git(const std::string& path, bool follow, const std::string& folder)
{
    std::vector<std::string> arguments = {"-c", "log.showRoot=true", "log", "--raw",         "-z",
                                          "-c", "--no-abbrev",       "-M",  "--no-ext-diff", "--format=%x01%H%x02%cI%x02%aI%x02%an%x02"};
    if (follow) {
        arguments.emplace_back("--follow");  // past renames; git can do that for one file only
    }
    arguments.insert(arguments.end(), {"--", path});
    return run_git(arguments, "", folder);
}

}  // namespace

std::vector<Commit> commits_of(const std::string& path, Refusal& refusal, const std::string& folder)
{
    const auto log = ask_git(path, !is_folder(folder.empty() ? path : folder + '/' + path), folder);
    const bool no_commit =
        !log.good() && run_git({"rev-parse", "--git-dir"}, "", folder).good() && !run_git({"rev-parse", "--verify", "--quiet", "HEAD"}, "", folder).good();
    if (!log.good() && !no_commit) {
        refusal = {log.reason(), log.hint("`gas history` reads the history of a plan in a git repository")};
    }
    return read_log(log.out);
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
