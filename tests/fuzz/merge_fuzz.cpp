// SPDX-License-Identifier: MIT
// Coverage-guided: three versions of a text are taken apart, compared and merged without a fault of memory, and an tree holds every byte once.
// The versions stand one behind the other, with a byte 0x1E between them. Built by hand:
//   clang++ -std=c++20 -g -O1 -fsanitize=fuzzer,address,undefined -Ilibgas/include -Ilibgas/src tests/fuzz/merge_fuzz.cpp \
//     libgas/src/{plan,text,yaml,format,read,score,diff,syntax,merge}/*.cpp -lfmt -lyaml-cpp -o build/merge_fuzz
//   build/merge_fuzz -max_total_time=300 -max_len=6000 -timeout=10 build/corpus_merge
#include <array>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "../unit/syntax/rebuilt.hpp"
#include "gas/diff/diff_plans.hpp"
#include "gas/merge/merge_plans.hpp"
#include "gas/read/read_plans.hpp"
#include "gas/syntax/syntax_tree.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string all(reinterpret_cast<const char*>(data), size);
    std::array<gas::SourceText, 3> texts;
    std::size_t from = 0;
    for (auto& text : texts) {
        const auto end = std::min(all.find('\x1e', from), all.size());
        text = {"t", all.substr(std::min(from, all.size()), end - std::min(from, end))};
        from = std::min(end + 1, all.size());
        const auto tree = gas::syntax_tree_of(text.bytes);
        if (tree && gas::test::rebuilt(*tree) != text.bytes) {
            std::abort();
        }
    }
    const auto old_plans = gas::read_plans(texts[0]);
    const auto new_plans = gas::read_plans(texts[1]);
    if (!old_plans.plans.empty() && !new_plans.plans.empty()) {
        const auto& a = old_plans.plans[0];
        const auto& b = new_plans.plans[0];
        const auto there = gas::diff_plans({a.plan, a.ranges, a.usable, {}}, {b.plan, b.ranges, b.usable, {}});
        const auto back = gas::diff_plans({b.plan, b.ranges, b.usable, {}}, {a.plan, a.ranges, a.usable, {}});
        if (a.usable && b.usable && there.changes.size() != back.changes.size()) {
            std::abort();
        }
    }
    gas::merge_plans(texts[0], texts[1], texts[2], {});
    return 0;
}
