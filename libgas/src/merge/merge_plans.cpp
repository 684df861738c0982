// SPDX-License-Identifier: MIT
#include "gas/merge/merge_plans.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "gas/diff/diff_plans.hpp"
#include "gas/read/read_plans.hpp"
#include "merge_nodes.hpp"
#include "text_pieces.hpp"
#include "verify_merge.hpp"
#include "whole_parts.hpp"

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

std::vector<Finding> errors_in(const std::string& name, const std::string& text)
{
    const SourceText source{name, text};
    return locate(source, errors_of(read_plans(source).diagnostics));
}

std::optional<Finding> first_error(const std::string& name, const std::string& text, const ReadResult& read)
{
    auto errors = locate({name, text}, errors_of(read.diagnostics));
    return errors.empty() ? std::nullopt : std::optional(std::move(errors.front()));
}

/// Whether a text cannot be read as it stands: then nothing that was merged from it is of use.
bool is_unreadable(const std::vector<Diagnostic>& diagnostics)
{
    constexpr int first_structure_rule = 100;
    return std::any_of(diagnostics.begin(), diagnostics.end(), [](const auto& d) { return static_cast<int>(d.rule) < first_structure_rule; });
}

/// The facts of a text with markers, or without, that are not what both sides say of them, whichever side is taken for each conflict. Nothing where the text
/// cannot be read, or is with one side no plan.
std::optional<std::set<std::string>> broken_facts_of(const MergeResult& merged, const merge::VersionFacts& facts, const ConflictStyle& style)
{
    if (merged.conflicts == 0) {
        const auto read = read_plans({"", merged.text});
        return is_unreadable(read.diagnostics) ? std::nullopt : std::optional(merge::broken_facts(facts, facts.of(read), merge::Side::none, read.has_errors()));
    }
    std::set<std::string> broken;
    for (const auto side : {merge::Side::ours, merge::Side::theirs}) {
        const auto read = read_plans({"", merge::resolved(merged.text, style, side)});
        if (read.has_errors()) {
            return std::nullopt;  // both sides were plans, and so is what either leaves
        }
        broken.merge(merge::broken_facts(facts, facts.of(read), side));
    }
    return broken;
}

/// The ids that goals have once both sides are merged. One that stands between markers has none.
merge::GoalIds goal_ids(const ReadResult& base, const merge::Version& ours, const merge::Version& theirs, const merge::Whole& whole)
{
    merge::GoalIds ids;
    if (base.plans.size() != 1) {
        return ids;
    }
    std::map<std::string, std::string> our_ids;
    std::map<std::string, std::string> their_ids;
    const auto names_on = [](const merge::Version& side, std::map<std::string, std::string>& by_name) {
        for (const auto& [id, name] : side.aliases.goals) {
            by_name.emplace(name, id);
        }
    };
    names_on(ours, our_ids);
    names_on(theirs, their_ids);
    const auto& plan = base.plans[0].plan;
    for (const auto& goal : plan.goals) {
        const auto of = [&](const auto& by_name) {
            const auto found = by_name.find(goal.id);
            return found != by_name.end() ? found->second : goal.id;
        };
        const auto our = of(our_ids);
        const auto their = of(their_ids);
        const auto& both = our == goal.id ? their : our;
        if ((their == goal.id || their == both) && !whole.contains(plan.id + '\0' + "goals" + '\0' + goal.id + '\0')) {
            (our != both ? ids.ours[our] : ids.theirs[their]) = both;
        }
    }
    return ids;
}

