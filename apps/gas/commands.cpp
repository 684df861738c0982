// SPDX-License-Identifier: MIT
#include "commands.hpp"

#include <array>

namespace gas::app {

std::span<const Command> all_commands()
{
    static constexpr std::array<Command, 7> commands = {{
        {"validate", "Check plans: structure, the rules of a well-made scale, heuristics", add_validate},
        {"score", "T-scores of plans, a row for each rating entry", add_score},
        {"summarize", "Statistics of groups: T, change, tests, who is missing", add_summarize},
        {"agree", "Agreement between two raters: kappas of levels, ICC and limits of T", add_agree},
        {"calc", "T from levels on the command line", add_calc},
        {"rule", "Explain a rule that validate checks", add_rule},
        {"help", "Open the manual page of a command", add_help},
    }};
    return commands;
}

}  // namespace gas::app
