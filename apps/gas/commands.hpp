// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <span>
#include <string_view>

#include "cli/console.hpp"
#include "cli/exit_code.hpp"

namespace gas::app {

class CommandLine;

/// Declares on `line` what a command takes; gives what runs once that is parsed. Each stands in commands/<name>.cpp.
using AddCommand = std::function<ExitCode()>(CommandLine& line, Console& console);

struct Command {
    std::string_view name;
    std::string_view summary;  ///< one line, for the list of commands
    AddCommand* add;
    bool plumbing = false;  ///< run by git, not by people: not in the short help
};

/// All commands, in the order in which help lists them. The one list.
std::span<const Command> all_commands();
/// Null where there is none of this name.
const Command* find_command(std::string_view name);

}  // namespace gas::app
