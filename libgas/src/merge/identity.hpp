// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "gas/syntax/syntax_tree.hpp"

/// What tells which child of one version of a plan is which of another.
namespace gas::merge {

/// Names that a version uses for goals and rating entries that the base has under another: own name -> the base's.
struct Aliases {
    std::map<std::string, std::string> plans;
    std::map<std::string, std::string> goals;
    std::map<std::string, std::string> entries;  ///< as entry_path() has them
};

/// One version of the text: its structure and its names.
struct Version {
    SyntaxNode root;
    Aliases aliases;
};

/// The identity of each child of a container, which is the value of `key` (empty for the file and its plans): an id, a date with occasion and rater, a
/// level, a key. Nothing where a child has none or two have the same, so that they cannot be told apart.
std::optional<std::vector<std::string>> identities(const SyntaxNode& container, const std::string& key, const Aliases& aliases);

/// What a node says, in one way of writing: two nodes that say the same have the same text.
std::string meaning_of(const SyntaxNode& node, const std::string& key, const Aliases& aliases);

}  // namespace gas::merge
