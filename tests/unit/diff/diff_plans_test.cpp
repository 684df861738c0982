// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <tuple>

#include "../plan_texts.hpp"
#include "gas/diff/diff_plans.hpp"
#include "gas/diff/facts.hpp"
#include "gas/read/read_plans.hpp"
#include "random_plan.hpp"

using namespace gas;
using namespace gas::test;

namespace {

ReadPlan read_one(const std::string& text)
{
    auto result = read_plans({"t", text});
    INFO(text);
    for (const auto& diagnostic : result.diagnostics) {
        INFO(diagnostic.message);
        REQUIRE(diagnostic.severity != Severity::error);
    }
    REQUIRE(result.plans.size() == 1);
    return std::move(result.plans[0]);
}

PlanDiff diff_of(const ReadPlan& a, const ReadPlan& b) { return diff_plans({a.plan, a.ranges, a.usable}, {b.plan, b.ranges, b.usable}); }

PlanDiff diff_of(const std::string& a, const std::string& b)
{
    const auto old_plan = read_one(a);
    const auto new_plan = read_one(b);
    return diff_of(old_plan, new_plan);
}

using Counts = std::map<std::pair<ChangeClass, std::string>, std::size_t>;

Counts counts(const PlanDiff& diff)
{
    Counts found;
    for (const auto& change : diff.changes) {
        ++found[{change.change_class, change.kind}];
    }
    return found;
}

Counts& operator+=(Counts& counts, const ExpectedChange& expected)
{
    counts[{expected.change_class, expected.kind}] += expected.count;
    for (const auto& [kind, n] : expected.notes) {
        counts[{ChangeClass::texts, kind}] += n;
    }
    return counts;
}

std::string listed(const Counts& found)
{
    std::string text;
    for (const auto& [key, n] : found) {
        text += std::string(to_string(key.first)) + " " + key.second + " " + std::to_string(n) + "\n";
    }
    return text;
}

using Sides = std::tuple<std::string, std::string, std::string>;

std::vector<Sides> sides(const PlanDiff& diff, bool mirrored)
{
    std::vector<Sides> all;
    for (const auto& change : diff.changes) {
        const auto before = change.before.value_or("-");
        const auto after = change.after.value_or("-");
        all.emplace_back(change.field, mirrored ? after : before, mirrored ? before : after);
    }
    for (const auto& effect : diff.effects) {
        const auto text = [](const std::optional<double>& t) { return t ? std::to_string(*t) : std::string("-"); };
        all.emplace_back("T", text(mirrored ? effect.t_after : effect.t_before), text(mirrored ? effect.t_before : effect.t_after));
    }
    std::sort(all.begin(), all.end());
    return all;
}

const std::string two_goals =
    "gas: 1\nid: P\ngoals:\n  - id: a\n    title: A\n    scale: {-2: v, -1: w, 0: x, 1: y, 2: z}\n"
    "  - id: b\n    title: B\n    scale: {-2: k, -1: l, 0: m, 1: n, 2: o}\n";

}  // namespace

TEST_CASE("a plan does not differ from itself, however it is written")
{
    for (unsigned seed = 0; seed < 150; ++seed) {
        Rng rng(seed);
        const auto plan = random_plan(rng);
        const auto a = write_plan(plan, random_layout(rng), rng);
        const auto b = write_plan(plan, random_layout(rng), rng);
        INFO(a);
        INFO(b);
        const auto diff = diff_of(a, b);
        CHECK(listed(counts(diff)).empty());
        CHECK(diff.effects.empty());
    }
}

TEST_CASE("each edit is found, once, in its class, and the other way round as its mirror")
{
    std::map<std::string, int> made;
    for (unsigned seed = 0; seed < 900; ++seed) {
        Rng rng(seed);
        const auto plan = random_plan(rng);
        const auto& edit = all_edits()[seed % all_edits().size()];
        auto edited = plan;
        const auto expected = edit.make(edited, rng);
        if (!expected) {
            continue;
        }
        ++made[edit.name];
        const auto a = write_plan(plan, random_layout(rng), rng);
        const auto b = write_plan(edited, random_layout(rng), rng);
        INFO(edit.name);
        INFO(a);
        INFO(b);
        const auto diff = diff_of(a, b);
        Counts due;
        CHECK(listed(counts(diff)) == listed(due += *expected));
        CHECK(sides(diff, false) == sides(diff_of(b, a), true));
    }
    CHECK(made.size() == all_edits().size());
}

