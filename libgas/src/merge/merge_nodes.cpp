// SPDX-License-Identifier: MIT
// Three-way merge of syntax trees, from the file down to single values. The layout is that of our side; what comes from theirs keeps its bytes.
#include "merge_nodes.hpp"

#include <algorithm>
#include <iterator>
#include <list>
#include <map>
#include <set>

#include "gas/format/schema.hpp"
#include "text_pieces.hpp"

namespace gas::merge {

namespace {

/// One child of the merged container on its way.
struct Part {
    std::string identity;
    std::string text;         ///< with its leading
    bool ours_alone = false;  ///< new on our side
};

class Merger {
public:
    Merger(const Version& base, const Version& ours, const Version& theirs, const ConflictStyle& style, const MergeTask& task)
        : base_(base.aliases), ours_(ours.aliases), theirs_(theirs.aliases), style_(style), task_(task),
          crlf_(ours.root.bytes.find("\r\n") != std::string_view::npos)
    {
    }

    [[nodiscard]] std::size_t conflicts() const { return conflicts_; }

    /// How what surrounds a node is indented on both sides.
    struct Indent {
        std::size_t ours = 0;
        std::size_t theirs = 0;
        bool own_lines = true;  ///< the node begins with a line
    };

    /// The merged bytes of a node; nothing where both sides changed it and no markers can stand inside. `base` may be null.
    std::optional<std::string> node(const SyntaxNode* base, const SyntaxNode& ours, const SyntaxNode& theirs, const std::string& key, Indent indent)
    {
        const bool block = ours.kind != SyntaxKind::scalar && !ours.flow;
        const bool same_steps = !block || ours.column - indent.ours == theirs.column - indent.theirs;
        const bool parted = has_whole(place_);
        if (!parted && (ours.bytes == theirs.bytes || (base != nullptr && theirs.bytes == base->bytes))) {
            return std::string(ours.bytes);
        }
        if (!parted && base != nullptr && ours.bytes == base->bytes && ours.flow == theirs.flow && same_steps) {
            return moved(theirs.bytes, indent.theirs, indent.ours, indent.own_lines);
        }
        const bool containers = ours.kind != SyntaxKind::scalar;
        const bool both_alike = ours.kind == theirs.kind && ours.flow == theirs.flow;
        const bool alike = both_alike && (base == nullptr || (base->kind == ours.kind && base->flow == ours.flow));
        if (both_alike && containers && base != nullptr && is_empty(*base)) {
            return container(nullptr, ours, theirs, key);  // after `ratings: []`, or nothing behind the colon, what both have is new
        }
        if (alike && containers) {
            return container(base, ours, theirs, key);
        }
        if (alike) {
            return scalar(base, ours, theirs, key);
        }
        // written in different ways: one of them stays as it is
        if (parted) {
            return std::nullopt;
        }
        if (same(ours, ours_, theirs, theirs_, key) || (base != nullptr && same(*base, base_, theirs, theirs_, key))) {
            return std::string(ours.bytes);
        }
        if (base != nullptr && same(*base, base_, ours, ours_, key)) {
            return std::string(theirs.bytes);
        }
        return std::nullopt;
    }

private:
    /// Whether something at or below the node that is being merged stands between markers as a whole.
    [[nodiscard]] bool has_whole(const std::string& place) const
    {
        const auto found = task_.whole.lower_bound(place);
        return found != task_.whole.end() && found->starts_with(place);
    }

    static bool is_empty(const SyntaxNode& node) { return node.kind == SyntaxKind::scalar ? node.value.empty() : node.children.empty(); }

    static bool same(const SyntaxNode& a, const Aliases& of_a, const SyntaxNode& b, const Aliases& of_b, const std::string& key)
    {
        return meaning_of(a, key, of_a) == meaning_of(b, key, of_b);
    }

    std::optional<std::string> scalar(const SyntaxNode* base, const SyntaxNode& ours, const SyntaxNode& theirs, const std::string& key)
    {
        std::string_view value = ours.value;
        if (!same(ours, ours_, theirs, theirs_, key)) {
            if (base == nullptr) {
                return std::nullopt;
            }
            if (same(*base, base_, ours, ours_, key)) {
                value = theirs.value;
            } else if (!same(*base, base_, theirs, theirs_, key)) {
                return std::nullopt;
            }
        } else if (base != nullptr && ours.value == base->value) {
            value = theirs.value;  // only its writing changed
        }
        const auto part = [&](std::string_view SyntaxNode::*which) { return base != nullptr ? base->*which : std::string_view(); };
        const auto head = base != nullptr && ours.head == base->head ? theirs.head : ours.head;
        const bool at_end = ours.trailing.find('\n') != std::string_view::npos || theirs.trailing.find('\n') != std::string_view::npos;
        const auto trailing = merge_line_end(part(&SyntaxNode::trailing), ours.trailing, theirs.trailing);
        return indented_like(ours, head) + std::string(value) + (at_end ? trailing : std::string(ours.trailing));
    }
    /// A head from their side with the indentation of ours.
    static std::string indented_like(const SyntaxNode& ours, std::string_view head)
    {
        const auto indent = [](std::string_view text) { return std::min(text.find_first_not_of(' '), text.size()); };
        return std::string(ours.head.substr(0, indent(ours.head))) + std::string(head.substr(indent(head)));
    }

