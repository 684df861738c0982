// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>

#include "gas/merge/merge_plans.hpp"
#include "gas/read/read_plans.hpp"
#include "syntax/text_facts.hpp"

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

/// Facts of a text: values by plan and path, with \0 between.
using MergeFacts = std::map<std::string, std::string>;

/// The facts of the three versions, and of what is merged from them.
class VersionFacts {
public:
    explicit VersionFacts(const ReadVersions& versions);
    [[nodiscard]] MergeFacts of(const ReadResult& text) const;

    const MergeFacts& base() const { return base_facts_; }
    const MergeFacts& ours() const { return our_facts_; }
    const MergeFacts& theirs() const { return their_facts_; }

private:
    const ReadResult& base_;
    syntax::DoubtfulGoals doubtful_;
    MergeFacts base_facts_, our_facts_, their_facts_;
};

/// The facts of `merged` that are not what a three-way merge of that fact gives. Where both sides changed one, it has no answer without a `side`, and that
/// side's value with it; a fact that a conflict's lines took from that side in whole is good too. With `said_only`, not those that it does not say at all.
std::set<std::string> broken_facts(const VersionFacts& versions, const MergeFacts& merged, Side side, bool said_only = false);

/// Whether every comment that a side wrote since the base is in the merged text.
bool keeps_comments(std::string_view base, std::string_view ours, std::string_view theirs, std::string_view merged);

/// The text with one side in the place of each conflict, and no markers.
std::string resolved(std::string_view text, const ConflictStyle& style, Side side);

}  // namespace gas::merge
