// SPDX-License-Identifier: MIT
#include "shared/since.hpp"

#include <fmt/format.h>

#include "gas/diff/check_changes.hpp"
#include "shared/comparison.hpp"

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
    const auto sides = open_git_range({{revision}, options.paths, false, true}, *max_size, console);
    list.refusal = sides.refusal;
    list.hint = sides.refusal.empty() ? "" : "--since takes a revision of the git repository that this is run in, such as HEAD~1 or origin/main";
    list.problems = sides.problems;
    for (const auto& file : sides.new_files) {
        list.inputs.push_back({file.source.name, false});
    }
    // what is wrong with the older version is past mending
    for (const auto& plan : compare(sides).plans) {
        auto found = check_changes(plan.diff, plan.id, plan.new_home);
        if (!plan.new_name.empty()) {
            auto& known = changed.history[plan.new_name];
            known.insert(known.end(), found.begin(), found.end());
            continue;
        }
        for (auto& diagnostic : found) {
            auto finding = input_finding(plan.old_name, diagnostic.rule, diagnostic.message, "restore it from git if it was not meant to go");
            finding.severity = diagnostic.severity;
            finding.plan_id = plan.id;
            list.problems.push_back(std::move(finding));
        }
    }
    return changed;
}

}  // namespace gas::app
