// SPDX-License-Identifier: MIT
// A program of somebody else, built against the installed library; docs/cpp.md shows it.
#include <iostream>

#include <gas/gas.hpp>

int main()
{
    const std::string plan =
        "gas: 1\nid: P-017\ngoals:\n"
        "  - {id: sleep, title: Sleep, baseline: -2, scale: {-2: 0 nights, -1: 2 nights, 0: 4 nights, +1: 5 nights, +2: 7 nights}}\n"
        "ratings:\n  - {date: 2026-04-13, rater: AB, levels: {sleep: ";
    const gas::SourceText before{"before", plan + "0}}\n"}, after{"after", plan + "+1}}\n"};
    for (const gas::Finding& finding : gas::validate_text(after).findings) {
        std::cout << "line " << finding.begin.line << ": " << finding.message << '\n';
    }
    for (const gas::ReadPlan& read : gas::read_plans(after).plans) {
        const auto scored = gas::score_plan(read.plan, {});
        for (const gas::ScoreRow& row : std::get<std::vector<gas::ScoreRow>>(scored)) {
            std::cout << read.plan.id << ": T " << row.t.value() << ", change " << row.t_change.value() << '\n';
        }
    }
    for (const gas::ComparedPlan& compared : gas::compare({{"", before}}, {{"", after}}).plans) {
        for (const gas::Change& change : compared.diff.changes) {
            std::cout << change.kind << ": " << change.goal << ' ' << change.before.value() << " -> " << change.after.value() << '\n';
        }
    }
}
