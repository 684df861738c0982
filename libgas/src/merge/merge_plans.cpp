// SPDX-License-Identifier: MIT
#include "gas/merge/merge_plans.hpp"

#include <algorithm>
#include <array>

#include "gas/diff/diff_plans.hpp"
#include "gas/read/read_plans.hpp"
#include "merge_nodes.hpp"
#include "verify_merge.hpp"

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

/// Whether a text cannot be read as it stands: then nothing that was merged from it is of use.
bool is_unreadable(const std::vector<Diagnostic>& diagnostics)
{
    constexpr int first_structure_rule = 100;
    return std::any_of(diagnostics.begin(), diagnostics.end(), [](const auto& d) { return static_cast<int>(d.rule) < first_structure_rule; });
}

/// Whether the text with markers, whichever side is taken for each of them, says what both sides say elsewhere.
bool holds_beside_conflicts(const std::string& text, const merge::ReadVersions& versions, const ConflictStyle& style)
{
    constexpr std::array<merge::Side, 2> sides = {merge::Side::ours, merge::Side::theirs};
    return std::all_of(sides.begin(), sides.end(), [&](const merge::Side side) {
        const auto read = read_plans({"", merge::resolved(text, style, side)});
        return !is_unreadable(read.diagnostics) && merge::holds_to_facts(versions, read, side);
    });
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
    auto merged = merge::merge_nodes(base_version, our_version, their_version, style);
    if (!merged || !merge::keeps_comments(base.bytes, ours.bytes, theirs.bytes, merged->text)) {
        return std::nullopt;
    }
    MergeResult result;
    result.text = std::move(merged->text);
    result.conflicts = merged->conflicts;
    result.ours_broken = our_read.has_errors();
    result.theirs_broken = their_read.has_errors();
    const bool sides_good = !result.ours_broken && !result.theirs_broken;
    const merge::ReadVersions versions{base_read, our_read, their_read};
    if (result.conflicts > 0) {
        return !sides_good || holds_beside_conflicts(result.text, versions, style) ? std::optional(std::move(result)) : std::nullopt;
    }
    const SourceText text{ours.name, result.text};
    auto read = read_plans(text);
    if (sides_good && is_unreadable(read.diagnostics)) {
        return std::nullopt;
    }
    if (read.has_errors()) {
        result.problems = locate(text, errors_of(std::move(read.diagnostics)));
        return result;
    }
    return merge::holds_to_facts(versions, read, merge::Side::none) ? std::optional(std::move(result)) : std::nullopt;
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

}  // namespace gas
