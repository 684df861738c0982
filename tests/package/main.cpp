// SPDX-License-Identifier: MIT
// A program of somebody else, built against the installed library.
#include <cmath>
#include <iostream>
#include <variant>

#include <gas/read/read_plans.hpp>
#include <gas/score/score_plan.hpp>

int main()
{
    const gas::SourceText source{"plan",
                                 "gas: 1\nid: P\ngoals:\n"
                                 "  - {id: a, title: A, scale: {-2: v, -1: w, 0: x, +1: y, +2: z}}\n"
                                 "  - {id: b, title: B, scale: {-2: v, -1: w, 0: x, +1: y, +2: z}}\n"
                                 "ratings:\n  - {date: 2026-04-12, rater: R, levels: {a: +1, b: +1}}\n"};
    const auto result = gas::read_plans(source);
    if (result.has_errors() || result.plans.size() != 1) {
        return 1;
    }
    const auto scored = gas::score_plan(result.plans[0].plan, {});
    const auto* rows = std::get_if<std::vector<gas::ScoreRow>>(&scored);
    if (rows == nullptr || rows->size() != 1 || !rows->front().t) {
        return 1;
    }
    std::cout << *rows->front().t << '\n';
    return std::abs(*rows->front().t - (50 + 20 / std::sqrt(2.6))) < 1e-9 ? 0 : 1;  // two goals at +1, rho 0.3
}
