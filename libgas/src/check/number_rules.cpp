// SPDX-License-Identifier: MIT
// Rules on the numbers in the texts of levels. When in doubt they are silent: a well-made plan must give no warning.
#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>

#include "rules.hpp"
#include "words.hpp"

namespace gas::check {

namespace {

using Numbers = std::vector<TextNumber>;

/// The levels of a scale whose numbers can be compared, in step.
struct Comparable {
    std::vector<Numbers> numbers;
    std::vector<std::size_t> levels;  ///< of each, which level
    bool all_written = true;          ///< every level has its numbers, in digits or the words two to twelve
};

/// The words of a text that say what it is about: not short, without a plural s, and none that is a number.
std::set<std::string> content_words(std::string_view text)
{
    std::set<std::string> found;
    for (const auto& word : words_of(text)) {
        if (word.size() > 3 && word != "never" && word != "none" && word != "nothing" && word != "daily") {
            found.insert(word.ends_with('s') ? word.substr(0, word.size() - 1) : word);
        }
    }
    return found;
}

/// The number that a level says in a word, as one of the other levels' kind; nothing where it may speak of something else.
std::optional<Numbers> in_kind(const Goal& goal, std::size_t level, const TextNumber& like)
{
    auto worded = worded_number(goal.scale[level].text);
    if (!worded || (!worded->any_unit && worded->number.unit != like.unit)) {
        return std::nullopt;
    }
    if (worded->any_unit || worded->daily) {  // of the same thing as the others, and "daily" beside numbers a week
        std::set<std::string> others;
        for (std::size_t l = 0; l < goal.scale.size(); ++l) {
            const auto words = l == level ? std::set<std::string>() : content_words(goal.scale[l].text);
            if (worded->daily && l != level && numbers_of(goal.scale[l].text).value_or(Numbers()).size() == 1 && !words.contains("week")) {
                return std::nullopt;
            }
            others.insert(words.begin(), words.end());
        }
        const auto own = content_words(goal.scale[level].text);
        if (!std::includes(others.begin(), others.end(), own.begin(), own.end())) {
            return std::nullopt;
        }
        worded->number.unit = like.unit;
    }
    return Numbers{worded->number};
}

/// The numbers of the levels of a scale, in step, less those of levels that have none; nothing where a level has more or fewer, or another unit.
std::optional<Comparable> comparable(const Goal& goal)
{
    constexpr auto none = static_cast<std::size_t>(-1);
    std::vector<Numbers> written;
    std::size_t at = none;  // the first level that has numbers
    for (const auto& level : goal.scale) {
        auto numbers = numbers_of(level.text);
        if (!numbers) {
            return std::nullopt;
        }
        if (!numbers->empty() && at < written.size() && numbers->size() != written[at].size()) {
            return std::nullopt;
        }
        at = at == none && !numbers->empty() ? written.size() : at;
        written.push_back(std::move(*numbers));
    }
    Comparable found;
    const auto* first = at == none ? nullptr : &written[at];
    for (std::size_t l = 0; first != nullptr && l < written.size(); ++l) {
        const auto& numbers = written[l];
        if (numbers.empty()) {
            found.all_written = false;
            auto worded = first->size() == 1 ? in_kind(goal, l, first->front()) : std::nullopt;
            if (worded) {
                found.numbers.push_back(std::move(*worded));
                found.levels.push_back(l);
            }
            continue;
        }
        const auto same_unit = [](const TextNumber& a, const TextNumber& b) { return a.unit == b.unit; };
        if (!std::equal(numbers.begin(), numbers.end(), first->begin(), first->end(), same_unit)) {
            return std::nullopt;
        }
        found.numbers.push_back(numbers);
        found.levels.push_back(l);
    }
    return found.numbers.size() >= 3 ? std::optional(std::move(found)) : std::nullopt;
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

/// What an indicator counts: "nights" where its unit is "nights per week".
std::string counted_by(const Indicator& indicator)
{
    auto words = words_of(indicator.unit);
    return words.empty() ? std::string() : std::move(words.front());
}

/// Whether a number of a text counts such things. A text may leave the unit out.
bool is_in_unit(const TextNumber& number, std::string_view things)
{
    const auto& unit = number.unit;
    return things.empty() || (!unit.empty() && things.starts_with(unit) && (things.size() == unit.size() || things.substr(unit.size()) == "s"));
}

std::string names(const Goal& goal, std::size_t a, std::size_t b)
{
    return fmt::format("levels {} and {}", to_string(goal.scale[a].level), to_string(goal.scale[b].level));
}

/// Two levels that follow each other, in order of value, both closed towards each other.
void check_neighbours(Findings& findings, std::size_t g, std::size_t first, std::size_t second, const TextNumber& a, const TextNumber& b)
{
    const auto& lower = middle(a) <= middle(b) ? a : b;
    const auto& upper = middle(a) <= middle(b) ? b : a;
    const auto& goal = findings.plan.goals[g];
    const bool any_range = a.is_range() || b.is_range();
    if (std::isinf(lower.high) || std::isinf(upper.low) || !any_range) {
        return;  // "at least 4" below "5" is a ladder; so are single values
    }
    const Range at = findings.ranges.goals[g].levels[second].text;
    const bool shared = upper.low == lower.high && !upper.open && !lower.open;
    if (upper.low < lower.high || shared) {
        findings.add_goal(Rule::numbers_overlap, g, at, fmt::format("the numbers of {} overlap", names(goal, first, second)),
                          "a count may belong to one level only");
    } else if (second == first + 1 && a.whole && b.whole && upper.low > lower.high + 1 && !std::isinf(lower.low) && !std::isinf(upper.high)) {
        findings.add_goal(Rule::numbers_overlap, g, at, fmt::format("the numbers of {} leave a gap", names(goal, first, second)),
                          "every count between them needs a level");
    }
}

void check_order(Findings& findings, std::size_t g, const std::vector<std::size_t>& levels, const std::vector<TextNumber>& numbers)
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
            check_neighbours(findings, g, levels[i - 1], levels[i], numbers[i - 1], numbers[i]);
        }
        return;
    }
    for (std::size_t i = 1; i < numbers.size(); ++i) {
        const bool up = middle(numbers[i]) > middle(numbers[i - 1]);
        if (up != (rising > 0)) {
            findings.add_goal(Rule::numbers_not_monotone, g, findings.ranges.goals[g].levels[levels[i]].text,
                              fmt::format("the numbers turn back between {}", names(goal, levels[i - 1], levels[i])),
                              "let the numbers rise throughout the scale, or fall");
            return;
        }
    }
}

