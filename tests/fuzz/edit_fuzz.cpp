// SPDX-License-Identifier: MIT
// Coverage-guided: each edit of a plan that was read gives a text that is read without errors, or says why not. Built by hand:
//   the library as usual in build/dev, since clang 14 cannot read libstdc++'s views, then
//   clang++ -std=c++20 -g -O1 -fsanitize=fuzzer,address,undefined -Ilibgas/include -Ilibgas/src tests/fuzz/edit_fuzz.cpp libgas/src/syntax/*.cpp \
//     build/dev/libgas/libgas.a -lfmt -lyaml-cpp -lutf8proc -o build/edit_fuzz
//   build/edit_fuzz -max_total_time=300 -max_len=2048 -timeout=5 build/corpus_edit examples/caseload tests/plans/well-made
#include <cstdint>
#include <cstdlib>

#include "gas/diff/facts.hpp"
#include "gas/read/read_plans.hpp"
#include "gas/syntax/edit.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string text(reinterpret_cast<const char*>(data), size);
    const auto result = gas::read_plans({"fuzz", std::string(gas::without_bom(text))});
    if (result.has_errors() || result.plans.empty()) {
        return 0;
    }
    const auto good = [](const gas::EditedText& edited) {
        const auto* now = std::get_if<std::string>(&edited);
        if (now != nullptr ? gas::read_plans({"now", std::string(gas::without_bom(*now))}).has_errors() : std::get<gas::EditProblem>(edited).message.empty()) {
            std::abort();
        }
    };
    const auto& plan = result.plans[0].plan;
    const std::string entry = "/ratings/2026-02-01/review/A: B";
    good(gas::insert_facts(text, plan.id, {{entry, ""}, {entry + "/" + plan.goals[0].id, "+1"}, {entry + "/" + plan.goals[0].id + "/note", "x, \"y\""}}));
    std::size_t edits = 0;
    for (const auto& fact : gas::facts_of(plan, result.plans[0].ranges, gas::own_names(plan))) {
        if (++edits > 20) {
            break;
        }
        good(gas::set_fact(text, plan.id, {fact.path, "a: b"}));
        good(gas::set_fact(text, plan.id, {fact.path + "/note", "c"}));
        good(gas::remove_fact(text, plan.id, fact.path));
    }
    return 0;
}
