// SPDX-License-Identifier: MIT
#include <memory>

#include "cli/command_line.hpp"
#include "commands.hpp"
#include "gas/diff/facts.hpp"
#include "gas/findings/findings.hpp"
#include "gas/read/read_plans.hpp"
#include "gas/write/writers.hpp"
#include "input/inputs.hpp"

namespace gas::app {

namespace {

struct TextconvCommand {
    std::string path;
    std::string max_size = "64M";
};

/// Whether a fact only says that something exists whose text says so on the next line.
bool said_by_next(const std::vector<Fact>& facts, std::size_t i)
{
    const auto kind = facts[i].kind;
    const bool short_one = kind == FactKind::need || kind == FactKind::intervention || kind == FactKind::scale_level;
    return short_one && i + 1 < facts.size() && facts[i + 1].owner == i && is_free_text(facts[i + 1].kind);
}

std::string facts_text(const ReadResult& result)
{
    std::string text;
    for (const auto& read : result.plans) {
        text += text.empty() ? "" : "\n";
        const auto facts = facts_of(read.plan, read.ranges, own_names(read.plan));
        for (std::size_t i = 0; i < facts.size(); ++i) {
            text += said_by_next(facts, i) ? "" : visible(fact_line(read.plan, facts[i])) + "\n";
        }
    }
    return text;
}

ExitCode run_textconv(const TextconvCommand& command, Console& console)
{
    std::string refusal;
    const auto max_size = read_size(command.max_size, refusal);
    if (!max_size) {
        return usage_error(console, refusal);
    }
    const auto source = read_source({command.path, command.path == "-"}, *max_size, console);
    if (const auto* problem = std::get_if<Finding>(&source)) {
        console.err(as_text(*problem, {}));
        return ExitCode::failed;
    }
    const auto& text = std::get<SourceText>(source);
    const auto result = read_plans(text);
    // half a plan would look like a plan with half its facts removed; the text as it stands says what is there
    const auto shown = result.has_errors() ? "# not a plan that can be read: its text follows as it stands\n" + text.bytes : facts_text(result);
    return console.out(shown) ? ExitCode::done : ExitCode::failed;
}

}  // namespace

std::function<ExitCode()> add_textconv(CommandLine& line, Console& console)
{
    auto command = std::make_shared<TextconvCommand>();
    line.argument("FILE", command->path, "Plan file, or - for standard input").required();
    line.text("--max-size SIZE", command->max_size, "Largest plan file that is read (default 64M)");
    return [command, &console] { return run_textconv(*command, console); };
}

}  // namespace gas::app
