// SPDX-License-Identifier: MIT
// A program of somebody else, built against the installed library; docs/cpp.md shows it.
#include <iostream>
#include <variant>

#include <gas/check/check_plan.hpp>
#include <gas/diff/diff_plans.hpp>
#include <gas/read/read_plans.hpp>
#include <gas/score/score_plan.hpp>

int main()
{
    const std::string plan =
        "gas: 1\nid: P-017\ngoals:\n"
        "  - {id: sleep, title: Sleep, baseline: -2, scale: {-2: 0 nights, -1: 2 nights, 0: 4 nights, +1: 5 nights, +2: 7 nights}}\n"
        "ratings:\n  - {date: 2026-04-13, rater: AB, levels: {sleep: ";
    const gas::SourceText before{"before", plan + "0}}\n"}, after{"after", plan + "+1}}\n"};
    const gas::ReadResult old_text = gas::read_plans(before), new_text = gas::read_plans(after);
    if (old_text.has_errors() || new_text.has_errors()) {
        return 1;  // the diagnostics say why
    }
    const gas::ReadPlan &was = old_text.plans.at(0), &now = new_text.plans.at(0);
    for (const gas::Finding& finding : gas::locate(after, gas::check_plan(now.plan, now.ranges))) {
        std::cout << "line " << finding.begin.line << ": " << finding.message << '\n';
    }
    const auto scored = gas::score_plan(now.plan, {});
    for (const gas::ScoreRow& row : std::get<std::vector<gas::ScoreRow>>(scored)) {
        std::cout << "T " << row.t.value() << ", change " << row.t_change.value() << '\n';
    }
    for (const gas::Change& change : gas::diff_plans({was.plan, was.ranges}, {now.plan, now.ranges}).changes) {
        std::cout << change.kind << ": " << change.goal << ' ' << change.before.value() << " -> " << change.after.value() << '\n';
    }
}
