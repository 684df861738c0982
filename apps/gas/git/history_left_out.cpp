// SPDX-License-Identifier: MIT
#include "git/history_left_out.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <string_view>

#include <fmt/format.h>

#include "gas/text/phrases.hpp"
#include "gas/write/writers.hpp"
#include "git/range_words.hpp"
#include "input/inputs.hpp"
#include "input/near_plans.hpp"
#include "input/submodules.hpp"

namespace gas::app {

void tell_left_out(const std::vector<Commit>& commits, const HistoryPlace& where, DiffSides& now, const Console& console)
{
    const auto place = git_place();
    std::set<std::string> submodules;
    std::map<std::string, Finding> near;
    for (auto& finding : now.near_plans) {
        near.emplace(finding.file, std::move(finding));
    }
    const auto from_here = [&](const std::string& path) {
        return !where.repository.empty() ? where.repository + '/' + path : place ? path_from_here(*place, path) : path;
    };
    const auto see = [&](const std::string& path) {
        const auto here = from_here(path);
        const auto why = near.contains(here) ? std::string_view() : near_plan(path, [&] { return beginning_of_file(here); });
        if (!why.empty()) {
            near.emplace(here, near_plan_finding(here, why));
        }
    };
    for (const auto& commit : commits) {
        for (const auto& change : commit.changes) {
            if (is_submodule_mode(change.new_mode)) {
                submodules.insert(from_here(change.new_path));
            } else if (where.is_folder && is_file_mode(change.new_mode) && !is_plan_name(change.new_path)) {
                see(change.new_path);
            }
        }
    }
    std::vector<std::string> not_here;
    for (const auto& path : submodules) {
        if (!is_checked_out(path)) {
            if (is_submodule(path)) {
                not_here.push_back(path);
            } else {
                console.err(fmt::format("gas: not looked at: {} was a submodule, and what it had then is not in this repository\n", visible(path)));
            }
            continue;
        }
        console.err(
            fmt::format("gas: not looked at: {} is a submodule; `gas history {}` tells what changed there\n", visible(path), visible(shell_word(path))));
    }
    tell_submodules(not_here, console);
    std::vector<Finding> files;
    std::transform(near.begin(), near.end(), std::back_inserter(files), [](const auto& file) { return file.second; });
    tell_near_plans(files, console);
    gas::add(now.left_out, "submodules", submodules.size());
    gas::add(now.left_out, "near_plans", files.size());
}

}  // namespace gas::app
