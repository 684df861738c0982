// SPDX-License-Identifier: MIT
#include "run.hpp"

#include <algorithm>
#include <exception>

#include <fmt/format.h>
#include <utf8proc.h>
#include <CLI/Version.hpp>

#include "cli/command_line.hpp"
#include "commands.hpp"
#include "gas/text/suggest.hpp"
#include "gas/text/version.hpp"
#include "gas/write/writers.hpp"

namespace gas::app {

void print_error(const Console& console, std::string_view message, std::string_view hint)
{
    console.err(fmt::format("gas: error: {}\n", message));
    if (!hint.empty()) {
        console.err(fmt::format("hint: {}\n", hint));
    }
}

ExitCode usage_error(const Console& console, std::string_view message, std::string_view hint)
{
    print_error(console, message, hint);
    return ExitCode::failed;
}

ExitCode unknown_command(const std::string& word, const Console& console)
{
    std::vector<std::string_view> names;
    for (const auto& command : all_commands()) {
        names.push_back(command.name);
    }
    const auto near = nearest(word, names);
    return usage_error(console, fmt::format("there is no command \"{}\"", visible(word)),
                       near.empty() ? "`gas` alone lists the commands" : fmt::format("did you mean `gas {}`?", near));
}

namespace {

/// Whether `option` stands among the arguments before a `--`.
bool has(const std::vector<std::string>& arguments, std::string_view option)
{
    const auto end = std::find(arguments.begin(), arguments.end(), "--");
    return std::find(arguments.begin(), end, option) != end;
}

/// The command line with its command before the options, or the form of one.
std::string command_first(std::vector<std::string> arguments)
{
    const auto command = std::find_if(arguments.begin(), arguments.end(), [](const auto& word) { return find_command(word) != nullptr; });
    constexpr std::string_view needs_quotes = " \t\n\"'\\$`*?[]{}()<>|&;!#~";
    const bool plain = std::none_of(arguments.begin(), arguments.end(),
                                    [&](const auto& word) { return word.empty() || word.find_first_of(needs_quotes) != std::string::npos; });
    if (command == arguments.end() || !plain) {
        return "gas COMMAND [OPTIONS] [PATH...]";
    }
    std::rotate(arguments.begin(), command, command + 1);
    std::string line = "gas";
    for (const auto& word : arguments) {
        line += " " + visible(word);
    }
    return line;
}

std::string version_text(bool libraries)
{
    std::string text = fmt::format("gas {}\n", version());
    if (libraries) {
        text += fmt::format("yaml-cpp {}\nfmt {}.{}.{}\nCLI11 {}\nutf8proc {}\n", GAS_YAML_CPP_VERSION, FMT_VERSION / 10000, FMT_VERSION / 100 % 100,
                            FMT_VERSION % 100, CLI11_VERSION, utf8proc_version());
    }
    return text;
}

std::string short_help()
{
    std::string text =
        "gas scores Goal Attainment Scaling plans: YAML files in, findings and T-scores out.\n\n"
        "Usage: gas COMMAND [OPTIONS] [PATH...]\n\nCommands:\n";
    for (const auto& command : all_commands()) {
        if (!command.plumbing) {
            text += fmt::format("  {:<10}{}\n", command.name, command.summary);
        }
    }
    text +=
        "\nExamples:\n"
        "  gas validate plans/                    check every plan in a folder\n"
        "  gas score P-017.gas.yaml               T-scores of one plan as a table\n"
        "  gas score study/ --format csv > t.csv  a whole study, for R or pandas\n"
        "\n`gas COMMAND --help` lists the options, `gas help COMMAND` opens the manual.\n"
        "Exit status: 0 nothing to report, 1 findings, 2 the job could not be done.\n";
    return text;
}

ExitCode run_command(const Command& command, const std::vector<std::string>& arguments, Console& console)
{
    CommandLine line(command.name, command.summary);
    const auto body = command.add(line, console);
    const auto outcome = line.parse(arguments);
    if (!outcome.help.empty()) {
        console.out(outcome.help);
        return ExitCode::done;
    }
    if (!outcome.problem.empty()) {
        return usage_error(console, outcome.problem, outcome.hint);
    }
    for (const auto& warning : outcome.warnings) {
        console.err(fmt::format("gas: warning: {}\n", warning));
    }
    return body();
}

ExitCode dispatch(const std::vector<std::string>& arguments, Console& console)
{
    if (has(arguments, "--version") || (!arguments.empty() && arguments[0] == "-v")) {
        console.out(version_text(has(arguments, "-v")));
        return ExitCode::done;
    }
    if (arguments.empty() || arguments[0] == "-h" || arguments[0] == "--help") {
        console.out(short_help());
        return ExitCode::done;
    }
    const auto& word = arguments[0];
    if (const auto* command = find_command(word)) {
        return run_command(*command, {arguments.begin() + 1, arguments.end()}, console);
    }
    if (is_option(word)) {
        return usage_error(console, fmt::format("\"{}\" stands before the command", visible(word)),
                           "options stand after the command: " + command_first(arguments));
    }
    return unknown_command(word, console);
}

}  // namespace

ExitCode run(const std::vector<std::string>& arguments, Console& console)
{
    ExitCode code = ExitCode::failed;
    try {
        code = dispatch(arguments, console);
    } catch (const std::bad_alloc&) {
        print_error(console, "out of memory");
    } catch (const std::exception& e) {
        print_error(console, fmt::format("unexpected: {}", visible(e.what())), "this is a fault of gas; please report it");
    }
    if (!console.flush_out()) {
        print_error(console, "standard output could not be written");
        return ExitCode::failed;
    }
    return code;
}

}  // namespace gas::app
