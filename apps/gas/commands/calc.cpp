// SPDX-License-Identifier: MIT
#include <memory>

#include <fmt/format.h>

#include "cli/options.hpp"
#include "cli/output.hpp"
#include "commands.hpp"
#include "gas/score/score_row.hpp"
#include "gas/score/t_score.hpp"
#include "gas/text/phrases.hpp"

namespace gas::app {

namespace {

constexpr std::array<std::string_view, 5> formats = {"table", "csv", "tsv", "json", "jsonl"};

struct CalcCommand {
    std::vector<std::string> levels;
    std::string weights;
    MethodOptions method;
    WriteOptions writing;
};

/// The level that a word on the command line names.
std::optional<Level> level_word(std::string_view text)
{
    const auto value = decimal(text);
    if (!value || *value < -3 || *value > 2 || text.find_first_of(".e") != std::string_view::npos) {
        return text == "-0.5" ? Level::from_twice(-1) : std::nullopt;
    }
    return Level::from_int(static_cast<int>(*value));
}

/// Levels and weights of the goals that count, or what is wrong with the words.
struct Goals {
    std::vector<double> levels;
    std::vector<double> weights;
    std::string wrong;
    std::string hint;
};

Goals read_goals(const CalcCommand& command)
{
    Goals goals;
    // with a comma behind, so that one that is missing at the end counts
    const auto weights = split_list(command.weights.empty() ? "" : command.weights + ",");
    if (command.levels.empty()) {
        return {{}, {}, "no level given", "write the levels of the goals: gas calc 0 +1 -1"};
    }
    if (!weights.empty() && weights.size() != command.levels.size()) {
        return {
            {}, {}, counted(command.levels.size(), "level") + ", but " + counted(weights.size(), "weight"), "give a weight for each level, in the same order"};
    }
    for (std::size_t i = 0; i < command.levels.size(); ++i) {
        const auto weight = weights.empty() ? std::optional(1.0) : decimal(weights[i]);
        if (!weight || !(*weight >= 0) || *weight > 1e300) {
            return {{}, {}, fmt::format("weight \"{}\" is not a number of 0 or more", visible(weights[i])), ""};
        }
        if (command.levels[i] == recorded_not_applicable) {
            continue;
        }
        const auto level = level_word(command.levels[i]);
        if (!level) {
            return {{},
                    {},
                    fmt::format("\"{}\" is not a level", visible(command.levels[i])),
                    "a level is one of -3, -2, -1, -0.5, 0, +1, +2; a goal that could not be rated is not-applicable"};
        }
        goals.levels.push_back(analysed(*level, command.method.half_level == "keep" ? HalfLevel::keep : HalfLevel::as_minus_one).value());
        goals.weights.push_back(*weight);
    }
    return goals;
}

Frame calc_frame()
{
    std::vector<Column> columns;
    for (const auto* name : {"t", "mean_level", "weighted_mean", "sum_levels", "median_level", "achieved", "exceeded", "rated", "rho", "weighting", "reason"}) {
        Column column;
        column.name = name;
        const bool text = column.name == "weighting" || column.name == "reason";
        column.align = text ? Align::left : Align::right;
        if (column.name != "t" && !text) {
            column.digits = 2;
        }
        columns.push_back(column);
    }
    return Frame(columns, {});
}

ExitCode run_calc(const CalcCommand& command, Console& console)
{
    const auto goals = read_goals(command);
    if (!goals.wrong.empty()) {
        print_error(console, goals.wrong, goals.hint);
        return ExitCode::failed;
    }
    const double rho = command.method.rho.value_or(default_rho);
    const auto t = t_score(goals.levels, goals.weights, rho);
    const auto summary = summarize_levels(goals.levels, goals.weights);
    const auto cell = [](const std::optional<double>& value) { return value ? Cell{*value} : Cell{}; };
    const auto reason = t ? Cell{} : Cell{std::string(to_string(goals.levels.empty() ? NoScore::no_rated_goal : NoScore::zero_weights))};
    const std::string weighting = command.weights.empty() ? "equal" : "explicit";
    Frame frame = calc_frame();
    frame.add_row({cell(t), cell(summary.mean), cell(summary.weighted_mean), cell(summary.sum), cell(summary.median), cell(summary.achieved),
                   cell(summary.exceeded), Cell{static_cast<std::int64_t>(goals.levels.size())}, Cell{rho}, Cell{weighting}, reason},
                  {}, {});
    JsonEnvelope envelope;
    envelope.schema = "gas.calc/1";
    envelope.parameters = {{"tool", json_string("gas " GAS_VERSION)},
                           {"method", json_string("Kiresuk & Sherman 1968")},
                           {"rho", json_number(rho)},
                           {"weighting", json_string(weighting)},
                           {"half_level", json_string(command.method.half_level)}};
    TableStyle style;
    style.width = console.columns;
    style.digits = command.writing.digits;
    style.color = command.writing.output.empty() && use_color(command.writing, console, console.out_is_terminal);
    style.notes = {fmt::format("rho {}; weighting {}; -0.5 {}", json_number(rho), weighting, command.method.half_level == "keep" ? "kept" : "analysed as -1")};
    style.hidden = {"rho", "weighting"};
    if (t) {
        style.hidden.emplace_back("reason");
    }
    Output output(command.writing.output, console);
    const bool written = output.open() && write_frame(frame, command.writing, envelope, style, output);
    return finish(written, output, console) ? ExitCode::done : ExitCode::failed;
}

}  // namespace

std::function<ExitCode()> add_calc(CommandLine& line, Console& console)
{
    auto command = std::make_shared<CalcCommand>();
    line.arguments("LEVEL", command->levels, "Attainment level of each goal: -3 to +2, -0.5, or not-applicable");
    line.text("--weights W,W,...", command->weights, "Weights of the goals, separated by commas (default: all equal)");
    add_method_options(line, command->method, {.weighting = false});
    add_write_options(line, command->writing, formats);
    return [command, &console] { return run_calc(*command, console); };
}

}  // namespace gas::app
