// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>
#include <map>
#include <optional>

#include <fmt/format.h>

#include "gas/text/phrases.hpp"
#include "plan/goal_numbers.hpp"
#include "rules.hpp"
#include "words.hpp"

namespace gas::check {

namespace {

constexpr std::array<std::string_view, 30> vague = {
    "better",  "improve",   "improved",     "improves",    "improvement",   "good",         "well",       "some",       "somewhat", "often",
    "usually", "sometimes", "occasionally", "appropriate", "appropriately", "adequate",     "adequately", "try",        "tries",    "more",
    "less",    "worse",     "increased",    "decreased",   "reduced",       "satisfactory", "regularly",  "frequently", "mostly",   "several"};
constexpr std::array<std::string_view, 14> comparisons = {
    "when treatment began", "when therapy began",        "compared with baseline",  "compared to baseline", "than at baseline",
    "than baseline",        "at the start of treatment", "at the start of therapy", "than at the start",    "than before treatment",
    "than before therapy",  "compared to before",        "compared with before",    "than at present"};

/// Which goals came of which.
class Lines {
public:
    explicit Lines(const Plan& plan) : of_(plan.goals.size()), later_(plan.goals.size())
    {
        const plan::GoalNumbers numbers(plan);
        for (std::size_t g = 0; g < plan.goals.size(); ++g) {
            const auto earlier = plan.goals[g].replaces ? numbers.find(*plan.goals[g].replaces) : std::nullopt;
            earlier_.push_back(earlier);
            if (earlier) {
                later_[*earlier].push_back(g);
            }
        }
    }
    /// For each goal, whether it came of goal `g`, or `g` of it, in one step or more.
    const std::vector<bool>& line_of(std::size_t g)
    {
        of_.assign(of_.size(), false);
        for (auto at = earlier_[g]; at && !of_[*at]; at = earlier_[*at]) {
            of_[*at] = true;
        }
        std::vector<std::size_t> open{g};
        std::vector<bool> seen(of_.size());
        while (!open.empty()) {
            const auto at = open.back();
            open.pop_back();
            for (const auto next : later_[at]) {
                if (!seen[next]) {
                    seen[next] = of_[next] = true;
                    open.push_back(next);
                }
            }
        }
        return of_;
    }

private:
    std::vector<bool> of_;
    std::vector<std::optional<std::size_t>> earlier_;
    std::vector<std::vector<std::size_t>> later_;
};

/// Reports goals whose text, as `text_of` gives it, an earlier goal has too.
template <typename TextOf>
void check_same(Findings& findings, std::string_view what, TextOf text_of)
{
    std::map<std::string, std::vector<std::size_t>> seen;
    std::optional<Lines> lines;
    for (std::size_t g = 0; g < findings.plan.goals.size(); ++g) {
        const auto [text, at] = text_of(g);
        if (text.empty() || is_placeholder(text)) {
            continue;
        }
        auto& earlier = seen[normalised(text)];
        if (!earlier.empty()) {
            if (!lines) {
                lines.emplace(findings.plan);
            }
            const auto& of_line = lines->line_of(g);
            const auto other = std::find_if(earlier.begin(), earlier.end(), [&](std::size_t e) { return !of_line[e]; });
            if (other != earlier.end()) {
                findings.add_goal(Rule::same_goal_text, g, at,
                                  fmt::format("goals \"{}\" and \"{}\" have the same {}", findings.plan.goals[*other].id, findings.plan.goals[g].id, what),
                                  "tell the goals apart, or remove one; a revised goal says `replaces`");
            }
        }
        earlier.push_back(g);
    }
}

/// One finding for all levels that wait for their texts, and none that compares them.
void check_placeholders(Findings& findings, std::size_t g)
{
    const auto& goal = findings.plan.goals[g];
    std::vector<std::string> names;
    std::optional<Range> at;
    for (std::size_t l = 0; l < goal.scale.size(); ++l) {
        if (is_placeholder(goal.scale[l].text)) {
            names.push_back(to_string(goal.scale[l].level));
            at = at.value_or(findings.ranges.goals[g].levels[l].text);
        }
    }
    if (names.size() == 1) {
        findings.add_goal(Rule::placeholder_text, g, *at, fmt::format("the text of level {} is a placeholder", names.front()),
                          "say what is seen at this level");
    } else if (at) {
        const std::vector<std::string_view> words(names.begin(), names.end());
        findings.add_goal(Rule::placeholder_text, g, *at, fmt::format("the texts of levels {} are placeholders", listed(words, " and ")),
                          "say what is seen at each level");
    }
    if (is_placeholder(goal.title)) {
        findings.add_goal(Rule::placeholder_text, g, findings.ranges.goals[g].title, fmt::format("the title of goal \"{}\" is a placeholder", goal.id),
                          "write the goal in the client's words");
    }
}

void check_level_text(Findings& findings, std::size_t g, std::size_t l)
{
    const auto& level = findings.plan.goals[g].scale[l];
    const Range at = findings.ranges.goals[g].levels[l].text;
    const auto name = to_string(level.level);
    const auto text = normalised(level.text);
    const auto compared = std::find_if(comparisons.begin(), comparisons.end(), [&](auto phrase) { return text.find(phrase) != std::string::npos; });
    if (compared != comparisons.end()) {
        findings.add_goal(Rule::compared_with_start, g, at, fmt::format("level {} compares with the start of treatment (\"{}\")", name, *compared),
                          "describe what is seen at this level, by itself");
        return;
    }
    if (has_number(level.text)) {
        return;
    }
    const auto words = words_of(level.text);
    const auto word = std::find_if(words.begin(), words.end(), [](const auto& w) { return std::find(vague.begin(), vague.end(), w) != vague.end(); });
    if (word != words.end()) {
        findings.add_goal(Rule::vague_words, g, at, fmt::format("level {} says \"{}\" without saying how much", name, *word),
                          "give a number, or what can be seen");
    } else if (!level.range) {
        findings.add_goal(Rule::no_number, g, at, fmt::format("level {} has no number", name), "if it can be counted or timed, say how much");
    }
}

}  // namespace

void check_goal_texts(Findings& findings)
{
    const auto& plan = findings.plan;
    check_same(findings, "title", [&](std::size_t g) { return std::pair(std::string_view(plan.goals[g].title), findings.ranges.goals[g].title); });
    check_same(findings, "expected outcome", [&](std::size_t g) {
        const auto& goal = plan.goals[g];
        const auto expected = std::find_if(goal.scale.begin(), goal.scale.end(), [](const auto& l) { return l.level == Level{}; });
        if (expected == goal.scale.end()) {
            return std::pair(std::string_view(), Range{});
        }
        return std::pair(std::string_view(expected->text), findings.ranges.goals[g].levels[static_cast<std::size_t>(expected - goal.scale.begin())].text);
    });
    for (std::size_t g = 0; g < plan.goals.size(); ++g) {
        check_placeholders(findings, g);
        for (std::size_t l = 0; l < plan.goals[g].scale.size(); ++l) {
            if (!is_placeholder(plan.goals[g].scale[l].text)) {
                check_level_text(findings, g, l);
            }
        }
        const auto words = words_of(plan.goals[g].title);
        const auto joining = std::find_if(words.begin(), words.end(), [](const auto& w) { return w == "and" || w == "or"; });
        if (joining != words.end()) {
            findings.add_goal(Rule::and_or_in_goal, g, findings.ranges.goals[g].title,
                              fmt::format("the title of goal \"{}\" has \"{}\" in it", plan.goals[g].id, *joining),
                              "if these are two goals, give each its own scale");
        }
    }
}

}  // namespace gas::check
