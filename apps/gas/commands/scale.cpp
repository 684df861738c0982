// SPDX-License-Identifier: MIT
#include "gas/scale/build_scale.hpp"

#include <array>
#include <memory>
#include <string>

#include "cli/command_line.hpp"
#include "cli/console.hpp"
#include "commands.hpp"
#include "gas/write/writers.hpp"

namespace gas::app {

namespace {

struct ScaleCommand {
    ScaleFigures figures;
    std::string start;
};

ExitCode run_scale(ScaleCommand& command, Console& console)
{
    if (!command.start.empty()) {
        command.figures.start_at = Level::from_int(command.start == "-2" ? -2 : -1);
    }
    const auto refuse = [&](const ScaleProblem& problem) { return usage_error(console, visible(problem.message), visible(problem.hint)); };
    const auto built = build_scale(command.figures);
    if (const auto* problem = std::get_if<ScaleProblem>(&built)) {
        return refuse(*problem);
    }
    const auto lines = scale_lines(std::get<BuiltScale>(built));
    if (const auto* problem = std::get_if<ScaleProblem>(&lines)) {
        return refuse(*problem);
    }
    return console.out(std::get<std::string>(lines)) ? ExitCode::done : ExitCode::failed;
}

}  // namespace

std::function<ExitCode()> add_scale(CommandLine& line, Console& console)
{
    constexpr static std::array<std::string_view, 2> starts = {"-1", "-2"};
    auto command = std::make_shared<ScaleCommand>();
    auto& figures = command->figures;
    const auto number = [&](std::string_view option, std::string& value, const std::string& help) { return line.text(option, value, help); };
    number("--unit TEXT", figures.unit, "What is counted, such as \"nights per week\"").required();
    number("--now NUMBER", figures.now, "The value at the start, with the decimals that are measured").required();
    number("--expected NUMBER", figures.expected, "The value expected by the target date: level 0 begins there").required();
    number("--min NUMBER", figures.least, "The least that can be (default: 0, where no number is below it)");
    number("--max NUMBER", figures.most, "The most that can be (default: no limit)");
    line.word("--start", command->start, starts, "The level at the start (default: -2 where nothing can be worse, else -1)");
    number("--text TEXT", figures.text, "Of each level, with {n} or {n|night|nights} for its numbers (default: numbers and unit)");
    return [command, &console] { return run_scale(*command, console); };
}

}  // namespace gas::app
