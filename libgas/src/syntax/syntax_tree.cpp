// SPDX-License-Identifier: MIT
#include "gas/syntax/syntax_tree.hpp"

#include <algorithm>

#include "gas/text/source_text.hpp"
#include "yaml/bytes.hpp"
#include "yaml/events.hpp"
#include "yaml/tape.hpp"

namespace gas {

namespace syntax {

using namespace yaml;

namespace {

using Index = std::uint32_t;

/// Keeps each document of a text as a tape; stops at what an tree cannot show.
class Tapes : public EventSink {
public:
    std::vector<Tape> all;

    bool document_start(Offset at) override
    {
        all.emplace_back();
        writer_.emplace(all.back());
        writer_->start(at);
        return true;
    }
    bool document_end() override { return true; }
    bool mapping_start(Offset at) override { return writer_->open(NodeKind::mapping, at); }
    bool mapping_end() override { return close(); }
    bool sequence_start(Offset at) override { return writer_->open(NodeKind::sequence, at); }
    bool sequence_end() override { return close(); }
    bool scalar(Offset at, std::string_view value, ScalarStyle style) override
    {
        writer_->scalar(at, value, style);
        return true;
    }
    bool null(Offset at) override
    {
        writer_->leaf(NodeKind::null, at);
        return true;
    }
    bool alias(Offset) override { return false; }
    bool property(Offset) override { return false; }

private:
    bool close()
    {
        writer_->close();
        return true;
    }
    std::optional<TapeWriter> writer_;
};

/// Takes one document apart.
class TreeBuilder {
public:
    TreeBuilder(std::string_view text, const Tape& tape) : text_(text), tape_(tape) {}

    /// The document in text[begin, end).
    SyntaxChild document(std::size_t begin, std::size_t end)
    {
        SyntaxChild child;
        child.own_lines = true;
        child.leading = slice(begin, begin);
        if (tape_.nodes.empty() || tape_.nodes[0].kind != NodeKind::mapping || is_flow(0)) {
            unclear_ = true;
            return child;
        }
        const auto marker = end_marker(begin, end);
        child.node = container(0, begin, begin, marker);
        // the line that ends the document, and what follows, is nobody's
        child.node.bytes = slice(begin, end);
        child.node.trailing = slice(marker - child.node.trailing.size(), end);
        return child;
    }

    [[nodiscard]] bool unclear() const { return unclear_; }

private:
    /// Where the line `...` begins that ends the document of text[begin, end); `end` where it has none. No scalar has such a line in it.
    [[nodiscard]] std::size_t end_marker(std::size_t begin, std::size_t end) const
    {
        for (auto line = text_.find("\n...", std::max<std::size_t>(begin, node(0).at)); line < end; line = text_.find("\n...", line + 1)) {
            const auto behind = line + 4;
            if (behind >= end || std::string_view(" \t\r\n").find(text_[behind]) != std::string_view::npos) {
                return line + 1;
            }
        }
        return end;
    }
    [[nodiscard]] std::string_view slice(std::size_t begin, std::size_t end) const
    {
        if (begin > end || end > text_.size()) {
            unclear_ = true;
            return {};
        }
        return text_.substr(begin, end - begin);
    }
    [[nodiscard]] const TapeNode& node(Index i) const { return tape_.nodes[i]; }
    [[nodiscard]] bool is_container(Index i) const { return node(i).kind == NodeKind::mapping || node(i).kind == NodeKind::sequence; }
    [[nodiscard]] bool is_flow(Index i) const
    {
        const char first = node(i).at < text_.size() ? text_[node(i).at] : ' ';
        return is_container(i) && first == (node(i).kind == NodeKind::mapping ? '{' : '[');
    }
    [[nodiscard]] std::size_t line_begin(std::size_t at) const { return line_at(text_, at).begin; }
    [[nodiscard]] std::size_t column_of(std::size_t at) const { return at - line_begin(at); }
    [[nodiscard]] bool is_first_on_line(std::size_t at) const { return slice(line_begin(at), at).find_first_not_of(' ') == std::string_view::npos; }

    /// Where the last scalar that is held in node `i` ends, if it is in quotes; else 0. What looks like a comment before that is none.
    [[nodiscard]] std::size_t quoted_floor(Index i) const
    {
        const auto& last = node(node(i).next - 1);
        if (last.kind != NodeKind::scalar || last.style != ScalarStyle::quoted) {
            return 0;
        }
        const auto end = quoted_end(text_, last.at);
        return end == std::string_view::npos ? text_.size() : end;
    }

    /// The begin of the blank lines, and comment lines indented by `column` or less, that stand right before the line that begins at `line`,
    /// but not above `floor`.
    [[nodiscard]] std::size_t lead_begin(std::size_t line, std::size_t column, std::size_t floor) const
    {
        while (line > floor && line > 0) {
            const auto above = line_at(text_, line - 1);
            const auto content = text_.substr(above.begin, above.end - above.begin);
            const auto indent = std::min(content.find_first_not_of(" \t\r"), content.size());
            const bool blank = indent == content.size();
            if (above.begin < floor || (!blank && (content[indent] != '#' || indent > column))) {
                break;
            }
            line = above.begin;
        }
        return line;
    }

