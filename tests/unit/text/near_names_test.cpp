// SPDX-License-Identifier: MIT
// What is near and what is not: the pairs of the format's paragraph on names, and their sisters.
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "gas/text/near_names.hpp"

using namespace gas;

namespace {

struct NamePair {
    std::string a;
    std::string b;
};

const std::vector<NamePair> same_folded = {
    {"Final", "final"},
    {"P01", "p01"},
    {"P01", "P1"},
    {"1", "01"},
    {"1", "1.0"},
    {"01", "1.0"},
    {"0", "0.0"},
    {"T-1", "T1"},
    {"follow-up", "Follow Up"},
    {"site a", "site-a"},
    {"1 - 11", "1-11"},
    {"10.00", "10"},
    {"Müller", "Mu\xCC\x88ller"},           // NFC and NFD
    {"Übung", "übung"},                     // case of a letter that is not ASCII
    {"\xEF\xBC\xB0\xEF\xBC\x91", "P1"},     // fullwidth
    {"visit\xC2\xA0-1", "visit 1"},         // no-break space
    {"follow\xE2\x80\x91up", "follow-up"},  // non-breaking hyphen
    {"week \xE2\x88\x92 1", "week-1"},      // minus sign
    {"\xD9\xA1-\xD9\xA1\xD9\xA1", "1-11"},  // Arabic-Indic digits
    {"2026-01-05", "2026-1-5"},
};

const std::vector<NamePair> never_near = {
    {"4", "4-"},
    {"A", "A-"},
    {"5-", "5+"},
    {"R1", "R2"},
    {"week-1", "week-2"},
    {"week-1", "week-11"},
    {"site-a", "site-b"},
    {"1-11", "11-1"},
    {"1 11", "11 1"},
    {"1-1", "11"},
    {"1.5", "1.05"},
    {"1,5", "1,05"},
    {"1.10", "1.1"},
    {"10", "1"},
    {"100", "10"},
    {"-1", "1"},
    {"AB", "BA"},
    {"AB", "A"},
    {"review", "final"},
    {"treatment-a", "treatment-b"},
    {"treatment1", "treatment2"},
    {"\xD9\xA1-\xD9\xA1\xD9\xA1", "\xD9\xA1\xD9\xA1-\xD9\xA1"},
    {"\xE3\x81\x8B", "\xE3\x81\x8C"},  // ka and ga
};

const std::vector<NamePair> slips = {
    {"baseline", "baselin"},    // dropped
    {"baseline", "baselline"},  // added
    {"baseline", "baselinee"},
    {"baseline", "baaeline"},  // changed
    {"baseline", "basleine"},  // swapped
    {"Control", "contorl"},
    {"six-month review", "six-month reveiw"},
    {"\xC3\xBC"
     "bungsplan",
     "ubungsplan"},
};

const std::vector<NamePair> no_slips = {
    {"final", "finel"},              // five letters
    {"review", "revie"},             // six and five
    {"baseline", "baslne"},          // two slips
    {"treatment-a", "treatment-b"},  // the letter stands alone
    {"week-1", "week-2"},
    {"treatment1", "treatment2"},
    {"treatment1", "treatment11"},
    {"treatment1", "treatment"},
    {"group abcdef", "group abcde1"},  // a digit for a letter
    {"baseline", "baseline-"},
    {"site-alpha", "site-alpho"},  // the word has five letters
    {"baseline", "Baseline"},      // no slip at all
};

}  // namespace

TEST_CASE("names that are equal but for case, blanks, hyphens, zeros and forms fold to one")
{
    for (const auto& [a, b] : same_folded) {
        INFO(a, " and ", b);
        CHECK(folded_name(a) == folded_name(b));
        CHECK_FALSE(folded_name(a).empty());
    }
}

TEST_CASE("names that tell things apart are never near")
{
    for (const auto& [a, b] : never_near) {
        INFO(a, " and ", b);
        CHECK(folded_name(a) != folded_name(b));
        CHECK_FALSE(one_slip(a, b));
    }
}

