// SPDX-License-Identifier: MIT
#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

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
    const auto shorter = std::min(a.size(), b.size());
    const auto longer = std::max(a.size(), b.size());
    const auto most = 0.05 * static_cast<double>(longer);
    // texts are no nearer than their lengths
    return longer > 0 && longer <= 400 && static_cast<double>(longer - shorter) <= most && static_cast<double>(edit_distance(a, b)) <= most;
}

/// What the text of a level is compared by.
struct LevelText {
    std::string text;
    std::string digits;  ///< where they are not the same, a number may be what tells two texts apart
    std::string rest;    ///< without its numbers

    explicit LevelText(std::string_view written) : text(normalised(written)), rest(without_numbers(text))
    {
        std::copy_if(text.begin(), text.end(), std::back_inserter(digits), is_digit);
    }
};

void check_level_pair(Findings& findings, std::size_t g, const std::vector<LevelText>& texts, std::size_t i, std::size_t j)
{
    const auto& a = findings.plan.goals[g].scale[i];
    const auto& b = findings.plan.goals[g].scale[j];
    const Range at = findings.ranges.goals[g].levels[j].text;
    if (texts[i].text == texts[j].text && is_placeholder(a.text)) {
        return;  // 235 tells of them
    }
    if (texts[i].text == texts[j].text) {
        const bool expected = a.level == Level{} || b.level == Level{};
        findings.add_goal(expected ? Rule::no_room : Rule::same_level_text, g, at, fmt::format("{} have the same text", names(a, b)),
                          expected ? "say what more, or less, than the expected outcome would be" : "say what tells the two apart");
    } else if (texts[i].digits == texts[j].digits && nearly_same(texts[i].rest, texts[j].rest)) {
        findings.add_goal(Rule::similar_level_text, g, at, fmt::format("{} have nearly the same text", names(a, b)), "check that the difference is meant");
    }
}

}  // namespace

void check_scales(Findings& findings)
{
    for (std::size_t g = 0; g < findings.plan.goals.size(); ++g) {
        check_written_levels(findings, g);
        std::vector<LevelText> texts;
        for (const auto& level : findings.plan.goals[g].scale) {
            texts.emplace_back(level.text);
            for (std::size_t i = 0, j = texts.size() - 1; i < j; ++i) {
                check_level_pair(findings, g, texts, i, j);
            }
        }
    }
}

}  // namespace gas::check
