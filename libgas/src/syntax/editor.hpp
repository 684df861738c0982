// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "edit_pieces.hpp"

/// Where in a text an edit goes and what it puts there, by the tree of the text alone; whether that is what was meant is for edit.cpp to see.
namespace gas::syntax {

/// Bytes [begin, end) of the text and what stands there instead.
struct Splice {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::string bytes;
};
using Found = std::variant<Splice, EditProblem>;

/// Another value for what `steps` lead to in the plan, or the value put in where there is none.
Found set_at(std::string_view text, const SyntaxNode& plan, const std::vector<Step>& steps, const std::string& value);
/// One new thing that holds all assignments.
Found insert_at(std::string_view text, const SyntaxNode& plan, const std::vector<Assignment>& assignments);
Found remove_at(std::string_view text, const SyntaxNode& plan, const std::vector<Step>& steps);

}  // namespace gas::syntax
