// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "gas/format/schema.hpp"
#include "gas/syntax/syntax_tree.hpp"

namespace gas::syntax {

/// What tells an element of a list from the others, as the paths of facts have it: its id; of a rating entry, a session or an agreement its date and
/// words ("2026-04-12/final/AB"). Empty where the text does not have it.
std::string element_name(const SyntaxNode& element, Identity by);

}  // namespace gas::syntax
