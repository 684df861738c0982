// SPDX-License-Identifier: MIT
#include <algorithm>
#include <memory>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "commands.hpp"
#include "gas/caseload/due.hpp"
#include "gas/text/phrases.hpp"
#include "gas/view/course_frames.hpp"
#include "input/courses.hpp"

namespace gas::app {

namespace {

struct TrendCommand : CourseCommand {
    bool needs_attention = false;
    bool milestones = false;
    bool ended = false;
    bool raters = false;

    [[nodiscard]] CourseTable table() const
    {
        return !for_people() ? CourseTable::data : needs_attention ? CourseTable::attention : ended ? CourseTable::ended : CourseTable::trend;
    }
};

/// What needs attention, with the rows that tell it.
struct AttentionRows {
    Attention attention;
    std::vector<Cells> cells;
};
struct MilestoneRow {
    Date date{};
    Cells cells;
};

/// What the plans of one input give.
struct TrendRows {
    std::vector<AttentionRows> attention;
    std::vector<Cells> goals;
    std::vector<MilestoneRow> milestones;
    std::size_t ended = 0;    ///< goals
    std::size_t without = 0;  ///< goals that have begun, and have no milestone
    std::vector<Cells> over_time;
    std::vector<std::string> held;  ///< "P-102 rest"
    std::vector<std::string> slipped;
    std::vector<std::string> handed_over;  ///< "P-102 rest by TM from 2026-02-16"
};

/// The rows of the goals of one plan: each by its main rater and, with --raters, below it by each other.
class GoalRowsOfPlan {
public:
    GoalRowsOfPlan(const PlanAt& at, const PlanCourse& course, const TrendCommand& command)
        : at_(at), command_(command), record_{at.plan, course, command.course, nullptr, false, at.file, command.ascii}
    {
    }

