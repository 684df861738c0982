// SPDX-License-Identifier: MIT
#include "commands.hpp"

#include <array>

namespace gas::app {

std::span<const Command> all_commands()
{
    static constexpr std::array<Command, 5> commands = {{
        {"validate", "Check plans: structure, the rules of a well-made scale, heuristics", add_validate},
        {"score", "T-scores of plans, a row for each rating entry", add_score},
        {"calc", "T from levels on the command line", add_calc},
        {"rule", "Explain a rule that validate checks", add_rule},
        {"help", "Open the manual page of a command", add_help},
    }};
    return commands;
}

}  // namespace gas::app
