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

namespace {

/// One side's files as read, and a list of all its plans.
struct ReadSide {
    std::vector<std::vector<Range>> error_lines;  ///< of each file
    struct At {
        std::size_t file;
        std::size_t plan;
    };
    std::vector<ReadResult> files;
    std::vector<At> plans;
    std::vector<PlanKey> keys;
};

/// The lines that errors stand on: they may have been mended by guess to read on.
std::vector<Range> lines_of_errors(const std::vector<Diagnostic>& diagnostics, std::string_view text)
{
    std::vector<Range> lines;
    for (const auto& diagnostic : diagnostics) {
        if (diagnostic.severity == Severity::error) {
            const auto before = diagnostic.range.begin == 0 ? std::string_view::npos : text.rfind('\n', diagnostic.range.begin - 1);
            const auto begin = before == std::string_view::npos ? 0 : before + 1;
            const auto end = std::min(text.find('\n', diagnostic.range.begin), text.size());
            lines.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)});
        }
    }
    return lines;
}

ReadSide read_side(const std::vector<FileVersion>& files, Comparison& found)
{
    ReadSide side;
    for (std::size_t f = 0; f < files.size(); ++f) {
        auto result = read_plans(files[f].source);
        side.error_lines.emplace_back();
        if (result.has_errors()) {
            side.error_lines.back() = lines_of_errors(result.diagnostics, files[f].source.bytes);
            std::vector<Diagnostic> errors;
            std::copy_if(result.diagnostics.begin(), result.diagnostics.end(), std::back_inserter(errors),
                         [](const auto& diagnostic) { return diagnostic.severity == Severity::error; });
            auto located = locate(files[f].source, std::move(errors));
            found.problems.insert(found.problems.end(), std::make_move_iterator(located.begin()), std::make_move_iterator(located.end()));
            found.broken.push_back(files[f].source.name);
        }
        for (std::size_t p = 0; p < result.plans.size(); ++p) {
            side.plans.push_back({f, p});
            side.keys.push_back({result.plans[p].plan.id, files[f].key});
        }
        side.files.push_back(std::move(result));
    }
    return side;
}

/// Where a range of a text begins and ends, for a reader.
void set_places(const std::optional<Range>& range, const LineIndex* lines, Position& begin, Position& end)
{
    if (range && *range != Range{} && lines != nullptr) {
        begin = lines->position(range->begin);
        end = lines->position(std::max(range->begin, range->end));
    }
}

/// Line indices of files, made where they are asked for.
class LineIndices {
public:
    explicit LineIndices(const std::vector<FileVersion>& files) : files_(files) {}
    const LineIndex& of(std::size_t file)
    {
        const auto found = made_.find(file);
        return found != made_.end() ? found->second : made_.emplace(file, LineIndex(files_[file].source.bytes)).first->second;
    }

private:
    const std::vector<FileVersion>& files_;
    std::map<std::size_t, LineIndex> made_;
};

}  // namespace

Comparison compare(const DiffSides& sides, bool keep_plans)
{
    Comparison found;
    const auto old_side = read_side(sides.old_files, found);
    const auto new_side = read_side(sides.new_files, found);
    LineIndices old_lines(sides.old_files);
    LineIndices new_lines(sides.new_files);
    std::set<std::size_t> changed_new_files;
    // a file that gave no plan says nothing about what is gone from it
    std::set<std::string_view> unread;
    for (const auto* side : {&old_side, &new_side}) {
        const auto& files = side == &old_side ? sides.old_files : sides.new_files;
        for (std::size_t f = 0; f < files.size(); ++f) {
            if (side->files[f].has_errors()) {
                unread.insert(files[f].key);
            }
        }
    }
    for (const auto& pair : pair_plans(old_side.keys, new_side.keys)) {
        const auto old_at = pair.old_plan ? std::optional(old_side.plans[*pair.old_plan]) : std::nullopt;
        const auto new_at = pair.new_plan ? std::optional(new_side.plans[*pair.new_plan]) : std::nullopt;
        const auto* old_plan = old_at ? &old_side.files[old_at->file].plans[old_at->plan] : nullptr;
        const auto* new_plan = new_at ? &new_side.files[new_at->file].plans[new_at->plan] : nullptr;
        ComparedPlan compared;
        compared.id = (new_plan != nullptr ? new_plan : old_plan)->plan.id;
        compared.old_name = old_at ? sides.old_files[old_at->file].source.name : "";
        compared.new_name = new_at ? sides.new_files[new_at->file].source.name : "";
        if (old_plan != nullptr && new_plan != nullptr) {
            compared.diff = diff_plans({old_plan->plan, old_plan->ranges, old_plan->usable, old_side.error_lines[old_at->file]},
                                       {new_plan->plan, new_plan->ranges, new_plan->usable, new_side.error_lines[new_at->file]});
        } else if (const auto& key = old_plan != nullptr ? sides.old_files[old_at->file].key : sides.new_files[new_at->file].key; !unread.contains(key)) {
            const auto& only = *(new_plan != nullptr ? new_plan : old_plan);
            compared.diff.changes.push_back(whole_plan({only.plan, only.ranges, only.usable}, new_plan != nullptr));
        }
        for (const auto& change : compared.diff.changes) {
            ComparedPlan::Places places;
            set_places(change.old_range, old_at ? &old_lines.of(old_at->file) : nullptr, places.old_begin, places.old_end);
            set_places(change.new_range, new_at ? &new_lines.of(new_at->file) : nullptr, places.new_begin, places.new_end);
            compared.places.push_back(places);
        }
        if (!compared.diff.changes.empty()) {
            if (new_at) {
                changed_new_files.insert(new_at->file);
                compared.new_home = or_else(new_plan->ranges.ratings_key, or_else(new_plan->ranges.id, new_plan->ranges.whole));
                compared.new_plan = keep_plans && new_plan->usable ? std::optional(new_plan->plan) : std::nullopt;
            }
            found.plans.push_back(std::move(compared));
        }
    }
    for (std::size_t f = 0; f < sides.new_files.size(); ++f) {
        const auto& file = sides.new_files[f];
        const auto was = std::find_if(sides.old_files.begin(), sides.old_files.end(), [&](const auto& other) { return other.key == file.key; });
        if (was != sides.old_files.end() && !changed_new_files.contains(f) && !unread.contains(file.key) && was->source.bytes != file.source.bytes) {
            found.texts_only.push_back(file.source.name);
        }
    }
    return found;
}

}  // namespace gas::app