/// The merge of three texts without byte order marks.
std::optional<MergeResult> merge_texts(const SourceText& base, const SourceText& ours, const SourceText& theirs, const ConflictStyle& style)
{
    auto base_tree = syntax_tree_of(base.bytes);
    auto our_tree = syntax_tree_of(ours.bytes);
    auto their_tree = syntax_tree_of(theirs.bytes);
    if (!base_tree || !our_tree || !their_tree) {
        return std::nullopt;
    }
    const auto base_read = read_plans(base);
    const auto our_read = read_plans(ours);
    const auto their_read = read_plans(theirs);
    const merge::Version base_version{std::move(*base_tree), {}};
    const merge::Version our_version{std::move(*our_tree), aliases_of(our_read, base_read)};
    const merge::Version their_version{std::move(*their_tree), aliases_of(their_read, base_read)};
    MergeResult result;
    result.our_error = first_error(ours.name, ours.bytes, our_read);
    result.their_error = first_error(theirs.name, theirs.bytes, their_read);
    const bool sides_good = !result.our_error && !result.their_error;
    const merge::VersionFacts facts({base_read, our_read, their_read});
    merge::MergeTask task;
    constexpr int rounds = 5;  // each puts more between markers
    for (int round = 0; round < rounds; ++round) {
        task.goal_ids = goal_ids(base_read, our_version, their_version, task.whole);
        auto merged = merge::merge_nodes(base_version, our_version, their_version, style, task);
        if (!merged || !merge::keeps_comments(base.bytes, ours.bytes, theirs.bytes, merged->text)) {
            return std::nullopt;
        }
        result.text = std::move(merged->text);
        result.conflicts = merged->conflicts;
        const auto broken = sides_good ? broken_facts_of(result, facts, style) : std::set<std::string>();
        if (!broken) {
            return std::nullopt;
        }
        if (broken->empty()) {
            result.problems = result.conflicts == 0 ? errors_in(ours.name, result.text) : std::vector<Finding>();
            return result;
        }
        if (!merge::part_as_a_whole(*broken, task.whole)) {
            return std::nullopt;
        }
        result.parted = true;
    }
    return std::nullopt;
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
    const auto plain = [](const SourceText& source) { return SourceText{source.name, std::string(without_bom(source.bytes))}; };
    auto merged = merge_texts(plain(base), plain(ours), plain(theirs), style);
    if (merged) {
        merged->text.insert(0, ours.bytes.substr(0, ours.bytes.size() - without_bom(ours.bytes).size()));
    }
    return merged;
}

MergeResult held_to_facts(const SourceText& base, const SourceText& ours, const SourceText& theirs, MergeResult by_lines, const ConflictStyle& style)
{
    const auto plain = [](const std::string& bytes) { return std::string(without_bom(bytes)); };
    const auto base_read = read_plans({"", plain(base.bytes)});
    const auto our_read = read_plans({"", plain(ours.bytes)});
    const auto their_read = read_plans({"", plain(theirs.bytes)});
    const merge::VersionFacts facts({base_read, our_read, their_read});
    auto merged = by_lines;
    merged.text = plain(by_lines.text);
    const bool ours_broken = our_read.has_errors();
    const bool theirs_broken = their_read.has_errors();
    bool good = false;
    if (!ours_broken && !theirs_broken) {
        const auto broken = broken_facts_of(merged, facts, style);
        good = broken && broken->empty();
    } else if (ours_broken != theirs_broken && merged.conflicts == 0) {  // one side mends what the other still has
        const auto read = read_plans({"", merged.text});
        good = !read.has_errors() && facts.of(read) == (ours_broken ? facts.theirs() : facts.ours());
    }
    if (!good) {
        by_lines = {merge::both_in_whole(ours.bytes, theirs.bytes, style), 1};
        by_lines.in_whole = ours_broken || theirs_broken;
        by_lines.parted = !by_lines.in_whole;
    }
    by_lines.problems = by_lines.conflicts == 0 ? errors_in(ours.name, merged.text) : std::vector<Finding>();
    by_lines.our_error = first_error(ours.name, plain(ours.bytes), our_read);
    by_lines.their_error = first_error(theirs.name, plain(theirs.bytes), their_read);
    return by_lines;
}

}  // namespace gas
