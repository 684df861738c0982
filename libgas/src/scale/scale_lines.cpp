// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include "gas/read/read_plans.hpp"
#include "gas/scale/build_scale.hpp"
#include "write/scale_yaml.hpp"

namespace gas {

std::variant<std::string, ScaleProblem> scale_lines(const BuiltScale& scale)
{
    auto lines = fmt::format("    baseline: {}\n    indicator: {}\n    scale:\n", to_string(scale.baseline), write::indicator_yaml(scale.indicator));
    for (const auto& level : scale.levels) {
        lines += fmt::format("      {}: {}\n", to_string(level.level), write::level_yaml(level, scale.decimals));
    }
    const auto read = read_plans({"", "gas: 1\nid: P\ngoals:\n  - id: g\n    title: a goal\n" + lines});
    if (!read.diagnostics.empty()) {
        const auto& found = read.diagnostics[0];
        return ScaleProblem{"in a plan this would be found: " + found.message, found.hint};
    }
    const auto& goal = read.plans[0].plan.goals[0];
    if (goal.baseline != scale.baseline || goal.indicator != scale.indicator || goal.scale != scale.levels) {
        return ScaleProblem{"in a plan this unit or text would read otherwise", "write them in UTF-8"};
    }
    return lines;
}

}  // namespace gas
