// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "events.hpp"

/// One YAML document as a flat list of its nodes: what the plan reader walks. Duplicate keys, order and places are
/// all there, which a tree of maps would hide.
namespace gas::yaml {

enum class NodeKind : std::uint8_t { mapping, sequence, scalar, null, alias };

struct TapeNode {
    NodeKind kind = NodeKind::null;
    ScalarStyle style = ScalarStyle::plain;
    Offset at = 0;
    std::uint32_t next = 0;   ///< index of the node after this one and all that it holds
    std::uint32_t value = 0;  ///< scalar: where its text begins in the tape's characters
    std::uint32_t size = 0;   ///< scalar: length of its text
};

/// Nesting over this is refused (gas-plan(5)).
inline constexpr int max_depth = 16;
/// A scalar longer than this is refused (gas-plan(5)).
inline constexpr std::size_t max_scalar = 1U << 20U;

struct Tape {
    std::vector<TapeNode> nodes;
    std::string characters;
    std::vector<Offset> properties;  ///< anchors and tags
    Offset begin = 0;                ///< where the document begins
    bool has_alias = false;          ///< some node is one

    void clear(Offset at);
    [[nodiscard]] std::string_view text(const TapeNode& node) const { return std::string_view(characters).substr(node.value, node.size); }
};

/// Writes a Tape from events, by calls that know their depth.
class TapeWriter {
public:
    explicit TapeWriter(Tape& tape) : tape_(tape) {}
    void start(Offset at);
    bool open(NodeKind kind, Offset at);  ///< false where it would be too deep
    void close();
    void leaf(NodeKind kind, Offset at);
    void scalar(Offset at, std::string_view value, ScalarStyle style);
    void close_all();  ///< ends what a broken document left open

private:
    struct Open {
        std::uint32_t node = 0;
        std::uint32_t children = 0;
    };
    Tape& tape_;
    std::vector<Open> open_;
};

}  // namespace gas::yaml
