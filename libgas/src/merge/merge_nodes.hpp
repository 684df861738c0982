// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "gas/merge/merge_plans.hpp"
#include "identity.hpp"

namespace gas::merge {

/// The merged text of three versions, and in how many places markers stand in it. Nothing where not even markers can be placed.
struct MergedText {
    std::string text;
    std::size_t conflicts = 0;
};
std::optional<MergedText> merge_nodes(const Version& base, const Version& ours, const Version& theirs, const ConflictStyle& style);

}  // namespace gas::merge
