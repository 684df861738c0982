// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "gas/merge/merge_plans.hpp"
#include "gas/syntax/syntax_tree.hpp"

/// Pieces of text that a merge puts together.
namespace gas::merge {

/// Lines of a text, each with its line end.
std::vector<std::string_view> lines_of(std::string_view text);

/// Comments and blank lines of three versions: what one side changed is taken, of what both changed there is all.
std::string merge_lines(std::string_view base, std::string_view ours, std::string_view theirs);

/// The rest of a line with its comment, of three versions.
std::string merge_line_end(std::string_view base, std::string_view ours, std::string_view theirs);

/// `bytes` moved from column `from` to `to`, all lines but the first where that begins in the middle of one.
std::string moved(std::string_view bytes, std::size_t from, std::size_t to, bool first_too);

/// The bytes of a part of a plan with other ids of the goals that its ratings are of. `rates`: it is itself a mapping from goals to ratings.
std::string with_goal_ids(const SyntaxNode& node, bool rates, const std::map<std::string, std::string>& ids);

/// Both sides between markers, from the first line that differs to the last and on to the begin and end of what these are in: an element of a list, or a key
/// of the plan. Whichever side is taken, it is that side whole.
std::string both_in_whole(std::string_view ours, std::string_view theirs, const ConflictStyle& style);

}  // namespace gas::merge
