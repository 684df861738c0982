// SPDX-License-Identifier: MIT
#include <algorithm>
#include <utility>

#include "gas/view/course_frames.hpp"
#include "gas/write/cells.hpp"
#include "gas/write/writers.hpp"
#include "spark.hpp"

namespace gas {

namespace {

/// Values with their days, in time.
using Values = std::vector<std::pair<Date, double>>;

/// T or a measure as a row.
std::vector<Cell> over_time_row(const Plan& plan, std::string_view what, const Values& values, std::optional<double> change, std::optional<Better> better,
                                bool for_people)
{
    std::string series;
    for (const auto& [date, value] : values) {
        series += (series.empty() ? "" : " ") + (for_people && what == "T" ? fixed(value, 1) : json_number(value));
    }
    return {text_cell(plan.id),
            text_cell(what),
            text_cell(to_string(values.front().first)),
            text_cell(to_string(values.back().first)),
            text_cell(series),
            number_cell(change),
            better       ? text_cell(to_string(*better))
            : for_people ? Cell{std::string()}
                         : Cell{}};
}

}  // namespace

std::vector<Column> over_time_columns(bool for_people)
{
    auto what = whole_column("what");
    what.title = for_people ? "T, measures" : "";
    return {whole_column("id"),   what, date_column("first_date"), date_column("last_date"), text_column("series"), number_column("change"),
            text_column("better")};
}

std::vector<std::vector<Cell>> over_time_cells(const Plan& plan, const std::vector<ScoreRow>& t_course, Date day, bool for_people)
{
    std::vector<std::vector<Cell>> rows;
    Values values;
    for (const auto& row : t_course) {
        values.emplace_back(*row.date, *row.t);
    }
    if (!values.empty()) {
        rows.push_back(over_time_row(plan, "T", values, t_course.back().t_change, Better::higher, for_people));
    }
    for (const auto& measure : plan.measures) {
        values.clear();
        for (const auto& reading : view::readings_until(measure, day)) {
            values.emplace_back(reading.date, reading.value);
        }
        if (!values.empty()) {
            rows.push_back(over_time_row(plan, measure.id, values, values.back().second - values.front().second, measure.better, for_people));
        }
    }
    return rows;
}

std::vector<Column> due_columns(bool for_people)
{
    std::vector<Column> columns = {date_column("date"), integer_column("in"), whole_column("id"), text_column("what")};
    if (!for_people) {
        columns.insert(columns.end(), {text_column("goal"), text_column("by"), date_column("at"), text_column("file")});
    }
    return columns;
}

std::vector<Cell> due_cells(const Plan& plan, const Due& due, Date day, std::string_view file, bool for_people)
{
    const auto goal = due.goal ? plan.goals[*due.goal].id : std::string();
    std::vector<Cell> cells = {text_cell(to_string(due.date)), Cell{static_cast<std::int64_t>(days_between(day, due.date))}, text_cell(plan.id)};
    if (for_people) {
        const std::string what(to_string(due.kind));
        cells.push_back(text_cell(due.kind == DueKind::agreement ? what + " by " + due.by + " ends" : goal.empty() ? what : what + " of " + goal));
    } else {
        cells.insert(cells.end(), {text_cell(to_string(due.kind)), text_cell(goal), text_cell(due.by), text_cell(to_string(day)), text_cell(file)});
    }
    return cells;
}

std::vector<Column> milestone_columns(bool for_people)
{
    std::vector<Column> columns = {date_column("date"), whole_column("id"), whole_column("goal"), text_column("what")};
    if (!for_people) {
        columns.insert(columns.end(), {number_column("first_at"), number_column("best"), truth_column("held_twice"), text_column("raters"), date_column("at"),
                                       text_column("file")});
    }
    return columns;
}

std::vector<Cell> milestone_cells(const Plan& plan, const PlanCourse& course, const Milestone& milestone, Date day, std::string_view file, bool for_people)
{
    std::string what;
    const auto add = [&](const std::string& more) { what += (what.empty() ? "" : ", ") + more; };
    const auto level = [](double value) { return to_string(*Level::from_value(value)); };
    if (milestone.first_at) {
        add("first at " + level(*milestone.first_at));
    }
    if (milestone.best) {
        add("best so far" + (milestone.first_at ? "" : ": " + level(*milestone.best)));
    }
    if (milestone.held_twice) {
        add("held twice");
    }
    std::vector<Cell> cells = {text_cell(to_string(milestone.date)), text_cell(plan.id), text_cell(plan.goals[milestone.goal].id), text_cell(what)};
    if (!for_people) {
        cells.insert(cells.end(), {figure_cell(milestone.first_at), figure_cell(milestone.best), Cell{milestone.held_twice},
                                   view::raters_cell(course.goals[milestone.goal].streams.main.raters), text_cell(to_string(day)), text_cell(file)});
    }
    return cells;
}

std::vector<Column> standing_columns(bool for_people)
{
    if (for_people) {
        return {integer_column("goals"), date_column("date"),     right_column("t"),           number_column("t_change"), right_column("met"),
                integer_column("days"),  date_column("next_due"), integer_column("attention"), text_column("reason"),     hidden(text_column("file"))};
    }
    return {integer_column("goals"),    date_column("date"),    number_column("t"),      number_column("t_change"),   integer_column("met"),
            integer_column("rated"),    integer_column("days"), date_column("next_due"), integer_column("attention"), integer_column("t_rated"),
            integer_column("t_active"), text_column("reason"),  text_column("rater"),    date_column("at"),           text_column("file")};
}

std::vector<Cell> standing_cells(const Plan& plan, const Standing& standing, Date day, std::string_view file, bool for_people, int digits)
{
    const auto& score = standing.score;
    const auto date = score ? text_cell(to_string(*score->date)) : Cell{};
    const auto t_change = score ? number_cell(score->t_change) : Cell{};
    const auto days = standing.days ? Cell{static_cast<std::int64_t>(*standing.days)} : Cell{};
    const auto next_due = standing.next_due ? text_cell(to_string(*standing.next_due)) : Cell{};
    const auto attention = integer_cell(standing.attention);
    if (for_people) {
        const auto met = standing.goals == 0 ? std::string() : std::to_string(standing.met) + "/" + std::to_string(standing.rated);
        return {text_cell(plan.id),
                integer_cell(standing.goals),
                date,
                score ? Cell{fixed(*score->t, digits) + view::rated_of_active(*score)} : Cell{},
                t_change,
                text_cell(met),
                days,
                next_due,
                attention,
                text_cell(standing.reason),
                text_cell(file)};
    }
    return {text_cell(plan.id),
            integer_cell(standing.goals),
            date,
            score ? number_cell(score->t) : Cell{},
            t_change,
            integer_cell(standing.met),
            integer_cell(standing.rated),
            days,
            next_due,
            attention,
            score ? Cell{static_cast<std::int64_t>(score->rated)} : Cell{},
            score ? Cell{static_cast<std::int64_t>(score->active)} : Cell{},
            text_cell(standing.reason),
            score ? text_cell(score->rater) : Cell{},
            text_cell(to_string(day)),
            text_cell(file)};
}

}  // namespace gas
