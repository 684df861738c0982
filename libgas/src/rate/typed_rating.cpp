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
    const auto recorded = level == Level::from_int(0) ? std::string("+0") : to_string(level);
    return {fmt::format("\"{}\" of goal \"{}\" could be a level or a measured value", typed, goal.id),
            fmt::format("write \"{}\" for the level, \"{}\" for the value", recorded, as_value(goal, number))};
}

/// A number with a unit behind it, or one that the word `value` says to be measured.
Typed measured(const Goal& goal, std::string_view typed, std::string_view number, std::string_view unit, bool surely)
{
    if (!has_ranges(goal)) {
        return EditProblem{fmt::format("goal \"{}\" has no ranges, so a measured value has no level there", goal.id),
                           "rate it by a level, as \"+1\" or \"-1\""};
    }
    const auto due = unit_of(goal);
    if (const auto fit = unit.empty() ? UnitFit::fits : unit_fit(unit, due); fit != UnitFit::fits) {
        return EditProblem{due.empty() ? fmt::format("the values of goal \"{}\" have no unit", goal.id)
                                       : fmt::format("goal \"{}\" counts {}{}", goal.id, due, fit == UnitFit::another ? fmt::format(", not {}", unit) : ""),
                           fmt::format("write \"{}\" if that is what was measured", as_value(goal, number))};
    }
    const auto value = format::read_number(number);
    if (const auto* wrong = std::get_if<format::ReadError>(&value)) {
        return problem_of(*wrong);
    }
    const bool has_sign = number.starts_with('+') || number.starts_with('-');
    const auto level = format::read_level(number, true);
    if (has_sign && !surely && !reaches_below_zero(goal) && std::holds_alternative<Level>(level)) {
        return EditProblem{fmt::format("\"{}\" of goal \"{}\" could be a level, or what is measured", typed, goal.id),
                           fmt::format("write \"{}\" for the level, \"{}\" for the value", number, as_value(goal, number.substr(1)))};
    }
    return std::string(value_mark) + number_text(std::get<double>(value));
}

Typed number_alone(const Goal& goal, std::string_view number)
{
    const auto level = format::read_level(number, true);
    const auto* is_level = std::get_if<Level>(&level);
    const bool has_sign = number.starts_with('+') || number.starts_with('-');
    if (has_sign || !has_ranges(goal)) {
        return is_level != nullptr ? Typed(to_string(*is_level)) : Typed(problem_of(std::get<format::ReadError>(level)));
    }
    if (is_level != nullptr) {
        return could_be_both(goal, number, *is_level, number);
    }
    return measured(goal, number, number, "", true);
}

Typed in_words(const Goal& goal, std::string_view text)
{
    const auto small = in_small_letters(text);
    if (small.starts_with(value_mark)) {
        const auto rest = trimmed(text.substr(value_mark.size()));
        const auto end = std::min(rest.find_first_not_of("+-0123456789.eE"), rest.size());
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
    const auto first = unit_behind(value, unit.substr(0, unit.find_first_of(" /")));
    return fmt::format("{}{}{}", value, first.empty() ? "" : " ", first);
}

std::variant<std::size_t, EditProblem> goal_called(const Plan& plan, std::string_view name, Date day)
{
    if (const auto exact = find_goal(plan, name)) {
        return *exact;
    }
    const auto small = rate::in_small_letters(trimmed(name));
    const auto days = active_days(plan);
    std::vector<std::size_t> fitting;
    std::vector<std::string_view> ids;
    for (std::size_t g = 0; g < plan.goals.size(); ++g) {
        ids.emplace_back(plan.goals[g].id);
        const auto title = " " + rate::in_small_letters(plan.goals[g].title);
        const bool fits = !small.empty() && (plan.goals[g].id.starts_with(small) || title.find(" " + small) != std::string::npos);
        if (fits && days[g].has(day)) {
            fitting.push_back(g);
        }
    }
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
    for (const auto id : ids) {
        all += (all.empty() ? "" : ", ") + std::string(id);
    }
    const auto near = nearest(small, ids);
    return EditProblem{fmt::format("the plan has no goal \"{}\"{}", name, near.empty() ? " that is active then" : ""),
                       near.empty() ? fmt::format("its goals: {}", all) : fmt::format("did you mean \"{}\"?", near)};
}

}  // namespace gas
