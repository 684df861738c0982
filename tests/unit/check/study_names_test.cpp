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

TEST_CASE("names for which there is no room are counted, and said")
{
    StudyNames names;
    auto plan = participant("P", {});
    plan.covariates.clear();
    const std::vector<std::size_t> line{1};
    for (std::size_t i = 0; i < max_study_names + 3; ++i) {
        plan.ratings[0].occasion = "visit " + std::to_string(i);
        names.see("t.csv", plan, nullptr, 1, {}, line);
    }
    CHECK(names.not_compared() == "names beyond the first 100000 different ones");
    CHECK(names.count_not_compared() == 3);
    CHECK(names.has(NameKind::occasion, "never there"));  // which is not known
    StudyNames forms;
    plan.ratings.clear();
    std::vector<WrittenName> written{{NameKind::rater, "", "", 1}};
    for (std::size_t i = 0; i < max_study_names + 2; ++i) {
        written[0].text = "\xC3\xA9" + std::to_string(i);
        forms.see("t.csv", plan, nullptr, 1, {}, {}, written);
    }
    CHECK(forms.not_compared() == "forms of Unicode of names beyond the first 100000");
    CHECK(forms.count_not_compared() == 2);
}

TEST_CASE("of more than twenty spellings of a name it is said that nobody knows who has two")
{
    const auto spelt = [](std::size_t blanks) { return "a" + std::string(blanks, ' ') + "b"; };
    StudyNames names;
    for (std::size_t i = 0; i < 20; ++i) {
        see(names, participant("P" + std::to_string(100 + i), {spelt(i)}), i);
    }
    CHECK(names.not_compared().empty());
    for (std::size_t i = 20; i < 25; ++i) {
        see(names, participant("P" + std::to_string(100 + i), {spelt(i)}), i);
    }
    CHECK(names.not_compared().empty());  // they are compared
    CHECK(names.count_not_compared() == 0);
    CHECK(names.not_held_together() == "of 5 spellings beyond the first 20 it is not known whether a participant has another of the same name");
    CHECK(names.count_not_held_together() == 5);
}

TEST_CASE("it is known in how many files a name stands")
{
    StudyNames names;
    const auto see_in = [&](const std::string& file, const std::string& id, const std::string& occasion) {
        const auto plan = participant(id, {}, occasion);
        names.see(file, plan, nullptr, 1, {}, std::vector<std::size_t>{1});
    };
    see_in("1.csv", "P1", "final");
    see_in("1.csv", "P2", "Final");
    see_in("1.csv", "P3", "Final");
    see_in("2.csv", "P4", "Final");
    see_in("3.csv", "p1", "final");
    see_in("4.csv", "p1", "Final");
    const auto near = names.near();
    REQUIRE(near.size() == 2);
    CHECK(near[0].name == "p1");
    CHECK(near[0].more_files == 1);
    CHECK(near[1].name == "Final");
    CHECK(near[1].more_files == 2);
    CHECK(and_more_files(near[1]) == " and in 2 more files");
}

TEST_CASE("who is left out for an error has names, and may be the only one with a baseline")
{
    StudyNames names;
    const std::vector<std::size_t> lines{1, 2};
    auto plan = participant("P1", {}, "week-3");
    plan.ratings.emplace_back().occasion = "week-6";
    names.see("t.csv", plan, nullptr, 1, {}, lines);
    CHECK(names.without_baseline().starts_with("no entry is the baseline"));
    plan.id = "P2";
    plan.ratings[0].occasion = "baseline";
    names.see("t.csv", plan, nullptr, 1, {}, lines, {}, true);
    CHECK(names.without_baseline() == "whoever has a baseline was left out for an error, so nothing has a change from it");
    CHECK(names.names(NameKind::occasion) == std::vector<std::string>{"baseline", "week-3", "week-6"});
    plan.id = "P3";
    names.see("t.csv", plan, nullptr, 1, {}, lines);
    CHECK(names.without_baseline().empty());
}

TEST_CASE("no option takes a slip of an occasion for it where a participant has both, among many or as the last")
{
    const auto cure = [](std::size_t both, std::size_t more) {  // of 6: who has both, and how many other occasions each has
        StudyNames names;
        for (std::size_t i = 1; i <= 6; ++i) {
            auto plan = participant("P" + std::to_string(i), {"walk"}, "review");
            for (std::size_t j = 0; j < more; ++j) {
                plan.ratings.emplace_back().occasion = j == 0 ? "own" + std::to_string(i) : "v" + std::to_string(j);
            }
            if (i == both) {
                plan.ratings.emplace_back().occasion = "reviev";
            }
            see(names, plan, i);
        }
        if (both == 0) {
            see(names, participant("P7", {"walk"}, "reviev"), 7);
        }
        for (const auto& near : names.near()) {
            if (near.name == "reviev") {
                return near.cure;
            }
        }
        return std::string();
    };
    const std::string offer = "`--map-occasion review=reviev` takes them as one";
    CHECK(cure(0, 0) == offer);
    CHECK(cure(0, 3) == offer);
    CHECK(cure(1, 0) == "write \"review\"");
    CHECK(cure(3, 3) == "write \"review\"");
    CHECK(cure(6, 0) == "write \"review\"");
    CHECK(cure(0, 20000) == "write \"review\"");  // of 6 times 20001 names it is not known who has them
}

TEST_CASE("where words of a covariate have no room, it is still known which occasions there are")
{
    StudyNames names;
    for (std::size_t i = 1; i <= max_study_names + 1; ++i) {
        see(names, participant("P" + std::to_string(i), {"walk"}, "final", "a" + std::to_string(i)), i);
    }
    CHECK(names.count_not_compared() > 0);
    CHECK(names.has(NameKind::occasion, "final"));
    CHECK_FALSE(names.has(NameKind::occasion, "fnal"));
}
