// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gas/format/schema.hpp"
#include "gas/syntax/edit.hpp"
#include "gas/syntax/syntax_tree.hpp"

/// From facts to the keys and values that stand for them in a plan file.
namespace gas::syntax {

/// One step down a plan's text: to the value of a key, or to an element of a list.
struct Step {
    std::string name;              ///< the key; of an element its id, of an entry "2026-04-12/final/AB" as entry_path() has it
    const KeyInfo* row = nullptr;  ///< of what it leads to
    bool operator==(const Step&) const = default;
    [[nodiscard]] bool to_element() const { return row->path.ends_with("[]"); }
};

/// The way to a fact; nothing where the path is none.
std::optional<std::vector<Step>> steps_to(std::string_view path);

/// A value of the text and the way there.
struct Assignment {
    std::vector<Step> steps;
    std::string value;
};
/// What is to be written so that the fact holds: an entry has date, occasion and rater, a level of a scale nothing of its own. Nothing where the path is none.
std::optional<std::vector<Assignment>> assignments_of(const FactValue& fact);

/// The number of the child that a step leads to.
std::optional<std::size_t> child_at(const SyntaxNode& node, const Step& step);

/// The key that a plain value stands for: `-1` for `{level: -1}`, a text for `{text: …}`.
std::string_view short_for(const KeyInfo& row);

/// `value` as YAML.
std::string value_yaml(const KeyInfo& row, const std::string& value, bool in_flow);

/// Something to be put into a text.
struct Piece {
    Step step;
    std::string value;            ///< of a leaf
    std::vector<Piece> children;  ///< of a map or list
};
/// The piece that holds all assignments, each less its first `depth` steps, of which the next is the same in all.
Piece piece_of(const std::vector<Assignment>& assignments, std::size_t depth);

/// How its like in the text is laid out.
struct PieceStyle {
    bool flow = false;             ///< an element of a list in brackets
    bool levels_on_lines = false;  ///< a line for each goal that an entry rates
    std::size_t behind_dash = 2;   ///< columns from a dash to what stands behind it
    std::size_t levels = 2;        ///< columns from `levels` to the goals on lines of their own
    std::size_t dash = 2;          ///< columns from a list's key to its dashes
};
/// The style of `like`, an element of a list with its dashes at `dash_column`.
PieceStyle style_of(const SyntaxNode& like, std::size_t dash_column);
/// The piece with its keys in the order of `like`'s, the others behind those that they follow in the format, and its date in quotes where that of `like` is.
Piece ordered_as(Piece piece, const SyntaxNode& like);
/// The piece as lines with LF, the first indented by `indent`.
std::string block_text(const Piece& piece, std::size_t indent, PieceStyle style = {});
/// The piece as it stands in `{…}` or `[…]`.
std::string flow_text(const Piece& piece);

/// Where it belongs among its like: levels by value, readings and entries by date, keys in the order of the format. Nothing for ids.
std::optional<long> rank_of(const Step& step);
/// The same of the children of a text that stand beside it.
std::optional<long> rank_of(const SyntaxChild& child, const Step& beside);

}  // namespace gas::syntax