/// A scale whose numbers, in the indicator's unit, run against its `better`.
void check_better(Findings& findings, std::size_t g, const std::vector<TextNumber>& numbers)
{
    const auto& goal = findings.plan.goals[g];
    if (!goal.indicator || !goal.indicator->better || !is_in_unit(numbers.front(), counted_by(*goal.indicator))) {
        return;
    }
    const bool higher = *goal.indicator->better == Better::higher;
    const auto against = [&](const TextNumber& a, const TextNumber& b) { return higher ? middle(a) <= middle(b) : middle(a) >= middle(b); };
    if (std::adjacent_find(numbers.begin(), numbers.end(), against) == numbers.end()) {
        findings.add_goal(
            Rule::text_against_range, g, findings.ranges.goals[g].better,
            fmt::format("{} is better, but the numbers of the levels {} from worst to best", to_string(*goal.indicator->better), higher ? "fall" : "rise"),
            "turn `better` round, or the scale");
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

void check_range_texts(Findings& findings)
{
    for (std::size_t g = 0; g < findings.plan.goals.size(); ++g) {
        const auto& goal = findings.plan.goals[g];
        if (!goal.indicator || goal.indicator->unit.empty()) {
            continue;
        }
        const auto things = counted_by(*goal.indicator);
        for (std::size_t l = 0; l < goal.scale.size(); ++l) {
            const auto& range = goal.scale[l].range;
            if (!range) {
                continue;
            }
            auto numbers = numbers_of(goal.scale[l].text).value_or(Numbers());
            std::erase_if(numbers, [&](const auto& number) { return !is_in_unit(number, things); });
            const auto outside = [&](const auto& number) { return number.high < range->low || number.low > range->high; };
            if (!numbers.empty() && std::all_of(numbers.begin(), numbers.end(), outside)) {
                findings.add_goal(Rule::text_against_range, g, findings.ranges.goals[g].levels[l].range,
                                  fmt::format("the text of level {} has no number in its range, {}", to_string(goal.scale[l].level), to_string(*range)),
                                  "write the same numbers in both");
            }
        }
    }
}

void check_numbers(Findings& findings)
{
    for (std::size_t g = 0; g < findings.plan.goals.size(); ++g) {
        const auto& goal = findings.plan.goals[g];
        const bool ranged = goal.has_ranges();
        const auto found = comparable(goal);
        if (!found) {
            continue;
        }
        const auto which = changing(found->numbers);
        if (which.size() > 1 && found->all_written) {
            findings.add_goal(Rule::several_variables, g, findings.ranges.goals[g].scale, fmt::format("{} numbers change over the levels", which.size()),
                              "let one thing change from level to level");
        }
        if (which.size() != 1 || ranged) {
            continue;  // ranges are held to more than this already
        }
        std::vector<TextNumber> numbers;
        std::transform(found->numbers.begin(), found->numbers.end(), std::back_inserter(numbers), [&](const auto& l) { return l[which.front()]; });
        check_better(findings, g, numbers);
        check_order(findings, g, found->levels, numbers);
        if (found->all_written) {
            check_steps(findings, g, numbers);
        }
    }
}

}  // namespace gas::check