    using Parts = std::list<Part>;
    using PiecesByName = std::map<std::string_view, const SyntaxChild*>;
    static PiecesByName by_name(const std::vector<std::string>& names, const SyntaxNode* node)
    {
        PiecesByName children;
        for (std::size_t i = 0; i < names.size(); ++i) {
            children.emplace(names[i], &node->children[i]);
        }
        return children;
    }
    static const SyntaxChild* piece_at(const PiecesByName& children, const std::string& name)
    {
        const auto found = children.find(name);
        return found != children.end() ? found->second : nullptr;
    }

    std::optional<std::string> container(const SyntaxNode* base, const SyntaxNode& ours, const SyntaxNode& theirs, const std::string& key)
    {
        const auto our_names = identities(ours, key, ours_);
        const auto their_names = identities(theirs, key, theirs_);
        const auto base_names = base != nullptr ? identities(*base, key, base_) : std::vector<std::string>();
        if (!our_names || !their_names || !base_names) {
            return std::nullopt;
        }
        const auto in_base = by_name(*base_names, base);
        const auto in_ours = by_name(*our_names, &ours);
        const auto in_theirs = by_name(*their_names, &theirs);
        Parts parts;
        for (std::size_t i = 0; i < ours.children.size(); ++i) {
            const auto& name = (*our_names)[i];
            if (!add_ours(piece_at(in_base, name), ours.children[i], piece_at(in_theirs, name), name, ours, theirs, parts)) {
                return std::nullopt;
            }
        }
        std::map<std::string_view, Parts::iterator> places;
        for (auto part = parts.begin(); part != parts.end(); ++part) {
            places.emplace(part->identity, part);
        }
        // theirs come behind what stands before them on their side; never before the child on the line of a dash
        const bool dash = !ours.flow && !ours.children.empty() && !ours.children.front().own_lines;
        auto next = dash && !parts.empty() ? std::next(parts.begin()) : parts.begin();
        for (std::size_t i = 0; i < theirs.children.size(); ++i) {
            const auto& name = (*their_names)[i];
            if (const auto here = places.find(name); here != places.end()) {
                next = std::next(here->second);
            } else if (piece_at(in_ours, name) == nullptr && !add_theirs(piece_at(in_base, name), theirs.children[i], name, ours, theirs, key, next, parts)) {
                return std::nullopt;
            }
        }
        if (parts.empty() && !ours.flow) {
            return std::nullopt;
        }
        const auto text = [&](std::string_view SyntaxNode::*which) { return base != nullptr ? base->*which : std::string_view(); };
        // both may have changed the comment behind `goals:`
        const auto head = base == nullptr && !ours.flow                  ? merge_line_end("", ours.head, theirs.head)
                          : base == nullptr || theirs.head == base->head ? std::string(ours.head)
                          : ours.head == base->head                      ? indented_like(ours, theirs.head)
                          : ours.flow                                    ? std::string(ours.head)
                                                                         : merge_line_end(base->head, ours.head, theirs.head);
        const auto trailing = ours.flow ? merge_line_end(text(&SyntaxNode::trailing), ours.trailing, theirs.trailing)
                                        : merge_lines(text(&SyntaxNode::trailing), ours.trailing, theirs.trailing);
        return joined(head, parts, ours.flow, trailing);
    }

    /// A child that is on our side. False where markers would have to stand in the middle of a line.
    bool add_ours(const SyntaxChild* base, const SyntaxChild& ours, const SyntaxChild* theirs, const std::string& name, const SyntaxNode& in_ours,
                  const SyntaxNode& in_theirs, Parts& parts)
    {
        const auto whole = [](const SyntaxChild& child) { return std::string(child.leading) + std::string(child.node.bytes); };
        const auto here = place_ + name + '\0';
        if (task_.whole.contains(here) || (theirs == nullptr && has_whole(here))) {
            return markers(ours, theirs, name, parts);
        }
        if (theirs == nullptr) {
            if (base == nullptr) {
                parts.push_back({name, whole(ours), true});
            } else if (!same(base->node, base_, ours.node, ours_, ours.key)) {
                // they removed what we changed
                return markers(ours, nullptr, name, parts);
            } else if (!ours.own_lines && !in_ours.flow) {
                return false;  // its line is also that of the dash
            }
            return true;
        }
        const auto before = conflicts_;
        const auto above = place_.size();
        place_ += name + '\0';
        const auto merged =
            node(base != nullptr ? &base->node : nullptr, ours.node, theirs->node, ours.key, {in_ours.column, in_theirs.column, theirs->own_lines});
        place_.resize(above);
        if (!merged) {
            conflicts_ = before;
            return markers(ours, theirs, name, parts);
        }
        const auto their_lead = moved(theirs->leading, in_theirs.column, in_ours.column, true);
        const auto leading = in_ours.flow || !ours.own_lines || !theirs->own_lines
                                 ? std::string(ours.leading)
                                 : merge_lines(base != nullptr && base->own_lines ? base->leading : std::string_view(), ours.leading, their_lead);
        parts.push_back({name, leading + *merged, base == nullptr});
        return true;
    }

