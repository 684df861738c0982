// SPDX-License-Identifier: MIT
#include "git/diff_sides.hpp"

#include <algorithm>
#include <iterator>
#include <map>

#include <fmt/format.h>

#include "cli/options.hpp"
#include "gas/text/phrases.hpp"
#include "gas/write/writers.hpp"
#include "git/git.hpp"
#include "git/side_files.hpp"
#include "input/tables.hpp"
#include "input/work.hpp"

namespace gas::app {

namespace {

/// What one argument names: its files, and whether it is a folder of them.
struct SideList {
    std::vector<SideFile> files;
    std::map<std::string, std::string> submodules;  ///< of a tree: by path, the commit
    bool folder = false;
};

/// The files of `REV:path`.
void list_object(const std::string& object, std::size_t max_size, SideList& list, DiffSides& sides)
{
    const auto type = run_git({"cat-file", "-t", object});
    if (!type.good()) {
        sides.problems.push_back(unreadable(object, fmt::format("is no file, and no object of a git repository: {}", type.reason()),
                                            "write a path, or REVISION:path with the path from the top of the repository (REVISION:./path from here)"));
        return;
    }
    if (type.out == "blob\n") {
        const auto hash = run_git({"rev-parse", "--verify", object}).out;
        list.files.push_back({"", object, object, hash.substr(0, hash.find('\n')), {}});
        return;
    }
    list.folder = true;
    Blobs blobs;
    // paths are relative to the tree
    for (const auto& file : tree_files({"--full-tree", object})) {
        const bool joined = object.ends_with(':') || object.ends_with('/');
        const auto name = fmt::format("{}{}{}", object, joined ? "" : "/", file.path);
        if (file.submodule) {
            list.submodules.emplace(file.path, file.hash);
        } else if (is_plan_name(file.path)) {
            list.files.push_back({file.path, name, name, file.hash, {}});
        } else {
            see_near_plan({file.path, name, name, file.hash, {}}, file.path, blobs, max_size, sides);
        }
    }
}

SideList list_side(const std::string& side, std::size_t max_size, const Console& console, DiffSides& sides)
{
    SideList list;
    if (side == "/dev/null") {
        return list;
    }
    if (side != "-" && !on_disk(side) && side.find(':') != std::string::npos) {
        list_object(side, max_size, list, sides);
        return list;
    }
    if (is_table_name(side)) {
        sides.refusal = no_plans_in(side);
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
    sides.read.insert(sides.read.end(), inputs.inputs.begin(), inputs.inputs.end());
    add(sides.left_out, left_out_of(inputs));
    list.folder = side != "-" && is_folder(side);
    for (const auto& input : inputs.inputs) {
        auto key = list.folder ? input.path.substr(std::min(side.size(), input.path.size())) : std::string();
        key.erase(0, std::min(key.find_first_not_of('/'), key.size()));
        list.files.push_back({key, display_name(input), display_name(input), "", input});
    }
    return list;
}

}  // namespace

std::string no_plans_in(const std::string& table) { return fmt::format("{} is a table of ratings; plans can be compared, not tables", visible(table)); }

DiffSides open_sides(const std::string& old_side, const std::string& new_side, std::size_t max_size, const Console& console)
{
    DiffSides sides;
    if (old_side == "-" && new_side == "-") {
        sides.refusal = "standard input can be read once only";
        return sides;
    }
    auto old_list = list_side(old_side, max_size, console, sides);
    auto new_list = list_side(new_side, max_size, console, sides);
    if (!sides.problems.empty() || !sides.refusal.empty()) {
        return sides;
    }
    for (const auto& [path, commit] : new_list.submodules) {
        old_list.submodules[path] = old_list.submodules[path] == commit ? "" : commit;
    }
    for (const auto& [path, commit] : old_list.submodules) {
        if (!commit.empty()) {
            sides.problems.push_back(
                unreadable(path, "is a submodule that differs, and trees do not hold its plans", "`gas diff --git OLD NEW` looks into it"));
        }
    }
    if (old_list.folder != new_list.folder && !old_list.files.empty() && !new_list.files.empty()) {
        sides.refusal = "a folder can be compared with a folder, a file with a file";
        return sides;
    }
    read_sides(old_list.files, new_list.files, max_size, console, sides);
    return sides;
}

Comparison compare(DiffSides& sides, const Console& console, bool keep_plans)
{
    CompareOptions options;
    options.keep_plans = keep_plans;
    if (sides.same_files) {
        options.other_texts = [&] {
            auto files = sides.same_files(sides.left_out).plans;
            auto outside = sides.outside ? sides.outside().plans : std::vector<SideFile>();
            files.insert(files.end(), std::make_move_iterator(outside.begin()), std::make_move_iterator(outside.end()));
            return read_texts(files, sides.max_size, console);
        };
    }
    options.run_all = [](std::size_t count, const std::function<void(std::size_t)>& work) {
        const auto done = [&](std::size_t i) {
            work(i);
            return i;
        };
        in_order<std::size_t>(count, thread_count(0), done, [](std::size_t /*i*/) { return true; });
    };
    auto found = gas::compare(sides.old_files, sides.new_files, options);
    found.unread = sides.problems;
    return found;
}

}  // namespace gas::app
