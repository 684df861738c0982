// SPDX-License-Identifier: MIT
#include "git/range_words.hpp"

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

#include "gas/text/phrases.hpp"
#include "gas/write/writers.hpp"
#include "input/submodules.hpp"

namespace gas::app {

namespace {

constexpr std::size_t short_hash = 10;

/// The lines that `git rev-parse` answers with.
std::vector<std::string> parsed(const std::vector<std::string>& flags, const std::vector<std::string>& revisions)
{
    std::vector<std::string> arguments = {"rev-parse", "--revs-only"};
    arguments.insert(arguments.end(), flags.begin(), flags.end());
    arguments.insert(arguments.end(), revisions.begin(), revisions.end());
    const auto answer = run_git(arguments);
    std::vector<std::string> lines;
    std::string_view rest = answer.out;
    while (!rest.empty()) {
        lines.emplace_back(take_until(rest, '\n'));
    }
    return lines;
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

/// Whether the index, or the work tree where git does not ignore it, has a file below `path` that `is_it` takes.
template <typename Test>
bool in_index(const std::string& path, const Test& is_it)
{
    return any_name(run_git({"ls-files", "-z", "--full-name", "--cached", "--others", "--exclude-standard", "--", path}).out, is_it);
}

/// Whether any of the states has a file below `path` that `is_it` takes.
template <typename Test>
bool in_states(const std::string& path, const RangeStates& states, const Test& is_it)
{
    return std::any_of(states.hashes.begin(), states.hashes.end(), [&](const std::string& hash) {
        const auto files = files_of_state("", hash, {path});
        return std::any_of(files.begin(), files.end(), [&](const GitChange& file) { return is_it(file.new_path); });
    });
}

}  // namespace

std::string empty_tree(const std::string& folder)
{
    const auto hash = run_git({"hash-object", "-t", "tree", "--stdin"}, "", folder).out;
    return hash.substr(0, hash.find('\n'));
}

RangeStates states_of(const std::vector<std::string>& revisions)
{
    RangeStates states;
    states.hashes = parsed({}, revisions);
    const auto names = parsed({"--symbolic"}, revisions);
    const auto is_left_out = [](const std::string& line) { return line.starts_with('^'); };  // of "^A B", A: what the range begins with
    const auto found = std::find_if(states.hashes.begin(), states.hashes.end(), is_left_out);
    const auto older = found != states.hashes.end() ? static_cast<std::size_t>(found - states.hashes.begin()) : 0;
    for (auto& hash : states.hashes) {
        hash.erase(0, is_left_out(hash) ? 1 : 0);
    }
    if (older < states.hashes.size()) {
        states.older = states.hashes[older];
        const bool named = names.size() == states.hashes.size();
        const auto name = named ? names[older].substr(is_left_out(names[older]) ? 1 : 0) : states.older;
        const bool is_written = std::any_of(revisions.begin(), revisions.end(), [&](const auto& word) { return word.find(name) != std::string::npos; });
        states.older_name = name == states.older && !is_written ? name.substr(0, short_hash) : name;
    }
    return states;
}

std::string path_from_top(const std::optional<GitPlace>& place, const std::string& path)
{
    if (place && path.starts_with(place->top)) {
        return path.substr(place->top.size());
    }
    return std::filesystem::path((place ? place->prefix : "") + path).lexically_normal().string();
}

std::string path_from_here(const GitPlace& place, const std::string& path)
{
    return place.inside && path.starts_with(place.prefix) ? path.substr(place.prefix.size()) : place.top + path;
}

bool is_submodule(const std::string& path)
{
    const std::filesystem::path whole(path);  // may lie in another submodule
    return run_git({"ls-files", "--stage", "--", ":(literal)" + whole.filename().string()}, "", whole.parent_path().string()).out.starts_with("160000");
}

std::string how_to_bring(const std::optional<GitPlace>& place, const std::string& submodule)
{
    return !place                    ? "a clone with a work tree can have it"
           : is_submodule(submodule) ? fmt::format("`{}` brings it here", visible(command_to_bring(submodule)))
                                     : "the commit that is checked out does not have it, so git does not bring it here";
}

bool is_pattern(const std::string& path) { return path.find_first_of("*?[:") != std::string::npos; }

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

std::vector<GitChange> files_of_state(const std::string& folder, const std::string& hash, const std::vector<std::string>& paths)
{
    return read_raw_changes(ask_git_diff(folder, false, {empty_tree(folder), hash}, paths).out);
}

bool has_plan_at(const std::string& pattern, const AskedPaths& asked, const RangeStates& states)
{
    const auto is_wanted = [&](std::string_view path) { return asked.wants(std::string(path)); };
    return in_index(pattern, is_wanted) || in_states(pattern, states, is_wanted);
}

std::string why_nothing_at(const std::string& path, const GitRange& range, const RangeStates& states, bool something_differs)
{
    const auto any = [](std::string_view /*name*/) { return true; };
    const auto where =
        fmt::format("neither here nor in {}", range.revisions.empty() ? "HEAD" : visible(fmt::format("{}", fmt::join(range.revisions, " and "))));
    if (!on_disk(path)) {
        return in_states(path, states, any) ? "" : fmt::format("there is no {}, {}", visible(path), where);
    }
    if (is_folder(path)) {
        const bool has_plan = something_differs || in_index(path, is_plan_name) || in_states(path, states, is_plan_name);
        bool goes_in = false;  // a submodule may have plans that do not differ
        std::string missing;
        const auto staged = has_plan ? "" : run_git({"ls-files", "--stage", "-z", "--", path}).out;
        for (std::string_view rest = staged; !rest.empty();) {
            auto record = take_until(rest, '\0');  // "160000 <hash> 0\t<path>"
            if (is_submodule_mode(record.substr(0, record.find(' ')))) {
                const std::string submodule(record.substr(record.find('\t') + 1));
                goes_in = goes_in || is_checked_out(submodule);
                missing = is_checked_out(submodule) ? missing : submodule;
            }
        }
        if (goes_in) {
            return "";
        }
        if (!missing.empty()) {
            return fmt::format("no plan in {} can be compared: it is, or has, a submodule that is not in this work tree; `{}` brings it", visible(path),
                               visible(command_to_bring(missing)));
        }
        return has_plan ? "" : fmt::format("there is no plan in {}, {}", visible(path), where);
    }
    const bool known = range.untracked || !run_git({"ls-files", "--", path}).out.empty() || in_states(path, states, any);
    return known ? "" : fmt::format("git does not know {}", visible(path));
}

GitAnswer ask_git_diff(const std::string& folder, bool cached, const std::vector<std::string>& revisions, const std::vector<std::string>& paths)
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

}  // namespace gas::app
