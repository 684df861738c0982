// SPDX-License-Identifier: MIT
// Coverage-guided: any text is read, checked, scored and its findings placed, without a fault of memory or of arithmetic. Built by hand:
//   clang++ -std=c++20 -g -O1 -fsanitize=fuzzer,address,undefined -Ilibgas/include -Ilibgas/src tests/fuzz/read_plans_fuzz.cpp \
//     libgas/src/{plan,text,yaml,format,read,check,score}/*.cpp -lfmt -lyaml-cpp -o build/read_plans_fuzz
//   build/read_plans_fuzz -max_total_time=300 -max_len=4096 -timeout=5 build/corpus examples/caseload tests/plans/well-made
#include <cmath>
#include <cstdint>
#include <cstdlib>

#include "gas/check/check_plan.hpp"
#include "gas/check/ignores.hpp"
#include "gas/read/read_plans.hpp"
#include "gas/score/score_plan.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const gas::SourceText source{"fuzz", std::string(gas::without_bom(std::string_view(reinterpret_cast<const char*>(data), size)))};
    auto result = gas::read_plans(source);
    for (const auto& read : result.plans) {
        if (!read.usable) {
            continue;
        }
        auto found = gas::check_plan(read.plan, read.ranges);
        result.diagnostics.insert(result.diagnostics.end(), found.begin(), found.end());
        gas::ScoreOptions carry;
        carry.carry = true;
        for (const auto& options : {gas::ScoreOptions{}, carry}) {
            const auto scored = gas::score_plan(read.plan, options);
            const auto* rows = std::get_if<std::vector<gas::ScoreRow>>(&scored);
            for (std::size_t i = 0; rows != nullptr && i < rows->size(); ++i) {
                const auto& row = (*rows)[i];
                // a score or a reason, and never a number that is none
                if (row.t.has_value() == row.no_score.has_value() || (row.t && !std::isfinite(*row.t))) {
                    std::abort();
                }
            }
            (void)gas::score_goals(read.plan, options);
        }
    }
    gas::apply_ignores(source, result.diagnostics, true);
    (void)gas::locate(source, result.diagnostics);
    return 0;
}
