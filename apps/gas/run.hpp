// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "cli/console.hpp"
#include "cli/exit_code.hpp"

namespace gas::app {

/// Runs `gas` with `arguments` (without the program's name). Never throws; all output goes to the console.
ExitCode run(const std::vector<std::string>& arguments, Console& console);

/// Says that there is no command `word`, and which is near.
ExitCode unknown_command(const std::string& word, const Console& console);

}  // namespace gas::app
