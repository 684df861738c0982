// SPDX-License-Identifier: MIT
#include "gas/syntax/syntax_tree.hpp"

#include <doctest/doctest.h>

#include "../diff/random_plan.hpp"
#include "../plan_texts.hpp"
#include "rebuilt.hpp"

using namespace gas;
using namespace gas::test;

TEST_CASE("a tree holds every byte once")
{
    for (const auto& text :
         {plan_text, replaced(plan_text, "levels: {a: -1, b: -2}", "levels: { a: {value: 3, note: \"x # y\"} , # c\n      b: -2 }"),
          plan_text + "---\n" + replaced(plan_text, "id: P", "id: Q"), replaced(plan_text, "title: Walk", "title: >\n      a\n\n      # b\n"),
          replaced(plan_text, "title: Walk", "title: \"a\n      # b\"  # c"), std::string(), std::string("\n\n"), std::string("# a\n# b")}) {
        const auto tree = syntax_tree_of(text);
        INFO(text);
        REQUIRE(tree);
        CHECK(rebuilt(*tree) == text);
    }
    CHECK(!syntax_tree_of("gas: &a 1\nid: P\n"));
    CHECK(!syntax_tree_of("gas: [\n"));
}

TEST_CASE("a tree of random plans holds every byte once")
{
    for (unsigned seed = 0; seed < 200; ++seed) {
        Rng rng(seed);
        const auto text = write_plan(random_plan(rng), random_layout(rng), rng);
        const auto tree = syntax_tree_of(text);
        REQUIRE(tree);
        CHECK(rebuilt(*tree) == text);
    }
}

TEST_CASE("a text that offsets of 32 bits do not reach has no tree")
{
    CHECK_FALSE(syntax_tree_of({plan_text.data(), std::size_t{5} << 30U}));  // its size alone is looked at
}
