// SPDX-License-Identifier: MIT
#include <algorithm>
#include <chrono>
#include <memory>
#include <utility>

#include <fmt/format.h>

#include "commands.hpp"
#include "gas/caseload/due.hpp"
#include "gas/text/phrases.hpp"
#include "gas/view/course_frames.hpp"
#include "gas/write/cells.hpp"
#include "input/courses.hpp"

namespace gas::app {

namespace {

struct DueCommand : CourseCommand {
    int within = 14;
};

struct DueRow {
    Date date{};
    Cells cells;
};

/// What the plans of one input give.
struct DueRows {
    std::vector<DueRow> due;
    std::vector<Cells> held;
};

std::vector<Column> held_columns() { return {text_column("id"), text_column("goal"), number_column("latest"), date_column("last_date"), text_column("file")}; }

void add_plan(const PlanAt& at, const PlanCourse& course, const DueCommand& command, DueRows& rows)
{
    const auto day = command.course.day;
    for (const auto& due : due_of(at.plan, course, command.course, command.within)) {
        rows.due.push_back({due.date, due_cells(at.plan, due, day, at.file, command.for_people())});
    }
    for (const auto& goal : course.goals) {
        if (goal.held) {
            rows.held.push_back({text_cell(at.plan.id), text_cell(at.plan.goals[goal.goal].id), figure_cell(goal.latest), text_cell(to_string(*goal.looked_at)),
                                 text_cell(at.file)});
        }
    }
}

bool write_rows(DueRows& rows, const DueCommand& command, const CoursesRead& read, JsonEnvelope head, const Console& console, Output& output)
{
    std::stable_sort(rows.due.begin(), rows.due.end(), [](const auto& a, const auto& b) { return a.date < b.date; });
    std::vector<Cells> cells;
    std::size_t overdue = 0;
    for (auto& row : rows.due) {
        overdue += row.date < command.course.day ? 1 : 0;
        cells.push_back(std::move(row.cells));
    }
    const auto frame = frame_of(due_columns(command.for_people()), cells);
    if (!command.for_people()) {
        const auto held = frame_of(held_columns(), rows.held);
        head.tables = {{"held", &held}};
        head.parameters.emplace_back("within", std::to_string(command.within));
        return write_frame(frame, command.writing, head, {}, output);
    }
    auto style = table_style(command.writing, console);
    std::vector<std::string> held;
    for (const auto& row : rows.held) {
        held.push_back(std::get<std::string>(row[0]) + " " + std::get<std::string>(row[1]));
    }
    if (!held.empty()) {
        style.notes.push_back(fmt::format("held twice, close or raise: {}", fmt::join(held, ", ")));
    }
    add_notes(command, read, style);
    const Date last{command.course.day.day + std::chrono::days(command.within)};
    const auto found = cells.empty() ? std::string("nothing is due") : fmt::format("{} due, {} overdue", cells.size(), overdue);
    return write_led(frame, fmt::format("{}; up to {}: {}", as_of_words(command, read), to_string(last), found), style, command, output);
}

ExitCode run_due(DueCommand& command, Console& console)
{
    if (const auto wrong = resolve_options(command, console); !wrong.empty()) {
        return usage_error(console, wrong);
    }
    InputList list;
    Output output(command.writing.output, console);
    if (const auto ended = open_run(command, list, output, console)) {
        return *ended;
    }
    DueRows rows;
    const auto take = [&](DueRows&& more) {
        move_behind(rows.due, std::move(more.due));
        move_behind(rows.held, std::move(more.held));
    };
    auto read = read_courses<DueRows>(
        list, command, console, [&](const PlanAt& at, const PlanCourse& course, DueRows& of_input) { add_plan(at, course, command, of_input); }, take,
        [&] { rows = {}; });
    if (const auto ended = tell_run(list, command, output, rows.due.size(), read, console)) {
        return *ended;
    }
    auto head = envelope_of("gas.due/1", list, command, read);
    const bool written = write_rows(rows, command, read, std::move(head), console, output);
    return end_run(written, false, command, read, output, console);
}

}  // namespace

std::function<ExitCode()> add_due(CommandLine& line, Console& console)
{
    auto command = std::make_shared<DueCommand>();
    line.integer("--within DAYS", command->within, 0, 36500, "What is due up to so many days ahead (default 14)");
    add_course_options(line, *command, {.fail_on = false, .stall_after = false});
    return [command, &console] { return run_due(*command, console); };
}

}  // namespace gas::app
