// SPDX-License-Identifier: MIT
#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "commands.hpp"
#include "gas/caseload/standing.hpp"
#include "gas/text/suggest.hpp"
#include "gas/view/ladder.hpp"
#include "input/courses.hpp"

namespace gas::app {

namespace {

struct ShowCommand : CourseCommand {
    std::string path;
    std::size_t width = 80;
};

using ShownPlans = std::vector<std::string>;

void show_plan(const PlanAt& at, const PlanCourse& course, const ShowCommand& command, ShownPlans& plans)
{
    std::string text;
    const auto t_course = t_course_of(at.plan, command.course);
    if (const auto* scores = std::get_if<std::vector<ScoreRow>>(&t_course)) {
        text = ladders(at.plan, course, *scores, command.course, command.width);
    }
    plans.push_back(std::move(text));
}

/// Why there is no plan with the id of --id.
std::string no_plan_called(const ShowCommand& command, const CoursesRead& read)
{
    const auto near = nearest(command.only_id, std::vector<std::string_view>(read.ids.begin(), read.ids.end()));
    return fmt::format("no plan in {} has the id \"{}\"{}", visible(command.path), visible(command.only_id),
                       near.empty() ? "" : fmt::format("; did you mean {}?", visible(near)));
}

ExitCode run_show(ShowCommand& command, Console& console)
{
    if (is_folder(command.path)) {
        return usage_error(console, fmt::format("{} is a folder", visible(command.path)), "show takes one plan; `gas caseload` lists those of a folder");
    }
    command.inputs.paths = {command.path};
    command.writing.format = "table";
    if (const auto wrong = resolve_options(command, console); !wrong.empty()) {
        return usage_error(console, wrong);
    }
    if (command.writing.output.empty() && console.columns > 0) {
        command.width = std::clamp<std::size_t>(console.columns, 40, 80);
    }
    InputList list;
    Output output(command.writing.output, console);
    if (const auto ended = open_run(command, list, output, console)) {
        return *ended;
    }
    ShownPlans plans;
    auto read = read_courses<ShownPlans>(
        list, command, console, [&](const PlanAt& at, const PlanCourse& course, ShownPlans& of_input) { show_plan(at, course, command, of_input); },
        [&](ShownPlans&& more) { move_behind(plans, std::move(more)); }, [&] { plans.clear(); });
    if (read.problems.errors == 0 && !command.only_id.empty() && !read.ids.contains(command.only_id)) {
        return usage_error(console, no_plan_called(command, read));
    }
    if (const auto ended = tell_run(list, command, output, plans.size(), read, console)) {
        return *ended;
    }
    read.counts.to_come = 0;  // they are shown
    TableStyle style;
    add_notes(command, read, style);
    std::string text;
    for (const auto& plan : plans) {
        text += (text.empty() ? "" : "\n") + plan;
    }
    for (const auto& note : style.notes) {
        text += "\n" + note + "\n";
    }
    return end_run(output.write(text), false, command, read, output, console);
}

}  // namespace

std::function<ExitCode()> add_show(CommandLine& line, Console& console)
{
    auto command = std::make_shared<ShowCommand>();
    line.argument("PLAN", command->path, "Plan file, or - for standard input").required();
    line.text("--id ID", command->only_id, "Of several plans in the file, this one");
    add_looking_options(line, *command, {.fail_on = false, .rate_every = false});
    line.text("--max-size SIZE", command->inputs.max_size, "Largest plan file that is read (default 64M)");
    line.text("-o,--output FILE", command->writing.output, "Write to FILE, whole or not at all");
    add_talk_options(line, command->talk);
    return [command, &console] { return run_show(*command, console); };
}

}  // namespace gas::app
