// SPDX-License-Identifier: MIT
#include "gas/caseload/standing.hpp"

#include <algorithm>

#include "gas/plan/entry_key.hpp"

namespace gas {

std::variant<std::vector<ScoreRow>, WeightProblem> t_course_of(const Plan& plan, const CourseOptions& options)
{
    auto score = options.score;
    score.rater.clear();  // a row an entry, in the order of the plan
    auto scored = score_plan(plan, score);
    if (auto* problem = std::get_if<WeightProblem>(&scored)) {
        return std::move(*problem);
    }
    auto& rows = std::get<std::vector<ScoreRow>>(scored);
    const auto raters = raters_of(plan, options.day, options.score.rater);
    std::vector<ScoreRow> course;
    for (const auto e : in_time_order(plan)) {
        auto& row = rows[e];
        if (row.t && row.date && *row.date <= options.day && std::find(raters.begin(), raters.end(), row.rater) != raters.end()) {
            course.push_back(std::move(row));
        }
    }
    return course;
}

std::variant<Standing, WeightProblem> standing_of(const Plan& plan, const PlanCourse& course, const CourseOptions& options)
{
    auto scored = t_course_of(plan, options);
    if (auto* problem = std::get_if<WeightProblem>(&scored)) {
        return std::move(*problem);
    }
    Standing standing;
    auto& rows = std::get<std::vector<ScoreRow>>(scored);
    if (!rows.empty()) {
        standing.score = std::move(rows.back());
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
