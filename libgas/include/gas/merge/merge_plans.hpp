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
    std::string text;               ///< the merged file; with conflict markers where `conflicts` is not 0
    std::size_t conflicts = 0;      ///< places where both sides changed the same fact
    std::vector<Finding> problems;  ///< errors of the merged file: a conflict of its own kind
    bool ours_broken = false;       ///< our side had errors before the merge
    bool theirs_broken = false;
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
/// A merge is held to the facts (facts.hpp): each must be what a three-way merge of the facts gives, outside the markers too; and to the comments: each that
/// a side wrote must be there. Nothing where that fails, where the merged text could not be read as YAML though both sides can, or where a text
/// cannot be taken apart (syntax_tree.hpp): then only a merge by lines is left.
std::optional<MergeResult> merge_plans(const SourceText& base, const SourceText& ours, const SourceText& theirs, const ConflictStyle& style);

}  // namespace gas
