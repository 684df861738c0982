// SPDX-License-Identifier: MIT
#include "git/since.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

#include <fmt/format.h>

#include "cli/options.hpp"
#include "gas/diff/check_changes.hpp"
#include "gas/text/phrases.hpp"
#include "gas/write/writers.hpp"
#include "git/diff_sides.hpp"
#include "git/side_files.hpp"
#include "input/work.hpp"

namespace gas::app {

namespace {

/// The names of the plans that did not change: as they stand in the work tree, else, in a sparse one, as git has them.
std::vector<PlanNames> names_of_others(std::vector<SideFile> files, DiffSides& sides, const Console& console)
{
    for (auto& file : files) {
        file.name = file.path;
        if (on_disk(file.path)) {
            file.hash.clear();
            file.input = {file.path, false};
        }
    }
    const auto texts = read_texts(files, sides.max_size, console);
    if (const auto unread = files.size() - texts.size(); unread > 0) {
        console.err(fmt::format("gas: {} that did not change cannot be read; ids and names there were not compared\n", counted(unread, "plan")));
        add(sides.left_out, "plans_not_compared", unread);
    }
    std::vector<PlanNames> names;
    const auto names_in = [&](std::size_t i) {
        std::vector<PlanNames> of_text;
        const LineIndex lines(texts[i].source.bytes);
        for (const auto& read : read_plans(texts[i].source).plans) {
            of_text.push_back(names_of(read.plan, read.ranges, texts[i].source.name, lines));
        }
        return of_text;
    };
    in_order<std::vector<PlanNames>>(texts.size(), thread_count(0), names_in, [&](std::vector<PlanNames> of_text) {
        std::move(of_text.begin(), of_text.end(), std::back_inserter(names));
        return true;
    });
    return names;
}

/// Tables are checked as they are now.
void take_tables(DiffSides& sides, ChangedPlans& changed, const Console& console)
{
    if (sides.tables.empty()) {
        return;
    }
    console.err(fmt::format("gas: not compared with what {} before: {}, {}{}\n", sides.tables.size() == 1 ? "it was" : "they were",
                            counted(sides.tables.size(), "table"), visible(sides.tables.front()), sides.tables.size() > 1 ? ", …" : ""));
    add(sides.left_out, "tables", sides.tables.size());
    for (const auto& table : sides.tables) {
        if (on_disk(table)) {
            changed.list.inputs.push_back({table, false});
            changed.texts.emplace_back();
        }
    }
}

/// Tables that were named and did not change are not read, and what changed, if anything did, is not compared with them.
void tell_same_tables(const std::vector<std::string>& tables, DiffSides& sides, const Console& console)
{
    if (!tables.empty()) {
        console.err(fmt::format("gas: not {} {} that did not change, {}{}\n",
                                sides.new_files.empty() && sides.tables.empty() ? "checked:" : "compared: ids and names in", counted(tables.size(), "table"),
                                visible(tables.front()), tables.size() > 1 ? ", …" : ""));
        add(sides.left_out, "tables_not_compared", tables.size());
    }
}

}  // namespace

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
    list.near_plans = sides.near_plans;
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
        if (is_lfs_pointer(file.source.bytes)) {
            list.problems.push_back(unreadable(file.source.name, "is a pointer of git-lfs: what changed since then is not known",
                                               "git keeps no older plans itself; compare the files with `gas diff OLD NEW`"));
        } else if (std::find(comparison.broken.begin(), comparison.broken.end(), file.source.name) != comparison.broken.end()) {
            console.err(
                fmt::format("gas: warning: {} had errors; what changed since then was not looked at where it could not be read\n", visible(file.source.name)));
            ++changed.broken_before;
        }
    }
    add(sides.left_out, "older_versions_with_errors", changed.broken_before);
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
    take_tables(sides, changed, console);
    // tells of submodules that are not here, even where nothing changed
    auto same = sides.refusal.empty() ? sides.same_files(sides.left_out) : SameFiles{};
    if (!list.inputs.empty()) {
        changed.others = names_of_others(std::move(same.plans), sides, console);
    }
    tell_same_tables(same.tables, sides, console);
    list.left_out = sides.left_out;
    return changed;
}

}  // namespace gas::app
