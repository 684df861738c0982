// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "gas/merge/merge_plans.hpp"
#include "identity.hpp"

namespace gas::merge {

/// Parts of a plan that stand between markers as a whole: the plan's identity, the key, and the identity of the element of a list (not so for `start`),
/// each with a \0 behind it.
using Whole = std::set<std::string>;

/// The ids that goals have once both sides are merged, by the ids that each side has for them; where they are the same there is none.
struct GoalIds {
    std::map<std::string, std::string> ours;
    std::map<std::string, std::string> theirs;
};

/// What a merge is told beside its versions.
struct MergeTask {
    Whole whole{};
    GoalIds goal_ids{};  ///< an entry of `whole` names goals so
};

/// The merged text of three versions, and in how many places markers stand in it. Nothing where not even markers can be placed.
struct MergedText {
    std::string text;
    std::size_t conflicts = 0;
};
std::optional<MergedText> merge_nodes(const Version& base, const Version& ours, const Version& theirs, const ConflictStyle& style, const MergeTask& task);

}  // namespace gas::merge
