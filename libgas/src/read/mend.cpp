// SPDX-License-Identifier: MIT
#include "mend.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "format/scalars.hpp"
#include "reader.hpp"
#include "yaml/block_lines.hpp"

namespace gas::read {

namespace {

bool is_text(const Tape& tape, NodeIndex i) { return tape.nodes[i].kind == NodeKind::scalar; }

/// The key behind the value of `key`.
NodeIndex key_after(const Tape& tape, NodeIndex key) { return tape.nodes[tape.nodes[key].next].next; }

/// Tells of the dashes that are missing in one element of a list, and writes them.
bool mend_element(std::string& text, const Tape& tape, NodeIndex map, std::vector<Diagnostic>& out)
{
    const NodeIndex first = map + 1;
    const NodeIndex end = tape.nodes[map].next;
    NodeIndex last_begin = first;  // of the key that the first element begins with: the last element, too, has it
    for (NodeIndex key = first; key < end; key = key_after(tape, key)) {
        last_begin = is_text(tape, key) && tape.text(tape.nodes[key]) == tape.text(tape.nodes[first]) ? key : last_begin;
    }
    std::set<std::string_view> seen;
    bool mended = false;
    for (NodeIndex key = first; key < end; key = key_after(tape, key)) {
        const auto& node = tape.nodes[key];
        const auto next = key_after(tape, key);
        const bool again = key != first && key <= last_begin && is_text(tape, key) && seen.contains(tape.text(node));
        // one key alone that stands twice is no element of its own
        if (again && next < end && is_text(tape, next) && seen.contains(tape.text(tape.nodes[next]))) {
            const auto line = line_at(text, node.at);
            const auto indent = std::string_view(text).substr(line.begin, node.at - line.begin);
            if (indent.size() >= 2 && indent.find_first_not_of(' ') == npos) {
                out.push_back(diagnose(Rule::key_out_of_line, range_of(node.at, node.at + node.size),
                                       fmt::format("a `-` is missing before \"{}\"", tape.text(node)),
                                       Fix{fmt::format("write `- {}: …`: with it the next element of the list begins", tape.text(node)),
                                           {{range_of(node.at - 2, node.at), "- "}},
                                           true}));
                text[node.at - 2] = '-';
                seen.clear();
                mended = true;
            }
        }
        seen.insert(is_text(tape, key) ? tape.text(node) : std::string_view());
    }
    return mended;
}

/// Whether `word` is a key of what stands under `parent`.
bool belongs_under(std::string_view parent, std::string_view word)
{
    const auto among = [&](const auto& known) { return std::find(known.begin(), known.end(), word) != known.end(); };
    if (parent == "scale") {
        return std::holds_alternative<Level>(read_level(word, false));
    }
    return parent == "levels"    ? !among(known_keys<FormatKey::entry>.names)
           : parent == "scoring" ? among(known_keys<FormatKey::scoring>.names)
                                 : parent == "indicator" && among(known_keys<FormatKey::indicator>.names);
}

/// Where the lines end that go on with what stands at `last`: those further in than the key at `key`, and blank ones between them.
std::size_t end_of_block(std::string_view text, std::size_t last, std::size_t key)
{
    const auto column = key - line_at(text, key).begin;
    auto end = line_at(text, last).end;
    for (auto next = text.find('\n', end); next != npos && next + 1 < text.size();) {
        const auto line = line_at(text, next + 1);
        const auto indent = text.substr(line.begin, line.end - line.begin).find_first_not_of(' ');
        if (indent != npos && indent <= column) {
            break;
        }
        end = indent != npos ? line.end : end;
        next = text.find('\n', line.end);
    }
    return end;
}

/// Edits that move the lines from that of `begin` to that before `end` two columns to the right.
std::vector<Edit> moved_right(std::string_view text, std::size_t begin, std::size_t end)
{
    std::vector<Edit> edits;
    for (auto line = line_at(text, begin); line.begin < end; line = line_at(text, line.end + 1)) {
        if (line.end > line.begin && text[line.begin] != '\r') {
            edits.push_back({range_of(line.begin, line.begin), "  "});
        }
        const auto next = text.find('\n', line.end);
        if (next == npos || next + 1 >= text.size()) {
            break;
        }
        line.end = next;
    }
    return edits;
}

}  // namespace

bool mend_dashes(std::string& text, const Tape& tape, std::vector<Diagnostic>& out)
{
    bool mended = false;
    for (NodeIndex i = 0; i < tape.nodes.size(); ++i) {
        if (tape.nodes[i].kind != NodeKind::sequence) {
            continue;
        }
        for (NodeIndex element = i + 1; element < tape.nodes[i].next; element = tape.nodes[element].next) {
            const auto& node = tape.nodes[element];
            if (node.kind == NodeKind::mapping && node.next > element + 1 && is_text(tape, element + 1) && text[node.at] != '{') {
                mended = mend_element(text, tape, element, out) || mended;
            }
        }
    }
    return mended;
}

bool mend_indents(std::string_view text, Tape& tape, std::vector<Diagnostic>& out)
{
    bool mended = false;
    for (NodeIndex map = 0; map < tape.nodes.size(); ++map) {
        if (tape.nodes[map].kind != NodeKind::mapping || (tape.nodes[map].at < text.size() && text[tape.nodes[map].at] == '{')) {
            continue;
        }
        const NodeIndex end = tape.nodes[map].next;
        for (NodeIndex key = map + 1; key < end; key = key_after(tape, key)) {
            auto& value = tape.nodes[tape.nodes[key].next];
            const auto first = tape.nodes[key].next + 1;
            NodeIndex last = first;
            while (is_text(tape, key) && value.kind == NodeKind::null && last < end && is_text(tape, last) &&
                   belongs_under(tape.text(tape.nodes[key]), tape.text(tape.nodes[last]))) {
                last = key_after(tape, last);
            }
            if (last == first) {
                continue;
            }
            const auto word = tape.text(tape.nodes[key]);
            const auto begin = static_cast<std::size_t>(tape.nodes[first].at);
            const auto behind = last < tape.nodes.size() && last < end ? static_cast<std::size_t>(tape.nodes[last].at) : std::size_t{0};
            const auto stop = behind > 0 ? line_at(text, behind).begin : end_of_block(text, tape.nodes[last - 1].at, begin);
            out.push_back(diagnose(Rule::key_out_of_line, range_of(begin, begin + tape.nodes[first].size),
                                   fmt::format("this line stands level with \"{}\", to which it belongs", word),
                                   Fix{fmt::format("move what belongs to \"{}\" 2 columns to the right", word), moved_right(text, begin, stop), true}));
            value.kind = NodeKind::mapping;
            value.at = tape.nodes[first].at;
            value.next = last;
            mended = true;
        }
    }
    return mended;
}

std::vector<Edit> tabs_as_spaces(std::string_view text, std::size_t width)
{
    std::vector<Edit> edits;
    for (Line line = line_at(text, 0);; line = line_at(text, line.end + 1)) {
        std::size_t column = 0;
        for (auto at = line.begin; at < line.end && std::string_view(" \t-").find(text[at]) != npos; ++at) {
            const auto spaces = text[at] == '\t' ? width - column % width : 1;
            if (text[at] == '\t') {
                edits.push_back({range_of(at, at + 1), std::string(spaces, ' ')});
            }
            column += spaces;
        }
        const auto next = text.find('\n', line.end);
        if (next == npos || next + 1 >= text.size()) {
            return edits;
        }
        line.end = next;
    }
}

}  // namespace gas::read
