// SPDX-License-Identifier: MIT
#include "gas/merge/merge_plans.hpp"

#include <algorithm>
#include <map>

#include "gas/diff/diff_plans.hpp"
#include "gas/read/read_plans.hpp"
#include "merge_nodes.hpp"

namespace gas {

namespace {

/// What a side calls by other names than the base, of files with one plan.
merge::Aliases aliases_of(const ReadResult& side, const ReadResult& base)
{
    merge::Aliases aliases;
    if (side.plans.size() != 1 || base.plans.size() != 1) {
        return aliases;
    }
    const auto& plan = side.plans[0].plan;
    if (plan.id != base.plans[0].plan.id) {
        aliases.plans[plan.id] = base.plans[0].plan.id;
    }
    const auto own = own_names(plan);
    const auto in_base = names_in(plan, base.plans[0].plan);
    for (std::size_t g = 0; g < own.goals.size(); ++g) {
        if (own.goals[g] != in_base.goals[g]) {
            aliases.goals[own.goals[g]] = in_base.goals[g];
        }
    }
    for (std::size_t e = 0; e < own.entries.size(); ++e) {
        if (own.entries[e] != in_base.entries[e]) {
            aliases.entries[own.entries[e]] = in_base.entries[e];
        }
    }
    return aliases;
}

using FactMap = std::map<std::string, std::string>;

/// The facts of all plans of a file, under the names of the base where that has the plan.
FactMap facts_by_path(const ReadResult& side, const ReadResult& base)
{
    FactMap facts;
    std::map<std::string_view, const ReadPlan*> in_base;
    for (const auto& read : base.plans) {
        in_base.emplace(read.plan.id, &read);
    }
    for (const auto& read : side.plans) {
        const auto found = in_base.find(read.plan.id);
        const auto* was = found != in_base.end() ? found->second : base.plans.size() == 1 ? &base.plans[0] : nullptr;
        const auto names = was != nullptr ? names_in(read.plan, was->plan) : own_names(read.plan);
        const auto& id = was != nullptr ? was->plan.id : read.plan.id;
        for (const auto& fact : facts_of(read.plan, read.ranges, names)) {
            facts[id + fact.path] = fact.value;
        }
    }
    return facts;
}

std::optional<std::string> at(const FactMap& facts, const std::string& path)
{
    const auto found = facts.find(path);
    return found != facts.end() ? std::optional(found->second) : std::nullopt;
}

/// Whether the merged facts are those that a merge fact by fact gives.
bool as_facts_say(const FactMap& base, const FactMap& ours, const FactMap& theirs, const FactMap& merged)
{
    FactMap all = merged;
    for (const auto* side : {&base, &ours, &theirs}) {
        all.insert(side->begin(), side->end());
    }
    return std::all_of(all.begin(), all.end(), [&](const auto& fact) {
        const auto was = at(base, fact.first);
        const auto our = at(ours, fact.first);
        const auto their = at(theirs, fact.first);
        const bool told = our == their || our == was || their == was;
        return told && at(merged, fact.first) == (our == was ? their : our);
    });
}

bool has_error(const std::vector<Diagnostic>& diagnostics)
{
    return std::any_of(diagnostics.begin(), diagnostics.end(), [](const auto& d) { return d.severity == Severity::error; });
}

}  // namespace

std::optional<MergeResult> merge_plans(const SourceText& base, const SourceText& ours, const SourceText& theirs, const ConflictStyle& style)
{
    MergeResult result;
    if (ours.bytes == base.bytes || ours.bytes == theirs.bytes) {
        result.text = theirs.bytes;
        return result;
    }
    if (theirs.bytes == base.bytes) {
        result.text = ours.bytes;
        return result;
    }
    auto base_outline = outline_of(base.bytes);
    auto our_outline = outline_of(ours.bytes);
    auto their_outline = outline_of(theirs.bytes);
    if (!base_outline || !our_outline || !their_outline) {
        return std::nullopt;
    }
    const auto base_read = read_plans(base);
    const auto our_read = read_plans(ours);
    const auto their_read = read_plans(theirs);
    const merge::Version base_version{std::move(*base_outline), {}};
    const merge::Version our_version{std::move(*our_outline), aliases_of(our_read, base_read)};
    const merge::Version their_version{std::move(*their_outline), aliases_of(their_read, base_read)};
    auto merged = merge::merge_nodes(base_version, our_version, their_version, style);
    if (!merged) {
        return std::nullopt;
    }
    result.text = std::move(merged->text);
    result.conflicts = merged->conflicts;
    if (result.conflicts > 0) {
        return result;
    }
    const SourceText text{ours.name, result.text};
    auto read = read_plans(text);
    if (has_error(read.diagnostics)) {
        std::erase_if(read.diagnostics, [](const auto& d) { return d.severity != Severity::error; });
        result.problems = locate(text, std::move(read.diagnostics));
        result.ours_broken = has_error(our_read.diagnostics);
        result.theirs_broken = has_error(their_read.diagnostics);
        return result;
    }
    const bool right = as_facts_say(facts_by_path(base_read, base_read), facts_by_path(our_read, base_read), facts_by_path(their_read, base_read),
                                    facts_by_path(read, base_read));
    return right ? std::optional(std::move(result)) : std::nullopt;
}

}  // namespace gas
