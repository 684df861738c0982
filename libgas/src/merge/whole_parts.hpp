// SPDX-License-Identifier: MIT
#pragma once

#include <set>
#include <string>

#include "merge_nodes.hpp"

/// What stands between markers as a whole where its facts do not come out as both sides have them.
namespace gas::merge {

/// Adds to `whole` the parts of plans that these facts (broken_facts()) are of; of a rating whose entry is there already, the goal that it rates.
/// False where that adds nothing.
bool part_as_a_whole(const std::set<std::string>& broken, Whole& whole);

}  // namespace gas::merge
