// SPDX-License-Identifier: MIT
#include "element_name.hpp"

#include <algorithm>

#include "gas/diff/facts.hpp"

namespace gas::syntax {

namespace {

std::string_view scalar_of(const SyntaxNode& mapping, std::string_view key)
{
    const auto found = std::find_if(mapping.children.begin(), mapping.children.end(),
                                    [&](const auto& child) { return child.key == key && child.node.kind == SyntaxKind::scalar; });
    return found != mapping.children.end() ? std::string_view(found->node.text) : std::string_view();
}

}  // namespace

std::string element_name(const SyntaxNode& element, Identity by)
{
    if (!is_dated(by)) {
        return std::string(scalar_of(element, "id"));
    }
    const auto date = parse_date(scalar_of(element, "date"));
    auto name = date ? dated_path(*date, {}) : "";
    for (const auto key : keys_beside_date(by)) {
        name += date ? '/' + as_step(scalar_of(element, key)) : "";
    }
    return name;
}

}  // namespace gas::syntax
