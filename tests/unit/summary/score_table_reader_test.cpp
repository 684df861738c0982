// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include "gas/summary/participant_scores.hpp"
#include "gas/summary/shards.hpp"

using namespace gas;

namespace {

const std::vector<std::string> names = {"id",  "occasion",  "t",          "t_baseline", "t_change", "active",       "rated",       "paired",
                                        "rho", "weighting", "half_level", "reason",     "level_0",  "level_plus_1", "missing_rule"};

std::vector<std::string> rated(const std::string& id, const std::string& occasion)
{
    return {id, occasion, "50", "", "", "1", "1", "0", "0.3", "equal", "-1", "no-baseline", "1", "0", "left-out"};
}

}  // namespace

TEST_CASE("a participant who is refused takes no row from the next")
{
    std::vector<std::size_t> taken;
    ScoreTableReader rows([&](const ScoredParticipant& participant) {
        taken.push_back(participant.entries.size());
        return participant.id == "P1" ? std::string("not P1") : std::string();
    });
    CHECK_FALSE(rows.row(names, rated("P1", "a"), 2));
    const auto told = rows.row(names, rated("P2", "a"), 3);
    REQUIRE(told);
    CHECK(told->message == "not P1");
    CHECK_FALSE(rows.row(names, rated("P2", "b"), 4));
    CHECK_FALSE(rows.row(names, rated("P2", "c"), 5));
    CHECK(rows.finish().empty());
    CHECK(taken == std::vector<std::size_t>{1, 3});
}

TEST_CASE("a row that contradicts itself leaves its participant out, and no other")
{
    std::vector<std::string> taken;
    ScoreTableReader rows([&](const ScoredParticipant& participant) {
        taken.push_back(participant.id);
        return std::string();
    });
    auto wrong = rated("P1", "b");
    wrong[6] = "0";  // a T of no rated goal
    wrong[12] = "0";
    CHECK_FALSE(rows.row(names, rated("P1", "a"), 2));
    const auto problem = rows.row(names, wrong, 3);
    REQUIRE(problem);
    CHECK(problem->rule == Rule::contradicting_row);
    CHECK(rows.id() == "P1");
    CHECK_FALSE(rows.row(names, rated("P1", "c"), 4));
    CHECK_FALSE(rows.row(names, rated("P2", "a"), 5));
    CHECK(rows.finish().empty());
    CHECK(taken == std::vector<std::string>{"P2"});
}

TEST_CASE("parts of a study are missing, come twice, or do not belong together")
{
    const auto problem = [](std::initializer_list<const char*> parts) {
        ShardsSeen seen;
        for (const auto* part : parts) {
            seen.add(part);
        }
        return seen.problem();
    };
    CHECK(problem({}) == "");
    CHECK(problem({"2/2", "1/2"}) == "");
    CHECK(problem({"1/3", "3/3"}) == "part 2/3 is missing");
    CHECK(problem({"2/4"}) == "parts 1/4, 3/4, 4/4 are missing");
    CHECK(problem({"1/2", "2/2", "1/2"}) == "part 1/2 comes from more than one place");
    CHECK(problem({"1/2", "1/3"}) == "parts of 2 and of 3 do not make one study");
    CHECK(problem({"0/2"}) == "\"0/2\" is no part of a study, like 3/8");
    CHECK(problem({"1/18446744073709551615"}).ends_with("missing"));  // no loop over what a file claims
}
