// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <span>
#include <string_view>

#include "cli/console.hpp"
#include "cli/exit_code.hpp"

namespace CLI {
class App;
}

namespace gas::app {

/// Declares a command's options on `app`; gives what runs once they are parsed.
using AddCommand = std::function<ExitCode()> (*)(CLI::App& app, Console& console);

struct Command {
    std::string_view name;
    std::string_view summary;  ///< one line, for the list of commands
    AddCommand add;
    bool plumbing = false;  ///< run by git, not by people: not in the short help
};

/// All commands, in the order in which help lists them. The one list.
std::span<const Command> all_commands();

std::function<ExitCode()> add_validate(CLI::App& app, Console& console);
std::function<ExitCode()> add_score(CLI::App& app, Console& console);
std::function<ExitCode()> add_summarize(CLI::App& app, Console& console);
std::function<ExitCode()> add_agree(CLI::App& app, Console& console);
std::function<ExitCode()> add_diff(CLI::App& app, Console& console);
std::function<ExitCode()> add_history(CLI::App& app, Console& console);
std::function<ExitCode()> add_calc(CLI::App& app, Console& console);
std::function<ExitCode()> add_rule(CLI::App& app, Console& console);
std::function<ExitCode()> add_git(CLI::App& app, Console& console);
std::function<ExitCode()> add_git_merge_driver(CLI::App& app, Console& console);
std::function<ExitCode()> add_textconv(CLI::App& app, Console& console);
std::function<ExitCode()> add_git_diff_driver(CLI::App& app, Console& console);
std::function<ExitCode()> add_help(CLI::App& app, Console& console);

}  // namespace gas::app
