// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

#include "gas/merge/merge_plans.hpp"
#include "gas/read/read_plans.hpp"

/// What a merged text is held to: that it says what both sides say, no more and no less.
namespace gas::merge {

/// The three versions as they were read.
struct ReadVersions {
    const ReadResult& base;
    const ReadResult& ours;
    const ReadResult& theirs;
};

/// Which side stands for a place with markers.
enum class Side { none, ours, theirs };

/// Whether each fact of `merged` is what a three-way merge of that fact gives. Where both sides changed one, it has no answer without a `side`, and that
/// side's value with it; a fact that a conflict's lines took from that side in whole is good too.
bool holds_to_facts(const ReadVersions& versions, const ReadResult& merged, Side side);

/// Whether every comment that a side wrote since the base is in the merged text.
bool keeps_comments(std::string_view base, std::string_view ours, std::string_view theirs, std::string_view merged);

/// The text with one side in the place of each conflict, and no markers.
std::string resolved(std::string_view text, const ConflictStyle& style, Side side);

}  // namespace gas::merge
