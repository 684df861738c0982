// SPDX-License-Identifier: MIT
#include "meant_words.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <utf8proc.h>

#include "gas/text/phrases.hpp"
#include "gas/text/suggest.hpp"

namespace gas::format {

namespace {

/// A word in lower case, its parts joined by single hyphens, and what the format says for it.
struct Said {
    std::string_view said;
    std::string_view meant;
};
constexpr Said other_words[] = {
    // roles
    {"parent", "caregiver"},
    {"mother", "caregiver"},
    {"father", "caregiver"},
    {"carer", "caregiver"},
    {"family", "caregiver"},
    {"relative", "caregiver"},
    {"spouse", "caregiver"},
    {"partner", "caregiver"},
    {"guardian", "caregiver"},
    {"proxy", "caregiver"},
    {"client", "patient"},
    {"self", "patient"},
    {"participant", "patient"},
    {"service-user", "patient"},
    {"therapist", "practitioner"},
    {"clinician", "practitioner"},
    {"physician", "practitioner"},
    {"doctor", "practitioner"},
    {"nurse", "practitioner"},
    {"team", "practitioner"},
    {"physiotherapist", "practitioner"},
    {"physio", "practitioner"},
    {"pt", "practitioner"},
    {"ot", "practitioner"},
    {"slt", "practitioner"},
    {"psychologist", "practitioner"},
    {"teacher", "caregiver"},
    {"blinded", "independent"},
    {"external", "independent"},
    // states of a goal
    {"done", "achieved"},
    {"met", "achieved"},
    {"reached", "achieved"},
    {"completed", "achieved"},
    {"stopped", "discontinued"},
    {"dropped", "discontinued"},
    {"cancelled", "discontinued"},
    {"abandoned", "discontinued"},
    {"replaced", "revised"},
    {"changed", "revised"},
    {"open", "active"},
    {"current", "active"},
    {"ongoing", "active"},
    {"in-progress", "active"},
    // better
    {"up", "higher"},
    {"more", "higher"},
    {"high", "higher"},
    {"increase", "higher"},
    {"down", "lower"},
    {"less", "lower"},
    {"low", "lower"},
    {"decrease", "lower"},
    // weighting
    {"none", "equal"},
    {"unweighted", "equal"},
    // ratings: GAS-light (Turner-Stokes), LOINC LL6900-6 with its codes
    {"a-lot-more", "much-more"},
    {"much-better", "much-more"},
    {"a-little-more", "more"},
    {"a-little-better", "more"},
    {"expected", "as-expected"},
    {"expected-level", "as-expected"},
    {"partial", "partly"},
    {"partially", "partly"},
    {"partially-achieved", "partly"},
    {"partly-achieved", "partly"},
    {"unchanged", "no-change"},
    {"got-worse", "worse"},
    {"much-better-than-expected", "+2"},
    {"better-than-expected", "+1"},
    {"expected-outcome", "0"},
    {"less-than-expected", "-1"},
    {"much-less-than-expected", "-2"},
    {"la34479-8", "+2"},
    {"la34480-6", "+1"},
    {"la34481-4", "0"},
    {"la34483-0", "-1"},
    {"la34484-8", "-2"},
    {"na", "not-applicable"},
    {"n/a", "not-applicable"},
    {"not-rated", "not-applicable"},
    {"not-assessed", "not-applicable"},
    {"not-done", "not-applicable"},
    {"missing", "not-applicable"},
};

constexpr std::array<std::string_view, 12> ratings = {"much-more", "more", "as-expected", "partly", "no-change", "worse",
                                                      "+2",        "+1",   "0",           "-1",     "-2",        recorded_not_applicable};

std::string folded(std::string_view text)
{
    std::string out;
    for (const char c : text) {
        if (c == ' ' || c == '_' || c == '-') {
            if (!out.empty() && out.back() != '-') {
                out += '-';
            }
        } else {
            out += small_letter(c);
        }
    }
    while (!out.empty() && (out.back() == '-' || out.back() == '.' || out.back() == '!')) {
        out.pop_back();
    }
    return out;
}

}  // namespace

std::string_view word_meant(std::string_view text, std::span<const std::string_view> known)
{
    const auto word = folded(text.substr(0, 65));
    const auto has = [&](std::string_view meant) { return std::find(known.begin(), known.end(), meant) != known.end(); };
    if (has(word)) {
        return *std::find(known.begin(), known.end(), word);
    }
    for (const auto& [said, meant] : other_words) {
        if (said == word && has(meant)) {
            return meant;
        }
    }
    std::vector<std::string_view> letters;  // +1 is no slip of the pen for ab
    std::copy_if(known.begin(), known.end(), std::back_inserter(letters), [](std::string_view k) { return k.size() > 2; });
    return nearest(word, letters);
}

bool is_vague_rating(std::string_view text)
{
    const auto word = folded(text.substr(0, 65));
    return word == "achieved" || word == "better" || word == "met" || word == "improved";
}

bool may_be_unrated(std::string_view text)
{
    const auto word = folded(text.substr(0, 65));
    return std::any_of(std::begin(other_words), std::end(other_words),
                       [&](const Said& said) { return said.said == word && said.meant == recorded_not_applicable; });
}

bool is_number_in_words(std::string_view text)
{
    constexpr std::string_view numbers[] = {"zero", "one", "two", "three", "four", "five"};
    const auto word = folded(text.substr(0, 65));
    return std::find(std::begin(numbers), std::end(numbers), std::string_view(word).substr(word.rfind('-') + 1)) != std::end(numbers);
}

ReadError no_rating_word(std::string_view text)
{
    auto message = fmt::format("{} is not a level or a rating word", quoted_token(text));
    if (is_vague_rating(text)) {
        return {Rule::not_a_level, std::move(message), "say how far: as-expected is 0, more is +1, much-more is +2, partly is below 0"};
    }
    if (const auto meant = word_meant(text, ratings); !meant.empty()) {
        return offering(Rule::not_a_level, std::move(message), "did you mean \"", std::string(meant), "\"?");
    }
    return {Rule::not_a_level, std::move(message),
            fmt::format("write a level, or {}; where the goal could not be rated, {}", fmt::join(words<RatingWord>(), ", "), recorded_not_applicable)};
}

std::string as_id(std::string_view text)
{
    constexpr std::pair<std::string_view, std::string_view> spelled[] = {
        {"\xC3\xA4", "ae"}, {"\xC3\xB6", "oe"}, {"\xC3\xBC", "ue"}, {"\xC3\x84", "ae"}, {"\xC3\x96", "oe"}, {"\xC3\x9C", "ue"}, {"\xC3\x9F", "ss"},
        {"\xC3\xB8", "oe"}, {"\xC3\x98", "oe"}, {"\xC3\xA6", "ae"}, {"\xC3\x86", "ae"}, {"\xC3\xA5", "aa"}, {"\xC3\x85", "aa"}, {"\xC5\x82", "l"}};
    std::string spelt(text);
    for (const auto& [letter, instead] : spelled) {
        for (auto at = spelt.find(letter); at != std::string::npos; at = spelt.find(letter, at)) {
            spelt.replace(at, letter.size(), instead);
        }
    }
    utf8proc_uint8_t* mapped = nullptr;
    const auto size = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(spelt.data()), static_cast<utf8proc_ssize_t>(spelt.size()), &mapped,
                                   static_cast<utf8proc_option_t>(UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_STRIPMARK));
    const std::string plain = size > 0 ? std::string(reinterpret_cast<const char*>(mapped), static_cast<std::size_t>(size)) : "";
    std::free(mapped);  // NOLINT(cppcoreguidelines-no-malloc): utf8proc gives it by malloc()
    std::string id;
    for (const char c : plain) {
        const char low = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c == ' ' || c == '.' || c == '/' ? '-' : c;
        const bool joins = low == '_' || low == '-';
        if ((low >= 'a' && low <= 'z') || is_digit(low) || (joins && !id.empty() && id.back() != '-' && id.back() != '_')) {
            id += low;
        } else if (static_cast<unsigned char>(low) >= 0x80) {
            return "";  // letters of another script: what is left without them is no name
        }
    }
    id.resize(id.find_last_not_of('-') + 1);
    return id;
}

}  // namespace gas::format
