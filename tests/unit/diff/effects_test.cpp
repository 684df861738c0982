// SPDX-License-Identifier: MIT
// What moved T.
#include <doctest/doctest.h>

#include "../plan_texts.hpp"
#include "diff_of.hpp"

using namespace gas;
using namespace gas::test;

TEST_CASE("the change that moved T is named, and no other")
{
    const std::string ratings = "ratings:\n  - {date: 2026-01-01, occasion: baseline, levels: {a: -1, b: -1}}\n  - {date: 2026-04-01, levels: {a: 0, b: 0}}\n";
    // T of +1 and 0 with rho 0.3: 50 + 10 * 1 / sqrt(0.7 * 2 + 0.3 * 4) = 50 + 10 / sqrt(2.6) = 56.2017
    auto text = replaced(two_goals + ratings, "{a: 0, b: 0}", "{a: 1, b: 0}");
    text = replaced(text, "title: A", "title: AA");
    const auto diff = diff_of(two_goals + ratings, text);
    REQUIRE(diff.changes.size() == 2);
    CHECK(diff.changes[0].kind == "rating-edited");
    REQUIRE(diff.effects.size() == 1);
    const auto& effect = diff.effects[0];
    CHECK(to_string(effect.date) == "2026-04-01");
    CHECK(*effect.t_before == doctest::Approx(50));
    CHECK(*effect.t_after == doctest::Approx(56.2017).epsilon(1e-6));
    // the baseline is -1 and -1: 50 - 10 * 2 / sqrt(2.6) = 37.5965
    CHECK(*effect.change_after - *effect.change_before == doctest::Approx(6.2017).epsilon(1e-4));
    CHECK(effect.causes == std::vector<std::size_t>{0});
}

TEST_CASE("of more changes than can be tried one by one, those are named that can reach the entry")
{
    std::string many;
    for (int i = 0; i < 120; ++i) {
        many += "  - {date: 2026-01-01, occasion: baseline, rater: r" + std::to_string(i) + ", levels: {a: -1, b: -1}}\n";
        many += "  - {date: 2026-04-01, rater: r" + std::to_string(i) + ", levels: {a: 0, b: 0}}\n";
    }
    auto changed = many;
    for (auto at = changed.find("{a: -1, b: -1}"); at != std::string::npos; at = changed.find("{a: -1, b: -1}", at)) {
        changed.replace(at, 14, "{a: -2, b: -2}");
    }
    // who rates no baseline has none of 120 raters, before and after
    const std::string other = "  - {date: 2026-04-02, rater: Z, levels: {a: 0, b: 0}}\n";
    const auto diff = diff_of(two_goals + "ratings:\n" + many + other, two_goals + "ratings:\n" + changed + other);
    REQUIRE(diff.changes.size() == 240);
    REQUIRE(diff.effects.size() == 240);
    for (const auto& effect : diff.effects) {
        REQUIRE(effect.causes.size() == 2);
        for (const auto c : effect.causes) {
            CHECK(diff.changes[c].rater == effect.rater);
        }
    }
}

TEST_CASE("of more baselines of goals than can be tried one by one, those of the goals that an entry rates are named")
{
    std::string plan = "gas: 1\nid: P\ngoals:\n";
    std::string others;
    for (int i = 0; i < 250; ++i) {
        const auto goal = "g" + std::to_string(i);
        plan += "  - {id: " + goal + ", title: T, baseline: -1, scale: {-2: v, -1: w, 0: x, 1: y, 2: z}}\n";
        others += i == 0 ? "" : (others.empty() ? "" : ", ") + goal + ": 0";
    }
    plan += "ratings:\n  - {date: 2026-01-01, levels: {g0: 0}}\n  - {date: 2026-01-02, levels: {" + others + "}}\n";
    auto changed = plan;
    for (auto at = changed.find("baseline: -1"); at != std::string::npos; at = changed.find("baseline: -1", at)) {
        changed.replace(at, 12, "baseline: -2");
    }
    const auto diff = diff_of(plan, changed);
    REQUIRE(diff.changes.size() == 250);
    REQUIRE(diff.effects.size() == 2);
    REQUIRE(diff.effects[0].causes.size() == 1);
    CHECK(diff.changes[diff.effects[0].causes[0]].goal == "g0");
    CHECK(diff.effects[1].causes.size() == 249);
}

