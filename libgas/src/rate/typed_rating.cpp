// SPDX-License-Identifier: MIT
#include "gas/rate/typed_rating.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include <fmt/format.h>

#include "format/meant_words.hpp"
#include "format/scalars.hpp"
#include "gas/plan/active_days.hpp"
#include "gas/text/phrases.hpp"
#include "gas/text/suggest.hpp"
#include "units.hpp"

namespace gas {

namespace rate {

namespace {

constexpr std::string_view value_mark = "value ";  ///< what the fact of a measured value begins with

using Typed = std::variant<std::string, EditProblem>;

std::string in_small_letters(std::string_view text)
{
    std::string small(text);
    std::transform(small.begin(), small.end(), small.begin(), small_letter);
    return small;
}

EditProblem problem_of(const format::ReadError& wrong) { return {wrong.message, wrong.hint}; }

bool has_ranges(const Goal& goal)
{
    return std::any_of(goal.scale.begin(), goal.scale.end(), [](const auto& level) { return level.range.has_value(); });
}

/// Whether a value below 0 can be measured, so that a sign may be its own.
bool reaches_below_zero(const Goal& goal)
{
    const auto below = [](double bound) { return std::isfinite(bound) && bound < 0; };
    return std::any_of(goal.scale.begin(), goal.scale.end(),
                       [&](const auto& level) { return level.range && (below(level.range->low) || below(level.range->high)); });
}

std::string unit_of(const Goal& goal) { return goal.indicator ? goal.indicator->unit : ""; }

/// How the number is written so that it is a measured value: "1 nights", "value 1" where there is no unit.
std::string as_value(const Goal& goal, std::string_view number)
{
    const auto recorded = fmt::format("{}{}", value_mark, number);
    return unit_of(goal).empty() ? recorded : rating_in_words(goal, recorded);
}

EditProblem could_be_both(const Goal& goal, std::string_view typed, const Level& level, std::string_view number)
{
    return {fmt::format("\"{}\" of goal \"{}\" could be a level or a measured value", typed, goal.id),
            fmt::format("write \"{}\" for the level, \"{}\" for the value", typed_text(to_string(level)), as_value(goal, number))};
}

bool is_signed(std::string_view number) { return number.starts_with('+') || number.starts_with('-'); }

/// The level that a number is, however it is written: "1.0" is 1.
std::variant<Level, format::ReadError> level_of(std::string_view number)
{
    const auto value = format::read_number(number);
    return format::read_level(std::holds_alternative<double>(value) ? number_text(std::get<double>(value)) : std::string(number), true);
}

/// A number that goes on behind what was taken for all of it: "1 000 m", "1e2 m".
EditProblem no_plain_number(const Goal& goal, std::string_view typed, std::string_view number, std::string_view rest)
{
    auto whole = std::string(number);
    while (rest.size() >= 3 && std::all_of(rest.begin(), rest.begin() + 3, is_digit)) {
        whole += rest.substr(0, 3);
        rest = trimmed(rest.substr(3));
    }
    constexpr std::string_view number_goes_on = "0123456789.,'";
    const bool in_groups = whole != number && (rest.empty() || number_goes_on.find(rest[0]) == std::string_view::npos);
    return {fmt::format("\"{}\" of goal \"{}\" is no number with a unit", typed, goal.id),
            in_groups ? fmt::format("write \"{}\"", as_value(goal, whole))
                      : std::string("write the number with digits alone, as 100 or 0.5, and the unit behind it")};
}

/// A number with a sign and a unit, where nothing below 0 is measured.
EditProblem level_or_value(const Goal& goal, std::string_view typed, std::string_view number)
{
    const auto value = as_value(goal, number.substr(1));
    if (std::holds_alternative<Level>(level_of(number))) {
        return {fmt::format("\"{}\" of goal \"{}\" could be a level, or what is measured", typed, goal.id),
                fmt::format("write \"{}\" for the level, \"{}\" for the value", number, value)};
    }
    return {fmt::format("\"{}\" of goal \"{}\" has a sign, as levels have it", typed, goal.id), fmt::format("write \"{}\" for the value", value)};
}

/// A number with a unit behind it, or one that the word `value` says to be measured.
Typed measured(const Goal& goal, std::string_view typed, std::string_view number, std::string_view unit, bool surely)
{
    if (!has_ranges(goal)) {
        return EditProblem{fmt::format("goal \"{}\" has no ranges, so a measured value has no level there", goal.id),
                           "rate it by a level, as \"+1\" or \"-1\""};
    }
    const auto due = unit_of(goal);
    if (unit_fit(unit, due) == UnitFit::unknown && std::any_of(unit.begin(), unit.end(), is_digit)) {
        return no_plain_number(goal, typed, number, unit);
    }
    if (const auto fit = unit.empty() ? UnitFit::fits : unit_fit(unit, due); fit != UnitFit::fits) {
        return EditProblem{due.empty() ? fmt::format("the values of goal \"{}\" have no unit", goal.id)
                                       : fmt::format("goal \"{}\" counts {}{}", goal.id, due, fit == UnitFit::another ? fmt::format(", not {}", unit) : ""),
                           fmt::format("write \"{}\" if that is what was measured", as_value(goal, number))};
    }
    const auto value = format::read_number(number);
    if (const auto* wrong = std::get_if<format::ReadError>(&value)) {
        return problem_of(*wrong);
    }
    if (is_signed(number) && !surely && !reaches_below_zero(goal) && (number[0] == '+' || std::holds_alternative<Level>(level_of(number)))) {
        return level_or_value(goal, typed, number);
    }
    return std::string(value_mark) + number_text(std::get<double>(value));
}

/// "3,5": how the number is written with a point, where it can be no thousand.
std::optional<EditProblem> with_comma(const Goal& goal, std::string_view typed, std::string_view number, std::string_view rest)
{
    const auto digits = std::min(rest.find_first_not_of("0123456789", 1), rest.size());
    const bool plain = !is_signed(number) && number.find('.') == std::string_view::npos;
    if (!goal.has_ranges() || !plain || !rest.starts_with(',') || digits == 1 || digits == 4) {
        return std::nullopt;
    }
    return EditProblem{fmt::format("\"{}\" of goal \"{}\" is no number: the decimal sign is a point", typed, goal.id),
                       fmt::format("write \"{}\"", as_value(goal, fmt::format("{}.{}", number, rest.substr(1, digits - 1))))};
}

Typed number_alone(const Goal& goal, std::string_view number)
{
    if (!is_signed(number) && has_ranges(goal)) {
        const auto level = level_of(number);
        return std::holds_alternative<Level>(level) ? Typed(could_be_both(goal, number, std::get<Level>(level), number))
                                                    : measured(goal, number, number, "", true);
    }
    const auto level = format::read_level(number, true);
    if (const auto* is_level = std::get_if<Level>(&level)) {
        return to_string(*is_level);
    }
    auto problem = problem_of(std::get<format::ReadError>(level));
    const bool is_number = std::holds_alternative<double>(format::read_number(number));
    if (is_number && has_ranges(goal) && (number[0] == '+' || reaches_below_zero(goal))) {
        problem.hint = fmt::format("a sign makes a level; write \"{}\" for the value", as_value(goal, number.substr(number[0] == '+' ? 1 : 0)));
    }
    return problem;
}

Typed in_words(const Goal& goal, std::string_view text)
{
    const auto small = in_small_letters(text);
    if (small.starts_with(value_mark)) {
        const auto rest = trimmed(text.substr(value_mark.size()));
        const auto end = std::min(rest.find_first_not_of("+-0123456789.eE"), rest.size());
        if (end == 0) {
            return EditProblem{fmt::format("\"{}\" of goal \"{}\" has no number", text, goal.id), "write the measured value behind it, as \"value 4\""};
        }
        return measured(goal, text, rest.substr(0, end), trimmed(rest.substr(end)), true);
    }
    if (small == "na" || small == "n/a" || small == recorded_not_applicable) {
        return std::string(recorded_not_applicable);
    }
    const auto meant = format::word_meant(text, words<RatingWord>());
    return meant.empty() ? Typed(problem_of(format::no_rating_word(text))) : Typed(std::string(meant));
}

}  // namespace

}  // namespace rate

std::variant<std::string, EditProblem> typed_rating(const Goal& goal, std::string_view text)
{
    const auto typed = trimmed(text);
    const auto end = std::min(typed.find_first_not_of("+-0123456789."), typed.size());
    const auto number = typed.substr(0, end);
    const auto rest = trimmed(typed.substr(end));
    const bool letters = !typed.empty() && ((typed[0] >= 'a' && typed[0] <= 'z') || (typed[0] >= 'A' && typed[0] <= 'Z'));
    if (letters) {
        return rate::in_words(goal, typed);
    }
    if (auto comma = rate::with_comma(goal, typed, number, rest)) {
        return *std::move(comma);
    }
    if (number.empty() || rest.starts_with(',') || rest.starts_with("/") || number.find_first_of("+-", 1) != std::string_view::npos) {
        const auto level = format::read_level(typed, true);  // says what is wrong
        const auto* wrong = std::get_if<format::ReadError>(&level);
        return wrong != nullptr ? rate::problem_of(*wrong) : EditProblem{fmt::format("\"{}\" is no rating", typed), ""};
    }
    return rest.empty() ? rate::number_alone(goal, number) : rate::measured(goal, typed, number, rest, false);
}

std::string rating_in_words(const Goal& goal, std::string_view recorded)
{
    if (!recorded.starts_with(rate::value_mark)) {
        return std::string(recorded);
    }
    const auto value = recorded.substr(rate::value_mark.size());
    const auto unit = rate::unit_of(goal);
    const auto begin = unit.substr(0, unit.find_first_of(" /"));
    const auto first = unit_behind(value, rate::unit_fit(begin, unit) == rate::UnitFit::fits ? begin : unit);
    return fmt::format("{}{}{}", value, first.empty() ? "" : " ", first);
}

std::string typed_text(std::string_view recorded) { return recorded == "0" ? "+0" : std::string(recorded); }

std::vector<std::size_t> goals_called(const Plan& plan, std::string_view name, Date day)
{
    if (const auto exact = find_goal(plan, name)) {
        return {*exact};
    }
    const auto small = rate::in_small_letters(trimmed(name));
    const auto days = active_days(plan);
    std::vector<std::size_t> fitting;
    for (std::size_t g = 0; g < plan.goals.size(); ++g) {
        const auto& goal = plan.goals[g];
        const auto title = " " + rate::in_small_letters(goal.title);
        const bool fits = !small.empty() && (goal.id.starts_with(small) || title.find(" " + small) != std::string::npos);
        if (fits && days[g].has(day)) {
            fitting.push_back(g);
        }
    }
    return fitting;
}

std::string_view goal_nearly_called(const Plan& plan, std::string_view name)
{
    std::vector<std::string_view> ids;
    for (const auto& goal : plan.goals) {
        ids.emplace_back(goal.id);
    }
    return nearest(trimmed(name), ids);
}

std::variant<std::size_t, EditProblem> goal_called(const Plan& plan, std::string_view name, Date day)
{
    const auto fitting = goals_called(plan, name, day);
    if (fitting.size() == 1) {
        return fitting[0];
    }
    std::string all;
    for (const auto g : fitting) {
        all += (all.empty() ? "" : ", ") + plan.goals[g].id + " (" + plan.goals[g].title + ")";
    }
    if (!fitting.empty()) {
        return EditProblem{fmt::format("\"{}\" could be {} goals: {}", name, fitting.size(), all), "name one by its id"};
    }
    for (const auto& goal : plan.goals) {
        all += goal.id.empty() ? "" : (all.empty() ? "" : ", ") + goal.id;
    }
    const auto near = goal_nearly_called(plan, name);
    return EditProblem{fmt::format("the plan has no goal \"{}\"{}", name, near.empty() ? " that is active then" : ""),
                       near.empty() ? fmt::format("its goals: {}", all) : fmt::format("did you mean \"{}\"?", near)};
}

}  // namespace gas
