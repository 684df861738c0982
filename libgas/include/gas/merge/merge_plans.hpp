// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gas/text/diagnostic.hpp"
#include "gas/text/source_text.hpp"

namespace gas {

/// How two versions of a plan file came together.
struct MergeResult {
    std::string text;                    ///< the merged file; with conflict markers where `conflicts` is not 0
    std::size_t conflicts = 0;           ///< places where both sides changed the same fact
    std::vector<Finding> problems{};     ///< errors of the merged file: a conflict of its own kind
    std::optional<Finding> our_error{};  ///< the first that our side had before the merge
    std::optional<Finding> their_error{};
    bool parted = false;    ///< some of the conflicts are parts that do not come together though neither side changed a fact of the other's
    bool in_whole = false;  ///< both sides stand between one pair of markers, for one with errors is nothing to hold a merge by lines to
    [[nodiscard]] bool clean() const { return conflicts == 0 && problems.empty(); }
};

/// What the markers of a conflict look like.
struct ConflictStyle {
    std::size_t marker_size = 7;
    std::string ours = "ours";
    std::string theirs = "theirs";
};

/// Merges what `ours` and `theirs` each made of `base` (empty where there was no file), by meaning: goals, needs and measures by id, rating entries
/// by date, occasion and rater, scale levels by number, all else by key. What only one side changed is taken over with its bytes and comments; new
/// goals, entries and ratings of both sides are all there. Conflict markers stand only where both sides changed the same fact to different values, or one
/// removed what the other changed. Where one side is `base`, the other comes out byte for byte.
///
/// A merge is held to the facts (facts.hpp): each must be what a three-way merge of the facts gives, outside the markers too, and whichever side is taken for
/// them. What does not come out so stands between markers as a whole: the goal, the rating entry. So does what one side newly says of an id that the other
/// gave to another goal, or under which it changed both title and scale, which may be one: a rating must not become one of another goal. Of a
/// goal that surely has another id now, such an entry stands there under that id. A merge is held to the comments too: each that a side wrote must be there.
/// Nothing where that fails, where the merged text could not be read as YAML though both sides can, or where a text cannot be taken apart
/// (syntax_tree.hpp): then only a merge by lines is left, and held_to_facts().
std::optional<MergeResult> merge_plans(const SourceText& base, const SourceText& ours, const SourceText& theirs, const ConflictStyle& style);

/// A merge of the same texts by lines (its text and number of conflicts), held to the facts as merge_plans() is. Where it is not what both sides say, or not
/// whichever side is taken for its markers, both sides stand between markers instead, from the first to the last entry or goal that differs. So they do where
/// a side has errors, unless lines come together without a conflict into a plan that says what the other side does.
MergeResult held_to_facts(const SourceText& base, const SourceText& ours, const SourceText& theirs, MergeResult by_lines, const ConflictStyle& style);

}  // namespace gas
