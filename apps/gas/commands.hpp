// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <span>
#include <string_view>

#include "cli/console.hpp"
#include "cli/exit_code.hpp"

namespace gas::app {

class CommandLine;

/// Declares on `line` what a command takes; gives what runs once that is parsed.
using AddCommand = std::function<ExitCode()> (*)(CommandLine& line, Console& console);

struct Command {
    std::string_view name;
    std::string_view summary;  ///< one line, for the list of commands
    AddCommand add;
    bool plumbing = false;  ///< run by git, not by people: not in the short help
};

/// All commands, in the order in which help lists them. The one list.
std::span<const Command> all_commands();

std::function<ExitCode()> add_validate(CommandLine& line, Console& console);
std::function<ExitCode()> add_score(CommandLine& line, Console& console);
std::function<ExitCode()> add_summarize(CommandLine& line, Console& console);
std::function<ExitCode()> add_agree(CommandLine& line, Console& console);
std::function<ExitCode()> add_diff(CommandLine& line, Console& console);
std::function<ExitCode()> add_history(CommandLine& line, Console& console);
std::function<ExitCode()> add_calc(CommandLine& line, Console& console);
std::function<ExitCode()> add_rule(CommandLine& line, Console& console);
std::function<ExitCode()> add_git(CommandLine& line, Console& console);
std::function<ExitCode()> add_git_merge_driver(CommandLine& line, Console& console);
std::function<ExitCode()> add_textconv(CommandLine& line, Console& console);
std::function<ExitCode()> add_git_diff_driver(CommandLine& line, Console& console);
std::function<ExitCode()> add_help(CommandLine& line, Console& console);

}  // namespace gas::app
