// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// The structure of a plan's text with every byte in its place: what an edit in place works on, that leaves all else as it was typed.
namespace gas {

struct SyntaxChild;

enum class SyntaxKind : std::uint8_t { mapping, sequence, scalar };

/// A value and the key or dash before it. Its bytes are head + those of the children (or the value's) + trailing, without gap or overlap.
struct SyntaxNode {
    SyntaxKind kind = SyntaxKind::scalar;
    bool flow = false;  ///< `{…}` or `[…]`
    std::string_view bytes;
    std::string_view head;      ///< "title: ", "goals:\n", "- ", "levels: {"
    std::string_view value;     ///< a scalar as written
    std::string_view trailing;  ///< rest of the last line with its comment and line end; of a container also comments after its last child
    std::string text;           ///< a scalar as YAML reads it
    std::size_t column = 0;     ///< of a block container: where its keys or dashes begin
    std::vector<SyntaxChild> children;
};

/// One key of a mapping, element of a list, or plan of a file, with the blank lines and comments above it that are about it.
struct SyntaxChild {
    std::string key;           ///< of a mapping: the key as YAML reads it; of a sequence: empty
    bool own_lines = false;    ///< begins with a line, so that whole lines can stand for it; not so after `- ` or in a flow container
    std::string_view leading;  ///< above it; in a flow container, the comma and space before it
    SyntaxNode node;
};

/// The plans of a text as a sequence of mappings, a child a YAML document; its bytes are the whole text.
///
/// `text` must outlive the answer. Nothing where the text is not what the plan reader takes without an error of syntax, or is written in a way that
/// cannot be taken apart safely (longer than max_text_size, an anchor, a key without a colon, a value left out in a flow container).
std::optional<SyntaxNode> syntax_tree_of(std::string_view text);

}  // namespace gas
