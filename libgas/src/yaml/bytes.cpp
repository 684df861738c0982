// SPDX-License-Identifier: MIT
#include "bytes.hpp"

#include <cstring>

#include <fmt/format.h>

#include "text/other_files.hpp"

namespace gas::yaml {

namespace {

constexpr std::size_t max_reported = 20;
constexpr char stand_in = 'x';  // a letter means nothing to YAML, wherever it stands

unsigned char byte(std::string_view text, std::size_t i) { return static_cast<unsigned char>(text[i]); }

/// Length of the well-formed UTF-8 sequence at `i` (Unicode 15, table 3-7), 0 where there is none.
std::size_t sequence_length(std::string_view text, std::size_t i)
{
    const unsigned char lead = byte(text, i);
    const auto tail = [&](std::size_t k, unsigned low = 0x80, unsigned high = 0xBF) {
        return i + k < text.size() && byte(text, i + k) >= low && byte(text, i + k) <= high;
    };
    if (lead >= 0xC2 && lead <= 0xDF) {
        return tail(1) ? 2 : 0;
    }
    if (lead >= 0xE0 && lead <= 0xEF) {
        return tail(1, lead == 0xE0 ? 0xA0 : 0x80, lead == 0xED ? 0x9F : 0xBF) && tail(2) ? 3 : 0;
    }
    if (lead >= 0xF0 && lead <= 0xF4) {
        return tail(1, lead == 0xF0 ? 0x90 : 0x80, lead == 0xF4 ? 0x8F : 0xBF) && tail(2) && tail(3) ? 4 : 0;
    }
    return 0;
}

/// Whether all eight bytes are printable ASCII: nearly all of a plan, so nearly all the time is spent here.
bool plain_eight(const char* at)
{
    std::uint64_t word = 0;
    std::memcpy(&word, at, sizeof word);
    constexpr std::uint64_t ones = 0x0101010101010101U;
    constexpr std::uint64_t highs = 0x8080808080808080U;
    const std::uint64_t below_space = (word - ones * 0x20U) & ~word;
    const std::uint64_t deletes = word ^ (ones * 0x7FU);
    const std::uint64_t is_delete = (deletes - ones) & ~deletes;
    return ((word | below_space | is_delete) & highs) == 0;
}

struct Reporter {
    std::vector<Diagnostic>& out;
    std::size_t found = 0;

    void add(Rule rule, std::size_t at, std::size_t length, std::string message, Hint hint)
    {
        if (++found > max_reported) {
            return;
        }
        const auto begin = static_cast<std::uint32_t>(at);
        out.push_back(diagnose(rule, {begin, static_cast<std::uint32_t>(at + length)}, std::move(message), std::move(hint)));
    }
};

std::string control_hint(unsigned char c)
{
    if (c == '\r') {
        return "a line ends with LF or CR LF; save the file with one of them";
    }
    return "remove it; a copy from a word processor or a terminal brings such characters";
}

/// Reports and replaces what stands at `i`; gives the number of bytes looked at.
std::size_t check_one(std::string& text, std::size_t i, Reporter& report)
{
    const unsigned char c = byte(text, i);
    if (c >= 0x80) {
        const auto length = sequence_length(text, i);
        if (length == 0) {
            report.add(Rule::not_utf8, i, 1, fmt::format("byte 0x{:02X} is not UTF-8 text", c),
                       "save the file as UTF-8; a file in Windows-1252 or Latin-1 looks like this");
            text[i] = stand_in;
            return 1;
        }
        const bool c1 = c == 0xC2 && byte(text, i + 1) < 0xA0 && byte(text, i + 1) != 0x85;
        const bool mark = length == 3 && text.compare(i, 3, "\xEF\xBB\xBF") == 0;
        if (c1 || mark) {
            report.add(Rule::control_character, i, length,
                       mark ? "a byte order mark inside the text" : fmt::format("control character U+{:04X}", byte(text, i + 1)),
                       "remove it; it cannot be seen in most editors");
            text.replace(i, length, length, stand_in);
        }
        return length;
    }
    const bool lone_cr = c == '\r' && (i + 1 >= text.size() || text[i + 1] != '\n');
    if ((c < 0x20 && c != '\t' && c != '\n' && c != '\r') || c == 0x7F || lone_cr) {
        report.add(Rule::control_character, i, 1, lone_cr ? "a carriage return without a line feed" : fmt::format("control character 0x{:02X}", c),
                   control_hint(c));
        text[i] = lone_cr ? '\n' : stand_in;
    }
    return 1;
}

bool looks_like_utf16(std::string_view text)
{
    if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) {
        return true;
    }
    // ASCII as UTF-16 without a mark: every other byte is NUL
    return text.size() >= 4 && ((text[0] == 0 && text[2] == 0) || (text[1] == 0 && text[3] == 0)) && text[0] != text[1];
}

}  // namespace

