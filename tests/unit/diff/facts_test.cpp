// SPDX-License-Identifier: MIT
// What the schema says of a key holds through reading, facts and writing: a row that one of them forgot is found here.
#include <algorithm>
#include <set>
#include <string>

#include <doctest/doctest.h>

#include "gas/diff/facts.hpp"
#include "gas/read/read_plans.hpp"
#include "gas/write/plan_yaml.hpp"

using namespace gas;

namespace {

/// A plan that has every key of the format.
constexpr const char* whole = R"(gas: 1
id: P-1
covariates: {arm: exercise}
start: 2026-01-12
review: 2026-07-01
scoring: {rho: 0.4, weighting: product, baseline: {some-function: -1, no-function: -2}}
agreed:
  - {by: client, date: 2026-01-12, until: 2026-04-12}
needs:
  - {id: insomnia, text: Wakes at night, since: 2025-11-01, code: F51.01}
interventions:
  - {id: cbt-i, text: Weekly, by: AB, dose: 50 minutes, from: 2026-01-19, until: 2026-04-12}
goals:
  - id: sleep
    title: Sleep
    domain: b134
    addresses: [insomnia]
    interventions: [cbt-i]
    importance: 3
    difficulty: 2
    baseline: -2
    target: 2026-04-12
    added: 2026-01-12
    ended: 2026-05-01
    status: achieved
    indicator: {unit: nights, better: higher, integer: true}
    scale:
      -1: {text: Few, range: "<4"}
      0: {text: Some, range: "4"}
      +1: {text: Most, range: ">4"}
  - id: work
    title: Work
    importance: 1
    difficulty: 1
    weight: 4
    replaces: sleep
    reason: Half days only
    scale: {-1: No, 0: Half, +1: Full}
measures:
  - {id: phq9, title: PHQ-9, better: lower, range: "0..27", readings: {2026-01-12: 17}}
sessions:
  - {date: 2026-02-16, used: [cbt-i], source: notes/2026-02-16.md}
ratings:
  - date: 2026-04-12
    occasion: final
    rater: AB
    role: practitioner
    note: Goes on as it is
    levels: {sleep: {value: 5, note: Slept well, source: notes.md}, work: {level: +1}}
)";

}  // namespace

TEST_CASE("facts of a goal called like a key of its entry have paths of their own, whether the entry has that key or not")
{
    const auto paths = [](const std::string& note) {
        const auto read = read_plans({"p.yaml",
                                      "gas: 1\nid: P\ngoals:\n  - {id: note, title: t, scale: {-1: w, 0: e, +1: b}}\n"
                                      "ratings:\n  - date: 2026-01-01\n" +
                                          note + "    levels: {note: {level: 0, note: x}}\n"});
        std::set<std::string> all;
        for (const auto& fact : facts_of(read.plans.at(0).plan, read.plans[0].ranges, own_names(read.plans[0].plan))) {
            all.insert(fact.path + "=" + fact.value);
        }
        return all;
    };
    const std::string entry = "/ratings/2026-01-01///";
    for (const std::string note : {"", "    note: said\n"}) {
        const auto all = paths(note);
        CHECK(all.contains(entry + "~2note=0"));
        CHECK(all.contains(entry + "~2note/note=x"));
        CHECK(all.contains(entry + "note=said") == !note.empty());
    }
    CHECK(name_of_step("~2note") == "note");
    CHECK(name_of_step(as_step("~2note")) == "~2note");
}

TEST_CASE("every key of the schema is read, has its fact and is written")
{
    const auto read = read_plans({"p.yaml", whole});
    for (const auto& diagnostic : read.diagnostics) {
        // weights of one kind only can be had at a time: it is the one thing wrong with this plan
        CHECK_MESSAGE(diagnostic.rule == Rule::mixed_weights, diagnostic.message);
    }
    REQUIRE(read.plans.size() == 1);
    const auto& plan = read.plans[0].plan;
    const std::string text = whole;
    std::set<std::string_view> due;
    for (const auto& key : format_keys) {
        CAPTURE(key.path);
        CHECK((key.path.empty() || text.find(std::string(key.name()) + ":") != std::string::npos));
        if (!key.change.stem.empty()) {
            due.insert(key.path);
        }
    }
    std::set<std::string_view> there;
    for (const auto& fact : facts_of(plan, read.plans[0].ranges, own_names(plan))) {
        there.insert(key_info(fact.kind).path);
        CHECK_MESSAGE((fact.range != Range{}), fact.path);
    }
    CHECK(due == there);
    const auto again = read_plans({"p.yaml", write_plan_yaml(plan)});
    REQUIRE(again.plans.size() == 1);
    CHECK(again.plans[0].plan == plan);
}
