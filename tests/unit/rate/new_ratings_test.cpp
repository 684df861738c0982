// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <string>

#include "../plan_texts.hpp"
#include "gas/rate/new_ratings.hpp"

using namespace gas;
using namespace gas::test;

namespace {

const std::string text =
    "gas: 1\nid: P\ngoals:\n  - {id: a, title: A, scale: {-1: w, 0: e, +1: b}}\n  - {id: c, title: C, scale: {-1: w, 0: e, +1: b}}\nratings:\n"
    "  - date: 2026-01-01\n    occasion: review\n    rater: AB\n    levels: {a: 1}  # home\n";

NewEntry entry(const std::string& day, std::vector<NewRating> levels)
{
    NewEntry made;
    made.date = *parse_date(day);
    made.occasion = "review";
    made.rater = "AB";
    made.levels = std::move(levels);
    return made;
}

std::string put(const std::string& in, const NewEntry& made, bool update = false)
{
    const auto result = put_ratings(in, "", made, update);
    const auto* problem = std::get_if<EditProblem>(&result);
    return problem != nullptr ? "refused: " + problem->message : std::get<RatingsPut>(result).text;
}

std::string taken(const std::string& in, const NewEntry& made)
{
    const auto result = take_ratings(in, "", made);
    const auto* problem = std::get_if<EditProblem>(&result);
    return problem != nullptr ? "refused: " + problem->message : std::get<std::string>(result);
}

}  // namespace

TEST_CASE("ratings of a new day are an entry, signed as the plan signs")
{
    CHECK(put(text, entry("2026-02-01", {{"a", "+1"}, {"c", "-1"}})) ==
          text + "  - date: 2026-02-01\n    occasion: review\n    rater: AB\n    levels: {a: 1, c: -1}\n");
    const auto signed_text = replaced(text, "a: 1}", "a: +1}");
    CHECK(put(signed_text, entry("2026-02-01", {{"a", "+1"}})) ==
          signed_text + "  - date: 2026-02-01\n    occasion: review\n    rater: AB\n    levels: {a: +1}\n");
    auto noted = entry("2026-02-01", {{"a", "0", "slow: very"}});
    noted.note = "Goes on";
    noted.role = Role::patient;
    CHECK(put(text, noted) == text +
                                  "  - date: 2026-02-01\n    occasion: review\n    rater: AB\n    role: patient\n    note: Goes on\n    levels:\n"
                                  "      a: {level: 0, note: \"slow: very\"}\n");
}

TEST_CASE("ratings go into the entry of their day, and what is there is left or refused")
{
    CHECK(put(text, entry("2026-01-01", {{"c", "0"}})) == replaced(text, "a: 1}", "a: 1, c: 0}"));
    CHECK(put(text, entry("2026-01-01", {{"a", "+1"}})) == text);
    CHECK(put(text, entry("2026-01-01", {{"a", "0"}})) ==
          "refused: a rating of goal \"a\" in the entry 2026-01-01 review, AB is there already: \"+1\", not \"0\"");
    CHECK(put(text, entry("2026-01-01", {{"a", "0"}}), true) == replaced(text, "a: 1}", "a: 0}"));
    CHECK(put(text, entry("2026-01-01", {{"a", "+1", "x"}, {"c", "-1"}})) == replaced(text, "a: 1}", "a: {level: 1, note: x}, c: -1}"));
    const auto noted = replaced(text, "rater: AB\n", "rater: AB\n    note: old\n");
    auto other = entry("2026-01-01", {});
    other.note = "new";
    CHECK(put(noted, other).starts_with("refused: a note in the entry 2026-01-01 review, AB is there already"));
    CHECK(put(noted, other, true) == replaced(noted, "old", "new"));
    CHECK(put(text, entry("2026-01-01", {{"c", "-3"}})).starts_with("refused: "));
    const auto result = put_ratings(text, "", entry("2026-01-01", {{"a", "0"}, {"c", "0"}}), true);
    const auto& ratings = std::get<RatingsPut>(result).ratings;
    CHECK(ratings[0].before == "+1");
    CHECK(!ratings[0].unchanged);
    CHECK(ratings[1].before.empty());
    CHECK(!std::get<RatingsPut>(result).new_entry);
}

TEST_CASE("what the entry said before is known, so that it can be put back")
{
    const auto full = replaced(text, "    levels: {a: 1}", "    role: patient\n    note: old\n    levels: {a: {level: 1, note: of a}}");
    auto other = entry("2026-01-01", {{"a", "+1", "new of a"}, {"c", "0", "of c"}});
    other.note = "new";
    other.role = Role::caregiver;
    const auto result = put_ratings(full, "", other, true);
    const auto& made = std::get<RatingsPut>(result);
    CHECK(made.note_before == "old");
    CHECK(made.role_before == "patient");
    CHECK(made.ratings[0].note_before == "of a");
    CHECK(made.ratings[1].note_before.empty());
}

TEST_CASE("what was put in is taken out again, the entry with its last rating")
{
    const auto more = entry("2026-01-01", {{"c", "0"}});
    CHECK(taken(put(text, more), more) == text);
    const auto all = entry("2026-02-01", {{"a", "0"}, {"c", "0"}});
    CHECK(taken(put(text, all), all) == text);
    CHECK(taken(text, entry("2026-01-01", {{"c", "0"}})) == "refused: the entry 2026-01-01 review, AB has no rating of goal \"c\"");
    // a goal named twice is one goal
    const auto two = put(text, more);
    CHECK(taken(two, entry("2026-01-01", {{"c", ""}, {"c", ""}})) == text);
    CHECK(entry_lines(all) == "  - date: 2026-02-01\n    occasion: review\n    rater: AB\n    levels: {a: 0, c: 0}\n");
}