bool check_bytes(std::string& text, std::vector<Diagnostic>& out)
{
    Reporter report{out};
    if (const auto other = other_file(text)) {
        out.push_back(diagnose(Rule::no_plan, {}, fmt::format("this is {}", other->what), std::string(other->cure)));
        return false;
    }
    if (looks_like_utf16(text)) {
        report.add(Rule::not_utf8, 0, 0, "the file is UTF-16, not UTF-8", "save the file as UTF-8");
        return false;
    }
    std::size_t i = 0;
    while (i < text.size()) {
        while (i + 8 <= text.size() && plain_eight(text.data() + i)) {
            i += 8;
        }
        if (i < text.size()) {
            i += check_one(text, i, report);
        }
        if (report.found > max_reported) {
            const auto at = out.back().range;
            out.push_back(diagnose(Rule::not_utf8, at, "the file is no text: too many bytes that no text has", "a plan is a YAML text file in UTF-8"));
            return false;
        }
    }
    return true;
}

std::size_t quoted_end(std::string_view text, std::size_t at)
{
    if (at >= text.size()) {
        return std::string_view::npos;
    }
    const char quote = text[at];
    for (std::size_t i = at + 1; i < text.size(); ++i) {
        if (text[i] == '\\' && quote == '"') {
            ++i;
        } else if (text[i] == quote) {
            if (quote == '\'' && i + 1 < text.size() && text[i + 1] == '\'') {
                ++i;
            } else {
                return i + 1;
            }
        }
    }
    return std::string_view::npos;
}

Line line_at(std::string_view text, std::size_t at)
{
    at = at > text.size() ? text.size() : at;
    const auto before = at == 0 ? std::string_view::npos : text.rfind('\n', at - 1);
    auto end = text.find('\n', at);
    end = end == std::string_view::npos ? text.size() : end;
    const auto begin = before == std::string_view::npos ? 0 : before + 1;
    if (end > begin && text[end - 1] == '\r') {
        --end;
    }
    return {begin, end};
}

std::vector<Edit> quoted_whole(std::string_view text, std::size_t from, std::size_t to)
{
    const auto put = [](std::size_t at, std::string_view what) {
        const auto place = static_cast<std::uint32_t>(at);
        return Edit{{place, place}, std::string(what)};
    };
    std::vector<Edit> edits = {put(from, "\"")};
    for (std::size_t i = from; i < to; ++i) {
        if (text[i] == '"' || text[i] == '\\') {
            if (i == from) {
                edits[0].text += '\\';
            } else {
                edits.push_back(put(i, "\\"));
            }
        }
    }
    edits.push_back(put(to, "\""));
    return edits;
}

bool has_control(std::string_view value)
{
    for (std::size_t i = 0; i < value.size(); ++i) {
        const auto c = static_cast<unsigned char>(value[i]);
        if ((c < 0x20 && c != '\n' && c != '\t') || c == 0x7F) {
            return true;
        }
        if (c == 0xC2 && i + 1 < value.size() && static_cast<unsigned char>(value[i + 1]) < 0xA0) {
            return true;
        }
    }
    return false;
}

bool has_bidi_control(std::string_view value)
{
    for (auto at = value.find('\xE2'); at != std::string_view::npos; at = value.find('\xE2', at + 1)) {
        const auto three = value.substr(at, 3);
        if (three.size() == 3) {
            const auto last = static_cast<unsigned char>(three[2]);
            const bool embedding = three[1] == '\x80' && last >= 0xAA && last <= 0xAE;
            const bool isolate = three[1] == '\x81' && last >= 0xA6 && last <= 0xA9;
            if (embedding || isolate) {
                return true;
            }
        }
    }
    return false;
}

}  // namespace gas::yaml
