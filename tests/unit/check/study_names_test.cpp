// SPDX-License-Identifier: MIT
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "gas/check/study_names.hpp"

using namespace gas;

namespace {

/// A participant of a table with these goals, rated once.
Plan participant(const std::string& id, const std::vector<std::string>& goals, const std::string& occasion = "final", const std::string& arm = "a")
{
    Plan plan;
    plan.id = id;
    plan.covariates.push_back({"arm", arm});
    for (const auto& goal : goals) {
        plan.goals.emplace_back().id = goal;
    }
    plan.ratings.emplace_back().occasion = occasion;
    return plan;
}

void see(StudyNames& names, const Plan& plan, std::size_t row)
{
    const std::vector<std::size_t> lines(plan.goals.size() + plan.ratings.size(), row);
    names.see("t.csv", plan, nullptr, row, lines, lines);
}

}  // namespace

TEST_CASE("names that only a hyphen parts are not near where one participant has both")
{
    StudyNames together;
    see(together, participant("P1", {"T-1", "T1"}), 2);
    see(together, participant("P2", {"T1"}), 4);
    CHECK(together.near().empty());
    StudyNames apart;
    see(apart, participant("P1", {"T-1"}), 2);
    see(apart, participant("P2", {"T1"}), 3);
    see(apart, participant("P3", {"T1"}), 4);
    const auto near = apart.near();
    REQUIRE(near.size() == 1);
    CHECK(near[0].name == "T-1");
    CHECK(near[0].meant == "T1");
    CHECK(near[0].finding.begin.line == 2);
    CHECK(near[0].finding.message == "goal \"T-1\" (1 time) is nearly \"T1\" (2 times), at line 3");
}

TEST_CASE("ids are compared whether they ascend or not, and each is told once")
{
    StudyNames ascending;
    for (std::size_t i = 100; i < 200; ++i) {
        see(ascending, participant("P" + std::to_string(i), {"walk"}), i);
    }
    CHECK(ascending.near().empty());
    see(ascending, participant("p0150", {"walk"}), 300);
    see(ascending, participant("p0150", {"walk"}), 301);
    const auto near = ascending.near();
    REQUIRE(near.size() == 1);
    CHECK(near[0].meant == "P150");
    CHECK(near[0].finding.begin.line == 300);
    CHECK(ascending.not_compared().empty());
}

TEST_CASE("a word of the format is the one that is meant, and slips are looked for among few words only")
{
    StudyNames names;
    for (std::size_t i = 0; i < 6; ++i) {
        see(names, participant(std::to_string(i), {}, "Final", "exercise"), i);
    }
    see(names, participant("x", {}, "final", "exercice"), 9);
    const auto near = names.near();
    REQUIRE(near.size() == 2);
    CHECK(near[0].name == "Final");
    CHECK(near[0].cure == "`--map-occasion final=Final` takes them as one");
    CHECK(near[1].name == "exercice");
    for (std::size_t i = 0; i < 30; ++i) {
        see(names, participant("y" + std::to_string(i), {}, "final", "site-" + std::to_string(i)), 10 + i);
    }
    CHECK(names.near().size() == 1);
}

TEST_CASE("of one kind twenty are told and the others counted")
{
    StudyNames names;
    for (std::size_t i = 0; i < 50; ++i) {
        see(names, participant("P" + std::to_string(i), {"walk"}), i);
        see(names, participant("p" + std::to_string(i), {"walk"}), i);
    }
    std::size_t more = 0;
    CHECK(names.near(&more).size() == 20);
    CHECK(more == 30);
}

TEST_CASE("of a blank that is none of the keyboard's the name with the plain one is meant, however seldom it is")
{
    StudyNames names;
    see(names,
        participant("K\xC2\xA0"
                    "7",
                    {"walk"},
                    "visit\xC2\xA0"
                    "1"),
        2);
    see(names,
        participant("K 7", {"walk"},
                    "visit\xC2\xA0"
                    "1"),
        3);
    see(names, participant("P3", {"walk"}, "visit 1"), 4);
    const auto near = names.near();
    REQUIRE(near.size() == 2);
    CHECK(near[0].meant == "K 7");
    CHECK(near[0].finding.begin.line == 2);
    CHECK(near[1].meant == "visit 1");
    CHECK(near[1].finding.message.find("is but for U+00A0 in place of a blank \"visit 1\" (1 time), at line 4") != std::string::npos);
}

TEST_CASE("two forms of Unicode of one name are one name, and told once")
{
    const std::string composed = "Jos\xC3\xA9";
    const std::string decomposed = "Jose\xCC\x81";
    PlanNames plans{"p.gas.yaml", {}};
    for (std::size_t i = 0; i < 3; ++i) {
        const auto& name = i == 0 ? composed : decomposed;
        plans.names.push_back({NameKind::id, "", "P" + std::to_string(i), 1, {i + 1, 1}, {i + 1, 2}, ""});
        plans.names.push_back({NameKind::rater, "", name, 2, {i + 1, 5}, {i + 1, 9}, ""});
    }
    StudyNames names;
    names.see(plans);
    const auto near = names.near();
    REQUIRE(near.size() == 1);
    CHECK(near[0].name == decomposed);
    CHECK(near[0].meant == composed);
    CHECK(near[0].finding.begin.line == 2);
    StudyNames alone;
    plans.names.erase(plans.names.begin(), plans.names.begin() + 2);
    alone.see(plans);
    CHECK(alone.near().empty());  // one form alone splits nothing
}