    /// The dash before element `i` of a block sequence.
    [[nodiscard]] std::size_t dash_before(Index i) const
    {
        const auto at = node(i).at;
        const auto line = slice(line_begin(at), at);
        const auto dash = line.find_last_not_of(' ');
        // an element on the line below its dash, and lists in lists, are not taken apart
        if (dash == std::string_view::npos || line[dash] != '-' || line.find_first_not_of(' ') != dash) {
            unclear_ = true;
            return at;
        }
        return line_begin(at) + dash;
    }

    /// One past the colon of the key `i`, and past the key itself.
    [[nodiscard]] std::size_t after_key(Index i) const
    {
        const auto& key = node(i);
        if (key.kind != NodeKind::scalar) {
            unclear_ = true;
            return key.at;
        }
        auto end = key.style == ScalarStyle::quoted ? quoted_end(text_, key.at) : key.at + key.size;
        if (key.style == ScalarStyle::block || (key.style == ScalarStyle::plain && slice(key.at, end) != tape_.text(key))) {
            unclear_ = true;
            return key.at;
        }
        end = std::min(text_.find_first_not_of(' ', end), text_.size());
        if (end >= text_.size() || text_[end] != ':') {
            unclear_ = true;
            return key.at;
        }
        return end + 1;
    }

    /// The children of a container as (key or nothing, value).
    struct ChildPlace {
        std::optional<Index> key;
        Index value = 0;
        std::size_t begin = 0;  ///< of its key or dash
    };
    [[nodiscard]] std::vector<ChildPlace> children_of(Index i) const
    {
        std::vector<ChildPlace> children;
        const bool flow = is_flow(i);
        for (Index at = i + 1; at < node(i).next;) {
            ChildPlace place;
            if (node(i).kind == NodeKind::mapping) {
                place.key = at;
                at = node(at).next;
            }
            place.value = at;
            place.begin = place.key ? node(*place.key).at : flow ? node(at).at : dash_before(at);
            at = node(at).next;
            children.push_back(place);
        }
        return children;
    }

    /// A block container whose head begins at `head`; its children lie in text[begin, end).
    SyntaxNode container(Index i, std::size_t head, std::size_t begin, std::size_t end)
    {
        SyntaxNode out;
        out.kind = node(i).kind == NodeKind::mapping ? SyntaxKind::mapping : SyntaxKind::sequence;
        out.bytes = slice(head, end);
        const auto children = children_of(i);
        if (children.empty() || unclear_) {
            unclear_ = true;
            return out;
        }
        out.column = column_of(children.front().begin);
        std::vector<std::size_t> begins;  // of each child, its leading included
        auto floor = begin;
        for (const auto& place : children) {
            const bool own = is_first_on_line(place.begin) && line_begin(place.begin) >= begin;
            if ((!own && !begins.empty()) || (own && column_of(place.begin) != out.column)) {
                unclear_ = true;
                return out;
            }
            begins.push_back(own ? lead_begin(line_begin(place.begin), out.column, floor) : place.begin);
            floor = std::max<std::size_t>(place.begin, quoted_floor(place.value));
        }
        // comments at the end that stand no deeper than the keys are nobody's
        const auto trailing = std::max(lead_begin(end, out.column, floor), std::min(end, line_end(floor)));
        out.head = slice(head, begins.front());
        for (std::size_t c = 0; c < children.size(); ++c) {
            const auto stop = c + 1 < children.size() ? begins[c + 1] : trailing;
            out.children.push_back(child(children[c], begins[c], stop));
        }
        out.trailing = slice(trailing, end);
        return out;
    }
    [[nodiscard]] std::size_t line_end(std::size_t at) const { return std::min(line_at(text_, at).end + 1, text_.size()); }

    /// One place of a block container in text[begin, end).
    SyntaxChild child(const ChildPlace& place, std::size_t begin, std::size_t end)
    {
        SyntaxChild out;
        out.own_lines = is_first_on_line(place.begin);
        const auto start = out.own_lines ? line_begin(place.begin) : place.begin;
        out.leading = slice(begin, start);
        out.key = place.key ? std::string(tape_.text(node(*place.key))) : "";
        const auto value = place.value;
        const auto after = place.key ? after_key(*place.key) : place.begin + 1;
        if (is_container(value) && !is_flow(value)) {
            // the first key of a list's element stands behind the dash
            out.node = place.key ? container(value, start, line_end(after), end) : container(value, start, after, end);
        } else if (is_flow(value)) {
            std::size_t flow_stop = 0;
            out.node = flow(value, start, flow_stop);
            if (unclear_) {
                return out;
            }
            out.node.bytes = slice(start, end);
            out.node.trailing = slice(static_cast<std::size_t>(out.node.trailing.data() - text_.data()), end);
        } else {
            out.node = scalar(value, start, after, end);
        }
        return out;
    }

