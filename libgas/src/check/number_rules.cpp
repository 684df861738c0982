// SPDX-License-Identifier: MIT
// Rules on the numbers in the texts of levels. When in doubt they are silent: a well-made plan must give no warning.
#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "rules.hpp"
#include "words.hpp"

namespace gas::check {

namespace {

using Numbers = std::vector<TextNumber>;

/// The numbers of each level of a scale, in step; nothing where a level has none, more or fewer, or another unit.
std::optional<std::vector<Numbers>> comparable(const Goal& goal)
{
    std::vector<Numbers> levels;
    for (const auto& level : goal.scale) {
        auto numbers = numbers_of(level.text);
        if (!numbers || numbers->empty() || (!levels.empty() && numbers->size() != levels.front().size())) {
            return std::nullopt;
        }
        for (std::size_t k = 0; !levels.empty() && k < numbers->size(); ++k) {
            if ((*numbers)[k].unit != levels.front()[k].unit) {
                return std::nullopt;
            }
        }
        levels.push_back(std::move(*numbers));
    }
    return levels.size() >= 3 ? std::optional(levels) : std::nullopt;
}

/// Which of the numbers in step change over the scale.
std::vector<std::size_t> changing(const std::vector<Numbers>& levels)
{
    std::vector<std::size_t> which;
    for (std::size_t k = 0; k < levels.front().size(); ++k) {
        if (std::any_of(levels.begin(), levels.end(), [&](const auto& numbers) { return !(numbers[k] == levels.front()[k]); })) {
            which.push_back(k);
        }
    }
    return which;
}

/// Where a number lies, for its order: the middle, or the end that it has.
double middle(const TextNumber& number)
{
    if (std::isinf(number.low) || std::isinf(number.high)) {
        return std::isinf(number.low) ? number.high : number.low;
    }
    return (number.low + number.high) / 2;
}

std::string names(const Goal& goal, std::size_t i)
{
    return fmt::format("levels {} and {}", to_string(goal.scale[i - 1].level), to_string(goal.scale[i].level));
}

/// Neighbours in order of value, both closed towards each other.
void check_neighbours(Findings& findings, std::size_t g, std::size_t i, const TextNumber& a, const TextNumber& b)
{
    const auto& lower = middle(a) <= middle(b) ? a : b;
    const auto& upper = middle(a) <= middle(b) ? b : a;
    const auto& goal = findings.plan.goals[g];
    const bool any_range = a.is_range() || b.is_range();
    if (std::isinf(lower.high) || std::isinf(upper.low) || !any_range) {
        return;  // "at least 4" below "5" is a ladder; so are single values
    }
    const Range at = findings.ranges.goals[g].levels[i].text;
    const bool shared = upper.low == lower.high && !upper.open && !lower.open;
    if (upper.low < lower.high || shared) {
        findings.add_goal(Rule::numbers_overlap, g, at, fmt::format("the numbers of {} overlap", names(goal, i)), "a count may belong to one level only");
    } else if (a.whole && b.whole && upper.low > lower.high + 1 && !std::isinf(lower.low) && !std::isinf(upper.high)) {
        findings.add_goal(Rule::numbers_overlap, g, at, fmt::format("the numbers of {} leave a gap", names(goal, i)), "every count between them needs a level");
    }
}

void check_order(Findings& findings, std::size_t g, const std::vector<TextNumber>& numbers)
{
    const auto& goal = findings.plan.goals[g];
    for (std::size_t i = 1; i < numbers.size(); ++i) {
        if (middle(numbers[i]) == middle(numbers[i - 1])) {
            return;  // something else tells these levels apart
        }
    }
    int rising = 0;
    for (std::size_t i = 1; i < numbers.size(); ++i) {
        rising += middle(numbers[i]) > middle(numbers[i - 1]) ? 1 : -1;
    }
    const auto steps = static_cast<int>(numbers.size()) - 1;
    if (std::abs(rising) == steps) {
        for (std::size_t i = 1; i < numbers.size(); ++i) {
            check_neighbours(findings, g, i, numbers[i - 1], numbers[i]);
        }
        return;
    }
    for (std::size_t i = 1; i < numbers.size(); ++i) {
        const bool up = middle(numbers[i]) > middle(numbers[i - 1]);
        if (up != (rising > 0)) {
            findings.add_goal(Rule::numbers_not_monotone, g, findings.ranges.goals[g].levels[i].text,
                              fmt::format("the numbers turn back between {}", names(goal, i)), "let the numbers rise throughout the scale, or fall");
            return;
        }
    }
}

void check_steps(Findings& findings, std::size_t g, const std::vector<TextNumber>& numbers)
{
    double least = 0;
    double most = 0;
    for (std::size_t i = 1; i < numbers.size(); ++i) {
        if (numbers[i].is_range() || numbers[i - 1].is_range()) {
            return;
        }
        const double step = std::abs(numbers[i].low - numbers[i - 1].low);
        least = i == 1 ? step : std::min(least, step);
        most = std::max(most, step);
    }
    if (least > 0 && most / least > 3) {
        findings.add_goal(Rule::unequal_steps, g, findings.ranges.goals[g].scale,
                          fmt::format("the largest step between levels is {:.3g} times the smallest", most / least),
                          "check that the distances between levels are meant");
    }
}

}  // namespace

void check_numbers(Findings& findings)
{
    for (std::size_t g = 0; g < findings.plan.goals.size(); ++g) {
        const auto& goal = findings.plan.goals[g];
        const bool ranged = std::any_of(goal.scale.begin(), goal.scale.end(), [](const auto& l) { return l.range.has_value(); });
        const auto levels = comparable(goal);
        if (!levels) {
            continue;
        }
        const auto which = changing(*levels);
        if (which.size() > 1) {
            findings.add_goal(Rule::several_variables, g, findings.ranges.goals[g].scale, fmt::format("{} numbers change over the levels", which.size()),
                              "let one thing change from level to level");
        }
        if (which.size() != 1 || ranged) {
            continue;  // ranges are held to more than this already
        }
        std::vector<TextNumber> numbers;
        std::transform(levels->begin(), levels->end(), std::back_inserter(numbers), [&](const auto& l) { return l[which.front()]; });
        check_order(findings, g, numbers);
        check_steps(findings, g, numbers);
    }
}

}  // namespace gas::check
