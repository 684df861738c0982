// SPDX-License-Identifier: MIT
#include "run.hpp"

#include <algorithm>
#include <exception>
#include <sstream>

#include <fmt/format.h>
#include <utf8proc.h>
#include <CLI/CLI.hpp>

#include "cli/options.hpp"
#include "commands.hpp"
#include "gas/text/suggest.hpp"
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

namespace {

bool is_flag(std::string_view argument) { return argument.size() > 1 && argument[0] == '-'; }

/// Whether `option` stands among the arguments before a `--`.
bool has(const std::vector<std::string>& arguments, std::string_view option)
{
    const auto end = std::find(arguments.begin(), arguments.end(), "--");
    return std::find(arguments.begin(), end, option) != end;
}

std::string version_text(bool libraries)
{
    std::string text = "gas " GAS_VERSION "\n";
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

ExitCode unknown_command(const std::string& word, Console& console)
{
    std::vector<std::string_view> names;
    for (const auto& command : all_commands()) {
        names.push_back(command.name);
    }
    const auto near = nearest(word, names);
    print_error(console, fmt::format("there is no command \"{}\"", visible(word)),
                near.empty() ? "`gas` alone lists the commands" : fmt::format("did you mean `gas {}`?", near));
    return ExitCode::failed;
}

/// The first option on the command line that `app` does not know, with its nearest neighbour.
ExitCode unknown_option(const CLI::App& app, const std::vector<std::string>& extras, Console& console)
{
    const auto option = std::find_if(extras.begin(), extras.end(), is_flag);
    if (option == extras.end()) {
        print_error(console, fmt::format("\"{}\" is one argument too many for `gas {}`", visible(extras.empty() ? "" : extras.back()), app.get_name()));
        return ExitCode::failed;
    }
    std::vector<std::string> names;
    for (const auto* known : app.get_options()) {
        for (const auto& name : known->get_lnames()) {
            names.push_back("--" + name);
        }
    }
    const std::vector<std::string_view> views(names.begin(), names.end());
    const auto word = option->substr(0, option->find('='));
    const auto near = nearest(word, views);
    print_error(console, fmt::format("`gas {}` has no option \"{}\"", app.get_name(), visible(word)),
                near.empty() ? fmt::format("`gas {} --help` lists its options", app.get_name()) : fmt::format("did you mean {}?", near));
    return ExitCode::failed;
}

/// What is wrong, in plainer words than CLI11's where it counts values.
std::string reason_of(const CLI::ParseError& error)
{
    const std::string text = visible(error.what());
    const auto option = text.substr(0, text.find(':'));
    if (text.find("At Most 1 required") != std::string::npos) {
        return option + " can be given once only";
    }
    const bool missing = text.find(" required") != std::string::npos && text.ends_with("missing");
    return missing ? option + " needs a value" : text;
}

/// The arguments with each that stands behind `--` as the value of an option, since CLI11 forgets where `--` stood.
std::vector<std::string> with_paths_named(std::vector<std::string> arguments)
{
    const auto dashes = std::find(arguments.begin(), arguments.end(), "--");
    if (dashes == arguments.end()) {
        return arguments;
    }
    for (auto path = dashes + 1; path != arguments.end(); ++path) {
        *path = fmt::format("{}={}", path_after_dashes, *path);
    }
    arguments.erase(dashes);
    return arguments;
}

ExitCode run_command(const Command& command, const std::vector<std::string>& arguments, Console& console)
{
    CLI::App app(std::string(command.summary), std::string(command.name));
    app.set_help_flag("-h,--help", "Print this help and exit");
    app.get_formatter()->column_width(34);
    const auto body = command.add(app, console);
    std::vector<const char*> argv;
    const auto name = "gas " + std::string(command.name);
    argv.push_back(name.c_str());
    const auto given = app.get_option_no_throw(path_after_dashes) != nullptr ? with_paths_named(arguments) : arguments;
    for (const auto& argument : given) {
        argv.push_back(argument.c_str());
    }
    app.name(std::string(command.name));
    try {
        app.parse(static_cast<int>(argv.size()), argv.data());
    } catch (const CLI::CallForHelp&) {
        app.name(name);
        console.out(app.help());
        return ExitCode::done;
    } catch (const CLI::ExtrasError&) {
        return unknown_option(app, app.remaining(), console);
    } catch (const CLI::ParseError& e) {
        print_error(console, reason_of(e), fmt::format("`{} --help` lists the options", name));
        return ExitCode::failed;
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
    const auto commands = all_commands();
    const auto command = std::find_if(commands.begin(), commands.end(), [&](const auto& c) { return c.name == word; });
    if (command != commands.end()) {
        return run_command(*command, {arguments.begin() + 1, arguments.end()}, console);
    }
    if (is_flag(word)) {
        print_error(console, fmt::format("\"{}\" stands before the command", visible(word)), "write `gas COMMAND [OPTIONS] [PATH...]`");
        return ExitCode::failed;
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
    if (!console.flush_out() && !console.reader_may_leave) {
        print_error(console, "standard output could not be written");
        return ExitCode::failed;
    }
    return code;
}

}  // namespace gas::app
