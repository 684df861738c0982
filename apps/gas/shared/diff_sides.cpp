// SPDX-License-Identifier: MIT
#include "shared/diff_sides.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <map>
#include <set>

#include <fmt/format.h>
#include <sys/stat.h>

#include "gas/write/writers.hpp"
#include "shared/git.hpp"
#include "shared/inputs.hpp"
#include "shared/tables.hpp"

namespace gas::app {

namespace {

/// The tree that has nothing in it, under git's own name in this repository: what one without a commit is compared with.
std::string empty_tree()
{
    const auto hash = run_git({"hash-object", "-t", "tree", "--stdin"}).out;
    return hash.substr(0, hash.find('\n'));
}

SourceText named_text(std::string name, std::string bytes)
{
    SourceText source{std::move(name), std::move(bytes)};
    source.bytes.erase(0, source.bytes.size() - without_bom(source.bytes).size());
    return source;
}

/// One side as files not read yet: plan files of the disk, or blobs of the repository.
struct SideFile {
    std::string key;
    std::string name;
    std::string hash;  ///< of a blob; empty for a file
    Input input;
};

/// Reads files and blobs, each once.
class SideReader {
public:
    SideReader(std::size_t max_size, const Console& console, std::vector<Finding>& problems) : max_size_(max_size), console_(console), problems_(problems) {}

