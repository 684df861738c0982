// SPDX-License-Identifier: MIT
#include "gas/text/unified_diff.hpp"

#include <algorithm>
#include <cstddef>
#include <span>
#include <utility>
#include <vector>

#include "gas/text/phrases.hpp"

namespace gas {

namespace {

using Lines = std::span<const std::string_view>;

/// Lines of both texts that differ: `before[old_begin, old_end)` became `after[new_begin, new_end)`.
struct ChangedLines {
    std::size_t old_begin, old_end, new_begin, new_end;
};

/// A line of each text, from 0.
using LinePair = std::pair<std::size_t, std::size_t>;

std::vector<std::string_view> lines_of(std::string_view text)
{
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        lines.push_back(take_line(text));
    }
    return lines;
}

/// How far `before` and `after` can be followed with the fewest changes: reached[d][k + d] is the furthest line of `before` that d changes reach where the
/// two are k lines apart. The last d is that of all. Empty where it would be more than `most`.
std::vector<std::vector<std::ptrdiff_t>> furthest_reached(Lines before, Lines after, std::ptrdiff_t most)
{
    std::vector<std::vector<std::ptrdiff_t>> reached;
    const auto old_size = std::ssize(before);
    const auto new_size = std::ssize(after);
    for (std::ptrdiff_t d = 0; d <= most; ++d) {
        auto& now = reached.emplace_back(static_cast<std::size_t>(2 * d + 1));
        const auto was = [&](std::ptrdiff_t k) { return reached[static_cast<std::size_t>(d - 1)][static_cast<std::size_t>(k + d - 1)]; };
        for (std::ptrdiff_t k = -d; k <= d; k += 2) {
            const bool adds = k == -d || (k != d && was(k - 1) < was(k + 1));
            auto x = d == 0 ? 0 : adds ? was(k + 1) : was(k - 1) + 1;
            while (x < old_size && x - k < new_size && before[static_cast<std::size_t>(x)] == after[static_cast<std::size_t>(x - k)]) {
                ++x;
            }
            now[static_cast<std::size_t>(k + d)] = x;
            if (x >= old_size && x - k >= new_size) {
                return reached;
            }
        }
    }
    return {};
}

/// The lines that stay, in order: a longest common subsequence. E. W. Myers, An O(ND) difference algorithm and its variations, Algorithmica 1 (1986) 251-266.
std::vector<LinePair> lines_that_stay(Lines before, Lines after)
{
    constexpr std::ptrdiff_t most = 1000;
    std::vector<LinePair> stay;
    const auto reached = furthest_reached(before, after, most);
    auto x = std::ssize(before);
    auto y = std::ssize(after);
    for (auto d = std::ssize(reached) - 1; d >= 0 && (x > 0 || y > 0); --d) {
        std::ptrdiff_t old_x = 0;
        std::ptrdiff_t old_y = 0;
        if (d > 0) {
            const auto was = [&](std::ptrdiff_t k) { return reached[static_cast<std::size_t>(d - 1)][static_cast<std::size_t>(k + d - 1)]; };
            const auto k = x - y;
            const auto from = k == -d || (k != d && was(k - 1) < was(k + 1)) ? k + 1 : k - 1;
            old_x = was(from);
            old_y = old_x - from;
        }
        while (x > old_x && y > old_y) {
            stay.emplace_back(--x, --y);
        }
        x = old_x;
        y = old_y;
    }
    std::reverse(stay.begin(), stay.end());
    return stay;
}

std::vector<ChangedLines> changed_lines(Lines before, Lines after)
{
    const auto [old_same, new_same] = std::mismatch(before.begin(), before.end(), after.begin(), after.end());
    const auto head = static_cast<std::size_t>(old_same - before.begin());
    const auto old_rest = before.subspan(head);
    const auto new_rest = after.subspan(head);
    const auto end = std::mismatch(old_rest.rbegin(), old_rest.rend(), new_rest.rbegin(), new_rest.rend());
    const auto tail = static_cast<std::size_t>(end.first - old_rest.rbegin());
    auto stay = lines_that_stay(old_rest.first(old_rest.size() - tail), new_rest.first(new_rest.size() - tail));
    stay.emplace_back(old_rest.size() - tail, new_rest.size() - tail);
    std::vector<ChangedLines> changes;
    LinePair next{0, 0};
    for (const auto& [old_line, new_line] : stay) {
        if (old_line > next.first || new_line > next.second) {
            changes.push_back({head + next.first, head + old_line, head + next.second, head + new_line});
        }
        next = {old_line + 1, new_line + 1};
    }
    return changes;
}

void write_lines(std::string& out, char sign, Lines lines)
{
    for (const auto line : lines) {
        out.append(1, sign).append(line);
        if (!line.ends_with('\n')) {
            out += "\n\\ No newline at end of file\n";
        }
    }
}

/// "12,5": where lines begin and how many they are; of none, the line before them.
std::string lines_named(std::size_t begin, std::size_t end)
{
    const auto first = std::to_string(begin == end ? begin : begin + 1);
    return end - begin == 1 ? first : first + ',' + std::to_string(end - begin);
}

/// Writes changes that lie close together, with what stays before, between and behind them.
void write_hunk(std::string& out, std::span<const ChangedLines> changes, Lines before, Lines after, std::size_t context)
{
    const auto lead = std::min(context, changes.front().old_begin);
    const auto trail = std::min(context, before.size() - changes.back().old_end);
    out += "@@ -" + lines_named(changes.front().old_begin - lead, changes.back().old_end + trail) + " +" +
           lines_named(changes.front().new_begin - lead, changes.back().new_end + trail) + " @@\n";
    auto done = changes.front().old_begin - lead;
    for (const auto& change : changes) {
        write_lines(out, ' ', before.subspan(done, change.old_begin - done));
        write_lines(out, '-', before.subspan(change.old_begin, change.old_end - change.old_begin));
        write_lines(out, '+', after.subspan(change.new_begin, change.new_end - change.new_begin));
        done = change.old_end;
    }
    write_lines(out, ' ', before.subspan(done, trail));
}

}  // namespace

std::string unified_diff(std::string_view before, std::string_view after, std::string_view name)
{
    constexpr std::size_t context = 3;
    const auto old_lines = lines_of(before);
    const auto new_lines = lines_of(after);
    const auto changes = changed_lines(old_lines, new_lines);
    if (changes.empty()) {
        return "";
    }
    // as git writes a name with a blank, which patch would end there
    const auto named = std::string(name) + (name.find(' ') != std::string_view::npos ? "\t\n" : "\n");
    auto out = "--- " + named + "+++ " + named;
    for (std::size_t begin = 0, end = 0; begin < changes.size(); begin = end) {
        for (end = begin + 1; end < changes.size() && changes[end].old_begin - changes[end - 1].old_end <= 2 * context;) {
            ++end;
        }
        write_hunk(out, std::span(changes).subspan(begin, end - begin), old_lines, new_lines, context);
    }
    return out;
}

}  // namespace gas