    SyntaxNode scalar(Index i, std::size_t head, std::size_t after, std::size_t end)
    {
        SyntaxNode out;
        out.bytes = slice(head, end);
        const auto& leaf = node(i);
        std::size_t begin = leaf.at;
        std::size_t stop = 0;
        if (leaf.kind == NodeKind::null) {
            const auto rest = text_.substr(std::min<std::size_t>(begin, end), end - std::min<std::size_t>(begin, end));
            const bool written = begin < end && (rest.starts_with('~') || rest.starts_with("null") || rest.starts_with("Null") || rest.starts_with("NULL"));
            begin = written ? begin : after;
            stop = written ? begin + (text_[begin] == '~' ? 1 : 4) : begin;
        } else if (leaf.style == ScalarStyle::quoted) {
            stop = quoted_end(text_, begin);
        } else if (leaf.style == ScalarStyle::plain && text_.compare(begin, leaf.size, tape_.text(leaf)) == 0) {
            stop = begin + leaf.size;
        } else {
            // of several lines: all that there is, to the last letter
            stop = end;
            while (stop > begin && std::string_view(" \t\r\n").find(text_[stop - 1]) != std::string_view::npos) {
                --stop;
            }
        }
        out.text = leaf.kind == NodeKind::scalar ? std::string(tape_.text(leaf)) : "";
        out.head = slice(head, begin);  // NOLINT(readability-suspicious-call-argument): the head ends where the value begins
        out.value = slice(begin, stop);
        out.trailing = slice(stop, end);
        return out;
    }

    /// A flow container; `stop` is where it ends. Its trailing is the closing bracket, until the caller knows the line.
    SyntaxNode flow(Index i, std::size_t head, std::size_t& stop)
    {
        SyntaxNode out;
        out.kind = node(i).kind == NodeKind::mapping ? SyntaxKind::mapping : SyntaxKind::sequence;
        out.flow = true;
        out.head = slice(head, node(i).at + 1);
        auto at = static_cast<std::size_t>(node(i).at) + 1;
        for (const auto& place : children_of(i)) {
            SyntaxChild child;
            child.leading = slice(at, place.begin);
            child.key = place.key ? std::string(tape_.text(node(*place.key))) : "";
            if (place.key) {
                static_cast<void>(after_key(*place.key));  // a key without a colon is unclear
            }
            child.node = flow_value(place.value, place.begin, at);
            out.children.push_back(std::move(child));
        }
        stop = at;
        bool comment = false;
        const char closing = out.kind == SyntaxKind::mapping ? '}' : ']';
        while (stop < text_.size() && (comment || text_[stop] != closing)) {
            comment = text_[stop] == '#' || (comment && text_[stop] != '\n');
            ++stop;
        }
        if (stop >= text_.size()) {
            unclear_ = true;
            return out;
        }
        out.trailing = slice(at, ++stop);
        out.bytes = slice(head, stop);
        return out;
    }
    SyntaxNode flow_value(Index value, std::size_t begin, std::size_t& stop)
    {
        if (is_flow(value)) {
            return flow(value, begin, stop);
        }
        const auto& leaf = node(value);
        const bool plain = leaf.kind == NodeKind::scalar && leaf.style == ScalarStyle::plain && text_.compare(leaf.at, leaf.size, tape_.text(leaf)) == 0;
        const bool quoted = leaf.kind == NodeKind::scalar && leaf.style == ScalarStyle::quoted;
        if (!plain && !quoted) {
            unclear_ = true;  // left out, or of several lines
            return {};
        }
        stop = quoted ? quoted_end(text_, leaf.at) : leaf.at + leaf.size;
        return scalar(value, begin, leaf.at, stop);
    }

    std::string_view text_;
    const Tape& tape_;
    mutable bool unclear_ = false;  ///< the text cannot be taken apart: what has been made of it is of no use
};

}  // namespace

}  // namespace syntax

std::optional<SyntaxNode> syntax_tree_of(std::string_view text)
{
    if (text.size() > max_text_size) {
        return std::nullopt;
    }
    SyntaxNode root;
    root.kind = SyntaxKind::sequence;
    root.bytes = text;
    root.head = text.substr(0, 0);
    root.trailing = text.substr(text.size());
    syntax::Tapes tapes;
    if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) {
        root.trailing = text;
        return root;
    }
    if (yaml::send_events(text, 0, tapes)) {
        return std::nullopt;
    }
    root.trailing = tapes.all.empty() ? text : root.trailing;  // comments alone
    for (std::size_t d = 0; d < tapes.all.size(); ++d) {
        // a document begins at its `---`, the first one with the text
        const auto begin = d == 0 ? 0 : yaml::line_at(text, tapes.all[d].begin).begin;
        const auto end = d + 1 < tapes.all.size() ? yaml::line_at(text, tapes.all[d + 1].begin).begin : text.size();
        syntax::TreeBuilder builder(text, tapes.all[d]);
        root.children.push_back(builder.document(begin, end));
        if (builder.unclear()) {
            return std::nullopt;
        }
    }
    return root;
}

}  // namespace gas