    std::optional<std::string> read(const SideFile& file)
    {
        if (!file.hash.empty()) {
            auto bytes = objects_.read(file.hash, max_size_);
            if (!bytes) {
                problems_.push_back(unreadable(file.name, objects_.error()));
            }
            return bytes;
        }
        auto bytes = read_input(file.input, max_size_, console_);
        if (auto* problem = std::get_if<Finding>(&bytes)) {
            problems_.push_back(std::move(*problem));
            return std::nullopt;
        }
        return std::move(std::get<std::string>(bytes));
    }

private:
    std::size_t max_size_;
    const Console& console_;
    std::vector<Finding>& problems_;
    GitObjects objects_;
};

/// What one argument names: its files, and whether it is a folder of them.
struct SideList {
    std::vector<SideFile> files;
    bool folder = false;
};

bool on_disk(const std::string& path)
{
    struct stat info {};
    return ::stat(path.c_str(), &info) == 0;
}

/// The files of `REV:path`.
void list_object(const std::string& object, SideList& list, DiffSides& sides)
{
    const auto type = run_git({"cat-file", "-t", object});
    if (!type.good()) {
        sides.problems.push_back(unreadable(object, fmt::format("is no file, and no object of a git repository: {}", visible(type.reason())),
                                            "write a path, or REVISION:path with the path from the top of the repository (REVISION:./path from here)"));
        return;
    }
    if (type.out == "blob\n") {
        const auto hash = run_git({"rev-parse", "--verify", object}).out;
        list.files.push_back({"", object, hash.substr(0, hash.find('\n')), {}});
        return;
    }
    list.folder = true;
    // "100644 blob <hash>\t<path>" NUL, paths relative to the tree
    const auto tree = run_git({"ls-tree", "-r", "-z", "--full-tree", object});
    std::string_view rest = tree.out;
    while (!rest.empty()) {
        const auto end = std::min(rest.find('\0'), rest.size());
        const auto record = rest.substr(0, end);
        rest.remove_prefix(std::min(end + 1, rest.size()));
        const auto tab = record.find('\t');
        const auto hash = record.substr(0, tab).rfind(' ');
        if (tab == std::string_view::npos || hash == std::string_view::npos || !is_file_mode(record) || !is_plan_name(record.substr(tab + 1))) {
            continue;
        }
        const std::string path(record.substr(tab + 1));
        const bool joined = object.ends_with(':') || object.ends_with('/');
        list.files.push_back({path, object + (joined ? "" : "/") + path, std::string(record.substr(hash + 1, tab - hash - 1)), {}});
    }
}

SideList list_side(const std::string& side, const Console& console, DiffSides& sides)
{
    SideList list;
    if (side == "/dev/null") {
        return list;
    }
    if (side != "-" && !on_disk(side) && side.find(':') != std::string::npos) {
        list_object(side, list, sides);
        return list;
    }
    if (is_table_name(side)) {
        sides.problems.push_back(unreadable(side, "is a table; plans can be compared, not tables"));
        return list;
    }
    if (side != "-" && !on_disk(side) && run_git({"rev-parse", "--verify", "--quiet", "--end-of-options", side + "^{commit}"}).good()) {
        sides.problems.push_back(unreadable(side, "is a revision, not a file", "--git compares revisions: gas diff --git OLD NEW"));
        return list;
    }
    InputOptions options;
    options.paths = {side};
    const auto inputs = list_inputs(options, console);
    sides.problems.insert(sides.problems.end(), inputs.problems.begin(), inputs.problems.end());
    struct stat info {};
    list.folder = side != "-" && ::stat(side.c_str(), &info) == 0 && S_ISDIR(info.st_mode);
    for (const auto& input : inputs.inputs) {
        auto key = list.folder ? input.path.substr(std::min(side.size(), input.path.size())) : std::string();
        key.erase(0, std::min(key.find_first_not_of('/'), key.size()));
        list.files.push_back({key, display_name(input), "", input});
    }
    return list;
}

/// Reads both sides, and keeps what differs.
void read_sides(const std::vector<SideFile>& old_files, const std::vector<SideFile>& new_files, SideReader& reader, DiffSides& sides)
{
    std::map<std::string_view, const SideFile*> new_by_key;
    for (const auto& file : new_files) {
        new_by_key.emplace(file.key, &file);
    }
    std::set<const SideFile*> done;
    std::map<const SideFile*, std::string> read_already;
    for (const auto& file : old_files) {
        const auto partner = new_by_key.find(file.key);
        const auto* other = partner != new_by_key.end() ? partner->second : nullptr;
        if (other != nullptr && !file.hash.empty() && file.hash == other->hash) {
            done.insert(other);
            continue;
        }
        auto old_bytes = reader.read(file);
        auto new_bytes = other != nullptr ? reader.read(*other) : std::nullopt;
        if (other != nullptr && (!new_bytes || new_bytes == old_bytes)) {
            done.insert(other);
        } else if (other != nullptr) {
            read_already.emplace(other, std::move(*new_bytes));
        }
        // where one version cannot be read there is nothing to compare the other with
        if (old_bytes && (other == nullptr || !done.contains(other))) {
            sides.old_files.push_back({file.key, named_text(file.name, std::move(*old_bytes))});
        } else if (!old_bytes && other != nullptr) {
            done.insert(other);
        }
    }
    for (const auto& file : new_files) {
        if (done.contains(&file)) {
            continue;
        }
        const auto read = read_already.find(&file);
        auto bytes = read != read_already.end() ? std::optional(std::move(read->second)) : reader.read(file);
        if (bytes) {
            sides.new_files.push_back({file.key, named_text(file.name, std::move(*bytes))});
        }
    }
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
        const auto end = std::min(rest.find('\0'), rest.size());
        files.emplace_back(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return files;
}

}  // namespace

DiffSides open_sides(const std::string& old_side, const std::string& new_side, std::size_t max_size, const Console& console)
{
    DiffSides sides;
    if (old_side == "-" && new_side == "-") {
        sides.refusal = "standard input can be read once only";
        return sides;
    }
    auto old_list = list_side(old_side, console, sides);
    auto new_list = list_side(new_side, console, sides);
    if (!sides.problems.empty()) {
        return sides;
    }
    if (old_list.folder != new_list.folder && !old_list.files.empty() && !new_list.files.empty()) {
        sides.refusal = "a folder can be compared with a folder, a file with a file";
        return sides;
    }
    SideReader reader(max_size, console, sides.problems);
    read_sides(old_list.files, new_list.files, reader, sides);
    return sides;
}

DiffSides open_git_range(const GitRange& range, std::size_t max_size, const Console& console)
{
    DiffSides sides;
    const auto place = git_place();
    if (!place) {
        const auto folder = run_git({"rev-parse", "--git-dir"});
        if (!folder.good()) {
            sides.refusal = folder.status < 0 ? folder.err : "this is not a git repository";
            sides.hint = "run it in the repository that has the plans";
            return sides;
        }
        const bool two = range.revisions.size() == 2 || (range.revisions.size() == 1 && range.revisions[0].find("..") != std::string::npos);
        if (!two) {
            sides.refusal = "this repository has no work tree to compare with";
            sides.hint = "name two revisions";
            return sides;
        }
    }
    auto revisions = range.revisions;
    const bool has_commit = !revisions.empty() || run_git({"rev-parse", "--verify", "--quiet", "HEAD"}).good();
    if (revisions.empty()) {
        revisions.push_back(has_commit ? "HEAD" : empty_tree());
    }
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
        sides.refusal = answer.status < 0 ? answer.err : visible(answer.reason());
        const bool path = std::any_of(range.revisions.begin(), range.revisions.end(), [](const auto& word) { return on_disk(word); });
        sides.hint = path ? "paths stand behind `--`" : "`gas diff --git [REVISION [REVISION]] [-- PATH...]` compares plans of a git repository";
        return sides;
    }
    std::set<std::string> named;
    for (const auto& path : range.paths) {
        named.insert(path_from_top(place, path));
    }
    // of A..B, A is the older
    const auto old_name = has_commit ? revisions.front().substr(0, revisions.front().find("..")) : std::string();
    std::vector<SideFile> old_files;
    std::vector<SideFile> new_files;
    std::set<std::string> unmerged;
    const auto shown = [&](const std::string& path) { return place ? path_from_here(*place, path) : path; };
    for (const auto& change : read_raw_changes(answer.out)) {
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
        if (is_file_mode(change.old_mode) && is_wanted(change.old_path, named)) {
            old_files.push_back({key, old_name + ":" + change.old_path, change.old_hash, {}});
        }
        if (is_file_mode(change.new_mode) && is_wanted(change.new_path, named)) {
            const auto path = shown(change.new_path);
            new_files.push_back({key, path, change.new_hash, {path, false}});
        }
    }
    if (range.untracked) {
        for (const auto& path : untracked_files(range, sides)) {
            if (is_wanted(path, named)) {
                new_files.push_back({path, shown(path), "", {shown(path), false}});
            }
        }
    }
    SideReader reader(max_size, console, sides.problems);
    read_sides(old_files, new_files, reader, sides);
    return sides;
}

}  // namespace gas::app
