// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "gas/syntax/syntax_tree.hpp"

namespace gas::test {

/// The bytes of a node put together from its parts.
inline std::string rebuilt(const SyntaxNode& node)
{
    std::string text(node.head);
    text += node.value;
    for (const auto& child : node.children) {
        text += std::string(child.leading) + rebuilt(child.node);
    }
    return text + std::string(node.trailing);
}

}  // namespace gas::test
