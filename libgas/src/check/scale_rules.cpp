// SPDX-License-Identifier: MIT
#include <algorithm>

#include <fmt/format.h>

#include "gas/text/phrases.hpp"
#include "gas/text/suggest.hpp"
#include "rules.hpp"
#include "words.hpp"

namespace gas::check {

namespace {

std::string names(const ScaleLevel& a, const ScaleLevel& b) { return fmt::format("levels {} and {}", to_string(a.level), to_string(b.level)); }

void check_written_levels(Findings& findings, std::size_t g)
{
    const auto& scale = findings.plan.goals[g].scale;
    const auto standard = std::count_if(scale.begin(), scale.end(), [](const auto& l) { return l.level >= *Level::from_int(-2); });
    if (standard < 5) {
        findings.add_goal(Rule::fewer_than_five_levels, g, findings.ranges.goals[g].scale,
                          fmt::format("the scale has {} of the five levels -2 to +2", standard), "write the others, so that every rating has a description");
    }
    for (std::size_t i = 1; i < scale.size(); ++i) {
        if (scale[i].level.twice() - scale[i - 1].level.twice() >= 6) {
            findings.add_goal(Rule::adjacent_blank_levels, g, findings.ranges.goals[g].levels[i].key,
                              fmt::format("the levels between {} and {} are blank", to_string(scale[i - 1].level), to_string(scale[i].level)),
                              "write at least one of two neighbouring levels");
        }
    }
}

bool nearly_same(const std::string& a, const std::string& b)
{
    const auto longer = std::max(a.size(), b.size());
    return longer > 0 && longer <= 400 && static_cast<double>(edit_distance(a, b)) <= 0.05 * static_cast<double>(longer);
}

/// Whether two texts have the same numbers, so that a number cannot be what tells them apart.
bool same_numbers(std::string_view a, std::string_view b)
{
    const auto digits = [](std::string_view text) {
        std::string out;
        std::copy_if(text.begin(), text.end(), std::back_inserter(out), is_digit);
        return out;
    };
    return digits(a) == digits(b);
}

void check_level_pair(Findings& findings, std::size_t g, std::size_t i, std::size_t j)
{
    const auto& a = findings.plan.goals[g].scale[i];
    const auto& b = findings.plan.goals[g].scale[j];
    const Range at = findings.ranges.goals[g].levels[j].text;
    const auto first = normalised(a.text);
    const auto second = normalised(b.text);
    if (first == second) {
        const bool expected = a.level == Level{} || b.level == Level{};
        findings.add_goal(expected ? Rule::no_room : Rule::same_level_text, g, at, fmt::format("{} have the same text", names(a, b)),
                          expected ? "say what more, or less, than the expected outcome would be" : "say what tells the two apart");
    } else if (same_numbers(first, second) && nearly_same(without_numbers(first), without_numbers(second))) {
        findings.add_goal(Rule::similar_level_text, g, at, fmt::format("{} have nearly the same text", names(a, b)), "check that the difference is meant");
    }
}

}  // namespace

void check_scales(Findings& findings)
{
    for (std::size_t g = 0; g < findings.plan.goals.size(); ++g) {
        check_written_levels(findings, g);
        const auto levels = findings.plan.goals[g].scale.size();
        for (std::size_t j = 1; j < levels; ++j) {
            for (std::size_t i = 0; i < j; ++i) {
                check_level_pair(findings, g, i, j);
            }
        }
    }
}

}  // namespace gas::check
