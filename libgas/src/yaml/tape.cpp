// SPDX-License-Identifier: MIT
#include "tape.hpp"

namespace gas::yaml {

void Tape::clear(Offset at)
{
    nodes.clear();
    characters.clear();
    properties.clear();
    begin = at;
    has_alias = false;
}

void TapeWriter::start(Offset at)
{
    tape_.clear(at);
    open_.clear();
}

bool TapeWriter::open(NodeKind kind, Offset at)
{
    if (open_.size() >= static_cast<std::size_t>(max_depth)) {
        return false;
    }
    leaf(kind, at);
    open_.push_back({static_cast<std::uint32_t>(tape_.nodes.size() - 1), 0});
    return true;
}

void TapeWriter::close()
{
    tape_.nodes[open_.back().node].next = static_cast<std::uint32_t>(tape_.nodes.size());
    open_.pop_back();
}

void TapeWriter::leaf(NodeKind kind, Offset at)
{
    if (!open_.empty()) {
        ++open_.back().children;
    }
    TapeNode node;
    tape_.has_alias = tape_.has_alias || kind == NodeKind::alias;
    node.kind = kind;
    node.at = at;
    node.next = static_cast<std::uint32_t>(tape_.nodes.size()) + 1;
    tape_.nodes.push_back(node);
}

void TapeWriter::scalar(Offset at, std::string_view value, ScalarStyle style)
{
    leaf(NodeKind::scalar, at);
    auto& node = tape_.nodes.back();
    node.style = style;
    node.value = static_cast<std::uint32_t>(tape_.characters.size());
    node.size = static_cast<std::uint32_t>(value.size());
    tape_.characters.append(value);
}

void TapeWriter::close_all()
{
    while (!open_.empty()) {
        const auto& container = tape_.nodes[open_.back().node];
        if (container.kind == NodeKind::mapping && open_.back().children % 2 == 1) {
            leaf(NodeKind::null, tape_.nodes.back().at);  // the value that its last key did not get
        }
        close();
    }
}

}  // namespace gas::yaml
