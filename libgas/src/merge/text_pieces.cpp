// SPDX-License-Identifier: MIT
#include "text_pieces.hpp"

#include <algorithm>
#include <set>

#include "gas/text/phrases.hpp"

namespace gas::merge {

std::vector<std::string_view> lines_of(std::string_view text)
{
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        lines.push_back(take_line(text));
    }
    return lines;
}

std::string merge_lines(std::string_view base, std::string_view ours, std::string_view theirs)
{
    if (ours == theirs || theirs == base) {
        return std::string(ours);
    }
    if (ours == base) {
        return std::string(theirs);
    }
    const auto base_lines = lines_of(base);
    const auto our_lines = lines_of(ours);
    std::set<std::string_view> known(base_lines.begin(), base_lines.end());
    known.insert(our_lines.begin(), our_lines.end());
    std::string merged(ours);
    for (const auto line : lines_of(theirs)) {
        const bool blank = line.find_first_not_of(" \t\r\n") == std::string_view::npos;
        if (!blank && !known.contains(line)) {
            merged += (merged.empty() || merged.ends_with('\n') ? "" : "\n") + std::string(line);
        }
    }
    return merged;
}

std::string merge_line_end(std::string_view base, std::string_view ours, std::string_view theirs)
{
    if (ours == theirs || theirs == base) {
        return std::string(ours);
    }
    const auto comment = theirs.find('#');
    if (ours == base) {
        return std::string(theirs);
    }
    if (comment == std::string_view::npos || ours.find('#') == std::string_view::npos) {
        return std::string(comment == std::string_view::npos ? ours : theirs);
    }
    auto words = theirs.substr(comment);
    words = words.substr(0, words.find_last_not_of(" \t\r\n") + 1);
    const auto end = ours.find_last_not_of(" \t\r\n") + 1;
    return std::string(ours.substr(0, end)) + "  " + std::string(words) + std::string(ours.substr(end));
}

std::string moved(std::string_view bytes, std::size_t from, std::size_t to, bool first_too)
{
    if (from == to) {
        return std::string(bytes);
    }
    std::string out;
    bool first = true;
    for (const auto line : lines_of(bytes)) {
        const auto indent = std::min(line.find_first_not_of(' '), line.size());
        const bool blank = line.find_first_not_of(" \t\r\n") == std::string_view::npos;
        if (blank || (first && !first_too)) {
            out += line;
        } else if (to > from) {
            out += std::string(to - from, ' ') + std::string(line);
        } else {
            out += line.substr(std::min(indent, from - to));
        }
        first = false;
    }
    return out;
}

std::string with_goal_ids(const SyntaxNode& node, bool rates, const std::map<std::string, std::string>& ids)
{
    if (ids.empty() || node.kind == SyntaxKind::scalar) {
        return std::string(node.bytes);
    }
    std::string text(node.head);
    for (const auto& child : node.children) {
        auto bytes = rates ? std::string(child.node.bytes) : with_goal_ids(child.node, child.key == "levels", ids);
        const auto id = rates ? ids.find(child.key) : ids.end();
        const auto at = id != ids.end() ? child.node.head.find(child.key) : std::string_view::npos;
        text += child.leading;
        text += at == std::string_view::npos ? bytes : bytes.replace(at, child.key.size(), id->second);
    }
    return text + std::string(node.trailing);
}

std::string both_in_whole(std::string_view ours, std::string_view theirs, const ConflictStyle& style)
{
    const auto our_lines = lines_of(ours);
    const auto their_lines = lines_of(theirs);
    const auto shorter = std::min(our_lines.size(), their_lines.size());
    const auto begins_part = [](std::string_view line) {
        const auto at = line.find_first_not_of(' ');
        return at != std::string_view::npos && (at == 0 ? line[at] != '#' && line[at] != '\r' && line[at] != '\n' : line.substr(at).starts_with("- "));
    };
    const auto at_part = [&](const auto& lines, std::size_t i) { return i >= lines.size() || begins_part(lines[i]); };
    std::size_t head = 0;
    while (head < shorter && our_lines[head] == their_lines[head]) {
        ++head;
    }
    while (head > 0 && !(at_part(our_lines, head) && at_part(their_lines, head))) {
        --head;
    }
    std::size_t tail = 0;
    while (tail < shorter - head && our_lines[our_lines.size() - 1 - tail] == their_lines[their_lines.size() - 1 - tail]) {
        ++tail;
    }
    while (tail > 0 && !begins_part(our_lines[our_lines.size() - tail])) {
        --tail;
    }
    const std::string line_end = ours.find("\r\n") != std::string_view::npos ? "\r\n" : "\n";
    std::string text;
    const auto add = [&](const auto& lines, std::size_t begin, std::size_t end) {
        for (auto i = begin; i < end; ++i) {
            text += lines[i];
        }
    };
    const auto mark = [&](char sign, const std::string& label) {
        text += text.empty() || text.ends_with('\n') ? "" : line_end;
        text += std::string(style.marker_size, sign) + label + line_end;
    };
    add(our_lines, 0, head);
    mark('<', " " + style.ours);
    add(our_lines, head, our_lines.size() - tail);
    mark('=', "");
    add(their_lines, head, their_lines.size() - tail);
    mark('>', " " + style.theirs);
    add(our_lines, our_lines.size() - tail, our_lines.size());
    return text;
}

}  // namespace gas::merge
