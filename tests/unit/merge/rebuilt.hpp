// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "gas/read/outline.hpp"

namespace gas::test {

/// The bytes of a node put together from its parts.
inline std::string rebuilt(const OutlineNode& node)
{
    std::string text(node.head);
    text += node.value;
    for (const auto& piece : node.pieces) {
        text += std::string(piece.lead) + rebuilt(piece.node);
    }
    return text + std::string(node.tail);
}

}  // namespace gas::test
