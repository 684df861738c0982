// SPDX-License-Identifier: MIT
#pragma once

#include <doctest/doctest.h>

#include <map>
#include <string>
#include <utility>

#include "gas/diff/diff_plans.hpp"
#include "gas/read/read_plans.hpp"

/// The differences of two plans as texts, and their changes counted.
namespace gas::test {

inline ReadPlan read_one(const std::string& text)
{
    auto result = read_plans({"t", text});
    INFO(text);
    for (const auto& diagnostic : result.diagnostics) {
        INFO(diagnostic.message);
        REQUIRE(diagnostic.severity != Severity::error);
    }
    REQUIRE(result.plans.size() == 1);
    return std::move(result.plans[0]);
}

inline PlanDiff diff_of(const ReadPlan& a, const ReadPlan& b) { return diff_plans({a.plan, a.ranges, a.usable}, {b.plan, b.ranges, b.usable}); }

inline PlanDiff diff_of(const std::string& a, const std::string& b)
{
    const auto old_plan = read_one(a);
    const auto new_plan = read_one(b);
    return diff_of(old_plan, new_plan);
}

using Counts = std::map<std::pair<ChangeClass, std::string>, std::size_t>;

inline Counts counts(const PlanDiff& diff)
{
    Counts found;
    for (const auto& change : diff.changes) {
        ++found[{change.change_class, change.kind}];
    }
    return found;
}

inline std::string listed(const Counts& found)
{
    std::string text;
    for (const auto& [key, n] : found) {
        text += std::string(to_string(key.first)) + " " + key.second + " " + std::to_string(n) + "\n";
    }
    return text;
}

inline const std::string two_goals =
    "gas: 1\nid: P\ngoals:\n  - id: a\n    title: A\n    scale: {-2: v, -1: w, 0: x, 1: y, 2: z}\n"
    "  - id: b\n    title: B\n    scale: {-2: k, -1: l, 0: m, 1: n, 2: o}\n";

}  // namespace gas::test
