// SPDX-License-Identifier: MIT
#include "gas/text/near_names.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <span>
#include <unordered_map>

#include <utf8proc.h>

#include "gas/text/phrases.hpp"

namespace gas {

namespace {

using Points = std::vector<utf8proc_int32_t>;

constexpr std::size_t fewest_letters = 6;  ///< of a word in which a slip is looked for
constexpr std::size_t times_as_often = 5;  ///< the name that was meant
constexpr std::size_t longest_name = 64;

struct SaidCharacter {
    std::string_view bytes;
    std::string_view said;
};
constexpr std::array<SaidCharacter, 4> invisible = {
    {{"\xC2\xAD", "U+00AD"}, {"\xE2\x80\x8B", "U+200B"}, {"\xE2\x81\xA0", "U+2060"}, {"\xEF\xBB\xBF", "U+FEFF"}}};
constexpr std::array<SaidCharacter, 15> odd_blanks = {{{"\xC2\xA0", "U+00A0"},
                                                       {"\xE2\x80\x80", "U+2000"},
                                                       {"\xE2\x80\x81", "U+2001"},
                                                       {"\xE2\x80\x82", "U+2002"},
                                                       {"\xE2\x80\x83", "U+2003"},
                                                       {"\xE2\x80\x84", "U+2004"},
                                                       {"\xE2\x80\x85", "U+2005"},
                                                       {"\xE2\x80\x86", "U+2006"},
                                                       {"\xE2\x80\x87", "U+2007"},
                                                       {"\xE2\x80\x88", "U+2008"},
                                                       {"\xE2\x80\x89", "U+2009"},
                                                       {"\xE2\x80\x8A", "U+200A"},
                                                       {"\xE2\x80\xAF", "U+202F"},
                                                       {"\xE2\x81\x9F", "U+205F"},
                                                       {"\xE3\x80\x80", "U+3000"}}};

std::string_view first_in(std::string_view name, std::span<const SaidCharacter> characters)
{
    if (all_ascii(name)) {
        return "";
    }
    const auto found = std::find_if(characters.begin(), characters.end(), [&](const auto& one) { return name.find(one.bytes) != std::string_view::npos; });
    return found == characters.end() ? "" : found->said;
}

std::string with_instead(std::string_view name, std::span<const SaidCharacter> characters, std::string_view instead)
{
    std::string other(name);
    for (const auto& one : characters) {
        for (auto at = other.find(one.bytes); at != std::string::npos; at = other.find(one.bytes, at)) {
            other.replace(at, one.bytes.size(), instead);
        }
    }
    return other;
}

/// `text` as utf8proc's options have it; as it is, where it is not UTF-8.
std::string mapped(std::string_view text, int options)
{
    utf8proc_uint8_t* made = nullptr;
    const auto size = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()), static_cast<utf8proc_ssize_t>(text.size()), &made,
                                   static_cast<utf8proc_option_t>(options));
    std::string out = size < 0 ? std::string(text) : std::string(reinterpret_cast<const char*>(made), static_cast<std::size_t>(size));
    std::free(made);
    return out;
}

/// One case, and no compatibility forms.
std::string in_one_case(std::string_view name)
{
    if (!all_ascii(name)) {
        return mapped(name, UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD);
    }
    std::string lower(name);
    std::transform(lower.begin(), lower.end(), lower.begin(), small_letter);
    return lower;
}

Points points_of(std::string_view text)
{
    Points points;
    const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
    for (std::size_t i = 0; i < text.size();) {
        utf8proc_int32_t point = 0;
        const auto n = utf8proc_iterate(bytes + i, static_cast<utf8proc_ssize_t>(text.size() - i), &point);
        points.push_back(n > 0 ? point : bytes[i]);
        i += n > 0 ? static_cast<std::size_t>(n) : 1;
    }
    return points;
}

bool is_dash(utf8proc_int32_t point) { return point == 0x2212 || utf8proc_category(point) == UTF8PROC_CATEGORY_PD; }

