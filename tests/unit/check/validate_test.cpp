// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <algorithm>
#include <cstring>
#include <string>
#include <variant>
#include <vector>

#include "../printers.hpp"
#include "gas/check/validate.hpp"

using namespace gas;

namespace {

/// The last two levels, on line 7, are the same (203).
std::string plan(const std::string& comment = "", const std::string& ratings = "")
{
    return "gas: 1\nid: P\ngoals:\n  - id: walk\n    title: Walk\n    target: 2026-04-12\n    scale: {-2: Walks 5 m, -1: Walks 10 m, 0: Walks 15 m, +1: Walks "
           "20 "
           "m, +2: Walks 20 m}" +
           comment + "\n    baseline: -1\n" + ratings;
}

bool has(const Validation& validation, Rule rule)
{
    return std::any_of(validation.findings.begin(), validation.findings.end(), [&](const auto& finding) { return finding.rule == rule; });
}

RuleSet rules(const RuleChoice& choice) { return std::get<RuleSet>(rules_of(choice)); }

std::string wrong(const RuleChoice& choice)
{
    const auto found = rules_of(choice);
    const auto* message = std::get_if<std::string>(&found);
    return message != nullptr ? *message : "";
}

ByteSource bytes_of(const std::string& text)
{
    return [&text](char* into, std::size_t room, std::uint64_t offset) -> std::ptrdiff_t {
        const auto n = offset < text.size() ? std::min(room, text.size() - static_cast<std::size_t>(offset)) : 0;
        std::memcpy(into, text.data() + std::min<std::size_t>(offset, text.size()), n);
        return static_cast<std::ptrdiff_t>(n);
    };
}

}  // namespace

TEST_CASE("by default errors and warnings are reported, and a choice never hides an error that it does not name")
{
    const auto usual = usual_rules();
    CHECK(usual.has(Rule::level_outside_scale));
    CHECK(usual.has(Rule::same_level_text));
    CHECK_FALSE(usual.has(Rule::number_of_goals));
    CHECK(rules({"", "", true}).has(Rule::number_of_goals));
    const auto one = rules({"gas203,number-of-goals"});
    CHECK(one.has(Rule::same_level_text));
    CHECK(one.has(Rule::number_of_goals));
    CHECK_FALSE(one.has(Rule::same_goal_text));
    CHECK(one.has(Rule::level_outside_scale));
    const auto prefix = rules({"GAS2", "GAS203,GAS104"});
    CHECK(prefix.has(Rule::same_goal_text));
    CHECK_FALSE(prefix.has(Rule::same_level_text));
    CHECK_FALSE(prefix.has(Rule::level_outside_scale));
    CHECK_FALSE(prefix.has(Rule::past_rating_edited));
}

TEST_CASE("a choice that names no rule is refused, with the nearest")
{
    CHECK(wrong({"GAS203", "same-levle-text"}) == "there is no rule \"same-levle-text\"; did you mean same-level-text?");
    CHECK(wrong({"GAS999"}).find("there is no rule \"GAS999\"") == 0);
    CHECK(wrong({"GAS"}) != "");
    CHECK(wrong({"GAS203,,GAS204"}) == "there is no rule \",\"");
}

TEST_CASE("a text is read, checked and located in one call")
{
    const auto all = validate_text({"p.yaml", plan()});
    REQUIRE(has(all, Rule::same_level_text));
    const auto& same = *std::find_if(all.findings.begin(), all.findings.end(), [](const auto& f) { return f.rule == Rule::same_level_text; });
    CHECK(same.file == "p.yaml");
    CHECK(same.begin.line == 7);
    CHECK(same.plan_id == "P");
    CHECK(same.goal_id == "walk");
    CHECK(same.excerpt.find("    scale: {-2: Walks 5 m") == 0);
    CHECK_FALSE(has(all, Rule::number_of_goals));
    REQUIRE(all.plans.size() == 1);
    CHECK(all.plans[0].id == "P");
    CHECK(all.plans[0].begin == Position{2, 5});
    CHECK(all.plans[0].end == Position{2, 6});
    CHECK(all.plans[0].excerpt == "id: P");
    CHECK_FALSE(all.plans[0].latest_t);
    const auto one = validate_text({"p.yaml", plan()}, rules({"GAS203"}));
    CHECK(one.findings.size() == 1);
}

TEST_CASE("of one goal that is rated +1 the latest T is 60")
{
    const auto rated = validate_text({"p.yaml", plan("", "ratings:\n  - {date: 2026-04-12, levels: {walk: +1}}\n")});
    CHECK(rated.plans.at(0).latest_t == doctest::Approx(60));
}

TEST_CASE("comments in the text hide what they name, and one that hides nothing is told of where all rules ran")
{
    CHECK_FALSE(has(validate_text({"p", plan("  # gas: ignore[GAS203] as agreed")}), Rule::same_level_text));
    CHECK(has(validate_text({"p", plan("  # gas: ignore[GAS204] as agreed")}), Rule::unused_ignore));
    const auto broken = validate_text({"p", plan("  # gas: ignore[GAS204] as agreed", "ratings:\n  - {date: 2026-04-12, levels: {walk: +5}}\n")});
    CHECK(has(broken, Rule::level_outside_scale));
    CHECK_FALSE(has(broken, Rule::unused_ignore));
    CHECK(broken.plans.size() == 1);
}

TEST_CASE("what is known of a text's history is located in it, and hidden and chosen as the rest")
{
    const SourceText source{"p", plan()};
    const auto at = static_cast<std::uint32_t>(source.bytes.find("baseline"));
    const std::vector<Diagnostic> history = {{Rule::past_rating_edited, Severity::warning, {at, at + 8}, "edited", "", "P", "walk"}};
    const auto found = validate_read(source, read_plans(source), rules({"GAS4"}), history);
    REQUIRE(found.findings.size() == 1);
    CHECK(found.findings[0].begin == Position{8, 5});
    CHECK(validate_read(source, read_plans(source), rules({"GAS203"}), history).findings.size() == 1);
}

TEST_CASE("a table is checked row by row, then participant by participant")
{
    const std::string table =
        "id,goal,occasion,date,level,weight\n"
        "A,walk,baseline,2026-02-01,-1,1\n"
        "A,walk,final,2026-01-01,1,1\n"
        "B,walk,baseline,2026-01-01,9,1\n"
        "C,walk,baseline,2026-01-01,-1,0\n"
        "C,sit,baseline,2026-01-01,-1,2\n"
        "D,walk,baseline,2026-01-01,0,1\n"
        "E,walk,baseline,2026-01-01,0,1\n";
    std::vector<std::string> told;
    std::vector<std::string> plans;
    const auto check = [&](const std::string& last) {
        told.clear();
        plans.clear();
        check_table(bytes_of(table), "t.csv", {}, [&](Validation piece) {
            for (const auto& finding : piece.findings) {
                told.push_back(rule_id(finding.rule) + " " + finding.plan_id + " " + finding.goal_id + ":" + std::to_string(finding.begin.line));
            }
            for (const auto& plan : piece.plans) {
                plans.push_back(plan.id + ":" + std::to_string(plan.begin.line));
            }
            return plans.empty() || plans.back() != last;
        });
        std::sort(told.begin(), told.end());
    };
    check("");
    CHECK(told == std::vector<std::string>{"GAS104 B :4", "GAS210 A :3", "GAS218 C walk:5"});
    CHECK(plans == std::vector<std::string>{"A:2", "B:4", "C:5", "D:7", "E:8"});
    check("D:7");
    CHECK(plans == std::vector<std::string>{"A:2", "B:4", "C:5", "D:7"});
}
