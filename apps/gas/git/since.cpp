// SPDX-License-Identifier: MIT
#include "git/since.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "gas/diff/check_changes.hpp"
#include "gas/write/writers.hpp"
#include "git/diff_sides.hpp"

namespace gas::app {

ChangedPlans changed_since(const std::string& revision, const InputOptions& options, const Console& console)
{
    ChangedPlans changed;
    auto& list = changed.list;
    const auto max_size = read_size(options.max_size, list.refusal);
    if (!max_size) {
        return changed;
    }
    list.max_size = *max_size;
    if (!options.files_from.empty()) {
        list.refusal = "--since finds the files by itself";
        list.hint = "leave --files-from out, or --since";
        return changed;
    }
    auto sides = open_git_range(
        {{revision}, options.paths, false, true, "--since takes a revision of the git repository that this is run in, such as HEAD~1 or origin/main"},
        *max_size, console);
    list.refusal = sides.refusal;
    list.hint = sides.hint;
    list.problems = sides.problems;
    auto comparison = compare(sides, console);
    std::map<std::string, std::size_t> numbers;  // of the texts, by name
    for (std::size_t i = 0; i < sides.new_files.size(); ++i) {
        auto& source = sides.new_files[i].source;
        list.inputs.push_back({source.name, false});
        numbers.emplace(source.name, i);
        changed.texts.push_back({std::move(source), std::move(comparison.new_read[i]), {}});
    }
    for (const auto& file : sides.old_files) {
        // what is wrong with the older version is past mending, but its ratings were not compared
        if (std::find(comparison.broken.begin(), comparison.broken.end(), file.source.name) != comparison.broken.end()) {
            console.err(
                fmt::format("gas: warning: {} had errors; what changed since then was not looked at where it could not be read\n", visible(file.source.name)));
        }
    }
    for (const auto& plan : comparison.plans) {
        auto found = check_changes(plan.diff, plan.id, plan.new_home);
        if (!plan.new_name.empty()) {
            auto& known = changed.texts[numbers.at(plan.new_name)].history;
            known.insert(known.end(), found.begin(), found.end());
            continue;
        }
        for (auto& diagnostic : found) {
            auto finding = finding_in(sides.old_paths.at(plan.old_name), diagnostic.rule, diagnostic.message, "restore it from git if it was not meant to go");
            finding.plan_id = plan.id;
            list.problems.push_back(std::move(finding));
        }
    }
    return changed;
}

}  // namespace gas::app