TEST_CASE("a value whose range has moved is no edited rating, and its T moves")
{
    const std::string plan =
        "gas: 1\nid: P\ngoals:\n  - id: a\n    title: A\n    indicator: {unit: m, better: higher}\n    scale:\n"
        "      -2: {text: v, range: \"<2\"}\n      -1: {text: w, range: \"2\"}\n      0: {text: x, range: \"3..4\"}\n"
        "      1: {text: y, range: \"5\"}\n      2: {text: z, range: \">=6\"}\nratings:\n  - {date: 2026-01-01, levels: {a: {value: 5}}}\n";
    auto moved = replaced(plan, "3..4", "3..5");
    moved = replaced(moved, "range: \"5\"", "range: \"6\"");
    moved = replaced(moved, ">=6", ">=7");
    const auto diff = diff_of(plan, moved);
    CHECK(listed(counts(diff)) == "scale-change scale-range-changed 3\n");
    REQUIRE(diff.effects.size() == 1);
    CHECK(*diff.effects[0].t_before == doctest::Approx(60));
    CHECK(*diff.effects[0].t_after == doctest::Approx(50));
    CHECK(diff.effects[0].causes.size() == 3);
}

TEST_CASE("weights that come together are named together")
{
    const std::string ratings = "ratings:\n  - {date: 2026-01-01, levels: {a: 1, b: 0}}\n";
    auto text = replaced(two_goals + ratings, "title: A", "title: A\n    weight: 3");
    text = replaced(text, "title: B", "title: B\n    weight: 1");
    const auto diff = diff_of(two_goals + ratings, text);
    CHECK(listed(counts(diff)) == "scale-change weight-added 2\n");
    REQUIRE(diff.effects.size() == 1);
    CHECK(diff.effects[0].causes.size() == 2);
}

TEST_CASE("weights that come and stay equal are not blamed for an edited rating")
{
    const std::string ratings = "ratings:\n  - {date: 2026-01-01, levels: {a: -1, b: 0}}\n";
    auto text = replaced(two_goals + ratings, "title: A", "title: A\n    importance: 2");
    text = replaced(replaced(text, "title: B", "title: B\n    importance: 2"), "{a: -1, b: 0}", "{a: 1, b: 0}");
    const auto diff = diff_of(two_goals + ratings, text);
    REQUIRE(diff.effects.size() == 1);
    REQUIRE(diff.effects[0].causes.size() == 1);
    CHECK(diff.changes[diff.effects[0].causes[0]].kind == "rating-edited");
}

TEST_CASE("hundreds of entries, each edited: each is blamed on its own")
{
    std::string before = two_goals + "ratings:\n";
    std::string after = before;
    for (int i = 0; i < 600; ++i) {
        const auto entry = "  - {date: " + std::to_string(1900 + i / 300) + "-" + (i / 25 % 12 < 9 ? "0" : "") + std::to_string(i / 25 % 12 + 1) + "-" +
                           (i % 25 < 9 ? "0" : "") + std::to_string(i % 25 + 1);
        before += entry + ", levels: {a: 0, b: 0}}\n";
        after += entry + ", levels: {a: 1, b: 0}}\n";
    }
    const auto diff = diff_of(before, after);
    CHECK(diff.changes.size() == 600);
    REQUIRE(diff.effects.size() == 600);
    for (const auto& effect : diff.effects) {
        REQUIRE(effect.causes.size() == 1);
        CHECK(diff.changes[effect.causes[0]].date == effect.date);
    }
}
