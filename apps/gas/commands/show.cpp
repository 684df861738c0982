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
    std::string id;  ///< of several plans in the file: the one
    std::size_t width = 80;
};

struct ShownPlan {
    std::string id;
    std::string text;
};
using ShownPlans = std::vector<ShownPlan>;

void show_plan(const PlanAt& at, const PlanCourse& course, const ShowCommand& command, ShownPlans& plans)
{
    std::string text;
    const auto t_course = t_course_of(at.plan, command.course);
    if (const auto* scores = std::get_if<std::vector<ScoreRow>>(&t_course)) {
        text = ladders(at.plan, course, *scores, command.course, command.width);
    }
    plans.push_back({at.plan.id, std::move(text)});
}

/// Leaves the plan that --id names; why there is none, or empty.
std::string choose(ShownPlans& plans, const ShowCommand& command)
{
    if (command.id.empty()) {
        return "";
    }
    std::vector<std::string> ids;
    for (const auto& plan : plans) {
        ids.push_back(plan.id);
    }
    std::erase_if(plans, [&](const ShownPlan& plan) { return plan.id != command.id; });
    if (!plans.empty()) {
        return "";
    }
    const auto near = nearest(command.id, std::vector<std::string_view>(ids.begin(), ids.end()));
    return fmt::format("no plan in {} has the id \"{}\"{}", visible(command.path), visible(command.id),
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
    if (const auto ended = tell_run(list, command, output, plans.size(), read, console)) {
        return *ended;
    }
    if (const auto wrong = choose(plans, command); !wrong.empty()) {
        return usage_error(console, wrong);
    }
    TableStyle style;
    add_notes(command, read, style);
    std::string text;
    for (const auto& plan : plans) {
        text += (text.empty() ? "" : "\n") + plan.text;
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
    line.text("--id ID", command->id, "Of several plans in the file, this one").not_empty();
    line.text("--at DATE", command->at, "The day to look on, or today (default)").not_empty();
    line.text("--rater NAME", command->score.rater, "Only ratings by this rater (default: one rater's for each goal, a practitioner's first)");
    line.integer("--stall-after DAYS", command->score.stall_after, 1, 36500,
                 "Days without a higher level until a goal is stalled, and without a rating until it is unrated (default 56)");
    add_method_options(line, command->method);
    line.text("--max-size SIZE", command->inputs.max_size, "Largest plan file that is read (default 64M)");
    line.text("-o,--output FILE", command->writing.output, "Write to FILE, whole or not at all");
    add_talk_options(line, command->talk);
    return [command, &console] { return run_show(*command, console); };
}

}  // namespace gas::app
