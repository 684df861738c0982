// SPDX-License-Identifier: MIT
#include <memory>

#include <fmt/format.h>

#include "cli/options.hpp"
#include "cli/output.hpp"
#include "commands.hpp"
#include "gas/score/score_row.hpp"
#include "gas/score/t_score.hpp"
#include "gas/text/phrases.hpp"
#include "gas/write/cells.hpp"

namespace gas::app {

namespace {

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

/// The levels of "0,1,-1", each behind a blank; empty where it is none of that form.
std::string levels_apart(const std::string& text)
{
    std::string apart;
    for (const auto& part : split_list(text)) {
        if (!level_word(part)) {
            return "";
        }
        apart += " " + part;
    }
    return apart;
}

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
            const auto apart = levels_apart(command.levels[i]);
            return {{},
                    {},
                    fmt::format("\"{}\" is not a level", visible(command.levels[i])),
                    apart.empty() ? "a level is one of -3, -2, -1, -0.5, 0, +1, +2; a goal that could not be rated is not-applicable"
                                  : "levels stand apart, with blanks between them: gas calc" + apart};
        }
        goals.levels.push_back(analysed(*level, command.method.half_level == "keep" ? HalfLevel::keep : HalfLevel::as_minus_one).value());
        goals.weights.push_back(*weight);
    }
    return goals;
}

ExitCode run_calc(const CalcCommand& command, Console& console)
{
    const auto goals = read_goals(command);
    if (!goals.wrong.empty()) {
        return usage_error(console, goals.wrong, goals.hint);
    }
    const double rho = command.method.rho.value_or(default_rho);
    const auto t = t_score(goals.levels, goals.weights, rho);
    const auto summary = summarize_levels(goals.levels, goals.weights);
    const auto reason = t ? Cell{} : text_cell(to_string(goals.levels.empty() ? NoScore::no_rated_goal : NoScore::zero_weights));
    const std::string weighting = command.weights.empty() ? "equal" : "explicit";
    Frame frame({number_column("t"), number_column("mean_level", 2), number_column("weighted_mean", 2), number_column("sum_levels", 2),
                 number_column("median_level", 2), number_column("achieved", 2), number_column("exceeded", 2), integer_column("rated"), number_column("rho", 2),
                 text_column("weighting"), text_column("reason")});
    frame.add_row({number_cell(t), number_cell(summary.mean), number_cell(summary.weighted_mean), number_cell(summary.sum), number_cell(summary.median),
                   number_cell(summary.achieved), number_cell(summary.exceeded), integer_cell(goals.levels.size()), Cell{rho}, Cell{weighting}, reason});
    const auto head = envelope("gas.calc/1", {{"method", json_string("Kiresuk & Sherman 1968")},
                                              {"rho", json_number(rho)},
                                              {"weighting", json_string(weighting)},
                                              {"half_level", json_string(command.method.half_level)}});
    auto style = table_style(command.writing, console);
    style.notes = {fmt::format("rho {}; weighting {}; -0.5 {}", json_number(rho), weighting, command.method.half_level == "keep" ? "kept" : "analysed as -1")};
    style.hidden = {"rho", "weighting"};
    if (t) {
        style.hidden.emplace_back("reason");
    }
    Output output(command.writing.output, console);
    const bool written = output.open() && write_frame(frame, command.writing, head, style, output);
    return finish(written, output, console) ? ExitCode::done : ExitCode::failed;
}

}  // namespace

std::function<ExitCode()> add_calc(CommandLine& line, Console& console)
{
    auto command = std::make_shared<CalcCommand>();
    line.arguments("LEVEL", command->levels, "Attainment level of each goal: -3 to +2, -0.5, or not-applicable");
    line.text("--weights W,W,...", command->weights, "Weights of the goals, separated by commas (default: all equal)");
    add_method_options(line, command->method, {.weighting = false});
    add_write_options(line, command->writing);
    return [command, &console] { return run_calc(*command, console); };
}

}  // namespace gas::app