TEST_CASE("two edits of different things are both found")
{
    int made = 0;
    for (unsigned seed = 0; seed < 600; ++seed) {
        Rng rng(seed + 10'000);
        const auto plan = random_plan(rng);
        auto edited = plan;
        const auto first = all_edits()[pick(rng, all_edits().size())].make(edited, rng);
        const auto second = first ? all_edits()[pick(rng, all_edits().size())].make(edited, rng) : std::nullopt;
        // an edit of a goal's id or of its ratings changes what another edit of the same kind is found as
        if (!second || first->subject == second->subject || first->subject == "all" || second->subject == "all" || first->kind == second->kind) {
            continue;
        }
        if (first->subject.starts_with("new") && second->subject.starts_with(first->subject.substr(4))) {
            continue;  // what has come with the first edit is told as a whole
        }
        const bool of_entry = first->subject.starts_with("entry") || second->subject.starts_with("entry");
        if (of_entry && (first->subject.starts_with("goal") || second->subject.starts_with("goal"))) {
            continue;
        }
        ++made;
        Counts expected;
        expected += *first;
        expected += *second;
        const auto a = write_plan(plan, random_layout(rng), rng);
        const auto b = write_plan(edited, random_layout(rng), rng);
        INFO(a);
        INFO(b);
        CHECK(listed(counts(diff_of(a, b))) == listed(expected));
    }
    CHECK(made > 100);
}

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

TEST_CASE("the direction of a measure that has readings is no mere text")
{
    const auto with = [](const std::string& better) {
        return replaced(two_goals, "goals:", "measures: [{id: m, title: M, better: " + better + ", readings: {2026-01-01: 3}}]\ngoals:");
    };
    CHECK(listed(counts(diff_of(with("lower"), with("higher")))) == "scale-change measure-better-changed 1\n");
}

TEST_CASE("what is missing from a side that could not be read to its end is not called removed")
{
    const auto whole = read_one(two_goals + "ratings:\n  - {date: 2026-01-01, levels: {a: 1, b: 0}}\n");
    auto result = read_plans({"t", two_goals + "ratings:\n  - {date: 2026-01-01, levels: {a: 2, b: 0\nxx\n"});
    REQUIRE(result.plans.size() == 1);
    REQUIRE(!result.plans[0].usable);
    const auto diff = diff_of(whole, result.plans[0]);
    for (const auto& change : diff.changes) {
        INFO(change.kind, " ", change.path);
        CHECK(change.after.has_value());
    }
    CHECK(diff.effects.empty());
}

TEST_CASE("goals that were numbered anew are the goals that they were, and an id names what it names now")
{
    const auto goal = [](const std::string& id, const std::string& name) {
        return "  - id: " + id + "\n    title: " + name + "\n    scale: {-2: " + name + " 1, -1: " + name + " 2, 0: " + name + " 3, 1: " + name +
               " 4, 2: " + name + " 5}\n";
    };
    const std::string head = "gas: 1\nid: P\ngoals:\n";
    const auto kinds = [](const PlanDiff& diff) {
        std::vector<std::string> found;
        for (const auto& change : diff.changes) {
            found.push_back(change.kind + " " + change.goal + " " + change.before.value_or("-") + " " + change.after.value_or("-"));
        }
        return found;
    };
    const auto before = read_one(head + goal("g1", "walk") + goal("g2", "sleep") + "ratings:\n  - {date: 2026-01-01, levels: {g1: -2, g2: -1}}\n");
    const auto goals = head + goal("g1", "eat") + goal("g2", "walk") + goal("g3", "sleep");
    // whoever wrote the ratings anew too changed none
    const std::vector<std::string> names = {"goal-added g1 - eat", "goal-renamed g2 g1 g2", "goal-renamed g3 g2 g3"};
    CHECK(kinds(diff_of(before, read_one(goals + "ratings:\n  - {date: 2026-01-01, levels: {g2: -2, g3: -1}}\n"))) == names);
    // whoever did not changed three: walk -2 is -1, sleep -1 is gone, eat is -2
    const auto left = kinds(diff_of(before, read_one(goals + "ratings:\n  - {date: 2026-01-01, levels: {g1: -2, g2: -1}}\n")));
    CHECK(left == std::vector<std::string>{"rating-edited g2 -2 -1", "rating-removed g3 -1 -", names[0], names[1], names[2], "rating-added g1 - -2"});
    // two that changed their ids
    const auto swapped = read_one(head + goal("g1", "sleep") + goal("g2", "walk") + "ratings:\n  - {date: 2026-01-01, levels: {g2: -2, g1: -1}}\n");
    CHECK(kinds(diff_of(before, swapped)) == std::vector<std::string>{"goal-renamed g1 g2 g1", "goal-renamed g2 g1 g2"});
    // steps that all goals share say nothing of which goal it is
    auto shared = head + goal("g1", "same") + goal("g2", "same");
    shared = replaced(replaced(shared, "g1\n    title: same", "g1\n    title: Walk"), "g2\n    title: same", "g2\n    title: Sleep");
    const auto one_more = replaced(replaced(shared, "id: g2", "id: g3"), "id: g1", "id: g2") + replaced(goal("g1", "same"), "title: same", "title: Eat");
    CHECK(kinds(diff_of(read_one(shared), read_one(one_more))) ==
          std::vector<std::string>{"goal-added g1 - Eat", "goal-renamed g2 g1 g2", "goal-renamed g3 g2 g3"});
    // a goal worded anew as a whole is still the one of its id
    const auto reworded =
        diff_of(before, read_one(head + goal("g1", "run") + goal("g2", "sleep") + "ratings:\n  - {date: 2026-01-01, levels: {g1: -2, g2: -1}}\n"));
    CHECK(reworded.changes.size() == 6);  // title and five steps
    CHECK(
        std::all_of(reworded.changes.begin(), reworded.changes.end(), [](const auto& change) { return change.goal == "g1" && change.before && change.after; }));
}

TEST_CASE("names that hold a slash stay one part of the path")
{
    const auto plan = read_one(two_goals + "ratings:\n  - {date: 2026-01-01, rater: A/B, occasion: 6~m, levels: {a: 1}}\n");
    const auto facts = facts_of(plan.plan, plan.ranges, own_names(plan.plan));
    CHECK(std::any_of(facts.begin(), facts.end(), [](const auto& fact) { return fact.path == "/ratings/2026-01-01/6~0m/A~1B/a"; }));
}

TEST_CASE("each fact has a path of its own, and so has each change")
{
    const auto paths_of = [](const auto& some) {
        std::vector<std::string> paths;
        std::transform(some.begin(), some.end(), std::back_inserter(paths), [](const auto& one) { return one.path; });
        std::sort(paths.begin(), paths.end());
        return paths;
    };
    const auto check_unique = [&](const std::vector<std::string>& paths) {
        const auto twin = std::adjacent_find(paths.begin(), paths.end());
        const auto found_twice = twin == paths.end() ? std::string() : *twin;
        CHECK(found_twice.empty());
        CHECK(std::all_of(paths.begin(), paths.end(), [](const auto& path) { return path.starts_with('/') && path.find('#') == std::string::npos; }));
    };
    const auto check_facts = [&](const ReadPlan& read) { check_unique(paths_of(facts_of(read.plan, read.ranges, own_names(read.plan)))); };
    std::size_t changes = 0;
    for (unsigned seed = 0; seed < 300; ++seed) {
        Rng rng(seed + 20'000);
        const auto plan = random_plan(rng);
        auto edited = plan;
        for (int edits = 0; edits < 4; ++edits) {
            all_edits()[pick(rng, all_edits().size())].make(edited, rng);
        }
        const auto a = write_plan(plan, random_layout(rng), rng);
        auto b = read_plans({"t", write_plan(edited, random_layout(rng), rng)});
        INFO(a);
        check_facts(read_one(a));
        if (b.plans.size() == 1 && b.plans[0].usable) {  // edits may contradict each other
            const auto diff = diff_of(read_one(a), b.plans[0]);
            check_unique(paths_of(diff.changes));
            changes += diff.changes.size();
        }
    }
    CHECK(changes > 800);
    // names that would be one without their escapes, or that look like a part of another path
    check_facts(
        read_one(replaced(two_goals, "id: P\n", "id: P\ncovariates: {a: 1, a/b: 2, a~1b: 3, a~b: 4, a~0b: 5, 'a~': 6, 'a/': 7}\n") +
                 "ratings:\n  - {date: 2026-01-01, occasion: A, rater: B/C, levels: {a: 1}}\n"
                 "  - {date: 2026-01-01, occasion: A/B, rater: C, levels: {a: 1}}\n  - {date: 2026-01-01, occasion: A~1B, rater: C, levels: {a: 1}}\n"));
}

TEST_CASE("plans are paired by id, then by path")
{
    const std::vector<PlanKey> olds = {{"A", "x"}, {"B", "y"}, {"C", "z"}};
    const std::vector<PlanKey> news = {{"B", "moved"}, {"D", "z"}, {"E", "new"}};
    const auto pairs = pair_plans(olds, news);
    REQUIRE(pairs.size() == 4);
    CHECK(pairs[0].old_plan == 1U);
    CHECK(pairs[1].old_plan == 2U);
    CHECK(!pairs[2].old_plan);
    CHECK(pairs[3].old_plan == 0U);
    CHECK(!pairs[3].new_plan);
}

TEST_CASE("a plan whose id the other side has neither came nor went")
{
    const auto pairs = pair_plans({{"A", "x"}, {"B", "y"}, {"", "w"}}, {{"A", "x"}, {"A", "x"}, {"B", "y"}, {"A", "new"}, {"", "v"}});
    REQUIRE(pairs.size() == 6);
    for (const std::size_t n : {1U, 3U}) {
        CHECK(pairs[n].old_plan == 0U);
        CHECK(pairs[n].added_again);
    }
    CHECK(!pairs[0].added_again);
    CHECK(!pairs[4].old_plan);  // without an id there is nothing to know it by
    const auto gone = pair_plans({{"A", "x"}, {"A", "old"}}, {{"A", "x"}});
    REQUIRE(gone.size() == 2);
    CHECK(gone[1].old_plan == 1U);
    CHECK(gone[1].new_plan == 0U);
    CHECK(gone[1].removed_again);
}
