// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include "plan/baseline_entries.hpp"
#include "rules.hpp"

namespace gas::check {

namespace {

constexpr auto some_function = *Level::from_int(-1);
constexpr auto no_function = *Level::from_int(-2);

/// The one level that all goals are to start at, where the plan's convention says so.
std::optional<Level> uniform(const Plan& plan)
{
    if (!plan.scoring.baseline) {
        return std::nullopt;
    }
    const auto& [some, none] = *plan.scoring.baseline;
    if (some && none && *some != *none) {
        return std::nullopt;
    }
    return some ? some : none;
}

bool of_convention(const Plan& plan, Level level)
{
    if (plan.scoring.baseline && (plan.scoring.baseline->some_function || plan.scoring.baseline->no_function)) {
        return level == plan.scoring.baseline->some_function || level == plan.scoring.baseline->no_function;
    }
    return level == some_function || level == no_function;
}

void check_level(Findings& findings, std::size_t g, Level level, Range at)
{
    const auto one = uniform(findings.plan);
    const auto name = to_string(level);
    if (one && level != *one) {
        findings.add_goal(Rule::baseline_not_uniform, g, at,
                          fmt::format("baseline {}, where the plan's convention is {} for every goal", name, to_string(*one)),
                          "start the goal there, or change `scoring: baseline:`");
    } else if (!of_convention(findings.plan, level) && level >= Level{}) {
        findings.add_goal(Rule::baseline_at_expected, g, at, fmt::format("baseline {} is at or above the expected outcome", name),
                          "describe as 0 what is expected beyond the start; for a goal of keeping, add an ignore comment");
    } else if (!of_convention(findings.plan, level)) {
        findings.add_goal(Rule::baseline_off_convention, g, at, fmt::format("baseline {} is not a level of the convention", name),
                          "-1 is some function, -2 is none; `scoring: baseline:` states another convention");
    }
}

/// The goals that some rater's scores find a baseline for in an entry: a baseline entry counts for its own rater.
std::vector<bool> rated_as_baseline(const Plan& plan)
{
    std::vector<bool> rated(plan.goals.size());
    for (const auto& entry : plan.ratings) {
        for (std::size_t i = 0; entry.is_baseline() && i < entry.levels.size(); ++i) {
            rated[entry.levels[i].goal] = rated[entry.levels[i].goal] || entry.levels[i].level;
        }
    }
    return rated;
}

void check_entry(Findings& findings, std::size_t e, const plan::GridRatings& ratings, const plan::BaselineEntries& baselines)
{
    const auto counted = baselines.counted_for(ratings, ratings.rater(e));
    const auto& entry = findings.plan.ratings[e];
    for (std::size_t i = 0; i < entry.levels.size(); ++i) {
        const auto& rating = entry.levels[i];
        if (!rating.level) {
            continue;
        }
        const Range at = findings.ranges.ratings[e].goals[i].value;
        const auto& goal = findings.plan.goals[rating.goal];
        if (entry.is_baseline() && !goal.baseline) {
            check_level(findings, rating.goal, *rating.level, at);
        }
        const auto baseline = rating.level->is_half() && !entry.is_baseline() ? counted.of(ratings, rating.goal).level : std::nullopt;
        if (baseline && *baseline != some_function) {
            findings.add_goal(Rule::half_level_off_baseline, rating.goal, at, fmt::format("-0.5 is rated, but the goal started at {}", to_string(*baseline)),
                              "from -2, partly achieved is -1");
        }
    }
}

}  // namespace

void check_baselines(Findings& findings)
{
    const auto rated = rated_as_baseline(findings.plan);
    for (std::size_t g = 0; g < findings.plan.goals.size(); ++g) {
        const auto& goal = findings.plan.goals[g];
        if (goal.baseline) {
            check_level(findings, g, *goal.baseline, findings.ranges.goals[g].baseline);
        } else if (!rated[g]) {
            findings.add_goal(Rule::no_baseline, g, {}, fmt::format("goal \"{}\" has no baseline", goal.id),
                              "add `baseline: -1` or -2, or a rating entry with `occasion: baseline`");
        }
    }
    RatingGrid grid;
    fill_grid(findings.plan, grid);
    const plan::GridRatings ratings{grid};
    const plan::BaselineEntries baselines(ratings);
    for (std::size_t e = 0; e < findings.plan.ratings.size(); ++e) {
        check_entry(findings, e, ratings, baselines);
    }
}

}  // namespace gas::check