    /// Null: of the plan.
    std::vector<Cells> rows_of(const GoalCourse* goal)
    {
        record_.goal = goal;
        record_.other_rater = false;
        std::vector<Cells> rows = {course_cells(command_.table(), record_)};
        if (goal == nullptr || !command_.raters) {
            return rows;
        }
        record_.other_rater = true;
        for (const auto& other : goal->streams.others) {
            const auto seen = as_seen_in(other, at_.plan, record_.course, *goal, command_.course);
            record_.goal = &seen;
            rows.push_back(course_cells(command_.table(), record_));
            record_.goal = goal;
        }
        return rows;
    }

private:
    const PlanAt& at_;
    const TrendCommand& command_;
    CourseRecord record_;
};

/// What is noted below the table of a goal that is listed.
void add_noted(const PlanAt& at, const GoalCourse& goal, TrendRows& rows)
{
    const auto name = at.plan.id + " " + at.plan.goals[goal.goal].id;
    const auto note = [&](std::vector<std::string>& names, bool is_noted) { names.insert(names.end(), is_noted ? 1 : 0, name); };
    note(rows.held, goal.held);
    note(rows.slipped, goal.slipped);
    const auto& stream = goal.streams.main;
    if (stream.handed_over) {
        rows.handed_over.push_back(fmt::format("{} by {}", name, continued_by(stream)));
    }
}

void add_plan(const PlanAt& at, const PlanCourse& course, const TrendCommand& command, TrendRows& rows)
{
    GoalRowsOfPlan goal_rows(at, course, command);
    for (const auto& row : attention_of(course)) {
        const auto* goal = row.goal ? &course.goals[*row.goal] : nullptr;
        rows.attention.push_back({row, command.needs_attention ? goal_rows.rows_of(goal) : std::vector<Cells>()});
    }
    if (command.milestones) {
        std::set<std::size_t> with;
        for (const auto& milestone : milestones_of(course)) {
            with.insert(milestone.goal);
            rows.milestones.push_back({milestone.date, milestone_cells(at.plan, course, milestone, command.course.day, at.file, command.for_people())});
        }
        rows.without += static_cast<std::size_t>(
            std::count_if(course.goals.begin(), course.goals.end(), [&](const GoalCourse& goal) { return !goal.is_to_come() && !with.contains(goal.goal); }));
    }
    if (command.needs_attention || command.milestones) {
        return;
    }
    for (const auto& goal : course.goals) {
        if (command.ended ? goal.last_day.has_value() : goal.active) {
            move_behind(rows.goals, goal_rows.rows_of(&goal));
            rows.ended += command.ended ? 1 : 0;
            add_noted(at, goal, rows);
        }
    }
    if (command.ended) {
        return;
    }
    const auto t_course = t_course_of(at.plan, command.course);
    if (const auto* scores = std::get_if<std::vector<ScoreRow>>(&t_course)) {
        move_behind(rows.over_time, over_time_cells(at.plan, *scores, command.course.day, command.for_people()));
    }
}

/// "5 goals and 4 plans need attention"
std::string attention_count(const TrendRows& rows)
{
    const auto goals =
        static_cast<std::size_t>(std::count_if(rows.attention.begin(), rows.attention.end(), [](const auto& row) { return row.attention.goal.has_value(); }));
    const auto plans = rows.attention.size() - goals;
    if (goals + plans == 0) {
        return "nothing needs attention";
    }
    const auto of_goals = goals > 0 ? counted(goals, "goal") : std::string();
    const auto of_plans = plans > 0 ? counted(plans, "plan") : std::string();
    return fmt::format("{}{}{} need{} attention", of_goals, goals > 0 && plans > 0 ? " and " : "", of_plans, goals + plans == 1 ? "s" : "");
}

void add_names(std::vector<std::string>& notes, std::string_view what, const std::vector<std::string>& names)
{
    if (!names.empty()) {
        notes.push_back(fmt::format("{}: {}", what, fmt::join(names, ", ")));
    }
}

/// Puts the rows that were asked for where they are written from, in their order.
void put_in_order(TrendRows& rows, const TrendCommand& command)
{
    std::stable_sort(rows.attention.begin(), rows.attention.end(), [](const auto& a, const auto& b) { return is_more_pressing(a.attention, b.attention); });
    std::stable_sort(rows.milestones.begin(), rows.milestones.end(), [](const auto& a, const auto& b) { return a.date < b.date; });
    for (auto& row : rows.attention) {
        if (command.needs_attention) {
            move_behind(rows.goals, std::move(row.cells));
        }
    }
    for (auto& row : rows.milestones) {
        rows.goals.push_back(std::move(row.cells));
    }
}

std::string found_words(const TrendRows& rows, const TrendCommand& command)
{
    return command.milestones ? counted(rows.goals.size(), "milestone") : command.ended ? counted(rows.ended, "ended goal") : attention_count(rows);
}

bool write_rows(const TrendRows& rows, const TrendCommand& command, const CoursesRead& read, JsonEnvelope head, const Console& console, Output& output)
{
    const auto frame = frame_of(command.milestones ? milestone_columns(command.for_people()) : course_columns(command.table()), rows.goals);
    const auto over_time = frame_of(over_time_columns(command.for_people()), rows.over_time);
    if (!command.for_people()) {
        gas::add(head.left_out, "goals_without_milestone", rows.without);
        if (!command.needs_attention && !command.milestones && !command.ended) {
            head.tables = {{"over_time", &over_time}};
        }
        return write_frame(frame, command.writing, head, {}, output);
    }
    auto style = table_style(command.writing, console);
    const auto lead = as_of_words(command, read) + "; " + found_words(rows, command);
    add_names(style.notes, "held twice, close or raise", rows.held);
    add_names(style.notes, "slipped", rows.slipped);
    add_names(style.notes, "continued", rows.handed_over);
    if (rows.without > 0) {
        style.notes.push_back("without a milestone: " + counted(rows.without, "goal"));
    }
    add_notes(command, read, style);
    if (!command.raters) {
        style.hidden.emplace_back("raters");
    }
    if (frame.row_count() == 0 || over_time.row_count() == 0) {
        return write_led(frame, lead, style, command, output);
    }
    const auto below = style;
    style.notes.clear();
    return write_led(frame, lead, style, command, output) && output.write("\n") && write_frame(over_time, command.writing, head, below, output);
}

ExitCode run_trend(TrendCommand& command, Console& console)
{
    if (const auto wrong = resolve_options(command, console); !wrong.empty()) {
        return usage_error(console, wrong);
    }
    if (command.needs_attention + command.milestones + command.ended > 1) {
        return usage_error(console, "--needs-attention, --milestones and --ended each print a table of their own; give one");
    }
    InputList list;
    Output output(command.writing.output, console);
    if (const auto ended = open_run(command, list, output, console)) {
        return *ended;
    }
    TrendRows rows;
    const auto take = [&](TrendRows&& more) {
        move_behind(rows.attention, std::move(more.attention));
        move_behind(rows.goals, std::move(more.goals));
        move_behind(rows.milestones, std::move(more.milestones));
        rows.ended += more.ended;
        rows.without += more.without;
        move_behind(rows.over_time, std::move(more.over_time));
        move_behind(rows.held, std::move(more.held));
        move_behind(rows.slipped, std::move(more.slipped));
        move_behind(rows.handed_over, std::move(more.handed_over));
    };
    auto read = read_courses<TrendRows>(
        list, command, console, [&](const PlanAt& at, const PlanCourse& course, TrendRows& of_input) { add_plan(at, course, command, of_input); }, take,
        [&] { rows = {}; });
    if (const auto ended = tell_run(list, command, output, rows.goals.size() + rows.attention.size(), read, console)) {
        return *ended;
    }
    put_in_order(rows, command);
    auto head = envelope_of(command.milestones ? "gas.trend-milestones/1" : "gas.trend/1", list, command, read);
    const bool written = write_rows(rows, command, read, std::move(head), console, output);
    return end_run(written, !rows.attention.empty(), command, read, output, console);
}

}  // namespace

std::function<ExitCode()> add_trend(CommandLine& line, Console& console)
{
    auto command = std::make_shared<TrendCommand>();
    line.flag("--needs-attention", command->needs_attention, "Only goals and plans that need attention, the most pressing first, and why");
    line.flag("--milestones", command->milestones, "When goals first reached a level, their best so far, and what was held twice");
    line.flag("--ended", command->ended, "The goals that are ended or replaced, and what became of them");
    line.flag("--raters", command->raters, "Who rated, and each goal as the other raters see it in rows below");
    line.flag("--ascii", command->ascii, "The sparkline in ASCII");
    add_course_options(line, *command);
    return [command, &console] { return run_trend(*command, console); };
}

}  // namespace gas::app
