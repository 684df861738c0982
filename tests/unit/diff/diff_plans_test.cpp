// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <algorithm>
#include <iterator>
#include <tuple>

#include "../plan_texts.hpp"
#include "diff_of.hpp"
#include "gas/diff/facts.hpp"
#include "random_plan.hpp"

using namespace gas;
using namespace gas::test;

namespace {

Counts& operator+=(Counts& counts, const ExpectedChange& expected)
{
    counts[{expected.change_class, expected.kind}] += expected.count;
    for (const auto& [kind, n] : expected.notes) {
        counts[{ChangeClass::texts, kind}] += n;
    }
    return counts;
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
        const auto is_entry = [](const auto& edit) { return edit->subject.starts_with("entry") || edit->subject == "new entry"; };
        const bool of_entry = is_entry(first) || is_entry(second);
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
