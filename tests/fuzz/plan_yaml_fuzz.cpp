// SPDX-License-Identifier: MIT
// Coverage-guided: what the writer makes of a plan that was read is read as an equal plan, and written again the same. Built by hand:
//   clang++ -std=c++20 -g -O1 -fsanitize=fuzzer,address,undefined -DGAS_VERSION='""' -DGAS_HOMEPAGE='""' -Ilibgas/include -Ilibgas/src \
//     tests/fuzz/plan_yaml_fuzz.cpp libgas/src/{plan,text,yaml,format,read}/*.cpp libgas/src/write/plan_yaml.cpp -lfmt -lyaml-cpp
//     -lutf8proc -o build/plan_yaml_fuzz
//   build/plan_yaml_fuzz -max_total_time=300 -max_len=4096 -timeout=5 build/corpus_yaml examples/caseload tests/plans/well-made
#include <cstdint>
#include <cstdlib>

#include "gas/read/read_plans.hpp"
#include "gas/write/plan_yaml.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const gas::SourceText source{"fuzz", std::string(gas::without_bom(std::string_view(reinterpret_cast<const char*>(data), size)))};
    for (const auto& read : gas::read_plans(source).plans) {
        if (!read.usable) {
            continue;
        }
        const auto text = gas::write_plan_yaml(read.plan);
        const auto again = gas::read_plans({"written", text});
        if (again.has_errors() || again.plans.size() != 1 || !(again.plans[0].plan == read.plan) || gas::write_plan_yaml(again.plans[0].plan) != text) {
            std::abort();
        }
    }
    return 0;
}
