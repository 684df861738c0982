// SPDX-License-Identifier: MIT
#include <chrono>

#include <doctest/doctest.h>

#include "../printers.hpp"
#include "gas/read/read_plans.hpp"
#include "read/reader.hpp"

using namespace gas;

namespace {

const std::string scale = "{-2: a, -1: b, 0: c, +1: d, +2: e}";

std::vector<std::string> findings(const std::string& text)
{
    const SourceText source{"t", text};
    std::vector<std::string> lines;
    for (const auto& f : locate(source, read_plans(source).diagnostics)) {
        lines.push_back(std::to_string(f.begin.line) + ":" + std::to_string(f.begin.column) + " " + rule_id(f.rule) + " " + f.message);
    }
    return lines;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("every key of the format is read")
{
    const SourceText source{"t", R"(gas: 1
id: 007
covariates: {arm: exercise, age: 61, site: "12"}
start: 2026-01-12
review: "2026-07-01"
scoring:
  rho: 0.25
  weighting: explicit
  baseline: {some-function: -1, no-function: -2}
needs:
  - {id: insomnia, text: Wakes four times, since: 2025-11-01}
interventions:
  - {id: cbt-i, text: "CBT for insomnia, weekly"}
goals:
  - id: sleep-old
    title: Sleep
    weight: 0.5
    status: revised
    ended: 2026-02-01
    scale: {-2: a, -1: b, 0: c, +1: d, "+2": e}
  - id: sleep
    title: Sleep through
    domain: b134
    addresses: [insomnia]
    interventions: [cbt-i]
    importance: 3
    difficulty: 2
    weight: 4
    baseline: -2
    target: 2026-04-12
    added: 2026-01-20
    status: active
    replaces: sleep-old
    indicator: {unit: nights a week, better: higher, integer: true}
    scale:
      -2: {text: None or one, range: "0..1"}
      -1: {text: "2 or 3", range: 2..3}
      0: {text: "4", range: 4}
      1: {text: "5", range: 5}
      2: {text: 6 or 7, range: ">=6"}
measures:
  - id: phq9
    title: PHQ-9
    better: lower
    readings: {2026-01-12: 17, 2026-04-12: 9.5}
ratings:
  - date: 2026-01-12
    occasion: baseline
    rater: NO
    role: practitioner
    levels: {sleep-old: partly}
  - date: 2026-04-12
    rater: AB
    levels:
      sleep: {value: 5, note: "Slept well", source: notes/2026-04-12.md}
      sleep-old: not-applicable
)"};
    // the word needs a baseline that sleep-old lacks
    auto text = source.bytes;
    text.replace(text.find("sleep-old: partly"), 17, "sleep-old: +1    ");
    const auto result = read_plans({"t", text});
    for (const auto& d : result.diagnostics) {
        FAIL_CHECK(d.message);
    }
    REQUIRE(result.plans.size() == 1);
    const auto& plan = result.plans[0].plan;
    CHECK(plan.id == "007");
    REQUIRE(plan.covariates.size() == 3);
    CHECK(plan.covariates[1].value == "61");
    CHECK_FALSE(plan.covariates[1].quoted);
    CHECK(plan.covariates[2].quoted);
    CHECK(to_string(*plan.start) == "2026-01-12");
    CHECK(to_string(*plan.review) == "2026-07-01");
    CHECK(plan.scoring.rho == 0.25);
    CHECK(plan.scoring.weighting == Weighting::explicit_weight);
    CHECK(plan.scoring.baseline->no_function == Level::from_int(-2));
    CHECK(to_string(*plan.needs.at(0).since) == "2025-11-01");
    CHECK(plan.interventions.at(0).text == "CBT for insomnia, weekly");
    const auto& goal = plan.goals.at(1);
    CHECK(goal.domain == "b134");
    CHECK(goal.addresses == std::vector<std::string>{"insomnia"});
    CHECK(goal.importance == 3);
    CHECK(goal.weight == 4.0);
    CHECK(goal.baseline == Level::from_int(-2));
    CHECK(goal.replaces == "sleep-old");
    CHECK(goal.indicator->unit == "nights a week");
    CHECK(goal.indicator->better == Better::higher);
    REQUIRE(goal.scale.size() == 5);
    CHECK(goal.scale[0].text == "None or one");
    CHECK(goal.scale[4].range->holds(7));
    CHECK(plan.goals[0].status == GoalStatus::revised);
    CHECK(plan.measures.at(0).readings.at(1).value == 9.5);
    CHECK(plan.ratings.at(0).rater == "NO");
    CHECK(plan.ratings[0].is_baseline());
    const auto& rating = plan.ratings.at(1).levels.at(0);
    CHECK(rating.level == Level::from_int(1));
    CHECK(rating.value == 5.0);
    CHECK(rating.note == "Slept well");
    CHECK_FALSE(plan.ratings[1].levels.at(1).level);
    CHECK(result.plans[0].usable);
}

TEST_CASE("all errors of a file are reported in one run, each at its place")
{
    const auto found =
        findings("gas: 1\nid: P\nwrong: 1\ngoals:\n  - id: A\n    title: x\n    scale: " + scale + "\n    importance: 7\n    target: 2026-13-01\n");
    CHECK(found == Lines{"3:1 GAS010 a plan has no key \"wrong\"", "5:9 GAS107 \"A\" is not an id", "8:17 GAS106 \"7\" is not a whole number from 0 to 3",
                         "9:13 GAS105 \"2026-13-01\" is not a date: there is no month 13"});
}

TEST_CASE("columns count characters, not bytes")
{
    CHECK(findings("gas: 1\nid: P\ngoals:\n  - {id: a, title: Café crème, scale: " + scale + ", weight: x}\n") ==
          Lines{"4:83 GAS106 \"x\" is not a decimal number"});
}

TEST_CASE("a syntax slip does not hide what is wrong elsewhere")
{
    const auto found = findings(
        "gas: 1\nid: P\ngoals:\n  - id: a\n    title: Walk: far\n    weight: x\n    scale:\n      -2: a\n      -1: b\n       0: c\n      +1: d\n      +2: e: "
        "f\n");
    CHECK(found == Lines{"5:16 GAS005 a colon and a space inside a text that is not in quotes", "6:13 GAS106 \"x\" is not a decimal number",
                         "10:8 GAS007 this line is indented 1 column more than line 9 above it",
                         "12:12 GAS005 a colon and a space inside a text that is not in quotes"});
}

TEST_CASE("documents of a file are plans of their own, and a broken one does not hide the next")
{
    const std::string plan = "gas: 1\nid: P\ngoals:\n  - {id: a, title: x, scale: " + scale + "}\n";
    const auto result = read_plans({"t", plan + "---\ngas: 1\nid: [\n---\n" + plan});
    REQUIRE(result.plans.size() == 3);
    CHECK(result.plans[0].usable);
    CHECK_FALSE(result.plans[1].usable);
    CHECK(result.plans[2].usable);
}

TEST_CASE("a text of a scale that YAML cuts or joins is told of")
{
    CHECK(findings("gas: 1\nid: P\ngoals:\n  - id: a\n    title: walk #2 daily\n    scale: " + scale + "\n") ==
          Lines{"5:17 GAS220 the text ends here: a `#` after a space begins a comment"});
    CHECK(findings("gas: 1\nid: P\ngoals:\n  - id: a\n    title: walk # a comment\n    scale: " + scale + "\n").empty());
}

TEST_CASE("tabs are told of line by line")
{
    const auto found = findings("gas: 1\nid: P\ngoals:\n  - id: a\n\ttitle: x\n\tscale: y\n");
    CHECK(found == Lines{"5:1 GAS004 a tab in the indentation", "6:1 GAS004 a tab in the indentation"});
}

TEST_CASE("a line of many odd characters behind colons is read in time")
{
    const std::string odd = "\xC2\xA0";
    std::string text = "gas: 1\nid: P01\nfoo:" + odd;  // of 160 KB it took half a minute, and four times that of twice the length
    for (int i = 0; i < 100'000; ++i) {
        text += "x:" + odd;
    }
    const auto begin = std::chrono::steady_clock::now();
    const auto found = findings(text);
    CHECK(std::any_of(found.begin(), found.end(), [](const auto& line) { return line.ends_with("stands a no-break space U+00A0"); }));
    CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(20));
}

TEST_CASE("a quote that is never closed is told of where it opens")
{
    for (const auto* end : {"", "\n"}) {
        const auto found = findings(std::string("gas: 1\nid: P\ngoals:\n  - id: a\n    title: \"x\n    scale: y") + end);
        CHECK(found == Lines{"5:12 GAS008 the quote \" that opens here is never closed"});
    }
}

TEST_CASE("ranges with one decimal meet at a tenth")
{
    const auto plan = [](const std::string& third) {
        return "gas: 1\nid: P\ngoals:\n  - id: a\n    title: x\n    indicator: {unit: m, better: higher}\n    scale:\n      -1: {text: a, range: \"0..1.9\"}\n "
               "     0: {text: b, range: \"2..3.9\"}\n      1: {text: c, range: \"" +
               third + "\"}\n";
    };
    CHECK(findings(plan(">=4")).empty());
    CHECK(findings(plan(">4")) == Lines{"10:27 GAS116 the ranges of levels 0 and +1 leave a gap"});
    CHECK(findings(plan(">=3.9")) == Lines{"10:27 GAS115 the ranges of levels 0 and +1 overlap"});
}

TEST_CASE("a text that offsets of 32 bits do not reach is not read")
{
    const std::string_view five_gib(scale.data(), std::size_t{5} << 30U);  // its size alone is looked at
    const auto result = read::read_text(five_gib);
    REQUIRE(result.diagnostics.size() == 1);
    CHECK(result.diagnostics[0].rule == Rule::too_large);
    CHECK(result.has_errors());
}

TEST_CASE("names are read as they are written, compared in NFC, and brought to it where they are scored")
{
    const std::string composed = "Jos\xC3\xA9";
    const std::string decomposed = "Jose\xCC\x81";
    const std::string head = "gas: 1\nid: " + decomposed + "\ncovariates: {arm: " + decomposed + "}\ngoals:\n  - id: a\n    title: x\n    scale: " + scale +
                             "\nratings:\n  - {date: 2026-01-02, rater: " + decomposed + ", levels: {a: 0}}\n";
    const SourceText source{"t", head};
    const auto read = read_plans(source);
    REQUIRE_FALSE(read.has_errors());
    CHECK(read.plans[0].plan.id == decomposed);
    const auto plan = with_composed_names(read.plans[0].plan);
    REQUIRE(plan.has_value());
    CHECK(plan->id == composed);
    CHECK(plan->covariates[0].value == composed);
    CHECK(plan->ratings[0].rater == composed);
    CHECK_FALSE(with_composed_names(*plan).has_value());
    CHECK(findings(head + "  - {date: 2026-01-02, rater: " + composed + ", levels: {a: 0}}\n") ==
          Lines{"10:12 GAS110 a second entry with the same date, occasion and rater; the first is on line 9"});
}
