// SPDX-License-Identifier: MIT
#include "commands.hpp"

#include <algorithm>

namespace gas::app {

AddCommand add_validate, add_score, add_trend, add_due, add_caseload, add_show, add_summarize, add_agree, add_diff, add_history, add_calc, add_rule, add_git,
    add_textconv, add_git_diff_driver, add_git_merge_driver, add_help, add_rate, add_scale;

namespace {

constexpr Command commands[] = {
    {"validate", "Check plans: structure, the rules of a well-made scale, heuristics", add_validate},
    {"score", "T-scores of plans, a row for each rating entry", add_score},
    {"trend", "Where each goal stands on a day, and which need attention", add_trend},
    {"due", "What is due, and what is overdue: reviews, targets, agreements", add_due},
    {"caseload", "A row for each participant: T, goals met, what is due, what needs attention", add_caseload},
    {"show", "A plan with its ladders: each level's text and the marks of the visits", add_show},
    {"summarize", "Statistics of groups: T, change, tests, who is missing", add_summarize},
    {"agree", "Agreement between two raters: kappas of levels, ICC and limits of T", add_agree},
    {"diff", "What changed between two versions of plans, by meaning, and what it does to T", add_diff},
    {"history", "A plan's history in git by meaning: what changed when, late entries, T", add_history},
    {"rate", "Write ratings into a plan, and leave every other byte of it", add_rate},
    {"scale", "Five levels of a goal that is measured, from its numbers", add_scale},
    {"calc", "T from levels on the command line", add_calc},
    {"rule", "Explain a rule that validate checks", add_rule},
    {"git", "Make git show and merge plans by meaning", add_git},
    {"textconv", "A plan as one fact a line, for git", add_textconv, true},
    {"git-diff-driver", "Show a changed plan, for git", add_git_diff_driver, true},
    {"git-merge-driver", "Merge a plan that two sides changed, for git", add_git_merge_driver, true},
    {"help", "Open the manual page of a command", add_help},
};

}  // namespace

std::span<const Command> all_commands() { return commands; }

const Command* find_command(std::string_view name)
{
    const auto* command = std::find_if(std::begin(commands), std::end(commands), [&](const auto& c) { return c.name == name; });
    return command == std::end(commands) ? nullptr : command;
}

}  // namespace gas::app
