// SPDX-License-Identifier: MIT
#include "git/submodules.hpp"

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>
#include <system_error>

#include <fmt/format.h>

#include "gas/text/phrases.hpp"
#include "gas/write/writers.hpp"
#include "git/git.hpp"

namespace gas::app {

namespace fs = std::filesystem;

namespace {

/// The paths that a `.gitmodules` names, from the folder it is in.
std::set<fs::path> paths_in(const fs::path& gitmodules)
{
    // "submodule.<name>.path", a line end, the path, NUL
    const auto answer = run_git({"config", "--file", gitmodules.string(), "-z", "--get-regexp", "^submodule\\..*\\.path$"});
    std::set<fs::path> paths;
    std::string_view rest = answer.out;
    while (!rest.empty()) {
        auto path = take_until(rest, '\0');
        take_until(path, '\n');
        paths.insert(fs::path(path).lexically_normal());
    }
    return paths;
}

}  // namespace

std::vector<std::string> submodules_among(const std::vector<std::string>& empty_folders)
{
    std::map<fs::path, std::set<fs::path>> known;  // by the folder that has a `.gitmodules`
    std::vector<std::string> found;
    for (const auto& folder : empty_folders) {
        std::error_code error;
        const auto path = fs::canonical(folder, error);
        for (auto above = path.parent_path(); !error && !above.empty(); above = above.parent_path()) {
            const bool has_list = known.contains(above) || fs::exists(above / ".gitmodules", error);
            if (has_list && !known.contains(above)) {
                known.emplace(above, paths_in(above / ".gitmodules"));
            }
            if (has_list && known.at(above).contains(path.lexically_relative(above))) {
                found.push_back(folder);
            }
            if (has_list || above == above.parent_path() || fs::exists(above / ".git", error)) {
                break;  // the top of a work tree, or of the disk
            }
        }
    }
    return found;
}

void tell_submodules(const std::vector<std::string>& paths, const Console& console)
{
    for (const auto& path : paths) {
        console.err(fmt::format("gas: not looked at: {} is a submodule that is not in this work tree\n", visible(path)));
    }
}

}  // namespace gas::app