/// Every dash as a hyphen, and the digits of other scripts as ours: what is looked at byte by byte then.
std::string with_plain_signs(std::string_view name)
{
    std::string out;
    for (const auto point : points_of(name)) {
        utf8proc_uint8_t bytes[4];
        const auto zero = point >= 0x660 && point <= 0x669 ? 0x660 : point >= 0x6F0 && point <= 0x6F9 ? 0x6F0 : point >= 0x966 && point <= 0x96F ? 0x966 : 0;
        const auto plain = is_dash(point) ? '-' : utf8proc_category(point) == UTF8PROC_CATEGORY_ZS ? ' ' : zero != 0 ? '0' + point - zero : point;
        out.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(utf8proc_encode_char(plain, bytes)));
    }
    return out;
}

bool parts(char c) { return c == ' ' || c == '\t' || c == '-'; }

/// Whether what comes is the first digit of a whole number rather than of a fraction.
bool begins_number(std::string_view before)
{
    const auto n = before.size();
    const bool fraction = n >= 2 && (before[n - 1] == '.' || before[n - 1] == ',') && is_digit(before[n - 2]);
    return (n == 0 || !is_digit(before[n - 1])) && !fraction;
}

bool is_letter(utf8proc_int32_t point)
{
    const auto category = utf8proc_category(point);
    return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_ME;
}

/// Letters of the word that `at` is in; 0 where no letter is there.
std::size_t letters_round(const Points& name, std::size_t at)
{
    if (at >= name.size() || !is_letter(name[at])) {
        return 0;
    }
    auto begin = at;
    while (begin > 0 && is_letter(name[begin - 1])) {
        --begin;
    }
    auto end = at;
    while (end < name.size() && is_letter(name[end])) {
        ++end;
    }
    return end - begin;
}

/// Whether `longer` is `shorter` with one letter more, at `at`, where they part.
bool one_more(const Points& longer, const Points& shorter, std::size_t at)
{
    const auto rest = static_cast<std::ptrdiff_t>(at);
    return std::equal(longer.begin() + rest + 1, longer.end(), shorter.begin() + rest, shorter.end()) && letters_round(longer, at) > fewest_letters;
}

bool one_slip_apart(const Points& a, const Points& b)
{
    const auto at = static_cast<std::size_t>(std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first - a.begin());
    if (a.size() == b.size() + 1) {
        return one_more(a, b, at);
    }
    if (b.size() == a.size() + 1) {
        return one_more(b, a, at);
    }
    if (a.size() != b.size() || at == a.size() || letters_round(a, at) < fewest_letters || letters_round(b, at) < fewest_letters) {
        return false;
    }
    const auto rest = static_cast<std::ptrdiff_t>(at);
    if (std::equal(a.begin() + rest + 1, a.end(), b.begin() + rest + 1)) {
        return true;
    }
    return at + 1 < a.size() && a[at] == b[at + 1] && a[at + 1] == b[at] && is_letter(a[at + 1]) &&
           std::equal(a.begin() + rest + 2, a.end(), b.begin() + rest + 2);
}

/// Calls `take(hash)` for a name and for it with each one letter left out: two names one slip apart share one of them.
template <typename Take>
void for_each_shorter(const Points& name, Take take)
{
    constexpr std::uint64_t base = 0x100000001B3;  // a polynomial over the points, modulo 2^64: any will do, for what is found is looked at
    std::vector<std::uint64_t> before{0};
    std::vector<std::uint64_t> powers{1};
    for (const auto point : name) {
        before.push_back(before.back() * base + static_cast<std::uint64_t>(point) + 1);
        powers.push_back(powers.back() * base);
    }
    take(before.back());
    for (std::size_t i = 0; i < name.size(); ++i) {
        const auto power = powers[name.size() - i - 1];
        take(before[i] * power + before.back() - before[i + 1] * power);
    }
}

}  // namespace

std::string_view invisible_in(std::string_view name) { return first_in(name, invisible); }

std::string without_invisible(std::string_view name) { return with_instead(name, invisible, ""); }

std::string_view odd_blank_in(std::string_view name) { return first_in(name, odd_blanks); }

std::string with_plain_blanks(std::string_view name) { return with_instead(name, odd_blanks, " "); }

