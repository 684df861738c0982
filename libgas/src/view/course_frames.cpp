// SPDX-License-Identifier: MIT
#include "gas/view/course_frames.hpp"

#include <algorithm>
#include <array>
#include <span>

#include "gas/write/cells.hpp"
#include "spark.hpp"

namespace gas {

namespace {

/// A column, and what stands in it of a record.
struct CourseColumn {
    Column column;
    Cell (*get)(const CourseRecord& record);
};

const Goal* goal_in(const CourseRecord& r) { return r.goal != nullptr ? &r.plan.goals[r.goal->goal] : nullptr; }
Cell date_of(const std::optional<Date>& date) { return date ? Cell{to_string(*date)} : Cell{}; }
Cell days_of(const std::optional<int>& days) { return days ? Cell{static_cast<std::int64_t>(*days)} : Cell{}; }

/// A figure of the goal; missing in the row of a plan.
template <typename Value>
auto of_goal(const CourseRecord& r, std::optional<Value> GoalCourse::*member)
{
    return r.goal != nullptr ? r.goal->*member : std::nullopt;
}
/// A flag; missing where it is not for this row to raise.
Cell flag(const CourseRecord& r, bool GoalCourse::*member) { return r.goal != nullptr && !r.other_rater ? Cell{r.goal->*member} : Cell{}; }

std::string level_words(double level)
{
    const auto known = Level::from_value(level);
    return known ? view::short_level(*known) : std::string();
}

const StreamRating* latest_in(const CourseRecord& r) { return r.goal != nullptr ? view::latest_rated(r.goal->streams.main) : nullptr; }

std::string levels_of(const CourseRecord& r)
{
    std::string text;
    for (const auto& rating : r.goal != nullptr ? r.goal->streams.main.ratings : std::vector<StreamRating>()) {
        text += (text.empty() ? "" : " ") + (rating.recorded ? view::short_level(*rating.recorded) : std::string("na"));
    }
    return text;
}

std::size_t rated_times(const GoalCourse& goal)
{
    const auto& ratings = goal.streams.main.ratings;
    return static_cast<std::size_t>(std::count_if(ratings.begin(), ratings.end(), [](const auto& rating) { return rating.level.has_value(); }));
}

/// "3 nights per week"
std::string value_words(const CourseRecord& r)
{
    const auto* latest = latest_in(r);
    if (latest == nullptr || !latest->value) {
        return "";
    }
    const auto& indicator = goal_in(r)->indicator;
    return number_text(*latest->value) + (indicator && !indicator->unit.empty() ? " " + indicator->unit : "");
}

Cell id_cell(const CourseRecord& r) { return text_cell(r.plan.id); }
Cell goal_cell(const CourseRecord& r) { return r.goal != nullptr ? text_cell(goal_in(r)->id) : Cell{}; }
Cell days_cell(const CourseRecord& r) { return days_of(r.goal != nullptr ? r.goal->days : r.course.days); }
Cell status_cell(const CourseRecord& r) { return r.goal != nullptr && r.goal->status ? text_cell(to_string(*r.goal->status)) : Cell{}; }
Cell due_cell(const CourseRecord& r) { return date_of(of_goal(r, &GoalCourse::next_due)); }
Cell why_cell(const CourseRecord& r) { return text_cell(attention_words(r)); }
Cell raters_cell(const CourseRecord& r) { return r.goal != nullptr ? view::raters_cell(r.goal->streams.main.raters) : Cell{}; }
Cell ended_cell(const CourseRecord& r) { return date_of(of_goal(r, &GoalCourse::last_day)); }
Cell outcome_cell(const CourseRecord& r)
{
    const auto outcome = of_goal(r, &GoalCourse::outcome);
    return outcome ? text_cell(to_string(*outcome)) : Cell{};
}

// for people a text that is not there is blank where a row is of the whole plan, and a dash where a goal lacks it
Cell blank_or(const CourseRecord& r, std::string text) { return r.goal == nullptr ? Cell{std::string()} : text_cell(text); }
/// The goal of another rater's row is that of the row above.
Cell named_once(const CourseRecord& r) { return r.other_rater ? Cell{std::string()} : goal_cell(r); }
Cell named_cell(const CourseRecord& r) { return r.goal != nullptr ? named_once(r) : text_cell(r.course.all_unrated ? "all goals" : "plan"); }
Cell why_or_blank(const CourseRecord& r) { return r.other_rater ? Cell{std::string()} : why_cell(r); }
Cell raters_or_blank(const CourseRecord& r) { return blank_or(r, r.goal != nullptr ? view::raters_in_line(r.goal->streams.main.raters) : std::string()); }
Cell trend_cell(const CourseRecord& r) { return blank_or(r, r.goal != nullptr ? view::sparkline(r.goal->streams.main, r.ascii) : std::string()); }
Cell now_cell(const CourseRecord& r)
{
    const auto* latest = latest_in(r);
    return blank_or(r, latest != nullptr ? view::short_level(*latest->recorded) : std::string());
}
Cell was_cell(const CourseRecord& r)
{
    const auto baseline = of_goal(r, &GoalCourse::baseline);
    return blank_or(r, baseline ? level_words(*baseline) : std::string());
}

const std::vector<CourseColumn>& data_columns()
{
    static const std::vector<CourseColumn> columns = {
        {text_column("id"), id_cell},
        {text_column("goal"), goal_cell},
        {text_column("title"), [](const CourseRecord& r) { return r.goal != nullptr ? text_cell(goal_in(r)->title) : Cell{}; }},
        {text_column("raters"), raters_cell},
        {number_column("baseline"), [](const CourseRecord& r) { return figure_cell(of_goal(r, &GoalCourse::baseline)); }},
        {number_column("latest"), [](const CourseRecord& r) { return figure_cell(of_goal(r, &GoalCourse::latest)); }},
        {number_column("value_baseline"), [](const CourseRecord& r) { return number_cell(of_goal(r, &GoalCourse::value_baseline)); }},
        {number_column("value"), [](const CourseRecord& r) { return latest_in(r) != nullptr ? number_cell(latest_in(r)->value) : Cell{}; }},
        {number_column("change"), [](const CourseRecord& r) { return figure_cell(of_goal(r, &GoalCourse::change)); }},
        {integer_column("ratings"), [](const CourseRecord& r) { return r.goal != nullptr ? integer_cell(rated_times(*r.goal)) : Cell{}; }},
        {date_column("first_date"),
         [](const CourseRecord& r) {
             const auto any = r.goal != nullptr && !r.goal->streams.main.ratings.empty();
             return any ? Cell{to_string(r.goal->streams.main.ratings.front().date)} : Cell{};
         }},
        {date_column("last_date"), [](const CourseRecord& r) { return date_of(of_goal(r, &GoalCourse::looked_at)); }},
        {integer_column("days"), days_cell},
        {text_column("status"), status_cell},
        {truth_column("stalled"), [](const CourseRecord& r) { return flag(r, &GoalCourse::stalled); }},
        {truth_column("worse"), [](const CourseRecord& r) { return r.goal != nullptr && !r.other_rater ? Cell{r.goal->is_worse()} : Cell{}; }},
        {truth_column("overdue"), [](const CourseRecord& r) { return flag(r, &GoalCourse::overdue); }},
        {truth_column("unrated"), [](const CourseRecord& r) { return r.goal != nullptr ? flag(r, &GoalCourse::unrated) : Cell{r.course.all_unrated}; }},
        {truth_column("held"), [](const CourseRecord& r) { return flag(r, &GoalCourse::held); }},
        {truth_column("slipped"), [](const CourseRecord& r) { return flag(r, &GoalCourse::slipped); }},
        {date_column("target"), [](const CourseRecord& r) { return r.goal != nullptr ? date_of(goal_in(r)->target) : Cell{}; }},
        {date_column("next_due"), due_cell},
        {text_column("levels"), [](const CourseRecord& r) { return text_cell(levels_of(r)); }},
        {date_column("handed_over"), [](const CourseRecord& r) { return r.goal != nullptr ? date_of(r.goal->streams.main.handed_over) : Cell{}; }},
        {number_column("share", 2), [](const CourseRecord& r) { return r.goal != nullptr && r.goal->active ? number_cell(r.goal->share) : Cell{}; }},
        {date_column("ended"), ended_cell},
        {text_column("outcome"), outcome_cell},
        {date_column("review_missed"), [](const CourseRecord& r) { return r.goal == nullptr ? date_of(r.course.review_missed) : Cell{}; }},
        {date_column("agreement_ended"), [](const CourseRecord& r) { return r.goal == nullptr ? date_of(r.course.agreement_ended) : Cell{}; }},
        {text_column("why"), why_cell},
        {date_column("at"), [](const CourseRecord& r) { return Cell{to_string(r.options.day)}; }},
        {text_column("file"), [](const CourseRecord& r) { return text_cell(r.file); }},
    };
    return columns;
}

const std::vector<CourseColumn>& attention_columns()
{
    static const std::vector<CourseColumn> columns = {
        {whole_column("id"), id_cell},   {whole_column("goal"), named_cell}, {whole_column("raters"), raters_or_blank}, {whole_column("trend"), trend_cell},
        {right_column("now"), now_cell}, {right_column("was"), was_cell},    {integer_column("days"), days_cell},       {text_column("why"), why_or_blank}};
    return columns;
}

const std::vector<CourseColumn>& trend_columns()
{
    static const std::vector<CourseColumn> columns = {{whole_column("id"), id_cell},
                                                      {whole_column("goal"), named_once},
                                                      {whole_column("raters"), raters_or_blank},
                                                      {whole_column("trend"), trend_cell},
                                                      {right_column("now"), now_cell},
                                                      {right_column("was"), was_cell},
                                                      {integer_column("days"), days_cell},
                                                      {whole_column("status"), status_cell},
                                                      {date_column("due"), due_cell},
                                                      {text_column("value"), [](const CourseRecord& r) { return text_cell(value_words(r)); }}};
    return columns;
}

const std::vector<CourseColumn>& ended_columns()
{
    static const std::vector<CourseColumn> columns = {
        {whole_column("id"), id_cell},   {whole_column("goal"), named_once}, {whole_column("raters"), raters_or_blank}, {whole_column("trend"), trend_cell},
        {right_column("now"), now_cell}, {right_column("was"), was_cell},    {date_column("ended"), ended_cell},        {text_column("outcome"), outcome_cell}};
    return columns;
}

const std::vector<CourseColumn>& course_columns_of(CourseTable table)
{
    switch (table) {
    case CourseTable::data: return data_columns();
    case CourseTable::trend: return trend_columns();
    case CourseTable::attention: return attention_columns();
    case CourseTable::ended: return ended_columns();
    }
    return data_columns();
}

void add_words(std::string& text, const std::string& more) { text += (text.empty() || more.empty() ? "" : "; ") + more; }

std::string goal_words(const CourseRecord& r)
{
    const auto& goal = *r.goal;
    std::string text = goal.worse_than_start ? "worse than start" : goal.worse_than_before ? "worse than before" : "";
    if (goal.overdue) {
        add_words(text, "due " + std::to_string(days_between(*goal_in(r)->target, r.options.day)) + " d ago" + (goal.never_rated() ? ", never rated" : ""));
    }
    if (goal.stalled && !goal.is_worse()) {
        add_words(text, "no step up in " + std::to_string(days_between(*goal.reached, r.options.day)) + " d");
    }
    if (goal.unrated && !r.course.all_unrated) {
        add_words(text, goal.looked_at ? "not rated" : goal.overdue ? "" : "never rated");
    }
    return text;
}

std::string plan_words(const CourseRecord& r)
{
    std::string text = r.course.all_unrated ? "not rated" : "";
    if (r.course.review_missed) {
        add_words(text, "review was " + to_string(*r.course.review_missed));
    }
    if (r.course.agreement_ended) {
        add_words(text, "agreement ended " + to_string(*r.course.agreement_ended));
    }
    return text;
}

}  // namespace

std::vector<Column> course_columns(CourseTable table)
{
    std::vector<Column> columns;
    for (const auto& column : course_columns_of(table)) {
        columns.push_back(column.column);
    }
    return columns;
}

std::vector<Cell> course_cells(CourseTable table, const CourseRecord& record)
{
    std::vector<Cell> cells;
    for (const auto& column : course_columns_of(table)) {
        cells.push_back(column.get(record));
    }
    return cells;
}

std::string continued_by(const Stream& stream)
{
    return stream.handed_over ? view::raters_in_line({stream.raters.back()}) + " from " + to_string(*stream.handed_over) : std::string();
}

std::string attention_words(const CourseRecord& record)
{
    if (record.other_rater) {
        return "";
    }
    return record.goal != nullptr ? goal_words(record) : plan_words(record);
}

}  // namespace gas
