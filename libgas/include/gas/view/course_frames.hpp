// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gas/caseload/course.hpp"
#include "gas/caseload/due.hpp"
#include "gas/caseload/standing.hpp"
#include "gas/plan/plan.hpp"
#include "gas/write/row_sink.hpp"

/// Where goals stand, as columns and rows: of every row those that scripts count on, and those that people read, who see a sparkline and the level as it was
/// recorded.
namespace gas {

enum class CourseTable { data, trend, attention, ended };

/// A row of a course: a goal of a plan as one rater sees it, or what is said of the plan.
struct CourseRecord {
    const Plan& plan;
    const PlanCourse& course;
    const CourseOptions& options;
    const GoalCourse* goal = nullptr;  ///< of course, or of that of another rater; null: the plan
    bool other_rater = false;          ///< the goal is as another than its main rater sees it: no flag is his to raise
    std::string_view file{};
    bool ascii = false;  ///< the sparkline in ASCII
};
std::vector<Column> course_columns(CourseTable table);
std::vector<Cell> course_cells(CourseTable table, const CourseRecord& record);

/// What is said of a goal that needs attention, or of a plan: "worse than start; due 56 d ago".
std::string attention_words(const CourseRecord& record);

/// Who continued a goal that several rated one after the other, and since when: "TM from 2026-02-16".
std::string continued_by(const Stream& stream);

/// T of a plan, or a measure, over time: of each its values up to the day.
std::vector<Column> over_time_columns(bool for_people);
std::vector<std::vector<Cell>> over_time_cells(const Plan& plan, const std::vector<ScoreRow>& t_course, Date day, bool for_people);

/// What is due: a row each.
std::vector<Column> due_columns(bool for_people);
std::vector<Cell> due_cells(const Plan& plan, const Due& due, Date day, std::string_view file, bool for_people);

std::vector<Column> milestone_columns(bool for_people);
std::vector<Cell> milestone_cells(const Plan& plan, const PlanCourse& course, const Milestone& milestone, Date day, std::string_view file, bool for_people);

/// Columns of a caseload behind `id` and the covariates, and a participant's cells under all but the covariates.
std::vector<Column> standing_columns(bool for_people);
std::vector<Cell> standing_cells(const Plan& plan, const Standing& standing, Date day, std::string_view file, bool for_people, int digits);

}  // namespace gas