OddCharacter odd_character_at(std::string_view text, std::size_t at)
{
    if (at >= text.size() || static_cast<unsigned char>(text[at]) < 0x80) {
        return {};
    }
    const auto here = text.substr(at, 3);
    const auto stands_here = [&](const SaidCharacter& one) { return here.starts_with(one.bytes); };
    if (const auto blank = std::find_if(odd_blanks.begin(), odd_blanks.end(), stands_here); blank != odd_blanks.end()) {
        return {blank->bytes.size(), true, blank->said};
    }
    const auto unseen = std::find_if(invisible.begin(), invisible.end(), stands_here);
    return unseen == invisible.end() ? OddCharacter{} : OddCharacter{unseen->bytes.size(), false, unseen->said};
}

bool has_odd_characters(std::string_view text)
{
    if (all_ascii(text)) {  // as most plans are, and soon seen
        return false;
    }
    return std::any_of(text.begin(), text.end(), [&](const char& c) {
        return static_cast<unsigned char>(c) >= 0x80 && odd_character_at(text, static_cast<std::size_t>(&c - text.data())).size > 0;
    });
}

std::string without_odd_blanks(std::string_view name) { return with_instead(name, odd_blanks, ""); }

std::string composed_name(std::string_view name) { return all_ascii(name) ? std::string(name) : mapped(name, UTF8PROC_STABLE | UTF8PROC_COMPOSE); }

std::optional<std::string> recomposed(std::string_view name)
{
    if (all_ascii(name)) {
        return std::nullopt;
    }
    auto composed = mapped(name, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
    return composed == name ? std::nullopt : std::optional(std::move(composed));
}

std::string folded_name(std::string_view name)
{
    auto text = in_one_case(name);
    text = all_ascii(text) ? std::move(text) : with_plain_signs(text);
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        if (text[i] == '0' && i + 1 < text.size() && is_digit(text[i + 1]) && begins_number(out)) {
            ++i;
        } else if (!parts(text[i])) {
            out += text[i++];
        } else {
            const auto begin = i;
            while (i < text.size() && parts(text[i])) {
                ++i;
            }
            const auto between = std::string_view(text).substr(begin, i - begin);
            const bool tells_apart = out.empty() ? between.back() == '-' : is_digit(out.back());
            if (tells_apart && i < text.size() && is_digit(text[i])) {
                out += between.find('-') == std::string_view::npos ? ' ' : '-';
            } else if (!out.empty() && i == text.size() && between.back() == '-') {
                out += '-';  // a grade such as "4-" or "A-"
            }
        }
    }
    const auto point = out.find_last_not_of('0');
    if (point != std::string::npos && point + 1 < out.size() && point > 0 && out[point] == '.' && is_digit(out[point - 1])) {
        out.resize(point);
    }
    return out.empty() ? text : out;
}

bool only_parted(std::string_view a, std::string_view b)
{
    const auto without_parting = [](std::string_view name) {
        auto text = with_plain_signs(composed_name(name));
        std::erase_if(text, parts);
        return text;
    };
    return without_parting(a) == without_parting(b);
}

bool one_slip(std::string_view a, std::string_view b) { return one_slip_apart(points_of(in_one_case(a)), points_of(in_one_case(b))); }

std::vector<NameSlip> name_slips(std::span<const NameCount> names)
{
    std::unordered_map<std::uint64_t, std::size_t> often;  // by hash: the most frequent name
    std::vector<Points> points;
    for (std::size_t i = 0; i < names.size(); ++i) {
        auto& letters = points.emplace_back(names[i].name.size() <= 4 * longest_name ? points_of(in_one_case(names[i].name)) : Points());
        if (letters.size() > longest_name) {
            letters.clear();
        }
        if (names[i].count >= times_as_often) {
            for_each_shorter(letters, [&](std::uint64_t hash) {
                auto& best = often.try_emplace(hash, i).first->second;
                best = names[best].count < names[i].count ? i : best;
            });
        }
    }
    std::vector<NameSlip> slips;
    for (std::size_t i = 0; i < names.size() && !often.empty(); ++i) {
        std::size_t meant = names.size();
        for_each_shorter(points[i], [&](std::uint64_t hash) {
            const auto found = often.find(hash);
            if (found == often.end() || names[i].count > names[found->second].count / times_as_often || !one_slip_apart(points[i], points[found->second])) {
                return;
            }
            meant = meant == names.size() || names[meant].count < names[found->second].count ? found->second : meant;
        });
        if (meant != names.size()) {
            slips.push_back({i, meant});
        }
    }
    return slips;
}

}  // namespace gas
