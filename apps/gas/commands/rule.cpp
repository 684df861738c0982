// SPDX-License-Identifier: MIT
#include <memory>

#include <fmt/format.h>

#include "cli/options.hpp"
#include "cli/output.hpp"
#include "commands.hpp"
#include "gas/text/phrases.hpp"
#include "gas/text/rules.hpp"
#include "gas/write/cells.hpp"

namespace gas::app {

namespace {

struct RuleCommand {
    std::vector<std::string> rules;
    WriteOptions writing;
};

std::string indented(std::string_view text)
{
    std::string out;
    while (!text.empty()) {
        const auto line = take_until(text, '\n');
        out += line.empty() ? "\n" : fmt::format("    {}\n", visible(line));
    }
    return out;
}

/// `text` in lines of at most 80 columns.
std::string wrapped(std::string_view text)
{
    constexpr std::size_t width = 80;
    std::string out;
    std::size_t column = 0;
    while (!text.empty()) {
        const auto word = take_until(text, ' ');
        if (column > 0 && column + 1 + display_width(word) > width) {
            out += '\n';
            column = 0;
        }
        out += column > 0 ? " " : "";
        column += display_width(word) + (column > 0 ? 1 : 0);
        out += word;
    }
    return out + "\n";
}

std::string explained(const RuleInfo& info)
{
    return fmt::format("{} {} ({})\n\n{}\n{}\nSource: {}\n\nBad:\n{}\nGood:\n{}", rule_id(info.rule), info.name, to_string(info.severity),
                       wrapped(info.meaning), wrapped(info.why), info.source, indented(info.bad), indented(info.good));
}

ExitCode unknown_rule(const std::string& word, const Console& console)
{
    const auto near = nearest_rule(word);
    return usage_error(console, fmt::format("there is no rule \"{}\"", visible(word)),
                       near.empty() ? "`gas rule` lists them all" : fmt::format("did you mean {}?", near));
}

ExitCode run_rule(const RuleCommand& command, Console& console)
{
    std::vector<const RuleInfo*> chosen;
    for (const auto& word : command.rules) {
        const auto rule = rule_from(word);
        if (!rule) {
            return unknown_rule(word, console);
        }
        chosen.push_back(&rule_info(*rule));
    }
    if (chosen.empty()) {
        for (const auto& info : all_rules()) {
            chosen.push_back(&info);
        }
    }
    Output output(command.writing.output, console);
    bool written = output.open();
    if (command.writing.format == "text" && !command.rules.empty()) {
        for (std::size_t i = 0; written && i < chosen.size(); ++i) {
            written = output.write((i == 0 ? "" : "\n") + explained(*chosen[i]));
        }
    } else if (written) {
        Frame frame({text_column("rule"), text_column("severity"), text_column("name"), text_column("meaning"), hidden(text_column("why")),
                     hidden(text_column("source")), hidden(text_column("bad")), hidden(text_column("good"))});
        for (const auto* info : chosen) {
            const auto text = [](std::string_view s) { return Cell{std::string(s)}; };
            frame.add_row({Cell{rule_id(info->rule)}, text(to_string(info->severity)), text(info->name), text(info->meaning), text(info->why),
                           text(info->source), text(info->bad), text(info->good)});
        }
        auto style = table_style(command.writing, console);
        style.width = 0;
        style.notes = {"`gas rule ID` explains one"};
        auto writing = command.writing;
        writing.format = writing.format == "text" ? "table" : writing.format;
        written = write_frame(frame, writing, envelope("gas.rules/1"), style, output);
    }
    return finish(written, output, console) ? ExitCode::done : ExitCode::failed;
}

}  // namespace

std::function<ExitCode()> add_rule(CommandLine& line, Console& console)
{
    auto command = std::make_shared<RuleCommand>();
    line.arguments("RULE", command->rules, "Rule by id (GAS104) or name; without one, all are listed");
    add_write_options(line, command->writing, {"text"});
    return [command, &console] { return run_rule(*command, console); };
}

}  // namespace gas::app
