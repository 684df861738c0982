// SPDX-License-Identifier: MIT
#include "gas/caseload/standing.hpp"

#include <algorithm>
#include <set>
#include <string_view>

#include "gas/plan/entry_key.hpp"

namespace gas {

namespace {

/// The rows of the raters whose T is the plan's, with and without one.
std::variant<std::vector<ScoreRow>, WeightProblem> rows_of(const Plan& plan, const CourseOptions& options)
{
    auto score = options.score;
    score.rater.clear();  // a row an entry, in the order of the plan
    auto scored = score_plan(plan, score);
    if (auto* problem = std::get_if<WeightProblem>(&scored)) {
        return std::move(*problem);
    }
    auto& rows = std::get<std::vector<ScoreRow>>(scored);
    const auto all = raters_of(plan, options.day, options.score.rater);
    const std::set<std::string_view> raters(all.begin(), all.end());
    std::vector<ScoreRow> course;
    for (const auto e : in_time_order(plan)) {
        auto& row = rows[e];
        if (row.date && *row.date <= options.day && raters.contains(row.rater)) {
            course.push_back(std::move(row));
        }
    }
    return course;
}

std::string_view why_none(const std::vector<ScoreRow>& rows)
{
    const bool any = std::any_of(rows.begin(), rows.end(), [](const ScoreRow& row) { return row.t.has_value(); });
    return any || rows.empty() ? std::string_view() : reason_of(rows.back());
}

}  // namespace

std::variant<std::vector<ScoreRow>, WeightProblem> t_course_of(const Plan& plan, const CourseOptions& options)
{
    auto found = rows_of(plan, options);
    if (auto* rows = std::get_if<std::vector<ScoreRow>>(&found)) {
        std::erase_if(*rows, [](const ScoreRow& row) { return !row.t; });
    }
    return found;
}

std::string_view why_no_t(const Plan& plan, const CourseOptions& options)
{
    const auto found = rows_of(plan, options);
    const auto* rows = std::get_if<std::vector<ScoreRow>>(&found);
    return rows != nullptr ? why_none(*rows) : std::string_view();
}

std::variant<Standing, WeightProblem> standing_of(const Plan& plan, const PlanCourse& course, const CourseOptions& options)
{
    auto scored = rows_of(plan, options);
    if (auto* problem = std::get_if<WeightProblem>(&scored)) {
        return std::move(*problem);
    }
    Standing standing;
    auto& rows = std::get<std::vector<ScoreRow>>(scored);
    const auto latest = std::find_if(rows.rbegin(), rows.rend(), [](const ScoreRow& row) { return row.t.has_value(); });
    standing.reason = latest == rows.rend() ? why_none(rows) : reason_of(*latest);
    if (latest != rows.rend()) {
        standing.score = std::move(*latest);
    }
    standing.goals = course.active;
    for (const auto& goal : course.goals) {
        if (goal.active) {
            standing.rated += goal.latest ? 1 : 0;
            standing.met += goal.latest && *goal.latest >= 0 ? 1 : 0;
            standing.next_due = goal.next_due && (!standing.next_due || *goal.next_due < *standing.next_due) ? goal.next_due : standing.next_due;
        }
    }
    standing.days = course.days;
    standing.attention = attention_of(course).size();
    return standing;
}

}  // namespace gas