TEST_CASE("one slip of a letter in a word of six letters or more, either way round")
{
    for (const auto& [a, b] : slips) {
        INFO(a, " and ", b);
        CHECK(one_slip(a, b));
        CHECK(one_slip(b, a));
    }
    for (const auto& [a, b] : no_slips) {
        INFO(a, " and ", b);
        CHECK_FALSE(one_slip(a, b));
        CHECK_FALSE(one_slip(b, a));
    }
}

TEST_CASE("what a hyphen or blank alone parts")
{
    CHECK(only_parted("T-1", "T1"));
    CHECK(only_parted("follow up", "follow-up"));
    CHECK_FALSE(only_parted("T-1", "t1"));
    CHECK_FALSE(only_parted("T-01", "T1"));
}

TEST_CASE("a name is composed, and what is no text stays")
{
    CHECK(composed_name("Mu\xCC\x88ller") == "Müller");
    CHECK(composed_name("plain") == "plain");
    CHECK(composed_name("\xFF\xC3") == "\xFF\xC3");
    CHECK(folded_name("-") == "-");
    CHECK(folded_name("--") != folded_name("-"));
    CHECK(folded_name("000") == "0");
}

TEST_CASE("what cannot be told from a plain blank or from nothing is found in a name")
{
    CHECK_FALSE(recomposed("Müller").has_value());
    CHECK(recomposed("Mu\xCC\x88ller") == "Müller");
    CHECK(odd_blank_in("K 7").empty());
    CHECK(odd_blank_in("K\xC2\xA0"
                       "7") == "U+00A0");
    CHECK(odd_blank_in("K\xE3\x80\x80"
                       "7") == "U+3000");
    CHECK(odd_character_at("K\xE2\x80\x83"
                           "7",
                           1)
              .said == "U+2003");
    CHECK(odd_character_at("K\xE2\x80\x8B"
                           "7",
                           1)
              .size == 3);
    CHECK_FALSE(odd_character_at("\xE2\x80\x8B", 0).is_blank);
    CHECK(odd_character_at("\xE2\x80\x93", 0).size == 0);  // an en dash
    CHECK(odd_character_at("K", 1).size == 0);
    CHECK(
        has_odd_characters("Gr\xC3\xBC\xC3\x9F"
                           "e\xC2\xA0"));
    CHECK_FALSE(has_odd_characters("Gr\xC3\xBC\xC3\x9F\xE2\x80\x93"));
    CHECK(with_plain_blanks("K\xC2\xA0"
                            "7\xE2\x80\xAF"
                            "x") == "K 7 x");
    CHECK(without_invisible("A\xE2\x80\x8B"
                            "B\xC2\xAD") == "AB");
}

TEST_CASE("a slip is looked for only where the other name occurs five times as often")
{
    const auto slips_of = [](std::size_t often, std::size_t seldom) {
        const std::vector<NameCount> names{{"baselin", seldom}, {"review", 3}, {"baseline", often}};
        return name_slips(names);
    };
    const auto found = slips_of(5, 1);
    REQUIRE(found.size() == 1);
    CHECK(found[0].slip == 0);
    CHECK(found[0].meant == 2);
    CHECK(slips_of(4, 1).empty());
    CHECK(slips_of(10, 2).size() == 1);
    CHECK(slips_of(9, 2).empty());
}

TEST_CASE("every kind of slip is found among many names, and of two that may be meant the more frequent one")
{
    for (const auto& [a, b] : slips) {
        const std::vector<NameCount> names{{a, 50}, {"another", 7}, {b, 1}};
        INFO(a, " and ", b);
        const auto found = name_slips(names);
        REQUIRE(found.size() == 1);
        CHECK(found[0].slip == 2);
    }
    const std::vector<NameCount> names{{"treated", 5}, {"treater", 40}, {"treates", 1}};
    const auto found = name_slips(names);
    REQUIRE(found.size() == 2);  // of treated, too: 5 is at most a fifth of 40
    CHECK(found[1].slip == 2);
    CHECK(found[1].meant == 1);
    const std::vector<NameCount> long_names{{std::string(300, 'a'), 9}, {std::string(299, 'a'), 1}};
    CHECK(name_slips(long_names).empty());
}
