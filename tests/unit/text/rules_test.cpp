// SPDX-License-Identifier: MIT
#include <set>

#include <doctest/doctest.h>

#include "gas/text/rules.hpp"
#include "gas/text/suggest.hpp"

using namespace gas;

TEST_CASE("rules have ids in order, names of their own, and all their texts")
{
    std::set<std::string_view> names;
    int last = 0;
    for (const auto& info : all_rules()) {
        const int id = static_cast<int>(info.rule);
        CHECK(id > last);
        last = id;
        CHECK(names.insert(info.name).second);
        CHECK(info.severity == (id < 200 ? Severity::error : id < 300 || id >= 400 ? Severity::warning : Severity::info));
        for (const auto text : {info.name, info.meaning, info.why, info.source, info.bad, info.good}) {
            CHECK_MESSAGE(!text.empty(), rule_id(info.rule));
        }
        CHECK(info.bad != info.good);
        CHECK(&rule_info(info.rule) == &info);
    }
    // 25 on reading, 20 on structure, 31 on quality, 11 heuristics, 2 on history
    CHECK(all_rules().size() == 100);
}

TEST_CASE("a rule is found by its id or name in any case")
{
    CHECK(rule_from("GAS104") == Rule::level_outside_scale);
    CHECK(rule_from("gas104") == Rule::level_outside_scale);
    CHECK(rule_from("level-outside-scale") == Rule::level_outside_scale);
    CHECK_FALSE(rule_from("GAS999"));
    CHECK_FALSE(rule_from(""));
    CHECK(rule_id(Rule::not_utf8) == "GAS001");
}

TEST_CASE("edits are counted with swapped neighbours as one")
{
    CHECK(edit_distance("ratings", "ratngs") == 1);
    CHECK(edit_distance("scale", "sclae") == 1);
    CHECK(edit_distance("Title", "title") == 0);
    CHECK(edit_distance("", "abc") == 3);
    CHECK(edit_distance("kitten", "sitting") == 3);
}

TEST_CASE("the nearest word is offered only where it may have been meant")
{
    constexpr std::string_view keys[] = {"title", "target", "scale"};
    CHECK(nearest("tilte", keys) == "title");
    CHECK(nearest("tagret", keys) == "target");
    CHECK(nearest("banana", keys).empty());
    CHECK(nearest(std::string(200, 'x'), keys).empty());
}