    /// A child that only their side has, to stand behind part `next` - 1.
    bool add_theirs(const SyntaxChild* base, const SyntaxChild& theirs, const std::string& name, const SyntaxNode& in_ours, const SyntaxNode& in_theirs,
                    const std::string& key, Parts::iterator& next, Parts& parts)
    {
        Parts added;
        const bool parted = has_whole(place_ + name + '\0');
        if (base != nullptr || parted) {
            if (!parted && same(base->node, base_, theirs.node, theirs_, theirs.key)) {
                return true;  // we removed it, they left it alone
            }
            SyntaxChild nothing;
            nothing.own_lines = theirs.own_lines;
            if (in_ours.flow || !markers(nothing, &theirs, name, added)) {
                return false;
            }
        } else {
            const auto leading =
                theirs.own_lines ? moved(theirs.leading, in_theirs.column, in_ours.column, true) : std::string(in_ours.flow ? theirs.leading : "");
            const auto indent = theirs.own_lines || in_ours.flow ? std::string() : std::string(in_ours.column, ' ');
            added.push_back({name, leading + indent + moved(theirs.node.bytes, in_theirs.column, in_ours.column, theirs.own_lines), false});
            // both sides' new ones: ours first, what is dated by date
            while (next != parts.end() && next->ours_alone && (!is_dated(identity_under(key, true)) || next->identity <= name)) {
                ++next;
            }
        }
        parts.splice(next, added);
        return true;
    }

    bool markers(const SyntaxChild& ours, const SyntaxChild* theirs, const std::string& name, Parts& parts)
    {
        if (!ours.own_lines || (theirs != nullptr && !theirs->own_lines)) {
            return false;
        }
        ++conflicts_;
        const std::string line_end = crlf_ ? "\r\n" : "\n";
        const auto line = [&](char mark, const std::string& label) { return std::string(style_.marker_size, mark) + label + line_end; };
        const auto side = [&](const SyntaxChild* child) {
            const auto& ids = child == theirs ? task_.goal_ids.theirs : task_.goal_ids.ours;
            auto text = child != nullptr ? with_goal_ids(child->node, child->key == "levels", ids) : std::string();
            return text + (text.empty() || text.ends_with('\n') ? "" : line_end);
        };
        const auto leading = theirs != nullptr ? merge_lines("", ours.leading, theirs->leading) : std::string(ours.leading);
        parts.push_back({name, leading + line('<', " " + style_.ours) + side(&ours) + line('=', "") + side(theirs) + line('>', " " + style_.theirs), false});
        return true;
    }

    [[nodiscard]] std::string joined(std::string head, const Parts& parts, bool flow, const std::string& trailing) const
    {
        auto text = std::move(head);
        bool first_part = true;
        for (const auto& merged : parts) {
            auto part = std::string_view(merged.text);
            if (flow) {
                const auto first = part.find_first_not_of(" ,\r\n\t");
                const bool comma = part.substr(0, first).find(',') != std::string_view::npos;
                if (first_part && comma) {
                    part.remove_prefix(first);
                } else if (!first_part && !comma) {
                    part.remove_prefix(first);
                    text += ", ";
                }
            } else if (!text.empty() && !text.ends_with('\n') && !first_part) {
                text += crlf_ ? "\r\n" : "\n";  // the last line of a file may have no end
            }
            text += part;
            first_part = false;
        }
        if (!flow && !trailing.empty() && !text.empty() && !text.ends_with('\n')) {
            text += crlf_ ? "\r\n" : "\n";
        }
        return text + trailing;
    }

    const Aliases& base_;
    const Aliases& ours_;
    const Aliases& theirs_;
    const ConflictStyle& style_;
    const MergeTask& task_;
    std::string place_;  ///< identities down to the node that is being merged, each with a \0 behind it
    bool crlf_;
    std::size_t conflicts_ = 0;
};

}  // namespace

std::optional<MergedText> merge_nodes(const Version& base, const Version& ours, const Version& theirs, const ConflictStyle& style, const MergeTask& task)
{
    Merger merger(base, ours, theirs, style, task);
    auto text = merger.node(&base.root, ours.root, theirs.root, "", {});
    if (!text) {
        return std::nullopt;
    }
    return MergedText{std::move(*text), merger.conflicts()};
}

}  // namespace gas::merge
