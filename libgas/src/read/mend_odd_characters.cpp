// SPDX-License-Identifier: MIT
#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "format/scalars.hpp"
#include "gas/text/near_names.hpp"
#include "gas/text/phrases.hpp"
#include "mend.hpp"
#include "yaml/block_lines.hpp"

namespace gas::read {

namespace {

using namespace yaml;

std::string article_and_name(const OddCharacter& odd)
{
    return fmt::format("{} {}", odd.said == "U+00A0" ? "a no-break space" : odd.is_blank ? "a blank" : "an unseen character", odd.said);
}

/// A line's indentation as it is, dashes of a list among it, and as it should be.
struct Indent {
    std::size_t end = 0;  ///< where the content begins
    std::string mended{};
    std::vector<Edit> edits{};
    OddCharacter first{};  ///< of the odd characters
};

/// `blanks`: a blank becomes a space, else it goes as what nobody sees does.
Indent indent_of(std::string_view text, Line line, bool blanks)
{
    Indent indent{line.begin};
    const auto separates = [&](std::size_t at) { return at < line.end && (text[at] == ' ' || odd_character_at(text, at).is_blank); };
    while (indent.end < line.end) {
        const auto at = indent.end;
        const auto odd = odd_character_at(text, at);
        if (odd.size == 0 && text[at] != ' ' && (text[at] != '-' || !separates(at + 1))) {
            break;
        }
        const bool behind_dash = indent.mended.ends_with('-');
        const std::string_view instead = odd.size == 0 ? text.substr(at, 1) : odd.is_blank && (blanks || behind_dash) ? " " : "";
        indent.mended += instead;
        indent.end += std::max<std::size_t>(odd.size, 1);
        if (odd.size > 0) {
            indent.edits.push_back({range_of(at, at + odd.size), std::string(instead)});
            indent.first = indent.first.size == 0 ? odd : indent.first;
        }
    }
    return indent;
}

/// Whether the key above stands at `column` and has a value, so that a line further in could not belong to it.
bool is_level_with_above(std::string_view text, Line line, std::size_t column)
{
    const auto above = content_line_before(text, line);
    const auto parts = above ? take_apart(text, *above) : Parts();
    return !parts.key.empty() && !parts.value.empty() && parts.indent == column;
}

/// Mends the indentation of one line; where its content then begins. `lost`: bytes by which it moved to the left.
std::size_t mend_indent(std::string& text, Line line, std::size_t& lost, std::vector<Diagnostic>& out)
{
    auto indent = indent_of(text, line, true);
    if (indent.edits.empty() || indent.end >= line.end) {
        return indent.end;
    }
    bool takes_out = !indent.first.is_blank;
    if (auto without = indent_of(text, line, false); without.mended != indent.mended && is_level_with_above(text, line, without.mended.size())) {
        indent = std::move(without);
        takes_out = true;
    }
    lost = indent.end - line.begin - indent.mended.size();
    text.replace(line.begin, line.end - line.begin, indent.mended + text.substr(indent.end, line.end - indent.end) + std::string(lost, ' '));
    const auto place = indent.edits.front().range;
    std::string words = !takes_out ? "indent with spaces; YAML takes no others there" : indent.edits.size() == 1 ? "take it out" : "take them out";
    out.push_back(diagnose(Rule::tab_indentation, place, fmt::format("{} in the indentation", article_and_name(indent.first)),
                           Fix{std::move(words), std::move(indent.edits), true}));
    return indent.end - lost;
}

/// Puts spaces in the place of the odd characters that begin at `at`, up to `end`; where they end.
std::size_t blank_out(std::string& text, std::size_t at, std::size_t end)
{
    while (at < end) {
        const auto size = odd_character_at(text, at).size;
        if (size == 0) {
            break;
        }
        text.replace(at, size, size, ' ');
        at += size;
    }
    return at;
}

/// Where the odd characters that begin at `at` end.
std::size_t end_of_odd(std::string_view text, std::size_t at)
{
    while (odd_character_at(text, at).size > 0) {
        at += odd_character_at(text, at).size;
    }
    return at;
}

/// Tells what stands behind the colon of `key` and puts spaces there; `lost` as mend_indent() has it.
void mend_behind_colon(std::string& text, Range key, std::size_t colon, std::size_t lost, std::vector<Diagnostic>& out)
{
    const auto odd = odd_character_at(text, colon + 1);
    const auto end = end_of_odd(text, colon + 1);
    const auto name = std::string_view(text).substr(key.begin, key.end - key.begin);
    const auto first = name.find_first_not_of(' ');
    const auto of =
        first == npos ? std::string("this colon") : "the colon of " + format::quoted_token(name.substr(first, name.find_last_not_of(' ') + 1 - first));
    const auto place = range_of(colon + 1 + lost, end + lost);  // as the user's text has it
    out.push_back(
        diagnose(Rule::missing_colon, place, fmt::format("behind {} stands {}", of, article_and_name(odd)), Fix{"write a space there", {{place, " "}}, true}));
    blank_out(text, colon + 1, end);
}

/// Mends what stands behind the colon of a line's key, and between a colon in braces and a further bracket: `{levels: {`. The other keys in braces are
/// found when they are read. One way through the line: a long one has many colons.
void mend_colons(std::string& text, Line content, std::size_t lost, std::size_t most, std::vector<Diagnostic>& out)
{
    const auto line = std::string_view(text).substr(0, content.end);  // a search beyond would look at the rest of the text for each line
    auto begin = content.begin;                                       // of the word
    auto full = npos;                                                 // the last that is no space
    auto entry = npos;                                                // what the word stands behind
    for (auto at = content.begin; at < line.size() && out.size() < most; ++at) {
        const bool splits = std::string_view(" \"'#{[,").find(line[at]) != npos;
        full = line[at] == ' ' ? full : at;
        entry = splits ? full : entry;
        begin = splits ? at + 1 : begin;
        if (line[at] != ':' || odd_character_at(line, at + 1).size == 0) {
            continue;
        }
        const auto behind = end_of_odd(line, at + 1);
        const bool in_braces =
            entry != npos && (line[entry] == '{' || line[entry] == ',') && behind < line.size() && (line[behind] == '{' || line[behind] == '[');
        if (begin == content.begin || in_braces) {
            mend_behind_colon(text, range_of(begin, at), at, lost, out);
        }
    }
}

/// Mends what stands round `word`, and tells of it by the rule that found the word wrong.
bool mend_round(std::string& text, Range word, Rule rule, std::vector<Diagnostic>& out)
{
    auto begin = static_cast<std::size_t>(word.begin);
    std::size_t last = word.end;  // where the odd ones at the end begin
    while (begin < word.end && odd_character_at(text, begin).size > 0) {
        begin += odd_character_at(text, begin).size;
    }
    for (auto at = begin; at < word.end;) {
        const auto size = odd_character_at(text, at).size;
        last = size == 0 ? word.end : std::min<std::size_t>(last, at);
        at += std::max<std::size_t>(size, 1);
    }
    const auto before = std::string_view(text).substr(0, word.begin).find_last_not_of(" -");
    const bool indents = begin > word.begin && (before == npos || text[before] == '\n');  // which is mend_odd_indents()'s
    if (begin >= word.end || indents || (begin == word.begin && last == word.end)) {
        return false;
    }
    const auto named = format::quoted_token(std::string_view(text).substr(begin, last - begin));
    const auto tell = [&](std::string_view where, std::size_t from, std::size_t to) {
        const auto place = range_of(from, to);
        const auto odd = odd_character_at(text, from);
        out.push_back(diagnose(rule, place, fmt::format("{} {} stands {}", where, named, article_and_name(odd)),
                               Fix{to - from == odd.size ? "take it out" : "take them out", {{place, ""}}, true}));
        blank_out(text, from, to);
    };
    if (begin > word.begin) {
        tell("before", word.begin, begin);
    }
    if (last < word.end) {
        tell("behind", last, word.end);
    }
    return true;
}

/// Mends what stands between the sign that `word` begins with and its digits: the sign moves up to them. Where the word then stands.
Range mend_behind_sign(std::string& text, Range word, Rule rule, std::vector<Diagnostic>& out)
{
    const auto at = static_cast<std::size_t>(word.begin);
    const auto behind = at < word.end && (text[at] == '-' || text[at] == '+') ? end_of_odd(text, at + 1) : 0;
    if ((rule != Rule::not_a_level && rule != Rule::not_a_number) || behind <= at + 1 || behind >= word.end) {
        return word;
    }
    const auto place = range_of(at + 1, behind);
    const auto odd = odd_character_at(text, at + 1);
    const char sign = std::exchange(text[at], ' ');
    blank_out(text, at + 1, behind);
    text[behind - 1] = sign;
    auto digits = behind;
    while (digits < word.end && (is_digit(text[digits]) || text[digits] == '.')) {
        ++digits;
    }
    const auto named = format::quoted_token(std::string_view(text).substr(behind - 1, digits - behind + 1));
    out.push_back(diagnose(rule, place, fmt::format("behind the sign of {} stands {}", named, article_and_name(odd)),
                           Fix{behind - at - 1 == odd.size ? "take it out" : "take them out", {{place, ""}}, true}));
    return range_of(behind - 1, word.end);
}

}  // namespace

bool mend_odd_indents(std::string& text, std::vector<Shift>& shifts, std::vector<Diagnostic>& out)
{
    constexpr std::size_t most = 100;
    for (Line line = line_at(text, 0); out.size() < most; line = line_at(text, line.end + 1)) {
        std::size_t lost = 0;
        const auto at = mend_indent(text, line, lost, out);
        if (lost > 0) {
            shifts.push_back({line.begin, line.end, lost});
        }
        mend_colons(text, {at, line.end}, lost, most, out);
        const auto next = text.find('\n', line.end);
        if (next == std::string::npos || next + 1 >= text.size()) {
            break;
        }
        line.end = next;
    }
    return !out.empty();
}

bool mend_odd_ends(std::string& text, std::span<const Diagnostic> found, std::vector<Diagnostic>& out)
{
    const auto told = out.size();
    for (const auto& wrong : found) {
        if (wrong.rule == Rule::missing_colon) {
            const auto shown = std::string_view(text).substr(0, wrong.range.end);
            const auto colon = shown.find_first_of(":\n", std::min<std::size_t>(wrong.range.begin, shown.size()));
            if (colon != npos && text[colon] == ':' && odd_character_at(text, colon + 1).size > 0) {
                const auto key = range_of(wrong.range.begin < colon ? wrong.range.begin : text.find_last_of("{[, \n", colon) + 1, colon);
                mend_round(text, key, Rule::unknown_key, out);
                mend_behind_colon(text, key, colon, 0, out);
            }
        } else if (wrong.range.end <= text.size()) {
            mend_round(text, mend_behind_sign(text, wrong.range, wrong.rule, out), wrong.rule, out);
        }
    }
    return out.size() > told;
}

}  // namespace gas::read
